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
		Expected: fact.Expected, Suggest: fact.Mend, Also: fact.Also, AlsoMend: fact.AlsoMend,
	}
	if w := fact.Witness; w.Kind == filing.PreviousValue || w.Kind == filing.OldDeadline {
		f.Witness = &w
	}
	if fact.Key != "" {
		f.Column = w.plan.Title(fact.Key)
	}
	w.name(&f, fact.Of)
	word(rule, &f, fact, w.words)
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

// word fills a rule's wording: what was found and what to do. words are what
// placeholders stand for; the map may be used over and over.
func word(rule plan.Rule, f *filing.Finding, fact *filing.Fact, words map[string]string) {
	words["值"], words["应为"], words["栏目"], words["单位"] = cmp.Or(f.Value, "空白"), f.Expected, f.Column, f.Unit
	words["原文"] = f.Value
	words["另"], words["差"], words["建议"], words["项目"] = fact.Other, fact.Difference, fact.Suggest, f.Project
	f.Message, f.Hint = plan.FillMessage(rule.Message, words), plan.FillHint(rule.Hint, words)
}
