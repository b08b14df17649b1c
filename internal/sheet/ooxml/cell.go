package ooxml

import (
	"bytes"
	"fmt"

	"jingpin/internal/sheet"
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
	if fault := w.build.Seen(); fault != nil {
		s.fail(fault)
		return
	}
	if !w.position(ref) {
		return
	}
	c := sheet.Cell{Row: int32(w.row), Col: int16(w.col)}
	t := parseType(kind)
	if t == 0 {
		w.malformed("类型无法识别")
		return
	}
	look, known := w.style(style)
	c.Format = look.format
	stored := w.readValue(&c, t == typeInline)
	if s.fault == nil && w.interpret(&c, t, stored) && (known || w.looksAnyway(&c)) {
		if fault := w.build.Add(c, look.struck, w.runs); fault != nil {
			s.fail(fault)
		}
	}
}

// looksAnyway deals with a cell whose style is not there: a text is the same
// without it, but a number may be a date or a percentage.
func (w *worksheet) looksAnyway(c *sheet.Cell) bool {
	missing := w.noStyles
	if missing == nil {
		missing = sheet.Damage(w.scan.part, "单元格%s的样式编号越界", c.Ref())
	}
	if c.Kind == sheet.Number {
		return w.scan.fail(missing)
	}
	if w.noStyles == nil {
		w.noStyles = missing
		w.wb.Harmless = append(w.wb.Harmless, missing)
	}
	return true
}

func (w *worksheet) malformed(reason string) bool {
	return w.scan.malformed(fmt.Sprintf("单元格%s的%s", sheet.Ref(w.row, w.col), reason))
}

// position moves on to the cell's column: that of its reference, which must
// lie in this row and behind the cell before, or the next one.
func (w *worksheet) position(ref []byte) bool {
	row, col, ok := w.row, w.col+1, w.col < sheet.MaxCol
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
func (w *worksheet) readValue(c *sheet.Cell, inline bool) (stored bool) {
	s := w.scan
	w.value, w.runs = w.value[:0], w.runs[:0]
	for s.child(4) {
		switch {
		case s.is("v") && inline && stored: // the text in the cell stands for it
		case s.is("v") || s.is("is"):
			if stored && !(inline && s.is("is")) {
				return w.malformed("值有两个")
			}
			stored = true
			w.value = w.value[:0]
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
func (w *worksheet) interpret(c *sheet.Cell, t cellType, stored bool) bool {
	if t != typeString && t != typeInline {
		w.value = bytes.TrimSpace(w.value)
		stored = len(w.value) > 0
	}
	if !stored {
		c.Kind = sheet.Missing
		return c.Formula
	}
	switch t {
	case typeShared:
		return w.shared(c)
	case typeString:
		w.value = unescape(w.value)
		c.Kind = sheet.Text
	case typeInline:
		c.Kind = sheet.Text
	case typeError:
		c.Kind = sheet.Error
	case typeDate:
		c.Kind = sheet.ISODate
	case typeBool:
		return w.boolean(c)
	case typeNumber:
		c.Kind = sheet.Number
		if !isNumber(w.value) {
			return w.malformed("值不是数")
		}
	}
	c.Text = w.texts.Add(w.value)
	return len(w.value) > 0
}

func (w *worksheet) shared(c *sheet.Cell) bool {
	if w.noTexts != nil {
		return w.scan.fail(w.noTexts)
	}
	i, ok := parseIndex(w.value)
	if !ok || i >= len(w.strings) {
		return w.malformed("文字编号越界")
	}
	c.Kind, c.Text = sheet.Text, w.strings[i]
	if len(w.rich) > 0 {
		w.runs = append(w.runs, w.rich[i]...)
	}
	return c.Text != ""
}

func (w *worksheet) boolean(c *sheet.Cell) bool {
	c.Kind = sheet.Bool
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
