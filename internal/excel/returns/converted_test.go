package returns

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

// TestConverted carries workbooks of other formats over and compares what is
// read of both.
func TestConverted(t *testing.T) {
	slowtest.Long(t)
	files, err := filepath.Glob("../../sheet/verified/testdata/workbooks/*.[xo][ld]s")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			was, err := verified.Open(data, sheet.DefaultLimits)
			require.NoError(t, err)
			plain, err := converted(data, &filing.Submission{})
			require.NoError(t, err)
			is, err := verified.Open(plain, sheet.DefaultLimits)
			require.NoError(t, err)
			assert.Equal(t, was.Date1904, is.Date1904)
			assert.Equal(t, was.Custom, is.Custom)
			require.Len(t, is.Sheets, len(was.Sheets))
			for i, sh := range was.Sheets {
				assertCarried(t, sh, is.Sheets[i])
			}
		})
	}
	_, err = converted([]byte("text"), &filing.Submission{})
	assert.Error(t, err)
}

func assertCarried(t *testing.T, was, is *sheet.Sheet) {
	t.Helper()
	assert.Equal(t, was.Name, is.Name)
	assert.Equal(t, was.Hidden, is.Hidden)
	assert.Equal(t, was.Merges, is.Merges)
	require.Len(t, is.Notes, len(was.Notes))
	for i, n := range was.Notes {
		assert.Contains(t, is.Notes[i].Text, n.Text)
		assert.Equal(t, [2]int{n.Row, n.Col}, [2]int{is.Notes[i].Row, is.Notes[i].Col})
	}
	hidden := func(sh *sheet.Sheet, col int) bool {
		for _, s := range sh.HiddenCols {
			if s.First <= col && col <= s.Last {
				return true
			}
		}
		return false
	}
	for col := 1; col <= 20; col++ {
		assert.Equal(t, hidden(was, col), hidden(is, col), "column %d", col)
	}
	for _, k := range was.Struck {
		now, ok := is.Strike(int(k.Row), int(k.Col))
		assert.Equal(t, k.Whole(), ok, k.Ref())
		if ok {
			assert.Equal(t, k.Text, now.Text)
			assert.Equal(t, k.Format, now.Format)
		}
	}
	require.Len(t, is.Rows, len(was.Rows))
	for i, row := range was.Rows {
		assert.Equal(t, row.Hidden, is.Rows[i].Hidden, "row %d", row.Number)
		for _, c := range row.Cells {
			if c.Kind == sheet.Missing {
				continue
			}
			now, _ := is.Rows[i].At(int(c.Col))
			assert.Equal(t, c.Text, now.Text, c.Ref())
			assert.Equal(t, c.Format, now.Format, c.Ref())
			assert.Equal(t, c.Kind == sheet.Number, now.Kind == sheet.Number, c.Ref())
		}
	}
}

// TestConvertedTableIsDrawn carries a table over of which its reader gives no
// lines: the header stands out, texts show whole, dates too.
func TestConvertedTableIsDrawn(t *testing.T) {
	data := exceltest.Worked(t, ownTable(t), func(f *excelize.File) {
		day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		require.NoError(t, err)
		require.NoError(t, f.SetCellValue(ownSheet, ownCell(plan.KeyStart, ownFirst), 44621))
		require.NoError(t, f.SetCellStyle(ownSheet, ownCell(plan.KeyStart, ownFirst), ownCell(plan.KeyStart, ownFirst), day))
		require.NoError(t, f.SetColWidth(ownSheet, "G", "G", 6))
		require.NoError(t, f.SetCellValue(ownSheet, ownCell(plan.KeyKind, ownFirst), nil))
	})
	plain, err := converted(data, exceltest.Checked("管理办.xlsx", data))
	require.NoError(t, err)
	f := exceltest.Opened(t, plain)
	style := func(cell string) *excelize.Style {
		id, err := f.GetCellStyle(ownSheet, cell)
		require.NoError(t, err)
		s, err := f.GetStyle(id)
		require.NoError(t, err)
		return s
	}
	assert.Empty(t, style("A1").Border, "the title")
	assert.Len(t, style(ownCell(plan.KeyName, ownFirst-1)).Border, 4)
	assert.NotEmpty(t, style(ownCell(plan.KeyName, ownFirst-1)).Fill.Color, "the header")
	assert.Len(t, style(ownCell(plan.KeyKind, ownFirst)).Border, 4, "an empty cell")
	assert.True(t, style(ownCell(plan.KeyContent, ownFirst)).Alignment.WrapText)
	width, err := f.GetColWidth(ownSheet, "G")
	require.NoError(t, err)
	assert.Equal(t, float64(dateWidth), width)
	height, err := f.GetRowHeight(ownSheet, ownFirst)
	require.NoError(t, err)
	assert.Greater(t, height, 2*book.HeightLine, "a text of several lines")
	below, err := f.GetCellStyle(ownSheet, ownCell(plan.KeyName, ownFirst+6))
	require.NoError(t, err)
	assert.Zero(t, below)
}

// TestFrames tells a header of two levels from a caption over one.
func TestFrames(t *testing.T) {
	row := func(n int, texts ...string) sheet.Row {
		r := sheet.Row{Number: n}
		for i, text := range texts {
			r.Cells = append(r.Cells, sheet.Cell{Row: int32(n), Col: int16(i + 1), Kind: sheet.Text, Text: text})
		}
		return r
	}
	c := &conversion{tables: []filing.PlanSheet{{Name: "表", HeaderRow: 3, Columns: map[string]string{"项目名称": "B", "序号": "A", "累计进度(%)": "C"}}}}
	for over, top := range map[string]int{"项目": 2, "填报单位：管理办": 3} {
		sh := &sheet.Sheet{Name: "表", Rows: []sheet.Row{row(1, "标题"), row(2, over, "计划", "本季"), row(3, "序号", "项目名称", "累计进度"), row(4, "1", "甲", "5"), row(9, "签字")}}
		assert.Equal(t, []tableFrame{{top: top, header: 3, bottom: 4, left: 1, right: 3}}, c.frames(sh), over)
	}
}
