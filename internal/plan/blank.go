package plan

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// longestBlank is how many runes a way of writing that there is nothing may
// have.
const longestBlank = 24

// listBlank is the list of the words for nothing.
const listBlank = "空值"

// voidMarks stand for nothing, however many of them there are, and outer marks
// around a word for nothing say nothing else.
const (
	voidMarks  = "-‐‑‒–—―−─━⸺⸻﹘ㅡー~〜∼˜/∕⁄╱\\.·•・∙⋅,、。;:_|"
	openMarks  = "([（［【〔〖{「『“‘\"＂'"
	closeMarks = ")]）］】〕〗}」』”’\"＂'"
)

// Blank reports the ways of writing that there is nothing: 无, 暂无, a dash, a
// stroke, dots, in any brackets or quotation marks. It is the one test that
// every rule uses. A lone quotation mark says 同上, which is something.
func (p *Plan) Blank(s string) bool {
	if len(s) > 4*longestBlank {
		return false
	}
	r := []rune(norm.NFKC.String(strings.Map(drawn, s)))
	if len(r) > longestBlank {
		return false
	}
	for len(r) > 1 && strings.ContainsRune(openMarks, r[0]) && strings.ContainsRune(closeMarks, r[len(r)-1]) {
		r = r[1 : len(r)-1]
	}
	bare := strings.Trim(string(r), voidMarks)
	if bare == "" {
		return true
	}
	_, ok := p.Read(listBlank, bare)
	return ok
}

// drawn drops white space and what no font draws.
func drawn(r rune) rune {
	if unicode.IsSpace(r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == utf8.RuneError {
		return -1
	}
	return r
}

// MayBeBlank tells most texts that are not Blank by their first character.
func (p *Plan) MayBeBlank(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	switch {
	case s == "":
		return true
	case r >= hanFirst && r <= hanLast:
		return strings.ContainsRune(p.index.blankStarts, r)
	}
	return r < '0' || r > '9'
}
