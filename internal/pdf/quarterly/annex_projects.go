package quarterly

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
)

// projectAnnex lists every project under its task.
func (w *blockWriter) projectAnnex() []layout.Block {
	if !w.listed() {
		text := "项目共" + plan.Count(len(w.Projects)) + "个，本报告不逐个列出，见汇总表“项目汇总表”。"
		return []layout.Block{layout.Paragraph{Runs: []layout.Run{{Text: text}}}}
	}
	columns := w.projectColumns()
	table := layout.Table{Repeat: 2, Columns: headsOf(columns)}
	for i := range w.Projects {
		p := &w.Projects[i]
		if i == 0 || w.Projects[i-1].InTask != p.InTask {
			table.Rows = append(table.Rows, band(p.InTask, w.taskBand(p.InTrack, p.InTask)))
		}
		row, wide := projectRow(columns, p), layout.Row{Look: layout.Wide, Cells: []layout.Cell{{}}, Again: p.Number + "　" + p.Project.Title() + layout.GoesOn}
		row.Anchor.Name = projectAnchor(p.Number)
		for col := len(columns) - 2; col < len(columns); col++ {
			wide.Cells[0].Text += moveLong(&row.Cells[col], columns[col].heads[0])
		}
		if table.Rows = append(table.Rows, row); wide.Cells[0].Text != "" {
			wide.Cells[0].Text = strings.TrimSpace(wide.Cells[0].Text)
			table.Rows = append(table.Rows, wide)
		}
	}
	return append(w.listNote(), table)
}

// longText is how many characters of a text a narrow column still takes without
// leaving the columns beside it empty for most of a page.
const longText = 100

// moveLong takes a long text out of its cell, for the wide row below, where it
// stands after its column's head; "" for a text that stays.
func moveLong(cell *layout.Cell, head string) string {
	text := cell.Text
	if utf8.RuneCountInString(text) <= longText {
		return ""
	}
	cell.Text = "见下"
	return head + "：" + text + "\n"
}

// band heads the rows of a task or person, which has an entry in the outline.
func band(name, text string) layout.Row {
	return layout.Row{Look: layout.Band, Cells: []layout.Cell{{Text: text}}, Anchor: layout.Anchor{Bookmark: name, Level: 2}}
}

// projectColumns are the columns of the list of all projects.
func (w *blockWriter) projectColumns() []listColumn {
	return slices.Concat(
		[]listColumn{columnNumber, columnName, columnUnit, columnDeadline, columnTotal, columnPaid, columnStatus},
		w.columnsOfProgress(),
		[]listColumn{columnDue, w.columnLight(), columnDone, w.columnPlan(uncut)},
	)
}

// taskBand names a task with its track, and how many projects it has.
func (w *blockWriter) taskBand(track, task string) string {
	for _, t := range w.Tasks {
		if t.Name != task {
			continue
		}
		if t.No > 0 {
			task = plan.Count(t.No) + "." + task
		}
		return track + "　" + task + "（" + plan.Count(t.Tally.Projects) + "个）"
	}
	return task
}
