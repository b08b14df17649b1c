package portfolio_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// correctedBy is a collection in which 管理办 reports 甲 with that progress,
// and the office has made these corrections of it.
func correctedBy(progress string, edits ...filing.Edit) portfolio.Input {
	in := input(fault(submission("管理办", project(6, "甲", set("progress", progress))), 0, "Q06"))
	for i, e := range edits {
		e.Seq = i
		if e.Key == "" {
			e.Key = "6|甲"
		}
		in.Office.Edits = append(in.Office.Edits, e)
	}
	return in
}

func edit(column, before, after string) filing.Edit {
	return filing.Edit{Column: column, Before: before, After: after}
}

func TestCorrections(t *testing.T) {
	for _, c := range []struct {
		name     string
		progress string
		edits    []filing.Edit
		want     string
		dispute  bool
	}{
		{"replayed", "50", []filing.Edit{edit("progress", "50", "65")}, "65", false},
		{"one after the other", "50", []filing.Edit{edit("progress", "50", "65"), edit("progress", "65", "70")}, "70", false},
		{"there and back", "50", []filing.Edit{edit("progress", "50", "65"), edit("progress", "65", "50")}, "50", false},
		{"there and back and there again", "50", []filing.Edit{edit("progress", "50", "65"), edit("progress", "65", "50"), edit("progress", "50", "65")}, "65", false},
		{"not to be read", "50", []filing.Edit{edit("progress", "50", "过半")}, "50", false},
		{"not to be read, then read", "50", []filing.Edit{edit("progress", "50", "过半"), edit("progress", "50", "65")}, "65", false},
		{"taken back, then the unit says something else", "58", []filing.Edit{edit("progress", "50", "65"), edit("progress", "65", "50")}, "58", false},
		{"the unit agrees later", "65", []filing.Edit{edit("progress", "50", "65")}, "65", false},
		{"the unit says something else later", "58", []filing.Edit{edit("progress", "50", "65")}, "65", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			pf := portfolio.Merge(correctedBy(c.progress, c.edits...))
			assert.Equal(t, c.want, pf.Entries[0].Project.Value("progress"))
			assert.Equal(t, c.dispute, len(found(pf, "X09")) == 1)
			assert.Equal(t, c.progress, pf.Submissions[0].Rows[0].Project.Value("progress"), "what was sent stays as it was")
			assert.Equal(t, strings.HasPrefix(c.name, "not to be read"), len(pf.Stale) == 1)
		})
	}
}

func TestDisputedCorrectionIsDecided(t *testing.T) {
	in := correctedBy("58", edit("progress", "50", "65"))
	c := portfolio.Merge(in).Conflicts[0]
	assert.Equal(t, "X09", c.Rule)
	assert.Equal(t, "甲的累计进度(%)", c.Title)
	assert.Equal(t, []string{"65", "58"}, []string{c.Sides[0].Values[0].Value, c.Sides[1].Values[0].Value})
	for choice, want := range map[string]string{"采用甲": "65", "采用乙": "58"} {
		t.Run(choice, func(t *testing.T) {
			in := in
			decide(t, &in, "X09", choice)
			pf := portfolio.Merge(in)
			assert.Equal(t, want, pf.Entries[0].Project.Value("progress"))
			assert.Equal(t, plan.Note, found(pf, "X09")[0].Severity)

			again := in
			again.Submissions = correctedBy("59").Submissions
			pf = portfolio.Merge(again)
			assert.Equal(t, "65", pf.Entries[0].Project.Value("progress"), "another value is another question")
			assert.Len(t, pf.Stale, 1)
		})
	}
}

func TestCorrectedNameKeepsTheProject(t *testing.T) {
	in := correctedBy("50", edit("name", "甲", "甲改名"), filing.Edit{Key: "6|甲改名", Column: "paid", Before: "40", After: "45"})
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	assert.Equal(t, "甲改名", pf.Entries[0].Project.Name)
	assert.Equal(t, "45", pf.Entries[0].Project.Value("paid"))
	assert.Empty(t, pf.Stale)

	in.Previous = libraryOf(submission("管理办", project(6, "甲改名")))
	pf = portfolio.Merge(in)
	assert.Equal(t, "06-001", pf.Entries[0].Number, "found under its corrected name")
	assert.False(t, pf.Entries[0].New)
}

func TestCorrectionsGoByFrozenNumber(t *testing.T) {
	in := input(submission("管理办", project(6, "改了名的甲", set("id", "06-001"), set("progress", "60"))))
	in.Previous = libraryOf(submission("管理办", project(6, "甲")))
	in.Office.Edits = []filing.Edit{{Number: "06-001", Key: "6|甲", Column: "progress", Before: "60", After: "61"}}
	assert.Equal(t, "61", portfolio.Merge(in).Entries[0].Project.Value("progress"))
}

func TestCorrectionsOfCarriedFigures(t *testing.T) {
	in := input()
	in.Previous = libraryOf(submission("管理办", project(6, "甲")))
	in.Office.Edits = []filing.Edit{
		{Number: "06-001", Key: "6|甲", Column: "progress", Before: "50", After: "52"},
		{Number: "06-001", Key: "6|甲", Column: "progress", Before: "52", After: "55"},
		{Number: "06-001", Key: "6|甲", Column: "total", Before: "1", After: "2"},
		{Key: "6|没有的", Column: "total", Before: "1", After: "2"},
		{Number: "06-001", Key: "6|甲", Column: "start", Before: "2023-01-01", After: "年初"},
	}
	pf := portfolio.Merge(in)
	assert.Equal(t, "55", pf.Entries[0].Project.Value("progress"))
	assert.Equal(t, "100", pf.Entries[0].Project.Value("total"))
	var why []string
	for _, s := range pf.Stale {
		why = append(why, s.Why)
	}
	assert.ElementsMatch(t, []string{
		"没有找到这个项目", "部门又报了，这个项目的数据待核实，改的不是现在列出的数", "“年初”不是2023-06-30这样的日期",
	}, why)
}

func TestCorrectedRowsAreCheckedAgain(t *testing.T) {
	in := correctedBy("50", edit("done", "甲完成一半以上,进场施工。", "完成结构封顶。"))
	assert.Empty(t, found(portfolio.Merge(in), "Q06"), "the warning at the corrected cell is seen to")

	in = correctedBy("50", edit("status", plan.StatusUnderWay, plan.StatusDone))
	in.Previous = libraryOf(submission("管理办", project(6, "甲", set("progress", "12"))))
	pf := portfolio.Merge(in)
	assert.Equal(t, portfolio.Unverified, pf.Entries[0].State, "a correction can be wrong as well")
	assert.Equal(t, "12", pf.Entries[0].Project.Value("progress"))
	assert.Equal(t, 1, pf.Balance().Faulty)
}

func TestDeletedProjects(t *testing.T) {
	in := input(submission("管理办", project(6, "甲"), project(6, "乙")))
	in.Previous = libraryOf(submission("管理办", project(6, "甲")), submission("服务办", project(9, "丙")))
	in.Office.Removed = []filing.Removal{{Key: "6|甲", Name: "甲"}, {Key: "9|丙", Name: "丙"}, {Key: "1|丁", Name: "丁"}}
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	assert.Equal(t, "乙", pf.Entries[0].Project.Name)
	assert.Equal(t, 1, pf.Balance().Overruled)
	assert.Equal(t, []portfolio.Stale{{What: "删除项目“丁”", Why: "没有找到这个项目"}}, pf.Stale)
	assert.Equal(t, "办公室删除", pf.Numbers[0].Closed)
	assert.Equal(t, "06-002", pf.Entries[0].Number, "a closed number is not used again")
	assert.Len(t, pf.Library().Standings, 1)
}

func TestRowsTheOfficeAdded(t *testing.T) {
	added := named(submission("", project(6, "甲", set("lead", "管理办"), set("progress", "33"))), "办公室添加")
	added.ByOffice = true
	pf := portfolio.Merge(input(added))
	assert.Equal(t, "33", pf.Entries[0].Project.Value("progress"))
	assert.False(t, pf.Entries[0].StandsIn)
	assert.Equal(t, 1, pf.Strays.Rows.Counted)
	for _, u := range pf.Units {
		assert.False(t, u.Sent, "no unit has reported by that")
	}

	pf = portfolio.Merge(input(added, submission("管理办", project(6, "甲"))))
	require.Len(t, pf.Entries, 1)
	assert.Equal(t, "50", pf.Entries[0].Project.Value("progress"))
	require.Len(t, pf.Stale, 1)
	assert.Equal(t, "部门已经报了这个项目，以部门报的为准", pf.Stale[0].Why)
}

func TestLightsTheOfficeSet(t *testing.T) {
	in := input(submission("管理办", project(6, "甲", set("progress", "5"))))
	in.Previous = libraryOf(submission("服务办", project(9, "丙")))
	in.Office.Overrides = []filing.Override{
		{Key: "6|甲", Light: plan.Yellow, Reason: "已调整工序"}, {Key: "9|丙", Light: plan.Green, Reason: "已调整"}, {Key: "1|丁", Light: plan.Green, Reason: "已调整"},
	}
	pf := portfolio.Merge(in)
	e := entry(t, pf, "甲")
	assert.Equal(t, plan.Yellow, e.Light)
	assert.Equal(t, plan.Red, e.Verdict.Light)
	assert.Equal(t, "已调整工序", e.Override.Reason)
	assert.Equal(t, plan.Unverified, entry(t, pf, "丙").Light)
	assert.Len(t, pf.Stale, 2)

	in.Office.Overrides = []filing.Override{{Key: "6|甲", Light: plan.Green}}
	pf = portfolio.Merge(in)
	assert.Equal(t, plan.Red, entry(t, pf, "甲").Light, "a light without a reason is not taken")
	assert.Nil(t, entry(t, pf, "甲").Override)
	assert.Equal(t, []portfolio.Stale{{What: "核定亮灯“推进顺利”（甲）", Why: "没有写核定理由"}}, pf.Stale)
	assert.Equal(t, in.Office.Overrides, pf.Office.Overrides, "it stays where it was set, for the reason to be added")
}

// What the office corrected in a partner's row in error is no correction of the
// lead's, which counts with figures of its own.
func TestCorrectionOfAPartnersRowIsNotTheLeads(t *testing.T) {
	partner := fault(submission("服务办", project(6, "甲", set("lead", "管理办"))), 0, "T03")
	in := input(submission("管理办", project(6, "甲")), partner)
	in.Office.Edits = []filing.Edit{{Unit: "服务办", Key: "6|甲", Column: "progress", Before: "50", After: "65"}}
	pf := portfolio.Merge(in)
	e := entry(t, pf, "甲")
	require.Equal(t, portfolio.Reported, e.State)
	assert.Equal(t, "50", e.Project.Value("progress"))
	require.Len(t, pf.Stale, 1)
	assert.Contains(t, pf.Stale[0].Why, "改的不是现在列出的数")
}

// A number that is frozen names its project, whatever the key beside it names
// by now.
func TestACorrectionGoesByTheNumber(t *testing.T) {
	in := input(submission("管理办", project(6, "乙")))
	in.Previous = libraryWith()
	in.Office.Edits = []filing.Edit{{Number: "06-001", Key: "6|乙", Column: "note", After: "现场看过"}}
	pf := portfolio.Merge(in)
	assert.Equal(t, "现场看过", entry(t, pf, "甲").Project.Note)
	assert.Empty(t, entry(t, pf, "乙").Project.Note)
}
