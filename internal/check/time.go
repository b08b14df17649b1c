package check

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// timeRules are the T rules. T02 is a fact of a row's reading.
var timeRules = []rowRule{
	{"T01", func(j *judge, r *record) {
		if j.blank(r, "deadline") {
			j.fault(r, "T01", filing.Fact{Value: j.typedAs(r, "deadline")})
		}
	}},
	{"T03", func(j *judge, r *record) {
		p := r.project
		first, last := j.plan.Info.First(), j.plan.Info.Last()
		if p.Deadline != 0 && (p.Deadline < first || p.Deadline > last) {
			want := last.Chinese() + "或更早"
			if p.Deadline < first {
				want = first.Chinese() + "或更晚"
			}
			j.fault(r, "T03", filing.Fact{Value: j.typedAs(r, "deadline"), Expected: want})
		}
	}},
	{"T04", func(j *judge, r *record) {
		p := r.project
		if p.Start != 0 && p.Deadline != 0 && p.Start > p.Deadline {
			j.fault(r, "T04", filing.Fact{
				Value: j.typedAs(r, "start"), Expected: p.Deadline.Chinese() + "或更早", Other: p.Deadline.Chinese(),
			})
		}
	}},
	{"T05", func(j *judge, r *record) {
		if j.hasTargets(r) && r.project.FirstTarget() == 0 {
			j.remarkAt(r, j.plan.Info.YearKeyAt(j.asOf), "T05", filing.Fact{})
		}
	}},
	{"T06", func(j *judge, r *record) {
		p := r.project
		var keys, also []string
		for _, y := range j.plan.Years() {
			if p.Targets[y] == "" || p.Deadline == 0 || y <= p.Deadline.Year() {
				continue
			}
			if len(keys) > 0 {
				cell, _ := r.cell(plan.YearKey(y))
				also = append(also, cell)
			}
			keys = append(keys, plan.YearKey(y))
		}
		if len(keys) > 0 {
			j.remarkAt(r, keys[0], "T06", filing.Fact{Value: j.typedAs(r, keys[0]), Other: p.Deadline.Chinese(), Also: also})
		}
	}},
	{"T07", func(j *judge, r *record) {
		if r.project.OpenEnded {
			j.remark(r, "T07", filing.Fact{Value: j.typedAs(r, "deadline"), Expected: r.project.Deadline.Chinese()})
		}
	}},
	{"T08", func(j *judge, r *record) {
		p, year := r.project, j.asOf.Year()
		key := plan.YearKey(year)
		switch {
		case !r.has(key), p.Targets[year] != "", p.FirstTarget() == 0, !underWay(p.Status),
			p.Start.Year() > year && p.Start != 0, p.Deadline.Year() < year, p.Deadline == 0:
			return
		}
		j.remarkAt(r, key, "T08", filing.Fact{Expected: plan.Count(year) + "年要做到的事"})
	}},
}

// hasTargets reports a sheet with a column for any year's target.
func (j *judge) hasTargets(r *record) bool {
	for _, y := range j.plan.Years() {
		if r.has(plan.YearKey(y)) {
			return true
		}
	}
	return false
}

// underWay reports a project that has begun and not ended.
func underWay(status string) bool {
	return status == plan.StatusPrep || status == plan.StatusUnderWay
}

// live reports a project that is neither finished nor given up or put off.
func live(status string) bool {
	return status == plan.StatusNotStarted || underWay(status)
}
