package intake

import "jingpin/internal/plan"

// sourceKeys are the columns the total splits into.
var sourceKeys = []string{"city", "district", "street", "social"}

// moneyKeys are the columns that hold amounts.
var moneyKeys = []string{"total", "city", "district", "street", "social", "paid"}

// moneyRules are the M rules of one row.
var moneyRules = []rowRule{
	{"M01", func(r *reading, rec *record) {
		if r.blank(rec, "total") && rec.cells["total"].filled != merge {
			r.fault(rec, "M01", saying{expected: "数字（万元），不花钱的填0，还没定的填“待定”"})
		}
	}},
	{"M02", func(r *reading, rec *record) {
		for _, key := range moneyKeys {
			if !rec.bad[key] && rec.project.Amount(key).Value() < 0 {
				r.faultAt(rec, key, "M02", saying{value: rec.cells[key].raw, expected: "0或更大的数"})
			}
		}
	}},
	{"M03", checkSources},
	{"M04", checkMagnitude},
	{"M05", func(r *reading, rec *record) {
		p := rec.project
		if p.Total.Kind == plan.Known && p.Paid.Value() > p.Total.Money {
			r.remark(rec, "M05", saying{
				value: p.Paid.Money.Short(), other: p.Total.Money.Short(), expected: p.Total.Money.Short() + "万元或更少",
			})
		}
	}},
	{"M06", func(r *reading, rec *record) {
		p := rec.project
		if rec.has("funding") && p.Total.Value() > 0 && r.blank(rec, "funding") {
			r.remark(rec, "M06", saying{value: p.Total.Money.Short(), expected: "在“资金落实”栏选一个"})
		}
	}},
	{"M07", func(r *reading, rec *record) {
		for _, key := range moneyKeys {
			if rec.project.Amount(key).Kind == plan.Pending {
				r.remarkAt(rec, key, "M07", saying{value: rec.cells[key].raw})
			}
		}
	}},
	{"M08", func(r *reading, rec *record) {
		if rec.project.Total.Value() <= 0 || rec.sources() == 0 {
			return
		}
		for _, key := range sourceKeys {
			if !r.blank(rec, key) {
				return
			}
		}
		r.remark(rec, "M08", saying{value: rec.project.Total.Money.Short(), expected: "四项资金来源"})
	}},
}

// sources is how many of the source columns the sheet has.
func (rec *record) sources() int {
	n := 0
	for _, key := range sourceKeys {
		if rec.has(key) {
			n++
		}
	}
	return n
}

// tolerance is a difference that rounding explains: 0.01 万元.
const tolerance = plan.Wan / 100

// checkSources is M03: the sources add up to the total. Where a sheet lacks
// some of the source columns, the rest may stand there.
func checkSources(r *reading, rec *record) {
	p := rec.project
	var sum plan.Money
	for _, key := range sourceKeys {
		a := p.Amount(key)
		if a.Kind == plan.Pending {
			return
		}
		sum += a.Value()
	}
	diff := p.Total.Money - sum
	if sum == 0 || p.Total.Kind != plan.Known || diff == 0 || diff > 0 && rec.sources() < len(sourceKeys) {
		return
	}
	diff = max(diff, -diff)
	s := saying{
		value: p.Total.Money.Short(), other: sum.Short() + "万元", difference: diff.Wan() + "万元",
		expected: sum.Short() + "万元",
	}
	if diff <= tolerance {
		r.minor(rec, "M03", s)
		return
	}
	r.fault(rec, "M03", s)
}

// An amount of 元 taken for 万元 is large and round.
const (
	largeTotal = 10_000 * plan.Wan
	roundTotal = 1000 * plan.Wan
)

// checkMagnitude is M04: a total that is probably in the wrong unit. The
// comparison with last quarter is the portfolio's.
func checkMagnitude(r *reading, rec *record) {
	total := rec.project.Total.Value()
	if total <= r.plan.Info.TotalLimit && (total < largeTotal || total%roundTotal != 0) {
		return
	}
	r.remark(rec, "M04", saying{
		value: rec.cells["total"].raw, suggestion: (total / 10_000).Short(), expected: "以万元为单位的数",
	})
}
