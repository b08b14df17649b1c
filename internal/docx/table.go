package docx

import (
	"slices"
	"strings"

	"jingpin/internal/pdf/layout"
)

// signs are the characters that stand for a cell's coloured shape.
var signs = map[layout.Shape]string{
	layout.Disc: "●", layout.Triangle: "▲", layout.Square: "■", layout.Ring: "○", layout.Dash: "－", layout.Diamond: "◆",
}

// A tableGrid is a table being written: native rows whose head is repeated.
type tableGrid struct {
	*bodyWriter
	layout.Table
	widths []int // twips
	size   string
}

func (w *bodyWriter) table(t layout.Table) {
	if len(t.Columns) == 0 || len(t.Rows) == 0 {
		return
	}
	t = withoutLines(t)
	t.Size = max(t.Size, smallest)
	g := &tableGrid{bodyWriter: w, Table: t, size: `<w:sz w:val="` + number(int(2*t.Size)) + `"/>`}
	for _, width := range t.Widths(w.faces, w.page.width()) {
		g.widths = append(g.widths, twips(width))
	}
	w.body.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="` + string(styleTable) + `"/><w:tblW w:w="` + number(total(g.widths)) +
		`" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for _, width := range g.widths {
		w.body.WriteString(`<w:gridCol w:w="` + number(width) + `"/>`)
	}
	w.body.WriteString("</w:tblGrid>")
	g.heads()
	for i := range t.Rows {
		g.row(i)
	}
	w.body.WriteString("</w:tbl>")
	w.open(styleGap, "")
	w.close()
}

// withoutLines leaves out the columns of small lines, which tables in Word cannot
// hold.
func withoutLines(t layout.Table) layout.Table {
	drawn := func(col int) bool {
		return slices.ContainsFunc(t.Rows, func(r layout.Row) bool { return col < len(r.Cells) && r.Cells[col].Line != nil })
	}
	t.Rows = slices.Clone(t.Rows)
	for col := len(t.Columns) - 1; col >= 0 && drawn(col); col-- {
		t.Columns = t.Columns[:col]
		for i := range t.Rows {
			t.Rows[i].Cells = t.Rows[i].Cells[:col]
		}
	}
	return t
}

// smallest is the least size of a table's text, in points.
const smallest = 9

func total(widths []int) int {
	sum := 0
	for _, w := range widths {
		sum += w
	}
	return sum
}

// heads are the rows of the head: equal neighbours are one cell, and a head
// with fewer levels than others reaches down to the last.
func (g *tableGrid) heads() {
	levels := 0
	for _, c := range g.Columns {
		levels = max(levels, len(c.Heads))
	}
	for level := range levels {
		g.openRow(true)
		for col := 0; col < len(g.Columns); {
			end := g.headEnd(col, level)
			merge := ""
			switch heads := g.Columns[col].Heads; {
			case level >= len(heads):
				merge = "<w:vMerge/>"
			case level == len(heads)-1 && len(heads) < levels:
				merge = `<w:vMerge w:val="restart"/>`
			}
			g.cell(total(g.widths[col:end]), end-col, merge, headShade, layout.Center, func() {
				if heads := g.Columns[col].Heads; level < len(heads) {
					g.looking("<w:b/>"+g.size, heads[level])
				}
			})
			col = end
		}
		g.body.WriteString("</w:tr>")
	}
}

// headEnd is the column behind those that share a head at a level above their
// last.
func (g *tableGrid) headEnd(col, level int) int {
	heads := g.Columns[col].Heads
	end := col + 1
	for level < len(heads)-1 && end < len(g.Columns) && len(g.Columns[end].Heads) > level &&
		slices.Equal(g.Columns[end].Heads[:level+1], heads[:level+1]) {
		end++
	}
	return end
}

// The shades of cells.
const (
	headShade = "ECF0F5"
	greyShade = "F0F0F0"
)

func (g *tableGrid) row(i int) {
	row := g.Rows[i]
	g.openRow(false)
	if row.Look == layout.Band || row.Look == layout.Wide {
		shade := ""
		if row.Look == layout.Band {
			shade = greyShade
		}
		g.cell(total(g.widths), len(g.widths), "", shade, layout.Left, func() { g.cellText(row.Cells[0], row.Look) })
	} else {
		for col, c := range row.Cells {
			shade := ""
			if row.Look == layout.Shaded {
				shade = greyShade
			}
			g.cell(g.widths[col], 1, g.joined(i, col), shade, g.Columns[col].Align, func() { g.cellText(c, row.Look) })
		}
	}
	g.body.WriteString("</w:tr>")
}

// joined says how a cell goes together with equal ones above and below it.
func (g *tableGrid) joined(i, col int) string {
	if col >= g.Merge {
		return ""
	}
	same := func(a, b int) bool {
		return a >= 0 && b < len(g.Rows) && len(g.Rows[a].Cells) > col && len(g.Rows[b].Cells) > col &&
			g.Rows[a].Cells[col].Text == g.Rows[b].Cells[col].Text
	}
	switch {
	case same(i-1, i):
		return "<w:vMerge/>"
	case same(i, i+1):
		return `<w:vMerge w:val="restart"/>`
	}
	return ""
}

func (g *tableGrid) cellText(c layout.Cell, look layout.RowLook) {
	props := ""
	if c.Strong || look == layout.Total || look == layout.Band {
		props = "<w:b/>"
	}
	if sign := signs[c.Sign.Shape]; sign != "" {
		g.looking(props+`<w:color w:val="`+hexOf(c.Sign.Color)+`"/>`+g.size, sign)
	}
	if c.Faint {
		props += `<w:color w:val="6E6E6E"/>`
	}
	g.looking(props+g.size, strings.TrimRight(c.Text, "\n"))
}

// openRow begins a row that stays on one page; heads are repeated.
func (g *tableGrid) openRow(head bool) {
	g.body.WriteString("<w:tr><w:trPr><w:cantSplit/>")
	if head {
		g.body.WriteString("<w:tblHeader/>")
	}
	g.body.WriteString("</w:trPr>")
}

// cell is one cell with one paragraph.
func (g *tableGrid) cell(width, span int, merge, shade string, align layout.Align, write func()) {
	g.body.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + number(width) + `" w:type="dxa"/>`)
	if span > 1 {
		g.body.WriteString(`<w:gridSpan w:val="` + number(span) + `"/>`)
	}
	g.body.WriteString(merge)
	if shade != "" {
		g.body.WriteString(`<w:shd w:val="clear" w:color="auto" w:fill="` + shade + `"/>`)
	}
	g.body.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	style := styleCell
	if shade != "" && span == len(g.widths) {
		style = styleBand
	}
	g.open(style, `<w:jc w:val="`+[...]string{layout.Left: "left", layout.Center: "center", layout.Right: "right"}[align]+`"/>`)
	write()
	g.close()
	g.body.WriteString("</w:tc>")
}

// tableOfBars is a chart's figures as a table: Word has no drawing of it.
func tableOfBars(c layout.BarChart) layout.Table {
	t := layout.Table{Columns: []layout.Column{{Heads: []string{"专项行动"}}}, Merge: 1}
	labelled := slices.ContainsFunc(c.Rows, func(r layout.BarRow) bool {
		return slices.ContainsFunc(r.Bars, func(b layout.Bar) bool { return b.Label != "" })
	})
	if labelled {
		t.Columns = append(t.Columns, layout.Column{Heads: []string{"季度"}})
	}
	for _, s := range c.Series {
		t.Columns = append(t.Columns, layout.Column{Heads: []string{s.Name}, Align: layout.Right})
	}
	for _, row := range c.Rows {
		if labelled {
			for _, b := range row.Bars {
				t.Rows = append(t.Rows, layout.Row{Cells: append([]layout.Cell{{Text: row.Label}, {Text: b.Label}}, barCells(b, len(c.Series))...)})
			}
			continue
		}
		cells := make([]layout.Cell, 1+len(c.Series))
		cells[0].Text = row.Label
		for _, b := range row.Bars {
			for i, cell := range barCells(b, len(c.Series)) {
				if cell.Text != "" {
					cells[1+i] = cell
				}
			}
		}
		t.Rows = append(t.Rows, layout.Row{Cells: cells})
	}
	return t
}

// barCells are a bar's labels by series; a bar of one part says at its end
// what it is worth.
func barCells(b layout.Bar, series int) []layout.Cell {
	cells := make([]layout.Cell, series)
	for _, p := range b.Parts {
		text := p.Label
		if text == "" && len(b.Parts) == 1 {
			text = b.End
		}
		cells[p.Series].Text = text
	}
	return cells
}

// tableOfPeriods is a time line's items as a table.
func tableOfPeriods(l layout.Timeline) layout.Table {
	t := layout.Table{Columns: []layout.Column{{Heads: []string{"季度"}}, {Heads: []string{"月份"}}, {Heads: []string{"到期项目"}}}, Merge: 2}
	for _, p := range l.Periods {
		label := strings.ReplaceAll(p.Label, "\n", "") + "（" + p.Note + "）"
		if len(p.Items) == 0 {
			t.Rows = append(t.Rows, layout.Row{Cells: []layout.Cell{{Text: label}, {}, {}}})
		}
		for _, d := range p.Items {
			t.Rows = append(t.Rows, layout.Row{Cells: []layout.Cell{{Text: label}, {Text: d.When}, {Text: d.Text, Sign: d.Sign}}})
		}
	}
	return t
}
