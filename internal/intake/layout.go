package intake

import (
	"maps"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// checkTables tells what is wrong with the sheets' layout (L01–L05, L10).
func (r *reading) checkTables(closest *table) {
	if len(r.tables) == 0 {
		r.complainNoTable(closest)
		return
	}
	for _, t := range r.tables {
		r.dropSupplied(t)
		r.checkColumns(t)
		if len(t.missing) == 0 {
			r.checkAbsent(t)
		}
	}
	var names []string
	for _, t := range r.tables {
		if !slices.Contains(names, t.sheet.Name) {
			names = append(names, t.sheet.Name)
			r.checkHidden(t)
		}
	}
	if len(names) > 1 {
		r.complain("L10", place{}, saying{value: plan.Count(len(names)), other: strings.Join(names, "、")})
	}
}

// complainNoTable says which headers were looked for and what came closest.
func (r *reading) complainNoTable(closest *table) {
	wanted := []string{r.plan.Title("name")}
	for _, key := range required(r.plan) {
		wanted = append(wanted, r.plan.Title(key))
	}
	s := saying{expected: strings.Join(wanted, "、"), other: "没有一行像表头"}
	at := place{}
	if closest != nil && len(closest.columns) > 0 {
		var titles []string
		for _, c := range slices.SortedFunc(maps.Values(closest.columns), func(a, b column) int { return a.col - b.col }) {
			titles = append(titles, c.title)
		}
		s.other = "最接近的是工作表“" + closest.sheet.Name + "”第" + plan.Count(closest.top) + "行，认出" + strings.Join(titles, "、")
		at = place{sheet: closest.sheet.Name, row: closest.top}
	}
	r.complain("L01", at, s)
}

// dropSupplied takes off the list of missing columns what group rows, the
// sheet's name or the task supply. A table without projects needs neither
// track nor task.
func (r *reading) dropSupplied(t *table) {
	_, hasTask := t.columns["task"]
	above := t.titleGroup()
	projects := false
	groupTrack, groupTask := t.track != "" || above.track != "", t.task != 0 || above.task != 0
	for _, l := range t.lines {
		projects = projects || l.kind == projectRow
		for _, h := range l.labels {
			groupTrack = groupTrack || h.track != ""
			groupTask = groupTask || h.task != 0
		}
	}
	t.missing = slices.DeleteFunc(t.missing, func(key string) bool {
		switch key {
		case "track":
			return hasTask || groupTrack || groupTask || !projects
		case "task":
			return groupTask || !projects
		}
		return false
	})
}

// checkColumns tells missing, double and unknown columns, and those read only
// for want of a plainer one.
func (r *reading) checkColumns(t *table) {
	for _, key := range t.missing {
		r.complain("L02", t.headed("name", key), saying{suggestion: t.looksLike(key)})
	}
	for _, d := range t.doubles {
		a, b := sheet.Ref(d.a.row, d.a.col), sheet.Ref(d.b.row, d.b.col)
		r.complain("L03", t.headed(d.key, d.key), saying{value: d.a.title, other: a + "和" + b, also: []string{b}})
	}
	for _, u := range t.unclear {
		at := t.place(u.cols[0])
		at.key = u.key
		r.complain("L03", at, saying{value: t.title(u.cols[0]), other: t.named(u.cols), also: t.refs(u.cols[1:])})
	}
	for _, c := range t.inOrder() {
		if c.found.has(plan.WhenAsked) && t.hasData(c.col) {
			rule, _ := r.plan.Rule(filing.CoercionRule)
			r.complain(filing.CoercionRule, t.headed(c.key, c.key),
				saying{value: c.title, expected: r.plan.Title(c.key), severity: plan.Graver(plan.Warning, rule.Severity)})
		}
	}
	r.checkExtra(t)
}

// checkExtra tells the columns that hold something and are not the form's
// (L04): those that look like a missing one each by itself, the others
// together.
func (r *reading) checkExtra(t *table) {
	var others []int
	named := map[string]bool{} // missing columns with whose finding (L02) a column is named
	for _, c := range t.extra {
		switch likely := t.likely(c); {
		case r.own && form.Ours(r.plan, c.title) || !t.hasData(c.col):
		case slices.Contains(t.missing, likely) && !named[likely]:
			named[likely] = true
		case likely != "" && !named[likely]:
			r.complain("L04", t.place(c.col), saying{value: c.title, suggestion: r.plan.Title(likely), severity: plan.Warning})
		default:
			others = append(others, c.col)
		}
	}
	if len(others) == 0 {
		return
	}
	var titles []string
	for _, col := range others {
		titles = append(titles, t.wholeTitle(col))
	}
	r.complain("L04", t.place(others[0]), saying{value: strings.Join(titles, "、"), other: plan.Count(len(others)), also: t.refs(others[1:])})
}

// checkAbsent tells once of a column that every row ought to fill in and the
// sheet does not have, rather than in every row.
func (r *reading) checkAbsent(t *table) {
	if len(t.lines) == 0 {
		return
	}
	if _, has := t.columns["content"]; !has {
		r.complain("P02", t.headed("name", "content"), saying{expected: "表头加上“" + r.plan.Title("content") + "”一栏"})
	}
	if !t.hasTargets(r.plan) {
		r.complain("T05", t.headed("name", r.thisYear()), saying{expected: "表头加上年度计划的栏目"})
	}
}

// thisYear is the column of the year reported on, as far as the plan has one.
func (r *reading) thisYear() string {
	return plan.YearKey(min(max(r.asOf.Year(), r.plan.Info.FirstYear), r.plan.Info.LastYear))
}

// checkHidden tells hidden rows, columns and sheets that hold data (L05). Our
// own forms fold their groups; that is not hiding.
func (r *reading) checkHidden(t *table) {
	name := t.sheet.Name
	var rows []string
	first := 0
	for _, row := range t.sheet.Rows {
		if row.Number > t.bottom && row.Hidden && !(r.own && row.Grouped) && len(rowTexts(row)) > 0 {
			if rows = append(rows, plan.Count(row.Number)); first == 0 {
				first = row.Number
			}
		}
	}
	if len(rows) > 0 {
		r.complain("L05", place{sheet: name, row: first}, saying{value: "第" + joinSome(rows) + "行"})
	}
	if cols := r.hiddenColumns(t); len(cols) > 0 {
		var letters []string
		for _, col := range cols {
			letters = append(letters, sheet.Column(col))
		}
		r.complain("L05", t.shown(t.bottom, cols[0]), saying{value: joinSome(letters) + "列"})
	}
	if t.sheet.Hidden {
		r.complain("L05", place{sheet: name}, saying{value: "工作表“" + name + "”"})
	}
}

// hiddenColumns are the hidden columns with data.
func (r *reading) hiddenColumns(t *table) []int {
	if len(t.sheet.HiddenCols) == 0 {
		return nil
	}
	var cols []int
	last := lastColumn(t.sheet)
	for _, span := range t.sheet.HiddenCols {
		for col := span.First; col <= min(span.Last, last); col++ {
			if !(r.own && span.Grouped) && t.hasData(col) {
				cols = append(cols, col)
			}
		}
	}
	return cols
}

// maxListed is how many rows or columns a message names.
const maxListed = 8

func joinSome(names []string) string {
	if len(names) <= maxListed {
		return strings.Join(names, "、")
	}
	return strings.Join(names[:maxListed], "、") + "等" + plan.Count(len(names))
}

func lastColumn(s *sheet.Sheet) int {
	last := 0
	for _, row := range s.Rows {
		if n := len(row.Cells); n > 0 {
			last = max(last, int(row.Cells[n-1].Col))
		}
	}
	return last
}
