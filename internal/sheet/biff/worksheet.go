package biff

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"jingpin/internal/sheet"
)

// worksheet reads the records of one sheet. Cells are gathered first: their rows
// come in blocks, and not every writer keeps the order.
type worksheet struct {
	*reader
	name  string
	cells []cell
	rows  map[int]sheet.Row // what is known of rows beside their cells
	row   int               // of the cell read last, for faults
	wants bool              // the cell read last is a formula whose text follows
	runs  [][]sheet.Run     // of texts with fonts of their own, from 1 on
	notes map[int]string    // texts of drawn objects, by number
	obj   int               // the number of the object read last
	marks []unreadNote
}

// cell is a cell that stores something.
type cell struct {
	sheet.Cell
	struck bool
	runs   int32 // which of the sheet's; 0 for none
}

// unreadNote is a note before its text is known.
type unreadNote struct {
	row, col, obj int
	author        string
}

// readSheet reads a sheet from its beginning to its end.
func (r *reader) readSheet(t tab) *sheet.Fault {
	w := &worksheet{reader: r, name: t.name, rows: make(map[int]sheet.Row), notes: make(map[int]string), runs: make([][]sheet.Run, 1)}
	sh := r.build.BeginSheet(t.name, t.hidden, "")
	if t.at <= 0 || t.at >= len(r.stream.data) {
		return located(t.name, 1, torn(""))
	}
	r.stream.pos = t.at
	if fault := r.begin(typeSheet); fault != nil {
		return located(t.name, 1, fault)
	}
	for inner := 0; ; {
		rec, ok := r.stream.next()
		if !ok {
			return located(t.name, w.row, torn(""))
		}
		switch {
		case rec.id == recBOF: // of a chart in the sheet
			inner++
		case rec.id == recEOF && inner == 0:
			return located(t.name, w.row, w.finish(sh))
		case rec.id == recEOF:
			inner--
		case inner == 0:
			if fault := w.read(rec, sh); fault != nil {
				return located(t.name, w.row, fault)
			}
		}
	}
}

func (w *worksheet) read(rec record, sh *sheet.Sheet) *sheet.Fault {
	if w.wants && rec.id == recString {
		return w.readString(w.stream.continued(rec))
	}
	switch rec.id {
	case recRow:
		return w.readRow(rec)
	case recColInfo:
		return w.readCols(rec, sh)
	case recMergeCells:
		return w.readMerges(rec)
	case recFormula3, recFormula4:
		rec.id = recFormula
		return w.readCell(w.stream.continued(rec))
	case recLabelSST, recLabel, recRString, recNumber, recRK, recBoolErr, recFormula:
		return w.readCell(w.stream.continued(rec))
	case recMulRK:
		return w.readNumbers(rec)
	case recObj:
		w.obj = objectNumber(rec)
	case recTxO:
		w.readObjectText(w.stream.continued(rec))
	case recNote:
		w.readNote(rec)
	default:
		if oldCell(rec.id) {
			return damaged("有旧版本的单元格记录")
		}
	}
	return nil
}

func (w *worksheet) readRow(rec record) *sheet.Fault {
	const hidden, level = 0x20, 7
	if len(rec.data) < 14 {
		return damaged("行的记录不完整")
	}
	flags := le.Uint16(rec.data[12:])
	row := sheet.Row{Number: int(le.Uint16(rec.data)) + 1, Hidden: flags&hidden != 0, Grouped: flags&level != 0}
	if row.Hidden || row.Grouped {
		w.rows[row.Number] = row
	}
	return nil
}

func (w *worksheet) readCols(rec record, sh *sheet.Sheet) *sheet.Fault {
	const hidden, level, lastCol = 1, 0x0700, 256
	if len(rec.data) < 10 || len(sh.Widths) >= w.lim.Items {
		return nil // no cell depends on it
	}
	first, last, flags := int(le.Uint16(rec.data))+1, int(le.Uint16(rec.data[2:]))+1, le.Uint16(rec.data[8:])
	if first <= last {
		sh.Widths = append(sh.Widths, sheet.Width{First: first, Last: min(last, lastCol), Chars: float64(le.Uint16(rec.data[4:])) / 256})
	}
	if (flags&hidden != 0 || le.Uint16(rec.data[4:]) == 0) && first <= last {
		sh.HiddenCols = append(sh.HiddenCols, sheet.Span{First: first, Last: min(last, lastCol), Grouped: flags&level != 0})
	}
	return nil
}

func (w *worksheet) readMerges(rec record) *sheet.Fault {
	data := rec.data
	if len(data) < 2 || len(data) < 2+8*int(le.Uint16(data)) {
		return damaged("合并单元格的记录不完整")
	}
	for range le.Uint16(data) {
		at := func(i int) int { return int(le.Uint16(data[2+2*i:])) + 1 }
		m := sheet.Range{Top: at(0), Left: at(2), Bottom: at(1), Right: at(3)}
		if m.Top > m.Bottom || m.Left > m.Right || m.Right > sheet.MaxCol {
			return damaged("合并单元格的范围不对")
		}
		if fault := w.build.Merge(m); fault != nil {
			return fault
		}
		data = data[8:]
	}
	return nil
}

// add adds the cell that begins a record's data, which names row, column and
// style.
func (w *worksheet) add(row, col, style int, kind sheet.Kind, text string) *cell {
	c := cell{Cell: sheet.Cell{Row: int32(row + 1), Col: int16(col + 1), Kind: kind, Text: text}}
	var known bool
	if c.Format, c.struck, known = w.style(style); !known && kind == sheet.Number || col >= sheet.MaxCol {
		return nil
	}
	w.row = row + 1
	w.cells = append(w.cells, c)
	return &w.cells[len(w.cells)-1]
}

func (w *worksheet) readCell(rec record) *sheet.Fault {
	if w.wants = false; len(rec.data) < 8 {
		return damaged("单元格的记录不完整")
	}
	if len(w.cells) >= w.lim.Cells {
		return w.lim.OverCells("", w.name)
	}
	row, col, style, value := int(le.Uint16(rec.data)), int(le.Uint16(rec.data[2:])), int(le.Uint16(rec.data[4:])), rec.data[6:]
	w.row = row + 1
	kind, text, runs, ok := sheet.Number, "", []sheet.Run(nil), false
	switch rec.id {
	case recLabelSST:
		kind = sheet.Text
		if ok = len(value) >= 4 && uint64(le.Uint32(value)) < uint64(len(w.strings)); ok {
			s := w.strings[le.Uint32(value)]
			text, runs = s.text, s.runs
		}
	case recLabel, recRString:
		kind = sheet.Text
		text, runs, ok = w.label(rec)
	case recNumber:
		if ok = len(value) >= 8; ok {
			text, ok = number(math.Float64frombits(le.Uint64(value)))
		}
	case recRK:
		if ok = len(value) >= 4; ok {
			text, ok = number(rk(le.Uint32(value)))
		}
	case recBoolErr:
		kind, text, ok = boolOrError(value[0], value[1] != 0)
	case recFormula:
		return w.readFormula(row, col, style, value)
	}
	if !ok {
		return damaged("单元格%s的值不对", sheet.Ref(row+1, col+1))
	}
	if text == "" {
		return nil
	}
	c := w.add(row, col, style, kind, text)
	if c == nil {
		return damaged("单元格%s的样式编号越界", sheet.Ref(row+1, col+1))
	}
	if runs != nil {
		c.runs = int32(len(w.runs))
		w.runs = append(w.runs, runs)
	}
	return nil
}

// label reads a text that stands in the cell's own record.
func (w *worksheet) label(rec record) (text string, runs []sheet.Run, ok bool) {
	t := newText(rec, 6)
	chars, fonts := t.string(2)
	text = w.texts.Add(chars)
	if rec.id == recRString {
		for range t.uint16() {
			if t.failed {
				break
			}
			fonts = append(fonts, fontRun{t.uint16(), t.uint16()})
		}
	}
	return text, w.runsOf(text, fonts), !t.failed
}

// readFormula reads the stored result of a formula. That of one that gives
// a text follows in a record of its own.
func (w *worksheet) readFormula(row, col, style int, value []byte) *sheet.Fault {
	const isText, isBool, isError, isEmpty = 0, 1, 2, 3
	if len(value) < 8 {
		return damaged("单元格%s的公式不完整", sheet.Ref(row+1, col+1))
	}
	kind, text, ok := sheet.Missing, "", true
	switch {
	case le.Uint16(value[6:]) != 0xFFFF:
		kind = sheet.Number
		text, ok = number(math.Float64frombits(le.Uint64(value)))
	case value[0] == isText:
		w.wants = true
	case value[0] == isBool, value[0] == isError:
		kind, text, ok = boolOrError(value[2], value[0] == isError)
	case value[0] == isEmpty:
		return nil
	default:
		ok = false
	}
	if !ok {
		return damaged("单元格%s的公式结果不对", sheet.Ref(row+1, col+1))
	}
	c := w.add(row, col, style, kind, text)
	if c == nil {
		return damaged("单元格%s的样式编号越界", sheet.Ref(row+1, col+1))
	}
	c.Formula = true
	return nil
}

// readString reads the text that the formula read last gives.
func (w *worksheet) readString(rec record) *sheet.Fault {
	w.wants = false
	t := newText(rec, 0)
	chars, _ := t.string(2)
	if t.failed {
		return damaged("公式的文字结果不完整")
	}
	last := len(w.cells) - 1
	if len(chars) == 0 {
		w.cells = w.cells[:last]
		return nil
	}
	w.cells[last].Kind, w.cells[last].Text = sheet.Text, w.texts.Add(chars)
	return nil
}

// readNumbers reads a row of numbers.
func (w *worksheet) readNumbers(rec record) *sheet.Fault {
	const each = 6
	w.wants = false
	if len(rec.data) < 6+each || (len(rec.data)-6)%each != 0 {
		return damaged("一行数的记录不完整")
	}
	row, col := int(le.Uint16(rec.data)), int(le.Uint16(rec.data[2:]))
	for data := rec.data[4 : len(rec.data)-2]; len(data) > 0; data = data[each:] {
		if len(w.cells) >= w.lim.Cells {
			return w.lim.OverCells("", w.name)
		}
		text, ok := number(rk(le.Uint32(data[2:])))
		if !ok || w.add(row, col, int(le.Uint16(data)), sheet.Number, text) == nil {
			return damaged("单元格%s的值或样式不对", sheet.Ref(row+1, col+1))
		}
		col++
	}
	if col != int(le.Uint16(rec.data[len(rec.data)-2:]))+1 {
		return damaged("一行数的记录不完整")
	}
	return nil
}

// finish gives the builder what was gathered, in order.
func (w *worksheet) finish(sh *sheet.Sheet) *sheet.Fault {
	place := func(a, b cell) int { return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)) }
	if !slices.IsSortedFunc(w.cells, place) {
		slices.SortStableFunc(w.cells, place)
	}
	for i := 0; i < len(w.cells); {
		number := int(w.cells[i].Row)
		row := w.rows[number]
		row.Number = number
		w.build.BeginRow(row)
		for ; i < len(w.cells) && int(w.cells[i].Row) == number; i++ {
			c := &w.cells[i]
			if i > 0 && place(w.cells[i-1], *c) == 0 {
				if w.cells[i-1].Text != c.Text || w.cells[i-1].Kind != c.Kind {
					return damaged("单元格%s有两个值", c.Ref())
				}
				continue
			}
			if fault := w.build.Add(c.Cell, c.struck, w.runs[c.runs]); fault != nil {
				return fault
			}
		}
		if fault := w.build.EndRow(); fault != nil {
			return fault
		}
	}
	slices.SortFunc(sh.HiddenCols, func(a, b sheet.Span) int { return cmp.Compare(a.First, b.First) })
	w.addNotes(sh)
	w.build.EndSheet()
	return nil
}

// rk decodes a number that was packed into four bytes.
func rk(v uint32) float64 {
	const hundredths, integer = 1, 2
	var f float64
	if v&integer != 0 {
		f = float64(int32(v) >> 2)
	} else {
		f = math.Float64frombits(uint64(v&^3) << 32)
	}
	if v&hundredths != 0 {
		f /= 100
	}
	return f
}

// number writes a number in the fewest digits that mean it.
func number(f float64) (string, bool) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		return "", false
	}
	if a := math.Abs(f); f == 0 || 1e-5 <= a && a < 1e15 {
		return strconv.FormatFloat(f, 'f', -1, 64), true
	}
	return strconv.FormatFloat(f, 'E', -1, 64), true
}

func boolOrError(value byte, isError bool) (sheet.Kind, string, bool) {
	if isError {
		code, known := errorCodes[value]
		return sheet.Error, code, known
	}
	return sheet.Bool, strconv.Itoa(int(value)), value <= 1
}

var errorCodes = map[byte]string{
	0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA",
}
