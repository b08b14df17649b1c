package excel

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// returned is a file marked with what the program finds in it.
func returned(t testing.TB, name string, data []byte) ([]byte, string) {
	t.Helper()
	workbook, letter, err := WriteReturn(data, plan.Builtin(), check(name, data), form.Round{})
	require.NoError(t, err)
	return workbook, letter
}

// faulty is a form with a task of another track, a deadline outside the plan,
// sources that do not add up, and a unit one letter off.
func faulty(t testing.TB) []byte {
	t.Helper()
	return filled(t, blankForm(t, "管理办"),
		with(good("沿街休憩点改造"), map[string]any{"task": "优化文化供给"}),
		with(good("福山路改造"), map[string]any{"deadline": "2026年6月"}),
		with(good("浦城路改造"), map[string]any{"total": 170}),
		with(good("浦电路改造"), map[string]any{"lead": "社区管里办"}),
		good("崂山路改造"))
}

func TestReturnMarksEachBadCell(t *testing.T) {
	data := faulty(t)
	sub := check("管理办.xlsx", data)
	require.Equal(t, []string{"S05", "T03", "M03", "U05"}, codes(sub))
	workbook, _ := returned(t, "管理办.xlsx", data)
	f := opened(t, workbook)
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
	header, err := f.GetCellValue(form.SheetForm, at(form.RowHeaders, column))
	require.NoError(t, err)
	assert.Equal(t, form.ResultHeader, header)
	for row, want := range map[int]string{0: "必须改：重点任务", 1: "必须改：完成时限", 2: "必须改：四项资金来源", 3: "必须改：牵头部门", 4: ""} {
		text, err := f.GetCellValue(form.SheetForm, at(form.FirstRow+row, column))
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

func opened(t testing.TB, data []byte) *excelize.File {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	t.Cleanup(func() { assert.NoError(t, f.Close()) })
	return f
}

// marksOf are the cells that carry our fill, and our notes by cell.
func marksOf(t testing.TB, data []byte) (fills []string, notes map[string]string) {
	t.Helper()
	f := opened(t, data)
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
		comments, err := f.GetComments(sheet)
		require.NoError(t, err)
		for _, c := range comments {
			text := c.Text
			for _, run := range c.Paragraph {
				text += run.Text
			}
			if strings.HasPrefix(text, form.NoteMark) {
				notes[sheet+"!"+c.Cell] = text
			}
		}
	}
	slices.Sort(fills)
	return fills, notes
}

// TestReturnKeepsWhatIsTheDepartments marks a file that uses what a workbook
// can have, as its own program and as LibreOffice writes it.
func TestReturnKeepsWhatIsTheDepartments(t *testing.T) {
	for name, data := range map[string]func() []byte{
		"as written":        func() []byte { return furnished(t) },
		"after LibreOffice": func() []byte { return savedByLibreOffice(t, furnished(t)) },
	} {
		t.Run(name, func(t *testing.T) {
			data := data()
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
	return worked(t, faulty(t), func(f *excelize.File) {
		bad := typedCell(t, "task", form.FirstRow)
		require.NoError(t, f.AddComment(form.SheetForm, excelize.Comment{Cell: bad, Author: "填表人", Paragraph: []excelize.RichTextRun{{Text: "待领导定"}}}))
		require.NoError(t, f.AddComment(form.SheetForm, excelize.Comment{Cell: "E9", Author: "填表人", Paragraph: []excelize.RichTextRun{{Text: "已电话确认"}}}))
		var picture bytes.Buffer
		require.NoError(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))))
		require.NoError(t, f.AddPictureFromBytes(form.SheetForm, "G12", &excelize.Picture{Extension: ".png", File: picture.Bytes()}))
		red, err := f.NewConditionalStyle(&excelize.Style{Fill: solid("00FF00")})
		require.NoError(t, err)
		require.NoError(t, f.SetConditionalFormat(form.SheetForm, typedCell(t, "deadline", form.FirstRow+1), []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: "LEN($E7)>2", Format: &red},
		}))
		require.NoError(t, f.SetColWidth(form.SheetForm, "E", "E", 41))
		_, err = f.NewSheet("内部测算")
		require.NoError(t, err)
		require.NoError(t, f.SetCellStr("内部测算", "B2", "估算"))
		require.NoError(t, f.AddComment("内部测算", excelize.Comment{Cell: "B2", Author: "填表人", Paragraph: []excelize.RichTextRun{{Text: "依据上年"}}}))
		require.NoError(t, f.SetCellHyperLink("内部测算", "B2", "https://example.invalid/", "External"))
		require.NoError(t, f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: "内部测算!$A$1:$C$9", Scope: "内部测算"}))
	})
}

// belongings are what the department has in its workbook, in words, without
// our marks.
func belongings(t testing.TB, data []byte) map[string]string {
	t.Helper()
	f := opened(t, data)
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
					cell := at(r+1, c+1)
					formula, err := f.GetCellFormula(sheet, cell)
					require.NoError(t, err)
					have["cell "+sheet+"!"+cell] = value + formula
				}
			}
		}
		comments, err := f.GetComments(sheet)
		require.NoError(t, err)
		for _, c := range comments {
			text := c.Text
			for _, run := range c.Paragraph {
				text += run.Text
			}
			if !strings.HasPrefix(text, form.NoteMark) {
				have["note "+sheet+"!"+c.Cell] = text
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

func TestReturnRounds(t *testing.T) {
	first, letter := returned(t, "管理办.xlsx", faulty(t))
	assert.Contains(t, letter, "第1次检查：必须改4处。")
	// The department corrects one, makes another mistake, accepts a suggestion.
	sent := worked(t, first, func(f *excelize.File) {
		require.NoError(t, f.SetCellValue(form.SheetForm, typedCell(t, "task", form.FirstRow), "改善街区景观环境"))
		require.NoError(t, f.SetCellValue(form.SheetForm, typedCell(t, "progress", form.FirstRow+4), "一半"))
	})
	sub := check("管理办.xlsx", sent)
	assert.Equal(t, []string{"T03", "M03", "U05", "Q03"}, codes(sub))
	second, letter, err := WriteReturn(sent, plan.Builtin(), sub, form.Round{})
	require.NoError(t, err)
	assert.Contains(t, letter, "第2次检查：必须改4处。与上次相比，已改1处，还剩3处，新发现1处。")
	fills, notes := marksOf(t, second)
	assert.Len(t, fills, 4)
	assert.Len(t, notes, 4)
	f := opened(t, second)
	lists := slices.DeleteFunc(f.GetSheetList(), func(s string) bool { return s != form.SheetProblems })
	assert.Len(t, lists, 1)
	rows, err := f.GetRows(form.SheetProblems, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	round, ok := form.ReadRound(rows)
	require.True(t, ok)
	assert.Equal(t, 2, round.N)
	assert.Len(t, round.Listed, 4)
}

// TestAcceptedSuggestionIsFoundAfterRowsMoved accepts a suggestion and inserts
// rows above the cell, in LibreOffice's hands.
func TestAcceptedSuggestionIsFoundAfterRowsMoved(t *testing.T) {
	marked, _ := returned(t, "管理办.xlsx", faulty(t))
	sent := worked(t, marked, func(f *excelize.File) {
		accept(t, f, form.SheetProblems, "U05")
		require.NoError(t, f.InsertRows(form.SheetForm, form.FirstRow, 2))
	})
	f := opened(t, savedByLibreOffice(t, withoutResults(t, sent)))
	rows, err := f.GetRows(form.SheetProblems, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	round, ok := form.ReadRound(rows)
	require.True(t, ok)
	require.Len(t, round.Accepted(), 1)
	accepted := round.Accepted()[0]
	assert.Equal(t, form.FirstRow+2+3, accepted.Row)
	assert.Equal(t, "管理办", accepted.Suggest)
	value, err := f.GetCellValue(accepted.Sheet, at(accepted.Row, accepted.Col))
	require.NoError(t, err)
	assert.Equal(t, accepted.Value, value)
}

// accept chooses 采纳 beside the findings of a rule.
func accept(t *testing.T, f *excelize.File, list, rule string) {
	t.Helper()
	rows, err := f.GetRows(list, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	for r, row := range rows {
		if len(row) > form.ProblemRule && row[form.ProblemRule-1] == rule {
			require.NoError(t, f.SetCellStr(list, at(r+1, form.ProblemAccept), form.AcceptWord))
		}
	}
}

// TestAcceptedSuggestionStays sends a file with an accepted suggestion, and
// the return of that as it is.
func TestAcceptedSuggestionStays(t *testing.T) {
	first, _ := returned(t, "管理办.xlsx", faulty(t))
	sent := worked(t, first, func(f *excelize.File) { accept(t, f, form.SheetProblems, "U05") })
	second, letter := returned(t, "管理办.xlsx", sent)
	assert.Contains(t, letter, "已改1处，还剩3处，新发现0处")
	lead, err := opened(t, second).GetCellValue(form.SheetForm, typedCell(t, "lead", form.FirstRow+3))
	require.NoError(t, err)
	assert.Equal(t, "管理办", lead)
	assert.Equal(t, []string{"S05", "T03", "M03"}, codes(check("管理办.xlsx", second)))
}

// TestReturnKeepsSheetAndColumnOfOurNames marks, round after round, a file
// whose department has a list and a column called like ours.
func TestReturnKeepsSheetAndColumnOfOurNames(t *testing.T) {
	const ownResults = "BA"
	sent := worked(t, faulty(t), func(f *excelize.File) {
		_, err := f.NewSheet(form.SheetProblems)
		require.NoError(t, err)
		require.NoError(t, f.SetCellStr(form.SheetProblems, "A1", "科室自己的问题清单"))
		require.NoError(t, f.SetCellStr(form.SheetForm, ownResults+"5", form.ResultHeader))
		require.NoError(t, f.SetCellStr(form.SheetForm, ownResults+"6", "安全检查合格"))
	})
	listed := form.ProblemsName(1)
	for round := range 3 {
		marked, letter := returned(t, "管理办.xlsx", sent)
		assert.Contains(t, letter, "第一张表“问题清单(检查)”")
		f := opened(t, marked)
		assert.Equal(t, listed, f.GetSheetList()[0])
		for cell, want := range map[string]string{
			form.SheetProblems + "!A1": "科室自己的问题清单", form.SheetForm + "!" + ownResults + "5": form.ResultHeader,
			form.SheetForm + "!" + ownResults + "6": "安全检查合格", form.SheetForm + "!BB5": form.ResultHeader, form.SheetForm + "!BC5": "",
		} {
			sheet, ref, _ := strings.Cut(cell, "!")
			value, err := f.GetCellValue(sheet, ref)
			require.NoError(t, err)
			assert.Equal(t, want, value, "%s in round %d", cell, round+1)
		}
		sent = marked
	}
	sent = worked(t, sent, func(f *excelize.File) { accept(t, f, listed, "U05") })
	assert.Equal(t, []string{"S05", "T03", "M03"}, codes(check("管理办.xlsx", sent)))
}

// TestReturnTakesWidthAndPanesBack returns a table of the department's own
// once more, when its rows are right and only its head is not.
func TestReturnTakesWidthAndPanesBack(t *testing.T) {
	sub := &filing.Submission{
		Path: "管理办.xlsx", Unit: "管理办",
		Sheets:   []filing.Sheet{{Name: "Sheet1", HeaderRow: 1, Columns: map[string]string{"项目名称": "A"}}},
		Findings: []filing.Finding{{Sheet: "Sheet1", Cell: "A2", Row: 2, Col: 1, Rule: "T03", Severity: plan.Error, Message: "时限不对。"}},
	}
	own := excelize.NewFile()
	require.NoError(t, own.SetSheetRow("Sheet1", "A1", &[]any{"项目名称"}))
	require.NoError(t, own.SetSheetRow("Sheet1", "A2", &[]any{"小游园"}))
	require.NoError(t, own.SetColWidth("Sheet1", "B", "B", 33))
	data, err := saved(own)
	require.NoError(t, err)
	look := func(data []byte) (width float64, frozen bool) {
		f := opened(t, data)
		width, err := f.GetColWidth("Sheet1", "B")
		require.NoError(t, err)
		panes, err := f.GetPanes("Sheet1")
		require.NoError(t, err)
		return width, panes.Freeze
	}
	marked, _, err := WriteReturn(data, plan.Builtin(), sub, form.Round{})
	require.NoError(t, err)
	width, frozen := look(marked)
	assert.Equal(t, float64(resultWidth), width)
	assert.True(t, frozen)
	sub.Findings = []filing.Finding{{Rule: "U02", Severity: plan.Warning, Message: "部门名称对不上。"}}
	marked, _, err = WriteReturn(marked, plan.Builtin(), sub, form.Round{})
	require.NoError(t, err)
	width, frozen = look(marked)
	assert.Equal(t, 33.0, width)
	assert.False(t, frozen)
}

// TestNotesBesideThoseOfOtherPrefixes adds notes to a file that binds the
// prefixes of its boxes as openpyxl does.
func TestNotesBesideThoseOfOtherPrefixes(t *testing.T) {
	data := worked(t, faulty(t), func(f *excelize.File) {
		require.NoError(t, f.AddComment(form.SheetForm, excelize.Comment{Cell: "E9", Author: "填表人", Paragraph: []excelize.RichTextRun{{Text: "已电话确认"}}}))
	})
	const part = "xl/drawings/vmlDrawing1.vml"
	theirs := `<xml><ns0:shape xmlns:ns0="urn:schemas-microsoft-com:vml" id="_x0000_s1026" type="#_x0000_t202">` +
		`<ns2:ClientData xmlns:ns2="urn:schemas-microsoft-com:office:excel" ObjectType="Note"><ns2:Row>8</ns2:Row><ns2:Column>4</ns2:Column></ns2:ClientData></ns0:shape></xml>`
	file, err := openArchive(data)
	require.NoError(t, err)
	require.Contains(t, file.names, part)
	file.put(part, []byte(theirs))
	data, err = file.bytes()
	require.NoError(t, err)
	for range 2 {
		data, _ = returned(t, "管理办.xlsx", data)
		marked, err := openArchive(data)
		require.NoError(t, err)
		assert.Equal(t, 5, bytes.Count(marked.data[part], []byte(":ClientData ")), "one of theirs and four of ours")
		d := xml.NewDecoder(bytes.NewReader(marked.data[part]))
		for {
			token, err := d.Token()
			if err == io.EOF {
				break
			}
			require.NoError(t, err)
			if e, ok := token.(xml.StartElement); ok && e.Name.Space != "" {
				assert.Contains(t, e.Name.Space, "urn:", e.Name.Local)
			}
		}
	}
}

func TestReturnPutsLostChoicesBack(t *testing.T) {
	pasted := worked(t, faulty(t), func(f *excelize.File) {
		require.NoError(t, f.DeleteDataValidation(form.SheetForm, "C6:E40"))
		for _, p := range (form.Identity{}).Properties() { // some programs drop them
			require.NoError(t, f.SetCustomProps(excelize.CustomProperty{Name: p.Name}))
		}
	})
	before, after := opened(t, faulty(t)), func() *excelize.File {
		workbook, _ := returned(t, "管理办.xlsx", pasted)
		return opened(t, workbook)
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
		"cut off":    {faulty(t)[:2000], "必须改1处"},
		"old format": {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Workbook"), "必须改1处"},
		"macros":     {withMacros(t, faulty(t)), "必须改4处"},
	} {
		t.Run(name, func(t *testing.T) {
			workbook, letter := returned(t, "管理办.xlsx", c.data)
			f := opened(t, workbook)
			assert.Equal(t, []string{form.SheetProblems}, f.GetSheetList())
			assert.Contains(t, letter, c.want)
			assert.Contains(t, letter, "没有在原表上标注：")
			assert.NotContains(t, letter, "。。")
		})
	}
}

func withMacros(t testing.TB, data []byte) []byte {
	t.Helper()
	file, err := openArchive(data)
	require.NoError(t, err)
	file.put("xl/vbaProject.bin", []byte("macros"))
	out, err := file.bytes()
	require.NoError(t, err)
	return out
}

// TestReturnsOfSharedInputs holds over real layouts: as many marked cells as
// findings with a cell, but for those that share one; and the marked file,
// saved by LibreOffice or not, gives the same findings on the same rows.
func TestReturnsOfSharedInputs(t *testing.T) {
	files, err := filepath.Glob("../../../shared/inputs/*/*.xls*")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("needs ../shared")
	}
	workbooks, read := map[string][]byte{}, map[string]*filing.Submission{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		require.NoError(t, err)
		sub := check(filepath.Base(file), data)
		if len(form.Returned(sub.Findings)) == 0 || slices.ContainsFunc(sub.Findings, unreadable) {
			continue
		}
		t.Run(file, func(t *testing.T) {
			workbook, letter := returned(t, sub.Path, data)
			assert.NotContains(t, letter, "没有在原表上标注")
			countMarks(t, sub, workbook)
			assert.Equal(t, places(sub), places(check(sub.Path, workbook)))
			workbooks[file], read[file] = workbook, sub
		})
	}
	for file, data := range allSavedByLibreOffice(t, workbooks) {
		if slices.ContainsFunc(read[file].Findings, func(f filing.Finding) bool { return f.Rule == "C02" }) {
			continue // LibreOffice works out formulas that had no result
		}
		assert.Equal(t, places(read[file]), places(check(read[file].Path, data)), file)
	}
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
	rows, err := opened(t, workbook).GetRows(form.SheetProblems)
	require.NoError(t, err)
	round, ok := form.ReadRound(rows)
	require.True(t, ok)
	listed := slices.DeleteFunc(round.Listed, func(l form.Listed) bool { return l.Col == 0 })
	assert.Len(t, listed, withCell)
}

// places are the findings a return tells, by rule, cell and project.
func places(s *filing.Submission) []string {
	var ps []string
	for _, f := range form.Returned(s.Findings) {
		ps = append(ps, f.Rule+" "+f.Sheet+"!"+f.Cell+" "+f.Project)
	}
	return ps
}

func TestLetterTellsRowProjectAndRemedy(t *testing.T) {
	sub := &filing.Submission{Path: "上报/管理办.xlsx", Unit: "管理办", Sheets: []filing.Sheet{{Name: "表"}}, Findings: []filing.Finding{
		{Sheet: "表", Cell: "N9", Row: 9, Col: 14, Rule: "T03", Severity: plan.Error, Project: "小游园", Message: "完成时限不在计划期内。", Hint: "改到计划期内。"},
		{Sheet: "表", Rule: "L05", Severity: plan.Warning, Message: "第11行是隐藏的。"},
		{Sheet: "表", Cell: "X9", Row: 9, Rule: filing.CoercionRule, Severity: plan.Note, Value: "推进中", Expected: "在建"},
	}}
	r := &returning{plan: plan.Builtin(), sub: sub, findings: form.Returned(sub.Findings), list: form.SheetProblems}
	assert.Equal(t, `管理办：
　　你们报送的“管理办.xlsx”已检查。第1次检查：必须改1处，请核实1处。另有1处读取时作了换算，不用改。
　　请在退回的表上改：第一张表“问题清单”列出每一处，点“位置”就到那个格子。改好后保存，文件名不变，直接报上来，标注不用删。

一、必须改1处（不改的项目本季度不计入，先按上季度的数列出）
　　1．第9行“小游园”：完成时限不在计划期内。改到计划期内。

二、请核实1处（确实没错的可以不改）
　　1．第11行是隐藏的。

潍坊新村街道打造精品城区领导小组办公室
`, r.letter())
}
