package report

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// TestHistoryRemembersFourQuarters follows one late project through six.
func TestHistoryRemembersFourQuarters(t *testing.T) {
	s := &scene{t: t, plan: plan.Builtin(), now: filed{}, last: filed{}}
	task := s.plan.Tasks[0]
	var previous *filing.Library
	var r *Report
	for i := range 6 {
		progress := plan.Percent(1+i) * plan.Point
		s.now = filed{}
		s.now.add(filing.Project{
			Track: s.plan.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: "甲", Unit: "管理办", Lead: "管理办", Kind: plan.KindWorks,
			Status: plan.StatusUnderWay, Start: plan.Day(2022, 1, 1), Deadline: plan.Day(2024, 12, 31), Progress: &progress,
			Total: plan.Exactly(100 * plan.Wan), Paid: plan.Exactly(plan.Money(10*(i+1)) * plan.Wan),
		}, "")
		in := s.input(plan.Quarter{Year: 2022, N: 4}.Add(i), s.now)
		in.Previous = previous
		pf := portfolio.Merge(in)
		r = Build(pf, Options{})
		library := pf.Library()
		previous = &library
	}
	require.Len(t, r.History, len(s.plan.Tracks))
	var got []string
	for _, p := range r.History[0].Points {
		got = append(got, p.Quarter.String()+" "+plan.Count(p.Late)+"/"+plan.Count(p.Lit)+" "+p.Rate.String())
	}
	assert.Equal(t, []string{"2023Q2 1/1 30", "2023Q3 1/1 40", "2023Q4 1/1 50", "2024Q1 1/1 60"}, got)
	assert.True(t, r.History[1].Points[0].NoTotal)
	assert.Contains(t, prose(r), "已连续6个季度滞后")
	assert.Empty(t, Build(scenario(t, "first"), Options{}).History)
}
