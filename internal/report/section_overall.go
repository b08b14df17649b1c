package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// How many names a sentence lists before it says 等.
const namesInText = 5

// sectionOverall is the first section, which answers on page one how far
// things are, what is late and whose it is.
func (b *builder) sectionOverall() Section {
	s := Section{ID: "overall", Heading: "一、总体推进情况", Paragraphs: []Paragraph{{ID: "一-1", Text: b.standText()}}}
	if text := b.moneyText(); text != "" {
		s.Paragraphs = append(s.Paragraphs, Paragraph{ID: "一-2", Text: text})
	}
	return s
}

func (b *builder) standText() string {
	subject := "街道打造" + b.plan.Info.ShortName + numeral(len(b.plan.Tracks)) + "大专项行动、" + items(len(b.plan.Tasks)) + "重点任务"
	text := "截至" + b.Meta.AsOf.Chinese() + "，" + subject
	if b.Overall.Projects == 0 {
		return text + "暂无纳入汇总的项目。"
	}
	return text + counted(b.Overall, "。其中，") + b.lateSentence() + b.redSentence()
}

// What page one tells one by one: so few, and in so many characters, that the
// table of the tracks keeps its place below.
const (
	fewOnPageOne   = 3
	charsOnPageOne = 120
)

// fewWords joins what page one tells of a few; "" where that would be too long.
func fewWords(mark string, parts []string) string {
	text := strings.Join(parts, mark)
	if len(parts) > fewOnPageOne || utf8.RuneCountInString(text) > charsOnPageOne {
		return ""
	}
	return text
}

// redSentence names the red projects where there are few.
func (b *builder) redSentence() string {
	var parts []string
	for _, l := range b.Late {
		if l.Light == plan.Red {
			parts = append(parts, titled(l.Name)+"（"+l.Unit+"）")
		}
	}
	text := fewWords("、", parts)
	if text == "" {
		return ""
	}
	return sentence("进度滞后的是" + text)
}

// lateSentence says how many projects are late, and where.
func (b *builder) lateSentence() string {
	if b.Overall.Lit() == 0 {
		return ""
	}
	n := b.Overall.Late()
	if n == 0 && b.lateChange() == "" && b.Overall.Green == b.Overall.Projects {
		return ""
	}
	if n == 0 {
		return sentence("没有进度偏慢和滞后项目", b.lateChange())
	}
	var tracks, units []string
	for _, l := range b.Late {
		tracks, units = append(tracks, l.Track), append(units, l.Unit)
	}
	count := clauses("进度偏慢和滞后项目共"+pieces(n), "占纳入研判项目的"+plan.Share(n, b.Overall.Lit()).String()+"%")
	if max(b.Overall.Red, b.Overall.Yellow) == b.Overall.Projects {
		count = "" // it has been said that all are late
	}
	return sentence(count, b.lateChange(), lateTracks(shares(tracks)), lateUnits(shares(units)))
}

// lateChange compares the late projects with last quarter's. Where some have
// recovered while others are new, the difference alone would hide both.
func (b *builder) lateChange() string {
	if b.LastOverall == nil {
		return ""
	}
	m := b.Movement.Late
	if m.New == 0 || m.Gone() == 0 {
		return b.lateDifference()
	}
	return b.lateDifference() + "（" + list(lateTurns(m)) + "）"
}

// lateTurns are what the late projects' number was changed by.
func lateTurns(m LateMovement) []string {
	var parts []string
	for _, p := range []struct {
		word string
		n    int
	}{{"新增", m.New}, {"恢复", m.Recovered}, {"完成", m.Done}, {"转为待核实", m.Doubtful}, {"转为暂缓、取消等", m.Out}} {
		if p.n > 0 {
			parts = append(parts, p.word+pieces(p.n))
		}
	}
	return parts
}

func (b *builder) lateDifference() string {
	switch d := b.Overall.Late() - b.LastOverall.Late(); {
	case d > 0:
		return "比" + b.lastEnd() + "增加" + pieces(d)
	case d < 0:
		return "比" + b.lastEnd() + "减少" + pieces(-d)
	case b.Overall.Late() == 0:
		return ""
	}
	return "与" + b.lastEnd() + "持平"
}

// lateTracks says where the late projects are: 主要集中在 only where one track
// has more than half of them.
func lateTracks(ss []share) string {
	total := 0
	for _, s := range ss {
		total += s.n
	}
	switch {
	case len(ss) == 1 && total == 1:
		return "属于" + ss[0].name
	case len(ss) == 1:
		return "均属" + ss[0].name
	case 2*ss[0].n > total:
		return "主要集中在" + ss[0].name + "（" + pieces(ss[0].n) + "）"
	}
	return "分布在" + grouped(ss, true)
}

// lateUnits says whose the late projects are. Of many units only those with
// more than the rest are named.
func lateUnits(ss []share) string {
	switch {
	case len(ss) == 1:
		return "牵头部门为" + ss[0].name
	case len(ss) <= namesInText:
		return "牵头部门为" + grouped(ss, false)
	}
	const most = 3
	top := slices.DeleteFunc(slices.Clone(ss[:most]), func(s share) bool { return s.n == ss[most].n })
	text := "涉及" + plan.Count(len(ss)) + "个牵头部门"
	switch {
	case len(top) > 0:
		return text + "，较多的为" + grouped(top, false)
	case ss[0].n == ss[len(ss)-1].n:
		return text + "，各" + pieces(ss[0].n)
	}
	return text
}

// moneyText says what changed, the money, what is asked and who has not sent.
func (b *builder) moneyText() string {
	return b.movementSentence() + b.moneySentence() + b.askSentence() + b.unsentSentence()
}

// movementSentence says what was finished and added and, apart from that, what
// went the other way, so that the finished of two quarters can be reconciled.
func (b *builder) movementSentence() string {
	m := b.Movement
	if m == nil {
		return ""
	}
	added := "新增项目" + pieces(m.New)
	if m.NewDone > 0 {
		added += "（其中" + pieces(m.NewDone) + "已完成）"
	}
	var gained, lost []string
	for _, p := range []struct {
		word string
		n    int
	}{{"新完成项目" + pieces(m.Finished), m.Finished}, {added, m.New}, {"经批准调整计划的项目" + pieces(m.Approved), m.Approved}} {
		if p.n > 0 {
			gained = append(gained, p.word)
		}
	}
	for _, p := range []struct {
		word string
		n    int
	}{
		{b.lastEnd() + "已完成的项目报为未完成", m.Reopened}, {b.lastEnd() + "已完成的项目数据待核实", m.DoneInDoubt},
		{"进度回退", m.FellBack}, {"没有进展", m.Stalled}, {"移出汇总", m.Left},
	} {
		if p.n > 0 {
			lost = append(lost, pieces(p.n)+p.word)
		}
	}
	switch {
	case len(gained)+len(lost) == 0:
		return ""
	case len(gained) == 0:
		return b.since() + "有" + list(lost) + "。"
	case len(lost) == 0:
		return b.since() + list(gained) + "。"
	}
	return b.since() + list(gained) + "；另有" + list(lost) + "。"
}

func (b *builder) moneySentence() string {
	if b.Overall.Projects > 0 && b.Overall.Verified() == 0 {
		return "投资情况待数据核实后统计。"
	}
	parts := invested(b.Overall, b.verifiedSubject(b.Overall))
	if parts == nil {
		return ""
	}
	return sentence(append(parts, b.paidSince())...)
}

// verifiedSubject names the projects that money is counted of.
func (b *builder) verifiedSubject(t Tally) string {
	if t.Unverified == 0 {
		return "项目"
	}
	return "已核实的" + pieces(t.Verified()) + "项目"
}

// paidSince says what was paid since last quarter.
func (b *builder) paidSince() string {
	m := b.Movement
	switch {
	case m == nil || m.Comparable == 0:
		return ""
	case m.Paid < 0:
		return b.since() + "核减" + (-m.Paid).Text()
	case m.Paid == 0:
		return b.since() + "没有新增完成投资"
	}
	return b.since() + "完成" + m.Paid.Text()
}

func (b *builder) askSentence() string {
	if len(b.Asks) == 0 {
		return ""
	}
	var parts []string
	for _, a := range b.Asks {
		parts = append(parts, a.Unit+asking(a))
	}
	what := "提请领导小组协调事项" + items(len(b.Asks))
	if fewWords("；", parts) != "" {
		return what + "：" + series(parts)
	}
	return sentence(what, "涉及"+some(b.askUnits(), namesInText, "个部门"))
}

// askUnits are the units that ask for something, each once, as they ask.
func (b *builder) askUnits() []string {
	var units []string
	for _, a := range b.Asks {
		if !slices.Contains(units, a.Unit) {
			units = append(units, a.Unit)
		}
	}
	return units
}

// unsent are the units that owe a report and have not sent it.
func (b *builder) unsent() []string {
	var names []string
	for _, u := range b.pf.Units {
		if u.Owes && !u.Sent {
			names = append(names, u.Unit.Name)
		}
	}
	return names
}

func (b *builder) unsentSentence() string {
	names := b.unsent()
	if len(names) == 0 {
		return ""
	}
	follow := ""
	for i := range b.pf.Entries {
		if b.pf.Entries[i].Carried && slices.Contains(names, b.unitName(i)) {
			follow = "相关项目暂列" + b.lastData()
		}
	}
	who := some(names, namesInText, "个部门") + "尚未报送"
	if len(names) > 1 && !slices.ContainsFunc(b.pf.Units, func(u portfolio.UnitState) bool { return u.Owes && u.Sent }) {
		who = noneSent(len(names))
	}
	return sentence(who, follow)
}

func (b *builder) countState(s portfolio.State) int {
	n := 0
	for i := range b.pf.Entries {
		if b.pf.Entries[i].State == s {
			n++
		}
	}
	return n
}
