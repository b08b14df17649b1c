package quarterly

import (
	"strings"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// leaderAnnex has a block of projects for each 分管领导, those that are late
// first.
func (w *writer) leaderAnnex() []layout.Block {
	columns := []listColumn{
		columnNumber, columnName.linked(), columnUnit, columnDeadline, columnStatus, columnProgress, columnDue, w.columnLight(), w.columnPlan(),
	}
	table := layout.Table{Repeat: 2, Columns: headsOf(columns)}
	for _, l := range w.Leaders {
		table.Rows = append(table.Rows, band(l.Leader, l.Leader+"（"+tallyWords(l.Tally)+"）"))
		if !w.listed() {
			continue
		}
		for _, i := range l.Rows {
			table.Rows = append(table.Rows, projectRow(columns, &w.Projects[i]))
		}
	}
	return append(w.listNote(), table)
}

// tallyWords count a tally's projects by bucket, leaving empty ones out.
func tallyWords(t report.Tally) string {
	parts := []string{"项目" + plan.Count(t.Projects) + "个"}
	for _, b := range report.Buckets {
		if n := b.Count(t); n > 0 {
			parts = append(parts, b.Word+plan.Count(n)+"个")
		}
	}
	return strings.Join(parts, "，")
}
