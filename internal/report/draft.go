package report

import (
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
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
	for _, t := range b.Tracks {
		addTally(f, t.Tally)
	}
	for _, t := range b.Tasks {
		addTally(f, t.Tally)
	}
	for _, u := range b.Units {
		addTally(f, u.Tally)
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
