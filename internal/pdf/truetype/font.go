package truetype

import (
	"encoding/binary"
	"errors"
	"unicode"
)

// What can be wrong with a font file, as the office reads it.
var (
	errOpenType  = errors.New("是OpenType(CFF)字体，不能嵌入，请换成TrueType的TTF文件")
	errNoFont    = errors.New("不是字体文件或已损坏")
	errCut       = errors.New("文件不完整或已损坏，请重新复制")
	errNoUnicode = errors.New("没有统一码(Unicode)字符表，不能使用")
	errNoHanzi   = errors.New("没有汉字，不能使用")
	errForbidden = errors.New("字体声明不允许嵌入文档，请换一个")
)

// collectionTag is what a collection of fonts (TTC) begins with: "ttcf".
const collectionTag = 0x74746366

// A Font is a TrueType font, parsed as far as a typesetter needs. It is never
// changed after parsing and may be shared.
type Font struct {
	data    bytesBE
	tables  map[string]span
	hmtx    int             // where the advance widths begin
	loca    int             // where the outlines' offsets begin
	em      int             // units per em
	glyphs  int             // number of glyphs
	metrics int             // number of long horizontal metrics
	glyphOf []uint16        // rune up to U+FFFF to glyph, 0 where there is none
	high    map[rune]uint16 // the same of those above
	long    bool            // loca holds 32-bit offsets
	packed  *packedFont     // where the outlines are; nil for the file itself
}

// outlineTable is the table that a packed font lacks.
const outlineTable = "glyf"

// Glyph is a character's glyph, 0 where there is none.
func (t *Font) Glyph(r rune) int {
	if r > 0xFFFF {
		return int(t.high[r])
	}
	return int(t.glyphOf[r])
}

// A span is where a table lies in the file.
type span struct{ at, size int }

// bytesBE reads big-endian numbers; outside its bounds everything is zero.
type bytesBE []byte

func (b bytesBE) u16(at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func (b bytesBE) i16(at int) int { return int(int16(b.u16(at))) }

func (b bytesBE) u32(at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint32(b[at:]))
}

// requiredTables are what typesetters read, with the least size of each.
var requiredTables = []struct {
	name string
	size int
}{
	{"cmap", 4}, {"glyf", 1}, {"head", 54}, {"hhea", 36}, {"hmtx", 4},
	{"loca", 4}, {"maxp", 6}, {"name", 6}, {"post", 32}, {"OS/2", 78},
}

// Parse reads a font file that it keeps. The error is a Chinese sentence.
func Parse(data []byte) (*Font, error) {
	t := &Font{data: data}
	var err error
	if t.tables, err = directory(t.data, 0); err != nil {
		return nil, err
	}
	return t, t.parse()
}

// parse reads what the tables say.
func (t *Font) parse() error {
	for _, want := range requiredTables {
		if s, ok := t.tables[want.name]; !ok || s.size < want.size {
			return errCut
		}
	}
	t.hmtx, t.loca = t.tables["hmtx"].at, t.tables["loca"].at
	t.em = t.data.u16(t.tables["head"].at + 18)
	t.long = t.data.u16(t.tables["head"].at+50) == 1
	t.metrics = t.data.u16(t.tables["hhea"].at + 34)
	t.glyphs = t.data.u16(t.tables["maxp"].at + 4)
	if t.em < 16 || t.glyphs == 0 || t.metrics == 0 || t.metrics > t.glyphs {
		return errCut
	}
	if t.tables["hmtx"].size < 2*t.metrics+2*t.glyphs || t.tables["loca"].size < t.locaSize()*(t.glyphs+1) {
		return errCut
	}
	return t.readCmap()
}

// directory reads the table directory at an offset of the file; every table
// lies within the file or the file is cut.
func directory(data bytesBE, at int) (map[string]span, error) {
	switch data.u32(at) {
	case 0x00010000, 0x74727565: // 1.0 and "true"
	case 0x4F54544F: // "OTTO"
		return nil, errOpenType
	default:
		return nil, errNoFont
	}
	tables := tableSpans(data, at)
	if len(tables) == 0 {
		return nil, errCut
	}
	for _, s := range tables {
		if s.at+s.size > len(data) {
			return nil, errCut
		}
	}
	return tables, nil
}

// tableSpans are the entries of a table directory, as they say; none where it is
// cut.
func tableSpans(data bytesBE, at int) map[string]span {
	tables := make(map[string]span)
	for i := range data.u16(at + 4) {
		entry := at + 12 + 16*i
		if entry+16 > len(data) {
			return nil
		}
		tables[string(data[entry:entry+4])] = span{at: data.u32(entry + 8), size: data.u32(entry + 12)}
	}
	return tables
}

// readCmap fills glyphOf from the widest Unicode table there is.
func (t *Font) readCmap() error {
	cmap := t.tables["cmap"]
	best, bestRank := 0, 0
	for i := range t.data.u16(cmap.at + 2) {
		entry := cmap.at + 4 + 8*i
		platform, encoding := t.data.u16(entry), t.data.u16(entry+2)
		at := cmap.at + t.data.u32(entry+4)
		format := t.data.u16(at)
		unicode := platform == 3 && (encoding == 1 || encoding == 10) || platform == 0 && encoding != 5
		if unicode && format == 12 && bestRank < 2 {
			best, bestRank = at, 2
		}
		if unicode && format == 4 && bestRank < 1 {
			best, bestRank = at, 1
		}
	}
	t.glyphOf = make([]uint16, 1<<16)
	switch bestRank {
	case 2:
		t.readCmap12(best)
	case 1:
		t.readCmap4(best)
	default:
		return errNoUnicode
	}
	return nil
}

// readCmap4 reads the segments of a format 4 table.
func (t *Font) readCmap4(at int) {
	twice := t.data.u16(at + 6) // two bytes for each segment
	ends, starts := at+14, at+16+twice
	for i := 0; i < twice; i += 2 {
		last, delta := t.data.u16(ends+i), t.data.u16(starts+twice+i)
		offsetAt := starts + 2*twice + i
		offset := t.data.u16(offsetAt)
		first := t.data.u16(starts + i)
		for r := first; r <= last; r++ {
			glyph := r + delta
			if offset != 0 {
				glyph = t.data.u16(offsetAt + offset + 2*(r-first))
				if glyph != 0 {
					glyph += delta
				}
			}
			t.setGlyph(r, glyph&0xFFFF)
		}
	}
}

// readCmap12 reads the groups of a format 12 table.
func (t *Font) readCmap12(at int) {
	t.high = make(map[rune]uint16)
	for i := range min(t.data.u32(at+12), 1<<16) {
		group := at + 16 + 12*i
		first, last, glyph := t.data.u32(group), t.data.u32(group+4), t.data.u32(group+8)
		for r := first; r <= min(last, unicode.MaxRune, first+t.glyphs); r++ {
			t.setGlyph(r, glyph+r-first)
		}
	}
}

func (t *Font) setGlyph(r, glyph int) {
	switch {
	case glyph >= t.glyphs:
	case r > 0xFFFF:
		t.high[rune(r)] = uint16(glyph)
	default:
		t.glyphOf[r] = uint16(glyph)
	}
}

// Advance is a glyph's width in thousandths of an em, rounded as gofpdf does.
func (t *Font) Advance(glyph int) int {
	units := t.data.u16(t.hmtx + 4*min(glyph, t.metrics-1))
	return (units*1000 + t.em/2) / t.em
}

// Blank tells a glyph without a drawing.
func (t *Font) Blank(glyph int) bool { return t.outline(glyph).size <= 0 }

// outline is where in its table a glyph's drawing lies; its size is 0 for a blank.
func (t *Font) outline(glyph int) span {
	loca := t.loca + t.locaSize()*glyph
	at, end := t.data.u32(loca), t.data.u32(loca+4)
	if !t.long {
		at, end = 2*t.data.u16(loca), 2*t.data.u16(loca+2)
	}
	return span{at: at, size: end - at}
}

// eachOutline calls with the drawing of each of some glyphs, in any order; it may
// be overwritten after the call.
func (t *Font) eachOutline(glyphs []int, take func(glyph int, outline bytesBE)) {
	if t.packed != nil {
		t.eachTier(glyphs, take)
		return
	}
	glyf := t.data[t.tables[outlineTable].at:]
	for _, glyph := range glyphs {
		s := t.outline(glyph)
		take(glyph, glyf[s.at:s.at+s.size])
	}
}

// Ink is the horizontal extent of a glyph's drawing in thousandths of an em.
func (t *Font) Ink(glyph int) (left, right int) {
	if t.outline(glyph).size < leastOutline {
		return 0, 0
	}
	t.eachOutline([]int{glyph}, func(_ int, outline bytesBE) {
		left, right = outline.i16(2)*1000/t.em, outline.i16(6)*1000/t.em
	})
	return left, right
}

// leastOutline is the size of the head of a drawing.
const leastOutline = 10

func (t *Font) locaSize() int {
	if t.long {
		return 4
	}
	return 2
}
