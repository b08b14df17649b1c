package consolidated

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// TestTextsQuotedInListsCanBeCorrectedThere changes a text where a list quotes
// it, and one of the two that 项目汇总表 changes too.
func TestTextsQuotedInListsCanBeCorrectedThere(t *testing.T) {
	data, r := written(t, 62)
	require.NotEmpty(t, r.Late)
	require.NotEmpty(t, r.Asks)
	column := func(page, title string, i int) string {
		return book.At(form.ListHeaderRow+1+i, form.PageNamed(page).Place(title))
	}
	known := len(r.Office.Edits)
	c := readBack(t, office(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(form.PageLate, column(form.PageLate, form.ColWhyLate, 0), "供电外线未接通"))
		require.NoError(t, f.SetCellStr(form.PageAsks, column(form.PageAsks, form.ColAsk, 0), "请供电部门7月底前接通"))
	}))
	require.Empty(t, c.Problems)
	edits := c.Office.Edits[known:]
	require.Len(t, edits, 2)
	assert.Equal(t, filing.Edit{Number: r.Late[0].Number, Key: r.Late[0].Key, Column: plan.KeyProblem, Before: r.Late[0].Reason, After: "供电外线未接通"}, edits[0])
	assert.Equal(t, plan.KeyAsk, edits[1].Column)
	assert.Equal(t, "请供电部门7月底前接通", edits[1].After)

	row := newLayout(r, plan.Builtin()).byNumber[r.Late[0].Number]
	c = readBack(t, office(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(form.PageLate, column(form.PageLate, form.ColWhyLate, 0), "供电外线未接通"))
		require.NoError(t, f.SetCellStr(form.PageProjects, cellAt(plan.Builtin(), row, plan.KeyProblem), "居民意见不一"))
	}))
	require.Len(t, c.Office.Edits, known+1)
	assert.Equal(t, "居民意见不一", c.Office.Edits[known].After)
	require.Len(t, c.Problems, 1)
	assert.Contains(t, c.Problems[0], "“项目汇总表”里也改了，按那里的算")
}

func TestFiguresTypedOverAreRefusedAloud(t *testing.T) {
	data, _ := written(t, 62)
	c := readBack(t, office(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetCellValue(form.PageOverall, book.At(overallFirst, overallTally+tallyGreen), 99))
		require.NoError(t, f.SetCellValue(form.PageUnits, book.At(form.ListHeaderRow+2, 7+tallyPaid), 1234.5))
	}))
	require.Len(t, c.Problems, 2)
	assert.Contains(t, c.Problems[0], "总体情况!"+book.At(overallFirst, overallTally+tallyGreen)+":“99”填在计算出来的数上，没有采用")
	assert.Contains(t, c.Problems[1], "部门推进情况!")
	assert.Empty(t, readBack(t, data).Problems, "as it was written")
}
