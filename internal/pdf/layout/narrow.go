package layout

import (
	"encoding/binary"
	"slices"
)

// A char is a character as a font of the file has it.
type char struct {
	code  uint16 // what stands for it in the file
	glyph uint16
}

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

// narrowed returns the font with a character table of only the given characters
// (ascending by code) and one plain name. gofpdf builds maps of every character
// of a font it is given, twice, which for a Chinese font takes longer than all
// the drawing; and it writes into the bytes it is given.
func (t *trueType) narrowed(name string, chars []char) []byte {
	font := make([]byte, len(t.data), len(t.data)+32*len(chars)+256)
	copy(font, t.data)
	font = t.replaceTable(font, "cmap", cmapOf(chars))
	return t.replaceTable(font, "name", nameTable(1, name))
}

// replaceTable appends a table and points the directory's entry at it.
func (t *trueType) replaceTable(font []byte, name string, table []byte) []byte {
	for len(font)%4 != 0 {
		font = append(font, 0)
	}
	for i := range bytesBE(font).u16(4) {
		entry := 12 + 16*i
		if string(font[entry:entry+4]) == name {
			binary.BigEndian.PutUint32(font[entry+8:], uint32(len(font)))
			binary.BigEndian.PutUint32(font[entry+12:], uint32(len(table)))
		}
	}
	return append(font, table...)
}

// cmapOf is a format 4 character table, with one segment for each stretch of
// consecutive codes that have consecutive glyphs.
func cmapOf(chars []char) []byte {
	var first, last, delta []uint16
	for _, c := range chars {
		d := c.glyph - c.code
		if n := len(last); n > 0 && last[n-1]+1 == c.code && delta[n-1] == d {
			last[n-1]++
			continue
		}
		first, last, delta = append(first, c.code), append(last, c.code), append(delta, d)
	}
	first, last, delta = append(first, 0xFFFF), append(last, 0xFFFF), append(delta, 1)
	segments := uint16(len(first))
	header := []uint16{0, 1, 3, 1, 0, 12, 4, 16 + 8*segments, 0, 2 * segments, 0, 0, 0}
	words := slices.Concat(header, last, []uint16{0}, first, delta, make([]uint16, segments))
	return bigEndian(words)
}

// nameTable is a name table with one Windows name in English.
func nameTable(id uint16, name string) []byte {
	var text []uint16
	for _, r := range name {
		text = append(text, uint16(r))
	}
	words := []uint16{0, 1, 18, 3, 1, 0x409, id, uint16(2 * len(text)), 0}
	return bigEndian(append(words, text...))
}

func bigEndian(words []uint16) []byte {
	out := make([]byte, 0, 2*len(words))
	for _, w := range words {
		out = binary.BigEndian.AppendUint16(out, w)
	}
	return out
}
