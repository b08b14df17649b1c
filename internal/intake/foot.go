package intake

import (
	"strings"

	"jingpin/internal/form"

	"golang.org/x/text/unicode/norm"
)

// isFootRow reports notes and signatures, be it that their cells happen to
// stand under columns of ours.
func (s *sorter) isFootRow(g glance) bool {
	if foot, ok := form.ParseFoot(g.first); ok {
		if s.own {
			s.sub.Foot = foot
		}
		return true
	}
	return s.isFoot(g.first) && (g.solid < 2 || s.mostlyFoot(g))
}

// mostlyFoot reports a line of signatures: 填表人: 审核人: 联系电话:.
func (s *sorter) mostlyFoot(g glance) bool {
	n := 0
	for _, text := range rowTexts(g.row) {
		if s.isFoot(text) {
			n++
		}
	}
	return n*2 >= g.n
}

// isFoot reports the beginning of notes and signatures.
func (r *reading) isFoot(text string) bool {
	text = strings.TrimLeft(text, "(（*※ ")
	begins := false
	for _, w := range r.lexicon().feet {
		begins = begins || w[:3] == text[:min(3, len(text))] // the first hanzi
	}
	if !begins {
		return false
	}
	text = strings.Join(strings.Fields(norm.NFKC.String(text)), "")
	for _, w := range r.lexicon().feet {
		rest, ok := strings.CutPrefix(text, w)
		if ok && (rest == "" || strings.HasSuffix(w, ":") || strings.ContainsAny(rest[:1], ":(_.,") || r.hasFootWord(rest)) {
			return true
		}
	}
	return false
}

// hasFootWord reports a further caption, as in 填表人 审核人.
func (r *reading) hasFootWord(text string) bool {
	for _, w := range r.lexicon().feet {
		if strings.Contains(text, strings.TrimSuffix(w, ":")) {
			return true
		}
	}
	return false
}
