package consolidated

import (
	"fmt"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// tasks writes the tasks and, beneath, what the plan names.
func (b *workbook) tasks(l *layout) {
	r := l.report
	header := form.ListHeaderRow
	p := b.newTab(book.Setup{
		Back: true, Name: form.PageTasks, Widths: append([]float64{6, 16, 26}, tallyWidths()...),
		FreezeCols: 3, FreezeRows: header, TitleRows: taskTitles(len(r.Tasks)),
	})
	p.Heading(r.Meta.Quarter.Chinese()+"重点任务情况", "金额单位：万元  各数均由《项目汇总表》实时计算；投资按已核实的项目统计。")
	p.Write(book.RowOptions{Least: 34}, bucketHeader("序号", "专项行动", "重点任务")...)
	for _, t := range r.Tasks {
		row := p.Row + 1
		cells := append([]book.Cell{book.Count(t.No).As(book.LookCenter), book.Words(t.Track), l.taskName(t)},
			tallyCells(t.Tally, selector{nameTask, "$C" + plan.Count(row)}, row, 4)...)
		p.Write(book.RowOptions{Least: 24}, cells...)
	}
	row := p.Row + 1
	p.Write(book.RowOptions{Height: 24}, totals(append([]book.Cell{{Look: book.LookCell}, book.Words("合计"), {Look: book.LookCell}},
		tallyCells(r.Overall, selector{}, row, 4)...))...)
	p.commitments(l)
	p.Close()
}

// tasksOnPage is how many tasks one printed page takes.
const tasksOnPage = 20

// taskTitles are the rows that print again on every page behind them: the header
// of the lower table, which runs over pages, where the upper one does not.
func taskTitles(tasks int) string {
	row := form.ListHeaderRow
	if tasks <= tasksOnPage {
		row += tasks + 5 // below the total, a blank, the lower title and its note
	}
	return fmt.Sprintf("$%d:$%d", row, row)
}

// taskName leads to the task's first project, if it has one.
func (l *layout) taskName(t report.TaskRow) book.Cell {
	c := book.Words(t.Name)
	for i, pr := range l.report.Projects {
		if pr.Project.Task == t.Name {
			c.To = book.CellRef{Sheet: form.PageProjects, Col: l.column["name"], Row: l.rows[i]}
			c.Look.Ink, c.Look.Under = book.InkLink, true
			break
		}
	}
	return c
}

// commitments lists what the plan names, and which projects cover it.
func (p *resultSheet) commitments(l *layout) {
	r := l.report
	covered, open := r.Covered()
	p.Skip(1)
	p.Write(book.RowOptions{Height: 26}, book.Text("计划明确事项", book.Look{Head: true, Size: 13, Ink: book.InkTitle, Middle: true}))
	p.Write(book.RowOptions{Height: 18}, book.Text("计划明确"+plan.Count(len(r.Commitments))+"项，已有项目"+plan.Count(covered)+
		"项，尚无项目"+plan.Count(open)+"项。按项目名称和内容对应，请核对。", book.Look{Ink: book.InkMuted, Middle: true}))
	p.wide(book.RowOptions{Height: 34}, book.Text("任务序号", book.LookHead), book.Text("是否有项目", book.LookHead), book.Text("明确事项", book.LookHead), book.Text("对应项目", book.LookHead))
	for _, c := range r.Commitments {
		state := book.Centered("有")
		if len(c.Projects) == 0 {
			state = book.Centered("暂无").Restyle(func(l book.Look) book.Look { return l.Lit(plan.Yellow.String()) })
		}
		p.wide(book.RowOptions{Least: book.HeightList}, book.Count(c.TaskNo).As(book.LookCenter), state, book.Words(c.Name), book.Words(l.titled(c.Projects)))
	}
}

// wide writes a row whose last cell is joined over the rest of the table.
func (p *resultSheet) wide(o book.RowOptions, cells ...book.Cell) {
	last := cells[len(cells)-1]
	from, room := len(cells), 0.0
	for i := from; i <= len(p.Widths); i++ {
		room += p.Widths[i-1]
		if i > from {
			cells = append(cells, book.Cell{Look: last.Look})
		}
	}
	if s, ok := last.Value.(string); ok {
		o.Least = max(o.Least, float64(book.LinesIn(s, room))*book.HeightLine+book.HeightPad)
	}
	if o.Height == 0 {
		o.Height = max(o.Least, p.Fit(cells[:from-1]))
	}
	p.Write(o, cells...)
	p.Merge(from, len(p.Widths))
}

// titled are projects by number and name.
func (l *layout) titled(numbers []string) string {
	parts := make([]string, len(numbers))
	for i, n := range numbers {
		parts[i] = strings.TrimSpace(n + " " + l.nameOf(n))
	}
	return strings.Join(parts, "、")
}
