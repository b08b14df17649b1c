package tables

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"jingpin/internal/form"
	"jingpin/internal/intake/values"
	"jingpin/internal/sheet"

	"golang.org/x/text/unicode/norm"
)

// isFootRow reports notes and signatures, be it that their cells happen to
// stand under columns of ours.
func (s *sorter) isFootRow(g glance) bool {
	if foot, ok := form.ParseFoot(g.first); ok {
		if s.own {
			s.t.Foot = &foot
		}
		return true
	}
	return s.isFoot(g.first) && (g.solid < 2 && !(g.named && g.figures) || s.mostlyFoot(g))
}

// mostlyFoot reports a line of signatures, 填表人: 审核人: 联系电话:, be it that
// what belongs to a label stands in the cell behind it.
func (s *sorter) mostlyFoot(g glance) bool {
	n, open := 0, false
	for _, text := range RowTexts(g.row) {
		label := s.isFoot(text)
		if label || open {
			n++
		}
		open = label && strings.HasSuffix(values.Narrow(text), ":")
	}
	return n*2 >= g.n
}

// signed is what may stand behind the title of whoever signs, and stamped is
// any title with a place for a signature or a seal.
var (
	signed  = regexp.MustCompile(`^(?:签字|签名|签章|盖章|审签|审批|审核|意见)`)
	stamped = regexp.MustCompile(`^[^:]{1,30}\((?:签字|签名|签章|盖章|公章)\)(?::.*)?$`)
)

// isFoot reports the beginning of notes and signatures.
func (f *Finder) isFoot(text string) bool {
	text = strings.TrimLeft(text, "(（*※ ")
	if strings.ContainsAny(text, "签章") && stamped.MatchString(values.Narrow(text)) {
		return true
	}
	begins := false
	for _, w := range f.words.Feet {
		begins = begins || w[:3] == text[:min(3, len(text))] // the first hanzi
	}
	if !begins {
		return false
	}
	text = strings.Join(strings.Fields(norm.NFKC.String(text)), "")
	for _, w := range f.words.Feet {
		rest, ok := strings.CutPrefix(text, w)
		if !ok {
			continue
		}
		rest = signed.ReplaceAllString(rest, "")
		if rest == "" || strings.HasSuffix(w, ":") || strings.ContainsAny(rest[:1], ":(_.,") || f.hasFootWord(rest) {
			return true
		}
	}
	return false
}

// hasFootWord reports a further caption, as in 填表人 审核人.
func (f *Finder) hasFootWord(text string) bool {
	for _, w := range f.words.Feet {
		if strings.Contains(text, strings.TrimSuffix(w, ":")) {
			return true
		}
	}
	return false
}

// longestNumber is how many characters a row's number may have.
const longestNumber = 6

// isNote reports a sentence where a row's number would stand, and no project
// beside it.
func (s *sorter) isNote(g glance) bool {
	if g.named || g.solid > 0 || g.figures {
		return false
	}
	c, _ := g.row.At(s.t.Columns["no"].Col)
	text, _ := values.Clean(c.Text)
	return c.Kind == sheet.Text && utf8.RuneCountInString(text) > longestNumber && !isOrdinal(text)
}

// isSealRow reports a row of nothing but seals and dates, or the unit's name
// by itself, that happens to stand under columns of ours. A lone cell beside a
// Name that is merged down is part of a project.
func (s *sorter) isSealRow(g glance) bool {
	if g.named || g.n > maxSeals {
		return false
	}
	if _, merged := s.t.MergeAt(g.row.Number, s.t.Columns["name"].Col); merged {
		return false
	}
	stamp := g.single()
	for i := range g.row.Cells {
		text, _ := values.Clean(values.Shown(g.row.Cells[i], s.date1904))
		if text == "" {
			continue
		}
		_, unit := s.words.Lead(text)
		if !isSeal(text) && !unit {
			return false
		}
		stamp = stamp || strings.Contains(text, "章")
	}
	return stamp
}

// maxSeals is how many cells a row of seals fills.
const maxSeals = 3

// isSeal reports what stands alone under a table: a date, or 盖章.
func isSeal(text string) bool {
	_, isDate := values.TextPeriod(text)
	return isDate || strings.Contains(text, "盖章") || strings.Contains(text, "公章") || strings.Contains(text, "签字")
}
