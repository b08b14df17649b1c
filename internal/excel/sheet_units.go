package excel

import (
	"fmt"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// units writes how every unit of the roster stands.
func (b *workbook) units(l *layout) {
	r := l.report
	p := b.newTab(Setup{
		Back: true, Name: form.PageUnits, Widths: append([]float64{6, 26, 22, 10, 9, 10}, tallyWidths()...),
		FreezeCols: 2, FreezeRows: form.ListHeaderRow, TitleRows: "$3:$3",
	})
	p.Heading(r.Meta.Quarter.Chinese()+"部门推进情况", "按部门名单顺序。金额单位：万元  项目按牵头部门统计，各数均由《项目汇总表》实时计算。")
	header := []string{"序号", "部门", "分管领导", "报送情况", "第几次报送", "偏慢和滞后"}
	p.Write(RowOptions{Least: 34}, bucketHeader(header...)...)
	first := len(header) + 1
	led, late := l.firstOfUnits()
	for _, u := range r.Units {
		p.Write(RowOptions{Least: HeightList}, l.unitCells(u, led[u.Unit], late[u.Unit], p.Row+1, first)...)
	}
	row := p.Row + 1
	cells := []Cell{{Look: LookCell}, Words("合计"), {Look: LookCell}, {Look: LookCell}, {Look: LookCell}, lateCell(r.Overall, row, first)}
	p.Write(RowOptions{Height: 24}, totals(append(cells, tallyCells(r.Overall, selector{}, row, first)...))...)
	p.Close()
}

// firstOfUnits are the first project that each unit leads, and its first late
// one.
func (l *layout) firstOfUnits() (led, late map[string]Place) {
	led, late = map[string]Place{}, map[string]Place{}
	for i := range l.report.Projects {
		if lead := l.report.Projects[i].Project.Lead; led[lead].IsZero() {
			led[lead] = Place{form.PageProjects, l.column["name"], l.rows[i]}
		}
	}
	for i := range l.report.Late {
		if unit := l.report.Late[i].Unit; late[unit].IsZero() {
			late[unit] = listPlace(form.PageLate, i, 1)
		}
	}
	return led, late
}

func (l *layout) unitCells(u report.UnitRow, led, late Place, row, first int) []Cell {
	name := Words(u.Unit)
	if !led.IsZero() {
		name.To = led
		name.Look.Ink, name.Look.Under = InkLink, true
	}
	cells := []Cell{
		Count(u.No).As(LookCenter), name, Words(u.Leader), Centered(u.Sent), CountOrBlank(u.Round).As(LookCenter), lateCell(u.Tally, row, first),
	}
	cells = append(cells, tallyCells(u.Tally, selector{nameLead, "$B" + plan.Count(row)}, row, first)...)
	l.lead(cells[first-1:], u.Tally, name.To, late)
	return cells
}

// lateCell adds the yellow and red figures of its row.
func lateCell(t report.Tally, row, first int) Cell {
	return Live(fmt.Sprintf("%s+%s", At(row, first+tallyYellow), At(row, first+tallyRed)), Count(t.Late()))
}
