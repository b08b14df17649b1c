package biff

import (
	"encoding/binary"
	"unicode/utf16"
	"unicode/utf8"
)

var le = binary.LittleEndian

// The records that are read.
const (
	recFormula    = 0x0006
	recEOF        = 0x000A
	recExternName = 0x0023
	recNote       = 0x001C
	recDate1904   = 0x0022
	recFilePass   = 0x002F
	recFont       = 0x0031
	recContinue   = 0x003C
	recObj        = 0x005D
	recColInfo    = 0x007D
	recBoundSheet = 0x0085
	recMulRK      = 0x00BD
	recRString    = 0x00D6
	recObProj     = 0x00D3
	recXF         = 0x00E0
	recMergeCells = 0x00E5
	recSST        = 0x00FC
	recLabelSST   = 0x00FD
	recSupBook    = 0x01AE
	recTxO        = 0x01B6
	recNumber     = 0x0203
	recLabel      = 0x0204
	recBoolErr    = 0x0205
	recString     = 0x0207
	recRow        = 0x0208
	recRK         = 0x027E
	recFormat     = 0x041E
	recBOF        = 0x0809
)

// What versions before BIFF8 wrote. Where some writer put such a cell, its value
// would be lost; but the formulas are the same.
const (
	recFormula3 = 0x0206
	recFormula4 = 0x0406
)

// oldCell reports a record by which BIFF2 stored a cell.
func oldCell(id uint16) bool { return 0x0002 <= id && id <= 0x0005 }

// stream reads records one after the other.
type stream struct {
	data []byte
	pos  int
}

// record is one record. The bytes of those that continue it follow in more.
type record struct {
	id   uint16
	data []byte
	more [][]byte
}

// next reads the record at the stream's position, without what continues it;
// false if it is not whole.
func (s *stream) next() (record, bool) {
	rest := s.data[min(s.pos, len(s.data)):]
	if len(rest) < 4 {
		return record{}, false
	}
	n := 4 + int(le.Uint16(rest[2:]))
	if len(rest) < n {
		return record{}, false
	}
	s.pos += n
	return record{id: le.Uint16(rest), data: rest[4:n]}, true
}

// continued adds to a record what continues it.
func (s *stream) continued(r record) record {
	for {
		at := s.pos
		next, ok := s.next()
		if !ok || next.id != recContinue {
			s.pos = at
			return r
		}
		r.more = append(r.more, next.data)
	}
}

// recordReader reads values from a record and, where it ends, from those that continue
// it. The first thing that is not there makes it fail for good.
type recordReader struct {
	data   []byte
	more   [][]byte
	failed bool
	dst    []byte   // of the characters read last
	units  []uint16 // likewise
}

func newText(r record, from int) *recordReader {
	return &recordReader{data: r.data[min(from, len(r.data)):], more: r.more, failed: from > len(r.data)}
}

// on moves on to what continues the record, if this part of it is read.
func (t *recordReader) on() bool {
	for len(t.data) == 0 {
		if len(t.more) == 0 {
			t.failed = true
			return false
		}
		t.data, t.more = t.more[0], t.more[1:]
	}
	return true
}

// done reports that everything was read.
func (t *recordReader) done() bool {
	for _, m := range t.more {
		if len(m) > 0 {
			return false
		}
	}
	return len(t.data) == 0
}

func (t *recordReader) byte() byte {
	if t.failed || !t.on() {
		return 0
	}
	b := t.data[0]
	t.data = t.data[1:]
	return b
}

func (t *recordReader) uint16() int { return int(t.byte()) | int(t.byte())<<8 }

func (t *recordReader) uint32() int { return t.uint16() | t.uint16()<<16 }

// skip passes over n bytes.
func (t *recordReader) skip(n int) {
	for n > 0 && !t.failed && t.on() {
		step := min(n, len(t.data))
		t.data = t.data[step:]
		n -= step
	}
}

// chars reads so many characters, of one byte or of two. Where they go on in
// a continuation, that says anew which.
func (t *recordReader) chars(n int, wide bool) []byte {
	t.units = t.units[:0]
	for n > 0 && !t.failed {
		if len(t.data) == 0 {
			if !t.on() {
				break
			}
			wide = t.byte()&flagWide != 0
			continue
		}
		if !wide {
			step := min(n, len(t.data))
			for _, b := range t.data[:step] {
				t.units = append(t.units, uint16(b))
			}
			t.data, n = t.data[step:], n-step
			continue
		}
		step := min(n, len(t.data)/2)
		for i := range step {
			t.units = append(t.units, le.Uint16(t.data[2*i:]))
		}
		t.data, n = t.data[2*step:], n-step
		t.failed = t.failed || step == 0 // half a character
	}
	t.dst = t.dst[:0]
	for i := 0; i < len(t.units); i++ {
		r := rune(t.units[i])
		if utf16.IsSurrogate(r) {
			r = utf8.RuneError
			if i+1 < len(t.units) {
				if pair := utf16.DecodeRune(rune(t.units[i]), rune(t.units[i+1])); pair != utf8.RuneError {
					r = pair
					i++
				}
			}
		}
		t.dst = utf8.AppendRune(t.dst, r)
	}
	return t.dst
}

// The flags of a text.
const (
	flagWide     = 1 << 0
	flagPhonetic = 1 << 2
	flagRich     = 1 << 3
)

// fontRun is where in a text, in UTF-16 units, a font begins.
type fontRun struct{ at, font int }

// string reads a text whose length takes so many bytes, with what belongs to it.
func (t *recordReader) string(lengthBytes int) (chars []byte, runs []fontRun) {
	n := int(t.byte())
	if lengthBytes == 2 {
		n |= int(t.byte()) << 8
	}
	flags, fonts, phonetic := t.byte(), 0, 0
	if flags&flagRich != 0 {
		fonts = t.uint16()
	}
	if flags&flagPhonetic != 0 {
		phonetic = t.uint32()
	}
	chars = t.chars(n, flags&flagWide != 0)
	for range fonts {
		if t.failed {
			break
		}
		runs = append(runs, fontRun{t.uint16(), t.uint16()})
	}
	t.skip(phonetic)
	return chars, runs
}
