package report

import (
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
)

// draftRule finds figures in the office's paragraphs that the data no longer
// gives; where its findings point.
const (
	draftRule   = "X08"
	draftFile   = "汇总表.xlsx"
	draftSheet  = "报告文稿"
	draftColumn = "办公室修改稿"
)

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
