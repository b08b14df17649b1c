package check

import (
	"cmp"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Spot is where a finding stands that takes more than its file. Without a
// submission it concerns the whole collection, without a project the whole
// file, without a column the whole row.
type Spot struct {
	Sub     *filing.Submission
	Project *filing.Project
	Column  string // key of the form's column
	Unit    string // when it is not the submission's
	Absent  bool   // the project has no row in the submission
}

// Across words the finding that a fact about more than one file makes, at a
// spot: last quarter's, or other units'. ok is false when its rule is off.
func Across(p *plan.Plan, at Spot, fact filing.Fact) (f filing.Finding, ok bool) {
	from := origin{unit: at.Unit}
	if at.Sub != nil {
		from.file, from.unit = at.Sub.Path, cmp.Or(at.Unit, at.Sub.Unit)
	}
	if at.Project != nil {
		from.title, from.key = at.Project.Title(), at.Project.Key()
		if !at.Absent {
			at.locate(&fact, p)
		}
	}
	f, ok = word(p, from, &fact, map[string]string{})
	f.Across = ok
	return f, ok
}

// locate says which row and cell the fact is about.
func (at Spot) locate(fact *filing.Fact, p *plan.Plan) {
	src := at.Project.Source
	fact.Sheet, fact.Row = src.Sheet, src.Row
	fact.Key = at.Column
	if at.Column != "" && at.Sub != nil {
		fact.Cell = at.Sub.CellOf(src.Sheet, p.Title(at.Column), src.Row)
		fact.Col = columnNumber(fact.Cell)
	}
}
