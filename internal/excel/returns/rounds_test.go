package returns

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

func TestReturnRounds(t *testing.T) {
	slowtest.Long(t)
	first, letter := returned(t, "管理办.xlsx", faulty(t))
	assert.Contains(t, letter, "第1次检查：请改正4处。")
	// The department corrects one, makes another mistake, accepts a suggestion.
	sent := exceltest.Worked(t, first, func(f *excelize.File) {
		require.NoError(t, f.SetCellValue(form.SheetForm, exceltest.TypedCell(t, "task", form.FirstRow), "改善街区景观环境"))
		require.NoError(t, f.SetCellValue(form.SheetForm, exceltest.TypedCell(t, "progress", form.FirstRow+4), "基本过半"))
	})
	sub := exceltest.Checked("管理办.xlsx", sent)
	assert.Equal(t, []string{"T03", "M03", "U05", "Q03"}, codes(sub))
	second, letter, err := Write(sent, plan.Builtin(), sub, false)
	require.NoError(t, err)
	assert.Contains(t, letter, "第2次检查：请改正4处。与上次相比，已改1处，还剩3处，新发现1处。")
	fills, notes := marksOf(t, second)
	assert.Len(t, fills, 4)
	assert.Len(t, notes, 4)
	f := exceltest.Opened(t, second)
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
	slowtest.Long(t)
	marked, _ := returned(t, "管理办.xlsx", faulty(t))
	sent := exceltest.Worked(t, marked, func(f *excelize.File) {
		accept(t, f, form.SheetProblems, "U05")
		require.NoError(t, f.InsertRows(form.SheetForm, form.FirstRow, 2))
	})
	f := exceltest.Opened(t, exceltest.SavedByLibreOffice(t, exceltest.WithoutResults(t, sent)))
	rows, err := f.GetRows(form.SheetProblems, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	round, ok := form.ReadRound(rows)
	require.True(t, ok)
	require.Len(t, round.Accepted(), 1)
	accepted := round.Accepted()[0]
	assert.Equal(t, form.FirstRow+2+3, accepted.Row)
	assert.Equal(t, "管理办", accepted.Suggest)
	value, err := f.GetCellValue(accepted.Sheet, book.At(accepted.Row, accepted.Col))
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
			require.NoError(t, f.SetCellStr(list, book.At(r+1, form.ProblemAccept), form.AcceptWord))
		}
	}
}

// TestAcceptedSuggestionStays sends a file with an accepted suggestion, and
// the return of that as it is.
func TestAcceptedSuggestionStays(t *testing.T) {
	first, _ := returned(t, "管理办.xlsx", faulty(t))
	sent := exceltest.Worked(t, first, func(f *excelize.File) { accept(t, f, form.SheetProblems, "U05") })
	second, letter := returned(t, "管理办.xlsx", sent)
	assert.Contains(t, letter, "已改1处，还剩3处，新发现0处")
	lead, err := exceltest.Opened(t, second).GetCellValue(form.SheetForm, exceltest.TypedCell(t, "lead", form.FirstRow+3))
	require.NoError(t, err)
	assert.Equal(t, "管理办", lead)
	assert.Equal(t, []string{"S05", "T03", "M03"}, codes(exceltest.Checked("管理办.xlsx", second)))
}

// TestReturnKeepsSheetAndColumnOfOurNames marks, round after round, a file
// whose department has a list and a column called like ours.
func TestReturnKeepsSheetAndColumnOfOurNames(t *testing.T) {
	const ownResults = "BA"
	sent := exceltest.Worked(t, faulty(t), func(f *excelize.File) {
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
		f := exceltest.Opened(t, marked)
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
	sent = exceltest.Worked(t, sent, func(f *excelize.File) { accept(t, f, listed, "U05") })
	assert.Equal(t, []string{"S05", "T03", "M03"}, codes(exceltest.Checked("管理办.xlsx", sent)))
}

// TestReturnTakesWidthAndPanesBack returns a table of the department's own
// once more, when its rows are right and only its head is not.
func TestReturnTakesWidthAndPanesBack(t *testing.T) {
	sub := &filing.Submission{
		Path: "管理办.xlsx", Unit: "管理办",
		Sheets:   []filing.PlanSheet{{Name: "Sheet1", HeaderRow: 1, Columns: map[string]string{"项目名称": "A"}}},
		Findings: []filing.Finding{{Sheet: "Sheet1", Cell: "A2", Row: 2, Col: 1, Rule: "T03", Severity: plan.Error, Message: "时限不对。"}},
	}
	own := excelize.NewFile()
	require.NoError(t, own.SetSheetRow("Sheet1", "A1", &[]any{"项目名称"}))
	require.NoError(t, own.SetSheetRow("Sheet1", "A2", &[]any{"小游园"}))
	require.NoError(t, own.SetColWidth("Sheet1", "B", "B", 33))
	data, err := book.Of(own).Saved()
	require.NoError(t, err)
	look := func(data []byte) (width float64, frozen bool) {
		f := exceltest.Opened(t, data)
		width, err := f.GetColWidth("Sheet1", "B")
		require.NoError(t, err)
		panes, err := f.GetPanes("Sheet1")
		require.NoError(t, err)
		return width, panes.Freeze
	}
	marked, _, err := Write(data, plan.Builtin(), sub, false)
	require.NoError(t, err)
	width, frozen := look(marked)
	assert.Equal(t, float64(resultWidth), width)
	assert.True(t, frozen)
	sub.Findings = []filing.Finding{{Rule: "U02", Severity: plan.Warning, Message: "部门名称对不上。"}}
	marked, _, err = Write(marked, plan.Builtin(), sub, false)
	require.NoError(t, err)
	width, frozen = look(marked)
	assert.Equal(t, 33.0, width)
	assert.False(t, frozen)
}

// TestNotesBesideThoseOfOtherPrefixes adds notes to a file that binds the
// prefixes of its boxes as openpyxl does.
func TestNotesBesideThoseOfOtherPrefixes(t *testing.T) {
	data := exceltest.Worked(t, faulty(t), func(f *excelize.File) {
		require.NoError(t, f.AddComment(form.SheetForm, excelize.Comment{Cell: "E9", Author: "填表人", Paragraph: []excelize.RichTextRun{{Text: "已电话确认"}}}))
	})
	const part = "xl/drawings/vmlDrawing1.vml"
	theirs := `<xml><ns0:shape xmlns:ns0="urn:schemas-microsoft-com:vml" id="_x0000_s1026" type="#_x0000_t202">` +
		`<ns2:ClientData xmlns:ns2="urn:schemas-microsoft-com:office:excel" ObjectType="Note"><ns2:Row>8</ns2:Row><ns2:Column>4</ns2:Column></ns2:ClientData></ns0:shape></xml>`
	file, err := openMarkable(data)
	require.NoError(t, err)
	require.Contains(t, file.Names, part)
	file.Put(part, []byte(theirs))
	data, err = file.Bytes()
	require.NoError(t, err)
	for range 2 {
		data, _ = returned(t, "管理办.xlsx", data)
		marked, err := openMarkable(data)
		require.NoError(t, err)
		assert.Equal(t, 5, bytes.Count(marked.Data[part], []byte(":ClientData ")), "one of theirs and four of ours")
		d := xml.NewDecoder(bytes.NewReader(marked.Data[part]))
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
