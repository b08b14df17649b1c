package tables

import (
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// Finder finds the plan tables of one workbook, and what their lines are.
type Finder struct {
	plan     *plan.Plan
	words    *values.Lexicon
	headers  *headers
	target   plan.Quarter // of whose year target headers without one are
	own      bool         // the workbook is a form of ours
	date1904 bool
	merges   merges // of the sheet whose tables are looked for
	// What last quarter left: the unit's columns by their heads, the last levels
	// of these, and the projects' names.
	heads map[string]string
	lasts map[string]bool
	known map[string]bool
}

// Fixed is a table whose columns are known.
func (f *Finder) Fixed(s *sheet.Sheet, header int, columns map[string]FormColumn) *PlanTable {
	t := &PlanTable{finder: f, Sheet: s, Top: header, Bottom: header, Columns: columns}
	t.finish(f)
	return t
}

// On are the table's columns on another sheet, of which nothing is known.
func (t *PlanTable) On(name string) *PlanTable {
	return &PlanTable{finder: t.finder, Sheet: &sheet.Sheet{Name: name}, Columns: t.Columns, unit: t.unit}
}

// Head is what stands at the top of a sheet without a table.
func (f *Finder) Head(s *sheet.Sheet) *PlanTable {
	return &PlanTable{finder: f, Sheet: s, from: 1, Top: MaxTitleRow}
}

// MaxTitleRow is how many rows may stand above a table's headings.
const MaxTitleRow = 10

// NewFinder is a finder for a workbook. A target header that names no year is one
// of the quarter's; own says that the workbook is a form of ours.
func NewFinder(p *plan.Plan, wb *sheet.Workbook, target plan.Quarter, own bool) *Finder {
	return &Finder{plan: p, words: values.LexiconOf(p), headers: headersOf.Of(p), target: target, own: own, date1904: wb.Date1904}
}
