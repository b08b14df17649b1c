package portfolio

import (
	"jingpin/internal/check"
	"jingpin/internal/filing"

	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"
)

// checkCoverage says which projects do what the plan names, and reports X04
// and X05 for what no project does. A cancelled project does nothing.
func (m *merger) checkCoverage() {
	spotter := newSpotter(m.plan.Commitments)
	tasks := map[int]bool{}
	for _, c := range m.plan.Commitments {
		m.pf.Coverage = append(m.pf.Coverage, Coverage{Commitment: c})
	}
	for _, e := range m.library {
		if e.Project.Status == plan.StatusCancelled {
			continue
		}
		tasks[e.Project.TaskNo] = true
		for _, i := range spotter.covered(strings.ReplaceAll(e.name, "|", "") + plan.Key(e.Project.Content)) {
			m.pf.Coverage[i].Numbers = append(m.pf.Coverage[i].Numbers, e.Number)
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

// spotter finds the commitments that a text covers in one pass over it,
// however many there are.
type spotter struct {
	commitments []plan.Commitment
	byFirst     map[rune][]watched // by the word's first character
}

// watched is a word to look for and the commitments it speaks for.
type watched struct {
	word   string
	places []int
}

func newSpotter(cs []plan.Commitment) *spotter {
	s := &spotter{commitments: cs, byFirst: map[rune][]watched{}}
	for i, c := range cs {
		for _, alternative := range c.Match {
			for _, w := range alternative {
				s.watch(w, i)
			}
		}
	}
	return s
}

func (s *spotter) watch(word string, place int) {
	first, _ := utf8.DecodeRuneInString(word)
	list := s.byFirst[first]
	i := slices.IndexFunc(list, func(w watched) bool { return w.word == word })
	if i < 0 {
		i = len(list)
		list = append(list, watched{word: word})
	}
	list[i].places = append(list[i].places, place)
	s.byFirst[first] = list
}

// covered are the places of the commitments one of whose alternatives has all
// its words in the text.
func (s *spotter) covered(key string) []int {
	var seen []string
	var places []int
	for i, r := range key {
		for _, w := range s.byFirst[r] {
			if strings.HasPrefix(key[i:], w.word) {
				seen, places = append(seen, w.word), append(places, w.places...)
			}
		}
	}
	slices.Sort(places)
	return slices.DeleteFunc(slices.Compact(places), func(place int) bool {
		return !slices.ContainsFunc(s.commitments[place].Match, func(alternative []string) bool {
			return !slices.ContainsFunc(alternative, func(w string) bool { return !slices.Contains(seen, w) })
		})
	})
}
