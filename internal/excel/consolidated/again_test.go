package consolidated

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"
)

// quarter merges what a workbook is made of and writes it, as a run does.
func quarter(t *testing.T, stored form.Stored) (*portfolio.Portfolio, *report.Report, []byte) {
	t.Helper()
	p := plan.Builtin()
	pf := portfolio.Merge(portfolio.Input{
		Plan: p, Quarter: stored.Head.Quarter, AsOf: stored.Head.AsOf, Today: plan.Day(2023, 7, 5), Submissions: stored.Submissions,
		Previous: stored.Previous, Office: stored.Office,
	})
	r := report.Build(pf, report.Options{Date: plan.Day(2023, 7, 5)})
	stored.Submissions, stored.Office = pf.Submissions, pf.Office
	data, err := Write(r, p, stored)
	require.NoError(t, err)
	return pf, r, data
}

// fromWorkbook is what a written workbook is made of.
func fromWorkbook(t *testing.T, data []byte) form.Stored {
	t.Helper()
	c := readBack(t, data)
	require.Empty(t, c.Problems)
	return form.Stored{Head: c.Head, Submissions: c.Submissions, Previous: c.Previous, Office: c.Office}
}

func encoded(t *testing.T, r *report.Report) string {
	t.Helper()
	data, err := report.Encode(r)
	require.NoError(t, err)
	return string(data)
}

// TestMergedAgainIsTheSame runs a workbook through the program once more.
func TestMergedAgainIsTheSame(t *testing.T) {
	slowtest.Long(t)
	_, stored := campaign(t, 62)
	stored.Office = filing.Office{}
	_, first, data := quarter(t, stored)
	_, second, again := quarter(t, fromWorkbook(t, data))
	assert.Equal(t, encoded(t, first), encoded(t, second))
	assert.Equal(t, formulaResults(t, data), formulaResults(t, again))
}

// TestCorrectionTakesEffectAndStays corrects a cell, deletes a row and adds
// one, and runs the workbook twice.
func TestCorrectionTakesEffectAndStays(t *testing.T) {
	slowtest.Long(t)
	p := plan.Builtin()
	_, stored := campaign(t, 62)
	stored.Office = filing.Office{}
	_, first, data := quarter(t, stored)
	row := form.ProjectHeaderRow + 2
	data = office(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetCellValue(form.PageProjects, cellAt(p, row, "name"), "改过的名称"))
		require.NoError(t, f.SetCellValue(form.PageProjects, cellAt(p, row, "content"), "改过的内容"))
		require.NoError(t, f.SetCellValue(form.PageProjects, cellAt(p, row, form.ColOverride), "黄灯"))
		require.NoError(t, f.SetCellValue(form.PageProjects, cellAt(p, row, form.ColReason), "现场查看"))
		require.NoError(t, f.RemoveRow(form.PageProjects, row+1))
		require.NoError(t, f.InsertRows(form.PageProjects, row+1, 1))
		for column, value := range map[string]any{
			"task": "深化楼宇党建", "name": "办公室补充", "lead": "党建办", "deadline": "2024年12月", "total": 30, "status": "在建", "progress": 40,
		} {
			require.NoError(t, f.SetCellValue(form.PageProjects, cellAt(p, row+1, column), value))
		}
	})
	_, second, data := quarter(t, fromWorkbook(t, data))
	names := map[string]report.ProjectRow{}
	for _, pr := range second.Projects {
		names[pr.Project.Name] = pr
	}
	assert.Equal(t, "改过的内容", names["改过的名称"].Project.Content)
	assert.Equal(t, plan.Yellow, names["改过的名称"].Light)
	assert.Contains(t, names, "办公室补充")
	assert.NotContains(t, names, first.Projects[0].Project.Name)
	assert.NotContains(t, names, first.Projects[1].Project.Name)
	assert.Len(t, second.Projects, len(first.Projects))
	assert.Empty(t, second.Stale)

	pf, third, _ := quarter(t, fromWorkbook(t, data))
	assert.Equal(t, encoded(t, second), encoded(t, third), "nothing is corrected twice")
	assert.Len(t, pf.Office.Edits, 2)
	assert.Len(t, pf.Office.Removed, 1)
}
