package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// timeRules are the T rules. T02 is a fact of a row's reading.
var timeRules = []rowRule{
	{"T01", missing("deadline")},
	{"T03", func(r *judgedRow) {
		first, last := r.plan.Info.First(), r.plan.Info.Last()
		if r.Deadline != 0 && (r.Deadline < first || r.Deadline > last) {
			want := last.Chinese() + "或更早"
			if r.Deadline < first {
				want = first.Chinese() + "或更晚"
			}
			r.fault(filing.Fact{Value: r.typedAs("deadline"), Expected: want})
		}
	}},
	{"T04", func(r *judgedRow) {
		if r.Start != 0 && r.Deadline != 0 && r.Start > r.Deadline {
			r.fault(filing.Fact{
				Value: r.typedAs("start"), Expected: r.Deadline.Chinese() + "或更早", Other: r.Deadline.Chinese(),
			})
		}
	}},
	{"T05", func(r *judgedRow) {
		if r.hasTargets() && r.FirstTarget() == 0 {
			r.remark(filing.Fact{Key: r.plan.Info.YearKeyAt(r.asOf)})
		}
	}},
	{"T06", func(r *judgedRow) {
		var f filing.Fact
		for _, y := range r.plan.Years() {
			switch key := plan.YearKey(y); {
			case r.Targets[y] == "" || r.Deadline == 0 || y <= r.Deadline.Year():
			case f.Key == "":
				f = filing.Fact{Key: key, Value: r.typedAs(key), Other: r.Deadline.Chinese()}
			default:
				f.Also = append(f.Also, r.cell(key))
			}
		}
		if f.Key != "" {
			r.remark(f)
		}
	}},
	{"T07", func(r *judgedRow) {
		if r.OpenEnded {
			r.remark(filing.Fact{Value: r.typedAs("deadline"), Expected: r.Deadline.Chinese()})
		}
	}},
	{"T08", func(r *judgedRow) {
		year := r.asOf.Year()
		key := plan.YearKey(year)
		switch {
		case !r.has(key), r.Targets[year] != "", r.FirstTarget() == 0, !underWay(r.Status),
			r.Start.Year() > year && r.Start != 0, r.Deadline.Year() < year, r.Deadline == 0:
			return
		}
		r.remark(filing.Fact{Key: key, Expected: plan.Count(year) + "年要做到的事"})
	}},
}

// hasTargets reports a sheet with a column for any year's target.
func (r *judgedRow) hasTargets() bool {
	return slices.ContainsFunc(r.plan.Years(), func(year int) bool { return r.has(plan.YearKey(year)) })
}

// underWay reports a project that has begun and not ended.
func underWay(status string) bool {
	return status == plan.StatusPrep || status == plan.StatusUnderWay
}

// live reports a project that is neither finished nor given up or put off.
func live(status string) bool {
	return status == plan.StatusNotStarted || underWay(status)
}
