package portfolio_test

import (
	"fmt"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// collection is many projects of the built-in plan's units, in files of 60,
// with names that resemble each other the way real ones do.
func collection(n int) []*filing.Submission {
	places := []string{"潍坊", "崂山", "福山", "浦城", "南泉", "源深", "张杨", "商城", "世纪", "东方"}
	things := []string{"小区道路改造", "楼道整治", "绿化补种", "助餐点建设", "街面秩序整治", "党建阵地建设", "加装电梯", "停车位改造", "口袋公园建设", "垃圾房改造"}
	units := plan.Builtin().Units
	var subs []*filing.Submission
	for len(subs)*60 < n {
		i := len(subs)
		var ps []filing.Project
		for j := range min(60, n-i*60) {
			k := i*60 + j
			name := fmt.Sprintf("%s%d村%s(%s片区)", places[k%10], k/100+1, things[k/10%10], places[(k/7)%10])
			ps = append(ps, project(1+k%16, name, set("progress", plan.Count(k%90))))
		}
		s := named(submission(units[i%23].Name, ps...), fmt.Sprintf("%05d.xlsx", i))
		s.Unit = units[i%23].Name
		subs = append(subs, s)
	}
	return subs
}

func BenchmarkMerge(b *testing.B) {
	for _, n := range []int{1_000, 10_000, 60_000} {
		b.Run(plan.Count(n), func(b *testing.B) {
			in := input(collection(n)...)
			last := in
			last.Quarter, last.AsOf = first, first.Last()
			lib := portfolio.Merge(last).Library()
			in.Previous = &lib
			b.ReportAllocs()
			for b.Loop() {
				portfolio.Merge(in)
			}
		})
	}
}
