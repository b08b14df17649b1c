package intake_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/intake"
	"jingpin/internal/plan"
)

// Words that stand alone under the name: about the table, a page, a count, a
// mark, a class of projects or a sentence.
const asideWords = `在建项目（2个）|※金额单位为万元|*号为市级重点项目|未完待续|此行删除|本行为示例|以上为本部门全部项目|本表数据截至2023年6月30日|填表说明：金额单位为万元|（以下空白）|—以下空白—|以下无|此页无正文|续表|接上页|转下页|下接第二页|第 2 页 共 3 页|2/3|共 3 项|总 计|` +
	`本页小计|累计|审核：|联系人：张三|——|/|※|*|①|备注：以上金额均为估算|注：1.金额单位万元|无|零报告|无新增项目|暂无项目|本季度零报告|本季度无新增项目|本部门无牵头项目|其他|2023年6月30日|（盖章）|` +
	`（此表一式两份）|以上项目已报分管领导审核|以上情况属实。|同上|详见附件|数据来源：各居民区|单位负责人：|本表报领导小组办公室|请于7月5日前报送|特此说明|新建项目|二、续建类项目|重点项目|（三）其他项目|` +
	`年  月  日|完|项目总数|全部项目合计|制表：李四|口径说明|12|项目数：3个|打印日期：2023/7/3|★为民生实事项目|▲表示新增的项目|带*的为重点项目|加★的是市级重点|潍坊新村街道社区管理办公室|感谢支持|填表日期：2023年7月5日`

// Names of projects by themselves.
const loneNames = `东园路口袋公园提升工程|潍坊二村加装电梯|智慧养老服务平台|四村垃圾库房改造（二期）|“家门口”服务站升级|竹园绿地健身步道|无障碍坡道改造|数据治理平台建设|共享单车停放点整治|` +
	`未来社区建设|“安全屋”|联系群众工作法推广活动|如意路道路大修|其他路段路灯改造|长者食堂|★口袋花园改造|管理办公楼修缮|口袋花园二期改造|社区食堂建设项目`

// What stands alone under the name is no project, or one without the rest.
func TestLoneWordsAndNames(t *testing.T) {
	alone := func(text string) grid {
		return grid{rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {nil, nil, nil, text}}}
	}
	for _, text := range strings.Split(asideWords, "|") {
		sub := read(t, "管理办.xlsx", book(t, alone(text)), intake.Options{Quarter: quarter})
		assert.Empty(t, grave(sub), text)
		assert.Len(t, sub.Rows, 1, text)
	}
	for _, text := range strings.Split(loneNames, "|") {
		sub := read(t, "管理办.xlsx", book(t, alone(text)), intake.Options{Quarter: quarter})
		assert.Equal(t, []string{"L13 D3"}, grave(sub), text)
		assert.Len(t, sub.Rows, 2, text)
	}
}

// numbered is a sound project with a number and a total of its own.
func numbered(no, name any, total int) []any {
	r := row(no, "形态改善行动", "提高小区环境品质", name)
	r[8] = total
	return r
}

var lineSheets = []sheetCase{
	{
		about: "rows filled in beforehand with number, track, task and lead, and formulas that gave nothing",
		grid: grid{rows: [][]any{
			head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {2, "形态改善行动", "提高小区环境品质", nil, nil, nil, nil, "管理办"},
			{3, nil, nil, nil, nil, nil, nil, "管理办", 0, nil, 0}, {4, nil, nil, nil, nil, nil, nil, "管理办", "—"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "a name with nothing but what was filled in beforehand",
		grid:  grid{rows: [][]any{head, {1, "形态改善行动", "提高小区环境品质", "甲项目", nil, nil, nil, "管理办"}}},
		want:  []string{"2 形态改善行动 6 甲项目"},
		found: []string{"L13 D2"},
	},
	{
		about: "texts that go on with the row above",
		grid: grid{rows: [][]any{
			head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {nil, nil, nil, nil, "再做好甲", nil, nil, nil, nil, nil, nil, "又完成一处"},
			{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "再完成一处"}, row(2, "形态改善行动", "提高小区环境品质", "乙项目"),
		}},
		want:  []string{"2 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目"},
		found: []string{"L12 E3", "L12 L4"},
	},
	{
		about: "a package and its parts by number",
		grid: grid{rows: [][]any{
			head, numbered(1, "甲项目", 300), numbered("1-1", "东段", 100), numbered("1-2", "西段", 200), numbered(2, "乙项目", 100),
		}},
		want:  []string{"2 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目"},
		found: []string{"L11 D2"},
	},
	{
		about: "a package and its parts in brackets, with another sum",
		grid: grid{rows: [][]any{
			head, numbered(1, "甲项目", 300), numbered("（1）", "东段", 100), numbered("（2）", "西段", 150), numbered(2, "乙项目", 100),
		}},
		want:  []string{"2 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目"},
		found: []string{"L11 D2"},
	},
	{
		about: "a package and its parts in circles, without their own lead",
		grid: grid{rows: [][]any{
			head, numbered(1, "甲项目", 300), {"①", nil, nil, "东段", nil, nil, nil, nil, 100}, {"②", nil, nil, "西段", nil, nil, nil, nil, 200}, numbered(2, "乙项目", 100),
		}},
		want:  []string{"2 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目"},
		found: []string{"L11 D2"},
	},
	{
		about: "a package and its parts behind 其中",
		grid: grid{rows: [][]any{
			head, numbered(1, "甲项目", 300), numbered(nil, "其中：东段", 100), numbered(nil, "西段", 200), numbered(2, "乙项目", 100),
		}},
		want:  []string{"2 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目"},
		found: []string{"L11 D2"},
	},
	{
		about: "a package and its parts in hanzi",
		grid: grid{rows: [][]any{
			head, numbered("一", "甲项目", 300), numbered("（一）", "东段", 100), numbered("（二）", "西段", 200), numbered("二、", "乙项目", 100), numbered("三、", "丙项目", 100),
		}},
		want:  []string{"2 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目", "6 形态改善行动 6 丙项目"},
		found: []string{"L11 D2"},
	},
	{
		about: "nothing to report, under a header without the content and the targets",
		grid: grid{rows: [][]any{
			{"序号", "专项行动", "重点任务", "项目名称", "完成时限", "牵头部门", "总投资(万元)", "项目状态", "累计进度(%)"}, {nil, nil, nil, "本季度无牵头项目"},
		}},
	},
	{
		about: "a package in hanzi over parts in figures, and one over parts in letters",
		grid: grid{rows: [][]any{
			head, numbered("一", "甲项目", 300), numbered(1, "东段", 100), numbered(2, "西段", 200), numbered("二", "乙项目", 100),
			numbered("3", "丙项目", 300), numbered("a", "北段", 100), numbered("b.", "南段", 200),
		}},
		want:  []string{"2 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目", "6 形态改善行动 6 丙项目"},
		found: []string{"L11 D2", "L11 D6"},
	},
	{
		about: "a package and its parts by numbers before their names, and by dashes",
		grid: grid{rows: [][]any{
			head, numbered("1、", "甲项目", 300), numbered(nil, "1.1 东段", 100), numbered(nil, "1.2西段", 200), numbered(2, "乙项目", 100),
			numbered(3, "丙项目", 300), numbered(nil, "——东段", 100), numbered(nil, "——西段", 200),
		}},
		want:  []string{"2 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目", "6 形态改善行动 6 丙项目"},
		found: []string{"L11 D2", "L11 D6"},
	},
	{
		about: "what is worked out of the rows above is no project",
		grid: grid{rows: [][]any{
			head, numbered(1, "甲项目", 100), numbered(2, "乙项目", 100),
			{nil, nil, nil, "2个项目", nil, nil, nil, nil, 200}, {"平均", nil, nil, nil, nil, nil, nil, nil, 100, nil, 60}, {nil, nil, nil, "加权平均", nil, nil, nil, nil, nil, nil, 60},
			{nil, nil, nil, "最高", nil, nil, nil, nil, nil, nil, 60}, {nil, nil, nil, "个数", nil, nil, nil, nil, 2},
		}},
		want: []string{"2 形态改善行动 6 甲项目", "3 形态改善行动 6 乙项目"},
	},
	{
		about: "worked examples beside the projects",
		grid: grid{rows: [][]any{
			head, numbered("例", "某小区改造", 100), numbered(nil, "××路改造", 100), numbered(nil, "道路改造（示例）", 100), numbered(1, "甲项目", 100),
		}},
		want:  []string{"2 形态改善行动 6 某小区改造", "3 形态改善行动 6 ××路改造", "4 形态改善行动 6 道路改造（示例）", "5 形态改善行动 6 甲项目"},
		found: []string{"P04 D2", "P04 D3", "P04 D4"},
	},
	{
		about: "a package that is not complete only sums up its parts",
		grid: grid{rows: [][]any{
			head, {1, "形态改善行动", "提高小区环境品质", "甲项目", nil, nil, nil, nil, 300}, numbered(1.1, "东段改造", 100), numbered(1.2, "西段改造", 200), numbered(2, "乙项目", 100),
		}},
		want:  []string{"3 形态改善行动 6 东段改造", "4 形态改善行动 6 西段改造", "5 形态改善行动 6 乙项目"},
		found: []string{"L11 D2"},
	},
	{
		about: "numbers in two parts without a package",
		grid:  grid{rows: [][]any{head, numbered(1.1, "东段改造", 100), numbered(1.2, "西段改造", 200), numbered(2.1, "乙项目", 100)}},
		want:  []string{"2 形态改善行动 6 东段改造", "3 形态改善行动 6 西段改造", "4 形态改善行动 6 乙项目"},
	},
}

// A line is a project only when it says something that a project has.
func TestLinesOfRealSheets(t *testing.T) { readSheets(t, lineSheets) }

// Of a row for the plan and one for what came of it, each gives what is its own.
func TestPlanAndActualRows(t *testing.T) {
	with := append(slices.Clone(head), "指标")
	planned := append(row(1, "形态改善行动", "提高小区环境品质", "甲项目"), "计划")
	planned[9], planned[10], planned[11] = nil, 100, nil
	actual := []any{nil, nil, nil, nil, nil, nil, nil, nil, 60, "在建", 45, "完成基础施工三处", "实际"}
	sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{with, planned, actual}}), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"L11 D1"}, grave(sub))
	assert.Empty(t, cellsOf(sub, "L04"), "the column that tells the rows apart was read")
	require.Len(t, sub.Accepted(), 1)
	p := sub.Accepted()[0]
	assert.Equal(t, []string{"100", "45", "在建", "完成基础施工三处", "管理办"}, []string{p.Value("total"), p.Value("progress"), p.Status, p.Done, p.Lead})
}

// The visible sheet of this quarter is read, and a copy of it told once.
func TestCopiesOfSheets(t *testing.T) {
	now, old := row(1, "形态改善行动", "提高小区环境品质", "甲项目"), row(1, "形态改善行动", "提高小区环境品质", "甲项目")
	old[10] = 20
	for _, names := range [][2]string{{"项目计划表", "项目计划表 (2)"}, {"项目计划表", "旧表"}, {"项目计划表", "备份"}, {"项目计划表", "初稿"}, {"修改后", "修改前"}, {"最新", "0620版"}} {
		for _, turned := range []bool{false, true} {
			grids := []grid{{name: names[0], rows: [][]any{head, now}}, {name: names[1], rows: [][]any{head, old}}}
			if turned {
				slices.Reverse(grids)
			}
			sub := read(t, "管理办.xlsx", book(t, grids...), intake.Options{Quarter: quarter})
			assert.Equal(t, []string{"L14 "}, grave(sub), names)
			require.Len(t, sub.Accepted(), 1, names)
			assert.Equal(t, "60", sub.Accepted()[0].Value("progress"), names)
		}
	}
	other := grid{name: "第二批", rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "乙项目")}}
	sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{head, now}}, other), intake.Options{Quarter: quarter})
	assert.Len(t, sub.Accepted(), 2, "other projects are no copy")
}

// Witnesses of whose file it is are independent: two against one win, of one
// against one the form's own; one finding says so.
func TestWitnesses(t *testing.T) {
	for _, c := range []struct {
		heading, file, lead, unit string
		found                     []string
	}{
		{"管理办", "管理办.xlsx", "管理办", "管理办", nil},
		{"管理办", "服务办.xlsx", "管理办", "管理办", []string{"U03 A1"}},
		{"管理办", "管理办.xlsx", "服务办", "管理办", []string{"U03 A1"}},
		{"管理办", "服务办.xlsx", "服务办", "服务办", []string{"U03 A1"}},
		{"管理办", "报表.xlsx", "服务办", "管理办", []string{"U03 A1"}},
		{"", "管理办.xlsx", "服务办", "管理办", []string{"U03 "}},
		{"", "报表.xlsx", "服务办", "服务办", nil},
	} {
		a, b := row(1, "形态改善行动", "提高小区环境品质", "甲项目"), row(2, "形态改善行动", "提高小区环境品质", "乙项目")
		a[7], b[7] = c.lead, c.lead
		sub := read(t, c.file, book(t, grid{rows: [][]any{{"填报单位：" + c.heading}, head, a, b}}), intake.Options{Quarter: quarter})
		assert.Equal(t, c.unit, sub.Unit, c)
		assert.Equal(t, c.found, grave(sub), c)
		assert.Equal(t, c.found != nil, sub.Doubtful, c)
	}
}

// Sheets headed for two units are two reports.
func TestTwoUnitsInOneFile(t *testing.T) {
	theirs := row(1, "形态改善行动", "提高小区环境品质", "乙项目")
	theirs[7] = "服务办"
	data := book(t,
		grid{name: "甲", rows: [][]any{{"填报单位：管理办"}, head, row(1, "形态改善行动", "提高小区环境品质", "甲项目")}},
		grid{name: "乙", rows: [][]any{{"填报单位：服务办"}, head, theirs}})
	subs := judgedAll("管理办.xlsx", data, plan.Builtin(), intake.Options{Quarter: quarter})
	require.Len(t, subs, 2)
	for i, want := range []struct{ unit, sheet, project string }{{"管理办", "甲", "甲项目"}, {"服务办", "乙", "乙项目"}} {
		assert.Equal(t, want.unit, subs[i].Unit)
		assert.Equal(t, i == 1, subs[i].Guest)
		require.Len(t, subs[i].Sheets, 1)
		assert.Equal(t, want.sheet, subs[i].Sheets[0].Name)
		require.Len(t, subs[i].Rows, 1)
		assert.Equal(t, want.project, subs[i].Rows[0].Project.Name)
	}
	assert.Empty(t, grave(subs[0]))
	assert.Equal(t, []string{"U03 A1"}, grave(subs[1]))
}

// What says 同上 is never read as what stands above: that is proposed.
func TestDittosAreProposed(t *testing.T) {
	rows := [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), row(2, "同上", "同上", "乙项目"), row(3, "同上", "〃", "丙项目"), row(4, "形态改善行动", "改善街区景观环境", "丁项目")}
	rows[2][7], rows[3][7], rows[4][7] = "同上", "〃", "本部门"
	sub := read(t, "管理办.xlsx", book(t, grid{rows: rows}), intake.Options{Quarter: quarter})
	proposed := map[string]string{}
	for _, f := range sub.Findings {
		if f.Severity == plan.Error {
			proposed[f.Cell] = f.Rule + " " + f.Suggest
		}
	}
	assert.Equal(t, map[string]string{
		"H5": "U05 管理办", // 本部门
		"B3": "S02 形态改善行动", "C3": "S04 提高小区环境品质", "H3": "U05 管理办", "B4": "S02 形态改善行动", "C4": "S04 提高小区环境品质", "H4": "U05 管理办",
	}, proposed)
}

// A row that was filled in for no project lacks a name, and not all that a
// project has.
func TestARowWithoutAProject(t *testing.T) {
	filled := make([]any, len(head))
	filled[0], filled[7], filled[9], filled[10] = 2, "管理办", "未启动", 0
	rows := [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), filled}
	assert.Equal(t, []string{"P01 D3"}, grave(read(t, "管理办.xlsx", book(t, grid{rows: rows}), intake.Options{Quarter: quarter})))
}

// Formulas filled down whose results a program did not store make no projects.
func TestFormulasFilledDown(t *testing.T) {
	second := row(3, "形态改善行动", "提高小区环境品质", "乙项目")
	second[10] = nil
	data := book(t, grid{rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {2, "形态改善行动", nil, nil, nil, nil, nil, "管理办"}, second}})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	for _, cell := range []string{"K3", "K4"} {
		require.NoError(t, f.SetCellFormula("Sheet1", cell, `IF(D3="","",60)`))
	}
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	sub := read(t, "管理办.xlsx", b.Bytes(), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"2 形态改善行动 6 甲项目", "4 形态改善行动 6 乙项目"}, summary(sub))
	assert.Equal(t, []string{"C02 K4"}, grave(sub))
}
