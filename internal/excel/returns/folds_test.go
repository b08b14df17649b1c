package returns

import (
	"regexp"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// TestMarksAreInSightAndCanBeMended hides and locks all that it can of a table
// with four bad cells.
func TestMarksAreInSightAndCanBeMended(t *testing.T) {
	data := exceltest.Worked(t, ownTable(t), func(f *excelize.File) {
		centred, err := f.NewStyle(&excelize.Style{Alignment: &excelize.Alignment{Horizontal: "center"}, Protection: &excelize.Protection{Locked: true}})
		require.NoError(t, err)
		require.NoError(t, f.SetCellStyle(ownSheet, ownCell(plan.KeyNo, ownFirst), ownCell(plan.KeyNext, ownFirst+4), centred))
		require.NoError(t, f.SetColVisible(ownSheet, "A:J", false))
		require.NoError(t, f.SetRowVisible(ownSheet, ownFirst+1, false))
		require.NoError(t, f.SetRowVisible(ownSheet, ownFirst+4, false))
		require.NoError(t, f.ProtectSheet(ownSheet, &excelize.SheetProtectionOptions{Password: "1234"}))
		_, err = f.NewSheet("封面")
		require.NoError(t, err)
		f.SetActiveSheet(1)
		require.NoError(t, f.SetSheetVisible(ownSheet, false))
	})
	marked, letter := returned(t, "管理办.xlsx", data)
	require.NotContains(t, letter, "没有在原表上标注")
	f := exceltest.Opened(t, marked)
	visible, err := f.GetSheetVisible(ownSheet)
	require.NoError(t, err)
	assert.True(t, visible)
	for key, want := range map[string]bool{
		plan.KeyTask: true, plan.KeyDeadline: true, plan.KeyLead: true, plan.KeyContent: false, plan.KeyTrack: false, plan.KeyTotal: false, plan.KeyDone: true,
	} {
		column, _, err := excelize.SplitCellName(ownCell(key, 1))
		require.NoError(t, err)
		shown, err := f.GetColVisible(ownSheet, column)
		require.NoError(t, err)
		assert.Equal(t, want, shown, key)
	}
	for row, want := range map[int]bool{ownFirst: true, ownFirst + 1: true, ownFirst + 4: false} {
		shown, err := f.GetRowVisible(ownSheet, row)
		require.NoError(t, err)
		assert.Equal(t, want, shown, "row %d", row)
	}
	for cell, want := range map[string]bool{
		ownCell(plan.KeyDeadline, ownFirst+1): false, ownCell(plan.KeyLead, ownFirst+3): false,
		ownCell(plan.KeyDeadline, ownFirst+2): true, ownCell(plan.KeyLead, ownFirst+1): true,
	} {
		id, err := f.GetCellStyle(ownSheet, cell)
		require.NoError(t, err)
		style, err := f.GetStyle(id)
		require.NoError(t, err)
		assert.Equal(t, want, style.Protection.Locked, cell)
		assert.Equal(t, "center", style.Alignment.Horizontal, "%s looks as before", cell)
	}
	again, _ := returned(t, "管理办.xlsx", marked)
	assert.Subset(t, codes(exceltest.Checked("管理办.xlsx", again)), []string{"S05", "T03", "U05"})
}

// A finding about a whole row leads to a cell that is in sight.
func TestLinksLeadToCellsInSight(t *testing.T) {
	data := exceltest.Worked(t, ownTable(t), func(f *excelize.File) {
		require.NoError(t, f.SetColVisible(ownSheet, "A:B", false))
		require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyName, ownFirst+4), "福山路改造"))
		require.NoError(t, f.SetRowVisible(ownSheet, ownFirst+2, false))
	})
	marked, _ := returned(t, "管理办.xlsx", data)
	f := exceltest.Opened(t, marked)
	rows, err := f.GetRows(form.SheetProblems)
	require.NoError(t, err)
	links := 0
	for i := range rows {
		formula, err := f.GetCellFormula(form.SheetProblems, "C"+plan.Count(i+1))
		require.NoError(t, err)
		if formula != "" {
			links++
			to := regexp.MustCompile(`!([A-Z]+)(\d+)`).FindStringSubmatch(formula)
			require.NotNil(t, to, formula)
			shown, err := f.GetColVisible(ownSheet, to[1])
			require.NoError(t, err)
			assert.True(t, shown, formula)
			row, err := strconv.Atoi(to[2])
			require.NoError(t, err)
			shown, err = f.GetRowVisible(ownSheet, row)
			require.NoError(t, err)
			assert.True(t, shown, formula)
		}
	}
	assert.NotZero(t, links)
}
