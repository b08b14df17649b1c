package report

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
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
	var known *facts
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
func (b *builder) checkDraft(d filing.Draft, p *Paragraph, revised string, known *facts) {
	now, then := newFacts(), newFacts()
	now.read(p.Text)
	then.read(d.Generated)
	var wrong []string
	for _, f := range figuresIn(revised) {
		given := !then.holds(f) && (f.isDate() || known.holds(f))
		if !now.holds(f) && !given && !slices.Contains(wrong, f.text) {
			wrong = append(wrong, f.text)
		}
	}
	own, named := b.subjectOf(p), claimsIn(p.Text)
	for _, c := range claimsIn(revised) {
		if b.mislabelled(c, own, named) && !slices.Contains(wrong, c.text) {
			wrong = append(wrong, measures[c.measure].word+c.text)
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
func (b *builder) facts() *facts {
	f := newFacts()
	for _, s := range b.Sections {
		for _, p := range s.Paragraphs {
			f.read(p.Text)
		}
	}
	f.tally(b.Overall)
	if b.LastOverall != nil {
		f.tally(*b.LastOverall)
	}
	for _, t := range b.Tracks {
		f.tally(t.Tally)
	}
	for _, t := range b.Tasks {
		f.tally(t.Tally)
	}
	for _, u := range b.Units {
		f.tally(u.Tally)
	}
	for i := range b.Projects {
		p := &b.Projects[i].Project
		for _, text := range []string{p.Name, p.Done, p.Problem, p.Ask, p.Next, p.KnownProgress().String() + "%"} {
			f.read(text)
		}
		f.money[p.Total.Value()], f.money[p.Paid.Value()] = true, true
	}
	return f
}

// figure is a number in a text with the unit that follows it: 62个, 2.69亿元,
// 24.7%. Amounts of money are compared exactly, whatever unit they stand in.
type figure struct {
	text   string // as written
	number string // without trailing zeros
	unit   string // "" when none that matters follows
}

var (
	figureForm = regexp.MustCompile(`(\d+(?:\.\d+)?)\s*(%|个百分点|亿元|万元|元|[\p{Han}])?`)
	thousands  = regexp.MustCompile(`(\d),(\d{3})`)
	// Numbers that only count paragraphs: 1. 2、 (3) 第4.
	ordinal = regexp.MustCompile(`(?m)(^|[。;\s])\d+[.、](\D|$)|\(\d+\)|第\d+`)
)

// roundBrackets undoes what nest does.
var roundBrackets = strings.NewReplacer("〔", "(", "〕", ")")

// figuresIn are the figures of a text in order. Numbers that only number
// paragraphs are none.
func figuresIn(text string) []figure {
	s := plainFigures(text)
	var fs []figure
	for _, m := range figureForm.FindAllStringSubmatchIndex(s, -1) {
		fs = append(fs, figureAt(s, m))
	}
	return fs
}

// plainFigures writes all figures of a text in one way.
func plainFigures(text string) string {
	s := roundBrackets.Replace(norm.NFKC.String(text))
	for thousands.MatchString(s) {
		s = thousands.ReplaceAllString(s, "$1$2")
	}
	return ordinal.ReplaceAllString(s, "$1 $2")
}

// figureAt is the figure at a match of figureForm.
func figureAt(s string, m []int) figure {
	g := figure{text: strings.TrimSpace(s[m[0]:m[1]]), number: s[m[2]:m[3]]}
	if strings.Contains(g.number, ".") {
		g.number = strings.TrimRight(strings.TrimRight(g.number, "0"), ".")
	}
	if m[4] >= 0 {
		g.unit = s[m[4]:m[5]]
	}
	return g
}

// Units that make a figure part of a date, which is no figure of the data.
const dateUnits = "年月日号时"

func (f figure) isDate() bool { return f.unit != "" && strings.Contains(dateUnits, f.unit) }

var moneyUnits = map[string]plan.Money{"亿元": plan.Yi, "万元": plan.Wan, "元": plan.Yuan}

// money is the amount a figure stands for, and how finely it is written.
func (f figure) money() (amount, step plan.Money, ok bool) {
	unit, ok := moneyUnits[f.unit]
	if !ok {
		return 0, 0, false
	}
	amount, err := plan.ParseDecimal(f.number, unit)
	if err != nil {
		return 0, 0, false
	}
	step = unit
	if _, frac, _ := strings.Cut(f.number, "."); frac != "" {
		for range frac {
			step /= 10
		}
	}
	return amount, max(step, plan.Fen), true
}

// facts are the figures that some data gives.
type facts struct {
	figures map[[2]string]bool // number and unit
	numbers map[string]bool    // numbers with any unit
	money   map[plan.Money]bool
}

func newFacts() *facts {
	return &facts{map[[2]string]bool{}, map[string]bool{}, map[plan.Money]bool{}}
}

// read adds the figures of a text.
func (f *facts) read(text string) {
	for _, g := range figuresIn(text) {
		f.figures[[2]string{g.number, g.unit}] = true
		f.numbers[g.number] = true
		if m, _, ok := g.money(); ok {
			f.money[m] = true
		}
	}
}

// count adds a number of projects.
func (f *facts) count(n int) { f.read(pieces(n)) }

// tally adds every figure of a tally.
func (f *facts) tally(t Tally) {
	for _, n := range []int{
		t.Projects, t.Done, t.Green, t.Yellow, t.Red, t.NotDue, t.Stopped, t.Unverified, t.Late(), t.Lit(), t.Verified(), t.Pending,
		t.StillLate, t.Carried, t.Priced,
	} {
		f.count(n)
	}
	for _, m := range []plan.Money{t.Total, t.Paid, t.PaidKnown, t.CarriedTotal, t.CarriedPaid} {
		f.money[m] = true
	}
	f.read(t.PaidRate.String() + "%")
}

// holds reports a figure the data gives. An amount may be rounded further
// than the data's; a figure without a unit of note may have any.
func (f *facts) holds(g figure) bool {
	if m, step, ok := g.money(); ok {
		for exact := range f.money {
			if d := exact - m; d == 0 || 2*d >= -step && 2*d < step {
				return true
			}
		}
		return false
	}
	if g.unit == "" {
		return f.numbers[g.number]
	}
	return f.figures[[2]string{g.number, g.unit}]
}
