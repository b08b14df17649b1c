package check

import (
	"cmp"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// wording words the findings of one submission.
type wording struct {
	plan  *plan.Plan
	sub   *filing.Submission
	words map[string]string // what placeholders stand for, used over and over
	row   int               // whose title and key are known, as Fact.Of has it
	title string
	key   filing.RowID
}

func newWording(p *plan.Plan, sub *filing.Submission) wording {
	return wording{plan: p, sub: sub, words: map[string]string{}}
}

// add adds the finding a fact makes, unless the office has switched its rule
// off, and tells its severity, "" for none.
func (w *wording) add(fact *filing.Fact) plan.Severity {
	rule, ok := w.plan.Rule(fact.Rule)
	if !ok || !rule.On {
		return ""
	}
	f := filing.Finding{
		File: w.sub.Path, Sheet: fact.Sheet, Cell: fact.Cell, Row: fact.Row, Col: fact.Col, Rule: fact.Rule,
		Severity: cmp.Or(fact.Severity, rule.Severity), Unit: w.sub.Unit, Column: fact.Title, Value: fact.Value,
		Expected: fact.Expected, Suggest: fact.Mend, Also: fact.Also,
	}
	if fact.Key != "" {
		f.Column = w.plan.Title(fact.Key)
	}
	w.name(&f, fact.Of)
	w.words["值"], w.words["应为"], w.words["栏目"], w.words["单位"] = cmp.Or(f.Value, "空白"), f.Expected, f.Column, f.Unit
	w.words["另"], w.words["差"], w.words["建议"], w.words["项目"] = fact.Other, fact.Difference, fact.Suggest, w.title
	f.Message, f.Hint = plan.Fill(rule.Message, w.words), plan.FillHint(rule.Hint, w.words)
	w.sub.Findings = append(w.sub.Findings, f)
	return f.Severity
}

// name says which project a finding is about.
func (w *wording) name(f *filing.Finding, of int) {
	if of != w.row {
		w.row, w.title, w.key = of, "", ""
		if of > 0 {
			p := &w.sub.Rows[of-1].Project
			w.title, w.key = p.Title(), p.Key()
		}
	}
	f.Project, f.Key = w.title, w.key
}
