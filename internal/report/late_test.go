package report

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// A department that calls late what is green disagrees as well; one that thinks
// worse of a late project does not.
func TestSelfGradesThatDisagree(t *testing.T) {
	for _, c := range []struct {
		self  string
		light plan.Light
		want  bool
	}{
		{"按计划", plan.Green, false}, {"按计划", plan.Yellow, true}, {"偏慢", plan.Yellow, false}, {"偏慢", plan.Red, true},
		{"滞后", plan.Yellow, false}, {"滞后", plan.Green, true}, {"偏慢", plan.Green, true}, {"", plan.Red, false}, {"提前", plan.Unverified, false},
	} {
		assert.Equal(t, c.want, disagrees(c.self, c.light), "%s %s", c.self, c.light)
	}
}

// Requests for late projects come first, then those that name a day, by that day.
func TestAsksAreInTheOrderOfTheirUrgency(t *testing.T) {
	pf := scenario(t, "normal")
	days, want := []plan.Date{0, plan.Day(2023, 7, 20), plan.Day(2023, 7, 10)}, make([]string, 3)
	for i := range pf.Entries {
		e := &pf.Entries[i]
		e.Project.Ask = ""
		if n := len(days); n > 0 && e.State == portfolio.Reported && e.Light == plan.Green {
			e.Project.Ask, e.Project.AnswerBy = "请协调。", days[0]
			want[n-1], days = e.Number, days[1:]
		}
	}
	want[0], want[1] = want[1], want[0] // the later of the two days stands second
	late := slices.IndexFunc(pf.Entries, func(e portfolio.Entry) bool { return e.Light == plan.Red })
	require.GreaterOrEqual(t, late, 0)
	pf.Entries[late].Project.Ask = "请督办。"
	var got []string
	for _, a := range Build(pf, Options{}).Asks {
		got = append(got, a.Number)
	}
	assert.Equal(t, append([]string{pf.Entries[late].Number}, want[1], want[0], want[2]), got)
}
