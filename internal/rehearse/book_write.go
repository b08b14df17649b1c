package rehearse

import "github.com/xuri/excelize/v2"

// styleSheet makes each distinct style once.
type styleSheet struct {
	file *excelize.File
	ids  map[string]int // number format, or headerStyle → style
}

const headerStyle = "\x00header"

// of is the style for a cell's number format; 0 needs none.
func (s *styleSheet) of(format string) (int, error) {
	if id, ok := s.ids[format]; ok || format == "" {
		return id, nil
	}
	style := &excelize.Style{CustomNumFmt: &format}
	if format == headerStyle {
		style = &excelize.Style{
			Font:      &excelize.Font{Bold: true},
			Alignment: &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true},
		}
	}
	id, err := s.file.NewStyle(style)
	s.ids[format] = id
	return id, err
}

// formatOf is the number format of the cell at row, col, or the header's style.
func (g *grid) formatOf(row, col int, c cell) string {
	h := g.header
	if row >= h.top && row <= h.bottom && col >= h.left && col <= h.right {
		return headerStyle
	}
	return c.format
}

func (g *grid) writeCells(f *excelize.File, styles *styleSheet) error {
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

func (g *grid) writeCell(f *excelize.File, styles *styleSheet, row, col int) error {
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
	if g.header == (span{}) {
		return nil
	}
	return freeze(&excelize.Panes{
		Freeze: true, YSplit: g.header.bottom, TopLeftCell: ref(g.header.bottom+1, 1), ActivePane: "bottomLeft",
	})
}

func (g *grid) writeStream(f *excelize.File, styles *styleSheet) error {
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

func (g *grid) streamRow(styles *styleSheet, number int, row []cell) ([]any, error) {
	values := make([]any, len(row))
	for i, c := range row {
		id, err := styles.of(g.formatOf(number, i+1, c))
		if err != nil {
			return nil, err
		}
		if c != (cell{}) || id != 0 {
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
