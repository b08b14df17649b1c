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
	rule, known := p.Rule(fact.Rule)
	if !known || !rule.On {
		return filing.Finding{}, false
	}
	f = filing.Finding{Rule: fact.Rule, Severity: cmp.Or(fact.Severity, rule.Severity), Unit: at.Unit, Value: fact.Value, Expected: fact.Expected, Column: fact.Title, Suggest: fact.Mend, Across: true}
	if at.Sub != nil {
		f.File = at.Sub.Path
		if f.Unit == "" {
			f.Unit = at.Sub.Unit
		}
	}
	if at.Project != nil {
		at.locate(&f, p)
	}
	word(rule, &f, &fact, map[string]string{})
	return f, true
}

// locate says which project, row and cell the finding is about.
func (at Spot) locate(f *filing.Finding, p *plan.Plan) {
	src := at.Project.Source
	f.Project, f.Key = at.Project.Title(), at.Project.Key()
	if at.Absent {
		return
	}
	f.Sheet, f.Row = src.Sheet, src.Row
	if at.Column == "" {
		return
	}
	f.Column = p.Title(at.Column)
	if at.Sub != nil {
		f.Cell = at.Sub.CellOf(src.Sheet, f.Column, src.Row)
		f.Col = columnNumber(f.Cell)
	}
}
