package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

var today = plan.Day(2023, 7, 5)

// causes are the causes of a submission's rows.
func causes(s *filing.Submission) []filing.Cause {
	var cs []filing.Cause
	for _, r := range s.Rows {
		cs = append(cs, r.Cause)
	}
	return cs
}

func TestSettleCauses(t *testing.T) {
	three := func() *filing.Submission {
		return submission("管理办", project(6, "甲"), project(6, "乙"), project(6, "丙"))
	}
	none := []filing.Cause{"", "", ""}
	every := []filing.Cause{filing.Faulty, filing.Faulty, filing.Faulty}
	second := func(c filing.Cause) []filing.Cause { return []filing.Cause{"", c, ""} }
	for _, c := range []struct {
		name string
		sub  *filing.Submission
		want []filing.Cause
	}{
		{"nothing found", three(), none},
		{"a warning", fault(three(), 1, "P02"), none},
		{"an error leaves out its row", fault(three(), 1, "T03"), second(filing.Faulty)},
		{"a second row of one project", fault(three(), 1, "P03"), second(filing.Duplicate)},
		{"a second row with an error of its own", fault(fault(three(), 1, "P03"), 1, "M01"), second(filing.Duplicate)},
		{"the worked example", fault(fault(three(), 1, "P04"), 1, "M01"), second(filing.Example)},
		{"another quarter's file", fault(three(), -1, "U10"), every},
		{"an error of the file that is not of the whole", fault(three(), -1, "F05"), none},
	} {
		t.Run(c.name, func(t *testing.T) {
			portfolio.Settle(c.sub, plan.Builtin(), nil, today)
			assert.Equal(t, c.want, causes(c.sub))
		})
	}
}

func TestSettleLeavesOutASheet(t *testing.T) {
	s := submission("管理办", project(6, "甲"), project(6, "乙"))
	s.Rows[1].Project.Source.Sheet = "第二张"
	s.Findings = []filing.Finding{{Rule: "L02", Severity: plan.Error, Sheet: "第二张", Row: 5}}
	portfolio.Settle(s, plan.Builtin(), nil, today)
	assert.Equal(t, []filing.Cause{"", filing.Faulty}, causes(s))
	assert.Equal(t, []string{"L02"}, s.Rows[1].Rules)
	s.Findings[0].Rule = "U10"
	portfolio.Settle(s, plan.Builtin(), nil, today)
	assert.Equal(t, []filing.Cause{"", filing.Faulty}, causes(s), "a sheet of another quarter")
}

func TestSettleExceptions(t *testing.T) {
	for _, c := range []struct {
		name   string
		except plan.Exception
		passes bool
	}{
		{"any unit and project", plan.Exception{Rule: "T03"}, true},
		{"the project by its name", plan.Exception{Rule: "T03", Project: "甲 "}, true},
		{"the project by its number", plan.Exception{Rule: "T03", Project: "06-003"}, true},
		{"the unit by its full name", plan.Exception{Rule: "T03", Unit: "潍坊新村街道社区管理办公室"}, true},
		{"another project", plan.Exception{Rule: "T03", Project: "乙"}, false},
		{"another unit", plan.Exception{Rule: "T03", Unit: "服务办"}, false},
		{"another rule", plan.Exception{Rule: "T04"}, false},
		{"its last day", plan.Exception{Rule: "T03", Expires: today}, true},
		{"expired", plan.Exception{Rule: "T03", Expires: today - 1}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.except.ApprovedBy = "组长"
			s := submission("管理办", project(6, "甲", set("id", "06-003")))
			fault(s, 0, "T03")
			portfolio.Settle(s, plan.Builtin(), []plan.Exception{c.except}, today)
			f := s.Findings[0]
			if c.passes {
				assert.Equal(t, filing.Counted, s.Rows[0].Cause)
				assert.Equal(t, plan.Note, f.Severity)
				assert.Equal(t, "组长", f.PassedBy)
				return
			}
			assert.Equal(t, filing.Faulty, s.Rows[0].Cause)
			assert.Equal(t, plan.Error, f.Severity)
			assert.Empty(t, f.PassedBy)
		})
	}
}

func TestSettleLetsNothingPassThatCountingNeeds(t *testing.T) {
	s := fault(submission("管理办", project(6, "甲")), 0, "M01")
	portfolio.Settle(s, plan.Builtin(), []plan.Exception{{Rule: "M01", ApprovedBy: "组长"}}, today)
	assert.Equal(t, filing.Faulty, s.Rows[0].Cause)
}

func TestSettleAgain(t *testing.T) {
	s := fault(submission("管理办", project(6, "甲")), 0, "T03")
	pass := []plan.Exception{{Rule: "T03", ApprovedBy: "组长", Expires: today}}
	for range 2 {
		portfolio.Settle(s, plan.Builtin(), pass, today)
		assert.Equal(t, filing.Counted, s.Rows[0].Cause)
		assert.Nil(t, s.Rows[0].Rules)
	}
	portfolio.Settle(s, plan.Builtin(), pass, today+1)
	assert.Equal(t, filing.Faulty, s.Rows[0].Cause, "what has expired lets nothing pass any more")
	assert.Equal(t, plan.Error, s.Findings[0].Severity)
	assert.Equal(t, []string{"T03"}, s.Rows[0].Rules)
}

// The office names a project by the number it sees, whether or not the unit's
// sheet has it, and whether or not it was given only now.
func TestExceptionsByNumberGivenHere(t *testing.T) {
	broken := func() portfolio.Input {
		s := submission("管理办", project(6, "甲"), project(6, "乙"))
		in := input(fault(fault(s, 0, "T03"), 1, "T03"))
		in.Office.Exceptions = []plan.Exception{{Rule: "T03", Project: "06-002", ApprovedBy: "组长"}}
		return in
	}
	in := broken()
	frozen := broken()
	frozen.Previous = libraryOf(submission("管理办", project(6, "甲"), project(6, "乙")))
	for name, in := range map[string]portfolio.Input{"provisional": in, "frozen": frozen} {
		t.Run(name, func(t *testing.T) {
			pf := portfolio.Merge(in)
			number := numbersOf(pf)
			for _, e := range pf.Entries {
				assert.Equal(t, e.Number == "06-002", e.State == portfolio.Reported, e.Project.Name)
			}
			assert.Len(t, number, 2)
			assert.Empty(t, pf.Stale)
			assert.Equal(t, asText(t, pf), asText(t, portfolio.Merge(in)))
		})
	}
}

// What a department has answered stands with its finding, in the submission
// handed on as in the portfolio.
func TestAnswersStandWithTheirFindings(t *testing.T) {
	s := fault(submission("管理办", project(6, "甲")), 0, "P02")
	s.Answers = []filing.Answer{{Finding: s.Findings[0].ID(), Text: "已核对"}}
	pf := portfolio.Merge(input(s))
	require.Len(t, found(pf, "P02"), 1)
	assert.True(t, found(pf, "P02")[0].IsAnswered())
	assert.True(t, pf.Submissions[0].Findings[0].IsAnswered())
	assert.Empty(t, s.Findings[0].Answer, "what was sent stays as it was")
}
