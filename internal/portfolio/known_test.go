package portfolio_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// TestSilenceKeepsWhatIsKnown follows projects through two quarters in which
// nobody reports them.
func TestSilenceKeepsWhatIsKnown(t *testing.T) {
	lib := libraryOf(submission("管理办",
		project(6, "红", set("progress", "1")), project(6, "绿"), project(6, "完", set("status", plan.StatusDone), set("progress", "100")),
		project(6, "到期", set("deadline", "2023-05-31")), project(6, "当日", set("deadline", "2023-09-30")), project(6, "缓", set("status", plan.StatusPaused), set("deadline", "2023-05-31"))))
	for i := range 2 {
		in := input()
		in.Quarter, in.Previous = second.Add(i), lib
		in.AsOf = in.Quarter.Last()
		pf := portfolio.Merge(in)
		for name, want := range map[string]struct {
			light, known plan.Light
			late         bool
		}{
			"红": {plan.Unverified, plan.Red, true}, "绿": {plan.Unverified, plan.Green, false}, "完": {plan.Done, plan.Unlit, false},
			"到期": {plan.Unverified, plan.Green, true}, "当日": {plan.Unverified, plan.Green, false}, "缓": {plan.Unverified, plan.Paused, false},
		} {
			e := entry(t, pf, name)
			assert.Equal(t, want.light, e.Light, "%s in %s", name, in.Quarter)
			assert.Equal(t, want.known, e.Known, "%s in %s", name, in.Quarter)
			assert.Equal(t, want.late, e.StillLate, "%s in %s", name, in.Quarter)
			assert.True(t, e.Carried)
		}
		next := pf.Library()
		lib = &next
	}
}

func TestLateForCountsQuartersRunning(t *testing.T) {
	lib := libraryOf(submission("管理办", project(6, "甲", set("progress", "1"))))
	for i := range 2 {
		in := input(submission("管理办", project(6, "甲", set("progress", "2"))))
		in.Quarter, in.Previous = second.Add(i), lib
		in.AsOf = in.Quarter.Last()
		pf := portfolio.Merge(in)
		assert.Equal(t, i+2, entry(t, pf, "甲").LateFor)
		next := pf.Library()
		lib = &next
	}
	in := input(submission("管理办", project(6, "甲", set("progress", "99"))))
	in.Quarter, in.Previous = second.Add(2), lib
	assert.Zero(t, entry(t, portfolio.Merge(in), "甲").LateFor)
	lib.Standings[0].LateFor = 0 // as the first editions stored it
	in = input(submission("管理办", project(6, "甲", set("progress", "2"))))
	in.Quarter, in.AsOf, in.Previous = second.Add(2), second.Add(2).Last(), lib
	assert.Equal(t, 2, entry(t, portfolio.Merge(in), "甲").LateFor, "it was late for one quarter at least")
	in.Quarter, in.AsOf, in.Previous = second.Add(3), second.Add(3).Last(), lib
	assert.Equal(t, 1, entry(t, portfolio.Merge(in), "甲").LateFor, "what was in between is not known")
}

// TestMergedProjectsGoOn by approved changes, one row for several projects or
// each in its own.
func TestMergedProjectsGoOn(t *testing.T) {
	for _, old := range [][]string{{"06-001", "06-002"}, {"06-001、06-002"}} {
		in := input(submission("管理办", project(6, "甲乙路")))
		in.Previous = libraryOf(submission("管理办", project(6, "一路"), project(6, "二路")))
		for _, o := range old {
			in.Office.Changes = append(in.Office.Changes, filing.Change{Kind: filing.ChangeMerge, Old: o, New: "06-003", Basis: "会议纪要"})
		}
		pf := portfolio.Merge(in)
		assert.Len(t, pf.Entries, 1)
		assert.Equal(t, []string{"06-001", "06-002"}, pf.Entries[0].From)
		assert.False(t, pf.Entries[0].New)
		assert.Empty(t, pf.Stale)
	}
	in := input(submission("管理办", project(6, "甲路"), project(6, "乙路")))
	in.Previous = libraryOf(submission("管理办", project(6, "一路")))
	in.Office.Changes = []filing.Change{{Kind: filing.ChangeSplit, Old: "06-001", After: "甲路、乙路", Basis: "会议纪要"}}
	for _, e := range portfolio.Merge(in).Entries {
		assert.Equal(t, []string{"06-001"}, e.From, "found by name where the row gives no numbers")
	}
}

// TestFirstArrivalIsRemembered when the unit sends its corrected file under
// the same name.
func TestFirstArrivalIsRemembered(t *testing.T) {
	sub := submission("管理办", project(6, "甲"))
	sub.Saved = time.Date(2023, 6, 15, 8, 0, 0, 0, time.UTC)
	office := portfolio.Merge(input(sub)).Office
	again := submission("管理办", project(6, "甲", set("progress", "60")))
	again.Saved = time.Date(2023, 7, 3, 8, 0, 0, 0, time.UTC)
	late := func(in portfolio.Input) int {
		for _, u := range portfolio.Merge(in).Units {
			if u.Unit.Name == "管理办" {
				return u.DaysLate
			}
		}
		return -1
	}
	in := input(again)
	assert.Positive(t, late(in))
	in.Office = filing.Office{}.With(office)
	assert.Zero(t, late(in))
}

// What came once last quarter's report was sealed is carried on, and told from
// what was published.
func TestLateReportsAreCarriedOn(t *testing.T) {
	in := input()
	in.Previous = libraryOf(submission("管理办", project(6, "街巷改造", set("progress", "5"), set("paid", "1"))))
	late := project(6, "街巷改造", set("progress", "40"), set("paid", "9"))
	s := &in.Previous.Standings[0]
	s.Late = &filing.LateReport{Project: late, Light: plan.Yellow, Quarter: in.Previous.Quarter}
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	e := pf.Entries[0]
	assert.Equal(t, "40 9", e.Project.Value("progress")+" "+e.Project.Value("paid"))
	assert.Equal(t, "5", e.Last.Project.Value("progress"), "what was published")
	assert.Contains(t, e.Because, "管理办没有报送，沿用"+in.Previous.Quarter.Chinese()+"定稿后补报的数据")
	assert.Equal(t, plan.Yellow, e.Known)
	assert.True(t, e.StillLate)

	s.Quarter = in.Previous.Quarter.Add(-3)
	next := portfolio.Merge(in)
	library := next.Library()
	assert.Equal(t, in.Previous.Quarter, library.Standings[0].Quarter, "of the data that is carried on")
	assert.Nil(t, library.Standings[0].Late)
}

// TestNumbersTypedTwiceAreNobodys where no last quarter tells whose they are.
func TestNumbersTypedTwiceAreNobodys(t *testing.T) {
	numbers := func(ids ...string) (given []string) {
		s := submission("管理办", project(6, "甲", set("id", ids[0])), project(6, "乙", set("id", ids[1])))
		for _, name := range []string{"甲", "乙"} {
			given = append(given, entry(t, portfolio.Merge(input(s)), name).Number)
		}
		return given
	}
	assert.Equal(t, []string{"06-007", "06-009"}, numbers("06-007", "06-009"))
	assert.ElementsMatch(t, []string{"06-001", "06-002"}, numbers("06-007", "06-007"))
}

// TestNewNumbersFollowTheRoster: within a task by the units' order, in each by the
// names, whatever the order in which files came.
func TestNewNumbersFollowTheRoster(t *testing.T) {
	first, last := plan.Builtin().Units[1].Name, plan.Builtin().Units[8].Name
	pf := portfolio.Merge(input(submission(last, project(6, "丁")), submission(first, project(6, "丙"), project(6, "乙"))))
	given := map[string]string{}
	for _, e := range pf.Entries {
		given[e.Number] = e.Project.Name
	}
	assert.Equal(t, map[string]string{"06-001": "丙", "06-002": "乙", "06-003": "丁"}, given)
}
