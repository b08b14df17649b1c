package intake

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

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
