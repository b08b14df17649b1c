package intake

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"

	"cmp"

	"jingpin/internal/intake/tables"
)

// readCorrections takes what the office put beside the errors in 问题清单: the
// right value of the cell that is wrong, as a correction of that cell in the
// row of the unit that has the error.
func (d *officeSheets) readCorrections(v *visible, stored form.Stored) {
	byID, byName := shownNumbers(stored.Shown)
	rows, _ := d.entries(form.PageFindings)
	for _, e := range rows {
		if e.text(form.ColCorrection) == "" {
			continue
		}
		column := d.plan.KeyTitled(e.text(form.ColColumn))
		if column == "" || e.id() == "" {
			e.problem(form.ColCorrection, "这个问题不能在这里改正，没有采用"+elsewhere(e.text(form.ColRule)))
			continue
		}
		if e.isAboutSecondRow(stored.Submissions) {
			e.problem(form.ColCorrection, "同一个项目报了两行，分不清改的是哪一行，没有采用；请部门改正后重报，或在“核准例外”登记")
			continue
		}
		c, _ := d.plan.Column(column)
		if cell, _ := e.row.At(e.columns[form.ColCorrection]); v.isUnclearShare(c, cell) {
			e.problem(form.ColCorrection, unclearShare(e.text(form.ColCorrection)))
			continue
		}
		edit := filing.Edit{
			Number: cmp.Or(byID[e.id()], byName[e.id().NameKey()]), Key: e.id(), Column: column, Before: e.text(form.ColTyped),
			After: v.readOne(e, column), Unit: e.text(form.ColUnit),
		}
		edit.Seq = d.out.nextSeq(edit)
		d.out.Office.Edits = append(d.out.Office.Edits, edit)
		d.correctAlso(e, edit, stored.Submissions)
	}
}

// elsewhere says where the office settles what is wrong with a whole column.
func elsewhere(rule string) string {
	if rule == filing.MagnitudeRule {
		return "；整列的金额单位，请在“" + form.PageDesk + "”或“" + form.PageConflicts + "”里选"
	}
	return ""
}

// correctAlso takes, where the office wrote what was suggested, what mends further
// cells of the row as well.
func (d *officeSheets) correctAlso(e officeRow, edit filing.Edit, subs []*filing.Submission) {
	for _, s := range subs {
		for i := range s.Findings {
			f := &s.Findings[i]
			if !e.isAbout(s, f) || f.Suggest != edit.After {
				continue
			}
			for _, m := range f.AlsoMend {
				edit.Column, edit.Before, edit.After = d.plan.KeyTitled(m.Column), m.Value, m.Suggest
				edit.Seq = d.out.nextSeq(edit)
				d.out.Office.Edits = append(d.out.Office.Edits, edit)
			}
			return
		}
	}
}

// isAbout reports the finding that the entry lists.
func (e officeRow) isAbout(s *filing.Submission, f *filing.Finding) bool {
	return s.Unit == e.text(form.ColUnit) && f.Rule == e.text(form.ColRule) && f.Key == e.id() && f.Column == e.text(form.ColColumn)
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
func (e officeRow) isAboutSecondRow(subs []*filing.Submission) bool {
	for _, s := range subs {
		for _, f := range s.Findings {
			if !e.isAbout(s, &f) {
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
func (v *visible) readOne(e officeRow, column string) string {
	cell, _ := e.row.At(e.columns[form.ColCorrection])
	raw, _ := values.Clean(values.Shown(cell, v.wb.Date1904))
	t := &table{PlanTable: v.table.On(e.sheet)}
	rec := &rowRecord{t: t, number: e.row.Number, index: -1, cells: t.fields(nil), bad: map[string]bool{}}
	rec.cells.put(column, tables.Field{Cell: cell, Raw: raw, Exact: raw, Row: e.row.Number})
	v.interpret(rec)
	if rec.bad[column] || rec.project.Value(column) == "" {
		return masked(raw)
	}
	return rec.project.Value(column)
}

// quotedColumns are the columns of lists that quote a project's own text: to
// change one is to correct that text.
var quotedColumns = []struct{ page, title, key string }{
	{form.PageLate, form.ColWhyLate, plan.KeyProblem}, {form.PageLate, form.ColNextStep, plan.KeyNext}, {form.PageAsks, form.ColAsk, plan.KeyAsk},
}

// readQuotes takes the corrections that the office has made of projects' texts
// where lists quote them. Where 项目汇总表 has been changed too, that goes.
func (d *officeSheets) readQuotes(shown []form.Shown) {
	byNumber := map[string]form.Shown{}
	for _, s := range shown {
		byNumber[s.Number] = s
	}
	for _, q := range quotedColumns {
		rows, _ := d.entries(q.page)
		for _, e := range rows {
			s, known := byNumber[e.text(form.ColNumber)]
			if !known || s.Number == "" || e.columns[q.title] == 0 {
				continue
			}
			before, after := s.Project.Value(q.key), e.text(q.title)
			if was, _ := values.Clean(form.CellText(before)); after == was {
				continue
			}
			edit := filing.Edit{Number: s.Number, Key: s.Project.Key(), Column: q.key, Before: before, After: after}
			if i := slices.IndexFunc(d.out.Office.Edits, func(o filing.Edit) bool {
				return o.Number == edit.Number && o.Column == edit.Column && o.Before == edit.Before
			}); i >= 0 {
				if d.out.Office.Edits[i].After != after {
					e.problem(q.title, "“"+form.PageProjects+"”里也改了，按那里的算")
				}
				continue
			}
			edit.Seq = d.out.nextSeq(edit)
			d.out.Office.Edits = append(d.out.Office.Edits, edit)
		}
	}
}

// refuseFigures tells the figures of the overviews that the office has typed
// over: they are worked out, and will be again.
func (d *officeSheets) refuseFigures() {
	for _, name := range []string{form.PageOverall, form.PageTasks, form.PageUnits} {
		s := sheetNamed(d.wb, name)
		if s == nil {
			continue
		}
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				if c.Kind == sheet.Number && !c.Formula && isAmongFigures(s, row.Number, int(c.Col)) {
					d.out.Problems = append(d.out.Problems, cellName(name, row.Number, int(c.Col))+":“"+values.Shown(c, d.wb.Date1904)+
						"”填在计算出来的数上，没有采用；要改数，请改“"+form.PageProjects+"”里的项目")
				}
			}
		}
	}
}

// isAmongFigures reports a cell with formulas beside it and above or below.
func isAmongFigures(s *sheet.Sheet, row, col int) bool {
	formula := func(row, col int) bool {
		c, ok := s.At(row, col)
		return ok && c.Formula
	}
	return (formula(row, col-1) || formula(row, col+1)) && (formula(row-1, col) || formula(row+1, col))
}

// refuseColumns tells the columns that the office has added to lists whose rows
// come and go with every run: 项目汇总表 carries such, these do not.
func (d *officeSheets) refuseColumns() {
	for _, page := range form.Pages() {
		s := sheetNamed(d.wb, page.Name)
		if s == nil || len(page.List) < 3 {
			continue
		}
		header := headerAt(s, page.List[0].Title, page.List[1].Title, page.List[2].Title)
		if header == 0 {
			continue
		}
		for _, c := range tables.RowAt(s, header).Cells {
			title := strings.TrimSpace(c.Text)
			if title != "" && page.Place(title) == 0 && int(c.Col) > len(page.List) {
				d.out.Problems = append(d.out.Problems, cellName(page.Name, header, int(c.Col))+":自己加的“"+title+
					"”一栏没有带到新的汇总表；请加在“"+form.PageProjects+"”的右边，或者另建一张工作表")
			}
		}
	}
}
