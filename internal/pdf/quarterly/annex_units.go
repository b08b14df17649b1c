package quarterly

import (
	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
)

// unitAnnex ranks the departments by their red, then their yellow projects.
func (w *blockWriter) unitAnnex() []layout.Block {
	table := layout.Table{Columns: append([]layout.Column{
		{Heads: []string{"序号"}, Align: layout.Center}, {Heads: []string{"部门"}}, {Heads: []string{"分管领导"}}, {Heads: []string{"报送情况"}, Align: layout.Center},
	}, tallyColumns("\n(万元)")...)}
	for i, u := range w.UnitRanking {
		table.Rows = append(table.Rows, layout.Row{Cells: append([]layout.Cell{
			{Text: plan.Count(i + 1)}, {Text: u.Unit}, {Text: u.Leader}, {Text: u.Sent},
		}, tallyCells(u.Tally)...)})
	}
	table.Rows = append(table.Rows, layout.Row{Look: layout.Total, Cells: append([]layout.Cell{{}, {Text: "合计"}, {}, {}}, tallyCells(w.Overall)...)})
	return []layout.Block{table}
}
