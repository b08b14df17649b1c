package values

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean trims a text and rids it of invisible characters; nothing else is
// ever normalised. stripped reports characters taken out of its inside.
func Clean(s string) (text string, stripped bool) {
	s = TrimBlank(s)
	if !hasInvisible(s) {
		return s, false
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	t := strings.Map(func(r rune) rune {
		if invisible(r) {
			return -1
		}
		return r
	}, s)
	return strings.TrimFunc(t, blankRune), len(t) != len(s)
}

// TrimBlank trims blank runes. Most texts begin and end with a character that
// one byte tells is none.
func TrimBlank(s string) string {
	if s == "" || solidByte(s[0]) && (solidByte(s[len(s)-1]) || solidEnd(s)) {
		return s
	}
	return strings.TrimFunc(s, blankRune)
}

// solidByte reports the first byte of a character that is never blank: visible
// ASCII, and most hanzi.
func solidByte(b byte) bool { return b > ' ' && b < 0x7f || b >= 0xe4 && b <= 0xe9 }

func solidEnd(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return !blankRune(r)
}

// hasInvisible reports an invisible character anywhere. No character from
// U+3000 to U+DFFF, three bytes each, is one.
func hasInvisible(s string) bool {
	for i := 0; i < len(s); {
		switch b := s[i]; {
		case b >= 0x20 && b < 0x7f:
			i++
		case b >= 0xe3 && b <= 0xed:
			i += 3
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			if invisible(r) {
				return true
			}
			i += n
		}
	}
	return false
}

// blankRune is what may stand around a text without meaning anything.
func blankRune(r rune) bool { return unicode.IsSpace(r) || invisible(r) }

// invisible characters are drawn by no font: controls, marks of direction and
// width, soft hyphens. A line break is visible.
func invisible(r rune) bool {
	if r < 0x7f {
		return r < 0x20 && r != '\n' && r != '\t'
	}
	return unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Cf, r) || r == '\ufffe' || r == '\uffff'
}

// Narrow is a text with full-width letters, digits and punctuation made
// half-width, without any white space: what values are parsed from.
func Narrow(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch r {
		case '。', '．', '·':
			return '.'
		case '–', '—', '―', '－', '−', '~', '〜':
			return '-'
		case '、':
			return ','
		}
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
}

// isPlain reports printable ASCII without spaces, which narrow leaves alone.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] >= 0x7f || s[i] == '~' {
			return false
		}
	}
	return true
}
