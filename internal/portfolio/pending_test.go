package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// faulty is a quarter in which 甲, known at 50 %, is reported at 70 % with a
// status that cannot be read.
func faulty(changes ...change) portfolio.Input {
	sub := submission("管理办", project(6, "甲", append([]change{
		set("id", "06-001"), set("progress", "70"), set("paid", "60"), set("problem", "征询延后"), set("status", ""),
	}, changes...)...))
	fault(sub, 0, "Q02")
	sub.Findings[0].Column = plan.Builtin().Title("status")
	sub.Rows[0].Typed = []filing.Typed{{Column: "项目名称", Cell: "E6", Value: "甲"}, {Column: plan.Builtin().Title("status"), Value: "快了"}, {Column: plan.Builtin().Title("progress"), Value: "70"}}
	in := input(sub)
	in.Previous = libraryOf(submission("管理办", project(6, "甲", set("problem", "上季度的问题"))))
	return in
}

// settled is that quarter with a decision about the row.
func settled(in portfolio.Input, choice string) portfolio.Input {
	e := portfolio.Merge(in).Entries[0]
	in.Office.Rulings = []filing.Ruling{{Number: "06-001", Key: "6|甲", Title: "甲", Choice: choice, Mark: e.SentMark}}
	return in
}

func TestRowInErrorKeepsItsGoodCells(t *testing.T) {
	pf := portfolio.Merge(faulty())
	e := pf.Entries[0]
	require.Equal(t, portfolio.Unverified, e.State)
	shown := e.Shown(plan.Builtin())
	for key, want := range map[string]string{"progress": "70", "problem": "征询延后", "status": "", "paid": "40", "total": "100"} {
		assert.Equal(t, want, shown.Value(key), key)
	}
	assert.Equal(t, map[string]string{"status": "快了"}, e.AsTyped)
	for key, want := range map[string]string{"progress": "50", "problem": "上季度的问题", "status": plan.StatusUnderWay, "paid": "40"} {
		assert.Equal(t, want, e.Project.Value(key), "%s counts as it did", key)
	}
	assert.Equal(t, "60", pf.Library().Standings[0].Sent.Value("paid"), "the next form knows it")

	in := faulty()
	in.Previous = nil
	e = portfolio.Merge(in).Entries[0]
	assert.Equal(t, "70", e.Shown(plan.Builtin()).Value("progress"))
	assert.Equal(t, "", e.Shown(plan.Builtin()).Value("total"), "nothing that is not counted stands in a column that is summed")
}

func TestRowInErrorIsSettled(t *testing.T) {
	t.Run("as listed", func(t *testing.T) {
		in := settled(faulty(), filing.RulingListed)
		pf := portfolio.Merge(in)
		e := pf.Entries[0]
		assert.Equal(t, portfolio.Reported, e.State)
		assert.Equal(t, filing.RulingListed, e.Ruling)
		for key, want := range map[string]string{"progress": "70", "paid": "60", "status": plan.StatusUnderWay} {
			assert.Equal(t, want, e.Project.Value(key), key)
		}
		f := found(pf, "Q02")
		require.Len(t, f, 1)
		assert.Equal(t, plan.Note, f[0].Severity)
		assert.Equal(t, "办公室核定：按表中所列计入", f[0].PassedBy)
		assert.Empty(t, pf.Stale)
		assert.Empty(t, pf.LeftOut)
		assert.Equal(t, in.Office.Rulings, pf.Office.Rulings)
		assert.Nil(t, pf.Library().Standings[0].Sent, "it ends with the quarter")

		in.Office.Edits = []filing.Edit{{Number: "06-001", Key: "6|甲", Column: "status", Before: "快了", After: plan.StatusDone}, {Number: "06-001", Key: "6|甲", Column: "progress", Before: "70", After: "65"}}
		pf = portfolio.Merge(in)
		assert.Equal(t, "65", pf.Entries[0].Project.Value("progress"))
		assert.Equal(t, plan.StatusDone, pf.Entries[0].Project.Value("status"), "what the office puts right counts")
		assert.Empty(t, pf.Stale)
	})
	t.Run("with nothing in the bad cell", func(t *testing.T) {
		in := faulty()
		in.Submissions[0].Rows[0].Typed[1].Value = ""
		assert.Equal(t, plan.StatusUnderWay, portfolio.Merge(settled(in, filing.RulingListed)).Entries[0].Project.Status)
	})
	t.Run("with last quarter's figures", func(t *testing.T) {
		pf := portfolio.Merge(settled(faulty(), filing.RulingCarried))
		e := pf.Entries[0]
		assert.Equal(t, portfolio.Unverified, e.State, "that is no good news")
		assert.Equal(t, filing.RulingCarried, e.Ruling)
		assert.Equal(t, "50", e.Shown(plan.Builtin()).Value("progress"))
		assert.Contains(t, e.Because, "办公室核定沿用上季度")
		assert.Empty(t, pf.Stale)
	})
	for _, c := range []struct {
		name, choice, why string
		change            func(in *portfolio.Input)
	}{
		{"the unit sends something else", filing.RulingListed, "部门又报了别的数，要重新核定", func(in *portfolio.Input) {
			in.Submissions[0].Rows[0].Typed[2].Value = "71"
		}},
		{"the unit mends it", filing.RulingListed, "部门已经重新报来，或者这一行已经没有了，不用再核定", func(in *portfolio.Input) {
			in.Submissions = []*filing.Submission{submission("管理办", project(6, "甲", set("id", "06-001")))}
		}},
		{"nothing stands for what cannot be read", filing.RulingListed, "“项目状态”填的是“快了”，读不出来，上季度也没有，请先改正这一格", func(in *portfolio.Input) { in.Previous = nil }},
		{"nothing is known of last quarter", filing.RulingCarried, "上季度没有这个项目的数", func(in *portfolio.Input) { in.Previous = nil }},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := settled(faulty(), c.choice)
			c.change(&in)
			pf := portfolio.Merge(in)
			require.Len(t, pf.Stale, 1)
			assert.Equal(t, portfolio.Stale{What: "核定“" + c.choice + "”（甲）", Why: c.why}, pf.Stale[0])
			assert.Empty(t, pf.Entries[0].Ruling)
		})
	}
}
