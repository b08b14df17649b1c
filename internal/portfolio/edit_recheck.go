package portfolio

import (
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
)

// recheck runs the rules of rows again on those rows of a file that the office
// has corrected; what was found in its other rows stays.
func (m *merger) recheck(f *file, rows []*row) {
	sub := *f.sub
	sub.Rows, sub.Findings = f.asFiled(), slices.Clone(f.findings)
	sent := make([]*filing.Project, len(f.rows))
	for i := range f.rows {
		if slices.Contains(rows, &f.rows[i]) {
			sent[i] = f.rows[i].base
		}
	}
	check.Rejudge(&sub, sent, m.plan, check.Options{Quarter: m.in.Quarter, AsOf: m.in.AsOf})
	f.findings = sub.Findings
	m.resettle(f)
}

// resettle says anew of every row of the file whether it counts.
func (m *merger) resettle(f *file) {
	sub := *f.sub
	sub.Rows, sub.Findings = f.asFiled(), f.findings
	for i := range f.rows {
		sub.Rows[i].Project.ID = f.rows[i].number() // exceptions go by it
	}
	settle(&sub, m.passes)
	for i := range f.rows {
		if r := &f.rows[i]; r.cause != filing.Superseded {
			r.cause, r.rules = sub.Rows[i].Cause, sub.Rows[i].Rules
			if f.mendsUnit(i, sub.Findings) || m.rulings[r] == filing.RulingListed {
				r.leave(filing.Counted)
			}
		}
	}
}

// amountColumns are those of amounts.
var amountColumns = []string{"total", "city", "district", "street", "social", "paid"}

// mendsUnit reports a row that nothing is held against but that its sheet is
// in another unit, and whose amounts the office has put right.
func (f *file) mendsUnit(i int, found []filing.Finding) bool {
	r := &f.rows[i]
	mended := slices.ContainsFunc(amountColumns, func(key string) bool { return *r.project.Amount(key) != *f.sub.Rows[i].Project.Amount(key) })
	return slices.Equal(r.rules, []string{ruleUnit}) && mended &&
		!slices.ContainsFunc(found, func(w filing.Finding) bool { return w.Rule == ruleUnit && r.isAt(w) })
}

// asFiled are the file's rows as a submission has them.
func (f *file) asFiled() []filing.Row {
	filed := make([]filing.Row, len(f.rows))
	for i := range f.rows {
		r := &f.rows[i]
		filed[i] = filing.Row{Project: *r.project, Typed: r.typed, Cause: r.cause, Rules: r.rules}
	}
	return filed
}
