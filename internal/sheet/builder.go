package sheet

import (
	"strings"
	"unicode/utf8"
)

// Builder puts a workbook together while its file is read, whatever the file's
// format, and holds it to the limits. A sheet's rows, and the cells of a row,
// come in ascending order: readers see to that.
type Builder struct {
	Limits Limits
	Book   *Workbook

	sheet *Sheet
	part  string // of the file, for faults
	row   Row
	cells cellStore
	count int // cells seen in all sheets, empty ones included

	used    [MaxCol/64 + 1]uint64 // a bit for each column of the sheet that holds a cell
	columns int                   // how many these are
}

// BeginSheet begins a worksheet, which part of the file holds, and returns it.
// It belongs to the workbook once EndSheet is called.
func (b *Builder) BeginSheet(name string, hidden bool, part string) *Sheet {
	b.sheet, b.part = &Sheet{Name: name, Hidden: hidden}, part
	b.used, b.columns = [len(b.used)]uint64{}, 0
	return b.sheet
}

// EndSheet adds the sheet to the workbook.
func (b *Builder) EndSheet() { b.Book.Sheets = append(b.Book.Sheets, b.sheet) }

// SameName returns the fault of two sheets of one name, if there are any.
func (b *Builder) SameName() *Fault {
	seen := make(map[string]bool, len(b.Book.Sheets))
	for _, sh := range b.Book.Sheets {
		key := strings.ToLower(sh.Name)
		if seen[key] {
			return Damage("", "有两个工作表都叫“%s”", sh.Name)
		}
		seen[key] = true
	}
	return nil
}

// BeginRow begins a row.
func (b *Builder) BeginRow(row Row) {
	b.row = row
	b.cells.begin()
}

// Seen counts a cell, be it an empty one.
func (b *Builder) Seen() *Fault {
	if b.count == b.Limits.Cells {
		return b.Limits.OverCells(b.part, b.sheet.Name)
	}
	b.count++
	return nil
}

// Add adds a cell to the row, but for what is struck through in it: by the
// runs of its text or, where these have no fonts, by the font of its style.
func (b *Builder) Add(c Cell, font bool, runs []Run) *Fault {
	if len(c.Text) > b.Limits.Text && utf8.RuneCountInString(c.Text) > b.Limits.Text {
		return b.Limits.OverText(b.part, b.sheet.Name, c.Ref())
	}
	if !b.sheet.unstrike(&c, font, runs) {
		return nil
	}
	if word, bit := &b.used[c.Col/64], uint64(1)<<(c.Col%64); *word&bit == 0 {
		if b.columns == b.Limits.Columns {
			return b.Limits.OverColumns(b.part, b.sheet.Name)
		}
		b.columns++
		*word |= bit
	}
	b.cells.add(c)
	return nil
}

// EndRow ends the row. One without cells is left out.
func (b *Builder) EndRow() *Fault {
	if b.row.Cells = b.cells.end(); len(b.row.Cells) == 0 {
		return nil
	}
	if len(b.sheet.Rows) == b.Limits.Rows {
		return b.Limits.OverRows(b.part, b.sheet.Name)
	}
	b.sheet.Rows = append(b.sheet.Rows, b.row)
	b.sheet.Count += len(b.row.Cells)
	return nil
}

// Merge adds a merged range to the sheet.
func (b *Builder) Merge(r Range) *Fault {
	if len(b.sheet.Merges) == b.Limits.Merges {
		return b.Limits.OverMerges(b.part, b.sheet.Name)
	}
	b.sheet.Merges = append(b.sheet.Merges, r)
	return nil
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
