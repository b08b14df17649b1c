package intake

import "jingpin/internal/plan"

// timeRules are the T rules.
var timeRules = []rowRule{
	{"T01", func(r *reading, rec *record) {
		if r.blank(rec, "deadline") {
			r.fault(rec, "T01", saying{expected: "年份和月份，如2023年12月"})
		}
	}},
	{"T03", func(r *reading, rec *record) {
		p := rec.project
		first, last := r.plan.Info.First(), r.plan.Info.Last()
		if p.Deadline != 0 && (p.Deadline < first || p.Deadline > last) {
			want := last.Chinese() + "或更早"
			if p.Deadline < first {
				want = first.Chinese() + "或更晚"
			}
			r.fault(rec, "T03", saying{value: rec.cells["deadline"].raw, expected: want})
		}
	}},
	{"T04", func(r *reading, rec *record) {
		p := rec.project
		if p.Start != 0 && p.Deadline != 0 && p.Start > p.Deadline {
			r.fault(rec, "T04", saying{
				value: rec.cells["start"].raw, expected: p.Deadline.Chinese() + "或更早", other: p.Deadline.Chinese(),
			})
		}
	}},
	{"T05", func(r *reading, rec *record) {
		if rec.t.hasTargets(r.plan) && rec.project.FirstTarget() == 0 {
			r.remarkAt(rec, r.thisYear(), "T05", saying{expected: "至少写一年的计划"})
		}
	}},
	{"T06", func(r *reading, rec *record) {
		p := rec.project
		var keys []string
		for _, y := range r.plan.Years() {
			if p.Targets[y] != "" && p.Deadline != 0 && y > p.Deadline.Year() {
				keys = append(keys, plan.YearKey(y))
			}
		}
		if len(keys) == 0 {
			return
		}
		var also []string
		for _, key := range keys[1:] {
			also = append(also, rec.at(key))
		}
		r.remarkAt(rec, keys[0], "T06", saying{value: rec.cells[keys[0]].raw, other: p.Deadline.Chinese(), also: also})
	}},
	{"T07", func(r *reading, rec *record) {
		if rec.project.OpenEnded {
			r.remark(rec, "T07", saying{value: rec.cells["deadline"].raw, expected: rec.project.Deadline.Chinese()})
		}
	}},
	{"T08", func(r *reading, rec *record) {
		p, year := rec.project, r.asOf.Year()
		key := plan.YearKey(year)
		switch {
		case !rec.has(key), p.Targets[year] != "", p.FirstTarget() == 0, !underWay(p.Status),
			p.Start.Year() > year && p.Start != 0, p.Deadline.Year() < year, p.Deadline == 0:
			return
		}
		r.remarkAt(rec, key, "T08", saying{expected: plan.Count(year) + "年要做到的事"})
	}},
}

// hasTargets reports a sheet with a column for any year's target.
func (t *table) hasTargets(p *plan.Plan) bool {
	for _, y := range p.Years() {
		if _, ok := t.columns[plan.YearKey(y)]; ok {
			return true
		}
	}
	return false
}

// thisYear is the column of the year reported on, as far as the plan has one.
func (r *reading) thisYear() string {
	return plan.YearKey(min(max(r.asOf.Year(), r.plan.Info.FirstYear), r.plan.Info.LastYear))
}

// underWay reports a project that has begun and not ended.
func underWay(status string) bool {
	return status == plan.StatusPrep || status == plan.StatusUnderWay
}

// live reports a project that is neither finished nor given up or put off.
func live(status string) bool {
	return status == plan.StatusNotStarted || underWay(status)
}
