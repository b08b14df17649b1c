package intake

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/tables"
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
		if len(t.Missing) == 0 {
			r.checkAbsent(t)
		}
	}
	var names []string
	for _, t := range r.tables {
		if !slices.Contains(names, t.Sheet.Name) {
			names = append(names, t.Sheet.Name)
			r.checkHidden(t)
		}
	}
	if len(names) > 1 {
		r.note("L10", tables.Place{}, filing.Fact{Value: plan.Count(len(names)), Other: strings.Join(names, "、")})
	}
}

// complainNoTable says which headers were looked for and what came closest.
func (r *reading) complainNoTable(closest *table) {
	wanted := []string{r.plan.Title("name")}
	for _, key := range tables.Required(r.plan) {
		wanted = append(wanted, r.plan.Title(key))
	}
	f := filing.Fact{Expected: strings.Join(wanted, "、"), Other: "没有一行像表头"}
	at := tables.Place{}
	if closest != nil && len(closest.Columns) > 0 {
		var titles []string
		for _, c := range slices.SortedFunc(maps.Values(closest.Columns), func(a, b tables.FormColumn) int { return a.Col - b.Col }) {
			titles = append(titles, c.Title)
		}
		f.Other = "最接近的是工作表“" + closest.Sheet.Name + "”第" + plan.Count(closest.Top) + "行，认出" + strings.Join(titles, "、")
		at = tables.Place{Sheet: closest.Sheet.Name, Row: closest.Top}
	}
	r.note("L01", at, f)
}

// dropSupplied takes off the list of missing columns what group rows, the
// sheet's name or the task supply. A table without projects needs neither
// track nor task.
func (r *reading) dropSupplied(t *table) {
	_, hasTask := t.Columns["task"]
	above := t.TitleGroup()
	projects := false
	groupTrack, groupTask := t.Track != "" || above.Track != "", t.Task != 0 || above.Task != 0
	for _, l := range t.Lines {
		projects = projects || l.Kind == tables.ProjectRow
		for _, h := range l.Labels {
			groupTrack = groupTrack || h.Track != ""
			groupTask = groupTask || h.Task != 0
		}
	}
	t.Missing = slices.DeleteFunc(t.Missing, func(key string) bool {
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
	for _, key := range t.Missing {
		r.complainMissing(t, key)
	}
	for _, d := range t.Doubles {
		a, b := sheet.Ref(d.A.Row, d.A.Col), sheet.Ref(d.B.Row, d.B.Col)
		r.note("L03", t.Headed(d.Key, d.Key), filing.Fact{Value: d.A.Title, Other: a + "和" + b, Also: []string{b}})
	}
	for _, u := range t.Unclear {
		at := t.Place(u.Cols[0])
		at.Key = u.Key
		r.note("L03", at, filing.Fact{Value: t.Title(u.Cols[0]), Other: t.Named(u.Cols), Also: t.Refs(u.Cols[1:])})
	}
	for _, c := range t.InOrder() {
		if c.Found.Has(plan.WhenAsked) && t.HasData(c.Col) {
			rule, _ := r.plan.Rule(filing.CoercionRule)
			r.note(filing.CoercionRule, t.Headed(c.Key, c.Key),
				filing.Fact{Value: c.Title, Expected: r.plan.Title(c.Key), Severity: plan.Graver(plan.Warning, rule.Severity)})
		}
	}
	r.tellRecalled(t)
	r.checkExtra(t)
}

// complainMissing tells of a missing column, at the only one that looks like it
// if there is one whose values bear that out: what stands over it is easily
// mended.
func (r *reading) complainMissing(t *table, key string) {
	at, f := t.Headed("name", key), filing.Fact{}
	alike := t.LookLike(key)
	var names []string
	for _, c := range alike {
		names = append(names, c.Letter()+"列“"+c.Title+"”")
	}
	f.Suggest = strings.Join(names, "、")
	if len(alike) == 1 && (t.Headless(alike[0]) || t.Holds(alike[0], key)) {
		at = t.Place(alike[0].Col)
		at.Key = key
		if !t.Headless(alike[0]) {
			f.Value, f.Mend = alike[0].Title, r.plan.Title(key)
		}
	}
	r.note("L02", at, f)
}

// checkExtra tells the columns that hold something and are not the form's
// (L04): those that look like a missing one each by itself, the others
// together.
func (r *reading) checkExtra(t *table) {
	var others []int
	named := map[string]bool{} // missing columns with whose finding (L02) a column is named
	for _, c := range t.Extra {
		switch likely := t.Likely(c); {
		case r.own && form.Ours(r.plan, c.Title) || !t.HasData(c.Col) || holdsResults(t, c):
		case slices.Contains(t.Missing, likely) && !named[likely]:
			named[likely] = true
		case likely != "" && !named[likely]:
			f := filing.Fact{Value: c.Title, Suggest: r.plan.Title(likely), Severity: plan.Warning}
			if t.Holds(c, likely) && !t.Headless(c) {
				f.Mend = f.Suggest
			}
			r.note(filing.UnreadRule, t.Place(c.Col), f)
		default:
			others = append(others, c.Col)
		}
	}
	if len(others) == 0 {
		return
	}
	var titles []string
	for _, col := range others {
		titles = append(titles, t.FullTitle(col))
	}
	r.note(filing.UnreadRule, t.Place(others[0]), filing.Fact{Value: strings.Join(titles, "、"), Other: plan.Count(len(others)), Also: t.Refs(others[1:])})
}

// holdsResults reports a column of ours with the results of a check, and nothing
// of the department's.
func holdsResults(t *table, c tables.FormColumn) bool {
	if plan.Key(c.Title) != plan.Key(form.ResultHeader) {
		return false
	}
	for _, row := range t.Sheet.Rows {
		if cell, ok := row.At(c.Col); ok && row.Number > t.Bottom && !form.IsResult(cell.Text) {
			return false
		}
	}
	return true
}

// checkAbsent tells once of a column that every row ought to fill in and the
// sheet does not have, rather than in every row.
func (r *reading) checkAbsent(t *table) {
	if !slices.ContainsFunc(t.Lines, func(l tables.Line) bool { return l.Kind == tables.ProjectRow }) {
		return
	}
	if _, has := t.Columns["content"]; !has {
		r.note("P02", t.Headed("name", "content"), filing.Fact{Expected: "表头加上“" + r.plan.Title("content") + "”一栏"})
	}
	if !t.HasTargets(r.plan) {
		r.note("T05", t.Headed("name", r.plan.Info.YearKeyAt(r.asOf)), filing.Fact{Expected: "表头加上年度计划的栏目"})
	}
}

// checkHidden tells hidden rows, columns and sheets that hold data (L05). Our
// own forms fold their groups; that is not hiding.
func (r *reading) checkHidden(t *table) {
	name := t.Sheet.Name
	var rows []string
	first := 0
	for _, row := range t.Sheet.Rows {
		if row.Number > t.Bottom && row.Hidden && !(r.own && row.Grouped) && len(tables.RowTexts(row)) > 0 {
			if rows = append(rows, plan.Count(row.Number)); first == 0 {
				first = row.Number
			}
		}
	}
	if len(rows) > 0 {
		r.note("L05", tables.Place{Sheet: name, Row: first}, filing.Fact{Value: "第" + joinSome(rows) + "行"})
	}
	if cols := r.hiddenColumns(t); len(cols) > 0 {
		var letters []string
		for _, col := range cols {
			letters = append(letters, sheet.Column(col))
		}
		r.note("L05", t.Shown(t.Bottom, cols[0]), filing.Fact{Value: joinSome(letters) + "列"})
	}
	if covered := t.Covered(); len(covered) > 0 {
		r.note("L05", tables.Place{Sheet: name}, filing.Fact{Value: "合并单元格盖住的" + joinSome(covered)})
	}
	if t.Sheet.Hidden {
		r.note("L05", tables.Place{Sheet: name}, filing.Fact{Value: "工作表“" + name + "”"})
	}
}

// hiddenColumns are the hidden columns with data.
func (r *reading) hiddenColumns(t *table) []int {
	if len(t.Sheet.HiddenCols) == 0 {
		return nil
	}
	var cols []int
	last := lastColumn(t.Sheet)
	for _, span := range t.Sheet.HiddenCols {
		for col := span.First; col <= min(span.Last, last); col++ {
			if !(r.own && span.Grouped) && t.HasData(col) {
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

// checkWorkbook tells what the file carries beside its cells (F05, F07), and
// what of it is damaged without harm (F08).
func (r *reading) checkWorkbook() {
	var parts []string
	if r.wb.Macros {
		parts = append(parts, "宏")
	}
	if r.wb.Embedded {
		parts = append(parts, "嵌入的对象")
	}
	if len(parts) > 0 {
		r.note("F05", tables.Place{}, filing.Fact{Value: strings.Join(parts, "和")})
	}
	if len(r.wb.Links) > 0 {
		r.note("F07", tables.Place{}, filing.Fact{Value: strings.Join(r.wb.Links, "、")})
	}
	r.tellHarmless()
}

// checkForm tells of a form made for another plan (L06).
func (r *reading) checkForm() {
	version := r.plan.Info.TemplateVersion
	switch {
	case r.identity.Template != version:
		r.note("L06", tables.Place{}, filing.Fact{Value: "第" + r.identity.Template + "版", Expected: "第" + version + "版"})
	case !r.plan.FollowsForm(r.identity.Plan):
		r.note("L06", tables.Place{}, filing.Fact{Value: "另一份方案", Expected: "现行方案"})
	}
}

// tellHarmless tells damage that left all cells readable.
func (r *reading) tellHarmless() {
	const most = 3
	var told []string
	for i, fault := range r.wb.Harmless {
		if i == most {
			told = append(told, fmt.Sprintf("等%d处", len(r.wb.Harmless)))
			break
		}
		told = append(told, partNoun(fault.Part)+"("+fault.Error()+")")
	}
	if len(told) > 0 {
		r.note("F08", tables.Place{}, filing.Fact{Value: strings.Join(told, "、")})
	}
}

// partNoun is what people call a part of a workbook.
func partNoun(part string) string {
	for _, p := range []struct{ mark, noun string }{
		{"thumbnail", "缩略图"}, {"docprops", "文件属性"}, {"/media/", "图片"}, {"comments", "批注"}, {"drawing", "图形"}, {"chart", "图表"},
		{"styles", "样式"}, {"sharedstrings", "文字表"}, {"externallink", "外部链接"}, {"vba", "宏"}, {"embeddings", "嵌入的对象"},
	} {
		if strings.Contains(strings.ToLower(part), p.mark) {
			return p.noun
		}
	}
	return "附带的部件"
}
