package values

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jingpin/internal/plan"
)

// text is a cell's text as the grammars see it: half-width, lower case, without
// blanks but for those between two figures, each rune knowing where it stands
// in what was typed.
type text struct {
	src   string
	runes []rune
	at    []int  // byte offsets in src, and its length
	odd   string // the first circled, raised or fractional figure
	gap   bool   // a blank, tab or line break stands between two figures
	vocab *vocabulary
}

// gapRune stands where a blank parts two figures. No grammar takes it but that
// of a time behind a day.
const gapRune = ' '

// newText normalises a text. It trims and never joins.
func newText(src string) text {
	t := text{src: src, runes: make([]rune, 0, len(src)), at: make([]int, 0, len(src)+1)}
	blank := false
	for i, r := range src {
		if isBlank(r) {
			blank = true
			continue
		}
		parts := t.normalise(r, src[i:i+utf8.RuneLen(cleanRune(r))])
		if blank && len(t.runes) > 0 && isFigure(t.runes[len(t.runes)-1]) && isFigure(parts[0]) {
			t.add(gapRune, i)
			t.gap = true
		}
		blank = false
		for _, p := range parts {
			t.add(p, i)
		}
	}
	t.at = append(t.at, len(src))
	return t
}

// textOf is newText with the plan's vocabulary, which dates, amounts and shares
// are read by.
func textOf(p *plan.Plan, src string) text {
	t := newText(src)
	t.vocab = vocabularyOf(p)
	return t
}

func (t *text) add(r rune, at int) { t.runes, t.at = append(t.runes, r), append(t.at, at) }

// cleanRune keeps RuneLen from failing on what is no character.
func cleanRune(r rune) rune {
	if utf8.RuneLen(r) < 0 || r == utf8.RuneError {
		return 'x'
	}
	return r
}

// normalise is a rune half-width. A figure that is more than a figure is noted.
func (t *text) normalise(r rune, src string) []rune {
	switch {
	case r < utf8.RuneSelf:
		return []rune{unicode.ToLower(r)}
	case r >= '\u4e00' && r <= '\u9fff', r == '〇':
		return []rune{r}
	}
	if same, ok := alike[r]; ok {
		return []rune{same}
	}
	parts := []rune(norm.NFKC.String(string(r)))
	if isOddFigure(r, parts) {
		if t.odd == "" {
			t.odd = src
		}
		return []rune{'#'}
	}
	for i, p := range parts {
		if same, ok := alike[p]; ok {
			p = same
		}
		parts[i] = unicode.ToLower(p)
	}
	return parts
}

// alike are marks that are written in many ways.
var alike = marksAlike(map[rune]string{
	'-': "‐‑‒–—―−─━﹘⸺⸻ㅡー－﹣", '~': "〜～∼˜", '/': "∕⁄╱／", '.': "．", '·': "•・‧∙⋅", '→': "⇒➔➜➡⟶", '¥': "￥¥",
	'(': "（〔【［〖{「『﹙", ')': "）〕】］〗}」』﹚", '"': "“”‘’″＂'", '≈': "≒≃∽",
})

func marksAlike(of map[rune]string) map[rune]rune {
	all := map[rune]rune{}
	for same, marks := range of {
		for _, m := range marks {
			all[m] = same
		}
	}
	return all
}

// isOddFigure reports a circled, raised or fractional figure, or a sign that
// holds one.
func isOddFigure(r rune, parts []rune) bool {
	if r >= '０' && r <= '９' {
		return false
	}
	if unicode.Is(unicode.No, r) || unicode.Is(unicode.Nd, r) {
		return true
	}
	for _, p := range parts {
		if isDigit(p) {
			return true
		}
	}
	return false
}

// isBlank reports white space and characters that no font draws.
func isBlank(r rune) bool {
	return unicode.IsSpace(r) || unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\ufffe' || r == '\uffff'
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// isFigure reports what numbers are written with.
func isFigure(r rune) bool { return isDigit(r) || r == '.' || r == ',' }

// peek is the rune at i, 0 beyond the end.
func (t *text) peek(i int) rune {
	if i < 0 || i >= len(t.runes) {
		return 0
	}
	return t.runes[i]
}

// end reports the text's end.
func (t *text) end(i int) bool { return i >= len(t.runes) }

// has reports a word at i.
func (t *text) has(i int, word string) bool {
	for _, r := range word {
		if t.peek(i) != r {
			return false
		}
		i++
	}
	return true
}

// longest is how many runes of t at i the longest of the words takes, 0 for
// none of them.
func (t *text) longest(i int, words []string) int {
	best := 0
	for _, w := range words {
		if t.has(i, w) {
			best = max(best, utf8.RuneCountInString(w))
		}
	}
	return best
}

// skip is where the words that may stand at i, any number of them, end.
func (t *text) skip(i int, words []string) int {
	for {
		n := t.longest(i, words)
		if n == 0 {
			return i
		}
		i += n
	}
}

// digits reads a run of figures.
func (t *text) digits(i int) (value, next int) {
	next = i
	for isDigit(t.peek(next)) {
		if value < 1e8 {
			value = value*10 + int(t.runes[next]-'0')
		}
		next++
	}
	return value, next
}

// quote is what was typed from i to j, without outer punctuation.
func (t *text) quote(i, j int) string {
	if i >= j {
		return ""
	}
	return strings.TrimFunc(t.src[t.at[i]:t.at[j]], func(r rune) bool {
		return isBlank(r) || strings.ContainsRune("()（）[]【】〔〕,，;；。、:：.", r)
	})
}

// hasDigits reports a figure between i and j.
func (t *text) hasDigits(i, j int) bool {
	for _, r := range t.runes[i:j] {
		if isDigit(r) || r == '#' {
			return true
		}
	}
	return false
}

// bracket is where the bracket that opens at i ends; ok is false when none
// does.
func (t *text) bracket(i int) (next int, ok bool) {
	depth := 0
	for ; i < len(t.runes); i++ {
		switch t.runes[i] {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1, true
			}
		}
	}
	return i, false
}

// trimmed are the bounds of the text without outer punctuation, of which what
// may stand behind it is given: a point before a figure is its own.
func (t *text) trimmed(punctuation string) (from, to int) {
	to = len(t.runes)
	for from < to && strings.ContainsRune(`,;、:" `, t.runes[from]) {
		from++
	}
	for to > from && strings.ContainsRune(punctuation, t.runes[to-1]) {
		to--
	}
	return from, to
}

// containsAny reports one of the words anywhere in a text.
func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// until is the text up to i.
func (t *text) until(i int) text {
	return text{src: t.src, runes: t.runes[:i], at: t.at[:i+1], odd: t.odd, gap: t.gap, vocab: t.vocab}
}

// oddities is the refusal of what no grammar may take, nil for none.
func (t *text) oddities() *Refusal {
	if t.odd != "" {
		return &Refusal{Reason: OddFigure, First: strings.TrimSpace(t.src), Second: t.odd}
	}
	return nil
}
