package intake_test

import (
	"cmp"
	"maps"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/slowtest"
)

// before is what the unit of the sound paper reported a quarter earlier.
func before() paper {
	in := sound()
	in.quarter = quarter.Add(-1).Chinese()
	for _, r := range in.rows {
		r["progress"], r["done"] = 45, "进场准备完毕，围挡搭设。"
		if r["kind"] == "工程类" {
			r["paid"] = 200
		}
	}
	return in
}

// historyBreakages differ from the quarter before: typed stands in the paper
// now, was in the one before.
var historyBreakages = []struct {
	breakage
	was     cells
	library func(*filing.Library)
}{
	{breakage: breakage{rule: "H01", at: "progress"}, was: cells{"progress": 60}},
	{breakage: breakage{rule: "H02", at: "paid"}, was: cells{"paid": 300}},
	{breakage: breakage{rule: "H03", at: "status"}, was: cells{"status": "已完成", "progress": 100, "next": nil}},
	{breakage: breakage{rule: "H04", about: "name", typed: cells{"id": "06-001", "name": "东园路小区改造"}, at: "name"}},
	{breakage: breakage{rule: "H04", about: "lead", typed: cells{"id": "06-001", "lead": "服务办"}, at: "lead", also: []string{"U07 lead"}}},
	{breakage: breakage{rule: "H04", about: "total", at: "total"}, was: cells{"total": 500, "district": 220}},
	{breakage: breakage{rule: "H06", typed: cells{"done": "进场准备完毕，围挡搭设"}, at: "done"}},
	{breakage: breakage{rule: "H07", typed: cells{"name": "新做的项目"}, at: "name"}},
	{breakage: breakage{rule: "H08", at: "deadline"}, was: cells{"deadline": "2024-05-31"}},
	{breakage: breakage{rule: "H09", at: "progress"}, was: cells{"progress": 50}, library: stall},
	{breakage: breakage{rule: "H10", typed: cells{"done": "一季度完成基础施工，主体过半。"}, at: "done"}},
	{breakage: breakage{rule: "H11", at: "progress"}, was: cells{"progress": 5, "problem": "居民意见不一，开工推迟。"}},
	{breakage: breakage{rule: "H12", at: "start"}, was: cells{"start": "2022-03-01"}},
	{breakage: breakage{rule: "H12", about: "category", at: "kind"}, was: cells{"kind": "机制类"}},
	{breakage: breakage{rule: "H13", row: service, at: "rate", typed: cells{"rate": nil}}, was: cells{"rate": 60}},
	{breakage: breakage{rule: "P05", typed: cells{"id": "06-099"}, at: "id"}},
	{breakage: breakage{rule: "P05", about: "twice", row: 1, typed: cells{"id": "06-001"}, at: "id", paper: func(in *paper) {
		in.rows[0]["id"] = "06-001"
	}}},
	{breakage: breakage{rule: "M04", about: "a hundred times", row: service, typed: cells{"total": 600, "district": 600, "paid": 300}, at: "total"},
		was: cells{"total": 6, "district": 6, "paid": 3}},
	{breakage: breakage{rule: "M04", about: "ten thousand times", row: service, typed: cells{"total": 60, "district": 60, "paid": 30}, at: "total", severity: plan.Error},
		was: cells{"total": 0.006, "district": 0.006, "paid": 0.003}},
	{breakage: breakage{rule: "C03", about: "last quarter confirms it", typed: cells{"progress": "50%(上季度45%)"}, at: "progress"}},
	{breakage: breakage{rule: "Q03", about: "last quarter was another", typed: cells{"progress": "50%(上季度40%)"}, at: "progress"}},
	{breakage: breakage{rule: "Q03", about: "paused, and never known", typed: cells{"name": "从未报过", "status": "暂缓", "progress": nil}, at: "progress"}},
	{breakage: breakage{rule: "L08", about: "led projects before", paper: func(in *paper) { in.rows = nil }, severity: plan.Warning}},
}

// stall has every project stand still for a quarter already.
func stall(l *filing.Library) {
	for i := range l.Standings {
		l.Standings[i].Stalled = 1
	}
}

// Rules that look at the quarter before speak for one difference, in whatever
// layout.
func TestEveryRuleOfHistoryIsFoundInItsCell(t *testing.T) {
	slowtest.Long(t)
	for _, l := range layouts {
		library := libraryOf(t, l, before())
		sub := compare(t, l, sound(), library)
		require.Empty(t, findings(t, sub), "nothing is to be said about an ordinary quarter in layout %q", l.name)
		for _, b := range historyBreakages {
			t.Run(b.rule+" "+cmp.Or(b.about, b.at)+"/"+l.name, func(t *testing.T) {
				was, now := before(), sound()
				maps.Copy(was.rows[b.row], b.was)
				maps.Copy(now.rows[b.row], b.typed)
				if b.paper != nil {
					b.paper(&now)
				}
				library := libraryOf(t, l, was)
				if b.library != nil {
					b.library(library)
				}
				sub := compare(t, l, now, library)
				assert.ElementsMatch(t, b.wanted(l.lay(t, now)), findings(t, sub))
			})
		}
	}
}

// libraryOf is the library that a paper of the quarter before leaves.
func libraryOf(t *testing.T, l layout, in paper) *filing.Library {
	t.Helper()
	last := quarter.Add(-1)
	sub := read(t, "管理办.xlsx", l.lay(t, in).bytes(t), intake.Options{Quarter: last})
	library := portfolio.Merge(portfolio.Input{
		Plan: plan.Builtin(), Quarter: last, AsOf: last.Last(), Today: last.Last(), Submissions: []*filing.Submission{sub},
	}).Library()
	return &library
}

// compare reads a paper and holds it against last quarter's library.
func compare(t *testing.T, l layout, in paper, library *filing.Library) *filing.Submission {
	t.Helper()
	sub := read(t, "管理办.xlsx", l.lay(t, in).bytes(t), intake.Options{Quarter: quarter})
	h := check.NewHistory(plan.Builtin(), quarter, library, nil)
	portfolio.Compare(sub, plan.Builtin(), h, nil, quarter.Last(), 0)
	balance(t, sub)
	return sub
}
