package rehearse

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/plan"
)

// SampleFile is one file to write. Path is relative, with slashes.
type SampleFile struct {
	Path string
	Data []byte
}

// gridCell is what stands in one cell. The zero cell is empty.
type gridCell struct {
	value   any    // string, int or float64; the stored result of a formula
	format  string // number format code, "" for General
	formula string
}

func text(s string) gridCell { return gridCell{value: s} }

// cellRange is a range of cells, 1-based and inclusive.
type cellRange struct{ top, left, bottom, right int }

// grid is one worksheet.
type grid struct {
	name   string
	hidden bool
	rows   [][]gridCell // from row 1; rows may differ in length
	merges []cellRange
	// hiddenRows and hiddenCols count from 1.
	hiddenRows, hiddenCols []int
	widths                 []int     // of the columns, in characters; 0 is the default
	header                 cellRange // drawn in bold and frozen above; zero without
}

// put sets one cell, growing the grid as needed.
func (g *grid) put(row, col int, c gridCell) {
	for len(g.rows) < row {
		g.rows = append(g.rows, nil)
	}
	for len(g.rows[row-1]) < col {
		g.rows[row-1] = append(g.rows[row-1], gridCell{})
	}
	g.rows[row-1][col-1] = c
}

// at is the cell there, empty beyond the grid.
func (g *grid) at(row, col int) gridCell {
	if row > len(g.rows) || col > len(g.rows[row-1]) {
		return gridCell{}
	}
	return g.rows[row-1][col-1]
}

func (g *grid) merge(top, left, bottom, right int) {
	if bottom > top || right > left {
		g.merges = append(g.merges, cellRange{top, left, bottom, right})
	}
}

// streamed reports a sheet that has to go through a stream: only a stream
// stores a formula's result.
func (g *grid) streamed() bool {
	return len(g.rows) > manyRows || slices.ContainsFunc(g.rows, func(row []gridCell) bool {
		return slices.ContainsFunc(row, func(c gridCell) bool { return c.formula != "" && c.value != nil })
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
	styles := styleSet{file: f, ids: map[string]int{}}
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

// styleSet makes each distinct style once.
type styleSet struct {
	file *excelize.File
	ids  map[string]int // number format, or a style of its own → style
}

// The styles that are no number formats.
const (
	headerStyle = "\x00header"
	struckStyle = "\x00struck"
)

// of is the style for a cell's number format; 0 needs none.
func (s *styleSet) of(format string) (int, error) {
	if id, ok := s.ids[format]; ok || format == "" {
		return id, nil
	}
	style := &excelize.Style{CustomNumFmt: &format}
	switch format {
	case headerStyle:
		style = &excelize.Style{
			Font:      &excelize.Font{Bold: true},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		}
	case struckStyle:
		style = &excelize.Style{Font: &excelize.Font{Strike: true}}
	}
	id, err := s.file.NewStyle(style)
	s.ids[format] = id
	return id, err
}

// formatOf is the number format of the cell at row, col, or the header's style.
func (g *grid) formatOf(row, col int, c gridCell) string {
	h := g.header
	if row >= h.top && row <= h.bottom && col >= h.left && col <= h.right {
		return headerStyle
	}
	return c.format
}

func (g *grid) writeCells(f *excelize.File, styles *styleSet) error {
	for r, row := range g.rows {
		for c := range row {
			if err := g.writeCell(f, styles, r+1, c+1); err != nil {
				return err
			}
		}
	}
	for _, m := range g.merges {
		if err := f.MergeCell(g.name, ref(m.top, m.left), ref(m.bottom, m.right)); err != nil {
			return err
		}
	}
	for _, row := range g.hiddenRows {
		if err := f.SetRowVisible(g.name, row, false); err != nil {
			return err
		}
	}
	return g.writeColumns(func(col int, width float64) error {
		name := columnLetter(col)
		return f.SetColWidth(g.name, name, name, width)
	}, func(col int) error {
		return f.SetColVisible(g.name, columnLetter(col), false)
	}, func(panes *excelize.Panes) error {
		return f.SetPanes(g.name, panes)
	})
}

func (g *grid) writeCell(f *excelize.File, styles *styleSet, row, col int) error {
	c, at := g.at(row, col), ref(row, col)
	if c.value != nil {
		if err := f.SetCellValue(g.name, at, c.value); err != nil {
			return err
		}
	}
	if c.formula != "" {
		if err := f.SetCellFormula(g.name, at, c.formula); err != nil {
			return err
		}
	}
	format := g.formatOf(row, col, c)
	if format == "" {
		return nil
	}
	id, err := styles.of(format)
	if err != nil {
		return err
	}
	return f.SetCellStyle(g.name, at, at, id)
}

// writeColumns sets widths, hidden columns and the frozen header, in the order
// a stream needs them.
func (g *grid) writeColumns(width func(int, float64) error, hide func(int) error, freeze func(*excelize.Panes) error) error {
	for i, w := range g.widths {
		if w > 0 {
			if err := width(i+1, float64(w)); err != nil {
				return err
			}
		}
	}
	for _, col := range g.hiddenCols {
		if err := hide(col); err != nil {
			return err
		}
	}
	if g.header == (cellRange{}) {
		return nil
	}
	return freeze(&excelize.Panes{
		Freeze: true, YSplit: g.header.bottom, TopLeftCell: ref(g.header.bottom+1, 1), ActivePane: "bottomLeft",
	})
}

func (g *grid) writeStream(f *excelize.File, styles *styleSet) error {
	out, err := f.NewStreamWriter(g.name)
	if err != nil {
		return err
	}
	err = g.writeColumns(func(col int, width float64) error {
		return out.SetColWidth(col, col, width)
	}, func(col int) error {
		return out.SetColVisible(col, col, false)
	}, out.SetPanes)
	if err != nil {
		return err
	}
	hidden := map[int]bool{}
	for _, row := range g.hiddenRows {
		hidden[row] = true
	}
	for i, row := range g.rows {
		values, err := g.streamRow(styles, i+1, row)
		if err != nil {
			return err
		}
		if err := out.SetRow(ref(i+1, 1), values, excelize.RowOpts{Hidden: hidden[i+1]}); err != nil {
			return err
		}
	}
	for _, m := range g.merges {
		if err := out.MergeCell(ref(m.top, m.left), ref(m.bottom, m.right)); err != nil {
			return err
		}
	}
	return out.Flush()
}

func (g *grid) streamRow(styles *styleSet, number int, row []gridCell) ([]any, error) {
	values := make([]any, len(row))
	for i, c := range row {
		id, err := styles.of(g.formatOf(number, i+1, c))
		if err != nil {
			return nil, err
		}
		if c != (gridCell{}) || id != 0 {
			values[i] = excelize.Cell{StyleID: id, Formula: c.formula, Value: c.value}
		}
	}
	return values, nil
}

func columnLetter(col int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		panic(err) // no grid reaches beyond a sheet
	}
	return name
}
