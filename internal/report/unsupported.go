package report

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// unsupportedRule tells of characters that no font has.
const (
	unsupportedRule = "X10"
	reportFile      = "季度报告.pdf"
)

// AddUnsupported adds a finding for every character that the report's fonts
// lack, with the first project it occurs in. The findings stay sorted.
func (r *Report) AddUnsupported(p *plan.Plan, runes []rune) {
	rule, ok := p.Rule(unsupportedRule)
	if !ok || !rule.On || len(runes) == 0 {
		return
	}
	for _, char := range runes {
		values := map[string]string{"值": string(char)}
		f := filing.Finding{
			File: reportFile, Rule: unsupportedRule, Severity: rule.Severity, Value: string(char),
			Message: plan.Fill(rule.Message, values), Hint: plan.FillHint(rule.Hint, values),
		}
		i := slices.IndexFunc(r.Projects, func(row ProjectRow) bool { return writes(&row.Project, char) })
		if i >= 0 {
			f.Unit, f.Project, f.Key = r.Projects[i].InUnit, r.Projects[i].Project.Title(), r.Projects[i].Key
		}
		r.Findings = append(r.Findings, f)
	}
	filing.SortFindings(r.Findings)
}

// writes reports a character in what a department wrote about a project.
func writes(p *filing.Project, char rune) bool {
	return slices.ContainsFunc([]string{
		p.Name, p.Sub, p.Content, p.Leader, p.Person, p.Done, p.Problem, p.Ask, p.Next, p.Note,
	}, func(text string) bool { return strings.ContainsRune(text, char) })
}
