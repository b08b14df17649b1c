package rehearse

import (
	"encoding/binary"
	"fmt"
	"slices"
	"time"
	"unicode/utf16"

	"jingpin/internal/sheet/biff/biffrec"
)

// legacy is a workbook as Excel 97 to 2003 saved it: BIFF8 records in a compound
// file. It has what the samples need: texts, numbers, formats, what is merged or
// hidden, and when it was saved.
type legacy struct {
	book    *book
	formats []string // the styles, by number format
}

// The records it is made of.
const (
	recEOF        = 0x000A
	recFont       = 0x0031
	recColInfo    = 0x007D
	recBoundSheet = 0x0085
	recXF         = 0x00E0
	recMergeCells = 0x00E5
	recNumber     = 0x0203
	recLabel      = 0x0204
	recRow        = 0x0208
	recFormat     = 0x041E
	recBOF        = 0x0809

	biff8        = 0x0600
	kindGlobals  = 0x0005
	kindSheet    = 0x0010
	firstFormat  = 164
	hiddenRow    = 0x20
	hiddenColumn = 1
)

var le = binary.LittleEndian

func units(s string) int { return len(utf16.Encode([]rune(s))) }

// writeLegacy is the workbook's bytes in the old format. Formulas are not.
func (b *book) writeLegacy() ([]byte, error) {
	l := &legacy{book: b, formats: []string{""}}
	var sheets [][]byte
	for _, g := range b.sheets {
		s, err := l.sheet(g)
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", g.name, err)
		}
		sheets = append(sheets, s)
	}
	globals := func(at int) []byte {
		out := biffrec.New(recBOF, biff8, kindGlobals)
		for range 4 {
			out = append(out, biffrec.New(recFont, 220, 0, 0, 400, 0, byte(0), byte(0), byte(134), byte(0), byte(2), byte(1), "宋体")...)
		}
		for i, f := range l.formats[1:] {
			out = append(out, biffrec.New(recFormat, firstFormat+i, units(f), byte(1), f)...)
		}
		for i := range l.formats {
			number := 0
			if i > 0 {
				number = firstFormat + i - 1
			}
			out = append(out, biffrec.New(recXF, 0, number, 0, uint32(0), uint32(0), uint32(0), 0)...)
		}
		for i, g := range b.sheets {
			hidden := byte(0)
			if g.hidden {
				hidden = 1
			}
			out = append(out, biffrec.New(recBoundSheet, uint32(at), hidden, byte(0), byte(units(g.name)), byte(1), g.name)...)
			at += len(sheets[i])
		}
		return append(out, biffrec.New(recEOF)...)
	}
	stream := globals(len(globals(0)))
	for _, s := range sheets {
		stream = append(stream, s...)
	}
	saved, err := time.Parse(time.RFC3339, b.savedAt())
	if err != nil {
		return nil, err
	}
	return compound([]namedStream{{"Workbook", stream}, {"\x05SummaryInformation", summary(saved)}}), nil
}

func (l *legacy) sheet(g *grid) ([]byte, error) {
	out := biffrec.New(recBOF, biff8, kindSheet)
	for col := 1; col <= 256; col++ {
		flags, width := 0, 0
		if slices.Contains(g.hiddenCols, col) {
			flags = hiddenColumn
		}
		if col <= len(g.widths) {
			width = g.widths[col-1]
		}
		if flags != 0 || width != 0 {
			out = append(out, biffrec.New(recColInfo, col-1, col-1, 256*width, 0, flags, 0)...)
		}
	}
	for _, row := range g.hiddenRows {
		out = append(out, biffrec.New(recRow, row-1, 0, 256, 255, 0, 0, hiddenRow, 0)...)
	}
	for r, row := range g.rows {
		for c, cell := range row {
			style := slices.Index(l.formats, cell.format)
			if style < 0 {
				style = len(l.formats)
				l.formats = append(l.formats, cell.format)
			}
			switch v := cell.value.(type) {
			case nil:
			case string:
				out = append(out, biffrec.New(recLabel, r, c, style, units(v), byte(1), v)...)
			case int:
				out = append(out, biffrec.New(recNumber, r, c, style, float64(v))...)
			case float64:
				out = append(out, biffrec.New(recNumber, r, c, style, v)...)
			default:
				return nil, fmt.Errorf("a value of type %T", v)
			}
		}
	}
	for _, m := range g.merges {
		out = append(out, biffrec.New(recMergeCells, 1, m.top-1, m.bottom-1, m.left-1, m.right-1)...)
	}
	return append(out, biffrec.New(recEOF)...), nil
}

// summary is what the file says of itself: when it was saved.
func summary(saved time.Time) []byte {
	const epoch1601, head, fileTime, propSaved = 11644473600, 48, 0x40, 13
	out := append([]byte{0xFE, 0xFF, 0, 0, 6, 2, 2, 0}, make([]byte, 16)...)
	out = le.AppendUint32(out, 1)
	out = append(out, "\xE0\x85\x9F\xF2\xF9\x4F\x68\x10\xAB\x91\x08\x00\x2B\x27\xB3\xD9"...)
	for _, v := range []uint32{head, 28, 1, propSaved, 16, fileTime} {
		out = le.AppendUint32(out, v)
	}
	return le.AppendUint64(out, uint64(saved.Unix()+epoch1601)*1e7)
}
