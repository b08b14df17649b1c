package sheet

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// cellType is how a cell's value is to be understood.
type cellType uint8

const (
	typeNumber cellType = iota + 1
	typeShared          // an index into the string table
	typeString
	typeInline
	typeBool
	typeError
	typeDate
)

// parseType reads the type attribute of a cell; 0 for one that is unknown.
func parseType(t []byte) cellType {
	switch string(t) {
	case "", "n":
		return typeNumber
	case "s":
		return typeShared
	case "str":
		return typeString
	case "inlineStr":
		return typeInline
	case "b":
		return typeBool
	case "e":
		return typeError
	case "d":
		return typeDate
	}
	return 0
}

// readCell reads the current <c>.
func (w *worksheet) readCell() {
	s := w.scan
	var ref, style, kind []byte
	for i := range s.attrs {
		switch a := &s.attrs[i]; string(a.name) {
		case "r":
			ref = a.value
		case "s":
			style = a.value
		case "t":
			kind = a.value
		}
	}
	if w.count == w.lim.Cells {
		s.fail(w.lim.cells(s.part, w.sheet.Name))
		return
	}
	w.count++
	if !w.position(ref) {
		return
	}
	c := Cell{Row: int32(w.row), Col: int16(w.col)}
	t := parseType(kind)
	if t == 0 {
		w.malformed("类型无法识别")
		return
	}
	look, ok := w.style(style)
	if !ok {
		w.malformed("样式编号越界")
		return
	}
	c.Format = look.format
	stored := w.readValue(&c)
	if s.fault == nil && w.interpret(&c, t, stored) && w.fits(&c) && w.unstrike(&c, look.struck) {
		w.store(c)
	}
}

// fits reports whether the cell's text is no longer than texts may be.
func (w *worksheet) fits(c *Cell) bool {
	if len(c.Text) <= w.lim.Text || utf8.RuneCountInString(c.Text) <= w.lim.Text {
		return true
	}
	return w.scan.fail(w.lim.text(w.scan.part, w.sheet.Name, c.Ref()))
}

func (w *worksheet) malformed(reason string) bool {
	return w.scan.malformed(fmt.Sprintf("单元格%s的%s", Ref(w.row, w.col), reason))
}

// position moves on to the cell's column: that of its reference, which must
// lie in this row and behind the cell before, or the next one.
func (w *worksheet) position(ref []byte) bool {
	row, col, ok := w.row, w.col+1, w.col < maxCol
	if ref != nil {
		row, col, ok = parseRef(ref)
	}
	if !ok || row != w.row || col <= w.col {
		return w.scan.malformed("单元格的位置不对或次序颠倒")
	}
	w.col = col
	return true
}

// readValue reads what the cell stores into value. It reports whether there
// was a stored value at all, be it an empty one.
func (w *worksheet) readValue(c *Cell) (stored bool) {
	s := w.scan
	w.value, w.runs = w.value[:0], w.runs[:0]
	for s.child(4) {
		switch {
		case s.is("v") || s.is("is"):
			if stored {
				return w.malformed("值有两个")
			}
			stored = true
			if s.is("v") {
				w.value = s.appendText(w.value)
			} else {
				w.value = w.richText(s, w.value)
			}
		case s.is("f"):
			c.Formula = true
		case !s.is("extLst"):
			return w.malformed("内容无法识别")
		}
	}
	return stored
}

// interpret gives the cell its kind and text; false if it stores nothing.
func (w *worksheet) interpret(c *Cell, t cellType, stored bool) bool {
	if t != typeString && t != typeInline {
		w.value = bytes.TrimSpace(w.value)
		stored = len(w.value) > 0
	}
	if !stored {
		c.Kind = Missing
		return c.Formula
	}
	switch t {
	case typeShared:
		return w.shared(c)
	case typeString:
		w.value = unescape(w.value)
		c.Kind = Text
	case typeInline:
		c.Kind = Text
	case typeError:
		c.Kind = Error
	case typeDate:
		c.Kind = ISODate
	case typeBool:
		return w.boolean(c)
	case typeNumber:
		c.Kind = Number
		if !isNumber(w.value) {
			return w.malformed("值不是数")
		}
	}
	c.Text = w.texts.add(w.value)
	return len(w.value) > 0
}

func (w *worksheet) shared(c *Cell) bool {
	i, ok := parseIndex(w.value)
	if !ok || i >= len(w.strings) {
		return w.malformed("文字编号越界")
	}
	c.Kind, c.Text = Text, w.strings[i]
	if len(w.rich) > 0 {
		w.runs = append(w.runs, w.rich[i]...)
	}
	return c.Text != ""
}

func (w *worksheet) boolean(c *Cell) bool {
	c.Kind = Bool
	switch string(w.value) {
	case "0", "false":
		c.Text = "0"
	case "1", "true":
		c.Text = "1"
	default:
		return w.malformed("值不是真假值")
	}
	return true
}

func (w *worksheet) store(c Cell) {
	if int(c.Col) > w.lim.Columns {
		w.scan.fail(w.lim.columns(w.scan.part, w.sheet.Name, c.Ref()))
		return
	}
	w.cells.add(c)
}

// isNumber reports whether b is a decimal number as XML writes it.
func isNumber(b []byte) bool {
	b = trimSign(b)
	whole := digits(b)
	b = b[whole:]
	if len(b) > 0 && b[0] == '.' {
		fraction := digits(b[1:])
		whole += fraction
		b = b[1+fraction:]
	}
	if len(b) > 0 && b[0]|0x20 == 'e' && whole > 0 {
		b = trimSign(b[1:])
		whole = digits(b)
		b = b[whole:]
	}
	return whole > 0 && len(b) == 0
}

func trimSign(b []byte) []byte {
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		return b[1:]
	}
	return b
}

func digits(b []byte) int {
	n := 0
	for n < len(b) && '0' <= b[n] && b[n] <= '9' {
		n++
	}
	return n
}

// cellStore holds the cells of many rows in few slabs.
type cellStore struct {
	slab  []Cell
	start int // of the current row
}

const (
	firstSlab = 256
	lastSlab  = 8192
)

func (st *cellStore) begin() { st.start = len(st.slab) }

func (st *cellStore) add(c Cell) {
	if len(st.slab) == cap(st.slab) {
		row := st.slab[st.start:]
		size := max(firstSlab, min(2*cap(st.slab), lastSlab), 2*len(row))
		st.slab = append(make([]Cell, 0, size), row...)
		st.start = 0
	}
	st.slab = append(st.slab, c)
}

// end returns the cells added since begin.
func (st *cellStore) end() []Cell {
	return st.slab[st.start:len(st.slab):len(st.slab)]
}
