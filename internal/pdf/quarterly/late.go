package quarterly

import (
	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
)

// lateUnlisted is how many late projects stand in the table of a report that
// does not list all projects.
const lateUnlisted = 60

// lateTable shows the late projects at a glance, red before yellow.
func (w *writer) lateTable() []layout.Block {
	table := layout.Table{Columns: []layout.Column{
		{Heads: []string{"序号"}, Align: layout.Center}, {Heads: []string{"项目名称"}}, {Heads: []string{"牵头部门"}}, {Heads: []string{"亮灯"}},
		{Heads: []string{"应达进度"}, Align: layout.Right, Width: 2.8}, {Heads: []string{"实际进度"}, Align: layout.Right, Width: 2.8}, {Heads: []string{"研判依据"}},
	}}
	rows := w.Late
	if !w.listed() {
		rows = rows[:min(len(rows), lateUnlisted)]
	}
	for i, l := range rows {
		due := none
		if l.Timed {
			due = l.Due.Tenths()
		}
		table.Rows = append(table.Rows, layout.Row{Cells: []layout.Cell{
			{Text: plan.Count(i + 1)}, {Text: l.Name, Link: projectAnchor(l.Number)}, {Text: l.Unit}, lightCell(l.Light),
			{Text: due}, {Text: l.Actual.Tenths()}, {Text: l.Cause},
		}})
	}
	return []layout.Block{layout.Caption{Text: "进度偏慢和滞后项目", Right: "单位：%"}, table}
}
