package quarter_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
)

// quarterDesk is a quarter's folder as an office has it: workbooks in 上报,
// results in 成果.
type quarterDesk struct {
	t   *testing.T
	dir string
	opt quarter.Options // of every run
}

// newDesk puts the samples of a quarter, or of them only the units named, into
// a folder of that quarter.
func newDesk(t *testing.T, name string, units ...string) *quarterDesk {
	t.Helper()
	d := &quarterDesk{t: t, dir: filepath.Join(t.TempDir(), name), opt: quarter.Options{Date: today}}
	from := filepath.Join("..", "..", "samples", name)
	entries, err := os.ReadDir(from)
	require.NoError(t, err)
	for _, e := range entries {
		stem := strings.TrimSuffix(e.Name(), filepath.Ext(e.Name()))
		if e.IsDir() || filepath.Ext(e.Name()) == ".json" || len(units) > 0 && !slices.Contains(units, stem) {
			continue
		}
		data, err := os.ReadFile(filepath.Join(from, e.Name()))
		require.NoError(t, err)
		d.put(filepath.Join(quarter.DirFiled, e.Name()), data)
	}
	return d
}

// copied is the same folder for a test to go on from.
func (d *quarterDesk) copied(t *testing.T) *quarterDesk {
	t.Helper()
	dir := filepath.Join(t.TempDir(), filepath.Base(d.dir))
	require.NoError(t, os.CopyFS(dir, os.DirFS(d.dir)))
	return &quarterDesk{t, dir, d.opt}
}

func (d *quarterDesk) path(name ...string) string {
	return filepath.Join(append([]string{d.dir}, name...)...)
}

func (d *quarterDesk) put(name string, data []byte) {
	d.t.Helper()
	require.NoError(d.t, os.MkdirAll(filepath.Dir(d.path(name)), 0o755))
	require.NoError(d.t, os.WriteFile(d.path(name), data, 0o644))
}

// today is the day of every run that names none.
var today = plan.Day(2023, 7, 5)

// outcome is what a run of report says and writes.
type outcome struct {
	*report.Report
	said   string
	errors int
	t      *testing.T
}

// report runs the quarter's report.
func (d *quarterDesk) report() *outcome {
	d.t.Helper()
	return d.run(d.dir, d.path(quarter.DirResult))
}

// merge merges the quarter's reports into its workbook and looks at what there
// is to report: all that a report tells, without drawing one.
func (d *quarterDesk) merge() *outcome {
	d.t.Helper()
	desk := quarter.Open(d.opt)
	o, err := desk.Merge(d.t.Context(), []string{d.path(quarter.DirFiled)}, d.path(quarter.DirResult, quarter.ResultBook))
	require.NoError(d.t, err)
	view, err := desk.Overview(d.t.Context(), d.dir)
	require.NoError(d.t, err)
	return &outcome{view.Report, strings.Join(o.Lines(), "\n"), o.Errors, d.t}
}

// reportFrom runs the report of a consolidated workbook into another folder.
func (d *quarterDesk) reportFrom(book, results string) *outcome {
	d.t.Helper()
	return d.run(book, results)
}

func (d *quarterDesk) run(path, results string) *outcome {
	d.t.Helper()
	o, err := quarter.Open(d.opt).Report(d.t.Context(), []string{path}, results)
	require.NoError(d.t, err)
	return &outcome{reportIn(d.t, results), strings.Join(o.Lines(), "\n"), o.Errors, d.t}
}

// reportIn is the data of the report in a folder.
func reportIn(t *testing.T, dir string) *report.Report {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, quarter.ResultData))
	require.NoError(t, err)
	rep, err := report.Decode(data)
	require.NoError(t, err)
	return rep
}

// project is the project of that name.
func (r *outcome) project(name string) report.ProjectRow {
	r.t.Helper()
	i := slices.IndexFunc(r.Projects, func(p report.ProjectRow) bool { return p.Project.Title() == name })
	require.GreaterOrEqual(r.t, i, 0, "no project %s", name)
	return r.Projects[i]
}

// rules are the rules of what was found about a project, each once, sorted.
func (r *outcome) rules(name string) []string {
	var rules []string
	for _, f := range r.Findings {
		if f.Project == name {
			rules = append(rules, f.Rule)
		}
	}
	slices.Sort(rules)
	return slices.Compact(rules)
}

// conflict is the conflict of a rule whose title holds the words.
func (r *outcome) conflict(rule, words string) report.ConflictRow {
	r.t.Helper()
	i := slices.IndexFunc(r.Conflicts, func(c report.ConflictRow) bool { return c.Rule == rule && strings.Contains(c.Title, words) })
	require.GreaterOrEqual(r.t, i, 0, "no %s about %s", rule, words)
	return r.Conflicts[i]
}

// edits are the office's corrections as it lists them: 栏目:修改前→修改后.
func (r *outcome) edits() []string {
	var lines []string
	for _, e := range r.Office.Edits {
		lines = append(lines, e.Column+":"+e.Before+"→"+e.After)
	}
	return lines
}

// officeBook is a consolidated workbook open for the office to work in.
type officeBook struct {
	t    *testing.T
	path string
	file *excelize.File
}

// work opens the quarter's workbook, lets the office work in it and saves it.
func (d *quarterDesk) work(do func(*officeBook)) {
	d.t.Helper()
	workIn(d.t, d.path(quarter.DirResult, quarter.ResultBook), do)
}

func workIn(t *testing.T, path string, do func(*officeBook)) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	require.NoError(t, err)
	b := &officeBook{t, path, f}
	do(b)
	require.NoError(t, os.WriteFile(path, exceltest.Saved(t, b.file), 0o644))
	require.NoError(t, b.file.Close())
}

// titled are the columns of a sheet by their titles, and the header's row.
func (b *officeBook) titled(sheet string, titles ...string) (columns map[string]int, header int) {
	b.t.Helper()
	rows, err := b.file.GetRows(sheet, excelize.Options{RawCellValue: true})
	require.NoError(b.t, err)
	for i, row := range rows[:min(len(rows), 10)] {
		columns = map[string]int{}
		for j, text := range row {
			columns[text] = j + 1
		}
		if !slices.ContainsFunc(titles, func(s string) bool { return columns[s] == 0 }) {
			return columns, i + 1
		}
	}
	require.Fail(b.t, "no header", "%s: %v", sheet, titles)
	return nil, 0
}

// table are a sheet's rows below its header, by title, each with its number
// under "#".
func (b *officeBook) table(sheet string, titles ...string) []map[string]string {
	b.t.Helper()
	columns, header := b.titled(sheet, titles...)
	rows, err := b.file.GetRows(sheet, excelize.Options{RawCellValue: true})
	require.NoError(b.t, err)
	var table []map[string]string
	for i, row := range rows[header:] {
		line := map[string]string{"#": itoa(header + i + 1)}
		for title, col := range columns {
			if col <= len(row) {
				line[title] = row[col-1]
			}
		}
		table = append(table, line)
	}
	return table
}

// set puts a value under a title into the row where another column has a text.
func (b *officeBook) set(sheet, where, is, title string, value any) {
	b.t.Helper()
	columns, _ := b.titled(sheet, where, title)
	for _, line := range b.table(sheet, where, title) {
		if line[where] == is {
			b.put(sheet, columns[title], atoi(b.t, line["#"]), value)
			return
		}
	}
	require.Fail(b.t, "no row", "%s: %s %s", sheet, where, is)
}

func (b *officeBook) put(sheet string, col, row int, value any) {
	b.t.Helper()
	ref, err := excelize.CoordinatesToCellName(col, row)
	require.NoError(b.t, err)
	require.NoError(b.t, b.file.SetCellFormula(sheet, ref, ""))
	require.NoError(b.t, b.file.SetCellValue(sheet, ref, value))
}

// correct puts a value into a project's column of 项目汇总表.
func (b *officeBook) correct(project, title string, value any) {
	b.t.Helper()
	b.set(form.PageProjects, form.ColName, project, title, value)
}

// decide chooses about a conflict.
func (b *officeBook) decide(c report.ConflictRow, choice string) {
	b.t.Helper()
	b.set(form.PageConflicts, form.ColKey, c.Key, form.ColChoice, choice)
}

// append writes a line below the last of a list.
func (b *officeBook) append(sheet string, values map[string]any) {
	b.t.Helper()
	var titles []string
	for title := range values {
		titles = append(titles, title)
	}
	columns, header := b.titled(sheet, titles...)
	row := header + 1
	for _, line := range b.table(sheet, titles...) {
		if slices.ContainsFunc(titles, func(title string) bool { return line[title] != "" }) {
			row = atoi(b.t, line["#"]) + 1
		}
	}
	for title, value := range values {
		b.put(sheet, columns[title], row, value)
	}
}

// drop deletes the row where a column has a text.
func (b *officeBook) drop(sheet, where, is string) {
	b.t.Helper()
	for _, line := range b.table(sheet, where) {
		if line[where] == is {
			require.NoError(b.t, b.file.RemoveRow(sheet, atoi(b.t, line["#"])))
			return
		}
	}
	require.Fail(b.t, "no row", "%s: %s %s", sheet, where, is)
}

func itoa(n int) string { b, _ := json.Marshal(n); return string(b) }

func atoi(t *testing.T, s string) int {
	t.Helper()
	var n int
	require.NoError(t, json.Unmarshal([]byte(s), &n))
	return n
}

// resend changes a unit's workbook: the cell under a header in the row of a
// project, and saves it under another name.
func (d *quarterDesk) resend(unit, as, project, column string, value any) {
	d.t.Helper()
	f, err := excelize.OpenFile(d.path(quarter.DirFiled, unit+".xlsx"))
	require.NoError(d.t, err)
	defer f.Close()
	row, col := d.locate(unit, project, column)
	b := &officeBook{d.t, "", f}
	b.put("项目计划表", col, row, value)
	require.NoError(d.t, f.SetDocProps(&excelize.DocProperties{Modified: "2023-07-03T08:00:00Z", Created: "2023-07-01T08:00:00Z"}))
	d.put(filepath.Join(quarter.DirFiled, as+".xlsx"), exceltest.Saved(d.t, f))
}

// locate finds a project's cell in a unit's workbook by what the check says.
func (d *quarterDesk) locate(unit, project, column string) (row, col int) {
	d.t.Helper()
	sub := d.checked(unit)
	for _, r := range sub.Rows {
		if r.Project.Title() == project {
			cell := sub.CellOf(r.Project.Source.Sheet, column, r.Project.Source.Row)
			col, row, err := excelize.CellNameToCoordinates(cell)
			require.NoError(d.t, err)
			return row, col
		}
	}
	require.Fail(d.t, "no project", "%s: %s", unit, project)
	return 0, 0
}

func (d *quarterDesk) checked(unit string) *filing.Submission {
	d.t.Helper()
	q, err := plan.ParseQuarter(filepath.Base(d.dir))
	require.NoError(d.t, err)
	c, err := quarter.Open(quarter.Options{Date: today, Quarter: q}).Check(d.t.Context(), []string{d.path(quarter.DirFiled, unit+".xlsx")}, "")
	require.NoError(d.t, err)
	return c.Submissions[0]
}
