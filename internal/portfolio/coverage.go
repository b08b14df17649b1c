package portfolio

import (
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// checkCoverage says which projects do what the plan names, and reports X04
// and X05 for what no project does. A cancelled project does nothing.
func (m *merger) checkCoverage() {
	tasks := map[int]bool{}
	for _, c := range m.plan.Commitments {
		m.pf.Coverage = append(m.pf.Coverage, Coverage{Commitment: c})
	}
	for _, e := range m.library {
		if e.Project.Status == plan.StatusCancelled {
			continue
		}
		tasks[e.Project.TaskNo] = true
		text := strings.ReplaceAll(e.name, "|", "") + plan.Key(e.Project.Content)
		for i := range m.pf.Coverage {
			if c := &m.pf.Coverage[i]; covers(text, c.Commitment) {
				c.Numbers = append(c.Numbers, e.Number)
			}
		}
	}
	for _, t := range m.plan.Tasks {
		if !tasks[t.No] {
			m.report(check.Spot{}, "", "", filing.Fact{Rule: "X04", Value: t.Name})
		}
	}
	for _, c := range m.pf.Coverage {
		if len(c.Numbers) == 0 {
			m.report(check.Spot{}, "", "", filing.Fact{Rule: "X05", Value: c.Commitment.Name})
		}
	}
}

// covers reports a text that has all words of one of the commitment's
// alternatives. A word of signs alone has no key and stands nowhere.
func covers(text string, c plan.Commitment) bool {
	return slices.ContainsFunc(c.Match, func(words []string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return w == "" || !strings.Contains(text, w) })
	})
}
