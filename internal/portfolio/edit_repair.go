package portfolio

import (
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// attempt tries to put a row right by the office's corrections.
type attempt struct {
	row   *row
	edits []slotEdits
	was   *filing.Project
	found []filing.Finding // in the row before
}

// slotEdits are the corrections of one cell.
type slotEdits struct {
	slot
	edits []filing.Edit
}

// repair tries the corrections of rows that an error keeps from counting. The
// office has made them looking at the value as typed, in 问题清单, or at last
// quarter's figures or blanks, in 项目汇总表: what it put into the columns at
// fault replaces what the unit sent, and where the rules then find no error the
// row counts. Other rows stay as they were.
// applied are the corrections that rows have had before.
func (m *merger) repair(applied map[*row][]filing.Edit) {
	var tries []*attempt
	touched := touchedRows{}
	for _, t := range m.attempts(applied) {
		if m.try(t) {
			tries = append(tries, t)
			touched.add(t.row)
		}
	}
	m.recheckAll(touched)
	again := touchedRows{}
	for _, t := range tries {
		if t.row.cause != filing.Counted {
			m.leaveBroken(t)
			continue
		}
		m.completeRows(t.row.file)
		for _, s := range t.edits {
			m.uncorrected = slices.DeleteFunc(m.uncorrected, func(e filing.Edit) bool { return slices.Contains(s.edits, e) })
			if !slices.Contains(m.columnsAtFault(t.found), s.column) && len(applied[t.row]) == 0 {
				m.replay(s.slot, s.edits)
				again.add(t.row)
			}
		}
	}
	m.recheckAll(again)
}

// attempts are the rows in error that there are corrections for.
func (m *merger) attempts(applied map[*row][]filing.Edit) []*attempt {
	slots, edits, _ := m.assign(slices.Concat(m.uncorrected, flat(m.files, applied)), filing.Faulty)
	rows, slotsOf := grouped(slots, func(s slot) *row { return s.row })
	return mapped(rows, func(r *row) *attempt {
		return &attempt{
			row: r, was: r.project, found: r.findings(),
			edits: mapped(slotsOf[r], func(s slot) slotEdits { return slotEdits{s, m.readable(r, edits[s])} }),
		}
	})
}

// flat are the corrections of rows in the order of the files.
func flat(files []*file, applied map[*row][]filing.Edit) []filing.Edit {
	var all []filing.Edit
	for _, f := range files {
		for i := range f.rows {
			if f.rows[i].cause == filing.Faulty {
				all = append(all, applied[&f.rows[i]]...)
			}
		}
	}
	return all
}

// findings are what was found in the row.
func (r *row) findings() []filing.Finding {
	var found []filing.Finding
	for _, w := range r.file.findings {
		if r.isAt(w) {
			found = append(found, w)
		}
	}
	return found
}

func (r *row) isAt(w filing.Finding) bool {
	src := r.project.Source
	return w.Sheet == src.Sheet && w.Row == src.Row
}

// try puts the corrections into the columns at fault and reports whether
// there were any.
func (m *merger) try(t *attempt) bool {
	if slices.ContainsFunc(t.row.rules, func(code string) bool { return wholeRules[code] }) {
		return false
	}
	columns := m.columnsAtFault(t.found)
	if slices.Contains(t.row.rules, filing.MagnitudeRule) {
		columns = append(columns, plan.MoneyKeys...)
	}
	for _, s := range t.edits {
		value, known := follow(s.edits, typedAt(t.row, m.plan.Title(s.column)), shownInstead(t.row, s.column), sentAs(t.row, s.column))
		if known && slices.Contains(columns, s.column) {
			m.put(s.slot, value)
		}
	}
	return t.row.project != t.was
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

// sentAs is what the unit's row was read as in a column.
func sentAs(r *row, column string) string {
	return r.sent().Value(column)
}

// typedAt is what the unit typed into a column.
func typedAt(r *row, title string) string {
	i := slices.IndexFunc(r.typed, func(t filing.Typed) bool { return t.Column == title })
	if i < 0 {
		return ""
	}
	return r.typed[i].Value
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
	r.project, r.name = t.was, t.was.NameKey()
	r.identify()
	f.findings = append(slices.DeleteFunc(f.findings, r.isAt), t.found...)
	m.resettle(f)
}

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

// mendsUnit reports a row that nothing is held against but that its sheet is
// in another unit, and whose amounts the office has put right.
func (f *file) mendsUnit(i int, found []filing.Finding) bool {
	r := &f.rows[i]
	mended := slices.ContainsFunc(plan.MoneyKeys, func(key string) bool { return *r.project.Amount(key) != *f.sub.Rows[i].Project.Amount(key) })
	return slices.Equal(r.rules, []string{filing.MagnitudeRule}) && mended &&
		!slices.ContainsFunc(found, func(w filing.Finding) bool { return w.Rule == filing.MagnitudeRule && r.isAt(w) })
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
		member *member
		column string
	}
	edits := map[figure][]filing.Edit{}
	var order []figure
	for _, edit := range m.uncorrected {
		e := byID[edit.Key]
		if m.history.Standing(edit.Number) != nil {
			e = byID[filing.Numbered(edit.Number)]
		}
		if e == nil {
			m.office.expire(m.nameEdit(edit), "没有找到这个项目")
			continue
		}
		at := figure{e, edit.Column}
		if edits[at] == nil {
			order = append(order, at)
		}
		edits[at] = append(edits[at], edit)
	}
	for _, at := range order {
		m.replayCarried(at.member, at.column, edits[at])
	}
}

// replayCarried puts the office's value in the place of last quarter's.
func (m *merger) replayCarried(e *member, column string, edits []filing.Edit) {
	edits = m.readable(&row{project: &e.Project}, edits)
	shown := []string{e.Project.Value(column)}
	if e.Sent != nil {
		shown = append(shown, e.Sent.Value(column), e.AsTyped[column])
	}
	if len(edits) == 0 {
		return
	}
	value, known := follow(edits, shown...)
	if e.State == Reported || !known {
		m.office.expire(m.nameEdit(edits[0]), "部门又报了，这个项目的数据待核实，改的不是现在列出的数")
		return
	}
	if _, bad := e.AsTyped[column]; bad && e.Project.Amount(column) == nil {
		e.AsTyped[column] = value
		m.office.expire(m.nameEdit(edits[len(edits)-1]), "改了以后这一行还有错误，没有计入")
		return
	}
	_ = e.Project.Set(m.plan, column, value) // of readable edits, or as it was
	if e.Sent != nil {
		_ = e.Sent.Set(m.plan, column, value)
	}
}
