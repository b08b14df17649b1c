package rehearse

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/plan"
)

// File is one file to write. Path is relative, with slashes.
type File struct {
	Path string
	Data []byte
}

// cell is what stands in one cell. The zero cell is empty.
type cell struct {
	value   any    // string, int or float64; the stored result of a formula
	format  string // number format code, "" for General
	formula string
}

func text(s string) cell { return cell{value: s} }

// span is a range of cells, 1-based and inclusive.
type span struct{ top, left, bottom, right int }

// grid is one worksheet.
type grid struct {
	name   string
	hidden bool
	rows   [][]cell // from row 1; rows may differ in length
	merges []span
	// hiddenRows and hiddenCols count from 1.
	hiddenRows, hiddenCols []int
	widths                 []int // of the columns, in characters; 0 is the default
	header                 span  // drawn in bold and frozen above; zero without
}

// put sets one cell, growing the grid as needed.
func (g *grid) put(row, col int, c cell) {
	for len(g.rows) < row {
		g.rows = append(g.rows, nil)
	}
	for len(g.rows[row-1]) < col {
		g.rows[row-1] = append(g.rows[row-1], cell{})
	}
	g.rows[row-1][col-1] = c
}

// at is the cell there, empty beyond the grid.
func (g *grid) at(row, col int) cell {
	if row > len(g.rows) || col > len(g.rows[row-1]) {
		return cell{}
	}
	return g.rows[row-1][col-1]
}

func (g *grid) merge(top, left, bottom, right int) {
	if bottom > top || right > left {
		g.merges = append(g.merges, span{top, left, bottom, right})
	}
}

// streamed reports a sheet that has to go through a stream: only a stream
// stores a formula's result.
func (g *grid) streamed() bool {
	return len(g.rows) > manyRows || slices.ContainsFunc(g.rows, func(row []cell) bool {
		return slices.ContainsFunc(row, func(c cell) bool { return c.formula != "" && c.value != nil })
	})
}

// manyRows is where streaming begins to pay.
const manyRows = 30

// book is a workbook to write.
type book struct {
	sheets   []*grid
	date1904 bool
	saved    string // ISO time it was last saved at
	props    []excelize.CustomProperty
}

// epoch is when every workbook was made and, unless said otherwise, saved.
const epoch = "2023-01-03T09:00:00Z"

// write is the workbook's bytes, the same for the same book.
func (b *book) write() ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	if err := b.setProperties(f); err != nil {
		return nil, err
	}
	styles := styleSheet{file: f, ids: map[string]int{}}
	stream := b.streamedSheet()
	for i, g := range b.sheets {
		if err := addSheet(f, i, g.name); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", g.name, err)
		}
		put := g.writeCells
		if i == stream {
			put = g.writeStream
		}
		if err := put(f, &styles); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", g.name, err)
		}
		if err := f.SetSheetVisible(g.name, !g.hidden); err != nil {
			return nil, err
		}
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// streamedSheet is the index of the sheet to stream, or -1. There is at most
// one: with two, the order of a workbook's parts would vary.
func (b *book) streamedSheet() int {
	return slices.IndexFunc(b.sheets, (*grid).streamed)
}

func addSheet(f *excelize.File, i int, name string) error {
	if i == 0 {
		return f.SetSheetName("Sheet1", name)
	}
	_, err := f.NewSheet(name)
	return err
}

// savedAt is when the workbook was last saved.
func (b *book) savedAt() string { return cmp.Or(b.saved, epoch) }

func (b *book) setProperties(f *excelize.File) error {
	if err := f.SetDocProps(&excelize.DocProperties{Creator: "填表人", LastModifiedBy: "填表人", Created: epoch, Modified: b.savedAt()}); err != nil {
		return err
	}
	for _, p := range b.props {
		if err := f.SetCustomProps(p); err != nil {
			return err
		}
	}
	return f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &b.date1904})
}

// serial is the number a spreadsheet stores for the day.
func serial(d plan.Date, date1904 bool) int {
	const (
		days1900 = 25569 // from its day 0 to 1970-01-01
		days1904 = 24107
	)
	if date1904 {
		return int(d) + days1904
	}
	return int(d) + days1900
}

// ref is a cell's name.
func ref(row, col int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // no grid reaches beyond a sheet
	}
	return name
}
