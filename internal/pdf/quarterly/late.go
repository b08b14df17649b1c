package quarterly

import (
	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// lateTable shows at a glance the late projects that the text does not tell one
// by one; among many projects the annex does.
func (w *writer) lateTable() []layout.Block {
	rows := w.Late[min(len(w.Late), report.LateTold):]
	if len(rows) == 0 || len(w.Projects) > fewProjects {
		return nil
	}
	table := layout.Table{Size: bodyTableSize, Columns: []layout.Column{
		{Heads: []string{"序号"}, Align: layout.Center}, {Heads: []string{"项目名称"}}, {Heads: []string{"牵头部门"}}, {Heads: []string{"亮灯"}},
		{Heads: []string{"应达进度"}, Align: layout.Right, Width: 2.8}, {Heads: []string{"实际进度"}, Align: layout.Right, Width: 2.8}, {Heads: []string{"研判依据"}},
	}}
	for i, l := range rows {
		due := none
		if l.Timed {
			due = l.Due.Tenths()
		}
		table.Rows = append(table.Rows, layout.Row{Cells: []layout.Cell{
			{Text: plan.Count(report.LateTold + i + 1)}, {Text: l.Name, Link: projectAnchor(l.Number)}, {Text: l.Unit}, lightCell(l.Light),
			{Text: due}, {Text: l.Actual.Tenths()}, {Text: l.Cause},
		}})
	}
	return []layout.Block{layout.Caption{Text: "其他进度偏慢和滞后项目", Right: "单位：%"}, table}
}
