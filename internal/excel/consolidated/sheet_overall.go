package consolidated

import (
	"fmt"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// Where things stand on 总体情况.
const (
	overallHeader = 6 // of the track table
	overallFirst  = overallHeader + 1
	overallTally  = 3 // first column of figures
)

func (b *workbook) overall(l *layout) {
	r := l.report
	p := b.newTab(book.Setup{Back: true, Name: form.PageOverall, Widths: append([]float64{6, 18}, tallyWidths()...), FreezeRows: 2, Down: 1})
	p.Heading(r.Meta.Quarter.Chinese()+"总体情况", "数据截至："+r.Meta.AsOf.Chinese()+
		"  金额单位：万元  各数均由《项目汇总表》实时计算；点专项行动和蓝色的数，转到有关的行。")
	total := overallFirst + len(r.Tracks)
	p.cards(l, total)
	p.Skip(1)
	p.Write(book.RowOptions{Least: 34}, bucketHeader("序号", "专项行动")...)
	for i, t := range r.Tracks {
		p.Write(book.RowOptions{Height: 24}, l.trackCells(t, overallFirst+i)...)
	}
	p.Write(book.RowOptions{Height: 24}, l.overallCells(total)...)
	p.lastQuarter(r, total)
	p.streets(r)
	p.wide(book.RowOptions{}, book.Cell{}, book.Text(coverage(r.Overall), book.LookNote))
	p.charts(len(r.Tracks))
	p.Close()
}

// trackCells are a track's line.
func (l *layout) trackCells(t report.TrackRow, row int) []book.Cell {
	name := book.Words(t.Name)
	if to := l.track(t.No); !to.IsZero() {
		name.To = to
		name.Look.Ink, name.Look.Under = book.InkLink, true
	}
	cells := append([]book.Cell{book.Count(t.No).As(book.LookCenter), name},
		tallyCells(t.Tally, selector{nameTrack, "$B" + plan.Count(row)}, row, overallTally)...)
	l.lead(cells[overallTally-1:], t.Tally, l.track(t.No), l.firstLate(func(lr report.LateRow) bool { return lr.Track == t.Name }))
	return cells
}

// overallCells are the line of all projects.
func (l *layout) overallCells(row int) []book.Cell {
	cells := append([]book.Cell{{Look: book.LookCell}, book.Words("合计")}, tallyCells(l.report.Overall, selector{}, row, overallTally)...)
	l.lead(cells[overallTally-1:], l.report.Overall, book.CellRef{Sheet: form.PageProjects, Col: l.column[form.ColNumber], Row: l.first()}, l.firstLate(func(report.LateRow) bool { return true }))
	return totals(cells)
}

// lead makes the figures of a line lead to their rows: late ones to
// 滞后项目清单, the others to 项目汇总表.
func (l *layout) lead(cells []book.Cell, t report.Tally, rows, late book.CellRef) {
	to := func(i, n int, p book.CellRef) {
		if n > 0 && !p.IsZero() {
			cells[i].To, cells[i].Look.Ink = p, book.InkLink
		}
	}
	to(tallyProjects, t.Projects, rows)
	to(tallyYellow, t.Yellow, late)
	to(tallyRed, t.Red, late)
	to(tallyUnknown, t.Unverified, rows)
}

// firstLate is the first line of 滞后项目清单 that is asked for.
func (l *layout) firstLate(wanted func(report.LateRow) bool) book.CellRef {
	for i, lr := range l.report.Late {
		if wanted(lr) {
			return listPlace(form.PageLate, i, 1)
		}
	}
	return book.CellRef{}
}

// lastQuarter sets last quarter's figures and the change beneath the total.
func (p *resultSheet) lastQuarter(r *report.Report, total int) {
	if r.LastOverall == nil {
		return
	}
	was := *r.LastOverall
	line := []book.Cell{{Look: book.LookCell}, book.Words(r.Meta.Previous.Chinese()), book.Count(was.Projects)}
	for _, b := range report.Buckets {
		line = append(line, book.Count(b.Count(was)))
	}
	line = append(line, book.Money(was.Total), book.Money(was.Paid), rateCell(was.PaidRate, was.Total == 0))
	p.Write(book.RowOptions{Height: 22}, line...)
	p.change(r.Overall, was, total)
}

// streets sets the streets' figures beneath those of the tracks, each live over
// its own projects; there is no such table in one office's workbook.
func (p *resultSheet) streets(r *report.Report) {
	if len(r.Streets) == 0 {
		return
	}
	p.Skip(1)
	p.Write(book.RowOptions{Least: 34}, bucketHeader("序号", "街道")...)
	for _, s := range r.Streets {
		row := p.Row + 1
		cells := []book.Cell{book.Count(s.No).As(book.LookCenter), book.Words(s.Street)}
		p.Write(book.RowOptions{Height: 24}, append(cells, tallyCells(s.Tally, selector{nameStreet, "$B" + plan.Count(row)}, row, overallTally)...)...)
	}
	cells := []book.Cell{{Look: book.LookCell}, book.Words("合计")}
	p.Write(book.RowOptions{Height: 24}, totals(append(cells, tallyCells(r.Overall, selector{}, p.Row+1, overallTally)...))...)
}

// change sets what the row of totals has more than the row beneath it.
func (p *resultSheet) change(now, was report.Tally, total int) {
	line := []book.Cell{{Look: book.LookCell}, book.Words("比上季度增减")}
	add := func(result book.Cell, formula, format string) {
		col := book.Letters(len(line) + 1)
		result.Look.Format = "+" + format + ";-" + format + ";0"
		line = append(line, book.Live(fmt.Sprintf(formula, fmt.Sprintf("%s%d-%s%d", col, total, col, total+1)), result))
	}
	const counted, exact = "%s", "ROUND(%s,6)"
	add(book.Count(now.Projects-was.Projects), counted, book.FormatWhole)
	for _, b := range report.Buckets {
		add(book.Count(b.Count(now)-b.Count(was)), counted, book.FormatWhole)
	}
	add(book.Money(now.Total-was.Total), exact, book.FormatMoney)
	add(book.Money(now.Paid-was.Paid), exact, book.FormatMoney)
	if now.Total == 0 || was.Total == 0 {
		line = append(line, book.Text(noRate, book.LookTenths))
	} else {
		add(book.Tenths(now.PaidRate-was.PaidRate), exact, book.FormatTenths)
	}
	p.Write(book.RowOptions{Height: 22}, line...)
}

// coverage says what the money figures leave out.
func coverage(t report.Tally) string {
	s := fmt.Sprintf("注：投资完成率只看总投资已定的项目。进度偏慢和滞后占比的分母是有灯的%d个项目(推进顺利、进度偏慢、进度滞后)。", t.Lit())
	if t.Pending > 0 {
		s += fmt.Sprintf("另有%d个项目总投资待定，未计入总投资。", t.Pending)
	}
	if t.Carried > 0 {
		s += fmt.Sprintf("其中沿用上季度的%d个项目，总投资%s万元、累计完成投资%s万元。", t.Carried, t.CarriedTotal.Short(), t.CarriedPaid.Short())
	}
	if t.StillLate > 0 {
		s += fmt.Sprintf("数据待核实的%d个项目中，%d个为滞后待核实。", t.Unverified, t.StillLate)
	}
	return s
}

// card is one of the figures a reader wants first.
type card struct {
	from, to int // columns
	label    string
	value    book.Cell
	lead     string // the sheet it leads to
}

// cards writes the first figures, large; total is the row they are taken from.
func (p *resultSheet) cards(l *layout, total int) {
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
		labels[c.from-1].To = book.CellRef{Sheet: c.lead, Col: 1, Row: 1}
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
