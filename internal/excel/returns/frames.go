package returns

import (
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/sheet"
)

// Readers of other formats know no lines and fills. Without any a table is hard
// to work in, so the plan's are drawn anew.

// tablePart is what of a plan table a cell is.
type tablePart uint8

const (
	besideTables tablePart = iota
	inHeader
	inBody
)

// style is how the part is drawn.
func (p tablePart) style() *excelize.Style {
	switch p {
	case inHeader:
		return book.LookHead.Style()
	case inBody:
		return &excelize.Style{Font: book.LookCell.Font(), Border: book.LookCell.Style().Border, Alignment: &excelize.Alignment{Vertical: "center"}}
	}
	return &excelize.Style{Font: book.LookCell.Font()}
}

// tableFrame is where a plan table stands: its first row, the last of its header, its
// last row and its columns.
type tableFrame struct{ top, header, bottom, left, right int }

// fewestFilled is how many cells make a row one of a table: titles above and
// signatures below have fewer.
const fewestFilled = 3

// mostDrawn is how many cells of a table are drawn at most.
const mostDrawn = 200_000

// frames are where the plan tables of a sheet stand.
func (c *conversion) frames(sh *sheet.Sheet) []tableFrame {
	var all []tableFrame
	for _, t := range c.tables {
		if t.Name != sh.Name {
			continue
		}
		f := tableFrame{top: t.HeaderRow, header: t.HeaderRow}
		for _, letters := range t.Columns {
			if n, err := excelize.ColumnNameToNumber(letters); err == nil {
				f.right = max(f.right, n)
				if f.left == 0 || n < f.left {
					f.left = n
				}
			}
		}
		for _, row := range sh.Rows {
			filled := 0
			for _, cell := range row.Cells {
				if f.left <= int(cell.Col) && int(cell.Col) <= f.right {
					filled++
				}
			}
			switch {
			case filled < fewestFilled:
			case row.Number == t.HeaderRow-1:
				if !isCaption(row) {
					f.top = row.Number
				}
			case row.Number >= t.HeaderRow:
				f.bottom = row.Number
			}
		}
		if f.left > 0 && f.bottom > 0 && (f.bottom-f.top+1)*(f.right-f.left+1) <= mostDrawn {
			all = append(all, f)
		}
	}
	return all
}

// isCaption reports a row over a table that says whose it is and for when.
func isCaption(row sheet.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool { return strings.ContainsAny(c.Text, ":：") })
}

// draw draws a table's lines, its empty cells among them.
func (c *conversion) draw(name string, f tableFrame) error {
	for _, part := range []struct {
		part          tablePart
		first, bottom int
	}{{inHeader, f.top, f.header}, {inBody, f.header + 1, f.bottom}} {
		id, err := c.style(cellLook{part: part.part})
		if err != nil || part.first > part.bottom {
			return err
		}
		if err := c.file.SetCellStyle(name, book.At(part.first, f.left), book.At(part.bottom, f.right), id); err != nil {
			return err
		}
	}
	return nil
}

// partOf is what of the tables a cell is.
func partOf(drawn []tableFrame, cell sheet.Cell) tablePart {
	row, col := int(cell.Row), int(cell.Col)
	for _, f := range drawn {
		switch {
		case col < f.left || col > f.right || row < f.top || row > f.bottom:
		case row <= f.header:
			return inHeader
		default:
			return inBody
		}
	}
	return besideTables
}

// dateWidth shows a date whole, in characters.
const dateWidth = 11

// widen gives columns of dates the room that these take.
func (c *conversion) widen(sh *sheet.Sheet, drawn []tableFrame) error {
	for _, row := range sh.Rows {
		for _, cell := range row.Cells {
			if cell.Kind != sheet.Number || !strings.Contains(strings.ToLower(cell.Format), "yy") || partOf(drawn, cell) == besideTables {
				continue
			}
			name := sheet.Column(int(cell.Col))
			width, err := c.file.GetColWidth(sh.Name, name)
			if err != nil {
				return err
			}
			if width < dateWidth {
				if err := c.file.SetColWidth(sh.Name, name, name, dateWidth); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// usualWidth is that of columns without one of their own, in characters.
const usualWidth = 8

// heightOf is what a row of a table takes to show its texts whole, 0 for a row of
// none.
func heightOf(sh *sheet.Sheet, row sheet.Row, drawn []tableFrame) float64 {
	lines := 0
	for _, cell := range row.Cells {
		if partOf(drawn, cell) == besideTables {
			continue
		}
		width := float64(usualWidth)
		for _, w := range sh.Widths {
			if w.First <= int(cell.Col) && int(cell.Col) <= w.Last {
				width = w.Chars
			}
		}
		for _, m := range sh.Merges {
			if m.Contains(row.Number, int(cell.Col)) {
				width = 0 // it has more room than its column
			}
		}
		if cell.Kind == sheet.Text && width > 0 {
			lines = max(lines, book.LinesIn(cell.Text, width))
		} else {
			lines = max(lines, 1)
		}
	}
	if lines == 0 {
		return 0
	}
	return min(float64(lines)*book.HeightLine+book.HeightPad, book.HeightMost)
}
