package plan

import (
	"slices"
	"testing"

	"jingpin/internal/tabular"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestBuiltinNames(t *testing.T) {
	p := Builtin()
	assert.Len(t, p.Tracks, 6)
	assert.Len(t, p.Tasks, 16)
	for _, c := range []struct{ in, want string }{
		{"党建引领行动", "党建引领行动"}, {"(一)党建引领行动", "党建引领行动"}, {"一、党建引领", "党建引领行动"},
		{"（二） 形态改善行动", "形态改善行动"}, {"精致规划", ""}, {"", ""},
	} {
		got, ok := p.Track(c.in)
		assert.Equal(t, c.want, got.Name, c.in)
		assert.Equal(t, c.want != "", ok, c.in)
	}
	for in, want := range map[string]int{
		"深化楼宇党建": 1, "1、深化楼宇党建": 1, "16. 凝聚人心共识": 16, "（6）提高小区环境品质": 6, "12、数字赋能社区治理": 12, "强化“一网统管”建设": 11, "十六、凝聚人心共识": 16,
	} {
		got, ok := p.Task(in)
		require.True(t, ok, in)
		assert.Equal(t, want, got.No, in)
	}
	for in, want := range map[string]string{
		"管理办": "管理办", "社区管理办公室": "管理办", "管理办公室": "管理办", "潍坊新村街道管理办": "管理办", "房管办": "城建中心(房管办)",
		"城建中心（房管办）": "城建中心(房管办)", "城市建设管理中心(房管办)": "城建中心(房管办)", "城运中心": "城运中心(应急管理中心)", "市场监管所": "市场监督管理所",
		"城管中队": "综合行政执法队(城管中队)", "党政办公室": "党政办",
	} {
		got, ok := p.Unit(in)
		assert.True(t, ok, in)
		assert.Equal(t, want, got.Name, in)
	}
	_, ok := p.Unit("城管大队")
	assert.False(t, ok)
	assert.Equal(t, "综合行政执法队(城管中队)", p.NearestUnit("城管大队"))
	assert.Equal(t, "优化文化供给", p.NearestTask("优化文化供应"))
}

func TestEveryRuleIsWorded(t *testing.T) {
	for _, r := range Builtin().Rules {
		assert.NotEmpty(t, r.Title, r.Code)
		assert.NotEmpty(t, r.Message, r.Code)
		assert.NotEmpty(t, r.Meaning, r.Code)
	}
}

func TestParseReportsTheCell(t *testing.T) {
	bad := tabular.Table{Name: "规则", Where: "方案.xlsx", Header: []string{"代号", "级别", "启用", "标题", "提示", "怎么改"}, Rows: []tabular.Row{
		{Number: 4, Cells: []string{"X99", "请核实", "是", "t", "m", ""}},
		{Number: 5, Cells: []string{"M01", "请核实", "是", "t", "m", ""}},
	}}
	_, err := Parse([]tabular.Table{bad})
	require.Error(t, err)
	assert.Contains(t, err.Error(), "方案.xlsx 规则!A4 没有“X99”这条规则")
	assert.Contains(t, err.Error(), "方案.xlsx 规则!B5")
}

func TestParseReportsExceptionsThatMeetNobody(t *testing.T) {
	table := tabular.Table{Name: "核准例外", Where: "方案.xlsx", Header: []string{"规则", "单位", "项目", "批准人", "理由", "有效期至"}}
	for i, unit := range []string{"", "管理办", "社区管理办公室", "营商部"} {
		table.Rows = append(table.Rows, tabular.Row{Number: i + 2, Cells: []string{"M05", unit, "", "某某", "已批准", ""}})
	}
	_, err := Parse([]tabular.Table{table})
	assert.EqualError(t, err, "方案.xlsx 核准例外!B5 部门表里没有“营商部”")
}

func TestFillDoesNotNestQuotes(t *testing.T) {
	for _, c := range []struct{ wording, value, want string }{
		{"计划里的“{值}”", "“一屏观天下”", "计划里的“‘一屏观天下’”"},
		{"计划里的“{值}”", "“‘一屏’观天下”", "计划里的“‘“一屏”观天下’”"},
		{"计划里的{值}", "“一屏观天下”", "计划里的“一屏观天下”"},
		{"“甲”和{值}", "“一屏观天下”", "“甲”和“一屏观天下”"},
		{"一字不差：“{值}”。", "培训4场。", "一字不差：“培训4场”。"},
		{"“{值}”要写明", "培训4场。", "“培训4场。”要写明"},
	} {
		assert.Equal(t, c.want, Fill(c.wording, map[string]string{"值": c.value}))
	}
	assert.Equal(t, "“‘三驾马车’议事”", Quote("“三驾马车”议事"))
	assert.Equal(t, "“甲‘乙’”", Quote("甲‘乙’"))
}

func TestParseReportsColumnsThatAreNone(t *testing.T) {
	table := tabular.Table{Name: "规则", Where: "方案.xlsx", Header: []string{"代号", "级别", "启用", "标题", "提示", "怎么改", "栏目", "依据栏目"}, Rows: []tabular.Row{
		{Number: 2, Cells: []string{"M03", "必须改", "是", "t", "m", "", "social", "total、paid、year"}},
		{Number: 3, Cells: []string{"M05", "请核实", "是", "t", "m", "", "总投资", "paid、zongtouzi"}},
		{Number: 4, Cells: []string{"T05", "请核实", "是", "t", "m", "", "year", "year"}},
		{Number: 5, Cells: []string{"M06", "请核实", "是", "t", "m", ""}},
	}}
	_, err := Parse([]tabular.Table{table})
	assert.EqualError(t, err, "方案.xlsx 规则!G3 栏目表里没有“总投资”这个代号\n方案.xlsx 规则!H3 栏目表里没有“zongtouzi”这个代号")

	table.Rows = slices.Delete(table.Rows, 1, 2)
	p, err := Parse([]tabular.Table{table})
	require.NoError(t, err)
	rule, _ := p.Rule("M03")
	assert.Equal(t, "social", rule.Column)
	rule, _ = p.Rule("M06")
	assert.Equal(t, "total", rule.Column, "what is left open is as it was")
	assert.Equal(t, []string{"total", "funding"}, rule.Needs)
}

func TestParseNamesTheCellOfABadNumber(t *testing.T) {
	info, tasks := builtinTable(t, "基本信息"), builtinTable(t, "重点任务")
	for _, c := range []struct {
		table     tabular.Table
		row, col  int
		value     string
		cell, say string
	}{
		{info, rowOf(info, "报送日"), 1, "32", "!B", "“32”应为1至31的整数"},
		{info, rowOf(info, "进度滞后完成比(%)"), 1, "120", "!B", "“120”应为0至100的数字"},
		{info, rowOf(info, "进度偏慢阈值(百分点)"), 1, "-1", "!B", "“-1”应为0至100的数字"},
		{info, rowOf(info, "总投资上限(万元)"), 1, "0", "!B", "应为大于0的数字"},
		{info, rowOf(info, "截止年"), 1, "2021", "!B", "截止年应不早于起始年"},
		{tasks, 1, 0, "1", "重点任务!A3", "“1”写了两行"},
		{tasks, 1, 0, "100", "重点任务!A3", "“100”应为1至99的整数"},
		{builtinTable(t, "专项行动"), 1, 0, "1", "专项行动!A3", "“1”写了两行"},
		{builtinTable(t, "规则"), 1, 0, "F01", "规则!A3", "“F01”写了两行"},
	} {
		_, err := Parse([]tabular.Table{with(c.table, c.row, c.col, c.value)})
		if assert.Error(t, err, c.say) {
			assert.Contains(t, err.Error(), c.cell)
			assert.Contains(t, err.Error(), c.say)
		}
	}
}

func builtinTable(t *testing.T, name string) tabular.Table {
	t.Helper()
	tables, err := builtinTables()
	require.NoError(t, err)
	for _, table := range tables {
		if table.Name == name {
			table.Where = "方案.xlsx"
			return table
		}
	}
	t.Fatal(name)
	return tabular.Table{}
}

// rowOf is the row that begins with the text.
func rowOf(t tabular.Table, first string) int {
	return slices.IndexFunc(t.Rows, func(r tabular.Row) bool { return r.Cells[0] == first })
}

// with is a copy of the table with one cell changed.
func with(t tabular.Table, row, col int, value string) tabular.Table {
	t.Rows = slices.Clone(t.Rows)
	t.Rows[row].Cells = slices.Clone(t.Rows[row].Cells)
	t.Rows[row].Cells[col] = value
	return t
}

func TestReporter(t *testing.T) {
	for lead, want := range map[string]string{"管理办": "管理办", "各居民区": "自治办", "潍坊四村居民区": "自治办", "某公司": "", "": ""} {
		u, ok := Builtin().Reporter(lead)
		assert.Equal(t, want, u.Name, lead)
		assert.Equal(t, want != "", ok, lead)
	}
}

func TestShare(t *testing.T) {
	for _, c := range []struct {
		part, whole Money
		want        Percent
	}{
		{1, 3, 3330}, {2, 3, 6670}, {1, 0, 0}, {-1, 3, -3320}, {Wan, 1, maxShare}, {-Wan, 1, -maxShare}, {1 << 62, 1 << 62, Full}, {1 << 61, 1 << 62, Full / 2},
	} {
		assert.Equal(t, c.want, Share(c.part, c.whole), "%d of %d", c.part, c.whole)
	}
}

func TestDueStaysInItsQuarter(t *testing.T) {
	i := Info{ReportDay: 31}
	assert.Equal(t, Day(2023, 6, 30), i.Due(Quarter{Year: 2023, N: 2}))
	assert.Equal(t, Day(2023, 12, 31), i.Due(Quarter{Year: 2023, N: 4}))
}

func TestRuleTableMayBePartial(t *testing.T) {
	p, err := Parse([]tabular.Table{{Name: "规则", Where: "方案.xlsx", Header: []string{"代号", "级别", "启用", "标题", "提示", "怎么改"}, Rows: []tabular.Row{
		{Number: 2, Cells: []string{"P02", "必须改", "是", "t", "新提示", "h"}},
		{Number: 3, Cells: []string{"Q13", "请核实", "否", "t", "m", "h"}},
	}}})
	require.NoError(t, err)
	r, _ := p.Rule("P02")
	assert.Equal(t, Error, r.Severity)
	assert.Equal(t, "新提示", r.Message)
	r, _ = p.Rule("Q13")
	assert.False(t, r.On)
	assert.Len(t, p.Rules, len(Builtin().Rules), "rules that are not listed stay as they are")
	assert.NotEqual(t, Builtin().Digest(), p.Digest())
}

// A form that is out stays this plan's form, whatever the office makes of rules
// and exceptions; what shapes the form makes another one of it.
func TestFormDigest(t *testing.T) {
	for _, c := range []struct {
		table, value string // in the table's first row that holds it
		same         bool
	}{
		{"规则", "请核实", true},
		{"领导小组", "组长", true},
		{"基本信息", "20", true}, // 报送日
		{"基本信息", "2025", false},
		{"基本信息", "10", false}, // 进度偏慢阈值
		{"栏目", "备注", false},
		{"词表", "施工中", true}, // another way of writing
		{"词表", "暂缓", false},
		{"专项行动", "党建引领行动", false},
		{"重点任务", "改善街区景观环境", false},
		{"部门", "管理办", false},
	} {
		tables := slices.Clone(Builtin().Tables())
		i := slices.IndexFunc(tables, func(t tabular.Table) bool { return t.Name == c.table })
		tables[i].Rows = changed(t, tables[i].Rows, c.value)
		assert.Equal(t, c.same, digestOf(formTables(tables, true)) == Builtin().FormDigest(), c)
		assert.NotEqual(t, Builtin().Digest(), digestOf(tables), c)
	}
	assert.True(t, Builtin().FollowsForm(digestOf(formTables(Builtin().Tables(), false))), "as forms were once told")
}

// changed are rows with the first cell of that value changed.
func changed(t *testing.T, rows []tabular.Row, value string) []tabular.Row {
	rows = slices.Clone(rows)
	for i, r := range rows {
		if at := slices.Index(r.Cells, value); at >= 0 {
			rows[i].Cells = slices.Clone(r.Cells)
			rows[i].Cells[at] += "1"
			return rows
		}
	}
	require.Fail(t, "no cell "+value)
	return nil
}

func TestElapsed(t *testing.T) {
	d := func(s string) Date { v, _ := ParseDate(s); return v }
	for _, c := range []struct {
		start, end, asOf string
		want             Percent
	}{
		{"2022-11-01", "2025-09-30", "2023-06-30", 2270},
		{"2023-01-01", "2023-01-01", "2022-12-31", 0},
		{"2023-01-01", "2023-01-01", "2023-01-01", Full},
		{"2024-03-01", "2023-12-31", "2023-12-31", 0},
		{"2023-01-01", "2023-12-31", "2024-01-01", Full},
		{"2023-01-01", "2023-12-31", "2022-01-01", 0},
	} {
		assert.Equal(t, c.want, Elapsed(d(c.start), d(c.end), d(c.asOf)), c)
	}
}

func TestParseQuarter(t *testing.T) {
	for in, want := range map[string]string{
		"2023Q2": "2023Q2", "2023年第二季度": "2023Q2", "2023年2季度": "2023Q2", "２０２３年四季度": "2023Q4", "2023-q1": "2023Q1",
		"管理办2023年上半年推进表": "2023Q2", "2023年前三季度": "2023Q3",
	} {
		q, err := ParseQuarter(in)
		assert.NoError(t, err, in)
		assert.Equal(t, want, q.String(), in)
	}
	for _, bad := range []string{"", "二季度", "2023年", "2023年5季度", "1999Q1"} {
		_, err := ParseQuarter(bad)
		assert.Error(t, err, bad)
	}
}
