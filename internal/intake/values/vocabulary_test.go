package values

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/tabular"
)

// taught is the built-in plan with further lines of 词表, as an office adds them
// to its 方案.xlsx.
func taught(t *testing.T, lines ...[]string) *plan.Plan {
	t.Helper()
	var tables []tabular.Table
	for _, table := range plan.Builtin().Tables() {
		table.Where = "方案.xlsx"
		if table.Name == "词表" {
			table.Rows = slices.Clone(table.Rows)
			for _, line := range lines {
				table.Rows = append(table.Rows, tabular.Row{Number: len(table.Rows) + 2, Cells: line})
			}
		}
		tables = append(tables, table)
	}
	p, err := plan.Parse(tables)
	require.NoError(t, err)
	assert.True(t, p.FollowsForm(plan.Builtin().FormDigest()), "forms that are out stay its forms")
	return p
}

// The small words of dates, amounts and shares are the office's: each of these
// is refused, or doubtful, until the plan has it.
func TestAnOfficeTeachesSmallWords(t *testing.T) {
	p := taught(t, []string{"时间用语", "收官战/圆满收官", "完成"}, []string{"时间用语", "瞄准", "前置"}, []string{"时段", "岁尾", "年底"}, []string{"时段", "头十天", "上旬"},
		[]string{"金额用语", "盘子", "前置"}, []string{"金额用语", "封盘", "界限"}, []string{"金额单位", "万块/个万", "万元"}, []string{"进度用语", "干到", "前置"}, []string{"进度用语", "上座率/出勤", "不是进度"})
	for typed, want := range map[string]string{"2024年6月收官战": "2024-06-30", "瞄准2024年6月": "2024-06-30", "2024年岁尾": "2024-12-31", "2024年6月头十天": "2024-06-10"} {
		d, refusal := WrittenDate(p, typed, Ends, 0)
		if assert.Nil(t, refusal, typed) {
			assert.Equal(t, want, d.End.String(), typed)
			assert.False(t, d.Doubtful, typed)
		}
		d, refusal = WrittenDate(plan.Builtin(), typed, Ends, 0)
		assert.True(t, refusal != nil || d.Doubtful || d.End.String() != want, typed)
	}
	wan := MoneyColumn{Unit: plan.Wan}
	for typed, want := range map[string]string{"盘子150万": "150", "150万块": "150", "150个万": "150", "封盘150": "!"} {
		a, refusal := WrittenMoney(p, typed, wan)
		assert.Equal(t, want != "!", refusal == nil, typed)
		if refusal == nil {
			assert.Equal(t, want, a.Amount.String(), typed)
			assert.False(t, a.Doubtful, typed)
		}
		before, refusal := WrittenMoney(plan.Builtin(), typed, wan)
		assert.True(t, refusal != nil || before.Doubtful, typed)
	}
	for typed, want := range map[string]string{"干到45%": "45", "出勤45%": "!"} {
		s, refusal := ReadShare(p, sheet.Cell{Kind: sheet.Text}, typed, false)
		assert.Equal(t, want != "!", refusal == nil, typed)
		if refusal == nil {
			assert.Equal(t, want, s.Percent.String(), typed)
			assert.False(t, s.Doubtful, typed)
		}
	}
}

// A definition that was written before there were such words, or that has a few
// of its own, has the built-in ones all the same.
func TestSmallWordsAreNeverLost(t *testing.T) {
	older := *plan.Builtin()
	older.Words = []plan.Word{{List: listTime, Written: "收官", Read: "完成"}}
	for _, typed := range []string{"2024年6月收官", "预计2024年6月底前完成"} {
		d, refusal := WrittenDate(&older, typed, Ends, 0)
		if assert.Nil(t, refusal, typed) {
			assert.Equal(t, "2024-06-30", d.End.String(), typed)
			assert.False(t, d.Doubtful, typed)
		}
	}
}
