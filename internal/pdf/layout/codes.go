package layout

import "slices"

// Codes of private use, for characters that gofpdf does not know: it takes none
// above U+FFFF.
const (
	firstPrivate = 0xE000
	lastPrivate  = 0xF8FF
)

// encode gives each of some runes (ascending) a code of 16 bits: its own, or,
// above U+FFFF, one of private use that no other of them has.
func encode(runes []rune) map[rune]rune {
	codes := make(map[rune]rune, len(runes))
	next := rune(firstPrivate)
	for _, r := range runes {
		if codes[r] = r; r <= 0xFFFF {
			continue
		}
		for slices.Contains(runes, next) && next < lastPrivate {
			next++
		}
		codes[r] = next
		next++
	}
	return codes
}
