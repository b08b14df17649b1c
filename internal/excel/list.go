package excel

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/form"
)

// column is one column of a list.
type column struct {
	title  string
	width  float64
	input  bool // the office types in it
	hidden bool
}

// list is a sheet that is one table: a title, a note, a header and rows. A
// list of more rows than listRows goes on in further sheets.
type list struct {
	sheet, title, note string
	columns            []column
	rows               int
	row                func(i int) []cell // called once for each row, in order
	empty              string             // said in place of rows when there are none
	spare              int                // blank rows to type in
	freeze             int                // columns that stay in sight
	tab                string
	tune               func(p *tab, from, first, last int) // drop-downs and the like; from is the row of the list at first
}

// listRows is how many rows of a list one sheet takes: below the 65,529 links
// of a sheet, and few enough for every program to filter.
const listRows = 60_000

// listSheet is the name of a list's n-th sheet, from 0.
func listSheet(name string, n int) string {
	if n == 0 {
		return name
	}
	return fmt.Sprintf("%s(%d)", name, n+1)
}

// listPlace is where a list's row stands.
func listPlace(name string, i, col int) place {
	return place{listSheet(name, i/listRows), col, form.ListHeaderRow + 1 + i%listRows}
}

func (b *workbook) list(l list) {
	for part := 0; part == 0 || part*listRows < l.rows; part++ {
		b.listPart(l, part)
	}
}

func (b *workbook) listPart(l list, part int) {
	p := b.newTab(setup{
		name: listSheet(l.sheet, part), widths: l.widths(), hidden: l.hiddenColumns(), tab: l.tab, back: true,
		freezeCols: l.freeze, freezeRows: form.ListHeaderRow, titleRows: fmt.Sprintf("$%d:$%d", form.ListHeaderRow, form.ListHeaderRow),
	})
	p.heading(l.title, l.note)
	p.write(rowOptions{least: 24}, l.header()...)
	p.startBody()
	from, to := part*listRows, min(l.rows, (part+1)*listRows)
	for i := from; i < to; i++ {
		p.write(rowOptions{least: heightList}, l.row(i)...)
	}
	if to == part*listRows+listRows || to < l.rows {
		l.spare = 0
	}
	for range l.spare {
		p.write(rowOptions{height: heightList}, l.blank()...)
	}
	first := form.ListHeaderRow + 1
	if p.row >= first {
		p.table(l.sheet, part, len(l.columns), p.row)
		if l.tune != nil {
			l.tune(p, from, first, p.row)
		}
	} else {
		p.write(rowOptions{height: 28}, l.emptyRow()...)
	}
	p.close()
}

func (l list) widths() []float64 {
	ws := make([]float64, len(l.columns))
	for i, c := range l.columns {
		ws[i] = c.width
	}
	return ws
}

func (l list) hiddenColumns() []int {
	var hidden []int
	for i, c := range l.columns {
		if c.hidden {
			hidden = append(hidden, i+1)
		}
	}
	return hidden
}

func (l list) header() []cell {
	cells := make([]cell, len(l.columns))
	for i, c := range l.columns {
		cells[i] = textCell(c.title, lookHead)
		if c.input {
			cells[i] = cells[i].restyle(look.input)
		}
	}
	return cells
}

func (l list) blank() []cell {
	cells := make([]cell, len(l.columns))
	for i, c := range l.columns {
		cells[i] = cell{look: lookCell}
		if c.input {
			cells[i] = cells[i].restyle(look.input)
		}
	}
	return cells
}

// emptyRow says in the first visible column that there is nothing to list.
func (l list) emptyRow() []cell {
	for i, c := range l.columns {
		if !c.hidden {
			return append(make([]cell, i), textCell(l.empty, look{ink: inkMuted, middle: true}))
		}
	}
	return nil
}

// table makes the rows from the header on a real table, which filters, sorts
// and grows as rows are typed under it.
func (p *tab) table(name string, part, columns, last int) {
	if p.err != nil {
		return
	}
	stripes := false
	name = "表_" + strings.TrimPrefix(name, "_")
	if part > 0 {
		name = fmt.Sprintf("%s_%d", name, part+1)
	}
	p.do(p.stream.AddTable(&excelize.Table{
		Range: at(form.ListHeaderRow, 1) + ":" + at(last, columns), Name: name, ShowRowStripes: &stripes,
	}))
}
