package pdf

import "jingpin/internal/plan"

// unitAnnex ranks the departments by their red, then their yellow projects.
func (w *writer) unitAnnex() []Block {
	table := Table{Size: 8, Columns: append([]Column{
		{Heads: []string{"序号"}, Align: Center}, {Heads: []string{"部门"}}, {Heads: []string{"分管领导"}}, {Heads: []string{"报送情况"}, Align: Center},
	}, tallyColumns("\n(万元)")...)}
	for i, u := range w.UnitRanking {
		table.Rows = append(table.Rows, Row{Cells: append([]Cell{
			{Text: plan.Count(i + 1)}, {Text: u.Unit}, {Text: u.Leader}, {Text: u.Sent},
		}, tallyCells(u.Tally)...)})
	}
	table.Rows = append(table.Rows, Row{Look: Total, Cells: append([]Cell{{}, {Text: "合计"}, {}, {}}, tallyCells(w.Overall)...)})
	return []Block{table}
}
