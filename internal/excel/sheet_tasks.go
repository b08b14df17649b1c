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
	p := b.newTab(setup{
		back: true, name: form.PageTasks, widths: append([]float64{6, 16, 26}, tallyWidths()...),
		freezeCols: 3, freezeRows: header, titleRows: "$3:$3",
	})
	p.heading(r.Meta.Quarter.Chinese()+"重点任务情况", "金额单位：万元  各数均由《项目汇总表》实时计算；投资按已核实的项目统计。")
	p.write(rowOptions{least: 34}, bucketHeader("序号", "专项行动", "重点任务")...)
	for _, t := range r.Tasks {
		row := p.row + 1
		cells := append([]cell{countCell(t.No).as(lookCenter), words(t.Track), l.taskName(t)},
			tallyCells(t.Tally, selector{nameTask, "$C" + plan.Count(row)}, row, 4)...)
		p.write(rowOptions{least: 24}, cells...)
	}
	row := p.row + 1
	p.write(rowOptions{height: 24}, totals(append([]cell{{look: lookCell}, words("合计"), {look: lookCell}},
		tallyCells(r.Overall, selector{}, row, 4)...))...)
	p.commitments(l)
	p.close()
}

// taskName leads to the task's first project, if it has one.
func (l *layout) taskName(t report.TaskRow) cell {
	c := words(t.Name)
	for i, pr := range l.report.Projects {
		if pr.Project.Task == t.Name {
			c.to = place{form.PageProjects, l.column["name"], l.rows[i]}
			c.look.ink, c.look.under = inkLink, true
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
	p.skip(1)
	p.write(rowOptions{height: 26}, textCell("计划明确事项", look{head: true, size: 13, ink: inkTitle, middle: true}))
	p.write(rowOptions{height: 18}, textCell("计划明确"+plan.Count(len(r.Commitments))+"项，已有项目"+plan.Count(covered)+
		"项，尚无项目"+plan.Count(len(r.Commitments)-covered)+"项。按项目名称和内容对应，请核对。", look{ink: inkMuted, middle: true}))
	p.wide(rowOptions{height: 34}, textCell("任务序号", lookHead), textCell("是否有项目", lookHead), textCell("明确事项", lookHead), textCell("对应项目", lookHead))
	for _, c := range r.Commitments {
		state := centered("有")
		if len(c.Projects) == 0 {
			state = centered("暂无").restyle(func(l look) look { return l.lit(plan.Yellow.String()) })
		}
		p.wide(rowOptions{least: heightList}, countCell(c.TaskNo).as(lookCenter), state, words(c.Name), words(l.titled(c.Projects)))
	}
}

// wide writes a row whose last cell is joined over the rest of the table.
func (p *tab) wide(o rowOptions, cells ...cell) {
	last := cells[len(cells)-1]
	from, room := len(cells), 0.0
	for i := from; i <= len(p.widths); i++ {
		room += p.widths[i-1]
		if i > from {
			cells = append(cells, cell{look: last.look})
		}
	}
	if s, ok := last.value.(string); ok {
		o.least = max(o.least, float64(linesIn(s, room))*heightLine+heightPad)
	}
	if o.height == 0 {
		o.height = max(o.least, p.fit(cells[:from-1]))
	}
	p.write(o, cells...)
	p.merge(from, len(p.widths))
}

// titled are projects by number and name.
func (l *layout) titled(numbers []string) string {
	parts := make([]string, len(numbers))
	for i, n := range numbers {
		parts[i] = strings.TrimSpace(n + " " + l.nameOf(n))
	}
	return strings.Join(parts, "、")
}
