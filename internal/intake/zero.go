package intake

import (
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// A cell that is ticked to say that the unit has no projects: with the tick in
// it or, where there is none, in the next cell of its row.
var (
	zeroLabel = regexp.MustCompile(`零报告|[无没]有?牵头项目`)
	zeroAsks  = regexp.MustCompile(`[选打画填]“?[√✓✔]”?`) // how to tick it is no tick
	zeroTick  = regexp.MustCompile(`[√✓✔☑■]|^是$`)
)

// tellZero tells of a table with projects under a tick that says there are none
// (L16). Where nothing of the quarter is filled in, but what a form brings along
// of finished projects, the tick is as likely to be right as the rows are: none
// of them is judged until that is settled. first is the table's first record.
func (r *reading) tellZero(t *table, first int) {
	if len(t.rows) == 0 {
		return
	}
	at, text, ticked := zeroTicked(t)
	if !ticked {
		return
	}
	f := filing.Fact{Value: text, Other: plan.Count(len(t.rows)) + "个项目"}
	rows := r.records[first:]
	open := slices.ContainsFunc(rows, func(rec *rowRecord) bool { return !isOver(rec) })
	if open && !slices.ContainsFunc(rows, saysSomethingNew) {
		f.Severity, f.Other = plan.Error, f.Other+"，本季度的情况都没有填"
		t.spoilt = true
	}
	r.note("L16", at, f)
}

// isOver reports a project that is not to be filled in again.
func isOver(rec *rowRecord) bool {
	return rec.project.Status == plan.StatusDone || rec.project.Status == plan.StatusCancelled
}

// saysSomethingNew reports a project of which something of the quarter is
// filled in.
func saysSomethingNew(rec *rowRecord) bool {
	p := rec.project
	return !isOver(rec) && (p.Status != "" || p.Progress != nil || p.Done != "" || p.Paid.Kind != plan.Blank || p.Problem != "" || p.Next != "")
}

// zeroTicked is where a table's sheet ticks that there is nothing to report,
// above the header or below the last project.
func zeroTicked(t *table) (at tables.Place, text string, ok bool) {
	last := t.rows[len(t.rows)-1].number
	for _, row := range t.Sheet.Rows {
		if row.Number >= t.Top && row.Number <= last {
			continue
		}
		for i, c := range row.Cells {
			if c.Kind != sheet.Text || !zeroLabel.MatchString(c.Text) {
				continue
			}
			tick := c
			if !zeroTick.MatchString(zeroAsks.ReplaceAllString(c.Text, "")) {
				if i+1 == len(row.Cells) || !zeroTick.MatchString(strings.TrimSpace(row.Cells[i+1].Text)) {
					continue
				}
				tick = row.Cells[i+1]
			}
			text, _ := values.Clean(tick.Text)
			return tables.Place{Sheet: t.Sheet.Name, Row: row.Number, Col: int(tick.Col)}, text, true
		}
	}
	return at, "", false
}
