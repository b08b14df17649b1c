package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// moneyRules are the M rules of one row. What cannot be read (M01) is a fact
// of its reading.
var moneyRules = []rowRule{
	{"M01", missing("total")},
	{"M02", func(r *judgedRow) {
		for _, key := range plan.MoneyKeys {
			if !r.isBad(key) && r.Amount(key).Value() < 0 {
				r.fault(filing.Fact{Key: key, Value: r.typedAs(key)})
			}
		}
	}},
	{filing.MagnitudeRule, checkMagnitude},
	{"M03", checkSources},
	{"M05", func(r *judgedRow) {
		if r.Total.Kind == plan.Known && r.Paid.Value() > r.Total.Money && !r.columns.anyInYuan("paid", "total") {
			r.remark(filing.Fact{
				Value: r.Paid.Money.Short(), Other: r.Total.Money.Short(), Expected: r.Total.Money.Short() + "万元或更少",
			})
		}
	}},
	{"M06", func(r *judgedRow) {
		if r.has("funding") && r.Total.Value() > 0 && r.blank("funding") {
			r.remark(filing.Fact{Value: r.Total.Money.Short()})
		}
	}},
	{"M07", func(r *judgedRow) {
		for _, key := range plan.MoneyKeys {
			if r.Amount(key).Kind == plan.Pending {
				r.remark(filing.Fact{Key: key, Value: r.typedAs(key)})
			}
		}
	}},
	{"M08", func(r *judgedRow) {
		if r.Total.Value() <= 0 || r.sources() == 0 {
			return
		}
		for _, key := range plan.SourceKeys {
			if r.isBad(key) || r.Amount(key).Kind != plan.Blank {
				return
			}
		}
		r.remark(filing.Fact{Value: r.Total.Money.Short()})
	}},
}

// sources is how many of the source columns the sheet has.
func (r *judgedRow) sources() int {
	n := 0
	for _, key := range plan.SourceKeys {
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
func checkSources(r *judgedRow) {
	var sum plan.Money
	for _, key := range plan.SourceKeys {
		a := r.Amount(key)
		if a.Kind == plan.Pending {
			return
		}
		sum += a.Value()
	}
	diff := r.Total.Money - sum
	if sum == 0 || r.Total.Kind != plan.Known || diff == 0 || diff > 0 && r.sources() < len(plan.SourceKeys) || r.columns.anyInYuan(plan.MoneyKeys...) {
		return
	}
	diff = max(diff, -diff)
	f := filing.Fact{
		Value: r.Total.Money.Short(), Other: sum.Short() + "万元", Difference: diff.Wan() + "万元",
		Expected: sum.Short() + "万元",
	}
	if diff > tolerance {
		r.fault(f)
		return
	}
	rule, _ := r.plan.Rule(r.rule) // too small to leave the row out: a warning at most
	f.Severity = plan.Milder(plan.Warning, rule.Severity)
	r.remark(f)
}

// An amount of 元 taken for 万元 is large and round. One of ten times what a
// project may cost is none of this plan, nor is a part of a total, of thousands,
// that is a hundred times the total.
const (
	largeTotal = 10_000 * plan.Wan
	roundTotal = 1000 * plan.Wan
	impossible = 10
	beyond     = 100
	fewestYuan = 1000 // of a payment in 元: few are smaller
)

// checkMagnitude is M04: a total that is probably in the wrong unit, or amounts
// that no project can have. The comparison with last quarter is history's.
func checkMagnitude(r *judgedRow) {
	if r.tellImpossible() || r.columns.inYuan["total"] {
		return
	}
	total := r.Total.Value()
	if (total > r.plan.Info.TotalLimit || total >= largeTotal && total%roundTotal == 0) && !confirms(r.plan, r.Project) {
		r.remark(filing.Fact{Value: r.typedAs("total"), Suggest: inWan(total), Expected: unitExpected})
	}
}

const unitExpected = "以万元为单位的数"

// tellImpossible is M04 for a row's amounts that no project can have, at the
// first of them, and reports whether there are any.
func (r *judgedRow) tellImpossible() bool {
	var f filing.Fact
	for _, key := range plan.MoneyKeys {
		amount := r.Amount(key).Value()
		if r.isBad(key) || r.columns.inYuan[key] || amount < impossible*r.plan.Info.TotalLimit && !r.isBeyond(amount) {
			continue
		}
		if f.Key == "" {
			f = filing.Fact{
				Key: key, Severity: plan.Error, Value: r.typedAs(key), Suggest: inWan(amount), Mend: inWan(amount), Expected: unitExpected,
			}
			continue
		}
		f.Also = append(f.Also, r.cell(key))
		f.AlsoMend = append(f.AlsoMend, filing.Mending{Column: r.plan.Title(key), Value: r.typedAs(key), Suggest: inWan(amount)})
		r.bad = append(r.bad, key)
	}
	if f.Key != "" {
		r.fault(f)
	}
	return f.Key != ""
}

// isBeyond reports an amount that is no part of the row's total.
func (r *judgedRow) isBeyond(amount plan.Money) bool {
	total := r.Total.Value()
	return total > 0 && amount >= fewestYuan*plan.Wan && amount/beyond >= total && !r.isBad("total") && !r.columns.inYuan["total"]
}

// inWan is an amount that was typed in 元, in 万元.
func inWan(m plan.Money) string { return (m / (plan.Wan / plan.Yuan)).Short() }

// fewestAmounts is how many amounts tell the unit of their column.
const fewestAmounts = 3

// checkUnits tells of a sheet whose amounts are as a rule larger than a project
// may cost, or of which parts are as a rule larger than their totals by far:
// they are probably in 元 (M04, at the header). None of its rows counts until
// that is settled.
func (j *judge) checkUnits() {
	for _, c := range j.tables {
		var keys []string
		for _, key := range plan.MoneyKeys {
			all := c.amounts(key)
			if len(all) >= fewestAmounts && (all[len(all)/2] > j.plan.Info.TotalLimit || !c.inYuan["total"] && c.areBeyond(key)) && !c.Broken {
				keys = append(keys, key)
				c.inYuan[key] = true
			}
		}
		if len(keys) > 0 {
			j.tellUnit(c, keys, c.amounts(keys[0])[0])
		}
	}
}

// amounts are those above 0 in one of a table's columns, from the smallest.
func (c *columns) amounts(key string) []plan.Money {
	var all []plan.Money
	for _, r := range c.rows {
		if amount := r.Amount(key).Value(); amount > 0 {
			all = append(all, amount)
		}
	}
	slices.Sort(all)
	return all
}

// areBeyond reports a column of a table in which most amounts are no part of
// their totals.
func (c *columns) areBeyond(key string) bool {
	beyond, all := 0, 0
	for _, r := range c.rows {
		if amount := r.Amount(key).Value(); amount > 0 {
			all++
			if r.isBeyond(amount) {
				beyond++
			}
		}
	}
	return 2*beyond > all
}

// tellUnit is M04 at the header of the first of the columns.
func (j *judge) tellUnit(c *columns, keys []string, smallest plan.Money) {
	head := c.Heads[keys[0]]
	f := filing.Fact{
		Rule: filing.MagnitudeRule, Severity: plan.Error, Sheet: c.Name, Row: head.Row, Col: head.Col, Cell: head.Cell, Key: keys[0],
		Value: head.Text, Expected: unitExpected, Mend: plan.InYuan(head.Text),
	}
	for _, key := range keys[1:] {
		f.Also = append(f.Also, c.Heads[key].Cell)
		f.AlsoMend = append(f.AlsoMend, filing.Mending{Column: j.plan.Title(key), Value: c.Heads[key].Text, Suggest: plan.InYuan(c.Heads[key].Text)})
		f.Other += "、“" + c.Heads[key].Text + "”"
	}
	f.Other += "的数（最小的是" + smallest.Short() + "，按元算是" + inWan(smallest) + "万元）普遍"
	j.add(j.from, &f)
}
