package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// late is a collection whose only row has a deadline outside the plan, typed
// so.
func late(edits ...filing.Edit) portfolio.Input {
	s := fault(submission("管理办", project(6, "甲", set("deadline", "2026-06-30"), set("progress", "60"))), 0, "T03")
	s.Rows[0].Typed = []filing.Typed{{Column: "项目名称", Value: "甲"}, {Column: "完成时限", Value: "2026年6月"}}
	in := input(s)
	in.Previous = libraryOf(submission("管理办", project(6, "甲", set("deadline", "2024-12-31"), set("progress", "50"))))
	for i, e := range edits {
		e.Key, e.Seq = "6|甲", i
		in.Office.Edits = append(in.Office.Edits, e)
	}
	return in
}

func TestCorrectionsMendARow(t *testing.T) {
	for _, c := range []struct {
		name     string
		edits    []filing.Edit
		state    portfolio.State
		deadline string
		progress string
		disputes int
	}{
		{"as typed", []filing.Edit{edit("deadline", "2026年6月", "2025-06-30")}, portfolio.Reported, "2025-06-30", "60", 0},
		{"as shown, last quarter's", []filing.Edit{edit("deadline", "2024-12-31", "2025-06-30")}, portfolio.Reported, "2025-06-30", "60", 0},
		{"the same as last quarter's", []filing.Edit{edit("deadline", "2026年6月", "2024-12-31")}, portfolio.Reported, "2024-12-31", "60", 0},
		{"not at all", []filing.Edit{edit("deadline", "2026年6月", "2027-06-30")}, portfolio.Unverified, "2024-12-31", "50", 0},
		{"again, where the first was no better", []filing.Edit{edit("deadline", "2026年6月", "2027-06-30"), edit("deadline", "2024-12-31", "2025-06-30")},
			portfolio.Reported, "2025-06-30", "60", 0},
		{"in another column", []filing.Edit{edit("progress", "50", "55")}, portfolio.Unverified, "2024-12-31", "55", 0},
		{"in another column as well", []filing.Edit{edit("deadline", "2026年6月", "2025-06-30"), edit("progress", "50", "55")},
			portfolio.Reported, "2025-06-30", "55", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := late(c.edits...)
			pf := portfolio.Merge(in)
			e := entry(t, pf, "甲")
			assert.Equal(t, c.state, e.State)
			assert.Equal(t, c.deadline, e.Project.Value("deadline"))
			assert.Equal(t, c.progress, e.Project.Value("progress"))
			if c.name == "not at all" {
				assert.Equal(t, map[string]string{"deadline": "2027-06-30"}, e.AsTyped, "what the office typed stays in sight")
				assert.Len(t, pf.Stale, 1, "and is told")
			}
			assert.Len(t, found(pf, "X09"), c.disputes)
			assert.Equal(t, c.state == portfolio.Unverified, len(found(pf, "T03")) == 1)
			assert.Equal(t, "2026-06-30", in.Submissions[0].Rows[0].Project.Value("deadline"), "what was sent stays as it was")
			assert.Equal(t, c.edits[0].After, in.Office.Edits[0].After)
			assert.Equal(t, asText(t, pf), asText(t, portfolio.Merge(in)))
		})
	}
}

func TestCarriedAgainSaysForHowLong(t *testing.T) {
	lib := libraryOf(submission("管理办", project(6, "甲")))
	in := input()
	in.Previous = lib
	assert.Equal(t, "管理办没有报送", portfolio.Merge(in).Entries[0].Because)
	next := portfolio.Merge(in).Library()
	in.Quarter, in.AsOf, in.Previous = second.Add(1), second.Add(1).Last(), &next
	require.Len(t, portfolio.Merge(in).Entries, 1)
	assert.Equal(t, "管理办没有报送，已连续2个季度沿用2023年第一季度数据", portfolio.Merge(in).Entries[0].Because)
}

// sound is a collection whose only row becomes an error once it has no total,
// or a negative one.
func sound(edits ...filing.Edit) portfolio.Input {
	unsplit := all(set("street", ""), set("paid", ""))
	in := input(submission("管理办", project(6, "甲", unsplit, set("total", "60"))))
	in.Previous = libraryOf(submission("管理办", project(6, "甲", unsplit, set("total", "55"))))
	for i, e := range edits {
		e.Key, e.Seq = "6|甲", i
		in.Office.Edits = append(in.Office.Edits, e)
	}
	return in
}

func TestCorrectionsOfACorrectionThatBrokeTheRow(t *testing.T) {
	for _, c := range []struct {
		name  string
		edits []filing.Edit
		state portfolio.State
		want  string
	}{
		{"broken", []filing.Edit{edit("total", "60", "")}, portfolio.Unverified, "55"},
		{"at last quarter's figure", []filing.Edit{edit("total", "60", ""), edit("total", "55", "66")}, portfolio.Reported, "66"},
		{"at the blank", []filing.Edit{edit("total", "60", ""), edit("total", "", "66")}, portfolio.Reported, "66"},
		{"at the wrong value", []filing.Edit{edit("total", "60", "-9"), edit("total", "-9", "66")}, portfolio.Reported, "66"},
		{"back to what was sent", []filing.Edit{edit("total", "60", "-9"), edit("total", "55", "60")}, portfolio.Reported, "60"},
		{"twice", []filing.Edit{edit("total", "60", ""), edit("total", "55", "-9"), edit("total", "55", "66")}, portfolio.Reported, "66"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pf := portfolio.Merge(sound(c.edits...))
			e := entry(t, pf, "甲")
			assert.Equal(t, c.state, e.State)
			assert.Equal(t, c.want, e.Project.Value("total"))
			assert.Empty(t, pf.Conflicts)
		})
	}
}

// What is put right in 问题清单 is the row that has the error, not another
// unit's of the same project.
func TestCorrectionsMendTheRowOfTheirUnit(t *testing.T) {
	in := late()
	in.Submissions[0].Unit, in.Submissions[0].Rows[0].Project.Unit = "服务办", "服务办"
	in.Submissions[0].Rows[0].Project.Lead = "管理办"
	in.Submissions = append(in.Submissions, named(submission("管理办", project(6, "甲", set("progress", "70"))), "管理办2.xlsx"))
	in.Office.Edits = []filing.Edit{{Number: "06-001", Key: "6|甲", Column: "deadline", Before: "2026年6月", After: "2025-06-30", Unit: "服务办"}}
	pf := portfolio.Merge(in)
	e := entry(t, pf, "甲")
	assert.Equal(t, "2023-12-31", e.Project.Value("deadline"))
	assert.Equal(t, "70", e.Project.Value("progress"))
	assert.Empty(t, found(pf, "T03"))
	assert.Len(t, found(pf, "X01"), 1, "the partner's row is sound and kept under the lead's")
	assert.Empty(t, pf.Stale)
}

// A sheet in 元 leaves out its rows until the office lets it pass, or puts a
// row's total right.
func TestASheetInAnotherUnit(t *testing.T) {
	sheet := func() portfolio.Input {
		s := submission("管理办", project(6, "甲", set("total", "1000000"), set("street", "")), project(6, "乙", set("total", "900000"), set("street", "")))
		fault(s, -1, "M04")
		s.Findings[0].Sheet, s.Findings[0].Row, s.Findings[0].Severity = "项目计划表", 5, plan.Error
		return input(s)
	}
	in := sheet()
	assert.Equal(t, 2, portfolio.Merge(in).Balance().Faulty)

	in.Office.Edits = []filing.Edit{{Key: "6|甲", Column: "total", Before: "", After: "100"}}
	pf := portfolio.Merge(in)
	assert.Equal(t, portfolio.Reported, entry(t, pf, "甲").State)
	mended := entry(t, pf, "甲").Project
	assert.Equal(t, "100", mended.Value("total"))
	assert.Equal(t, portfolio.Unverified, entry(t, pf, "乙").State)

	in = sheet()
	in.Office.Exceptions = []plan.Exception{{Rule: "M04", Unit: "管理办", ApprovedBy: "组长"}}
	assert.Equal(t, 2, portfolio.Merge(in).Balance().Counted)
}

// The office says in which unit a column was meant: all of its rows count then,
// until the unit sends other amounts.
func TestTheOfficeSaysTheUnit(t *testing.T) {
	inYuan := all(set("total", "1000000"), set("street", "1000000"), set("paid", "400000"))
	sheet := func(choice string) portfolio.Input {
		s := submission("管理办", project(6, "甲", inYuan), project(6, "乙", inYuan), project(6, "丙", set("total", "90"), set("street", "90"), set("paid", "90")))
		for _, key := range []string{"total", "street", "paid"} {
			s.Rows[2].Typed = append(s.Rows[2].Typed, filing.Typed{Column: plan.Builtin().Title(key), Value: "90万元"})
		}
		fault(s, -1, "M04")
		f := &s.Findings[0]
		f.Sheet, f.Row, f.Cell, f.Severity, f.Column, f.Value = "项目计划表", 5, "R5", plan.Error, plan.Builtin().Title("total"), "总投资"
		f.AlsoMend = []filing.Mending{{Column: plan.Builtin().Title("street"), Value: "街道"}, {Column: plan.Builtin().Title("paid"), Value: "已支付"}}
		in := input(s)
		if choice != "" {
			c := portfolio.Merge(in).Conflicts[0]
			in.Office.Decisions = []filing.Decision{{Rule: c.Rule, Key: c.Key, Choice: choice}}
		}
		return in
	}
	open := portfolio.Merge(sheet(""))
	require.Len(t, open.Conflicts, 1)
	assert.Equal(t, []string{"按元算", "按万元算"}, open.Conflicts[0].Choices)
	assert.Equal(t, "管理办的“总投资”等3栏，共3行", open.Conflicts[0].Title)
	assert.Equal(t, 3, open.Balance().Faulty)
	assert.Equal(t, []filing.Typed{{Column: "填的单位", Value: "元"}, {Column: "总投资合计", Value: "200.009万元"}, {Column: "街道合计", Value: "200.009万元"}, {Column: "已支付合计", Value: "80.009万元"}},
		open.Conflicts[0].Sides[0].Values)
	assert.Equal(t, plan.Money(200_009)*plan.Wan/1000, open.Conflicts[0].Stake)

	pf := portfolio.Merge(sheet("按元算"))
	assert.Equal(t, 3, pf.Balance().Counted)
	first := entry(t, pf, "甲").Project
	assert.Equal(t, []string{"100", "100", "40"}, []string{first.Value("total"), first.Value("street"), first.Value("paid")})
	third := entry(t, pf, "丙").Project
	assert.Equal(t, "90", third.Value("total"), "it says 万元 itself")
	require.Len(t, found(pf, "M04"), 1)
	assert.Equal(t, plan.Note, found(pf, "M04")[0].Severity)
	assert.Empty(t, pf.Stale)
	assert.Equal(t, asText(t, pf), asText(t, portfolio.Merge(sheet("按元算"))))

	pf = portfolio.Merge(sheet("按万元算"))
	assert.Equal(t, 3, pf.Balance().Counted)
	first = entry(t, pf, "甲").Project
	assert.Equal(t, "1000000", first.Value("total"))

	in := sheet("按元算")
	in.Submissions[0].Rows[0].Project.Total = plan.Exactly(990000 * plan.Wan)
	pf = portfolio.Merge(in)
	assert.Equal(t, 0, pf.Balance().Counted)
	assert.Len(t, pf.Stale, 1, "the amounts are others: decided anew")
}

// What was found of the amounts as they were read goes once the office has said
// in which unit they were meant.
func TestWhatWasFoundInTheWrongUnitGoes(t *testing.T) {
	inYuan := all(set("total", "1000000"), set("street", "1000000"), set("paid", "400000"))
	s := submission("管理办", project(6, "甲", inYuan), project(6, "乙", inYuan))
	f := &fault(fault(fault(s, -1, "M04"), 0, "M08"), 1, "M08").Findings[0]
	f.Sheet, f.Row, f.Cell, f.Severity, f.Column, f.Value = "项目计划表", 5, "R5", plan.Error, plan.Builtin().Title("total"), "总投资"
	f.AlsoMend = []filing.Mending{{Column: plan.Builtin().Title("street"), Value: "街道"}, {Column: plan.Builtin().Title("paid"), Value: "已支付"}}
	in := input(s)
	c := portfolio.Merge(in).Conflicts[0]
	in.Office.Decisions = []filing.Decision{{Rule: c.Rule, Key: c.Key, Choice: "按元算"}}
	pf := portfolio.Merge(in)
	assert.Equal(t, 2, pf.Balance().Counted)
	assert.Empty(t, found(pf, "M08"))
}

// A sheet may hold several tables, of which one alone is in 元.
func TestTheUnitIsThatOfOneTable(t *testing.T) {
	for row, want := range map[int]string{5: "管理办的“总投资”一栏，共2行", 8: "管理办的“总投资”一栏，共1行"} {
		s := submission("管理办", project(6, "甲"), project(6, "乙"), project(6, "丙"))
		s.Sheets = append(s.Sheets, s.Sheets[0])
		s.Sheets[1].HeaderRow = 8
		s.Rows[2].Project.Source.Row = 9
		f := &fault(s, -1, "M04").Findings[0]
		f.Sheet, f.Row, f.Cell, f.Severity, f.Column, f.Value = "项目计划表", row, "R5", plan.Error, plan.Builtin().Title("total"), "总投资"
		assert.Equal(t, want, portfolio.Merge(input(s)).Conflicts[0].Title)
	}
}

func TestAnImpossiblePaymentIsLeftOut(t *testing.T) {
	for paid, state := range map[string]portfolio.State{"99": portfolio.Reported, "100": portfolio.Unverified} {
		in := input(submission("管理办", project(6, "甲", set("paid", paid))))
		in.Previous = libraryOf(submission("管理办", project(6, "甲", set("paid", "0.01"))))
		pf := portfolio.Merge(in)
		assert.Equal(t, state, entry(t, pf, "甲").State, paid)
	}
}
