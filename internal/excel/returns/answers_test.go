package returns

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// TestAnswerSettlesAWarning writes a reason beside a warning and sends the file
// three more times: as it is, as it comes back, and with the value changed.
func TestAnswerSettlesAWarning(t *testing.T) {
	const reason = "项目是上级交办的，进度以上级通报为准"
	data := exceltest.Worked(t, ownTable(t), func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyDone, ownFirst+4), "稳步推进中"))
	})
	first, letter := returned(t, "管理办.xlsx", data)
	assert.Contains(t, letter, "请核实2处（确实没错的可以不改，在“问题清单”的“部门答复”里写明情况）")
	sent := exceltest.Worked(t, first, func(f *excelize.File) { answer(t, f, "Q12", reason) })

	sub := exceltest.Checked("管理办.xlsx", sent)
	assert.Equal(t, []string{"T05", "S05", "T03", "U05"}, codes(sub), "no longer asked")
	require.Len(t, form.Answered(sub.Findings), 1)
	assert.Equal(t, reason, form.Answered(sub.Findings)[0].Answer)
	second, letter := returned(t, "管理办.xlsx", sent)
	assert.Contains(t, letter, "已改0处，已答复1处，还剩4处，新发现0处")
	assert.Contains(t, letter, "请核实1处")
	fills, _ := marksOf(t, second)
	assert.Len(t, fills, 4)
	assert.NotContains(t, fills, ownSheet+"!"+ownCell(plan.KeyDone, ownFirst+4))

	third, letter := returned(t, "管理办.xlsx", second)
	assert.Contains(t, letter, "已改0处，还剩4处，新发现0处", "it was answered before")
	assert.Len(t, form.Answered(exceltest.Checked("管理办.xlsx", third).Findings), 1, "round after round")

	changed := exceltest.Worked(t, third, func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyDone, ownFirst+4), "正在抓紧推进"))
	})
	assert.Contains(t, codes(exceltest.Checked("管理办.xlsx", changed)), "Q12", "another value is asked about anew")
}

// TestAnswerToAnErrorIsKept: an answer does not let an error pass.
func TestAnswerToAnErrorIsKept(t *testing.T) {
	first, _ := returned(t, "管理办.xlsx", ownTable(t))
	sent := exceltest.Worked(t, first, func(f *excelize.File) { answer(t, f, "T03", "已报领导小组") })
	second, _ := returned(t, "管理办.xlsx", sent)
	sub := exceltest.Checked("管理办.xlsx", second)
	assert.Equal(t, []string{"T05", "S05", "T03", "U05"}, codes(sub))
	for _, f := range sub.Findings {
		if f.Rule == "T03" {
			assert.Equal(t, "已报领导小组", f.Answer)
		}
	}
}

// answer writes beside the findings of a rule.
func answer(t *testing.T, f *excelize.File, rule, text string) {
	t.Helper()
	rows, err := f.GetRows(form.SheetProblems)
	require.NoError(t, err)
	for i, row := range rows {
		if len(row) >= form.ProblemRule && row[form.ProblemRule-1] == rule {
			require.NoError(t, f.SetCellStr(form.SheetProblems, book.At(i+1, form.ProblemAnswer), text))
		}
	}
}
