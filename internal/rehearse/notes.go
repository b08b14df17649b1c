package rehearse

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// expected is what is found in a submission without faults because of its
// layout and of what its projects are: nothing worse than a note, but for
// hidden content.
func (l *sheetLayout) expected(p *plan.Plan, in filled, pg *sheetPage) []ExpectedFinding {
	fs := l.expectedOfSheets(pg)
	for i, r := range in.rows {
		fs = append(fs, notes(p, r, pg, i)...)
	}
	sortExpected(fs)
	return fs
}

// expectedOfSheets is what the layout itself gives.
func (l *sheetLayout) expectedOfSheets(pg *sheetPage) []ExpectedFinding {
	fs := []ExpectedFinding{}
	tables := slices.DeleteFunc(slices.Clone(pg.book.sheets), func(g *grid) bool { return g.header == cellRange{} })
	if len(tables) > 1 {
		fs = append(fs, ExpectedFinding{Rule: "L10"})
	}
	for _, g := range tables {
		if len(pg.extras) > 0 { // all in one, at the first
			fs = append(fs, ExpectedFinding{Rule: "L04", Sheet: g.name, Cell: pg.extras[0], Row: g.header.top})
		}
		if len(g.hiddenRows) > 0 || len(g.hiddenCols) > 0 {
			fs = append(fs, ExpectedFinding{Rule: "L05", Sheet: g.name})
		}
	}
	return fs
}

// notes is what is recorded about a row without faults.
func notes(p *plan.Plan, r typedRow, pg *sheetPage, i int) []ExpectedFinding {
	var fs []ExpectedFinding
	for _, n := range notesOn(p, r.project) {
		if _, overridden := r.typed[n.key]; !overridden && pg.columns[n.key] > 0 {
			at, name := pg.cell(i, n.key)
			fs = append(fs, ExpectedFinding{n.rule, at.sheet, name, at.row})
		}
	}
	return fs
}

// columnNote is a finding that is no fault, in a column.
type columnNote struct{ rule, key string }

func notesOn(p *plan.Plan, pr filing.Project) []columnNote {
	var ns []columnNote
	if pr.OpenEnded {
		ns = append(ns, columnNote{"T07", "deadline"})
	}
	for _, key := range plan.MoneyKeys {
		if pr.Amount(key).Kind == plan.Pending {
			ns = append(ns, columnNote{"M07", key})
		}
	}
	for _, name := range pr.Partners {
		if name == pr.Lead {
			ns = append(ns, columnNote{"U08", "lead"})
		} else if _, ok := p.Unit(name); !ok && !plan.Neighbourhood(name) {
			ns = append(ns, columnNote{"U09", "partners"})
		}
	}
	return ns
}

// noted reports a project that something is recorded about.
func noted(p *plan.Plan, pr filing.Project) bool { return len(notesOn(p, pr)) > 0 }

func sortExpected(fs []ExpectedFinding) {
	slices.SortStableFunc(fs, func(a, b ExpectedFinding) int {
		return cmp.Or(cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Cell, b.Cell))
	})
}
