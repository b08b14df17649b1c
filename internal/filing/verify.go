package filing

import (
	"fmt"
	"slices"

	"jingpin/internal/plan"
)

// VerifyNames checks that a stream's submission, checked by the plan, names a
// unit and tasks of it. The error is Chinese.
func (s *Submission) VerifyNames(p *plan.Plan) error {
	if _, ok := p.Unit(s.Unit); s.Unit != "" && !ok {
		return fmt.Errorf("“%s”的填报单位“%s”不在部门名单里", s.Path, s.Unit)
	}
	for i := range s.Rows {
		pr := &s.Rows[i].Project
		if t, ok := p.TaskNo(pr.TaskNo); pr.TaskNo != 0 && (!ok || t.Name != pr.Task) {
			return fmt.Errorf("“%s”的“%s”，重点任务“%s”和序号%d对不上", s.Path, pr.Title(), pr.Task, pr.TaskNo)
		}
	}
	return nil
}

// Verify checks the values that a workbook or a stream says a submission has:
// it may have been made by hand, and holds what no reading gives. The error is
// Chinese.
func (s *Submission) Verify(p *plan.Plan) error {
	for i := range s.Rows {
		r := &s.Rows[i]
		if what := r.impossible(p); what != "" {
			return fmt.Errorf("“%s”的“%s”%s", s.Path, r.Project.Title(), what)
		}
	}
	if err := s.verifyWordings(); err != nil {
		return err
	}
	for _, f := range s.Findings {
		if f.Severity.Word() == "" {
			return fmt.Errorf("“%s”里有一个问题的级别“%s”不认得", s.Path, f.Severity)
		}
	}
	return nil
}

// causes are all there are.
var causes = []Cause{Counted, Faulty, Duplicate, Overruled, Superseded, Example}

// impossible says what no reading gives, "" for nothing.
func (r *Row) impossible(p *plan.Plan) string {
	pr := &r.Project
	if !slices.Contains(causes, r.Cause) {
		return "没有计入的原因“" + string(r.Cause) + "”不认得"
	}
	for _, c := range columns {
		switch field := c.field(pr).(type) {
		case **plan.Percent:
			if v := *field; v != nil && (*v < 0 || *v > plan.Full) {
				return "的" + p.Title(c.key) + "是" + v.String() + "，应为0到100"
			}
		case *plan.Date:
			if *field != 0 && (*field < earliest || *field > latest) {
				return "的" + p.Title(c.key) + "是" + field.String()
			}
		}
	}
	return ""
}

// The days a date can be: others are no readings of a workbook.
var earliest, latest = plan.Day(1900, 1, 1), plan.Day(2200, 12, 31)
