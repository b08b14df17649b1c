// Package sheet is a spreadsheet file as positioned cells: what a Workbook is, the
// Limits it is held to, the Fault that says why there is none, and what number
// formats mean. Readers of files build a Workbook with a Builder (package verified
// opens any), everybody else only reads it. It knows neither files nor projects.
package sheet

import (
	"cmp"
	"slices"
	"time"
)

// Workbook is everything a reader of cells needs of a file.
type Workbook struct {
	Sheets   []*Sheet          // worksheets in tab order; chart and macro sheets are left out
	Date1904 bool              // serial numbers count from 1904-01-01 (see Cell.Date)
	Macros   bool              // the file carries VBA or macro sheets
	Embedded bool              // the file carries embedded objects or controls
	Links    []string          // other workbooks it takes values from, as stored, in file order
	Custom   map[string]string // custom document properties by name; nil if there are none
	Harmless []*Fault          // of parts that hold no cell, so that all cells were read; in the order found
	Saved    time.Time         // when a program last saved it, by its own word; zero if it does not say
}

// Overlook notes the fault of a part that holds no cell. What is too large remains
// a fault.
func (w *Workbook) Overlook(fault *Fault) *Fault {
	if fault == nil || fault.Kind == TooLarge {
		return fault
	}
	w.Harmless = append(w.Harmless, fault)
	return nil
}

// Sheet is one worksheet. Positions are 1-based physical rows and columns.
type Sheet struct {
	Name       string
	Hidden     bool     // hidden or very hidden
	Rows       []Row    // ascending; only rows that hold a cell
	Merges     []Range  // in file order; values under a merge stay in Rows
	HiddenCols []Span   // ascending, whether or not they hold cells
	Widths     []Width  // of columns that have one of their own, in file order
	Notes      []Note   // in file order
	Struck     []Strike // what is struck through, by row and column
	Count      int      // cells in Rows
}

// Row is a row that holds at least one cell.
type Row struct {
	Number  int
	Hidden  bool
	Grouped bool   // belongs to an outline group, which may be why it is hidden
	Cells   []Cell // ascending
}

// Kind says what a cell stores.
type Kind uint8

// The kinds of cells. What stores nothing, or is struck through as a whole, is
// not a Cell.
const (
	Text    Kind = iota + 1 // a non-empty string
	Number                  // a number, in the digits the file has
	Bool                    // "0" or "1"
	Error                   // an error code such as #REF!
	ISODate                 // a date written as ISO 8601 (strict workbooks)
	Missing                 // a formula without a stored result; Text is empty
)

// Cell is one cell that stores something. It is kept small, because a sheet
// may hold millions.
type Cell struct {
	Row     int32
	Col     int16
	Kind    Kind
	Formula bool   // the value is the stored result of a formula
	Text    string // the value as stored, decoded but neither rounded nor trimmed, without what is struck through
	Format  string // number format code, "" for General
}

// Ref returns the cell's A1 reference.
func (c Cell) Ref() string { return Ref(int(c.Row), int(c.Col)) }

// Range is a rectangle of cells, bounds included. It can span a whole sheet:
// ask Contains instead of walking through it.
type Range struct{ Top, Left, Bottom, Right int }

// Contains reports whether the cell at row, col lies within r.
func (r Range) Contains(row, col int) bool {
	return r.Top <= row && row <= r.Bottom && r.Left <= col && col <= r.Right
}

// Span is a run of columns, bounds included.
type Span struct {
	First, Last int
	Grouped     bool // belongs to an outline group, which may be why it is hidden
}

// Width is the width of a run of columns, in characters of the usual font.
type Width struct {
	First, Last int
	Chars       float64
}

// Note is the note (批注) on a cell.
type Note struct {
	Row, Col     int
	Author, Text string
}

// At returns the cell at a physical row and column, if it stores anything.
func (s *Sheet) At(row, col int) (Cell, bool) {
	i, ok := slices.BinarySearchFunc(s.Rows, row, func(r Row, n int) int { return cmp.Compare(r.Number, n) })
	if !ok {
		return Cell{}, false
	}
	return s.Rows[i].At(col)
}

// At returns the row's cell in a column, if it stores anything.
func (r Row) At(col int) (Cell, bool) {
	i, ok := slices.BinarySearchFunc(r.Cells, col, func(c Cell, n int) int { return cmp.Compare(int(c.Col), n) })
	if !ok {
		return Cell{}, false
	}
	return r.Cells[i], true
}
