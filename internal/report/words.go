package report

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// Section is one section of the report's text, in order.
type Section struct {
	ID         string      `json:"id"`      // overall, late, asks, tracks, next, notes
	Heading    string      `json:"heading"` // 一、总体推进情况
	Paragraphs []Paragraph `json:"paragraphs"`
}

// Paragraph is one paragraph. Lead is set in bold before the text and is no
// part of what the office rewrites. A paragraph about one project has the
// project's key in its ID, for numbers may still change within a quarter.
type Paragraph struct {
	ID        string   `json:"id"`                  // stable, as filing.Draft.Section has it
	Heading   string   `json:"heading,omitempty"`   // (一)党建引领行动: a level-two heading before it
	Lead      string   `json:"lead,omitempty"`      // 需要关注的是:
	Text      string   `json:"text"`                // what is printed
	Generated string   `json:"generated,omitempty"` // the generated text where the office rewrote it
	Numbers   []string `json:"numbers,omitempty"`   // projects it speaks of, for links
	Omitted   bool     `json:"omitted,omitempty"`   // the office has it left out of what is printed
}

// worded are the paragraphs that say anything.
func worded(ps ...Paragraph) []Paragraph {
	return slices.DeleteFunc(ps, func(p Paragraph) bool { return p.Text == "" })
}

// A roll is what a paragraph says of several projects, and their numbers.
type roll struct{ parts, numbers []string }

func (r *roll) add(number, part string) {
	r.parts, r.numbers = append(r.parts, part), append(r.numbers, number)
}

// name adds a project of which no more is said than a note.
func (r *roll) name(number, name, note string) { r.add(number, titled(name)+"（"+note+"）") }

// rollOf are the projects that there is something to note of.
func (b *builder) rollOf(note func(*ProjectRow) string) roll {
	var r roll
	for _, e := range b.entries {
		if text := note(e); text != "" {
			r.name(e.Number, e.Project.Title(), text)
		}
	}
	return r
}

// first are the numbers of as many as are named.
func (r *roll) first(limit int) []string { return r.numbers[:min(len(r.numbers), limit)] }

// rollParagraph counts the projects of a roll and names as many as there is room
// for; it is blank where there are none.
func (b *builder) rollParagraph(id, opening string, r roll) Paragraph {
	if len(r.parts) == 0 {
		return Paragraph{ID: id}
	}
	return Paragraph{ID: id, Text: opening + pieces(len(r.parts)) + "：" + some(r.parts, b.room.named, "") + "。", Numbers: r.first(b.room.named)}
}

// toldAlone is a paragraph that tells of one of several projects.
func toldAlone(section string, of Subject, lead, text string) Paragraph {
	return Paragraph{ID: section + "-" + string(of.Key), Lead: lead, Text: text, Numbers: []string{of.Number}}
}

// words makes the report's text out of its figures.
func (b *builder) words() {
	b.Lights = lightsSentence(b.plan.Info)
	b.Carried, b.PaidNote = b.carriedNote(), b.paidNote()
	b.Sections = b.compose()
	for i := range b.Sections {
		for j := range b.Sections[i].Paragraphs {
			p := &b.Sections[i].Paragraphs[j]
			p.Lead, p.Text = nest(p.Lead), nest(p.Text)
		}
	}
	b.revise()
	b.draftErrands()
}

// carriedNote says what of the tables' money is last quarter's.
func (b *builder) carriedNote() string {
	t := b.Overall
	return when(t.CarriedTotal != 0 || t.CarriedPaid != 0, sentence("投资合计含"+pieces(t.Carried)+"项目沿用的"+b.lastData()+"：总投资"+t.CarriedTotal.Text(),
		"累计完成投资"+t.CarriedPaid.Text()))
}

// paidNote accounts for the difference between the paid amounts of two quarters
// where it is not what was paid since alone.
func (b *builder) paidNote() string {
	m := b.moves()
	if m.FirstPaid == 0 && m.LeftPaid == 0 {
		return ""
	}
	return sentence("累计完成投资"+b.against(b.Overall.Paid-b.LastOverall.Paid)+"："+cmp.Or(b.paidSince(), b.since()+"没有新增完成投资"),
		when(m.FirstPaid != 0, "加上首次报送的项目"+m.FirstPaid.Text()), when(m.LeftPaid != 0, "减去移出汇总的项目"+m.LeftPaid.Text()))
}

// moves are what happened since last quarter, nothing without one.
func (b *builder) moves() Movement {
	if b.Movement == nil {
		return Movement{}
	}
	return *b.Movement
}

// against compares an amount with last quarter's.
func (b *builder) against(difference plan.Money) string {
	switch {
	case difference > 0:
		return "比" + b.lastEnd() + "增加" + difference.Text()
	case difference < 0:
		return "比" + b.lastEnd() + "减少" + (-difference).Text()
	}
	return "与" + b.lastEnd() + "相同"
}

// lightsSentence explains the lights with the thresholds in force.
func lightsSentence(info plan.Info) string {
	slack := points(info.SlackPoints)
	return "落后应达进度" + slack + "以内的为推进顺利，超过" + slack + "的为进度偏慢，其中完成量不足应达" + ratioWord(info.RedRatio) +
		"、或已过完成时限仍未完成的为进度滞后；服务类、机制类按年度目标和全年时间进度计算，其他项目按计划启动至完成时限均匀计算。" +
		"超过计划启动时间" + plan.Count(info.StartGrace) + "天仍未启动的，以及部门自评滞后的，列为进度偏慢。"
}

// ratioWord says a share in tenths where it is one: 六成.
func ratioWord(p plan.Percent) string {
	tenth := 10 * plan.Point
	if p > 0 && p < plan.Full && p%tenth == 0 {
		return plan.Numeral(int(p/tenth)) + "成"
	}
	return p.String() + "%"
}

// lastEnd is the end of last quarter as this quarter's report calls it.
func (b *builder) lastEnd() string { return endOf(b.Meta.Previous, b.Meta.Quarter) }

func endOf(q, from plan.Quarter) string {
	switch {
	case q.N == 0:
		return "上次汇总"
	case q.Year == from.Year:
		return q.Short() + "末"
	case q.Year == from.Year-1 && q.N == 4:
		return "上年末"
	case q.Year == from.Year-1:
		return "上年" + q.Short() + "末"
	}
	return plan.Count(q.Year) + "年" + q.Short() + "末"
}

// consecutive reports that no quarter was left out since the last one.
func (b *builder) consecutive() bool { return b.Meta.Previous == b.Meta.Quarter.Add(-1) }

// lastData is what figures carried from last quarter are called.
func (b *builder) lastData() string {
	if b.consecutive() {
		return "上季度数据"
	}
	return b.lastEnd() + "数据"
}

// since is the time that the comparison with last quarter covers.
func (b *builder) since() string {
	if b.consecutive() {
		return "本季度"
	}
	return b.lastEnd() + "以来"
}

// called is a quarter to come as this quarter's report calls it.
func (b *builder) called(q plan.Quarter) string {
	if q.Year == b.Meta.Quarter.Year {
		return q.Short()
	}
	return plan.Count(q.Year) + "年" + q.Short()
}

func (b *builder) next() plan.Quarter { return b.Meta.Quarter.Add(1) }

// divided says how the projects of a tally stand, "" for none; open is put before
// that where they stand differently.
func divided(t Tally, open string) string {
	var parts []string
	for _, b := range Buckets {
		switch n := b.Count(t); {
		case n == 1 && t.Projects == 1:
			return b.said + "。"
		case n > 0 && n == t.Projects:
			return b.all + "。"
		case n > 0:
			parts = append(parts, b.said+pieces(n))
		}
	}
	return when(len(parts) > 0, open+sentence(parts...))
}

// counted says how many projects there are and how they stand.
func counted(t Tally) string {
	if t.Projects == 0 {
		return "暂无项目。"
	}
	return "共有项目" + pieces(t.Projects) + "，" + divided(t, "其中")
}

// invested says the projects' money, what is carried of it marked and, unless it
// is said briefly, what is pending. It is nil where there is none.
func invested(t Tally, briefly bool) []string {
	carried := when(t.CarriedPaid != 0, "其中沿用上季度"+t.CarriedPaid.Text())
	paid := "累计完成投资" + t.Paid.Text()
	switch {
	case t.Total == 0 && t.Pending == 0:
		return nil
	case t.Total == 0 && t.Priced == 0:
		return []string{"总投资待定", when(t.Paid != 0, paid+noted(carried))}
	case t.Total == 0:
		return []string{pieces(t.Pending) + "项目总投资待定", when(t.Paid != 0, paid+noted(carried))}
	}
	total, totalCarried := "计划总投资"+t.Total.Text(), "其中沿用上季度"+t.CarriedTotal.Text()
	unpriced := t.Paid != t.PaidKnown // something was paid for projects whose total is pending
	rate := "投资完成率" + t.PaidRate.String() + "%" + when(unpriced, "（不含资金待定项目）")
	if briefly {
		return []string{total + when(t.CarriedTotal != 0, bracketed(totalCarried)), paid, rate}
	}
	return []string{
		total + noted(when(t.CarriedTotal != 0, totalCarried+"，涉及"+pieces(t.Carried)+"项目"), when(t.Pending > 0, "不含"+pieces(t.Pending)+"资金待定项目")),
		paid + noted(carried, when(unpriced, "含资金待定项目"+(t.Paid-t.PaidKnown).Text())),
		rate,
	}
}

// noted puts notes in brackets.
func noted(notes ...string) string { return bracketed(chain("；", notes)) }

// share is how many of some things are one or have one name: a unit, a track.
type share struct {
	name string
	n    int
}

// countFirst and nameFirst say a share of projects: 2个推进顺利, 推进顺利2个.
func (s share) countFirst() string { return pieces(s.n) + s.name }
func (s share) nameFirst() string  { return s.name + pieces(s.n) }

// said says the shares that are of any.
func said(ss []share, say func(share) string) []string {
	var parts []string
	for _, s := range ss {
		if s.n > 0 {
			parts = append(parts, say(s))
		}
	}
	return parts
}

// countOf is how many of a list are so.
func countOf[T any](list []T, is func(T) bool) int {
	n := 0
	for _, one := range list {
		if is(one) {
			n++
		}
	}
	return n
}

// shares counts names, the most frequent first, then as they come.
func shares(names []string) []share {
	var ss []share
	place := map[string]int{}
	for _, n := range names {
		if _, ok := place[n]; !ok {
			place[n] = len(ss)
			ss = append(ss, share{name: n})
		}
		ss[place[n]].n++
	}
	slices.SortStableFunc(ss, func(x, y share) int { return cmp.Compare(y.n, x.n) })
	return ss
}

// grouped says shares, those of one size together: 甲2个，乙、丙各1个. With
// brackets it reads 甲（2个）、乙、丙（各1个）.
func grouped(ss []share, brackets bool) string {
	mark := "、"
	var parts []string
	for rest := ss; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].n == rest[0].n {
			n++
		}
		count := pieces(rest[0].n)
		if n > 1 {
			count = "各" + count
			mark = "，"
		}
		if brackets {
			count = "（" + count + "）"
		}
		parts = append(parts, list(names(rest[:n]))+count)
		rest = rest[n:]
	}
	if brackets {
		return list(parts)
	}
	return strings.Join(parts, mark)
}

func names(ss []share) []string { return namesOf(ss, func(s share) string { return s.name }) }

// numbered is how one of several begins; the only one bears no number.
func numbered(i, of int, name string) string {
	if of == 1 {
		return endWith(name, "。")
	}
	return plan.Count(i+1) + "." + endWith(name, "。")
}
