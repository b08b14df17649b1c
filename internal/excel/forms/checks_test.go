package forms

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
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
