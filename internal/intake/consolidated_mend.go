package intake

import (
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/sheet"
)

// readMendings takes what the office put beside the errors in 问题清单: the
// right value of the cell that is wrong, as a correction of that cell.
func (d *officeSheets) readMendings(v *visible) {
	rows, _ := d.entries(form.PageFindings, form.ColTyped, form.ColMend)
	for _, e := range rows {
		if e.text(form.ColMend) == "" {
			continue
		}
		column := d.columnTitled(e.text(form.ColColumn))
		if column == "" || e.text(form.ColKey) == "" {
			e.problem(form.ColMend, "这个问题不能在这里改正，没有采用")
			continue
		}
		edit := filing.Edit{Key: e.text(form.ColKey), Column: column, Before: e.text(form.ColTyped), After: v.readOne(e, column)}
		edit.Seq = d.out.nextSeq(edit)
		d.out.Office.Edits = append(d.out.Office.Edits, edit)
	}
}

// readOne reads the right value as a plan sheet's cell of that column is read;
// what cannot be read is as typed.
func (v *visible) readOne(e entry, column string) string {
	cell, _ := e.row.At(e.columns[form.ColMend])
	raw, _ := clean(typed(cell, v.wb.Date1904))
	rec := &record{
		t: &table{sheet: &sheet.Sheet{Name: e.sheet}, columns: v.table.columns, unit: v.table.unit}, number: e.row.Number,
		cells: map[string]field{column: {cell: cell, raw: raw, exact: raw, row: e.row.Number}}, bad: map[string]bool{},
	}
	v.interpret(rec, false, false)
	if rec.bad[column] || rec.project.Value(column) == "" {
		return masked(raw)
	}
	return rec.project.Value(column)
}
