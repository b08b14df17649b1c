package plan

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Key is what two spellings of one name have in common: NFKC, lower case,
// without white space, punctuation, symbols and invisible characters.
func Key(s string) string {
	if !common(s) {
		s = norm.NFKC.String(s)
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= hanFirst && r <= hanLast:
			return r
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// The unified ideographs.
const (
	hanFirst = '\u4e00'
	hanLast  = '\u9fff'
)

// common reports a text that normalising would leave alone but for marks that
// a key does not hold: ASCII, ideographs and Chinese punctuation. Nearly every
// text is one, and normalising is what a key costs most.
func common(s string) bool {
	for _, r := range s {
		switch {
		case r < 0x80, r >= hanFirst && r <= hanLast:
		case r >= 0x2010 && r <= 0x2027, r >= 0x3001 && r <= 0x3003, r >= 0x3008 && r <= 0x3011: // dashes, quotes, 、。《》【】
		case r >= 0xff01 && r <= 0xff0f, r >= 0xff1a && r <= 0xff20: // ！（），：；？
		default:
			return false
		}
	}
	return true
}

// trimOrdinal drops what counts a track or task: 一、 (二) 6、 16. and ★ marks.
func trimOrdinal(s string) string {
	t := strings.TrimSpace(norm.NFKC.String(s))
	t = strings.TrimLeft(t, "★☆*●◆■ ")
	open := strings.HasPrefix(t, "(")
	rest := strings.TrimLeft(strings.TrimPrefix(t, "("), "第0123456789一二三四五六七八九十 ")
	if len(rest) == len(t) || rest == "" {
		return t
	}
	r := []rune(rest)
	if (open && r[0] == ')') || (!open && strings.ContainsRune("、.．,:项 )", r[0])) {
		return strings.TrimLeft(string(r[1:]), "、.,: ")
	}
	return t
}
