package check_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/check"
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
