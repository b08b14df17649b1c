package report

import (
	"slices"
	"strings"

	"jingpin/internal/check"
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
	for _, char := range runes {
		f, on := check.Across(p, check.Spot{}, filing.Fact{Rule: unsupportedRule, Value: string(char)})
		if !on {
			return
		}
		f.File, f.Across = reportFile, false
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
