package returns

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/excel/forms"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

// returned is a file marked with what the program finds in it.
func returned(t testing.TB, name string, data []byte) ([]byte, string) {
	t.Helper()
	workbook, letter, err := Write(data, plan.Builtin(), exceltest.Checked(name, data), false)
	require.NoError(t, err)
	return workbook, letter
}

// faulty is a form with a task of another track, a deadline outside the plan,
// sources that do not add up, and a unit one letter off. It is filled in once for
// all tests: none may change it.
func faulty(t testing.TB) []byte {
	t.Helper()
	fillOnce.Do(func() { faultyForm = exceltest.Filled(t, sentForm(t, "管理办"), faultyProjects()...) })
	return faultyForm
}

var (
	fillOnce   sync.Once
	faultyForm []byte
)

func faultyProjects() []map[string]any {
	return []map[string]any{
		exceltest.With(exceltest.Good("沿街休憩点改造"), map[string]any{"task": "优化文化供给"}),
		exceltest.With(exceltest.Good("福山路改造"), map[string]any{"deadline": "2026年6月"}),
		exceltest.With(exceltest.Good("浦城路改造"), map[string]any{"total": 170}),
		exceltest.With(exceltest.Good("浦电路改造"), map[string]any{"lead": "社区管里办"}),
		exceltest.Good("崂山路改造"),
	}
}

func TestReturnMarksEachBadCell(t *testing.T) {
	slowtest.Long(t)
	data := faulty(t)
	sub := exceltest.Checked("管理办.xlsx", data)
	require.Equal(t, []string{"S05", "T03", "M03", "U05"}, codes(sub))
	workbook, _ := returned(t, "管理办.xlsx", data)
	f := exceltest.Opened(t, workbook)
	assert.Equal(t, form.SheetProblems, f.GetSheetList()[0])
	assert.Equal(t, 0, f.GetActiveSheetIndex())
	fills, notes := marksOf(t, workbook)
	for _, bad := range sub.Findings {
		if bad.Severity != plan.Error {
			continue
		}
		at := bad.Sheet + "!" + bad.Cell
		assert.Contains(t, fills, at)
		assert.Contains(t, notes[at], form.NoteMark+"必须改 "+bad.Rule+"\n"+bad.Message)
	}
	assert.Len(t, fills, 4)
	assert.Len(t, notes, 4)
	column := len(plan.Builtin().Columns) + 1
	header, err := f.GetCellValue(form.SheetForm, book.At(form.RowHeaders, column))
	require.NoError(t, err)
	assert.Equal(t, form.ResultHeader, header)
	for row, want := range map[int]string{0: "必须改：重点任务", 1: "必须改：完成时限", 2: "必须改：四项资金来源", 3: "必须改：牵头部门", 4: ""} {
		text, err := f.GetCellValue(form.SheetForm, book.At(form.FirstRow+row, column))
		require.NoError(t, err)
		assert.True(t, strings.HasPrefix(text, want) && (want != "" || text == ""), "%q does not begin with %q", text, want)
	}
}

func codes(s *filing.Submission) []string {
	var cs []string
	for _, f := range form.Returned(s.Findings) {
		cs = append(cs, f.Rule)
	}
	return cs
}

// marksOf are the cells that carry our fill, and our notes by cell.
func marksOf(t testing.TB, data []byte) (fills []string, notes map[string]string) {
	t.Helper()
	f := exceltest.Opened(t, data)
	notes = map[string]string{}
	for _, sheet := range f.GetSheetList() {
		formats, err := f.GetConditionalFormats(sheet)
		require.NoError(t, err)
		for cells, rules := range formats {
			for _, r := range rules {
				if form.IsFillFormula(r.Criteria) {
					for _, c := range strings.Fields(cells) {
						fills = append(fills, sheet+"!"+c)
					}
				}
			}
		}
		for cell, text := range notesOn(t, f, sheet) {
			if strings.HasPrefix(text, form.NoteMark) {
				notes[sheet+"!"+cell] = text
			}
		}
	}
	slices.Sort(fills)
	return fills, notes
}

// notesOn are the notes of a sheet by cell, with all they say.
func notesOn(t testing.TB, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	comments, err := f.GetComments(sheet)
	require.NoError(t, err)
	notes := map[string]string{}
	for _, c := range comments {
		notes[c.Cell] = c.Text
		for _, run := range c.Paragraph {
			notes[c.Cell] += run.Text
		}
	}
	return notes
}

// TestReturnKeepsWhatIsTheDepartments marks a file that uses what a workbook
// can have, as its own program and as LibreOffice writes it.
func TestReturnKeepsWhatIsTheDepartments(t *testing.T) {
	slowtest.Long(t)
	for name, data := range map[string]func(t *testing.T) []byte{
		"as written":        func(t *testing.T) []byte { return furnished(t) },
		"after LibreOffice": func(t *testing.T) []byte { return exceltest.SavedByLibreOffice(t, furnished(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			data := data(t)
			workbook, _ := returned(t, "管理办.xlsx", data)
			before, after := belongings(t, data), belongings(t, workbook)
			for thing, was := range before {
				assert.Equal(t, was, after[thing], thing)
			}
			fills, notes := marksOf(t, workbook)
			assert.Len(t, fills, 4)
			assert.Len(t, notes, 3, "the cell with the department's own note keeps it")
			again, _ := returned(t, "管理办.xlsx", workbook)
			after = belongings(t, again)
			for thing, was := range before {
				assert.Equal(t, was, after[thing], "marked again: %s", thing)
			}
			fillsAgain, notesAgain := marksOf(t, again)
			assert.Equal(t, fills, fillsAgain)
			assert.Equal(t, notes, notesAgain)
		})
	}
}

// furnished is the faulty form with notes, a picture, a format, a link, a
// hidden sheet with notes and names of single sheets, all the department's.
func furnished(t testing.TB) []byte {
	t.Helper()
	return exceltest.Worked(t, faulty(t), func(f *excelize.File) { furnish(t, f) })
}

// ownNotes is the department's own sheet.
const ownNotes = "内部测算"

func furnish(t testing.TB, f *excelize.File) {
	t.Helper()
	bad := exceltest.TypedCell(t, "task", form.FirstRow)
	require.NoError(t, f.AddComment(form.SheetForm, excelize.Comment{Cell: bad, Author: "填表人", Paragraph: []excelize.RichTextRun{{Text: "待领导定"}}}))
	require.NoError(t, f.AddComment(form.SheetForm, excelize.Comment{Cell: "E9", Author: "填表人", Paragraph: []excelize.RichTextRun{{Text: "已电话确认"}}}))
	var picture bytes.Buffer
	require.NoError(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))))
	require.NoError(t, f.AddPictureFromBytes(form.SheetForm, "G12", &excelize.Picture{Extension: ".png", File: picture.Bytes()}))
	red, err := f.NewConditionalStyle(&excelize.Style{Fill: book.Solid("00FF00")})
	require.NoError(t, err)
	require.NoError(t, f.SetConditionalFormat(form.SheetForm, exceltest.TypedCell(t, "deadline", form.FirstRow+1), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: "LEN($E7)>2", Format: &red},
	}))
	require.NoError(t, f.SetColWidth(form.SheetForm, "E", "E", 41))
	_, err = f.NewSheet(ownNotes)
	require.NoError(t, err)
	require.NoError(t, f.SetCellStr(ownNotes, "B2", "估算"))
	require.NoError(t, f.AddComment(ownNotes, excelize.Comment{Cell: "B2", Author: "填表人", Paragraph: []excelize.RichTextRun{{Text: "依据上年"}}}))
	require.NoError(t, f.SetCellHyperLink(ownNotes, "B2", "https://example.invalid/", "External"))
	require.NoError(t, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: ownNotes + "!$A$1:$C$9", Scope: ownNotes}))
}

// belongings are what the department has in its workbook, in words, without
// our marks.
func belongings(t testing.TB, data []byte) map[string]string {
	t.Helper()
	f := exceltest.Opened(t, data)
	have := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		if sheet == form.SheetProblems || sheet == form.SheetIdentity {
			continue
		}
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		for r, row := range rows {
			for c, value := range row {
				if value != "" && (sheet != form.SheetForm || c < len(plan.Builtin().Columns)) {
					cell := book.At(r+1, c+1)
					formula, err := f.GetCellFormula(sheet, cell)
					require.NoError(t, err)
					have["cell "+sheet+"!"+cell] = value + formula
				}
			}
		}
		for cell, text := range notesOn(t, f, sheet) {
			if !strings.HasPrefix(text, form.NoteMark) {
				have["note "+sheet+"!"+cell] = text
			}
		}
		formats, err := f.GetConditionalFormats(sheet)
		require.NoError(t, err)
		for cells, rules := range formats {
			for _, r := range rules {
				if !form.IsFillFormula(r.Criteria) {
					have["format "+sheet+"!"+cells+" "+r.Criteria] = "there"
				}
			}
		}
		checks, err := f.GetDataValidations(sheet)
		require.NoError(t, err)
		for _, dv := range checks {
			have["validation "+sheet+"!"+dv.Sqref] = dv.Type + dv.Formula1
		}
		tables, err := f.GetTables(sheet)
		require.NoError(t, err)
		for _, table := range tables {
			have["table "+table.Name] = table.Range
		}
		pictures, err := f.GetPictureCells(sheet)
		require.NoError(t, err)
		have["pictures "+sheet] = strings.Join(pictures, " ")
		width, err := f.GetColWidth(sheet, "E")
		require.NoError(t, err)
		have["width "+sheet] = fmt.Sprintf("%.1f", width)
	}
	for _, n := range f.GetDefinedName() {
		if n.Scope != form.SheetProblems {
			have["name "+n.Scope+" "+n.Name] = n.RefersTo
		}
	}
	return have
}

func TestReturnPutsLostChoicesBack(t *testing.T) {
	slowtest.Long(t)
	pasted := exceltest.Worked(t, faulty(t), func(f *excelize.File) {
		require.NoError(t, f.DeleteDataValidation(form.SheetForm, "C6:E40"))
		for _, p := range (form.Identity{}).Properties() { // some programs drop them
			require.NoError(t, f.SetCustomProps(excelize.CustomProperty{Name: p.Name}))
		}
	})
	before, after := exceltest.Opened(t, faulty(t)), func() *excelize.File {
		workbook, _ := returned(t, "管理办.xlsx", pasted)
		return exceltest.Opened(t, workbook)
	}()
	assert.ElementsMatch(t, checksOf(t, before), checksOf(t, after))
}

func checksOf(t *testing.T, f *excelize.File) []string {
	t.Helper()
	checks, err := f.GetDataValidations(form.SheetForm)
	require.NoError(t, err)
	var all []string
	for _, dv := range checks {
		all = append(all, dv.Sqref+" "+dv.Type+" "+dv.Formula1)
	}
	return all
}

func TestReturnOfWhatCannotBeMarked(t *testing.T) {
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"cut off":    {faulty(t)[:2000], "请改正1处"},
		"old format": {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook"), "请改正1处"},
		"macros":     {withMacros(t, faulty(t)), "请改正4处"},
	} {
		t.Run(name, func(t *testing.T) {
			workbook, letter := returned(t, "管理办.xlsx", c.data)
			f := exceltest.Opened(t, workbook)
			assert.Equal(t, []string{form.SheetProblems}, f.GetSheetList())
			assert.Contains(t, letter, c.want)
			assert.Contains(t, letter, "没有在原表上标注")
			assert.Equal(t, 1, strings.Count(letter, "文件没有传完整")+strings.Count(letter, "文件里有宏或"), "the cause is said once")
			assert.NotContains(t, letter, "。。")
		})
	}
}

func withMacros(t testing.TB, data []byte) []byte {
	t.Helper()
	file, err := openMarkable(data)
	require.NoError(t, err)
	file.Put("xl/vbaProject.bin", []byte("macros"))
	out, err := file.Bytes()
	require.NoError(t, err)
	return out
}

// TestReturnsOfSharedInputs holds over real layouts: as many marked cells as
// findings with a cell, but for those that share one; and the marked file,
// saved by LibreOffice or not, gives the same findings on the same rows, but for
// what is hidden no more.
func TestReturnsOfSharedInputs(t *testing.T) {
	slowtest.Long(t)
	files, err := filepath.Glob("../../../../shared/inputs/*/*.xls*")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("needs ../shared")
	}
	workbooks, read := map[string][]byte{}, map[string]*filing.Submission{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		sub := exceltest.Checked(filepath.Base(file), data)
		if len(form.Returned(sub.Findings)) == 0 || slices.ContainsFunc(sub.Findings, unreadable) {
			continue
		}
		t.Run(file, func(t *testing.T) {
			workbook, letter := returned(t, sub.Path, data)
			assert.NotContains(t, letter, "没有在原表上标注")
			countMarks(t, sub, workbook)
			assert.Equal(t, placesLeft(sub), places(exceltest.Checked(sub.Path, workbook)))
			workbooks[file], read[file] = workbook, sub
		})
	}
	t.Run("after LibreOffice", func(t *testing.T) {
		for file, data := range exceltest.AllSavedByLibreOffice(t, workbooks) {
			if slices.ContainsFunc(read[file].Findings, func(f filing.Finding) bool { return f.Rule == "C02" }) {
				continue // LibreOffice works out formulas that had no result
			}
			assert.Equal(t, placesLeft(read[file]), places(exceltest.Checked(read[file].Path, data)), file)
		}
	})
}

// countMarks holds a return workbook to the findings: each with a cell is
// listed, and has its mark or shares one.
func countMarks(t *testing.T, sub *filing.Submission, workbook []byte) {
	t.Helper()
	withCell, distinct := 0, map[string]bool{}
	for _, f := range form.Returned(sub.Findings) {
		if f.Cell != "" {
			withCell++
			distinct[f.Sheet+"!"+f.Cell] = true
		}
	}
	fills, _ := marksOf(t, workbook)
	assert.Len(t, fills, len(distinct))
	rows, err := exceltest.Opened(t, workbook).GetRows(form.SheetProblems)
	require.NoError(t, err)
	round, ok := form.ReadRound(rows)
	require.True(t, ok)
	listed := slices.DeleteFunc(round.Listed, func(l form.Listed) bool { return l.Col == 0 })
	assert.Len(t, listed, withCell)
}

// places are the findings a return tells, by rule, cell and project.
func places(s *filing.Submission) []string { return placesOf(form.Returned(s.Findings)) }

// placesLeft are the places of the findings that marking leaves: a row or
// column that was hidden (L05) comes in sight with its mark.
func placesLeft(s *filing.Submission) []string {
	return placesOf(slices.DeleteFunc(form.Returned(s.Findings), func(f filing.Finding) bool { return f.Rule == "L05" && f.Row > 0 }))
}

func placesOf(findings []filing.Finding) []string {
	var ps []string
	for _, f := range findings {
		ps = append(ps, f.Rule+" "+f.Sheet+"!"+f.Cell+" "+f.Project)
	}
	return ps
}

// sentForm is a unit's form as it is given out.
func sentForm(t testing.TB, unit string) []byte {
	t.Helper()
	u, ok := plan.Builtin().Unit(unit)
	require.True(t, ok)
	data, err := forms.Write(plan.Builtin(), forms.Form{Unit: u, Quarter: plan.Quarter{Year: 2023, N: 2}})
	require.NoError(t, err)
	return data
}
