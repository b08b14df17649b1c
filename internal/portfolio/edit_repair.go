package portfolio

import (
	"cmp"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// attempt tries to put a row right by the office's corrections.
type attempt struct {
	row         *row
	corrections []*correction
	was         filing.Project
	base        *filing.Project
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
		return &attempt{row: r, corrections: of[r], was: r.Project, base: r.base, found: r.findings()}
	})
}

// findings are what was found in the row.
func (r *row) findings() []filing.Finding { return picked(r.file.Findings, r.isAt) }

func (r *row) isAt(w filing.Finding) bool { return w.IsAt(r.Project.Source) }

// try puts the corrections into the columns at fault and reports whether
// there were any.
func (m *merger) try(t *attempt) bool {
	if slices.ContainsFunc(t.row.Rules, func(code string) bool { return wholeRules[code] }) {
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

// typedAt is what the unit typed into a column.
func typedAt(r *row, title string) string {
	i := slices.IndexFunc(r.Typed, func(t filing.Typed) bool { return t.Column == title })
	if i < 0 {
		return ""
	}
	return r.Typed[i].Value
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
	r.Project, r.base = t.was, t.base
	r.identify()
	f.Findings = append(slices.DeleteFunc(f.Findings, r.isAt), t.found...)
	m.resettle(f)
}

// recheck runs the rules of rows again on those rows of a file that have been
// corrected; what was found in its other rows stays.
func (m *merger) recheck(f *file, rows []*row) {
	sub := *f.Submission
	sub.Rows = slices.Clone(f.Rows) // judging takes away what was typed
	before := make([]*filing.Project, len(f.rows))
	for i := range f.rows {
		if slices.Contains(rows, &f.rows[i]) {
			before[i] = cmp.Or(f.rows[i].base, &f.rows[i].Project)
		}
	}
	check.Rejudge(&sub, before, m.plan, check.Options{Quarter: m.pf.Quarter, AsOf: m.pf.AsOf})
	f.Findings = sub.Findings
	m.resettle(f)
}

// accept rechecks rows and takes them, as they are now, for what was sent.
func (m *merger) accept(f *file, rows []*row) {
	m.recheck(f, rows)
	for _, r := range rows {
		r.base = nil
	}
}

// resettle says anew of every row of the file whether it counts.
func (m *merger) resettle(f *file) {
	m.passes.applyAll(f.Submission, func(i int) string { return f.rows[i].number() })
	against := newAgainst(f.Findings)
	for i := range f.rows {
		r := &f.rows[i]
		if r.Cause == filing.Superseded {
			continue
		}
		against.judge(r.Row)
		if r.mendsUnit() || m.rulings[r] == filing.RulingListed {
			r.leave(filing.Counted)
		}
	}
}

// mendsUnit reports a row that nothing is held against but that its sheet is
// in another unit, and whose amounts the office has put right.
func (r *row) mendsUnit() bool {
	if !slices.Equal(r.Rules, []string{filing.MagnitudeRule}) {
		return false
	}
	mended := slices.ContainsFunc(plan.MoneyKeys, func(key string) bool { return *r.Project.Amount(key) != *r.sent.Amount(key) })
	return mended && !slices.ContainsFunc(r.findings(), func(w filing.Finding) bool { return w.Rule == filing.MagnitudeRule })
}

// correctCarried replays the corrections of figures that are last quarter's,
// and notes those that concern no project at all.
func (m *merger) correctCarried() {
	if len(m.uncorrected) == 0 {
		return
	}
	byID := map[filing.RowID]*member{}
	for _, e := range m.library {
		byID[e.key] = e
		if e.Number != "" {
			byID[filing.Numbered(e.Number)] = e
		}
	}
	type figure struct {
		of     *member
		column string
	}
	figures, edits := grouped(m.uncorrected, func(edit filing.Edit) figure {
		return figure{byID[m.idOf(edit.Number, edit.Key)], edit.Column}
	})
	for _, at := range figures {
		if at.of != nil {
			m.replayCarried(at.of, at.column, edits[at])
			continue
		}
		for _, edit := range edits[at] {
			m.expire(m.nameEdit(edit), "没有找到这个项目")
		}
	}
}

// replayCarried puts the office's value in the place of last quarter's.
func (m *merger) replayCarried(e *member, column string, edits []filing.Edit) {
	edits = m.readable(&e.Project, edits)
	shown := []string{e.Project.Value(column)}
	if e.Sent != nil {
		shown = append(shown, e.Sent.Value(column), e.AsTyped[column])
	}
	if len(edits) == 0 {
		return
	}
	value, known := follow(edits, shown...)
	if e.State == Reported || !known {
		m.expire(m.nameEdit(edits[0]), "部门又报了，这个项目的数据待核实，改的不是现在列出的数")
		return
	}
	if _, bad := e.AsTyped[column]; bad && e.Project.Amount(column) == nil {
		e.AsTyped[column] = value
		m.expire(m.nameEdit(edits[len(edits)-1]), "改了以后这一行还有错误，没有计入")
		return
	}
	_ = e.Project.Set(m.plan, column, value) // of readable edits, or as it was
	if e.Sent != nil {
		_ = e.Sent.Set(m.plan, column, value)
	}
}
