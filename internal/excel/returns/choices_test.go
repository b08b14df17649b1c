package returns

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

// A form whose drop-downs were pasted over stands otherwise than it was given
// out, too: they come back to the columns and rows where they belong.
func TestChoicesComeBackToTheirColumns(t *testing.T) {
	slowtest.Long(t)
	for _, c := range []struct {
		name        string
		work        func(t *testing.T, f *excelize.File) string // and what its sheet is called then
		down, right int                                         // how far the table has moved
	}{
		{"as it was", func(*testing.T, *excelize.File) string { return form.SheetForm }, 0, 0},
		{"the sheet renamed", func(t *testing.T, f *excelize.File) string {
			require.NoError(t, f.SetSheetName(form.SheetForm, "二季度"))
			return "二季度"
		}, 0, 0},
		{"rows above the header", func(t *testing.T, f *excelize.File) string {
			require.NoError(t, f.InsertRows(form.SheetForm, 1, 2))
			return form.SheetForm
		}, 2, 0},
		{"rows among the projects", func(t *testing.T, f *excelize.File) string {
			require.NoError(t, f.InsertRows(form.SheetForm, form.FirstRow+2, 3))
			return form.SheetForm
		}, 0, 0},
		{"a column before", func(t *testing.T, f *excelize.File) string {
			require.NoError(t, f.InsertCols(form.SheetForm, "B", 1))
			return form.SheetForm
		}, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var name string
			sent := exceltest.Worked(t, faulty(t), func(f *excelize.File) {
				name = c.work(t, f)
				require.NoError(t, f.DeleteDataValidation(name)) // pasted over
			})
			workbook, _ := returned(t, "管理办.xlsx", sent)
			f := exceltest.Opened(t, workbook)
			checks, err := f.GetDataValidations(name)
			require.NoError(t, err)
			foot := 0
			rows, err := f.GetRows(name)
			require.NoError(t, err)
			for i, row := range rows {
				if len(row) > 0 && strings.HasPrefix(row[0], form.FootProjects) {
					foot = i + 1
				}
			}
			require.NotZero(t, foot)
			for key, list := range map[string]string{"track": "list", "task": "list", "lead": "list", "status": "list", "total": "custom", "deadline": "custom"} {
				col, _, err := excelize.SplitCellName(exceltest.TypedCell(t, key, 1))
				require.NoError(t, err)
				n, err := excelize.ColumnNameToNumber(col)
				require.NoError(t, err)
				col, err = excelize.ColumnNumberToName(n + c.right)
				require.NoError(t, err)
				want := col + plan.Count(form.FirstRow+c.down) + ":" + col + plan.Count(foot-1)
				i := slices.IndexFunc(checks, func(dv *excelize.DataValidation) bool { return dv.Sqref == want })
				if assert.GreaterOrEqual(t, i, 0, "%s is not at %s", key, want) {
					assert.Equal(t, list, checks[i].Type)
					if list == "custom" && key == "total" {
						assert.Contains(t, checks[i].Formula1, col+plan.Count(form.FirstRow+c.down)+">=0")
					}
				}
			}
		})
	}
}
