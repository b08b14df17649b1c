package intake_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/intake"
)

var headerSheets = []sheetCase{
	{
		about: "a header merged over two columns, the second of them empty",
		grid: grid{rows: [][]any{
			{"序号", "专项行动", "重点任务", "项目名称", nil, "项目内容", "2023年计划", "完成时限", "牵头部门", "总投资", "项目状态", "累计进度", "本季度进展情况", nil},
			{1, "形态改善行动", "提高小区环境品质", "甲项目", nil, "做好甲", "完成", "2023-12-31", "管理办", 100, "在建", 60, "完成基础施工三处"},
		}, merges: []string{"D1:E1", "D2:E2", "M1:N1"}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "a header merged over two columns, the first of them nothing but counts",
		grid: grid{rows: [][]any{
			{"专项行动", "重点任务", "项目名称", nil, "项目内容", "2023年计划", "完成时限", "牵头部门", "总投资", "项目状态", "累计进度", "本季度进展情况"},
			{"形态改善行动", "提高小区环境品质", 1, "甲项目", "做好甲", "完成", "2023-12-31", "管理办", 100, "在建", 60, "完成基础施工三处"},
			{"形态改善行动", "提高小区环境品质", 2, "乙项目", "做好乙", "完成", "2023-12-31", "管理办", 100, "在建", 60, "完成基础施工三处"},
		}, merges: []string{"C1:D1"}},
		want: []string{"2 形态改善行动 6 甲项目", "3 形态改善行动 6 乙项目"},
	},
	{
		about: "a header merged over two columns and two rows, one over two children",
		grid: grid{rows: [][]any{
			{"序号", nil, "专项行动", "重点任务", "项目名称", nil, "项目内容", "2023年计划", "完成时限", "责任部门", nil, "经费(元)", nil, "项目状态", "累计进度", "本季度进展情况"},
			{nil, nil, nil, nil, "名称", "点位", nil, nil, nil, "牵头", "配合", "合计", "街道"},
			{1, nil, "形态改善行动", "提高小区环境品质", "甲项目", "东区", "做好甲", "完成", "2023-12-31", "管理办", "服务办", 100, 100, "在建", 60, "完成基础施工三处"},
		}, merges: []string{"A1:B2", "E1:F1", "J1:K1", "L1:M1"}},
		want: []string{"3 形态改善行动 6 甲项目(东区)"},
	},
	{
		about: "codes, a total and hints under the header, codes again under it on the next page",
		grid: grid{rows: [][]any{
			head, {nil, "(六选一)", "(十六选一)", "(写全称)", nil, nil, "(年月日)", "(一个部门)"}, {"合计", nil, nil, nil, nil, nil, nil, nil, 200},
			{"栏次", "甲", "乙", "丙", "丁", "戊", 1, 2, 3, 4, 5, 6}, row(1, "形态改善行动", "提高小区环境品质", "甲项目"),
			head, {"—", "甲", "乙", "丙", "丁", "戊", 1, 2, 3, 4, 5, 6}, row(2, "形态改善行动", "提高小区环境品质", "乙项目"),
		}},
		want: []string{"5 形态改善行动 6 甲项目", "8 形态改善行动 6 乙项目"},
	},
	{
		about: "a status under 推进情况, beside the news",
		grid: grid{rows: [][]any{
			{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "2023年计划", "完成时限", "牵头部门", "总投资", "推进情况", "累计进度", "本季度进展情况"},
			{1, "形态改善行动", "提高小区环境品质", "甲项目", "做好甲", "完成", "2023-12-31", "管理办", 100, "在建", 60, "完成基础施工三处"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "a status under 完成情况, the news under another name",
		grid: grid{rows: [][]any{
			{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "2023年计划", "完成时限", "牵头部门", "总投资", "完成情况", "累计进度", "进展描述"},
			{1, "形态改善行动", "提高小区环境品质", "甲项目", "做好甲", "完成", "2023-12-31", "管理办", 100, "在建", 60, "完成基础施工三处"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "codes in letters",
		grid: grid{rows: [][]any{
			head, {"A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L"}, row(1, "形态改善行动", "提高小区环境品质", "甲项目"),
		}},
		want: []string{"3 形态改善行动 6 甲项目"},
	},
	{
		about: "columns of which one is the better",
		grid: grid{rows: [][]any{
			{"1.专项行动", "2.重点任务", "3.项目名称", "4.项目内容", "2023年计划", "5.完成时限", "责任单位", "牵头单位", "总投资", "当前项目状态", "累计进度", "4月份进展情况", "6月份进展情况", "5月份进展情况"},
			{"形态改善行动", "提高小区环境品质", "甲项目", "做好甲", "完成", "2023-12-31", "某某公司", "管理办", 100, "正在建设中", 60, "定了方案", "完成基础施工三处", "开了工"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "rows with nothing but their number and what formulas leave",
		grid:  grid{rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {2, nil, nil, nil, nil, nil, nil, nil, 0}, {3, nil, nil, nil, nil, nil, nil, nil, "0", nil, 0}, {nil, nil, nil, nil, nil, nil, nil, nil, 0}}},
		want:  []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "a sheet without a plan that says whose it is",
		grid:  grid{rows: [][]any{{"填报单位：服务办"}, {"姓名", "电话"}, {"甲", "乙"}}},
		found: []string{"L01 ", "U03 A1"}, // the file is named after another
	},
	{
		about: "a sheet left over from another quarter, before the one for this",
		grid:  grid{name: "一季度", rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目")}},
		more: []grid{
			{name: "二季度", rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目")}},
			{name: "旧表", rows: [][]any{{"填报季度：2022年第四季度"}, head, row(1, "形态改善行动", "提高小区环境品质", "甲项目")}},
		},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
}

// Of two headers that would be the name for want of 项目名称, the one that can
// mean something else does, in whatever order they stand.
func TestNameAmongWordsForWork(t *testing.T) {
	for _, c := range []struct{ first, second, name, content string }{
		{"重点工作", "目标任务", "做好甲", "做好乙"},
		{"目标任务", "重点工作", "做好乙", "做好甲"},
	} {
		sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{
			{"专项行动", "主要任务", c.first, c.second, "2023年计划", "完成时限", "牵头部门", "总投资", "项目状态", "累计进度", "本季度进展情况"},
			{"形态改善行动", "提高小区环境品质", "做好甲", "做好乙", "完成", "2023-12-31", "管理办", 100, "在建", 60, "完成基础施工三处"},
		}}), intake.Options{Quarter: quarter})
		require.Len(t, sub.Rows, 1, c.first)
		assert.Equal(t, c.name, sub.Rows[0].Project.Name, c.first)
		assert.Equal(t, c.content, sub.Rows[0].Project.Content, c.first)
	}
}

// However a header is laid out, its columns are found.
func TestHeadersOfRealSheets(t *testing.T) { readSheets(t, headerSheets) }

// A unit of amounts stated over a repeated header is that of the rows below.
func TestUnitOfRepeatedHeader(t *testing.T) {
	plain := append([]any{}, head...)
	plain[8] = "总投资"
	second := row(2, "形态改善行动", "提高小区环境品质", "乙项目")
	second[8] = 1500000
	for _, first := range [][]any{plain, head} { // the first states its unit or not
		g := grid{rows: [][]any{first, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {"续表", nil, nil, "单位：元"}, plain, second}}
		sub := read(t, "管理办.xlsx", book(t, g), intake.Options{Quarter: quarter})
		require.Len(t, sub.Rows, 2)
		assert.Equal(t, "100", sub.Rows[0].Project.Total.String())
		assert.Equal(t, "150", sub.Rows[1].Project.Total.String())
	}
}

// A deadline that names only a beginning is none.
func TestDeadlineNeedsAnEnd(t *testing.T) {
	r := row(1, "形态改善行动", "提高小区环境品质", "甲项目")
	r[6] = "2023年3月起"
	sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{head, r}}), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"T02 G2"}, grave(sub))
}

// What stands under the second half of a merged header is told, not merged.
func TestFurtherColumnOfMergedHeader(t *testing.T) {
	g := grid{rows: [][]any{append(append([]any{}, head...), nil), append(row(1, "形态改善行动", "提高小区环境品质", "甲项目"), "另有说明")}, merges: []string{"L1:M1"}}
	sub := read(t, "管理办.xlsx", book(t, g), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"2 形态改善行动 6 甲项目"}, summary(sub))
	assert.Equal(t, []string{"M1"}, cellsOf(sub, "L04"))

	counted := row(1, "形态改善行动", "提高小区环境品质", "甲项目")
	counted = slices.Insert(counted, 3, any(1))
	g = grid{rows: [][]any{slices.Insert(slices.Clone(head), 4, any(nil)), counted}, merges: []string{"D1:E1"}}
	sub = read(t, "管理办.xlsx", book(t, g), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"2 形态改善行动 6 甲项目"}, summary(sub))
	assert.Empty(t, cellsOf(sub, "L04"), "counts are passed over")
}
