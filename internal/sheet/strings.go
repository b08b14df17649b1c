package sheet

import (
	"bytes"
	"hash/maphash"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// textStore makes strings of bytes, with few allocations and without storing
// the words that a table repeats over and over. The strings share small chunks,
// so one that is kept for long holds on to little else.
type textStore struct {
	chunk  strings.Builder
	recent [256]string // short ones, by hash
}

const (
	chunkLen  = 4 << 10
	longText  = 512 // bytes from which a text stands alone
	shortText = 64  // bytes up to which repetition is looked for
)

var hashSeed = maphash.MakeSeed()

func (t *textStore) add(b []byte) string {
	if len(b) > shortText {
		return t.put(b)
	}
	slot := &t.recent[maphash.Bytes(hashSeed, b)%uint64(len(t.recent))]
	if *slot != string(b) {
		*slot = t.put(b)
	}
	return *slot
}

func (t *textStore) put(b []byte) string {
	if len(b) >= longText {
		return string(b)
	}
	if t.chunk.Cap()-t.chunk.Len() < len(b) {
		t.chunk = strings.Builder{}
		t.chunk.Grow(chunkLen)
	}
	start := t.chunk.Len()
	t.chunk.Write(b)
	return t.chunk.String()[start:]
}

// readStrings reads the string table.
func (r *reader) readStrings(part string) *Fault {
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
				s.fail(r.lim.strings(s.part))
			default:
				r.value = r.richText(s, r.value[:0])
				if len(r.runs) > 0 {
					r.keepRuns(len(r.strings))
				}
				r.strings = append(r.strings, r.texts.add(r.value))
			}
		}
	}
	return s.end()
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
			r.runs = append(r.runs, run{len(dst), asCell})
		case s.is("r"):
			font := asCell
			for s.child(depth + 1) {
				switch {
				case s.is("t"):
					dst = s.escapedText(dst)
				case s.is("rPr"):
					fonts, font = true, notStruck
					if s.strikes() {
						font = struck
					}
				}
			}
			r.runs = append(r.runs, run{len(dst), font})
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
