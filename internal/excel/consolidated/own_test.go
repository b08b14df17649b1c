package consolidated

import (
	"bytes"
	"image"
	"image/png"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"
)

// TestWhatIsTheOfficesOwnIsCarriedOver has the office add a sheet and columns
// of its own, and writes the workbook three times more, each time with another
// project in front.
func TestWhatIsTheOfficesOwnIsCarriedOver(t *testing.T) {
	slowtest.Long(t)
	pf, stored := campaign(t, 30)
	data, r := consolidate(t, pf, stored)
	mine := len(form.ProjectTable(pf.Plan)) + 1
	row := newLayout(r, pf.Plan).byNumber["10-001"]
	data = office(t, data, func(f *excelize.File) {
		for cell, v := range map[string]any{
			book.At(form.ProjectHeaderRow, mine): "分管意见", book.At(row, mine): "主任盯办", book.At(form.ProjectHeaderRow, mine+1): "核减(万元)", book.At(row, mine+1): 12.5,
		} {
			require.NoError(t, f.SetCellValue(form.PageProjects, cell, v))
		}
		_, err := f.NewSheet("领导批示")
		require.NoError(t, err)
		bold, err := f.NewStyle(&excelize.Style{Font: &excelize.Font{Bold: true}, Fill: book.Solid("FFFF00")})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStr("领导批示", "A1", "请抓紧"))
		require.NoError(t, f.SetCellStyle("领导批示", "A1", "A1", bold))
		require.NoError(t, f.SetCellValue("领导批示", "B2", 3))
		require.NoError(t, f.SetCellValue("领导批示", "B4", 6))
		require.NoError(t, f.SetCellFormula("领导批示", "B4", "B2*2"))
		require.NoError(t, f.MergeCell("领导批示", "A1", "C1"))
		require.NoError(t, f.SetColWidth("领导批示", "A", "A", 33))
		require.NoError(t, f.AddComment("领导批示", excelize.Comment{Cell: "B2", Author: "办公室", Paragraph: []excelize.RichTextRun{{Text: "会上定的"}}}))
		var picture bytes.Buffer
		require.NoError(t, png.Encode(&picture, image.NewGray(image.Rect(0, 0, 4, 4))))
		require.NoError(t, f.AddPictureFromBytes("领导批示", "D5", &excelize.Picture{Extension: ".png", File: picture.Bytes(), Format: &excelize.GraphicOptions{}}))
	})
	for round := range 3 {
		c := readBack(t, data)
		require.Empty(t, c.Problems)
		require.Equal(t, []string{"领导批示"}, c.Own.Sheets)
		c.Own.Book = data
		stored.Own = c.Own
		assert.Empty(t, NotCarried(c.Own))
		pf.Entries = append(pf.Entries[:0:0], pf.Entries[1:]...) // rows move
		data, r = consolidate(t, pf, stored)
		f := exceltest.Opened(t, data)
		row := newLayout(r, pf.Plan).byNumber["10-001"]
		for cell, want := range map[string]string{
			form.PageProjects + "!" + book.At(form.ProjectHeaderRow, mine): "分管意见", form.PageProjects + "!" + book.At(row, mine): "主任盯办",
			form.PageProjects + "!" + book.At(row, mine+1): "12.5", form.PageProjects + "!" + book.At(row+1, mine): "",
			"领导批示!A1": "请抓紧", "领导批示!B2": "3", "领导批示!B4": "6",
		} {
			sheet, at, _ := strings.Cut(cell, "!")
			value, err := f.GetCellValue(sheet, at)
			require.NoError(t, err)
			assert.Equal(t, want, value, "%s in round %d", cell, round+1)
		}
		formula, err := f.GetCellFormula("领导批示", "B4")
		require.NoError(t, err)
		assert.Equal(t, "B2*2", formula)
		id, err := f.GetCellStyle("领导批示", "A1")
		require.NoError(t, err)
		style, err := f.GetStyle(id)
		require.NoError(t, err)
		assert.True(t, style.Font.Bold)
		assert.Equal(t, []string{"FFFF00"}, style.Fill.Color)
		width, err := f.GetColWidth("领导批示", "A")
		require.NoError(t, err)
		assert.Equal(t, 33.0, width)
		notes, err := f.GetComments("领导批示")
		require.NoError(t, err)
		assert.Len(t, notes, 1)
		pictures, err := f.GetPictureCells("领导批示")
		require.NoError(t, err)
		assert.Equal(t, []string{"D5"}, pictures)
		merged, err := f.GetMergeCells("领导批示")
		require.NoError(t, err)
		assert.Len(t, merged, 1)
	}
}

// What cannot be carried over is told, never lost without a word.
func TestWhatCannotBeCarriedIsTold(t *testing.T) {
	t.Parallel()
	data, _ := written(t, 12)
	data = office(t, data, func(f *excelize.File) {
		_, err := f.NewSheet("领导批示")
		require.NoError(t, err)
		require.NoError(t, f.SetCellValue("领导批示", "A1", 3))
		require.NoError(t, f.AddChart("领导批示", "C3", &excelize.Chart{Type: excelize.Col, Series: []excelize.ChartSeries{{Values: "领导批示!$A$1"}}}))
		_, err = f.NewSheet("联系人")
		require.NoError(t, err)
		choice := excelize.NewDataValidation(true)
		choice.Sqref = "B2"
		require.NoError(t, choice.SetDropList([]string{"是", "否"}))
		require.NoError(t, f.AddDataValidation("联系人", choice))
		page := form.PageNamed(form.PageLate)
		require.NoError(t, f.SetCellStr(form.PageLate, book.At(form.ListHeaderRow, len(page.List)+1), "催办"))
		require.NoError(t, f.AddComment(form.PageUnits, excelize.Comment{Cell: "B4", Author: "办公室", Paragraph: []excelize.RichTextRun{{Text: "已谈"}}}))
	})
	c := readBack(t, data)
	assertSaid(t, "自己加的“催办”一栏没有带到新的汇总表", c.Problems)
	c.Own.Book = data
	assert.Equal(t, []string{
		"自建的工作表“领导批示”:图表没有带到新的汇总表，原件在存档里",
		"工作表“部门推进情况”:批注没有带到新的汇总表，原件在存档里；《项目汇总表》上的批注会跟着项目走",
	}, NotCarried(c.Own))

	pf, stored := campaign(t, 12)
	stored.Own = c.Own
	again, _ := consolidate(t, pf, stored)
	choices, err := exceltest.Opened(t, again).GetDataValidations("联系人")
	require.NoError(t, err)
	assert.Len(t, choices, 1)
	assert.Empty(t, NotCarried(form.Own{Book: again, Sheets: c.Own.Sheets}))
}

func TestOwnTextBesideNoProjectIsTold(t *testing.T) {
	pf, stored := campaign(t, 5)
	data, _ := consolidate(t, pf, stored)
	mine := len(form.ProjectTable(pf.Plan)) + 1
	c := readBack(t, office(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(form.PageProjects, book.At(form.ProjectHeaderRow, mine), "分管意见"))
		require.NoError(t, f.SetCellStr(form.PageProjects, book.At(form.ProjectHeaderRow+1, mine), "这一行是标题"))
	}))
	require.Len(t, c.Problems, 1)
	assert.Contains(t, c.Problems[0], "“这一行是标题”不在项目的行里，没有带到新的汇总表")
}

// TestNotesAndFillsFollowTheirProject colours and notes cells of a project, and
// writes the workbook again with rows gone above it.
func TestNotesAndFillsFollowTheirProject(t *testing.T) {
	slowtest.Long(t)
	pf, stored := campaign(t, 30)
	data, r := consolidate(t, pf, stored)
	marked := func(r *report.Report, id string) string {
		return cellAt(pf.Plan, newLayout(r, pf.Plan).byNumber["10-001"], id)
	}
	data = office(t, data, func(f *excelize.File) {
		style, err := f.GetCellStyle(form.PageProjects, marked(r, plan.KeyLead))
		require.NoError(t, err)
		look, err := f.GetStyle(style)
		require.NoError(t, err)
		look.Fill = book.Solid("92D050")
		green, err := f.NewStyle(look)
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle(form.PageProjects, marked(r, plan.KeyName), marked(r, plan.KeyLead), green))
		require.NoError(t, f.AddComment(form.PageProjects, excelize.Comment{Cell: marked(r, plan.KeyTotal), Author: "办公室", Paragraph: []excelize.RichTextRun{{Text: "待财政批复"}}}))
	})
	for range 2 {
		c := readBack(t, data)
		require.Empty(t, c.Problems)
		c.Own.Book, stored.Own = data, c.Own
		stored.Own.Book = data
		pf.Entries = append(pf.Entries[:0:0], pf.Entries[2:]...)
		data, r = consolidate(t, pf, stored)
		f := exceltest.Opened(t, data)
		fill := func(cell string) []string {
			id, err := f.GetCellStyle(form.PageProjects, cell)
			require.NoError(t, err)
			style, err := f.GetStyle(id)
			require.NoError(t, err)
			return style.Fill.Color
		}
		assert.Equal(t, []string{"92D050"}, fill(marked(r, plan.KeyName)))
		assert.Equal(t, []string{"92D050"}, fill(marked(r, plan.KeyLead)))
		assert.NotEqual(t, []string{"92D050"}, fill(marked(r, plan.KeyTotal)))
		notes, err := f.GetComments(form.PageProjects)
		require.NoError(t, err)
		require.Len(t, notes, 1)
		assert.Equal(t, marked(r, plan.KeyTotal), notes[0].Cell)
	}
}

// A project that was renamed is known by its number.
func TestOwnCellsFollowTheNumber(t *testing.T) {
	pf, stored := campaign(t, 10)
	stored.Own = form.Own{Columns: []form.OwnColumn{{Title: "分管意见", Cells: []form.OwnCell{
		{Number: "03-001", Key: "3|原来的名称", Text: "按编号"}, {Number: "", Key: pf.Entries[0].Project.Key(), Text: "按名称"},
	}}}}
	data, r := consolidate(t, pf, stored)
	f := exceltest.Opened(t, data)
	l := newLayout(r, pf.Plan)
	for number, want := range map[string]string{"03-001": "按编号", pf.Entries[0].Number: "按名称", pf.Entries[1].Number: ""} {
		value, err := f.GetCellValue(form.PageProjects, book.At(l.byNumber[number], len(form.ProjectTable(pf.Plan))+1))
		require.NoError(t, err)
		assert.Equal(t, want, value, number)
	}
}

func TestFillsThatAreNobodysAreLeft(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	ids := map[string]int{}
	for _, color := range []string{"FFFFFF", "92D050", book.FillInput} {
		id, err := f.NewStyle(&excelize.Style{Fill: book.Solid(color)})
		require.NoError(t, err)
		ids[color] = id
	}
	data, err := f.WriteToBuffer()
	require.NoError(t, err)
	assert.Equal(t, map[string]string{strconv.Itoa(ids["92D050"]): "92D050"}, fillsIn(data.Bytes()), "white is no fill, and ours are not the office's")
}
