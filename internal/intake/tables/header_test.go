package tables

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// headerCases are headers, levels between |, as they mean a column in the
// second quarter of 2023; "" for none.
var headerCases = []struct{ header, key string }{
	{"项目名称", "name"},
	{"项 目 名 称", "name"},
	{"★重点工作", "name"},
	{"项目名称\n(全称)", "name"},
	{"序号", "no"},
	{"完成时限（年月）", "deadline"},
	{"时间节点", "deadline"},
	{"责任单位|牵头部门", "lead"},
	{"责任单位|配合部门", "partners"},
	{"牵头|单位", "lead"},
	{"配合|单位", "partners"},
	{"责任单位", "lead"},
	{"目  标  任  务", "name"},
	{"总投资/万元", "total"},
	{"总投资（元）", "total"},
	{"项目总投资 单位：万元", "total"},
	{"资金(万元)|总投资", "total"},
	{"资金（万元）|市级", "city"},
	{"资金|街道", "street"},
	{"资金来源|社会资金", "social"},
	{"3.项目名称", "name"},
	{"（5）完成时限", "deadline"},
	{"12、本季度进展情况", "done"},
	{"当前项目状态", "status"},
	{"牵头部门/单位", "lead"},
	{"截至目前累计进度", "progress"},
	{"责任部门|牵头", "lead"},
	{"责任单位|主办", "lead"},
	{"时间|起", "start"},
	{"时间|止", "deadline"},
	{"起止时间|结束", "deadline"},
	{"计划工期|竣工时间", "deadline"},
	{"竣工时间", "deadline"},
	{"责任部门|协办", "partners"},
	{"项目名称|名称", "name"},
	{"总投资(万元)|小计", "total"},
	{"经费(万元)|总计", "total"},
	{"资金安排|合计", "total"},
	{"资金安排（万元）|总额", "total"},
	{"资金来源|总额", "total"},
	{"计划投资（万元）|合计", "total"},
	{"计划投资（万元）|市", "city"},
	{"计划投资|街道", "street"},
	{"计划|开工", "start"},
	{"分年度计划|2023年", "y2023"},
	{"截至二季度末|工程进度", "progress"},
	{"累计完成投资|合计", "paid"},
	{"实际时间|完成", "finished"},
	{"数量|合计", ""},
	{"年度计划|2023年", "y2023"},
	{"年度计划|2023", "y2023"},
	{"2024年", "y2024"},
	{"2023年度目标", "y2023"},
	{"2023年计划", "y2023"},
	{"年度目标", "y2023"},
	{"全年目标任务", "y2023"},
	{"2030年计划", ""},
	{"阶段性目标和工作任务量|第二季度", ""},
	{"实际完成情况|2022年", ""},
	{"项目状态", "status"},
	{"累计进度（％）", "progress"},
	{"上季度|累计进度", ""},
	{"上季度累计进度(%)", ""},
	{"去年完成情况", ""},
	{"计划|开工时间", "start"},
	{"计划|完工时间", "deadline"},
	{"实际|完成时间", "finished"},
	{"实际|开工时间", ""},
	{"竣工时间", "deadline"},
	{"推进情况", "done"},
	{"二季度进展情况", "done"},
	{"2023年第二季度进展情况", "done"},
	{"2022年第二季度进展情况", ""},
	{"一季度进展情况", ""},
	{"1-6月推进情况", "done"},
	{"1-5月推进情况", "done"},
	{"1-10月推进情况", ""},
	{"截至6月底累计投资(万元)", "paid"},
	{"1-6月完成投资", ""},
	{"2023年完成投资", ""},
	{"本季度存在问题", "problem"},
	{"下步打算", "next"},
	{"备注", "note"},
	{"走访记录", ""},
	{"其他", ""},
	{"检查结果", ""},
	{"第二季度", ""},
	{strings.Repeat("项目名称", 20), ""},
}

// meantAlone is the column that a header means in a table that tells nothing else:
// its values are no names of the plan, and numbers where numbers are asked for.
func meantAlone(all meaning) string {
	for _, m := range all {
		if !m.Has(plan.WhenMostly) && !m.Has(plan.WhenNever) && !m.Has(plan.WhenOther) && !m.Has(plan.WhenTexts) {
			return m.key
		}
	}
	return ""
}

func TestHeadersAreKnownByWhatTheySay(t *testing.T) {
	h := headersOf.Of(plan.Builtin())
	for _, c := range headerCases {
		assert.Equal(t, c.key, meantAlone(h.find(strings.Split(c.header, "|"), plan.Quarter{Year: 2023, N: 2})), c.header)
	}
	assert.Equal(t, "done", h.find([]string{"1-10月推进情况"}, plan.Quarter{Year: 2023, N: 4}).first().key)
	assert.Equal(t, "", h.find([]string{"年度目标"}, plan.Quarter{}).first().key, "no year is known")
}

// The better of two headers for one column is known by its rank.
func TestHeadersHaveRanks(t *testing.T) {
	h := headersOf.Of(plan.Builtin())
	ranks := []string{"完成时限", "计划|完成时间", "时间节点", "走访记录"}
	for i, want := range []rank{byName, byParent, byAlias, noMatch} {
		assert.Equal(t, want, h.find(strings.Split(ranks[i], "|"), plan.Quarter{Year: 2023, N: 2}).first().rank, ranks[i])
	}
	may := h.find([]string{"1-5月推进情况"}, plan.Quarter{Year: 2023, N: 2}).first()
	june := h.find([]string{"6月份进展情况"}, plan.Quarter{Year: 2023, N: 2}).first()
	assert.True(t, june.better(may) && !may.better(june), "the later period wins")
	lead := h.find([]string{"牵头单位"}, plan.Quarter{}).first()
	assert.True(t, lead.better(h.find([]string{"责任单位"}, plan.Quarter{}).first()))
	assert.False(t, lead.better(h.find([]string{"主办部门"}, plan.Quarter{}).first()), "equals are L03")
	assert.Equal(t, byAlias, h.find([]string{"2023年度目标"}, plan.Quarter{Year: 2023, N: 2}).first().rank)
	assert.Equal(t, byPeriod, h.find([]string{"年度目标"}, plan.Quarter{Year: 2023, N: 2}).first().rank)
}

// Every header and every name seen for it means its column, by itself.
func TestEveryAliasIsKnown(t *testing.T) {
	p := plan.Builtin()
	h := headersOf.Of(p)
	for _, c := range p.Columns {
		assert.Equal(t, c.Key, h.find([]string{c.Header}, plan.Quarter{Year: 2023, N: 2}).first().key, c.Header)
		for _, a := range c.Aliases {
			assert.Equal(t, c.Key, h.find([]string{a}, plan.Quarter{Year: 2023, N: 2}).first().key, a)
			assert.True(t, h.knows(a), a)
		}
	}
	for _, a := range p.YearAliases {
		assert.Equal(t, "y2023", h.find([]string{a}, plan.Quarter{Year: 2023, N: 2}).first().key, a)
	}
}

// What sums up under money that was used, or under a year, is no project's total.
func TestSumsUnderMoney(t *testing.T) {
	h := headersOf.Of(plan.Builtin())
	for parent, total := range map[string]bool{"资金情况（万元）": true, "项目经费（万元）": true, "资金使用情况（万元）": false, "年度资金（万元）": false} {
		assert.Equal(t, total, h.find([]string{parent, "总额"}, plan.Quarter{Year: 2023, N: 2}).first().key == "total", parent)
	}
}

func TestHeaderUnits(t *testing.T) {
	for header, want := range map[string]plan.Money{
		"总投资(万元)": plan.Wan, "总投资（元）": plan.Yuan, "总投资(单位:千元)": plan.Qian, "总投资/亿元": plan.Yi, "资金(元)|总投资": plan.Yuan,
		"资金(元)|总投资(万元)": plan.Wan, "总投资": 0, "万元以上项目": 0, "总投资元": plan.Yuan, "总投资/元": plan.Yuan, "总投资，元": plan.Yuan,
		"总投资 元": plan.Yuan, "总投资[元]": plan.Yuan, "总投资【亿元】": plan.Yi, "总投资〔元〕": plan.Yuan, "总投资:元": plan.Yuan, "总投资[千元]": plan.Qian,
		"总投资(元人民币)": plan.Yuan, "建筑单元": 0, "资金多元": 0, "单位：元": plan.Yuan, "单位：人民币万元": plan.Wan,
		"总投资(百元)": 100 * plan.Yuan, "总投资（百万元）": 100 * plan.Wan, "总投资/十万元": 10 * plan.Wan,
	} {
		u, _ := unitOf(strings.Split(header, "|"))
		assert.Equal(t, want, u, header)
	}
}

func TestUnitsAboveTheTable(t *testing.T) {
	for line, want := range map[string]plan.Money{
		"填报单位：管理办|金额：元": plan.Yuan, "金额单位:|元": plan.Yuan, "单位|人民币千元": plan.Qian, "金额单位为元": plan.Yuan, "以下金额单位均为万元": plan.Wan,
		"【单位：元】": plan.Yuan, "填报单位：|管理办": 0, "单位:管理办|元旦": 0,
		"单位：百元": 100 * plan.Yuan, "金额单位：元/万元": 0, "金额单位：万元/年": plan.Wan,
	} {
		u, _ := unitOfLine(strings.Split(line, "|"))
		assert.Equal(t, want, u, line)
	}
}

func TestHeaderTextsAreStacked(t *testing.T) {
	s := &sheet.Sheet{Rows: []sheet.Row{
		{Number: 3, Cells: []sheet.Cell{cellAt(3, 1, "项目名称"), cellAt(3, 2, "资金(万元)"), cellAt(3, 5, "年度计划"), cellAt(3, 7, "备注")}},
		{Number: 4, Cells: []sheet.Cell{cellAt(4, 2, "总投资"), cellAt(4, 3, "市级"), cellAt(4, 5, "2022年"), cellAt(4, 6, "2023年")}},
	}, Merges: []sheet.Range{{Top: 3, Left: 1, Bottom: 4, Right: 1}, {Top: 3, Left: 2, Bottom: 3, Right: 3}}}
	texts := headerTexts(s, mergesOf(s), 3, 4)
	for col, want := range map[int]string{
		1: "项目名称", 2: "资金(万元)|总投资", 3: "资金(万元)|市级", 5: "年度计划|2022年", 6: "年度计划|2023年", 7: "备注",
	} {
		assert.Equal(t, want, strings.Join(texts[col].levels, "|"))
	}
	assert.Empty(t, texts[4].levels)
	assert.Equal(t, 3, texts[1].row, "a merged header stands in its first row")
	assert.Equal(t, 4, texts[6].row)
}

func cellAt(row, col int, text string) sheet.Cell {
	return sheet.Cell{Row: int32(row), Col: int16(col), Kind: sheet.Text, Text: text}
}
