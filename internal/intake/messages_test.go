package intake_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/tabular"
)

// finding is the only finding of a rule.
func finding(t *testing.T, sub *filing.Submission, rule string) filing.Finding {
	t.Helper()
	var only []filing.Finding
	for _, f := range sub.Findings {
		if f.Rule == rule {
			only = append(only, f)
		}
	}
	require.Len(t, only, 1, rule)
	return only[0]
}

// What is wrong with a layout is said so that it can be mended by whoever
// reads it.
func TestLayoutsAreToldInWords(t *testing.T) {
	wide := func(header any, values ...any) grid {
		g := grid{rows: [][]any{append(append([]any{}, head...), header)}}
		for i, v := range values {
			g.rows = append(g.rows, append(row(i+1, "形态改善行动", "提高小区环境品质", string(rune('甲'+i))+"项目"), v))
		}
		return g
	}
	without := func(col int, title string, values ...any) grid {
		g := grid{rows: [][]any{append([]any{}, head...)}}
		g.rows[0][col] = title
		for i, v := range values {
			r := row(i+1, "形态改善行动", "提高小区环境品质", string(rune('甲'+i))+"项目")
			r[col] = v
			g.rows = append(g.rows, r)
		}
		return g
	}
	for _, c := range []struct {
		about string
		grid  grid
		rule  string
		cell  string
		says  []string
	}{
		{"what came closest", grid{rows: [][]any{{"序号", "项目名称", "总投资(万元)", "备注"}, {1, "甲项目", 100, "示例"}}}, "L01", "", []string{"完成时限", "Sheet1", "第1行", "项目名称"}},
		{"a missing column by its values", without(9, "目前", "在建", "施工中", "已完成"), "L02", "J1", []string{"项目状态", "J列“目前”"}},
		{"a missing unit", without(7, "谁做", "管理办", "服务办"), "L02", "H1", []string{"牵头部门", "H列“谁做”"}},
		{"a missing date", without(6, "什么时候", "2023年底前", "2023-12-31"), "L02", "G1", []string{"完成时限", "G列“什么时候”"}},
		{"a missing date without a header", without(6, "", "2023年底前", "2023-12-31"), "L02", "G1", []string{"完成时限", "G列（没有表头）"}},
		{"a column without a header", wide("", "已经取消，请删去"), "L04", "M1", []string{"M列（没有表头）"}},
		{"nothing alike", without(6, "走访", "去过", "没去"), "L02", "D1", []string{"完成时限"}},
		{"both columns", wide("完成时限", "2023-12-31"), "L03", "G1", []string{"完成时限", "G1和M1"}},
		{"a column of the department's own", wide("走访记录", "去过"), "L04", "M1", []string{"走访记录"}},
		{"one that looks like ours", wide("推进程度", "50%", "60%"), "L04", "M1", []string{"推进程度"}},
		{"both figures", grid{rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {"合计", nil, nil, nil, nil, nil, nil, nil, 150}}}, "L07", "I3", []string{"150", "100", "第3行合计", "50万元"}},
	} {
		t.Run(c.about, func(t *testing.T) {
			f := finding(t, read(t, "管理办.xlsx", book(t, c.grid), intake.Options{Quarter: quarter}), c.rule)
			assert.Equal(t, c.cell, f.Cell)
			for _, s := range c.says {
				assert.Contains(t, f.Message+f.Hint, s)
			}
		})
	}
	assert.Empty(t, cellsOf(read(t, "管理办.xlsx", book(t, wide("完成时限", nil, " ")), intake.Options{Quarter: quarter}), "L03"), "nothing stands in the second")
	assert.Empty(t, cellsOf(read(t, "管理办.xlsx", book(t, without(0, "", 1, 2)), intake.Options{Quarter: quarter}), "L04"), "a count needs no header")
	f := finding(t, read(t, "管理办.xlsx", book(t, wide("完成时限", "2023-12-31")), intake.Options{Quarter: quarter}), "L03")
	assert.Equal(t, []string{"M1"}, f.Also)
}

// Suggestions are near names, and certain only where accepting them mends the
// cell.
func TestSuggestions(t *testing.T) {
	for _, c := range []struct {
		typed               cells
		rule, near, certain string
	}{
		{cells{"lead": "管理处"}, "U05", "管理办", "管理办"},
		{cells{"lead": "管理办、服务办"}, "U06", "", ""},
		{cells{"lead": "区金融局和管理办"}, "U06", "", ""},
		{cells{"track": "形态改善工程"}, "S02", "形态改善行动", "形态改善行动"},
		{cells{"track": "精致规划"}, "S02", "", "形态改善行动"},
		{cells{"task": "提高居民区环境品质"}, "S04", "提高小区环境品质", "提高小区环境品质"},
		{cells{"task": "打造一流街区"}, "S04", "", ""},
		{cells{"status": "正在施工，安装电梯"}, "Q02", "在建", "在建"},
		{cells{"status": "一期建成"}, "Q02", "", ""},
		{cells{"total": "150(市级50)"}, "M01", "150", "150"},
		{cells{"funding": "已经落实"}, "P06", "已落实", ""},
	} {
		in := sound()
		in.rows = in.rows[:1]
		for k, v := range c.typed {
			in.rows[0][k] = v
		}
		f := finding(t, read(t, "管理办.xlsx", plain.lay(t, in).bytes(t), intake.Options{Quarter: quarter}), c.rule)
		assert.Equal(t, c.certain, f.Suggest, c.rule)
		if c.near != "" {
			assert.Contains(t, f.Hint, c.near)
		}
	}
}

// ruled is the built-in plan with cells of its 规则 changed, by rule and title.
func ruled(t *testing.T, rules map[string]map[string]string) *plan.Plan {
	t.Helper()
	tables := plan.Builtin().Tables()
	table := tables[slices.IndexFunc(tables, func(t tabular.Table) bool { return t.Name == "规则" })]
	table.Where, table.Rows = "方案.xlsx", slices.Clone(table.Rows)
	for i, r := range table.Rows {
		table.Rows[i].Cells = slices.Clone(r.Cells)
		for title, value := range rules[r.Cells[0]] {
			table.Rows[i].Cells[slices.Index(table.Header, title)] = value
		}
	}
	p, err := plan.Parse([]tabular.Table{table})
	require.NoError(t, err)
	return p
}

// A switched-off rule is silent, and those that waited for it speak.
func TestRulesOfThePlan(t *testing.T) {
	p := ruled(t, map[string]map[string]string{"Q08": {"启用": "否"}, "P02": {"级别": "必须改"}})
	in := sound()
	in.rows = in.rows[:2]
	in.rows[0]["deadline"], in.rows[0]["y2024"] = "2023-05-31", nil
	in.rows[1]["content"] = nil
	pg := plain.lay(t, in)
	sub := judged("管理办.xlsx", pg.bytes(t), p, intake.Options{Quarter: quarter})
	assert.ElementsMatch(t, []string{"Q10 " + pg.at(0, "problem") + " warning", "P02 " + pg.at(1, "content") + " error"}, findings(t, sub))
}

// A rule points at the column that the plan says.
func TestColumnsOfThePlan(t *testing.T) {
	p := ruled(t, map[string]map[string]string{"M05": {"栏目": "total"}, "Q10": {"栏目": "progress"}, "U07": {"栏目": "partners"}})
	in := sound()
	in.rows[0]["paid"], in.rows[1]["progress"], in.rows[2]["lead"] = 900, 20, "服务办"
	pg := plain.lay(t, in)
	sub := judged("管理办.xlsx", pg.bytes(t), p, intake.Options{Quarter: quarter})
	assert.ElementsMatch(t, []string{
		"M05 " + pg.at(0, "total") + " warning", "Q10 " + pg.at(1, "progress") + " warning", "U07 " + pg.at(2, "partners") + " warning",
	}, slices.DeleteFunc(findings(t, sub), func(f string) bool { return strings.HasPrefix(f, "Q14 ") }))
}

// A rule's lesser form is never graver than the rule, nor its graver form less.
func TestLevelsOfThePlan(t *testing.T) {
	in := sound()
	in.rows[0]["total"], in.rows[1]["status"] = 480.01, "基本完成"
	pg := plain.lay(t, in)
	for _, c := range []struct{ m03, minor, c03, doubt string }{
		{"必须改", "warning", "已记录", "warning"}, {"请核实", "warning", "请核实", "warning"}, {"已记录", "info", "必须改", "error"},
	} {
		p := ruled(t, map[string]map[string]string{"M03": {"级别": c.m03}, "C03": {"级别": c.c03}})
		sub := judged("管理办.xlsx", pg.bytes(t), p, intake.Options{Quarter: quarter})
		assert.ElementsMatch(t, []string{"M03 " + pg.at(0, "total") + " " + c.minor, "C03 " + pg.at(1, "status") + " " + c.doubt}, findings(t, sub))
	}
}

// Of a file that is none of ours, its name tells whose it is.
func TestForeignFiles(t *testing.T) {
	sub := read(t, "管理办.pdf.xlsx", []byte("%PDF-1.7 "), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"F01  error"}, findings(t, sub))
	assert.Contains(t, sub.Findings[0].Message, "PDF")
	assert.Equal(t, "管理办", sub.Unit)
}

// The same project in two sheets is told with the other sheet's name.
func TestDoublesAcrossSheets(t *testing.T) {
	a := grid{name: "甲", rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "同一个项目"), row(2, "形态改善行动", "提高小区环境品质", "只在这里的项目")}}
	b := grid{name: "乙", rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "同一个 项目"), row(2, "形态改善行动", "提高小区环境品质", "另一个项目")}}
	sub := read(t, "管理办.xlsx", book(t, a, b), intake.Options{Quarter: quarter})
	f := finding(t, sub, "P03")
	assert.Equal(t, "乙", f.Sheet)
	assert.Contains(t, f.Message, "工作表“甲”第2行")
	assert.Equal(t, 1, sub.CountRows(filing.Duplicate))
	assert.NotEmpty(t, sub.Rows[2].Typed, "a row that does not count is kept as typed")
	assert.Empty(t, sub.Rows[0].Typed)
}
