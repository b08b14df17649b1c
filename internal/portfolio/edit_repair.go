package portfolio

import (
	"slices"

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
	byRow := map[*row]*attempt{}
	var all []*attempt
	for _, s := range slots {
		t := byRow[s.row]
		if t == nil {
			t = &attempt{row: s.row, was: s.row.project, found: s.row.findings()}
			byRow[s.row] = t
			all = append(all, t)
		}
		t.edits = append(t.edits, slotEdits{s, m.readable(s.row, edits[s])})
	}
	return all
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
	if slices.Contains(t.row.rules, ruleUnit) {
		columns = append(columns, amountColumns...)
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
		columns = append(append(columns, rule.Column, keyTitled(m.plan, w.Column)), rule.Needs...)
		for _, also := range w.AlsoMend {
			columns = append(columns, keyTitled(m.plan, also.Column))
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
