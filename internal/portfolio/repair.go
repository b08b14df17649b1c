package portfolio

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// attempt tries to put a row right by the office's corrections.
type attempt struct {
	row         *row
	corrections []*correction
	was         filing.Project
	found       []filing.Finding // in the row before
}

// repair tries the corrections of rows that an error keeps from counting. The
// office has made them looking at the value as typed, in 问题清单, or at last
// quarter's figures or blanks, in 项目汇总表: what it put into the columns at
// fault replaces what the unit sent, and where the rules then find no error the
// row counts. Other rows stay as they were.
// made are the corrections that rows have had before.
func (m *merger) repair(made []*correction) {
	var tried []*attempt
	var put, again []*correction
	for _, t := range m.attempts(made) {
		if m.try(t) {
			tried, put = append(tried, t), append(put, t.corrections...)
		}
	}
	m.recheckRows(put)
	for _, t := range tried {
		if t.row.Cause != filing.Counted {
			m.leaveBroken(t)
			continue
		}
		m.completeRows(t.row.file)
		first := !slices.ContainsFunc(made, func(c *correction) bool { return c.row == t.row })
		for _, c := range t.corrections {
			m.uncorrected = slices.DeleteFunc(m.uncorrected, func(e filing.Edit) bool { return slices.Contains(c.edits, e) })
			if first && !slices.Contains(m.columnsAtFault(t.found), c.column) {
				m.replay(c)
				again = append(again, c)
			}
		}
	}
	m.recheckRows(again)
}

// attempts are the rows in error that there are corrections for.
func (m *merger) attempts(made []*correction) []*attempt {
	edits := slices.Clone(m.uncorrected)
	for _, c := range made {
		if c.row.Cause == filing.Faulty {
			edits = append(edits, c.edits...)
		}
	}
	found, _ := m.assign(edits, filing.Faulty)
	for _, c := range found {
		c.edits = m.readable(&c.row.Project, c.edits)
	}
	rows, of := grouped(found, func(c *correction) *row { return c.row })
	return mapped(rows, func(r *row) *attempt {
		return &attempt{row: r, corrections: of[r], was: r.Project, found: r.findings()}
	})
}

// try puts the corrections into the columns at fault and reports whether
// there were any.
func (m *merger) try(t *attempt) bool {
	if slices.ContainsFunc(t.row.Rules, isWhole) {
		return false
	}
	columns := m.columnsAtFault(t.found)
	if slices.Contains(t.row.Rules, filing.MagnitudeRule) {
		columns = append(columns, plan.MoneyKeys...)
	}
	changed := false
	for _, c := range t.corrections {
		value, known := follow(c.edits, typedAt(t.row, m.plan.Title(c.column)), shownInstead(t.row, c.column), t.row.sent.Value(c.column))
		if known && slices.Contains(columns, c.column) {
			changed = m.put(c, value) || changed
		}
	}
	return changed
}

// columnsAtFault are the columns that the errors among findings are about.
func (m *merger) columnsAtFault(found []filing.Finding) []string {
	var columns []string
	for _, w := range found {
		if w.Severity != plan.Error {
			continue
		}
		rule, _ := m.plan.Rule(w.Rule)
		columns = append(append(columns, rule.Column, m.plan.KeyTitled(w.Column)), rule.Needs...)
		for _, also := range w.AlsoMend {
			columns = append(columns, m.plan.KeyTitled(also.Column))
		}
	}
	return columns
}

// shownInstead is what the project shows in a column while its row is in
// error: last quarter's value or, without one, no more than its name.
func shownInstead(r *row, column string) string {
	if r.last != nil {
		return r.last.Project.Value(column)
	}
	e := bare(r, "")
	return e.Project.Value(column)
}

// leaveBroken takes a try back that has not mended the row.
func (m *merger) leaveBroken(t *attempt) {
	r := t.row
	f := r.file
	r.Project = t.was
	r.identify()
	f.Findings = append(slices.DeleteFunc(f.Findings, r.isAt), t.found...)
	m.resettle(f)
}
