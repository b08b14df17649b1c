package plan

import (
	"slices"
	"strings"
)

// Phrases are the words of a list that are read as one thing, in the order of
// the list; a line may hold several, with / between them. They are the small
// words of grammars, so those of the built-in definition hold whatever the plan
// adds to them.
func (p *Plan) Phrases(list, read string) []string {
	var all []string
	for _, of := range []*Plan{p, Builtin()} {
		for _, w := range of.Words {
			if w.List != list || w.Read != read {
				continue
			}
			for word := range strings.SplitSeq(w.Written, "/") {
				if word = strings.TrimSpace(word); word != "" && !slices.Contains(all, word) {
					all = append(all, word)
				}
			}
		}
	}
	return all
}
