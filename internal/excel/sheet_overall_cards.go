package excel

import (
	"fmt"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// card is one of the figures a reader wants first.
type card struct {
	from, to int // columns
	label    string
	value    cell
	lead     string // the sheet it leads to
}

// cards writes the first figures, large; total is the row they are taken from.
func (p *tab) cards(l *layout, total int) {
	t := l.report.Overall
	figure := func(column int) string { return at(total, overallTally+column) }
	late := figure(tallyYellow) + "+" + figure(tallyRed)
	lit := figure(tallyGreen) + "+" + late
	cards := []card{
		{1, 2, "项目总数(个)", live(figure(tallyProjects), countCell(t.Projects)), form.PageProjects},
		{3, 4, plan.Done.String() + "(个)", live(figure(tallyDone), countCell(t.Done)), form.PageProjects},
		{5, 6, "偏慢和滞后(个)", live(late, countCell(t.Late())), form.PageLate},
		{7, 8, "占有灯项目", live(fmt.Sprintf(`IF(%s=0,"%s",INT((2000*(%s)+%s)/(2*(%s)))/10)`, lit, noRate, late, lit, lit),
			rateCell(plan.Share(t.Late(), t.Lit()), t.Lit() == 0)), form.PageLate},
		{9, 10, "数据待核实(个)", live(figure(tallyUnknown), countCell(t.Unverified)), form.PageFindings},
		{11, 11, "需协调事项(项)", countCell(len(l.report.Asks)), form.PageAsks},
		{12, 13, "投资完成率", live(figure(tallyRate), rateCell(t.PaidRate, t.Total == 0)), form.PageProjects},
	}
	labels, values := make([]cell, len(p.widths)), make([]cell, len(p.widths))
	label := look{ink: inkMuted, fill: fillGroup, align: "center", middle: true, border: true}
	for _, c := range cards {
		value := look{head: true, size: 20, ink: inkTitle, fill: fillGroup, align: "center", middle: true, border: true, format: c.value.look.format}
		if value.format == formatCount {
			value.format = formatWhole
		}
		for i := c.from - 1; i < c.to; i++ {
			labels[i].look, values[i].look = label, value
		}
		labels[c.from-1] = textCell(c.label, label)
		labels[c.from-1].to = place{c.lead, 1, 1}
		values[c.from-1] = c.value.as(value)
	}
	for _, row := range []struct {
		cells  []cell
		height float64
	}{{labels, 20}, {values, 38}} {
		p.write(rowOptions{height: row.height}, row.cells...)
		for _, c := range cards {
			p.merge(c.from, c.to)
		}
	}
}
