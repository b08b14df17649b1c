package report

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// library is a portfolio of n projects that stood in last quarter's too.
func library(n int) *portfolio.Portfolio {
	p, q := plan.Builtin(), plan.Quarter{Year: 2023, N: 2}
	pf := &portfolio.Portfolio{Plan: p, Quarter: q, AsOf: q.Last(), Previous: &filing.Library{Quarter: q.Add(-1), AsOf: q.Add(-1).Last()}}
	for _, u := range p.Units {
		pf.Units = append(pf.Units, portfolio.UnitState{Unit: u, Sent: true})
	}
	for i := range n {
		task, progress := p.Tasks[i%len(p.Tasks)], plan.Percent(i%100)*plan.Point
		e := portfolio.Entry{
			Project: filing.Project{
				Track: p.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: fmt.Sprintf("第%d号小区道路改造", i),
				Content: "改造小区道路和绿化,更新照明设施。", Lead: p.Units[i%20].Name, Unit: p.Units[i%20].Name, Kind: plan.KindWorks,
				Status: plan.StatusUnderWay, Progress: &progress, Start: plan.Day(2022, 1, 1) + plan.Date(i%700), Deadline: plan.Day(2024, 1, 1) + plan.Date(i%700),
				Total: plan.Exactly(plan.Money(i) * plan.Wan), Paid: plan.Exactly(plan.Money(i) * plan.Yuan),
				Done: "完成管线勘察,第一段进场施工。", Next: "完成第一段施工。",
			},
			Number: fmt.Sprintf("%02d-%05d", task.No, i), State: portfolio.Reported,
		}
		e.Deadline = e.Project.Deadline
		e.Verdict = p.Judge(plan.Case{
			Kind: plan.KindWorks, Status: e.Project.Status, Start: e.Project.Start, Deadline: e.Deadline, Progress: progress, Concrete: true,
		}, pf.AsOf)
		e.Light = e.Verdict.Light
		e.Last = &filing.Standing{Number: e.Number, Project: e.Project, Light: plan.Green, Quarter: pf.Previous.Quarter}
		pf.Previous.Standings = append(pf.Previous.Standings, *e.Last)
		pf.Entries = append(pf.Entries, e)
	}
	return pf
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{60, 10_000, 60_000} {
		pf := library(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				Build(pf, Options{})
			}
		})
	}
}

func BenchmarkEncode(b *testing.B) {
	for _, n := range []int{60, 10_000, 60_000} {
		r := Build(library(n), Options{})
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				data, err := Encode(r)
				require.NoError(b, err)
				b.SetBytes(int64(len(data)))
			}
		})
	}
}
