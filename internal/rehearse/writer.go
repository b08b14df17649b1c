package rehearse

import (
	"fmt"
	"strconv"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// sheetWriter fills one sheet of a page from top to bottom.
type sheetWriter struct {
	layout *sheetLayout
	plan   *plan.Plan
	in     filled
	page   *sheetPage
	grid   *grid
	keys   []string
	row    int // the last row written
}

// write lays out the rows with these indexes.
func (w *sheetWriter) write(rows []int) {
	w.keys = w.layout.keys(w.plan)
	w.number()
	w.heading()
	w.header()
	if w.layout.codes {
		w.codeRow()
	}
	if w.layout.totals == totalAbove {
		w.row++
		defer w.total("合计", rows, w.row)
	}
	w.projects(rows)
	if w.layout.totals == totalBelow || w.layout.totals == totalPerTrack {
		w.row++
		w.total("合  计", rows, w.row)
	}
	for _, line := range w.layout.foot {
		w.row++
		w.grid.put(w.row, w.layout.left+1, typed(line))
	}
	if key := w.layout.hideColumn; key != "" {
		w.grid.hiddenCols = append(w.grid.hiddenCols, w.page.columns[key])
	}
	w.page.book.sheets = append(w.page.book.sheets, w.grid)
}

// number gives every column its place, the extra columns between.
func (w *sheetWriter) number() {
	col := w.layout.left
	for _, k := range w.keys {
		for _, e := range w.layout.extras {
			if e.before == k {
				col++
				w.page.columns[e.header] = col
			}
		}
		col++
		w.page.columns[k] = col
		c, _ := w.plan.Column(k)
		for len(w.grid.widths) < col {
			w.grid.widths = append(w.grid.widths, 0)
		}
		w.grid.widths[col-1] = c.Width
	}
}

func (w *sheetWriter) last() int { return w.page.columns[w.keys[len(w.keys)-1]] }

// heading writes what stands above the table.
func (w *sheetWriter) heading() {
	left := w.layout.left + 1
	lines := []string{"附件2", w.plan.Info.FormTitle}
	for range w.layout.titles {
		lines = append(lines, "")
	}
	for i, s := range lines {
		w.grid.put(i+1, left, typed(s))
	}
	w.row = len(lines) + 1
	unit := w.layout.unit
	if unit == "" || w.layout.unitIn != inHeading {
		unit = "万元"
	}
	parts := []string{
		"填报单位:" + w.in.unit, "填报季度:" + w.in.quarter.Chinese(), "截至日期:" + w.in.asOf.Chinese(), "金额单位:" + unit,
	}
	if w.layout.oneCell {
		w.grid.put(w.row, left, text(strings.Join(parts, "    ")))
	} else {
		for i, s := range parts {
			w.grid.put(w.row, left+4*i, text(s))
		}
	}
	w.row += w.layout.blanks
}

// header writes one or two header rows.
func (w *sheetWriter) header() {
	top := w.row + 1
	w.row += 2
	if w.layout.oneLevel {
		w.row--
	}
	run, runParent := 0, ""
	for _, k := range w.keys {
		col := w.page.columns[k]
		parent, child := w.layout.header(w.plan, k)
		w.page.headers[k] = laidRow{w.grid.name, w.row}
		if parent == "" {
			w.grid.put(top, col, text(child))
			w.grid.merge(top, col, w.row, col)
			w.page.headers[k] = laidRow{w.grid.name, top}
			runParent = ""
			continue
		}
		w.grid.put(w.row, col, text(child))
		if parent != runParent {
			run, runParent = col, parent
			w.grid.put(top, col, text(parent))
		} else {
			w.extend(cellRange{top, run, top, col})
		}
	}
	for _, e := range w.layout.extras {
		col := w.page.columns[e.header]
		w.grid.put(top, col, text(e.header))
		w.grid.merge(top, col, w.row, col)
		w.page.extras = append(w.page.extras, ref(top, col))
	}
	w.grid.header = cellRange{top, w.layout.left + 1, w.row, w.last()}
}

// extend makes a parent's merged cell reach to one more column.
func (w *sheetWriter) extend(m cellRange) {
	if n := len(w.grid.merges); n > 0 && w.grid.merges[n-1].top == m.top && w.grid.merges[n-1].left == m.left {
		w.grid.merges[n-1] = m
		return
	}
	w.grid.merges = append(w.grid.merges, m)
}

// codeRow numbers the columns under the header: 甲 乙 丙 丁 1 2 3.
func (w *sheetWriter) codeRow() {
	w.row++
	for i, k := range w.keys {
		code := strconv.Itoa(i - 3)
		if i < 4 {
			code = string([]rune("甲乙丙丁")[i])
		}
		w.grid.put(w.row, w.page.columns[k], text(code))
	}
}

// projects writes the project rows with what stands between them.
func (w *sheetWriter) projects(rows []int) {
	for n, i := range rows {
		pr := w.in.rows[i].project
		if n > 0 && w.layout.totals == totalPerTrack && w.before(rows, n).Track != pr.Track {
			w.subtotal(rows[:n], w.before(rows, n).Track)
		}
		if w.layout.again > 0 && n > 0 && n%w.layout.again == 0 {
			w.repeatHeader()
		}
		w.groupRows(pr, rows, n)
		if w.layout.gap && n > 0 && n%3 == 0 {
			w.row++
		}
		w.row++
		w.page.at[i] = laidRow{w.grid.name, w.row}
		w.project(i, n, rows)
		if w.layout.hideRow == i+1 {
			w.grid.hiddenRows = append(w.grid.hiddenRows, w.row)
		}
	}
	if w.layout.totals == totalPerTrack {
		w.subtotal(rows, w.before(rows, len(rows)).Track)
	}
	if w.layout.group == merged {
		w.mergeRuns(rows, "track")
		w.mergeRuns(rows, "task")
	}
}

func (w *sheetWriter) before(rows []int, n int) filing.Project { return w.in.rows[rows[n-1]].project }

// groupRows writes the full-width rows that tell track and task.
func (w *sheetWriter) groupRows(pr filing.Project, rows []int, n int) {
	if w.layout.group != groupRows && w.layout.group != groupBlank {
		return
	}
	track, _ := w.plan.Track(pr.Track)
	task, _ := w.plan.TaskNo(pr.TaskNo)
	if n == 0 || w.before(rows, n).Track != pr.Track {
		w.fullWidth("(" + string([]rune("一二三四五六七八九十")[track.No-1]) + ")" + track.Name)
	}
	if n == 0 || w.before(rows, n).TaskNo != pr.TaskNo {
		w.fullWidth(strconv.Itoa(task.No) + "、" + task.Name)
	}
}

func (w *sheetWriter) fullWidth(s string) {
	w.row++
	w.grid.put(w.row, w.layout.left+1, text(s))
	w.grid.merge(w.row, w.layout.left+1, w.row, w.last())
}

// repeatHeader prints the header once more, as after a page.
func (w *sheetWriter) repeatHeader() {
	h := w.grid.header
	down := w.row + 1 - h.top
	for _, m := range w.grid.merges {
		if m.top >= h.top && m.bottom <= h.bottom {
			w.grid.merge(m.top+down, m.left, m.bottom+down, m.right)
		}
	}
	for r := h.top; r <= h.bottom; r++ {
		w.row++
		for c := h.left; c <= h.right; c++ {
			w.grid.put(w.row, c, w.grid.at(r, c))
		}
	}
}

// project writes the row of one project, the n-th of these rows.
func (w *sheetWriter) project(i, n int, rows []int) {
	r := w.in.rows[i]
	for _, k := range w.keys {
		c, overridden := r.typed[k]
		if !overridden {
			c = w.value(r.project, k, n, rows)
		}
		if c != (gridCell{}) {
			w.grid.put(w.row, w.page.columns[k], c)
		}
	}
	for _, e := range w.layout.extras {
		w.grid.put(w.row, w.page.columns[e.header], text(e.value))
	}
}

func (w *sheetWriter) value(pr filing.Project, key string, n int, rows []int) gridCell {
	switch key {
	case "no":
		return gridCell{value: n + 1}
	case "track", "task":
		if w.layout.group == groupBlank || w.continues(key, n, rows) && w.layout.group != repeated && w.layout.group != trackSheets {
			return gridCell{}
		}
	}
	return w.layout.spell.cell(w.plan, pr, key)
}

// continues reports that the n-th row has the same track (or task) as the row
// above it, and that neither has anything else typed there.
func (w *sheetWriter) continues(key string, n int, rows []int) bool {
	if n == 0 {
		return false
	}
	a, b := w.in.rows[rows[n-1]], w.in.rows[rows[n]]
	_, x := a.typed[key]
	_, y := b.typed[key]
	same := a.project.Track == b.project.Track && (key == "track" || a.project.TaskNo == b.project.TaskNo)
	return same && !x && !y
}

// mergeRuns merges the cells of rows that share a track or task.
func (w *sheetWriter) mergeRuns(rows []int, key string) {
	col, start := w.page.columns[key], 0
	for n := 1; n <= len(rows); n++ {
		if n < len(rows) && w.continues(key, n, rows) {
			continue
		}
		w.grid.merge(w.page.at[rows[start]].row, col, w.page.at[rows[n-1]].row, col)
		start = n
	}
}

// summed are the columns a total row adds up.
var summed = []string{"total", "paid"}

// total writes a 合计 row over these projects into the given row.
func (w *sheetWriter) total(label string, rows []int, at int) {
	w.grid.put(at, w.page.columns["name"], text(label))
	w.page.totals = append(w.page.totals, laidRow{w.grid.name, at})
	for _, key := range summed {
		if w.page.columns[key] == 0 {
			continue
		}
		var sum plan.Money
		for _, i := range rows {
			if _, overridden := w.in.rows[i].typed[key]; !overridden {
				sum += w.in.rows[i].project.Amount(key).Value()
			}
		}
		c := w.layout.spell.amount(plan.Exactly(sum))
		if w.layout.formulas {
			c.formula = w.sumFormula(key, rows)
		}
		w.grid.put(at, w.page.columns[key], c)
	}
}

func (w *sheetWriter) sumFormula(key string, rows []int) string {
	col := w.page.columns[key]
	return fmt.Sprintf("SUM(%s:%s)", ref(w.page.at[rows[0]].row, col), ref(w.page.at[rows[len(rows)-1]].row, col))
}

// subtotal writes a 小计 row over the projects of a track.
func (w *sheetWriter) subtotal(rows []int, track string) {
	var of []int
	for _, i := range rows {
		if w.in.rows[i].project.Track == track {
			of = append(of, i)
		}
	}
	w.row++
	w.total("小计", of, w.row)
}
