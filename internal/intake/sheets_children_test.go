package intake_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/intake"
	"jingpin/internal/slowtest"
)

// family is a parent over children that takes the place of a column of head,
// or stands behind it.
type family struct {
	column   string // of head, "" for behind it
	parent   string
	children []string
	values   []any
	want     map[string]string // key → value of the project
}

// A parent over several columns is a header row, merged or not, and its column
// is the child that period and meaning choose.
var families = []family{
	{"累计进度(%)", "累计进度(%)", []string{"上季度", "本季度"}, []any{20, 45}, want("progress", "45")},
	{"累计进度(%)", "累计进度(%)", []string{"上期", "本期"}, []any{20, 45}, want("progress", "45")},
	{"累计进度(%)", "形象进度(%)", []string{"一季度", "二季度"}, []any{20, 45}, want("progress", "45")},
	{"累计进度(%)", "累计进度(%)", []string{"3月", "6月"}, []any{20, 45}, want("progress", "45")},
	{"累计进度(%)", "累计进度(%)", []string{"计划", "实际"}, []any{60, 45}, want("progress", "45")},
	{"累计进度(%)", "形象进度(%)", []string{"目标", "完成"}, []any{60, 45}, want("progress", "45")},
	{"累计进度(%)", "完成进度(%)", []string{"序时进度", "实际进度"}, []any{50, 45}, want("progress", "45")},
	{"累计进度(%)", "累计进度(%)", []string{"截至3月底", "截至6月底"}, []any{20, 45}, want("progress", "45")},
	{"累计进度(%)", "完成进度(%)", []string{"本季", "累计"}, []any{10, 45}, want("progress", "45")},
	{"累计进度(%)", "累计进度", []string{"第一季度", "第二季度", "第三季度"}, []any{20, 45, nil}, want("progress", "45")},
	{"累计进度(%)", "项目进度（%）", []string{"3月底", "6月底"}, []any{20, 45}, want("progress", "45")},
	{"累计进度(%)", "工程进度", []string{"上次填报", "本次填报"}, []any{20, 45}, want("progress", "45")},
	{"累计进度(%)", "累计进度(%)", []string{"序时", "实际"}, []any{60, 45}, want("progress", "45")},
	{"累计进度(%)", "进度", []string{"应达", "实达"}, []any{60, 45}, want("progress", "45")},
	{"累计进度(%)", "进度(%)", []string{"2023Q1", "2023Q2"}, []any{20, 45}, want("progress", "45")},
	{"累计进度(%)", "二季度", []string{"进度(%)", "完成投资(万元)"}, []any{45, 10}, want("progress", "45", "paid", "")},
	{"累计进度(%)", "6月", []string{"形象进度", "计划进度"}, []any{45, 60}, want("progress", "45")},
	{"累计进度(%)", "累计进度(%)", []string{"应完成", "已完成"}, []any{60, 45}, want("progress", "45")},
	{"累计进度(%)", "工程进度", []string{"目标", "实绩", "差值"}, []any{60, 45, 15}, want("progress", "45")},
	{"累计进度(%)", "进度(%)", []string{"上季末", "本季增加", "本季末"}, []any{20, 25, 45}, want("progress", "45")},
	{"总投资(万元)", "资金情况（万元）", []string{"总额", "到位", "支付"}, []any{100, 60, 40}, want("total", "100", "paid", "40")},
	{"本季度进展情况", "推进情况", []string{"Q1", "Q2"}, []any{"完成方案编制工作", "完成招标并进场施工"}, want("done", "完成招标并进场施工")},
	{"本季度进展情况", "进展", []string{"计划", "完成"}, []any{"完成方案编制工作", "完成招标并进场施工"}, want("done", "完成招标并进场施工")},
	{"完成时限", "建设时间", []string{"自", "至"}, []any{"2023年1月", "2023年12月"}, want("deadline", "2023-12-31", "start", "2023-01-01")},
	{"", "出资(万元)", []string{"市", "区", "街"}, []any{10, 20, 70}, want("city", "10", "district", "20", "street", "70")},
	{"2023年计划", "分年度目标", []string{"2022年目标", "2023年目标", "2024年目标"}, []any{"开工", "完工", nil}, want("y2023", "完工")},
	{"完成时限", "完成时限", []string{"原计划", "调整后"}, []any{"2022年12月", "2023年12月"}, want("deadline", "2023-12-31")},
	{"完成时限", "完成时间", []string{"原定时间", "现计划"}, []any{"2022年12月", "2023年12月"}, want("deadline", "2023-12-31")},
	{"完成时限", "完成时间", []string{"变更前", "变更后"}, []any{"2022年12月", "2023年12月"}, want("deadline", "2023-12-31")},
	{"完成时限", "完成时限", []string{"计划", "实际"}, []any{"2023年12月", nil}, want("deadline", "2023-12-31")},
	{"完成时限", "建设工期", []string{"开工", "竣工"}, []any{"2023年1月", "2023年12月"}, want("deadline", "2023-12-31", "start", "2023-01-01")},
	{"完成时限", "起止时间", []string{"起", "止"}, []any{"2023年1月", "2023年12月"}, want("deadline", "2023-12-31", "start", "2023-01-01")},
	{"完成时限", "计划工期", []string{"开始", "结束"}, []any{"2023年1月", "2023年12月"}, want("deadline", "2023-12-31", "start", "2023-01-01")},
	{"完成时限", "建设周期", []string{"开工时间", "竣工时间"}, []any{"2023年1月", "2023年12月"}, want("deadline", "2023-12-31", "start", "2023-01-01")},
	{"完成时限", "时间节点", []string{"启动", "完成"}, []any{"2023年1月", "2023年12月"}, want("deadline", "2023-12-31", "start", "2023-01-01")},
	{"本季度进展情况", "进展情况", []string{"4月", "5月", "6月"}, []any{"完成方案编制一版", "完成方案评审工作", "完成招标并进场施工"}, want("done", "完成招标并进场施工")},
	{"本季度进展情况", "项目进展", []string{"上季度", "本季度"}, []any{"完成方案编制工作", "完成招标并进场施工"}, want("done", "完成招标并进场施工")},
	{"本季度进展情况", "推进情况", []string{"一季度", "二季度", "三季度"}, []any{"完成方案编制工作", "完成招标并进场施工", nil}, want("done", "完成招标并进场施工")},
	{"本季度进展情况", "工作进展", []string{"1-3月", "4-6月"}, []any{"完成方案编制工作", "完成招标并进场施工"}, want("done", "完成招标并进场施工")},
	{"本季度进展情况", "进展情况", []string{"前期进展", "最新进展"}, []any{"完成方案编制工作", "完成招标并进场施工"}, want("done", "完成招标并进场施工")},
	{"", "资金来源(万元)", []string{"市", "区", "街道", "其他"}, []any{10, 20, 70, 0}, want("city", "10", "district", "20", "street", "70")},
	{"", "资金构成（万元）", []string{"市财政", "区财政", "街道自筹", "社会"}, []any{10, 20, 70, 0}, want("city", "10", "district", "20", "street", "70")},
	{"", "投资来源（万元）", []string{"市补助", "区补助", "街道财力", "其它"}, []any{10, 20, 70, 0}, want("city", "10", "district", "20", "street", "70")},
	{"", "完成投资(万元)", []string{"本季度", "累计"}, []any{15, 40}, want("paid", "40")},
	{"", "累计完成投资(万元)", []string{"上季度", "本季度"}, []any{15, 40}, want("paid", "40")},
	{"", "完成投资(万元)", []string{"2022年", "2023年"}, []any{15, 40}, want("paid", "")},
	{"", "完成投资(万元)", []string{"本季度", "本年"}, []any{15, 40}, want("paid", "")},
	{"完成时限", "竣工时间", []string{"计划", "实际"}, []any{"2023年12月", nil}, want("deadline", "2023-12-31")},
	{"", "开工时间", []string{"计划", "实际"}, []any{"2023年1月", "2023年2月"}, want("start", "2023-01-01")},
	{"总投资(万元)", "资金(万元)", []string{"计划投资", "到位资金", "支付资金"}, []any{100, 60, 40}, want("total", "100", "paid", "40")},
	{"总投资(万元)", "投资(万元)", []string{"计划总额", "累计完成额"}, []any{100, 40}, want("total", "100", "paid", "40")},
	{"", "问题与建议", []string{"存在问题", "需协调事项", "下步计划"}, []any{"管线未定", "请区里协调", "加快施工进度"}, want("problem", "管线未定", "ask", "请区里协调", "next", "加快施工进度")},
	{"", "存在问题", []string{"有/无", "具体情况"}, []any{"有", "管线未定"}, want("problem", "管线未定")},
	{"2023年计划", "2023年", []string{"目标任务", "计划投资", "完成投资"}, []any{"完工", 15, 40}, want("y2023", "完工", "paid", "")},
	{"", "2023年节点目标", []string{"一季度", "二季度"}, []any{"完成招标", "完成主体"}, want("y2023", "完成一半")},
	{"", "年度节点目标", []string{"一季度", "二季度"}, []any{"完成招标", "完成主体"}, want("y2023", "完成一半")},
	{"2023年计划", "年度投资计划(万元)", []string{"2022年", "2023年"}, []any{15, 40}, want("y2023", "")},
	{"2023年计划", "年度计划（万元）", []string{"2022年", "2023年"}, []any{15, 40}, want("y2023", "")},
	{"2023年计划", "年度计划", []string{"2022年", "2023年"}, []any{15, 40}, want("y2023", "")},
	{"2023年计划", "年度计划", []string{"2022年", "2023年"}, []any{"开工", "完工"}, want("y2023", "完工")},
	{"牵头部门", "责任单位", []string{"牵头", "配合"}, []any{"管理办", "服务办"}, want("lead", "管理办")},
	{"牵头部门", "责任部门", []string{"原", "现"}, []any{"服务办", "管理办"}, want("lead", "管理办")},
	{"项目状态", "项目状态", []string{"未启动", "前期", "在建", "已完成"}, []any{nil, nil, "√", nil}, want("status", "在建")},
	{"项目状态", "推进情况", []string{"未开工", "推进中", "已完工"}, []any{nil, "●", nil}, want("status", "在建")},
}

func want(pairs ...string) map[string]string {
	m := map[string]string{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

// grid lays the family out: with its parent merged over the children or in the
// first of their columns only, and the other headers merged downwards or not.
func (f family) grid(merged, down bool) grid {
	top, below := slices.Clone(head), make([]any, len(head))
	cells := row(1, "形态改善行动", "提高小区环境品质", "甲项目")
	at := slices.Index(top, any(f.column))
	if at < 0 {
		at = len(top)
	} else {
		top, below, cells = slices.Delete(top, at, at+1), slices.Delete(below, at, at+1), slices.Delete(cells, at, at+1)
	}
	parents := make([]any, len(f.children))
	parents[0] = f.parent
	var children []any
	for _, c := range f.children {
		children = append(children, c)
	}
	g := grid{rows: [][]any{slices.Insert(top, at, parents...), slices.Insert(below, at, children...), slices.Insert(cells, at, f.values...)}}
	if merged {
		g.merges = append(g.merges, address(at+1, 1)+":"+address(at+len(f.children), 1))
	}
	for col := 1; down && col <= len(g.rows[0]); col++ {
		if col <= at || col > at+len(f.children) {
			g.merges = append(g.merges, address(col, 1)+":"+address(col, 2))
		}
	}
	return g
}

func TestChildrenAreChosenByMeaning(t *testing.T) {
	slowtest.Long(t)
	for _, f := range families {
		for _, merged := range []bool{true, false} {
			for _, down := range []bool{true, false} {
				sub := read(t, "管理办.xlsx", book(t, f.grid(merged, down)), intake.Options{Quarter: quarter})
				about := []any{f.parent, f.children, merged, down}
				if assert.Len(t, sub.Rows, 1, about) {
					assert.Empty(t, sub.Rows[0].Rules, about)
					for key, value := range f.want {
						assert.Equal(t, value, sub.Rows[0].Project.Value(key), about)
					}
				}
			}
		}
	}
}

// Where none of the children clearly is the column, the finding names them all.
func TestNoChildIsTakenForWantOfABetter(t *testing.T) {
	f := family{"累计进度(%)", "累计进度(%)", []string{"东片", "西片"}, []any{20, 45}, nil}
	for _, down := range []bool{true, false} {
		sub := read(t, "管理办.xlsx", book(t, f.grid(true, down)), intake.Options{Quarter: quarter})
		assert.Empty(t, sub.Accepted())
		require.Equal(t, []string{"L03 K2"}, grave(sub))
		assert.Contains(t, sub.Findings[0].Message, "K2“东片”、L2“西片”")
	}
}

// Columns that told what a row says are not told as unread.
func TestMarkedColumnsAreRead(t *testing.T) {
	for _, f := range families {
		if f.column == "项目状态" {
			sub := read(t, "管理办.xlsx", book(t, f.grid(true, true)), intake.Options{Quarter: quarter})
			assert.Empty(t, cellsOf(sub, "L04"))
		}
	}
}

// What a year or a quarter paid is not what was paid in all: then the first of
// the columns is asked about.
func TestOtherFiguresAreAskedAbout(t *testing.T) {
	f := family{"累计完成投资", "完成投资（万元）", []string{"上半年", "二季度"}, []any{30, 12}, nil}
	sub := read(t, "管理办.xlsx", book(t, f.grid(true, true)), intake.Options{Quarter: quarter})
	require.Len(t, grave(sub), 1)
	assert.Contains(t, grave(sub)[0], "L04 ")
	assert.Len(t, cellsOf(sub, "L04"), 2)
	assert.Empty(t, sub.Rows[0].Project.Value("paid"))
}

// A filled column is never lost in silence: one that says or holds what is
// missing is asked about, the others stand in one record.
func TestUnreadColumnsAreTold(t *testing.T) {
	g := grid{rows: [][]any{append(slices.Clone(head), "居民满意度", "招标方式", "工作建议"), row(1, "形态改善行动", "提高小区环境品质", "甲项目", "满意", "公开", "请协调")}}
	sub := read(t, "管理办.xlsx", book(t, g), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"L04 O1"}, grave(sub), "建议 may be what is to be coordinated")
	assert.Equal(t, []string{"L04 M1", "L04 O1"}, []string{"L04 " + cellsOf(sub, "L04")[0], "L04 " + cellsOf(sub, "L04")[1]})
	assert.Equal(t, "居民满意度、招标方式", sub.Findings[0].Value)
}

// A header may depend on what else there is.
func TestHeadersDependOnTheirTable(t *testing.T) {
	for _, c := range []struct {
		header, beside string
		value, other   any
		key, want      string
		found          []string
	}{
		{"竣工时间", "", "2023年12月", nil, "deadline", "2023-12-31", []string{"C03 G1"}},
		{"建设单位", "", "管理办", nil, "lead", "管理办", nil},
		{"形象进度", "", 45, nil, "progress", "45", nil},
	} {
		rows := [][]any{slices.Clone(head), row(1, "形态改善行动", "提高小区环境品质", "甲项目")}
		at := slices.Index(head, any(map[string]string{"deadline": "完成时限", "lead": "牵头部门", "progress": "累计进度(%)"}[c.key]))
		rows[0][at], rows[1][at] = c.header, c.value
		sub := read(t, "管理办.xlsx", book(t, grid{rows: rows}), intake.Options{Quarter: quarter})
		assert.Equal(t, c.found, grave(sub), c.header)
		if assert.Len(t, sub.Accepted(), 1, c.header) {
			assert.Equal(t, c.want, sub.Accepted()[0].Value(c.key), c.header)
		}
	}
	beside := [][]any{append(slices.Clone(head), "竣工时间", "建设单位"), row(1, "形态改善行动", "提高小区环境品质", "甲项目", "2023年5月", "某某公司")}
	beside[1][9], beside[1][10] = "已完成", 100
	sub := read(t, "管理办.xlsx", book(t, grid{rows: beside}), intake.Options{Quarter: quarter})
	require.Len(t, sub.Accepted(), 1)
	assert.Equal(t, "2023-05-31", sub.Accepted()[0].Value("finished"))
	assert.Equal(t, "管理办", sub.Accepted()[0].Lead)
	companies := [][]any{slices.Clone(head), row(1, "形态改善行动", "提高小区环境品质", "甲项目")}
	companies[0][7], companies[1][7] = "建设单位", "某某市政公司"
	assert.Equal(t, []string{"L02 D1"}, grave(read(t, "管理办.xlsx", book(t, grid{rows: companies}), intake.Options{Quarter: quarter})))
}

// A year over nothing but numbers is money spread over the years and no target;
// where one row has words there, the others' numbers are what they aim at. In a
// form of ours whatever is typed is a target.
func TestMoneyUnderYearsIsNoTarget(t *testing.T) {
	t.Parallel()
	typed := func(value any, name string) []any {
		cells := bare(1, name)
		cells[slices.Index(bareHead, any("2023年计划"))] = value
		return cells
	}
	for _, c := range []struct {
		first, second any
		want          []string
	}{
		{30, 40, []string{"", ""}},
		{30, "改造4处", []string{"30", "改造4处"}},
		{nil, 40, []string{"", ""}},
	} {
		sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{bareHead, typed(c.first, "甲项目"), typed(c.second, "乙项目")}}), intake.Options{Quarter: quarter})
		var targets []string
		for _, r := range sub.Rows {
			targets = append(targets, r.Project.Value("y2023"))
		}
		assert.Equal(t, c.want, targets)
	}
	ours := sound()
	for i := range ours.rows {
		ours.rows[i]["y2023"] = 30
	}
	sub := read(t, "管理办.xlsx", layout{name: "form"}.lay(t, ours).bytes(t), intake.Options{Quarter: quarter})
	assert.Equal(t, "30", sub.Rows[0].Project.Value("y2023"))
}
