package portfolio

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// words fill a rule's wording: 值 应为 另 差 建议, and where the spot does not
// give them 栏目 项目 单位.
type words map[string]string

// spot is where a finding stands. Without a submission it concerns the whole
// collection, without a project the whole file, without a column the whole
// row.
type spot struct {
	sub     *filing.Submission
	project *filing.Project
	column  string // key of the form's column
	unit    string // when it is not the submission's
	absent  bool   // the project has no row in the submission
}

// newFinding words a rule's finding; ok is false when the rule is off. Value
// and Expected are the words 值 and 应为.
func newFinding(p *plan.Plan, code string, at spot, w words) (f filing.Finding, ok bool) {
	rule, known := p.Rule(code)
	if !known || !rule.On {
		return filing.Finding{}, false
	}
	f = filing.Finding{
		Rule: code, Severity: rule.Severity, Unit: at.unit, Value: w["值"], Expected: w["应为"], Across: true,
	}
	if at.sub != nil {
		f.File = at.sub.Path
		if f.Unit == "" {
			f.Unit = at.sub.Unit
		}
	}
	if at.project != nil {
		locate(&f, p, at)
	}
	fill := words{"栏目": f.Column, "项目": f.Project, "单位": f.Unit}
	for k, v := range w {
		fill[k] = v
	}
	if at.column != "" && fill["值"] == "" {
		fill["值"] = "空白" // what there is in a cell without a value
	}
	f.Message, f.Hint = plan.Fill(rule.Message, fill), plan.Fill(rule.Hint, fill)
	return f, true
}

// locate says which project, row and cell the finding is about.
func locate(f *filing.Finding, p *plan.Plan, at spot) {
	src := at.project.Source
	f.Project, f.Key = at.project.Title(), at.project.Key()
	if at.absent {
		return
	}
	f.Sheet, f.Row = src.Sheet, src.Row
	if at.column == "" {
		return
	}
	f.Column = p.Title(at.column)
	if at.sub != nil {
		f.Cell = at.sub.CellOf(src.Sheet, f.Column, src.Row)
		f.Col = columnOf(f.Cell)
	}
}

// columnOf is the number of the cell's column, 0 for no cell.
func columnOf(cell string) int {
	n := 0
	for i := 0; i < len(cell) && cell[i] >= 'A' && cell[i] <= 'Z'; i++ {
		n = n*26 + int(cell[i]-'A') + 1
	}
	return n
}

// titleOf is how a rule is named in a sentence.
func titleOf(p *plan.Plan, code string) string {
	rule, _ := p.Rule(code)
	return rule.Title + "（" + code + "）"
}
