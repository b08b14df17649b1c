package report

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/report/figures"
)

// draftRule finds figures in the office's paragraphs that the data no longer
// gives; where its findings point.
const (
	draftRule   = "X08"
	draftFile   = "汇总表.xlsx"
	draftSheet  = "报告文稿"
	draftColumn = "办公室修改稿"
)

// Omitted is what the office writes in place of a paragraph that is not to be
// printed.
const Omitted = "（不印）"

// revise puts the office's paragraphs in place of the generated ones and
// checks their figures. A draft whose paragraph is gone is told as stale.
func (b *builder) revise() {
	var known *figures.Known
	for _, d := range b.pf.Office.Drafts {
		revised := strings.TrimSpace(d.Revised)
		if revised == "" {
			continue
		}
		p := b.paragraph(d.Section)
		if p == nil {
			b.Stale = append(b.Stale, "报告文稿“"+d.Section+"”的修改稿：本季度的报告没有这一段，没有采用")
			continue
		}
		if revised == Omitted {
			p.Omitted = true
			continue
		}
		revised = strings.TrimSpace(strings.TrimPrefix(revised, p.Lead))
		if revised == p.Text {
			continue
		}
		if known == nil {
			known = b.facts()
		}
		b.checkDraft(d, p, revised, known)
		p.Generated, p.Text = p.Text, revised
	}
	filing.SortFindings(b.Findings)
}

func (b *builder) paragraph(id string) *Paragraph {
	for i := range b.Sections {
		ps := b.Sections[i].Paragraphs
		if j := slices.IndexFunc(ps, func(p Paragraph) bool { return p.ID == id }); j >= 0 {
			return &ps[j]
		}
	}
	return nil
}

// checkDraft finds the figures of a rewritten paragraph that are wrong now:
// those the generated text has given up since the office rewrote it, those
// that nothing in the report gives, and those said to be what they are not.
func (b *builder) checkDraft(d filing.Draft, p *Paragraph, revised string, known *figures.Known) {
	now, then := figures.KnownOf(p.Text), figures.KnownOf(d.Generated)
	var wrong []string
	for _, f := range figures.In(revised) {
		given := !then.Holds(f) && (f.IsDate() || known.Holds(f))
		if !now.Holds(f) && !given && !slices.Contains(wrong, f.Text) {
			wrong = append(wrong, f.Text)
		}
	}
	own, named := b.subjectOf(p), claimsIn(p.Text)
	for _, c := range claimsIn(revised) {
		if b.mislabelled(c, own, named) && !slices.Contains(wrong, c.Text) {
			wrong = append(wrong, measures[c.measure].word+c.Text)
		}
	}
	if len(wrong) == 0 {
		return
	}
	if f, on := check.Across(b.plan, check.Spot{}, filing.Fact{Rule: draftRule, Title: draftColumn, Value: list(wrong)}); on {
		f.File, f.Sheet, f.Key, f.Across = draftFile, draftSheet, filing.RowID(p.ID), false
		b.Findings = append(b.Findings, f)
	}
}

// facts are all figures of the report: its paragraphs', its tables' and those
// in the departments' words.
func (b *builder) facts() *figures.Known {
	f := figures.KnownOf("")
	for _, s := range b.Sections {
		for _, p := range s.Paragraphs {
			f.Read(p.Text)
		}
	}
	addTally(f, b.Overall)
	if b.LastOverall != nil {
		addTally(f, *b.LastOverall)
	}
	for _, g := range b.namedTallies() {
		addTally(f, *g.tally)
	}
	for i := range b.Projects {
		p := &b.Projects[i].Project
		for _, text := range []string{p.Name, p.Done, p.Problem, p.Ask, p.Next, p.KnownProgress().String() + "%"} {
			f.Read(text)
		}
		f.Pay(p.Total.Value(), p.Paid.Value())
	}
	return f
}

// A namedTally is a track, task or unit with its tally.
type namedTally struct {
	name  string
	tally *Tally
}

// namedTallies are all tracks, tasks and units.
func (r *Report) namedTallies() []namedTally {
	var all []namedTally
	for i := range r.Tracks {
		all = append(all, namedTally{r.Tracks[i].Name, &r.Tracks[i].Tally})
	}
	for i := range r.Tasks {
		all = append(all, namedTally{r.Tasks[i].Name, &r.Tasks[i].Tally})
	}
	for i := range r.Units {
		all = append(all, namedTally{r.Units[i].Unit, &r.Units[i].Tally})
	}
	return all
}

// addTally adds every figure of a tally.
func addTally(f *figures.Known, t Tally) {
	for _, n := range []int{
		t.Projects, t.Done, t.Green, t.Yellow, t.Red, t.NotDue, t.Stopped, t.Unverified, t.Late(), t.Lit(), t.Verified(), t.Pending,
		t.StillLate, t.Carried, t.Priced,
	} {
		f.Read(pieces(n))
	}
	f.Pay(t.Total, t.Paid, t.PaidKnown, t.CarriedTotal, t.CarriedPaid)
	f.Read(t.PaidRate.String() + "%")
}

// measures are the figures of a tally by the words a report says them with,
// those that end like another first. 滞后 alone may mean red, or red and yellow.
var measures = []struct {
	word string
	add  func(f *figures.Known, t Tally)
}{
	{"核实率", func(f *figures.Known, t Tally) { f.Read(plan.Share(t.Verified(), t.Projects).String() + "%") }},
	{"已核实", func(f *figures.Known, t Tally) { f.Read(pieces(t.Verified())) }},
	{"偏慢和滞后", func(f *figures.Known, t Tally) { f.Read(pieces(t.Late())) }},
	{"偏慢、滞后", func(f *figures.Known, t Tally) { f.Read(pieces(t.Late())) }},
	{"进度滞后", func(f *figures.Known, t Tally) { f.Read(pieces(t.Red)) }},
	{"滞后", func(f *figures.Known, t Tally) { f.Read(pieces(t.Red)); f.Read(pieces(t.Late())) }},
	{"偏慢", func(f *figures.Known, t Tally) { f.Read(pieces(t.Yellow)) }},
	{"推进顺利", func(f *figures.Known, t Tally) { f.Read(pieces(t.Green)) }},
	{"已完成", func(f *figures.Known, t Tally) { f.Read(pieces(t.Done)) }},
	{"启动时间", func(f *figures.Known, t Tally) { f.Read(pieces(t.NotDue)) }},
	{"滞后待核实", func(f *figures.Known, t Tally) { f.Read(pieces(t.StillLate)) }},
	{"待核实", func(f *figures.Known, t Tally) { f.Read(pieces(t.Unverified)) }},
	{"共有项目", func(f *figures.Known, t Tally) { f.Read(pieces(t.Projects)) }},
	{"项目总数", func(f *figures.Known, t Tally) { f.Read(pieces(t.Projects)) }},
	{"总投资", func(f *figures.Known, t Tally) { f.Pay(t.Total) }},
	{"完成投资", func(f *figures.Known, t Tally) { f.Pay(t.Paid, t.PaidKnown) }},
	{"完成率", func(f *figures.Known, t Tally) { f.Read(t.PaidRate.String() + "%") }},
}

// measureUnits are the counters of such figures; another makes it another
// figure.
var measureUnits = map[string]bool{"个": true, "亿元": true, "万元": true, "元": true, "%": true}

var (
	// Words that may stand between a measure and its figure.
	fillers = []string{"的", "项目", "为", "达到", "达", "是", "有", "共", "约", "仅", ":"}
	// Words that leave it open whose figure follows: it is the paragraph's.
	openers = strings.NewReplacer("其中", "", "项目", "", "计划", "", "累计", "", "投资", "", "进度", "", "未到", "", "目前", "", "全部", "", "中", "",
		"重点任务", "", "街道", "", "已", "", "还", "", "现", "")
	clauseMarks   = ",;。:、()\n"
	sentenceMarks = "。;\n"
	earlierTimes  = regexp.MustCompile(`上季度|上年|去年|季度末|上半年末|年末|增加|减少|比`)
)

// claim is a figure with the measure it is said to be.
type claim struct {
	figures.Figure
	measure int    // place in measures
	clause  string // what stands before the measure in its clause
	before  string // likewise in its sentence
}

// claimsIn are the figures of a text that are named.
func claimsIn(text string) []claim {
	var cs []claim
	for _, f := range figures.In(text) {
		if measure, clause := measureOf(after(f.Lead, clauseMarks)); measure >= 0 && measureUnits[f.Unit] {
			cs = append(cs, claim{f, measure, clause, after(f.Before, sentenceMarks)})
		}
	}
	return cs
}

// after is what follows the last of the marks.
func after(s, marks string) string {
	i := strings.LastIndexAny(s, marks)
	if i < 0 {
		return s
	}
	_, size := utf8.DecodeRuneInString(s[i:])
	return s[i+size:]
}

// measureOf is the measure a lead ends with, and what stands before it; -1
// for none.
func measureOf(lead string) (measure int, before string) {
	for lead = strings.TrimSpace(lead); lead != ""; {
		for i, m := range measures {
			if rest, ok := strings.CutSuffix(lead, m.word); ok {
				return i, rest
			}
		}
		shorter := lead
		for _, f := range fillers {
			shorter = strings.TrimSuffix(shorter, f)
		}
		if shorter == lead {
			break
		}
		lead = shorter
	}
	return -1, ""
}

// mislabelled reports a figure said to be what it is not. Where it cannot be
// told whose figure it is, it is not doubted.
func (b *builder) mislabelled(c claim, own *Tally, now []claim) bool {
	name, t := b.subject(c.before)
	for _, n := range now {
		of, _ := b.subject(n.before)
		if of == name && n.measure == c.measure && n.Number == c.Number && n.Unit == c.Unit {
			return false
		}
	}
	if t == nil {
		t = own
	}
	open := strings.TrimSpace(openers.Replace(strings.ReplaceAll(c.clause, name, "")))
	if t == nil || open != "" || earlierTimes.MatchString(c.before) {
		return false
	}
	f := figures.KnownOf("")
	measures[c.measure].add(f, *t)
	return !f.Holds(c.Figure)
}

// subject is the track, task or unit that a sentence has named last.
func (b *builder) subject(sentence string) (name string, t *Tally) {
	at := -1
	for _, g := range b.namedTallies() {
		plain := figures.Plain(g.name)
		i := strings.LastIndex(sentence, plain)
		if g.name != "" && i >= 0 && (i > at || i == at && len(plain) > len(name)) {
			at, name, t = i, plain, g.tally
		}
	}
	return name, t
}

// subjectOf is what a paragraph's own figures are about, nil for no tally.
func (b *builder) subjectOf(p *Paragraph) *Tally {
	if strings.HasPrefix(p.ID, "一-") {
		return &b.Overall
	}
	for i, t := range b.Tracks {
		if strings.HasSuffix(p.Heading, "）"+t.Name) {
			return &b.Tracks[i].Tally
		}
	}
	return nil
}
