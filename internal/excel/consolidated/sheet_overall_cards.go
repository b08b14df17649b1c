package consolidated

import (
	"fmt"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// card is one of the figures a reader wants first.
type card struct {
	from, to int // columns
	label    string
	value    book.Cell
	lead     string // the sheet it leads to
}

// cards writes the first figures, large; total is the row they are taken from.
func (p *tab) cards(l *layout, total int) {
	t := l.report.Overall
	figure := func(column int) string { return book.At(total, overallTally+column) }
	late := figure(tallyYellow) + "+" + figure(tallyRed)
	lit := figure(tallyGreen) + "+" + late
	cards := []card{
		{1, 2, "项目总数(个)", book.Live(figure(tallyProjects), book.Count(t.Projects)), form.PageProjects},
		{3, 4, plan.Done.String() + "(个)", book.Live(figure(tallyDone), book.Count(t.Done)), form.PageProjects},
		{5, 6, "偏慢和滞后(个)", book.Live(late, book.Count(t.Late())), form.PageLate},
		{7, 8, "占有灯项目", book.Live(fmt.Sprintf(`IF(%s=0,"%s",INT((2000*(%s)+%s)/(2*(%s)))/10)`, lit, noRate, late, lit, lit),
			rateCell(t.LateShare(), t.Lit() == 0)), form.PageLate},
		{9, 10, "数据待核实(个)", book.Live(figure(tallyUnknown), book.Count(t.Unverified)), form.PageFindings},
		{11, 11, "需协调事项(项)", book.Count(len(l.report.Asks)), form.PageAsks},
		{12, 13, "投资完成率", book.Live(figure(tallyRate), rateCell(t.PaidRate, t.Total == 0)), form.PageProjects},
	}
	labels, values := make([]book.Cell, len(p.Widths)), make([]book.Cell, len(p.Widths))
	label := book.Look{Ink: book.InkMuted, Fill: book.FillGroup, Align: "center", Middle: true, Border: true}
	for _, c := range cards {
		value := book.Look{Head: true, Size: 20, Ink: book.InkTitle, Fill: book.FillGroup, Align: "center", Middle: true, Border: true, Format: c.value.Look.Format}
		if value.Format == book.FormatCount {
			value.Format = book.FormatWhole
		}
		for i := c.from - 1; i < c.to; i++ {
			labels[i].Look, values[i].Look = label, value
		}
		labels[c.from-1] = book.Text(c.label, label)
		labels[c.from-1].To = book.Place{Sheet: c.lead, Col: 1, Row: 1}
		values[c.from-1] = c.value.As(value)
	}
	for _, row := range []struct {
		cells  []book.Cell
		height float64
	}{{labels, 20}, {values, 38}} {
		p.Write(book.RowOptions{Height: row.height}, row.cells...)
		for _, c := range cards {
			p.Merge(c.from, c.to)
		}
	}
}
