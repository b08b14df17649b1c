package returns

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// TestCompareSeesWhatMarkingWouldLose changes a marked workbook as a careless
// writer would.
func TestCompareSeesWhatMarkingWouldLose(t *testing.T) {
	own := excelize.NewFile()
	require.NoError(t, own.SetCellStr("Sheet1", "A1", "小游园"))
	require.NoError(t, own.SetCellValue("Sheet1", "B1", 7))
	require.NoError(t, own.SetCellFormula("Sheet1", "B1", "3+4"))
	data, err := book.Of(own).Saved()
	require.NoError(t, err)
	clean, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	m := &marking{returning: &returning{}, clean: clean}
	require.NoError(t, m.compare(data))
	for name, work := range map[string]func(f *excelize.File) error{
		"a text":                    func(f *excelize.File) error { return f.SetCellStr("Sheet1", "A1", "小游") },
		"a formula, its value kept": func(f *excelize.File) error { return f.SetCellValue("Sheet1", "B1", 7) },
		"a sheet":                   func(f *excelize.File) error { return f.SetSheetName("Sheet1", "Sheet2") },
	} {
		marked := exceltest.Worked(t, data, func(f *excelize.File) { require.NoError(t, work(f)) })
		assert.Error(t, m.compare(marked), name)
	}
	m.changed = map[book.CellRef]string{{Sheet: "Sheet1", Col: 2, Row: 1}: "7"}
	marked := exceltest.Worked(t, data, func(f *excelize.File) { require.NoError(t, f.SetCellValue("Sheet1", "B1", 7)) })
	assert.NoError(t, m.compare(marked), "what we changed ourselves")
}
