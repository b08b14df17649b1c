package excel

import (
	"fmt"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// units writes how every unit of the roster stands.
func (b *book) units(l *layout) {
	r := l.report
	p := b.newPage(setup{
		back: true, name: form.PageUnits, widths: append([]float64{6, 26, 22, 10, 9, 10}, tallyWidths()...),
		freezeCols: 2, freezeRows: form.ListHeaderRow, titleRows: "$3:$3",
	})
	p.heading(r.Meta.Quarter.Chinese()+"部门推进情况", "按部门名单顺序。金额单位：万元  项目按牵头部门统计，各数均由《项目汇总表》实时计算。")
	header := []string{"序号", "部门", "分管领导", "报送情况", "第几次报送", "偏慢和滞后"}
	p.write(rowOptions{least: 34}, bucketHeader(header...)...)
	first := len(header) + 1
	for _, u := range r.Units {
		p.write(rowOptions{least: heightList}, l.unitCells(u, p.row+1, first)...)
	}
	row := p.row + 1
	cells := []cell{{look: lookCell}, words("合计"), {look: lookCell}, {look: lookCell}, {look: lookCell}, lateCell(r.Overall, row, first)}
	p.write(rowOptions{height: 24}, totals(append(cells, tallyCells(r.Overall, selector{}, row, first)...))...)
	p.close()
}

func (l *layout) unitCells(u report.UnitRow, row, first int) []cell {
	name := words(u.Unit)
	for i, pr := range l.report.Projects {
		if pr.Project.Lead == u.Unit {
			name.to = place{form.PageProjects, l.column["name"], l.rows[i]}
			name.look.ink, name.look.under = inkLink, true
			break
		}
	}
	cells := []cell{
		countCell(u.No).as(lookCenter), name, words(u.Leader), centered(u.Sent), countOrBlank(u.Round).as(lookCenter), lateCell(u.Tally, row, first),
	}
	cells = append(cells, tallyCells(u.Tally, selector{nameLead, "$B" + plan.Count(row)}, row, first)...)
	late := l.firstLate(func(lr report.LateRow) bool { return lr.Unit == u.Unit })
	l.lead(cells[first-1:], u.Tally, name.to, late)
	return cells
}

// lateCell adds the yellow and red figures of its row.
func lateCell(t report.Tally, row, first int) cell {
	return live(fmt.Sprintf("%s+%s", at(row, first+tallyYellow), at(row, first+tallyRed)), countCell(t.Late()))
}
