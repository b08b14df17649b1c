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
	p := b.newTab(setup{
		back: true, name: form.PageUnits, widths: append([]float64{6, 26, 22, 10, 9, 10}, tallyWidths()...),
		freezeCols: 2, freezeRows: form.ListHeaderRow, titleRows: "$3:$3",
	})
	p.heading(r.Meta.Quarter.Chinese()+"部门推进情况", "按部门名单顺序。金额单位：万元  项目按牵头部门统计，各数均由《项目汇总表》实时计算。")
	header := []string{"序号", "部门", "分管领导", "报送情况", "第几次报送", "偏慢和滞后"}
	p.write(rowOptions{least: 34}, bucketHeader(header...)...)
	first := len(header) + 1
	led, late := l.firstOfUnits()
	for _, u := range r.Units {
		p.write(rowOptions{least: heightList}, l.unitCells(u, led[u.Unit], late[u.Unit], p.row+1, first)...)
	}
	row := p.row + 1
	cells := []cell{{look: lookCell}, words("合计"), {look: lookCell}, {look: lookCell}, {look: lookCell}, lateCell(r.Overall, row, first)}
	p.write(rowOptions{height: 24}, totals(append(cells, tallyCells(r.Overall, selector{}, row, first)...))...)
	p.close()
}

// firstOfUnits are the first project that each unit leads, and its first late
// one.
func (l *layout) firstOfUnits() (led, late map[string]place) {
	led, late = map[string]place{}, map[string]place{}
	for i := range l.report.Projects {
		if lead := l.report.Projects[i].Project.Lead; led[lead].isZero() {
			led[lead] = place{form.PageProjects, l.column["name"], l.rows[i]}
		}
	}
	for i := range l.report.Late {
		if unit := l.report.Late[i].Unit; late[unit].isZero() {
			late[unit] = listPlace(form.PageLate, i, 1)
		}
	}
	return led, late
}

func (l *layout) unitCells(u report.UnitRow, led, late place, row, first int) []cell {
	name := words(u.Unit)
	if !led.isZero() {
		name.to = led
		name.look.ink, name.look.under = inkLink, true
	}
	cells := []cell{
		countCell(u.No).as(lookCenter), name, words(u.Leader), centered(u.Sent), countOrBlank(u.Round).as(lookCenter), lateCell(u.Tally, row, first),
	}
	cells = append(cells, tallyCells(u.Tally, selector{nameLead, "$B" + plan.Count(row)}, row, first)...)
	l.lead(cells[first-1:], u.Tally, name.to, late)
	return cells
}

// lateCell adds the yellow and red figures of its row.
func lateCell(t report.Tally, row, first int) cell {
	return live(fmt.Sprintf("%s+%s", at(row, first+tallyYellow), at(row, first+tallyRed)), countCell(t.Late()))
}
