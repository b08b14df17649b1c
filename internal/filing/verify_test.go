package filing

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/plan"
)

// What was made by hand is told from what reading gives.
func TestVerify(t *testing.T) {
	p := plan.Builtin()
	over, below := 2*plan.Full, -plan.Point
	for _, c := range []struct {
		change func(s *Submission)
		say    string
	}{
		{func(*Submission) {}, ""},
		{func(s *Submission) { s.Unit = "../成果/汇总表" }, "“../成果/汇总表”不在部门名单里"},
		{func(s *Submission) { s.Rows[0].Project.Progress = &below }, "累计进度(%)是-1，应为0到100"},
		{func(s *Submission) { s.Rows[0].Project.NextTarget = &over }, "下季度末目标进度(%)是200，应为0到100"},
		{func(s *Submission) { s.Rows[0].Project.Deadline = plan.Day(9999, 1, 1) }, "完成时限是9999-01-01"},
		{func(s *Submission) { s.Rows[0].Project.Task = "深化楼宇党建" }, "和序号6对不上"},
		{func(s *Submission) { s.Rows[0].Project.TaskNo = 99 }, "和序号99对不上"},
		{func(s *Submission) { s.Rows[0].Cause = "不想计" }, "“不想计”不认得"},
		{func(s *Submission) { s.Findings[0].Severity = "fatal" }, "“fatal”不认得"},
	} {
		s := &Submission{
			Path: "管理办.xlsx", Unit: "管理办", Rows: []Row{{Project: Project{Name: "甲", TaskNo: 6, Task: p.Tasks[5].Name}}},
			Findings: []Finding{{Rule: "P02", Severity: plan.Warning}},
		}
		c.change(s)
		err := s.Verify(p)
		if err == nil {
			err = s.VerifyNames(p)
		}
		if c.say == "" {
			assert.NoError(t, err)
		} else {
			assert.ErrorContains(t, err, c.say)
		}
	}
}
