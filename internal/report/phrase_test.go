package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
)

func TestSentence(t *testing.T) {
	for _, test := range []struct {
		clauses []string
		want    string
	}{
		{nil, ""},
		{[]string{"完成招投标"}, "完成招投标。"},
		{[]string{"完成招投标。"}, "完成招投标。"},
		{[]string{"完成。。", "", "开工;"}, "完成，开工。"},
		{[]string{"全面竣工！"}, "全面竣工！"},
		{[]string{"等批复……"}, "等批复……"},
		{[]string{"等批复...", "管理办牵头"}, "等批复...，管理办牵头。"},
		{[]string{"业主称“不同意。”"}, "业主称“不同意。”"},
		{[]string{"建成“安全屋”"}, "建成“安全屋”。"},
		{[]string{"业主称“不同意。”", "由管理办牵头"}, "业主称“不同意。”，由管理办牵头。"},
	} {
		assert.Equal(t, test.want, sentence(test.clauses...), "%q", test.clauses)
	}
}

func TestSeries(t *testing.T) {
	for _, test := range []struct {
		items []string
		want  string
	}{
		{[]string{"甲完成。", "乙开工。"}, "甲完成；乙开工。"},
		{[]string{"甲一是完成。二是开工。", "乙开工"}, "甲一是完成。二是开工。乙开工。"},
		{[]string{"甲竣工！", "乙开工"}, "甲竣工！乙开工。"},
		{[]string{"甲手续慢；图纸退回", "乙开工"}, "甲手续慢；图纸退回。乙开工。"},
		{[]string{"甲竣工……", "乙开工"}, "甲竣工……；乙开工。"},
	} {
		assert.Equal(t, test.want, series(test.items))
	}
}

func TestSome(t *testing.T) {
	names := []string{"甲", "乙", "丙"}
	assert.Equal(t, "甲、乙、丙", some(names, 3, "个部门"))
	assert.Equal(t, "甲、乙等3个部门", some(names, 2, "个部门"))
	assert.Equal(t, "甲、乙等", some(names, 2, ""))
	assert.Equal(t, "“商圈、居民区演练”", titled("商圈、居民区演练"))
	assert.Equal(t, "“行走党课”路线、点位", titled("“行走党课”路线、点位"))
}

func TestVolunteers(t *testing.T) {
	assert.Equal(t, "人大办", volunteers([]string{"人大办"}))
	assert.Equal(t, "党政办、人大办、监察办等3个部门", volunteers([]string{"党政办", "人大办", "监察办"}))
}

func TestNumeral(t *testing.T) {
	for n, want := range map[int]string{1: "一", 6: "六", 10: "十", 16: "十六", 20: "二十", 99: "九十九"} {
		assert.Equal(t, want, plan.Numeral(n))
	}
}

func TestBefore(t *testing.T) {
	for _, test := range []struct {
		day  plan.Date
		year int
		want string
	}{
		{plan.Day(2023, 12, 31), 0, "2023年底前"},
		{plan.Day(2023, 12, 31), 2023, "12月底前"},
		{plan.Day(2024, 2, 29), 2023, "2024年2月底前"},
		{plan.Day(2024, 2, 28), 2024, "2月28日前"},
	} {
		assert.Equal(t, test.want, before(test.day, test.year))
	}
}

func TestPlanned(t *testing.T) {
	for next, want := range map[string]string{
		"完成招投标": "计划完成招投标", "计划9月竣工": "计划9月竣工", "力争年内覆盖": "力争年内覆盖", "一是招标。二是开工": "计划：一是招标。二是开工", "完成招标；开工": "计划：完成招标；开工",
	} {
		assert.Equal(t, want, roomy.planned(next))
	}
}

func TestEndOf(t *testing.T) {
	now := plan.Quarter{Year: 2024, N: 1}
	for last, want := range map[plan.Quarter]string{
		{Year: 2023, N: 4}: "上年末", {Year: 2023, N: 2}: "上年二季度末", {Year: 2022, N: 4}: "2022年四季度末", {}: "上次汇总",
	} {
		assert.Equal(t, want, endOf(last, now))
	}
	assert.Equal(t, "一季度末", endOf(now, plan.Quarter{Year: 2024, N: 3}))
}

func TestInvested(t *testing.T) {
	wan := plan.Wan
	for _, test := range []struct {
		name  string
		tally Tally
		want  string
	}{
		{"nothing verified", Tally{Projects: 2, Unverified: 2}, ""},
		{"no money", Tally{Projects: 2}, ""},
		{"all known", Tally{Projects: 2, Total: 200 * wan, Paid: 50 * wan, PaidKnown: 50 * wan, PaidRate: 25 * plan.Point}, "计划总投资200万元，累计完成投资50万元，投资完成率25%。"},
		{
			"some carried",
			Tally{
				Projects: 3, Total: 200 * wan, Paid: 50 * wan, PaidKnown: 50 * wan, PaidRate: 25 * plan.Point, Priced: 2, Pending: 1,
				Carried: 1, CarriedTotal: 30 * wan, CarriedPaid: 10 * wan,
			},
			"计划总投资200万元（其中沿用上季度30万元，涉及1个项目；不含1个资金待定项目），累计完成投资50万元（其中沿用上季度10万元），投资完成率25%。",
		},
		{"all pending", Tally{Projects: 2, Pending: 2, Paid: 50 * wan}, "总投资待定，累计完成投资50万元。"},
		{"some pending, the rest free", Tally{Projects: 2, Pending: 1, Priced: 1}, "1个项目总投资待定。"},
		{
			"pending has paid",
			Tally{Projects: 3, Pending: 1, Total: 20000 * wan, Paid: 60 * wan, PaidKnown: 50 * wan, PaidRate: 30},
			"计划总投资2亿元（不含1个资金待定项目），累计完成投资60万元（含资金待定项目10万元），投资完成率0.3%（不含资金待定项目）。",
		},
	} {
		assert.Equal(t, test.want, sentence(invested(test.tally, false)...), test.name)
	}
}

func TestLateTracks(t *testing.T) {
	assert.Equal(t, "属于甲", lateTracks(shares([]string{"甲"})))
	assert.Equal(t, "均属甲", lateTracks(shares([]string{"甲", "甲"})))
	assert.Equal(t, "主要集中在乙（2个）", lateTracks(shares([]string{"甲", "乙", "乙"})))
	assert.Equal(t, "分布在甲、乙（各1个）", lateTracks(shares([]string{"甲", "乙"})))
	assert.Equal(t, "分布在丙（2个）、甲、乙（各1个）", lateTracks(shares([]string{"甲", "丙", "丙", "乙"})))
}

func TestLateUnits(t *testing.T) {
	for names, want := range map[string]string{
		"甲":             "牵头部门为甲",
		"甲 甲":           "牵头部门为甲",
		"甲 乙":           "牵头部门为甲、乙各1个",
		"甲 乙 甲 丙":       "牵头部门为甲2个，乙、丙各1个",
		"甲 乙 丙 丁 戊 己":   "涉及6个牵头部门，各1个",
		"甲 甲 乙 丙 丁 戊 己": "涉及6个牵头部门，较多的为甲2个",
		"甲 甲 甲 乙 乙 丙 丙 丁 戊 己": "涉及6个牵头部门，较多的为甲3个，乙、丙各2个",
		"甲 甲 乙 乙 丙 丙 丁 丁 戊 己": "涉及6个牵头部门",
	} {
		assert.Equal(t, want, lateUnits(shares(strings.Fields(names))))
	}
}
