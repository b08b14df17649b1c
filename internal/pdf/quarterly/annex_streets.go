package quarterly

import (
	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// streetAnnex sets the streets side by side, and then each by itself, track by
// track.
func (w *blockWriter) streetAnnex() []layout.Block {
	table := layout.Table{Columns: append([]layout.Column{
		{Heads: []string{"序号"}, Align: layout.Center}, {Heads: []string{"街道"}}, {Heads: []string{"应报\n部门"}, Align: layout.Right}, {Heads: []string{"已报\n部门"}, Align: layout.Right},
	}, tallyColumns("\n(万元)")...)}
	owe, sent := 0, 0
	for _, s := range w.Streets {
		table.Rows = append(table.Rows, layout.Row{Cells: append([]layout.Cell{
			{Text: plan.Count(s.No)}, {Text: s.Street}, {Text: plan.Count(s.Owe)}, {Text: plan.Count(s.Sent)},
		}, tallyCells(s.Tally)...)})
		owe, sent = owe+s.Owe, sent+s.Sent
	}
	table.Rows = append(table.Rows, layout.Row{Look: layout.Total, Cells: append([]layout.Cell{
		{}, {Text: "合计"}, {Text: plan.Count(owe)}, {Text: plan.Count(sent)},
	}, tallyCells(w.Overall)...)})
	blocks := []layout.Block{table}
	for _, s := range w.Streets {
		blocks = append(blocks, streetTable(s)...)
	}
	return blocks
}

// streetTable is one street's table of the tracks.
func streetTable(s report.StreetRow) []layout.Block {
	table := layout.Table{Columns: append([]layout.Column{{Heads: []string{"专项行动"}}}, tallyColumns("\n(万元)")...)}
	for _, t := range s.Tracks {
		table.Rows = append(table.Rows, layout.Row{Cells: append([]layout.Cell{{Text: t.Name}}, tallyCells(t.Tally)...)})
	}
	table.Rows = append(table.Rows, layout.Row{Look: layout.Total, Cells: append([]layout.Cell{{Text: "合计"}}, tallyCells(s.Tally)...)})
	return []layout.Block{layout.Caption{Text: s.Street, Right: "单位：个、万元"}, table}
}
