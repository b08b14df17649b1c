package intake

import (
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// finder finds the plan tables of one workbook, and what their lines are.
type finder struct {
	plan     *plan.Plan
	words    *values.Lexicon
	headers  *headers
	target   plan.Quarter // of whose year target headers without one are
	own      bool         // the workbook is a form of ours
	date1904 bool
	merges   merges // of the sheet whose tables are looked for
}

// fixed is a table whose columns are known.
func (f *finder) fixed(s *sheet.Sheet, header int, columns map[string]column) *Table {
	t := &Table{finder: f, sheet: s, top: header, bottom: header, columns: columns}
	t.finish(f)
	return t
}

// on are the table's columns on another sheet, of which nothing is known.
func (t *Table) on(name string) *Table {
	return &Table{finder: t.finder, sheet: &sheet.Sheet{Name: name}, columns: t.columns, unit: t.unit}
}

// head is what stands at the top of a sheet without a table.
func (f *finder) head(s *sheet.Sheet) *Table {
	return &Table{finder: f, sheet: s, from: 1, top: maxTitleRow}
}

// maxTitleRow is how many rows may stand above a table's headings.
const maxTitleRow = 10

// newFinder is a finder for a workbook. A target header that names no year is one
// of the quarter's; own says that the workbook is a form of ours.
func newFinder(p *plan.Plan, wb *sheet.Workbook, target plan.Quarter, own bool) *finder {
	return &finder{plan: p, words: values.LexiconOf(p), headers: headersOf.Of(p), target: target, own: own, date1904: wb.Date1904}
}
