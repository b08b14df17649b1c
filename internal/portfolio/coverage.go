package portfolio

import (
	"slices"
	"strings"
	"unicode/utf8"

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
	words := commitmentWords(m.plan.Commitments)
	for _, e := range m.library {
		if e.Project.Status == plan.StatusCancelled {
			continue
		}
		tasks[e.Project.TaskNo] = true
		found := wordsIn(strings.ReplaceAll(e.name, "|", "")+plan.Key(e.Project.Content), words)
		for i := range m.pf.Coverage {
			if c := &m.pf.Coverage[i]; covers(found, c.Commitment) {
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

// commitmentWords are the words of all commitments by their first character. A word
// of signs alone has no key, and none: it stands nowhere.
func commitmentWords(commitments []plan.Commitment) map[rune][]string {
	byFirst := map[rune][]string{}
	for _, c := range commitments {
		for _, w := range slices.Concat(c.Match...) {
			if first, n := utf8.DecodeRuneInString(w); n > 0 && !slices.Contains(byFirst[first], w) {
				byFirst[first] = append(byFirst[first], w)
			}
		}
	}
	return byFirst
}

// wordsIn are the words that stand in a text, found in one pass: there are hundreds,
// and a Merge of many projects would spend a fifth of its time on them one by one.
func wordsIn(text string, byFirst map[rune][]string) map[string]bool {
	found := map[string]bool{}
	for i, r := range text {
		for _, w := range byFirst[r] {
			if strings.HasPrefix(text[i:], w) {
				found[w] = true
			}
		}
	}
	return found
}

// covers reports that all words of one of the commitment's alternatives were found.
func covers(found map[string]bool, c plan.Commitment) bool {
	return slices.ContainsFunc(c.Match, func(words []string) bool {
		return !slices.ContainsFunc(words, func(w string) bool { return !found[w] })
	})
}
