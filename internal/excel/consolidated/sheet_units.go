package consolidated

import (
	"fmt"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// units writes how every unit of the roster stands.
func (b *workbook) units(l *layout) {
	r := l.report
	p := b.newTab(book.Setup{
		Back: true, Name: form.PageUnits, Widths: append([]float64{6, 26, 22, 10, 9, 10}, tallyWidths()...),
		FreezeCols: 2, FreezeRows: form.ListHeaderRow, TitleRows: "$3:$3",
	})
	p.Heading(r.Meta.Quarter.Chinese()+"部门推进情况", "按部门名单顺序。金额单位：万元  项目按牵头部门统计，各数均由《项目汇总表》实时计算。")
	header := []string{"序号", "部门", "分管领导", "报送情况", "第几次报送", "偏慢和滞后"}
	p.Write(book.RowOptions{Least: 34}, bucketHeader(header...)...)
	first := len(header) + 1
	led, late := l.firstOfUnits()
	for _, u := range r.Units {
		p.Write(book.RowOptions{Least: book.HeightList}, l.unitCells(u, led[u.Unit], late[u.Unit], p.Row+1, first)...)
	}
	row := p.Row + 1
	cells := []book.Cell{{Look: book.LookCell}, book.Words("合计"), {Look: book.LookCell}, {Look: book.LookCell}, {Look: book.LookCell}, lateCell(r.Overall, row, first)}
	p.Write(book.RowOptions{Height: 24}, totals(append(cells, tallyCells(r.Overall, selector{}, row, first)...))...)
	p.Close()
}

// firstOfUnits are the first project that each unit leads, and its first late
// one.
func (l *layout) firstOfUnits() (led, late map[string]book.CellRef) {
	led, late = map[string]book.CellRef{}, map[string]book.CellRef{}
	for i := range l.report.Projects {
		if lead := l.report.Projects[i].Project.Lead; led[lead].IsZero() {
			led[lead] = book.CellRef{Sheet: form.PageProjects, Col: l.column["name"], Row: l.rows[i]}
		}
	}
	for i := range l.report.Late {
		if unit := l.report.Late[i].Unit; late[unit].IsZero() {
			late[unit] = listPlace(form.PageLate, i, 1)
		}
	}
	return led, late
}

func (l *layout) unitCells(u report.UnitRow, led, late book.CellRef, row, first int) []book.Cell {
	name := book.Words(u.Unit)
	if !led.IsZero() {
		name.To = led
		name.Look.Ink, name.Look.Under = book.InkLink, true
	}
	cells := []book.Cell{
		book.Count(u.No).As(book.LookCenter), name, book.Words(u.Leader), book.Centered(u.Sent), book.CountOrBlank(u.Round).As(book.LookCenter), lateCell(u.Tally, row, first),
	}
	cells = append(cells, tallyCells(u.Tally, selector{nameLead, "$B" + plan.Count(row)}, row, first)...)
	l.lead(cells[first-1:], u.Tally, name.To, late)
	return cells
}

// lateCell adds the yellow and red figures of its row.
func lateCell(t report.Tally, row, first int) book.Cell {
	return book.Live(fmt.Sprintf("%s+%s", book.At(row, first+tallyYellow), book.At(row, first+tallyRed)), book.Count(t.Late()))
}
