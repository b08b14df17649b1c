package ooxml

import (
	"bytes"
	"slices"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"jingpin/internal/sheet"
)

// readStrings reads the string table.
func (r *reader) readStrings(part string) *sheet.Fault {
	s, fault := r.parse(part)
	if fault != nil {
		return fault
	}
	if s.root(spaceMain, "sst") {
		for s.child(1) {
			switch {
			case !s.is("si"):
				if !s.is("extLst") {
					s.malformed("文字表中有不认识的内容")
				}
			case len(r.strings) == r.lim.Cells:
				s.fail(r.lim.OverStrings(s.part))
			default:
				r.value = r.richText(s, r.value[:0])
				if len(r.runs) > 0 {
					r.keepRuns(len(r.strings))
				}
				r.strings = append(r.strings, r.texts.Add(r.value))
			}
		}
	}
	fault = s.end()
	if fault != nil {
		r.strings = r.strings[:0]
	}
	return fault
}

// keepRuns keeps the runs just read for the text of that index.
func (r *reader) keepRuns(index int) {
	if r.rich == nil {
		r.rich = make(map[int][]sheet.Run)
	}
	r.rich[index] = slices.Clone(r.runs)
}

// richText reads the current element, a string item, and appends its text:
// that of its runs, without phonetic ones, unescaped. The runs stay in r.runs
// if one of them has a font of its own.
func (r *reader) richText(s *scanner, dst []byte) []byte {
	depth, fonts := s.depth(), false
	r.runs = r.runs[:0]
	for s.child(depth) {
		switch {
		case s.is("t"):
			dst = s.escapedText(dst)
			r.runs = append(r.runs, sheet.Run{End: len(dst)})
		case s.is("r"):
			font := sheet.AsCell
			for s.child(depth + 1) {
				switch {
				case s.is("t"):
					dst = s.escapedText(dst)
				case s.is("rPr"):
					fonts, font = true, sheet.NotStruck
					if s.strikes() {
						font = sheet.StruckOut
					}
				}
			}
			r.runs = append(r.runs, sheet.Run{End: len(dst), Font: font})
		}
	}
	if !fonts {
		r.runs = r.runs[:0]
	}
	return dst
}

// escapedText reads the current element to its end and appends its text,
// unescaped.
func (s *scanner) escapedText(dst []byte) []byte {
	start := len(dst)
	dst = s.appendText(dst)
	return dst[:start+len(unescape(dst[start:]))]
}

// unescape replaces, in place, the _xHHHH_ by which a workbook writes what XML cannot.
func unescape(b []byte) []byte {
	if !bytes.Contains(b, []byte("_x")) {
		return b
	}
	out := b[:0]
	for len(b) > 0 {
		unit, ok := escaped(b)
		if !ok {
			out, b = append(out, b[0]), b[1:]
			continue
		}
		b = b[escapeLen:]
		r := rune(unit)
		if low, ok := escaped(b); ok && utf16.DecodeRune(r, rune(low)) != utf8.RuneError {
			r = utf16.DecodeRune(r, rune(low))
			b = b[escapeLen:]
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

const escapeLen = len("_x0000_")

// escaped returns the UTF-16 unit of the escape that b starts with.
func escaped(b []byte) (uint16, bool) {
	if len(b) < escapeLen || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	unit, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return uint16(unit), err == nil
}
