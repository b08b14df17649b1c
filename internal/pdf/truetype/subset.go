package truetype

import (
	"bytes"
	"encoding/binary"
	"maps"
	"slices"
)

// A Char is a character as a font has it: its glyph, and the code that stands for
// it.
type Char struct{ Code, Glyph uint16 }

// keptTables are the tables of a font that its subsets have as they are.
var keptTables = []string{"OS/2", "cvt ", "fpgm", "gasp", "head", "hhea", "maxp", "post", "prep"}

// Subset returns a font of only the given characters (ascending by code) under
// one plain name. Its glyphs keep their order; the first stays first.
func (t *Font) Subset(name string, chars []Char) []byte {
	outlines := t.outlinesOf(chars)
	glyphs := slices.Sorted(maps.Keys(outlines))
	number := make(map[int]uint16, len(glyphs))
	for i, glyph := range glyphs {
		number[glyph] = uint16(i)
	}
	renumbered := make([]Char, len(chars))
	for i, c := range chars {
		renumbered[i] = Char{c.Code, number[int(c.Glyph)]}
	}
	tables := map[string][]byte{"cmap": cmapOf(renumbered), "name": nameTable(1, name)}
	for _, kept := range keptTables {
		if s, ok := t.tables[kept]; ok {
			tables[kept] = bytes.Clone(t.data[s.at : s.at+s.size])
		}
	}
	var loca, glyf, hmtx []byte
	for _, glyph := range glyphs {
		outline := outlines[glyph]
		eachPart(outline, func(at int) { binary.BigEndian.PutUint16(outline[at:], number[outline.u16(at)]) })
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, outline...)
		hmtx = append(hmtx, t.metricsOf(glyph)...)
	}
	tables["loca"], tables[outlineTable], tables["hmtx"] = binary.BigEndian.AppendUint32(loca, uint32(len(glyf))), glyf, hmtx
	const longOffsets = 1
	binary.BigEndian.PutUint16(tables["head"][50:], longOffsets)
	binary.BigEndian.PutUint16(tables["hhea"][34:], uint16(len(glyphs)))
	binary.BigEndian.PutUint16(tables["maxp"][4:], uint16(len(glyphs)))
	return assemble(tables)
}

// outlinesOf are the outlines of some characters, of the first glyph, which
// stands for what is missing, and of all that these are made of.
func (t *Font) outlinesOf(chars []Char) map[int]bytesBE {
	outlines := map[int]bytesBE{0: nil}
	wanted := []int{0}
	want := func(glyph int) {
		if _, known := outlines[glyph]; !known {
			outlines[glyph] = nil
			wanted = append(wanted, glyph)
		}
	}
	for _, c := range chars {
		want(int(c.Glyph))
	}
	for len(wanted) > 0 {
		now := wanted
		wanted = nil
		t.eachOutline(now, func(glyph int, outline bytesBE) {
			outlines[glyph] = bytes.Clone(outline)
			eachPart(outline, func(at int) { want(outline.u16(at)) })
		})
	}
	return outlines
}

// metricsOf are a glyph's advance width and the white before it, as hmtx has them.
func (t *Font) metricsOf(glyph int) []byte {
	if glyph < t.metrics {
		return t.data[t.hmtx+4*glyph:][:4]
	}
	width, white := t.hmtx+4*(t.metrics-1), t.hmtx+4*t.metrics+2*(glyph-t.metrics)
	return slices.Concat(t.data[width:][:2], t.data[white:][:2])
}

// assemble writes a font file of tables, without sums of them.
func assemble(tables map[string][]byte) []byte {
	const header, entry = 12, 16
	names := slices.Sorted(maps.Keys(tables))
	font := make([]byte, header+entry*len(names))
	binary.BigEndian.PutUint32(font, 0x00010000)
	binary.BigEndian.PutUint16(font[4:], uint16(len(names)))
	for i, name := range names {
		copy(font[header+entry*i:], name)
		binary.BigEndian.PutUint32(font[header+entry*i+8:], uint32(len(font)))
		binary.BigEndian.PutUint32(font[header+entry*i+12:], uint32(len(tables[name])))
		font = append(font, tables[name]...)
		font = append(font, make([]byte, -len(font)&3)...)
	}
	return font
}

// cmapOf is a format 4 character table, with one segment for each stretch of
// consecutive codes that have consecutive glyphs.
func cmapOf(chars []Char) []byte {
	var first, last, delta []uint16
	for _, c := range chars {
		d := c.Glyph - c.Code
		if n := len(last); n > 0 && last[n-1]+1 == c.Code && delta[n-1] == d {
			last[n-1]++
			continue
		}
		first, last, delta = append(first, c.Code), append(last, c.Code), append(delta, d)
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
