package check

import (
	"cmp"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// origin is whose a finding is, and about which project.
type origin struct {
	file, unit, title string
	key               filing.RowID
}

// add adds the finding a fact makes, unless the office has switched its rule
// off, and tells its severity, "" for none.
func (j *judge) add(from origin, fact *filing.Fact) plan.Severity {
	f, on := word(j.plan, from, fact, j.words)
	if on {
		j.sub.Findings = append(j.sub.Findings, f)
	}
	return f.Severity
}

// word makes the finding of a fact and fills its rule's wording: what was found
// and what to do; ok is false when the rule is off. words are what placeholders
// stand for; the map may be used over and over.
func word(p *plan.Plan, from origin, fact *filing.Fact, words map[string]string) (f filing.Finding, ok bool) {
	rule, ok := p.Rule(fact.Rule)
	if !ok || !rule.On {
		return f, false
	}
	f = filing.Finding{
		File: from.file, Sheet: fact.Sheet, Cell: fact.Cell, Row: fact.Row, Col: fact.Col, Column: fact.Title, Rule: fact.Rule,
		Severity: cmp.Or(fact.Severity, rule.Severity), Unit: from.unit, Project: from.title, Key: from.key, Value: fact.Value,
		Expected: cmp.Or(fact.Expected, wanted(p, fact)), Suggest: fact.Mend, Also: fact.Also, AlsoMend: fact.AlsoMend,
	}
	if fact.Key != "" {
		f.Column = p.Title(fact.Key)
	}
	if w := fact.Witness; w.Kind == filing.PreviousValue || w.Kind == filing.OldDeadline {
		f.Witness = &w
	}
	words["值"], words["应为"], words["栏目"], words["单位"] = cmp.Or(f.Value, "空白"), f.Expected, f.Column, f.Unit
	words["原文"] = f.Value
	words["另"], words["差"], words["建议"], words["项目"] = fact.Other, fact.Difference, fact.Suggest, f.Project
	f.Message, f.Hint = plan.FillMessage(rule.Message, words), plan.FillHint(rule.Hint, words)
	return f, true
}
