// Package sheet reads a spreadsheet file as positioned cells and believes
// nothing that it has not verified on the way.
//
// Spreadsheet libraries read what they can of a damaged file and call it
// success. Here a file is verified while it is read, so that it is either read
// whole or refused with a Fault that says why: bytes flow in, a Workbook or
// a Fault flows out.
//
// The package knows cells, not projects: values come as they are stored,
// together with the number format that decides how people see them. The model
// is that of package grid, whose names are repeated here for those who read
// workbooks; each format of files has a package of its own.
package sheet

import (
	"sync"

	"jingpin/internal/opc"
	"jingpin/internal/sheet/cfb"
	"jingpin/internal/sheet/grid"
	"jingpin/internal/sheet/odf"
	"jingpin/internal/sheet/ooxml"
)

// The model of a workbook, see package grid.
type (
	Workbook  = grid.Workbook
	Sheet     = grid.Sheet
	Row       = grid.Row
	Cell      = grid.Cell
	Kind      = grid.Kind
	Range     = grid.Range
	Span      = grid.Span
	Note      = grid.Note
	Strike    = grid.Strike
	Fault     = grid.Fault
	FaultKind = grid.FaultKind
	Limits    = grid.Limits
)

// The kinds of cells.
const (
	Text    = grid.Text
	Number  = grid.Number
	Bool    = grid.Bool
	Error   = grid.Error
	ISODate = grid.ISODate
	Missing = grid.Missing
)

// The kinds of faults.
const (
	NotWorkbook = grid.NotWorkbook
	Encrypted   = grid.Encrypted
	Torn        = grid.Torn
	Damaged     = grid.Damaged
	TooLarge    = grid.TooLarge
)

// DefaultLimits are those of package grid.
var DefaultLimits = grid.DefaultLimits

// Ref returns the A1 reference of a cell: row 9, column 14 is "N9".
func Ref(row, col int) string { return grid.Ref(row, col) }

// Column returns the letters of a column, see package grid.
func Column(n int) string { return grid.Column(n) }

// IsDate reports whether a number format shows a date, see package grid.
func IsDate(format string) bool { return grid.IsDate(format) }

// IsPercent reports whether a number format shows a percentage, see package
// grid.
func IsPercent(format string) bool { return grid.IsPercent(format) }

// ShownParts says which parts of a date a date format shows, see package grid.
func ShownParts(format string) (year, month, day bool) { return grid.ShownParts(format) }

// Scale says how far a number format moves the point, see package grid.
func Scale(format string, value float64) int { return grid.Scale(format, value) }

// Section returns the part of a number format that applies to a value, see
// package grid.
func Section(format string, value float64) string { return grid.Section(format, value) }

var archives = sync.Pool{New: func() any { return new(opc.Archive) }}

// Open reads a whole workbook from memory. The error, if any, is a *Fault:
// bad files are everyday input, not failures of the program. The Workbook
// keeps nothing of data.
func Open(data []byte, lim Limits) (*Workbook, error) {
	wb, fault := open(data, lim)
	if fault != nil {
		return nil, fault
	}
	return wb, nil
}

func open(data []byte, lim Limits) (*Workbook, *Fault) {
	if len(data) > lim.FileBytes {
		return nil, lim.OverFileBytes()
	}
	if hasPrefix(data, cfb.Magic) {
		return openCompound(data, lim)
	}
	if fault := classify(data); fault != nil {
		return nil, fault
	}
	return openArchive(data, lim)
}

// openArchive opens the kinds of workbooks that are zip archives.
func openArchive(data []byte, lim Limits) (*Workbook, *Fault) {
	zip := archives.Get().(*opc.Archive)
	defer func() {
		zip.Release()
		archives.Put(zip)
	}()
	if broken := zip.Load(data, opc.Limits{Entries: lim.Entries, Unpacked: lim.UnpackedBytes}); broken != nil {
		return nil, lim.Archive(broken)
	}
	switch {
	case zip.Find("[Content_Types].xml") != nil:
		return ooxml.Read(zip, lim)
	case isSpreadsheet(zip):
		return odf.Read(zip, lim)
	}
	return nil, foreignArchive(zip)
}
