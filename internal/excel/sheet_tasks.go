package excel

import (
	"strings"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// tasks writes the sixteen tasks and, beneath, what the plan names.
func (b *workbook) tasks(l *layout) {
	r := l.report
	header := form.ListHeaderRow
	p := b.newTab(Setup{
		Back: true, Name: form.PageTasks, Widths: append([]float64{6, 16, 26}, tallyWidths()...),
		FreezeCols: 3, FreezeRows: header, TitleRows: "$3:$3",
	})
	p.Heading(r.Meta.Quarter.Chinese()+"重点任务情况", "金额单位：万元  各数均由《项目汇总表》实时计算；投资按已核实的项目统计。")
	p.Write(RowOptions{Least: 34}, bucketHeader("序号", "专项行动", "重点任务")...)
	for _, t := range r.Tasks {
		row := p.Row + 1
		cells := append([]Cell{Count(t.No).As(LookCenter), Words(t.Track), l.taskName(t)},
			tallyCells(t.Tally, selector{nameTask, "$C" + plan.Count(row)}, row, 4)...)
		p.Write(RowOptions{Least: 24}, cells...)
	}
	row := p.Row + 1
	p.Write(RowOptions{Height: 24}, totals(append([]Cell{{Look: LookCell}, Words("合计"), {Look: LookCell}},
		tallyCells(r.Overall, selector{}, row, 4)...))...)
	p.commitments(l)
	p.Close()
}

// taskName leads to the task's first project, if it has one.
func (l *layout) taskName(t report.TaskRow) Cell {
	c := Words(t.Name)
	for i, pr := range l.report.Projects {
		if pr.Project.Task == t.Name {
			c.To = Place{form.PageProjects, l.column["name"], l.rows[i]}
			c.Look.Ink, c.Look.Under = InkLink, true
			break
		}
	}
	return c
}

// commitments lists what the plan names, and which projects cover it.
func (p *tab) commitments(l *layout) {
	r := l.report
	covered := 0
	for _, c := range r.Commitments {
		if len(c.Projects) > 0 {
			covered++
		}
	}
	p.Skip(1)
	p.Write(RowOptions{Height: 26}, Text("计划明确事项", Look{Head: true, Size: 13, Ink: InkTitle, Middle: true}))
	p.Write(RowOptions{Height: 18}, Text("计划明确"+plan.Count(len(r.Commitments))+"项，已有项目"+plan.Count(covered)+
		"项，尚无项目"+plan.Count(len(r.Commitments)-covered)+"项。按项目名称和内容对应，请核对。", Look{Ink: InkMuted, Middle: true}))
	p.wide(RowOptions{Height: 34}, Text("任务序号", LookHead), Text("是否有项目", LookHead), Text("明确事项", LookHead), Text("对应项目", LookHead))
	for _, c := range r.Commitments {
		state := Centered("有")
		if len(c.Projects) == 0 {
			state = Centered("暂无").Restyle(func(l Look) Look { return l.Lit(plan.Yellow.String()) })
		}
		p.wide(RowOptions{Least: HeightList}, Count(c.TaskNo).As(LookCenter), state, Words(c.Name), Words(l.titled(c.Projects)))
	}
}

// wide writes a row whose last cell is joined over the rest of the table.
func (p *tab) wide(o RowOptions, cells ...Cell) {
	last := cells[len(cells)-1]
	from, room := len(cells), 0.0
	for i := from; i <= len(p.Widths); i++ {
		room += p.Widths[i-1]
		if i > from {
			cells = append(cells, Cell{Look: last.Look})
		}
	}
	if s, ok := last.Value.(string); ok {
		o.Least = max(o.Least, float64(LinesIn(s, room))*HeightLine+HeightPad)
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
