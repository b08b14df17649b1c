package consolidated

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

// TestLibreOfficeRecalculates takes every stored result out of the workbook,
// has LibreOffice work them out, and compares.
func TestLibreOfficeRecalculates(t *testing.T) {
	slowtest.Long(t)
	data, _ := written(t, 62)
	want, got := formulaResults(t, data), formulaResults(t, exceltest.SavedByLibreOffice(t, exceltest.WithoutResults(t, data)))
	require.Greater(t, len(want), 500)
	differ := 0
	for cell, w := range want {
		if got[cell] != w && differ < 20 {
			differ++
			assert.Equal(t, w, got[cell], cell)
		}
	}
}

// TestHandCorrectionRecalculates changes what totals depend on and has
// LibreOffice work them out again.
func TestHandCorrectionRecalculates(t *testing.T) {
	slowtest.Long(t)
	p := plan.Builtin()
	data, _ := written(t, 62)
	first := form.ProjectHeaderRow + 2
	before := recountLate(t, data)
	data = office(t, data, func(f *excelize.File) {
		for i, cell := range []struct {
			column string
			value  any
		}{
			{form.ColOverride, plan.Red.String()}, {"total", 3210.987654}, {"paid", 12.34}, {"total", plan.PendingWord},
			{"task", "凝聚人心共识"}, {"lead", "妇联"}, {form.ColOverride, plan.Green.String()},
		} {
			require.NoError(t, f.SetCellValue(form.PageProjects, cellAt(p, first+i, cell.column), cell.value))
		}
	})
	data = exceltest.SavedByLibreOffice(t, exceltest.WithoutResults(t, data))
	assertTotals(t, data)
	assert.NotEqual(t, before, recountLate(t, data), "the corrections change the figures")
}

func recountLate(t *testing.T, data []byte) figures {
	t.Helper()
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	return recount(t, wb, form.ColInTrack)[""].figures()
}

// TestLibreOfficeSavingIsNoEdit opens and saves the workbook with LibreOffice
// and reads it back: the office has done nothing.
func TestLibreOfficeSavingIsNoEdit(t *testing.T) {
	slowtest.Long(t)
	data, r := written(t, 62)
	c := readBack(t, exceltest.SavedByLibreOffice(t, data))
	assert.Empty(t, c.Problems)
	assert.Equal(t, r.Office.Edits, c.Office.Edits)
	assert.Empty(t, c.Office.Removed)
	assert.Equal(t, r.Office.Exceptions, c.Office.Exceptions)
	assert.Equal(t, r.Office.Changes, c.Office.Changes)
	assert.Len(t, c.Submissions, 24)
}

// formulaResults are the stored results of a workbook's formulas by sheet and
// cell.
func formulaResults(t *testing.T, data []byte) map[string]string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	results := map[string]string{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		for i, row := range rows {
			for j, value := range row {
				ref := book.At(i+1, j+1)
				if formula, err := f.GetCellFormula(sheet, ref); err == nil && formula != "" {
					results[sheet+"!"+ref] = value
				}
			}
		}
	}
	return results
}
