package portfolio_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/tabular"
)

// numbersOf are the numbers of a portfolio's projects by name.
func numbersOf(pf *portfolio.Portfolio) map[string]string {
	m := map[string]string{}
	for _, e := range pf.Entries {
		m[e.Project.Title()] = e.Number
	}
	return m
}

func TestNumbersAreGivenInRosterOrder(t *testing.T) {
	pf := portfolio.Merge(input(
		submission("城建中心(房管办)", project(6, "乙"), project(6, "甲")),
		submission("管理办", project(6, "丁"), project(12, "丙")),
	))
	assert.Equal(t, map[string]string{"丁": "06-001", "乙": "06-002", "甲": "06-003", "丙": "12-001"}, numbersOf(pf))
	assert.True(t, pf.Entries[0].Provisional)
}

func TestNumbersStayOnceFrozen(t *testing.T) {
	lib := libraryOf(submission("管理办", project(6, "一"), project(6, "二")))
	in := input(submission("党建办", project(6, "甲")), submission("管理办", project(6, "二"), project(7, "一", set("id", "06-001"))))
	in.Previous = lib
	pf := portfolio.Merge(in)
	assert.Equal(t, map[string]string{"甲": "06-003", "一": "06-001", "二": "06-002"}, numbersOf(pf), "a project keeps its number in another task")
	assert.False(t, entry(t, pf, "二").Provisional)
	assert.True(t, entry(t, pf, "甲").Provisional)
	assert.True(t, entry(t, pf, "甲").New)
	assert.Len(t, found(pf, "H07"), 1)
}

func TestNumbersAreNeverReused(t *testing.T) {
	lib := libraryOf(submission("管理办", project(6, "一"), project(6, "二")))
	lib.Standings = lib.Standings[:1]
	in := input(submission("管理办", project(6, "一"), project(6, "新")))
	in.Previous = lib
	pf := portfolio.Merge(in)
	assert.Equal(t, "06-003", entry(t, pf, "新").Number)
	assert.Len(t, pf.Numbers, 3)
}

func TestNumbersInTheRowsAreHonouredWithoutLastQuarter(t *testing.T) {
	pf := portfolio.Merge(input(submission("管理办",
		project(6, "甲", set("id", "06-007")), project(6, "乙"), project(6, "丙", set("id", "6号")))))
	assert.Equal(t, map[string]string{"甲": "06-007", "丙": "06-008", "乙": "06-009"}, numbersOf(pf))
}

// Numbers that stand in a sealed report belong to their projects for good, those
// of projects that are gone to nobody.
func TestSettledNumbersStay(t *testing.T) {
	pf := portfolio.Merge(input(submission("管理办", project(6, "一"), project(6, "二"))))
	pf.Settle()
	in := input(submission("党建办", project(6, "甲")), submission("管理办", project(6, "二")))
	in.Office = pf.Office
	later := portfolio.Merge(in)
	assert.Equal(t, map[string]string{"二": "06-002", "甲": "06-003"}, numbersOf(later))
	assert.False(t, entry(t, later, "二").Provisional)
	assert.True(t, entry(t, later, "甲").Provisional)
	in.Office = in.Office.With(later.Office)
	assert.Len(t, in.Office.Settled, 2)
}

func TestRejectedRowWithoutTaskHasNoNumber(t *testing.T) {
	s := submission("管理办", project(6, "甲"), project(6, "乙"))
	s.Rows[1].Project.TaskNo, s.Rows[1].Project.Task = 0, ""
	pf := portfolio.Merge(input(fault(s, 1, "S03")))
	assert.Equal(t, map[string]string{"甲": "06-001", "乙": ""}, numbersOf(pf))
	lib := pf.Library()
	require.Len(t, lib.Standings, 2)
	assert.True(t, lib.Standings[1].Left, "it counted, but nothing is known of it next quarter")
	pf = portfolio.Merge(later(&lib, submission("管理办", project(6, "甲"))))
	assert.Equal(t, map[string]string{"甲": "06-001"}, numbersOf(pf))
	assert.Len(t, pf.Numbers, 1)
}

func TestRejectedRowIsFoundByItsName(t *testing.T) {
	s := submission("管理办", project(6, "甲"))
	s.Rows[0].Project.TaskNo, s.Rows[0].Project.Task = 0, ""
	in := input(fault(s, 0, "S03"))
	in.Previous = libraryOf(submission("管理办", project(6, "甲", set("progress", "12"))))
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	assert.Equal(t, "12", pf.Entries[0].Project.Value("progress"))
	assert.Equal(t, "06-001", pf.LeftOut[0].Number)
}

func TestTransferIsNoLoss(t *testing.T) {
	in := input(submission("管理办", project(6, "别的")), submission("服务办", project(6, "甲", set("progress", "60"))))
	in.Previous = libraryOf(submission("管理办", project(6, "甲"), project(6, "别的")))
	pf := portfolio.Merge(in)
	assert.Len(t, pf.Entries, 2)
	assert.Empty(t, found(pf, "H05"))
	assert.Len(t, found(pf, "H04"), 1, "but nobody has approved it")
}

func TestLibraryCarriesOn(t *testing.T) {
	lib := libraryOf(submission("管理办", project(6, "甲", set("progress", "20"))))
	for i := range 3 {
		in := input()
		in.Quarter = second.Add(i)
		in.AsOf = in.Quarter.Last()
		in.Previous = lib
		pf := portfolio.Merge(in)
		require.Len(t, pf.Entries, 1)
		assert.Equal(t, portfolio.Missing, pf.Entries[0].State)
		next := pf.Library()
		assert.Equal(t, first, next.Standings[0].Quarter, "the figures are as old as they are")
		lib = &next
	}
	in := input(submission("管理办", project(6, "甲", set("progress", "90"))))
	in.Quarter, in.Previous = second.Add(3), lib
	assert.Empty(t, found(portfolio.Merge(in), "H11"), "that was no one quarter's progress")
}

func TestProjectWithoutFiguresHasNothingToCompare(t *testing.T) {
	lib := libraryOf(fault(submission("管理办", project(6, "甲", set("deadline", "2023-03-31"))), 0, "M01"))
	require.Equal(t, plan.Quarter{}, lib.Standings[0].Quarter)
	in := input(submission("管理办", project(6, "甲")))
	in.Previous = lib
	pf := portfolio.Merge(in)
	assert.Equal(t, "06-001", pf.Entries[0].Number)
	for _, f := range pf.Findings {
		assert.NotEqual(t, byte('H'), f.Rule[0], f.Rule)
	}
	in = input()
	in.Previous = lib
	pf = portfolio.Merge(in)
	assert.False(t, pf.Entries[0].Carried)
}

func TestUnits(t *testing.T) {
	late := submission("管理办", project(6, "甲"))
	late.Saved = time.Date(2023, 6, 23, 8, 0, 0, 0, time.UTC)
	again := named(submission("管理办", project(6, "甲")), "管理办(1).xlsx")
	again.Saved, again.Round = time.Date(2023, 6, 28, 8, 0, 0, 0, time.UTC), 1
	zero := fault(submission("妇联"), -1, "L08")
	broken := fault(submission("团工委"), -1, "F03")
	in := input(late, again, zero, broken, submission("自治办", project(5, "乙", set("lead", "各居民区"))))
	in.Attachments = []filing.Attachment{{Path: "管理办盖章.pdf", Unit: "管理办"}, {Path: "说明.docx"}}
	in.Previous = libraryOf(submission("人大办", project(9, "代表联络")))
	pf := portfolio.Merge(in)

	units := map[string]portfolio.UnitState{}
	for _, u := range pf.Units {
		units[u.Unit.Name] = u
	}
	u := units["管理办"]
	assert.True(t, u.Sent)
	assert.Equal(t, 2, u.Round)
	assert.Equal(t, 3, u.DaysLate, "by the first report")
	assert.Equal(t, "管理办(1).xlsx", u.Submissions[0].Path)
	assert.Len(t, u.Attachments, 1)
	assert.Equal(t, portfolio.Balance{Read: 2, Counted: 1, Superseded: 1, ReadTotal: 200 * plan.Wan, CountedTotal: 100 * plan.Wan, OtherTotal: 100 * plan.Wan}, u.Rows)
	assert.True(t, units["妇联"].Zero)
	assert.False(t, units["团工委"].Zero, "what cannot be read is no zero report")
	assert.True(t, units["团工委"].Sent)
	assert.False(t, units["各居民区"].Owes, "another reports for them")
	assert.True(t, units["人大办"].Owes, "it led a project last quarter")
	assert.False(t, units["监察办"].Owes)
	assert.Len(t, pf.Strays.Attachments, 1)

	var missing []string
	for _, f := range found(pf, "X06") {
		missing = append(missing, f.Unit)
	}
	assert.Contains(t, missing, "人大办")
	assert.NotContains(t, missing, "监察办")
	assert.NotContains(t, missing, "团工委")
}

func TestZeroReportOfAUnitThatLed(t *testing.T) {
	in := input(fault(submission("管理办"), -1, "L08"), fault(submission("妇联"), -1, "L08"))
	in.Previous = libraryWith()
	pf := portfolio.Merge(in)
	got := map[string]plan.Severity{}
	for _, f := range found(pf, "L08") {
		got[f.Unit] = f.Severity
	}
	assert.Equal(t, map[string]plan.Severity{"管理办": plan.Warning, "妇联": plan.Note}, got)
	assert.Len(t, found(pf, "H05"), 1)
}

func TestCoverage(t *testing.T) {
	var c plan.Commitment
	for _, k := range plan.Builtin().Commitments {
		if len(k.Match[0]) == 1 {
			c = k
			break
		}
	}
	pf := portfolio.Merge(input(submission("管理办", project(6, "某项工作", set("content", "包括:"+c.Match[0][0]+"等。")))))
	uncovered := map[string]bool{}
	for _, f := range found(pf, "X05") {
		uncovered[f.Value] = true
	}
	covered := 0
	for _, k := range pf.Coverage {
		if k.Commitment.Name == c.Name {
			assert.Equal(t, []string{"06-001"}, k.Numbers)
		}
		covered += len(k.Numbers)
		assert.Equal(t, len(k.Numbers) == 0, uncovered[k.Commitment.Name], k.Commitment.Name)
	}
	assert.Positive(t, covered)
	assert.Len(t, found(pf, "X04"), len(plan.Builtin().Tasks)-1)

	pf = portfolio.Merge(input(submission("管理办", project(6, "某项工作", set("status", "取消")))))
	assert.Len(t, found(pf, "X04"), len(plan.Builtin().Tasks), "a cancelled project does nothing")
}

func TestSwitchedOffRulesAreSilent(t *testing.T) {
	p := plan.Builtin()
	tables := p.Tables()
	for i, table := range tables {
		if table.Name != "规则" {
			continue
		}
		on := 0
		for j, h := range table.Header {
			if h == "启用" {
				on = j
			}
		}
		rows := append([]tabular.Row(nil), table.Rows...)
		for j, r := range rows {
			if r.Cells[0] == "X06" || r.Cells[0] == "H01" {
				cells := append([]string(nil), r.Cells...)
				cells[on] = "否"
				rows[j].Cells = cells
			}
		}
		tables = append([]tabular.Table(nil), tables...)
		tables[i].Rows, tables[i].Where = rows, "方案.xlsx"
	}
	quiet, err := plan.Parse(tables)
	require.NoError(t, err)
	in := input(submission("管理办", project(6, "甲", set("progress", "40"))))
	in.Plan, in.Previous = quiet, libraryWith()
	pf := portfolio.Merge(in)
	assert.Empty(t, found(pf, "X06"))
	assert.Empty(t, found(pf, "H01"))
	assert.NotEmpty(t, found(pf, "X04"))
}

func TestFindingsOfLastQuartersProjectsHaveNoCell(t *testing.T) {
	in := input(submission("管理办", project(6, "乙")))
	in.Previous = libraryWith()
	absent := found(portfolio.Merge(in), "H05")
	require.Len(t, absent, 1)
	assert.Equal(t, filing.Finding{File: "管理办.xlsx", Rule: "H05", Severity: plan.Warning, Unit: "管理办", Project: "甲", Key: "6|甲",
		Message: absent[0].Message, Hint: absent[0].Hint, Across: true}, absent[0])
}

func TestCopiedProgressTexts(t *testing.T) {
	said := set("done", "累计安装160台,第5小区完成调试。")
	pf := portfolio.Merge(input(
		submission("管理办", project(6, "甲", said), project(7, "乙", said)),
		submission("服务办", project(9, "丙", set("done", "累计安装160台,第5小区完成调试")), project(9, "丁", set("done", "按计划推进"))),
		submission("自治办", project(5, "戊", set("done", "按计划推进")), project(10, "己", said)),
	))
	assert.Equal(t, "06-001", entry(t, pf, "己").Copied, "the first of several")
	assert.Equal(t, "09-002", entry(t, pf, "甲").Copied)
	assert.Equal(t, "09-002", entry(t, pf, "乙").Copied)
	assert.Equal(t, "06-001", entry(t, pf, "丙").Copied)
	assert.Empty(t, entry(t, pf, "丁").Copied)
}

// One bad cell of the plan does not cost the quarter's progress of a project
// that last quarter knows by its number; one of the quarter's does.
// A word of signs alone says nothing that a project could do.
func TestAWordOfSignsCoversNothing(t *testing.T) {
	p := *plan.Builtin()
	p.Commitments = []plan.Commitment{{Task: 6, Name: "街巷", Match: [][]string{{"街巷", plan.Key("——")}}}, {Task: 6, Name: "改造", Match: [][]string{{"绿化"}, {"街巷", "改造"}}}}
	in := input(submission("管理办", project(6, "街巷改造")))
	in.Plan = &p
	covered := portfolio.Merge(in).Coverage
	assert.Empty(t, covered[0].Numbers)
	assert.Equal(t, []string{"06-001"}, covered[1].Numbers)
}

func TestBadPlanCellsAreCovered(t *testing.T) {
	number := set("id", "06-001")
	for _, c := range []struct {
		name   string
		now    change
		faults []string
		state  portfolio.State
	}{
		{"a deadline outside the plan", all(number, set("deadline", "2027-06-30")), []string{"T03"}, portfolio.Reported},
		{"a total that could not be read, and no lead", all(number, set("total", ""), set("lead", "")), []string{"M01", "U04"}, portfolio.Reported},
		{"a progress that could not be read", all(number, set("progress", "")), []string{"Q03"}, portfolio.Unverified},
		{"both", all(number, set("deadline", "2027-06-30"), set("progress", "")), []string{"T03", "Q03"}, portfolio.Unverified},
		{"found by its name alone", set("deadline", "2027-06-30"), []string{"T03"}, portfolio.Unverified},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := submission("管理办", project(6, "甲", set("progress", "60"), c.now))
			for _, code := range c.faults {
				fault(s, 0, code)
			}
			in := input(s)
			in.Previous = libraryWith()
			pf := portfolio.Merge(in)
			e := entry(t, pf, "甲")
			assert.Equal(t, c.state, e.State)
			assert.Equal(t, "2023-12-31", e.Project.Value("deadline"))
			assert.Equal(t, "100", e.Project.Value("total"))
			assert.Equal(t, "管理办", e.Project.Lead)
			covered := c.state == portfolio.Reported
			assert.Equal(t, covered, e.Project.Value("progress") == "60")
			for _, code := range c.faults {
				f := found(pf, code)
				require.Len(t, f, 1)
				assert.Equal(t, plan.Error, f[0].Severity)
				assert.Equal(t, covered, strings.HasSuffix(f[0].Message, "本季度按已批准的计划值计。"))
			}
			assert.Equal(t, asText(t, pf), asText(t, portfolio.Merge(in)))

			// The office's corrections go on from there.
			in.Office.Edits = []filing.Edit{{Number: "06-001", Key: "6|甲", Column: "note", After: "现场看过"}}
			if covered {
				pf = portfolio.Merge(in)
				assert.Equal(t, c.state, entry(t, pf, "甲").State)
				assert.Equal(t, "现场看过", entry(t, pf, "甲").Project.Note)
				assert.Len(t, found(pf, c.faults[0]), 1)
			}

			// check says the same.
			compare(s, in.Previous, nil)
			assert.Equal(t, covered, s.Rows[0].Cause == filing.Counted)
		})
	}
}

func TestAnImpossibleTotalIsLeftOut(t *testing.T) {
	for total, state := range map[string]portfolio.State{"999999": portfolio.Reported, "1000000": portfolio.Unverified} {
		in := input(submission("管理办", project(6, "甲", set("total", total), set("street", ""))))
		in.Previous = libraryWith()
		pf := portfolio.Merge(in)
		assert.Equal(t, state, entry(t, pf, "甲").State, total)
		require.Len(t, found(pf, "M04"), 1)
		in.Office.Exceptions = []plan.Exception{{Rule: "M04", ApprovedBy: "组长"}}
		e := entry(t, portfolio.Merge(in), "甲")
		assert.Equal(t, total, e.Project.Value("total"))
	}
}

// What the department's own deadline makes late is no longer told where a
// later one is approved.
func TestLatenessGoesByTheApprovedDeadline(t *testing.T) {
	s := fault(submission("管理办", project(6, "甲", set("deadline", "2023-05-31"), set("progress", "60"), set("done", "完成招标。"))), 0, "Q08")
	in := input(s)
	in.Previous = libraryWith(set("deadline", "2023-05-31"))
	assert.Len(t, found(portfolio.Merge(in), "Q08"), 1)
	in.Office.Changes = []filing.Change{approved(filing.ChangeDeadline, "2023-12-31")}
	assert.Empty(t, found(portfolio.Merge(in), "Q08"))
	assert.Len(t, s.Findings, 1, "what was sent stays as it was")

	// What makes it late by the approved one is told in its place.
	s.Rows[0].Project.Progress = in.Previous.Standings[0].Project.Progress
	*s.Rows[0].Project.Progress = 20 * plan.Point
	pf := portfolio.Merge(in)
	assert.Empty(t, found(pf, "Q08"))
	assert.Len(t, found(pf, "Q10"), 1)
}

// A unit that sent nothing but documents has not kept silent: U11, not X06.
func TestAUnitThatSentOnlyDocuments(t *testing.T) {
	in := input(submission("服务办", project(9, "乙")))
	in.Attachments = []filing.Attachment{{Path: "管理办小结.docx", Unit: "管理办"}, {Path: "服务办盖章.pdf", Unit: "服务办"}}
	pf := portfolio.Merge(in)
	require.Len(t, found(pf, "U11"), 1)
	assert.Equal(t, "收到了管理办的文档或扫描件（管理办小结.docx），没有收到项目计划表。", found(pf, "U11")[0].Message)
	for _, f := range found(pf, "X06") {
		assert.NotEqual(t, "管理办", f.Unit)
	}
}

// A cell with a second fact is read where last quarter, or an approved change,
// is witness to it.
func TestSecondFactsAreConfirmed(t *testing.T) {
	later := approved(filing.ChangeDeadline, "2024-06-30")
	for _, c := range []struct {
		name, rule, column, typed, likely string
		witness                           filing.Witness
		changes                           []filing.Change
		confirmed                         bool
	}{
		{"last quarter's progress", "Q03", "progress", "65%(上季度50%)", "65%", filing.Witness{Kind: filing.PreviousValue, Value: "50"}, nil, true},
		{"another progress", "Q03", "progress", "65%(上季度40%)", "65%", filing.Witness{Kind: filing.PreviousValue, Value: "40"}, nil, false},
		{"an approved deadline", "T02", "deadline", "2024年6月(原2023年12月)", "2024-06-30", filing.Witness{Kind: filing.OldDeadline, Value: "2023-12-31"}, []filing.Change{later}, true},
		{"a deadline that nobody approved", "T02", "deadline", "2024年6月(原2023年12月)", "2024-06-30", filing.Witness{Kind: filing.OldDeadline, Value: "2023-12-31"}, nil, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			sent := func() *filing.Submission {
				s := fault(submission("管理办", project(6, "甲", set("done", "完成招标。"), set(c.column, ""))), 0, c.rule)
				f := &s.Findings[0]
				f.Column, f.Value, f.Suggest, f.Witness = plan.Builtin().Title(c.column), c.typed, c.likely, &c.witness
				return s
			}
			in := input(sent())
			in.Previous, in.Office.Changes = libraryWith(), c.changes
			pf := portfolio.Merge(in)
			e := entry(t, pf, "甲")
			assert.Equal(t, c.confirmed, e.State == portfolio.Reported)
			assert.Equal(t, c.confirmed, len(found(pf, c.rule)) == 0)
			if c.confirmed {
				assert.Equal(t, strings.TrimSuffix(c.likely, "%"), e.Project.Value(c.column))
				require.Len(t, found(pf, "C03"), 1)
				assert.Equal(t, c.typed, found(pf, "C03")[0].Value)
			}

			s := sent()
			compare(s, in.Previous, c.changes)
			assert.Equal(t, c.confirmed, s.Rows[0].Cause == filing.Counted)

			// What has been confirmed may be merged with the same result.
			in.Submissions = []*filing.Submission{s}
			again := portfolio.Merge(in)
			assert.Equal(t, e, entry(t, again, "甲"))
			assert.Equal(t, found(pf, "C03"), found(again, "C03"))
		})
	}
}
