package values

import (
	"strings"
	"unicode/utf8"

	"jingpin/internal/plan"
)

// longestBlank is how many runes a way of writing that there is nothing may
// have.
const longestBlank = 24

// Blank reports the ways of writing that there is nothing: 无, 暂无, a dash, a
// stroke, dots, in any brackets or quotation marks. It is the one test that
// every rule uses.
func Blank(p *plan.Plan, s string) bool {
	if len(s) > 3*longestBlank {
		return false
	}
	t := newText(s)
	if len(t.runes) > longestBlank || t.odd != "" {
		return false
	}
	return blankRunes(p, t.runes)
}

// voidMarks stand for nothing, however many of them there are.
const voidMarks = `-~/\.,·、。;:_|`

func blankRunes(p *plan.Plan, r []rune) bool {
	for len(r) > 1 && strings.ContainsRune(`("`, r[0]) && strings.ContainsRune(`)"`, r[len(r)-1]) {
		r = r[1 : len(r)-1]
		if len(r) == 0 {
			return true
		}
	}
	s := string(r)
	if strings.Trim(s, voidMarks+" ") == "" {
		return true
	}
	_, ok := p.Read("空值", strings.Trim(s, voidMarks))
	return ok
}

// MayBeBlank tells from a text's first character that it is no way of writing
// nothing; most texts are told by it. starts are the first characters of the
// words for nothing.
func MayBeBlank(s, starts string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return true
	}
	if r >= '\u4e00' && r <= '\u9fff' {
		return strings.ContainsRune(starts, r)
	}
	return !(isDigit(r) && len(s) > 1) || strings.ContainsRune(starts, r)
}
