package report

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"
)

// measures are the figures of a tally by the words a report says them with,
// those that end like another first. 滞后 alone may mean red, or red and yellow.
var measures = []struct {
	word string
	add  func(f *facts, t Tally)
}{
	{"核实率", func(f *facts, t Tally) { f.read(plan.Share(t.Verified(), t.Projects).String() + "%") }},
	{"已核实", func(f *facts, t Tally) { f.count(t.Verified()) }},
	{"偏慢和滞后", func(f *facts, t Tally) { f.count(t.Late()) }},
	{"偏慢、滞后", func(f *facts, t Tally) { f.count(t.Late()) }},
	{"进度滞后", func(f *facts, t Tally) { f.count(t.Red) }},
	{"滞后", func(f *facts, t Tally) { f.count(t.Red); f.count(t.Late()) }},
	{"偏慢", func(f *facts, t Tally) { f.count(t.Yellow) }},
	{"推进顺利", func(f *facts, t Tally) { f.count(t.Green) }},
	{"已完成", func(f *facts, t Tally) { f.count(t.Done) }},
	{"启动时间", func(f *facts, t Tally) { f.count(t.NotDue) }},
	{"滞后待核实", func(f *facts, t Tally) { f.count(t.StillLate) }},
	{"待核实", func(f *facts, t Tally) { f.count(t.Unverified) }},
	{"共有项目", func(f *facts, t Tally) { f.count(t.Projects) }},
	{"项目总数", func(f *facts, t Tally) { f.count(t.Projects) }},
	{"总投资", func(f *facts, t Tally) { f.money[t.Total] = true }},
	{"完成投资", func(f *facts, t Tally) { f.money[t.Paid], f.money[t.PaidKnown] = true, true }},
	{"完成率", func(f *facts, t Tally) { f.read(t.PaidRate.String() + "%") }},
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
	figure
	measure int    // place in measures
	clause  string // what stands before the measure in its clause
	before  string // likewise in its sentence
}

// claimsIn are the figures of a text that are named.
func claimsIn(text string) []claim {
	s := plainFigures(text)
	var cs []claim
	last := 0
	for _, m := range figureForm.FindAllStringSubmatchIndex(s, -1) {
		lead := after(s[last:m[0]], clauseMarks)
		last = m[1]
		measure, clause := measureOf(lead)
		if g := figureAt(s, m); measure >= 0 && measureUnits[g.unit] {
			cs = append(cs, claim{g, measure, clause, after(s[:m[0]], sentenceMarks)})
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
		if of == name && n.measure == c.measure && n.number == c.number && n.unit == c.unit {
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
	f := newFacts()
	measures[c.measure].add(f, *t)
	return !f.holds(c.figure)
}

// subject is the track, task or unit that a sentence has named last.
func (b *builder) subject(sentence string) (name string, t *Tally) {
	at := -1
	try := func(candidate string, of *Tally) {
		i := strings.LastIndex(sentence, plainFigures(candidate))
		if candidate != "" && i >= 0 && (i > at || i == at && len(candidate) > len(name)) {
			at, name, t = i, plainFigures(candidate), of
		}
	}
	for i := range b.Tracks {
		try(b.Tracks[i].Name, &b.Tracks[i].Tally)
	}
	for i := range b.Tasks {
		try(b.Tasks[i].Name, &b.Tasks[i].Tally)
	}
	for i := range b.Units {
		try(b.Units[i].Unit, &b.Units[i].Tally)
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
