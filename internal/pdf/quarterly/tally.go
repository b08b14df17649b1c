package quarterly

import (
	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// none stands where a figure means nothing.
const none = "—"

// tallyColumns are the columns of tallyCells; unit stands behind the names of
// amounts.
func tallyColumns(unit string) []layout.Column {
	columns := []layout.Column{{Heads: []string{"项目\n数"}, Align: layout.Right}}
	for _, b := range report.Buckets {
		columns = append(columns, layout.Column{Heads: []string{headOf(b)}, Align: layout.Right})
	}
	for _, head := range []string{"总投资" + unit, "累计\n完成" + unit, "完成\n率(%)"} {
		columns = append(columns, layout.Column{Heads: []string{head}, Align: layout.Right})
	}
	return columns
}

// tallyCells are a tally's figures: projects by bucket, money. Late ones stand
// out, zeros recede.
func tallyCells(t report.Tally) []layout.Cell {
	cells := []layout.Cell{countCell(t.Projects)}
	for _, b := range report.Buckets {
		cell := countCell(b.Count(t))
		cell.Strong = b.Late() && !cell.Faint
		cells = append(cells, cell)
	}
	return append(cells, moneyCell(t.Total), moneyCell(t.Paid), rateCell(t))
}

func countCell(n int) layout.Cell { return layout.Cell{Text: plan.Count(n), Faint: n == 0} }

func moneyCell(m plan.Money) layout.Cell { return layout.Cell{Text: m.Short(), Faint: m == 0} }

// rateCell is a tally's 投资完成率.
func rateCell(t report.Tally) layout.Cell {
	if t.Total == 0 {
		return layout.Cell{Text: none, Faint: true}
	}
	return layout.Cell{Text: t.PaidRate.Tenths()}
}

// bodyTableSize is the font size of tables in the text.
const bodyTableSize = 10.5

// trackTable is the table of the six tracks with their sum, beside that of the
// quarter before.
func (w *blockWriter) trackTable() []layout.Block {
	table := layout.Table{Size: bodyTableSize, Columns: append([]layout.Column{{Heads: []string{"专项行动"}}}, tallyColumns("")...)}
	for _, t := range w.Tracks {
		table.Rows = append(table.Rows, layout.Row{Cells: append([]layout.Cell{{Text: t.Name}}, tallyCells(t.Tally)...)})
	}
	table.Rows = append(table.Rows, layout.Row{Look: layout.Total, Cells: append([]layout.Cell{{Text: "合计"}}, tallyCells(w.Overall)...)})
	if w.LastOverall != nil {
		cells := append([]layout.Cell{{Text: w.lastQuarter()}}, tallyCells(*w.LastOverall)...)
		table.Rows = append(table.Rows, layout.Row{Look: layout.Shaded, Cells: cells})
	}
	return []layout.Block{layout.Caption{Text: "各专项行动推进情况", Right: "单位：个、万元"}, table}
}

// lastQuarter is what the quarter before is called.
func (w *blockWriter) lastQuarter() string {
	if w.Meta.Previous.N == 0 || w.Meta.Previous == w.Meta.Quarter.Add(-1) {
		return "上季度"
	}
	return w.Meta.Previous.Chinese()
}
