package quarterly

import (
	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// lateTable shows at a glance, before the leaders' blocks, the late projects that
// the text does not tell one by one; of many projects the blocks alone do.
func (w *blockWriter) lateTable() []layout.Block {
	rows := w.Late[min(len(w.Late), report.LateTold):]
	if len(rows) == 0 || len(w.Projects) > report.FewProjects {
		return nil
	}
	table := layout.Table{Columns: []layout.Column{
		{Heads: []string{"序号"}, Align: layout.Center}, {Heads: []string{"项目名称"}}, {Heads: []string{"牵头部门"}}, {Heads: []string{"亮灯"}},
		{Heads: []string{"应达\n进度(%)"}, Align: layout.Right}, {Heads: []string{"实际\n进度(%)"}, Align: layout.Right}, {Heads: []string{"研判依据"}},
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
	return []layout.Block{layout.Caption{Text: "第二部分没有逐个说明的进度偏慢和滞后项目"}, table}
}
