package check_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Rules that ask for a reason are content with one, in 问题 or in 备注; with a
// remark of something else they are not.
func TestAReasonIsNotAskedForTwice(t *testing.T) {
	for code, project := range map[string][]change{
		"Q08": {set("deadline", "2023-05-31")},
		"Q09": {set("status", "未启动"), set("progress", "0"), set("paid", "0"), set("start", "2023-03-01")},
		"Q10": {set("progress", "10")},
		"M04": {set("total", "20000"), set("district", "20000")},
	} {
		for _, c := range []struct {
			key, text string
			asked     bool
		}{
			{"note", "", true},
			{"note", "市政府实事项目", true},
			{"note", "联系人在编外", true},
			{"problem", "居民意见不一，正在协商。", code == "M04"},
			{"note", "因雨季停工，7月复工", code == "M04"},
			{"note", "待区里批复后启动", code == "M04"},
			{"note", "总投资属实，含征收费用", code != "M04"},
		} {
			t.Run(code+" "+c.text, func(t *testing.T) {
				sub := submission(slices.Concat(project, []change{set(c.key, c.text)}))
				check.Judge(sub, plan.Builtin(), check.Options{})
				found := false
				for _, f := range sub.Findings {
					found = found || f.Rule == code
				}
				assert.Equal(t, c.asked, found)
			})
		}
	}
}

// What counts as a reason is the office's: the plan can teach another.
func TestAnOfficeTeachesReasons(t *testing.T) {
	taught := *plan.Builtin()
	taught.Words = append(slices.Clone(taught.Words), plan.Word{List: "说明用语", Written: "卡在…手里/没人管", Read: "原因"})
	for note, asked := range map[string][2]bool{
		"卡在规划部门手里": {true, false}, "没人管": {true, false}, "卡在规划部门": {true, true}, "因雨停工": {false, false}, "待街道会议定": {false, false}, "待": {true, true},
		// The parts of a phrase stand sixteen hanzi apart at most.
		"卡在市里和区里两级规划主管部门的同志手里": {true, false}, "卡在市里和区里的两级规划主管部门的同志手里": {true, true},
	} {
		for i, p := range []*plan.Plan{plan.Builtin(), &taught} {
			sub := submission([]change{set("progress", "10"), set("note", note)})
			check.Judge(sub, p, check.Options{Quarter: quarter})
			found := slices.ContainsFunc(sub.Findings, func(f filing.Finding) bool { return f.Rule == "Q10" })
			assert.Equal(t, asked[i], found, "%s %d", note, i)
		}
	}
}

// An amount is confirmed by one that was approved, with its figure.
func TestAnAmountIsConfirmedByAFigure(t *testing.T) {
	for note, asked := range map[string]bool{
		"区里批复总投资1.2亿元": false, "批复1亿": false, "概算20000万元": false, "批复后填万元": true, "合同亿元以上": true, "单位就填万元": false, "": true,
	} {
		sub := submission([]change{set("total", "20000"), set("district", "20000"), set("note", note)})
		check.Judge(sub, plan.Builtin(), check.Options{})
		assert.Equal(t, asked, slices.ContainsFunc(sub.Findings, func(f filing.Finding) bool { return f.Rule == "M04" }), note)
	}
}
