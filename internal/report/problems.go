package report

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Problems are the findings that people go through, the gravest first and those
// of a level in the order of the files: conversions have a list of their own.
func (r *Report) Problems() []filing.Finding {
	problems := slices.DeleteFunc(slices.Clone(r.Findings), func(f filing.Finding) bool { return f.Rule == filing.CoercionRule })
	rank := map[plan.Severity]int{plan.Error: 0, plan.Warning: 1, plan.Note: 2}
	slices.SortStableFunc(problems, func(a, b filing.Finding) int { return rank[a.Severity] - rank[b.Severity] })
	return problems
}
