package portfolio

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// recheck runs the rules of rows again on those rows of a file that the office
// has corrected; what was found in its other rows stays. Without a way to run
// them, the warnings at corrected cells are taken as seen to.
func (m *merger) recheck(f *file, rows []*row) {
	sub := *f.sub
	sub.Rows, sub.Findings = asFiled(rows), nil
	var across []filing.Finding
	for _, w := range f.findings {
		if w.Across {
			across = append(across, w)
		} else {
			sub.Findings = append(sub.Findings, w)
		}
	}
	if m.in.Recheck != nil {
		m.in.Recheck(&sub)
	} else {
		sub.Findings = slices.DeleteFunc(sub.Findings, func(w filing.Finding) bool { return w.Severity == plan.Warning && f.corrected(m.plan, w) })
	}
	f.findings = append(sub.Findings, across...)
	m.resettle(f)
}

// resettle says anew of every row of the file whether it counts.
func (m *merger) resettle(f *file) {
	all := make([]*row, len(f.rows))
	for i := range f.rows {
		all[i] = &f.rows[i]
	}
	sub := *f.sub
	sub.Rows, sub.Findings = asFiled(all), f.findings
	for i, r := range all {
		sub.Rows[i].Project.ID = r.number() // exceptions go by it
	}
	settle(&sub, m.passes)
	for i, r := range all {
		if r.cause != filing.Superseded {
			r.cause, r.rules = sub.Rows[i].Cause, sub.Rows[i].Rules
		}
	}
}

// asFiled are rows as a submission has them.
func asFiled(rows []*row) []filing.Row {
	filed := make([]filing.Row, len(rows))
	for i, r := range rows {
		filed[i] = filing.Row{Project: *r.project, Typed: r.typed, Cause: r.cause, Rules: r.rules}
	}
	return filed
}

// corrected reports a finding at a cell whose value the office has changed.
func (f *file) corrected(p *plan.Plan, w filing.Finding) bool {
	if w.Column == "" {
		return false
	}
	for i := range f.rows {
		src := f.sub.Rows[i].Project.Source
		if src.Sheet != w.Sheet || src.Row != w.Row {
			continue
		}
		for _, c := range p.Columns {
			if c.Title() == w.Column {
				return f.sub.Rows[i].Project.Value(c.Key) != f.rows[i].project.Value(c.Key)
			}
		}
	}
	return false
}
