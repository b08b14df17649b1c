package plan

import (
	"slices"
	"strings"
	"testing"

	"jingpin/internal/slowtest"
	"jingpin/internal/tabular"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// asWorkbook are the built-in tables as an office's workbook gives them.
func asWorkbook(t *testing.T) []tabular.Table {
	t.Helper()
	var tables []tabular.Table
	for _, name := range tableNames {
		tables = append(tables, builtinTable(t, name))
	}
	return tables
}

// Whatever row an office deletes, it is told of the cell, or the plan still
// stands; and what stands can be asked anything.
func TestAnyRowMayBeDeleted(t *testing.T) {
	slowtest.Long(t)
	whole := asWorkbook(t)
	for at, table := range whole {
		t.Run(table.Name, func(t *testing.T) {
			t.Parallel()
			step := 1 + len(table.Rows)/20 // of hundreds of synonyms a few
			for i := 0; i < len(table.Rows); i += step {
				tables := slices.Clone(whole)
				tables[at].Rows = slices.Delete(slices.Clone(table.Rows), i, i+1)
				p, err := ParseWorkbook("方案.xlsx", tableNames, tables)
				if err != nil {
					assert.Regexp(t, `(?m)^方案\.xlsx \S+![A-Z]+\d+ `, err.Error(), table.Rows[i].Cells)
					continue
				}
				for _, key := range []string{KeyTrack, KeyDeadline, KeyStatus, KeyTotal, YearKey(p.Info.FirstYear)} {
					_, ok := p.Column(key)
					assert.True(t, ok, "%s without %v", key, table.Rows[i].Cells)
				}
				for _, task := range p.Tasks {
					assert.NotEmpty(t, p.TrackNo(task.Track).Name)
				}
			}
		})
	}
}

// Of 栏目 no row may be missed but those that the first definitions did not
// have.
func TestColumnsAreAllNeeded(t *testing.T) {
	slowtest.Long(t)
	columns := builtinTable(t, "栏目")
	for i, row := range columns.Rows {
		without := columns
		without.Rows = slices.Delete(slices.Clone(columns.Rows), i, i+1)
		_, err := Parse([]tabular.Table{without})
		if slices.Contains(lateColumns, row.Cells[2]) {
			assert.NoError(t, err, row.Cells[2])
			continue
		}
		assert.ErrorContains(t, err, "方案.xlsx 栏目!A1 缺少“", row.Cells[2])
		assert.ErrorContains(t, err, "代号"+row.Cells[2])
	}
}

func TestSheetsOfThePlanAreAllThere(t *testing.T) {
	slowtest.Long(t)
	for i, name := range tableNames {
		tables := slices.Delete(asWorkbook(t), i, i+1)
		sheets := slices.Clone(tableNames)
		sheets[i] = name + "(改)"
		p, err := ParseWorkbook("方案.xlsx", sheets, tables)
		if slices.Contains(lateTables, name) {
			require.NoError(t, err)
			assert.Contains(t, p.Notes()[0].Error(), "方案.xlsx "+name+"!A1")
			continue
		}
		assert.ErrorContains(t, err, "方案.xlsx "+name+"!A1 没有“"+name+"”这张工作表")
		assert.ErrorContains(t, err, "“"+name+"(改)”如果就是它")
	}
}

// A workbook of a few tables says no more than those.
func TestFewTablesAreNoWholePlan(t *testing.T) {
	p, err := ParseWorkbook("方案.xlsx", []string{"规则", "记录"}, []tabular.Table{builtinTable(t, "规则")})
	require.NoError(t, err)
	require.Len(t, p.Notes(), 1)
	assert.Contains(t, p.Notes()[0].Error(), "没有“基本信息”“专项行动”“")
	_, err = ParseWorkbook("方案.xlsx", []string{"规则", "各部门名单"}, []tabular.Table{builtinTable(t, "规则")})
	assert.ErrorContains(t, err, "“各部门名单”如果就是它")
}

func TestDefinitionsThatDoNotAgree(t *testing.T) {
	slowtest.Long(t)
	info, columns, units := builtinTable(t, "基本信息"), builtinTable(t, "栏目"), builtinTable(t, "部门")
	words, tracks := builtinTable(t, "词表"), builtinTable(t, "专项行动")
	column := func(key string) int {
		return slices.IndexFunc(columns.Rows, func(r tabular.Row) bool { return r.Cells[2] == key })
	}
	for _, c := range []struct {
		table    tabular.Table
		row, col int
		value    string
		say      string
	}{
		{info, rowOf(info, "截止年"), 1, "2026", "“表名”写的是2022—2025，起始年和截止年却是2022—2026"},
		{info, rowOf(info, "计划名称"), 1, "某街道行动计划(2024-2026年)", "基本信息!B2 “计划名称”写的是2024—2026"},
		{info, rowOf(info, "印发日期"), 1, "今年二月", "“今年二月”应写成2023-02-06的样子"},
		{columns, column("total"), 8, "很多", "的样例“很多”不是金额"},
		{columns, column("progress"), 8, "120", "的样例“120”不是0到100的数"},
		{columns, column("deadline"), 8, "2026-06-30", "的样例“2026-06-30”不在计划期内"},
		{columns, column("start"), 8, "去年", "的样例“去年”应写成2023-12-31的样子"},
		{columns, column("status"), 8, "施工中", "的样例“施工中”不在可选的内容里"},
		{columns, column("track"), 8, "精致规划", "的样例“精致规划”不在可选的内容里"},
		{columns, column("total"), 3, "文本", "的类型应为“金额”"},
		{columns, column("status"), 5, "自评", "的选项应为“项目状态”"},
		{columns, column("note"), 2, "remark", "程序不认得代号“remark”"},
		{columns, column("note"), 2, "next", "“next”写了两行"},
		{columns, column("note"), 0, "需协调事项", "“需协调事项”在第"},
		{words, rowOf(words, "项目状态") + 3, 2, "在建", "“项目状态”里缺少“已完成”"},
		{tracks, 1, 2, "形态、党建", "专项行动!C3 “党建”在第2行已经有了"},
		{tracks, 1, 1, "形态行动", "重点任务!C7 专项行动表里没有“形态改善行动”"},
		{units, 2, 0, "党建办", "部门!A4 “党建办”在第3行已经有了"},
		{units, 2, 2, "综治办、街道党建办", "部门!C4 “街道党建办”在第3行已经有了"},
		{units, 2, 4, "没有这个部门", "部门!E4"},
		{units, 2, 0, "../成果/汇总表", "部门!A4 “../成果/汇总表”里有"},
		{units, 2, 0, "a?b*", "部门!A4"},
		{units, 2, 0, "甲\n乙", "里有换行"},
		{units, 2, 0, "CON", "是Windows保留的名称"},
		{units, 2, 0, "nul.办", "是Windows保留的名称"},
		{units, 2, 0, "办公室.", "以“.”结尾"},
		{units, 2, 0, strings.Repeat("办", 61), "太长"},
	} {
		_, err := Parse([]tabular.Table{with(c.table, c.row, c.col, c.value)})
		if assert.Error(t, err, c.say) {
			assert.Contains(t, err.Error(), c.say)
		}
	}
}

// The roster is what offices change first: examples follow it.
func TestExamplesFollowTheRoster(t *testing.T) {
	units := builtinTable(t, "部门")
	units.Rows = []tabular.Row{{Number: 2, Cells: []string{"云川管理站", "", "", ReportsItself, "", ""}}, {Number: 3, Cells: []string{"营商办", "", "", ReportsItself, "", ""}}}
	p, err := Parse([]tabular.Table{units})
	require.NoError(t, err)
	lead, _ := p.Column(KeyLead)
	assert.Equal(t, "云川管理站", lead.Example)
	partners, _ := p.Column(KeyPartners)
	assert.Equal(t, "营商办", partners.Example)
	require.Len(t, p.Notes(), 2)
}

// An office may head its columns otherwise; the built-in ways of heading them
// go on.
func TestHeadersMayBeChanged(t *testing.T) {
	columns := builtinTable(t, "栏目")
	i := slices.IndexFunc(columns.Rows, func(r tabular.Row) bool { return r.Cells[2] == KeyDeadline })
	p, err := Parse([]tabular.Table{with(columns, i, 0, "最迟完成日")})
	require.NoError(t, err)
	assert.Equal(t, len(Builtin().HeaderForms), len(p.HeaderForms))
}
