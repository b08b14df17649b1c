package forms

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// TestWhatTheFormLetsInAndMarks holds the formulas in the form to what the rules
// say: 0 and 100 are shares, 100 alone is done, and the first mark wins.
func TestWhatTheFormLetsInAndMarks(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(blankForm(t, "管理办")))
	require.NoError(t, err)
	defer f.Close()
	checks, err := f.GetDataValidations(form.SheetForm)
	require.NoError(t, err)
	var lets []string
	for _, dv := range checks {
		lets = append(lets, dv.Formula1)
	}
	total, progress, status := exceltest.TypedCell(t, "total", form.FirstRow), exceltest.TypedCell(t, "progress", form.FirstRow), "$"+exceltest.TypedCell(t, "status", form.FirstRow)
	assert.Subset(t, lets, []string{
		"OR(AND(ISNUMBER(" + total + ")," + total + `>=0),` + total + `="待定")`,
		"AND(ISNUMBER(" + progress + ")," + progress + "<=100,OR(" + progress + "=0," + progress + ">=1))",
		"OR(本行长期,IFERROR(AND(本行时限年>=2022,本行时限年<=2025),FALSE))",
	})
	formats, err := f.GetConditionalFormats(form.SheetForm)
	require.NoError(t, err)
	var marks []string
	for _, all := range formats {
		for _, m := range all {
			marks = append(marks, m.Criteria)
			assert.True(t, m.StopIfTrue, m.Criteria)
		}
	}
	assert.Subset(t, marks, []string{
		"AND(" + status + `="已完成",ISNUMBER($` + progress + "),$" + progress + "<100)",
		"AND(" + status + `="未启动",ISNUMBER($` + progress + "),$" + progress + ">0)",
		"IFERROR(OR(本行时限年<2022,本行时限年>2025),FALSE)",
	})
}

// TestTheFormJudgesAsThePlanDoes: the last day is no day too late.
func TestTheFormJudgesAsThePlanDoes(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(blankForm(t, "管理办")))
	require.NoError(t, err)
	defer f.Close()
	light, err := f.GetCellFormula(form.SheetForm, exceltest.TypedCell(t, plan.KeyLight, form.FirstRow))
	require.NoError(t, err)
	assert.Contains(t, light, "OR(DATE(2023,6,30)>"+sum(sumDeadline, form.FirstRow)+",")
}

// TestTypedTextsStayAsTyped: a program that made a date of 2023年12月, or a number
// of 06-001, would change what was meant.
func TestTypedTextsStayAsTyped(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(blankForm(t, "管理办")))
	require.NoError(t, err)
	defer f.Close()
	for key, text := range map[string]bool{"start": true, plan.KeyDeadline: true, "done": true, "name": true, "status": true, "total": false, "progress": false} {
		id, err := f.GetCellStyle(form.SheetForm, exceltest.TypedCell(t, key, form.FirstRow))
		require.NoError(t, err)
		style, err := f.GetStyle(id)
		require.NoError(t, err)
		const textFormat = 49
		assert.Equal(t, text, style.NumFmt == textFormat || style.CustomNumFmt != nil && *style.CustomNumFmt == "@", key)
	}
}
