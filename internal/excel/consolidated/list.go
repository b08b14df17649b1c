package consolidated

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
)

// list is a sheet that is one table: a title, a note, a header and rows, with
// the columns that form declares for it. A list of more rows than listRows goes on in further sheets.
type list struct {
	sheet, title, note string
	rows               int
	row                func(i int) []book.Cell                     // called once for each row, in order
	empty              string                                      // said in place of rows when there are none
	spare              int                                         // blank rows to type in
	freeze             int                                         // columns that stay in sight
	tune               func(p *resultSheet, from, first, last int) // drop-downs and the like; from is the row of the list at first
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
func listPlace(name string, i, col int) book.CellRef {
	return book.CellRef{Sheet: listSheet(name, i/listRows), Col: col, Row: form.ListHeaderRow + 1 + i%listRows}
}

func (b *workbook) list(l list) {
	for part := 0; part == 0 || part*listRows < l.rows; part++ {
		b.listPart(l, part)
	}
}

func (b *workbook) listPart(l list, part int) {
	p := b.newTab(book.Setup{
		Name: listSheet(l.sheet, part), Widths: l.widths(), Hidden: l.hiddenColumns(), Back: true,
		FreezeCols: l.freeze, FreezeRows: form.ListHeaderRow, TitleRows: fmt.Sprintf("$%d:$%d", form.ListHeaderRow, form.ListHeaderRow),
	})
	p.Heading(l.title, l.note)
	p.Write(book.RowOptions{Least: 24}, l.header()...)
	p.StartBody()
	from, to := part*listRows, min(l.rows, (part+1)*listRows)
	for i := from; i < to; i++ {
		p.Write(book.RowOptions{Least: book.HeightList}, l.row(i)...)
	}
	if to == part*listRows+listRows || to < l.rows {
		l.spare = 0
	}
	for range l.spare {
		p.Write(book.RowOptions{Height: book.HeightList}, l.blank()...)
	}
	first := form.ListHeaderRow + 1
	if p.Row >= first {
		p.table(l.sheet, part, len(l.columns()), p.Row)
		if l.tune != nil {
			l.tune(p, from, first, p.Row)
		}
	} else {
		p.Write(book.RowOptions{Height: 28}, l.emptyRow()...)
	}
	p.Close()
}

// columns are those of the sheet.
func (l list) columns() []form.ListHeading { return form.PageNamed(l.sheet).List }

// chooseEach offers each row of a column a list of its own; rows in a row that
// are offered the same share a drop-down.
func (p *resultSheet) chooseEach(col, first, last int, offered func(row int) string) {
	for i := first; i <= last; {
		list, end := offered(i), i
		for end < last && offered(end+1) == list {
			end++
		}
		if list != "" {
			p.Choose(col, i, end, list)
		}
		i = end + 1
	}
}

func (l list) widths() []float64 {
	ws := make([]float64, len(l.columns()))
	for i, c := range l.columns() {
		ws[i] = c.Width
	}
	return ws
}

func (l list) hiddenColumns() []int {
	var hidden []int
	for i, c := range l.columns() {
		if c.Hidden {
			hidden = append(hidden, i+1)
		}
	}
	return hidden
}

func (l list) header() []book.Cell {
	return l.cells(func(c form.ListHeading) book.Cell { return book.Text(c.Title, book.LookHead) })
}

func (l list) blank() []book.Cell {
	return l.cells(func(form.ListHeading) book.Cell { return book.Cell{Look: book.LookCell} })
}

// cells are a row of the list; the office types into some of its columns.
func (l list) cells(of func(form.ListHeading) book.Cell) []book.Cell {
	cells := make([]book.Cell, len(l.columns()))
	for i, c := range l.columns() {
		if cells[i] = of(c); c.Office {
			cells[i] = cells[i].Restyle(book.Look.Input)
		}
	}
	return cells
}

// serial numbers the i-th row of a list, from 0.
func serial(i int) book.Cell { return book.Count(i + 1).As(book.LookCenter) }

// emptyRow says in the first visible column that there is nothing to list.
func (l list) emptyRow() []book.Cell {
	for i, c := range l.columns() {
		if !c.Hidden {
			return append(make([]book.Cell, i), book.Text(l.empty, book.Look{Ink: book.InkMuted, Middle: true}))
		}
	}
	return nil
}

// table makes the rows from the header on a real table, which filters, sorts
// and grows as rows are typed under it.
func (p *resultSheet) table(name string, part, columns, last int) {
	if p.Err != nil {
		return
	}
	stripes := false
	name = "表_" + strings.TrimPrefix(name, "_")
	if part > 0 {
		name = fmt.Sprintf("%s_%d", name, part+1)
	}
	p.Do(p.Stream.AddTable(&excelize.Table{
		Range: book.At(form.ListHeaderRow, 1) + ":" + book.At(last, columns), Name: name, ShowRowStripes: &stripes,
	}))
}
