package intake

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/values"
)

// readMendings takes what the office put beside the errors in 问题清单: the
// right value of the cell that is wrong, as a correction of that cell in the
// row of the unit that has the error.
func (d *officeSheets) readMendings(v *visible, stored form.Stored) {
	byID, byName := shownNumbers(stored.Shown)
	rows, _ := d.entries(form.PageFindings)
	for _, e := range rows {
		if e.text(form.ColMend) == "" {
			continue
		}
		column := d.columnTitled(e.text(form.ColColumn))
		if column == "" || e.id() == "" {
			e.problem(form.ColMend, "这个问题不能在这里改正，没有采用")
			continue
		}
		if e.isAboutSecondRow(stored.Submissions) {
			e.problem(form.ColMend, "同一个项目报了两行，分不清改的是哪一行，没有采用；请部门改正后重报，或在“核准例外”登记")
			continue
		}
		edit := filing.Edit{
			Number: cmp.Or(byID[e.id()], byName[e.id().NameKey()]), Key: e.id(), Column: column, Before: e.text(form.ColTyped),
			After: v.readOne(e, column), Unit: e.text(form.ColUnit),
		}
		edit.Seq = d.out.nextSeq(edit)
		d.out.Office.Edits = append(d.out.Office.Edits, edit)
	}
}

// shownNumbers are the numbers of the projects shown and, as a row in error may
// name another task, those of names that no other project has.
func shownNumbers(shown []form.Shown) (byID map[filing.RowID]string, byName map[string]string) {
	byID, byName = map[filing.RowID]string{}, map[string]string{}
	taken := map[string]bool{}
	for i := range shown {
		p := shown[i].Project
		name := p.NameKey()
		byID[p.Key()], byName[name] = shown[i].Number, shown[i].Number
		if taken[name] {
			delete(byName, name)
		}
		taken[name] = true
	}
	return byID, byName
}

// isAboutSecondRow reports a finding in a row that repeats its project: the
// first row has the same key.
func (e entry) isAboutSecondRow(subs []*filing.Submission) bool {
	for _, s := range subs {
		for _, f := range s.Findings {
			if s.Unit != e.text(form.ColUnit) || f.Rule != e.text(form.ColRule) || f.Key != e.id() || f.Column != e.text(form.ColColumn) {
				continue
			}
			second := slices.ContainsFunc(s.Rows, func(r filing.Row) bool {
				src := r.Project.Source
				return src.Sheet == f.Sheet && src.Row == f.Row && r.Cause == filing.Duplicate
			})
			if second {
				return true
			}
		}
	}
	return false
}

// readOne reads the right value as a plan sheet's cell of that column is read;
// what cannot be read is as typed.
func (v *visible) readOne(e entry, column string) string {
	cell, _ := e.row.At(e.columns[form.ColMend])
	raw, _ := values.Clean(values.Shown(cell, v.wb.Date1904))
	rec := &record{
		t: &table{Table: v.table.on(e.sheet)}, number: e.row.Number, index: -1,
		cells: map[string]field{column: {cell: cell, raw: raw, exact: raw, row: e.row.Number}}, bad: map[string]bool{},
	}
	v.interpret(rec)
	if rec.bad[column] || rec.project.Value(column) == "" {
		return masked(raw)
	}
	return rec.project.Value(column)
}
