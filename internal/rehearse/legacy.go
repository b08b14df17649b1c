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

// namedStream is a stream of a compound file.
type namedStream struct {
	name string
	data []byte
}

// compound is a compound file, in which Office kept its files before 2007, with
// a few streams at its top level. They are stored in sectors of their own, small
// ones filled up with zeros, which their formats allow.
func compound(streams []namedStream) []byte {
	const (
		sector     = 512
		leastLen   = 4096 // of a stream that has sectors of its own
		free       = 0xFFFFFFFF
		endOfChain = 0xFFFFFFFE
		tableMark  = 0xFFFFFFFD
		entry      = 128
		perSector  = sector / 4

		root, stored = 5, 2
	)
	var body []byte
	var chains []int // sectors of each stream
	for _, s := range streams {
		n := 0
		if len(s.data) > 0 {
			n = (max(len(s.data), leastLen) + sector - 1) / sector
		}
		chains = append(chains, n)
		body = append(body, s.data...)
		body = append(body, make([]byte, n*sector-len(s.data))...)
	}
	tables := 1
	for tables*perSector < tables+1+len(body)/sector {
		tables++
	}
	b := make([]byte, sector*(1+tables+1), sector*(2+tables)+len(body))
	copy(b, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
	for at, v := range map[int]uint16{24: 0x3E, 26: 3, 28: 0xFFFE, 30: 9, 32: 6} {
		le.PutUint16(b[at:], v)
	}
	for at, v := range map[int]uint32{44: uint32(tables), 48: uint32(tables), 56: leastLen, 60: endOfChain, 68: endOfChain} {
		le.PutUint32(b[at:], v)
	}
	for at := 76; at < sector; at += 4 {
		le.PutUint32(b[at:], free)
	}
	table := b[sector : (1+tables)*sector]
	for at := 0; at < len(table); at += 4 {
		le.PutUint32(table[at:], free)
	}
	for i := range tables {
		le.PutUint32(b[76+4*i:], uint32(i))
		le.PutUint32(table[4*i:], tableMark)
	}
	le.PutUint32(table[4*tables:], endOfChain)
	put := func(i int, name string, kind byte, next, child, start uint32, size int) {
		e := b[(1+tables)*sector+i*entry:][:entry]
		units := utf16.Encode([]rune(name))
		for j, u := range units {
			le.PutUint16(e[2*j:], u)
		}
		le.PutUint16(e[64:], uint16(2*len(units)+2))
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], free)
		le.PutUint32(e[72:], next)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], uint32(size))
	}
	put(0, "Root Entry", root, free, 1, endOfChain, 0)
	at := tables + 1
	for i, s := range streams {
		next, start := uint32(free), uint32(endOfChain)
		if i+1 < len(streams) {
			next = uint32(i + 2)
		}
		if chains[i] > 0 {
			start = uint32(at)
		}
		put(i+1, s.name, stored, next, free, start, max(len(s.data), min(chains[i], 1)*leastLen))
		for j := range chains[i] {
			le.PutUint32(table[4*(at+j):], uint32(at+j+1))
		}
		if at += chains[i]; chains[i] > 0 {
			le.PutUint32(table[4*(at-1):], endOfChain)
		}
	}
	return append(b, body...)
}
