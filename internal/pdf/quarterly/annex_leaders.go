package quarterly

import (
	"slices"
	"strings"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// leaderAnnex has a block of projects for each 分管领导, those that are late
// first, behind the late ones that the text leaves out.
func (w *blockWriter) leaderAnnex() []layout.Block {
	columns := []listColumn{
		columnNumber, columnName.linked(), columnUnit, columnDeadline, columnStatus, columnProgress, columnDue, w.columnLight(), w.columnPlan(brief),
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
	blocks := w.lateTable()
	if len(blocks) > 0 {
		blocks = append(blocks, layout.Caption{Text: "各分管领导的项目"})
	}
	return slices.Concat(blocks, w.listNote(), []layout.Block{table})
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
