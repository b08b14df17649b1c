package check

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// sourceKeys are the columns the total splits into, moneyKeys all that hold
// amounts.
var (
	sourceKeys = []string{"city", "district", "street", "social"}
	moneyKeys  = []string{"total", "city", "district", "street", "social", "paid"}
)

// moneyRules are the M rules of one row. What cannot be read (M01) is a fact
// of its reading.
var moneyRules = []rowRule{
	{"M01", func(j *judge, r *record) {
		if j.blank(r, "total") {
			j.fault(r, "M01", filing.Fact{Expected: "数字（万元），不花钱的填0，还没定的填“待定”"})
		}
	}},
	{"M02", func(j *judge, r *record) {
		for _, key := range moneyKeys {
			if !r.isBad(key) && r.project.Amount(key).Value() < 0 {
				j.faultAt(r, key, "M02", filing.Fact{Value: j.typedAs(r, key), Expected: "0或更大的数"})
			}
		}
	}},
	{"M03", checkSources},
	{"M04", checkMagnitude},
	{"M05", func(j *judge, r *record) {
		p := r.project
		if p.Total.Kind == plan.Known && p.Paid.Value() > p.Total.Money {
			j.remark(r, "M05", filing.Fact{
				Value: p.Paid.Money.Short(), Other: p.Total.Money.Short(), Expected: p.Total.Money.Short() + "万元或更少",
			})
		}
	}},
	{"M06", func(j *judge, r *record) {
		p := r.project
		if r.has("funding") && p.Total.Value() > 0 && j.blank(r, "funding") {
			j.remark(r, "M06", filing.Fact{Value: p.Total.Money.Short(), Expected: "在“资金落实”栏选一个"})
		}
	}},
	{"M07", func(j *judge, r *record) {
		for _, key := range moneyKeys {
			if r.project.Amount(key).Kind == plan.Pending {
				j.remarkAt(r, key, "M07", filing.Fact{Value: j.typedAs(r, key)})
			}
		}
	}},
	{"M08", func(j *judge, r *record) {
		if r.project.Total.Value() <= 0 || r.sources() == 0 {
			return
		}
		for _, key := range sourceKeys {
			if r.isBad(key) || r.project.Amount(key).Kind != plan.Blank {
				return
			}
		}
		j.remark(r, "M08", filing.Fact{Value: r.project.Total.Money.Short(), Expected: "四项资金来源"})
	}},
}

// sources is how many of the source columns the sheet has.
func (r *record) sources() int {
	n := 0
	for _, key := range sourceKeys {
		if r.has(key) {
			n++
		}
	}
	return n
}

// tolerance is a difference that rounding explains: 0.01 万元.
const tolerance = plan.Wan / 100

// checkSources is M03: the sources add up to the total. Where a sheet lacks
// some of the source columns, the rest may stand there.
func checkSources(j *judge, r *record) {
	p := r.project
	var sum plan.Money
	for _, key := range sourceKeys {
		a := p.Amount(key)
		if a.Kind == plan.Pending {
			return
		}
		sum += a.Value()
	}
	diff := p.Total.Money - sum
	if sum == 0 || p.Total.Kind != plan.Known || diff == 0 || diff > 0 && r.sources() < len(sourceKeys) {
		return
	}
	diff = max(diff, -diff)
	f := filing.Fact{
		Value: p.Total.Money.Short(), Other: sum.Short() + "万元", Difference: diff.Wan() + "万元",
		Expected: sum.Short() + "万元",
	}
	if diff <= tolerance {
		j.minor(r, "M03", f)
		return
	}
	j.fault(r, "M03", f)
}

// An amount of 元 taken for 万元 is large and round.
const (
	largeTotal = 10_000 * plan.Wan
	roundTotal = 1000 * plan.Wan
)

// checkMagnitude is M04: a total that is probably in the wrong unit. The
// comparison with last quarter is history's.
func checkMagnitude(j *judge, r *record) {
	total := r.project.Total.Value()
	if total <= j.plan.Info.TotalLimit && (total < largeTotal || total%roundTotal != 0) {
		return
	}
	j.remark(r, "M04", filing.Fact{
		Value: j.typedAs(r, "total"), Suggest: (total / 10_000).Short(), Expected: "以万元为单位的数",
	})
}
