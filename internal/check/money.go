package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// moneyRules are the M rules of one row. What cannot be read (M01) is a fact
// of its reading.
var moneyRules = []rowRule{
	{"M01", func(j *judge, r *record) {
		if j.blank(r, "total") {
			j.fault(r, "M01", filing.Fact{Value: j.typedAs(r, "total")})
		}
	}},
	{"M02", func(j *judge, r *record) {
		for _, key := range plan.MoneyKeys {
			if !r.isBad(key) && r.project.Amount(key).Value() < 0 {
				j.faultAt(r, key, "M02", filing.Fact{Value: j.typedAs(r, key)})
			}
		}
	}},
	{filing.MagnitudeRule, checkMagnitude},
	{"M03", checkSources},
	{"M05", func(j *judge, r *record) {
		p := r.project
		if p.Total.Kind == plan.Known && p.Paid.Value() > p.Total.Money && !r.columns.anyInYuan("paid", "total") {
			j.remark(r, "M05", filing.Fact{
				Value: p.Paid.Money.Short(), Other: p.Total.Money.Short(), Expected: p.Total.Money.Short() + "万元或更少",
			})
		}
	}},
	{"M06", func(j *judge, r *record) {
		p := r.project
		if r.has("funding") && p.Total.Value() > 0 && j.blank(r, "funding") {
			j.remark(r, "M06", filing.Fact{Value: p.Total.Money.Short()})
		}
	}},
	{"M07", func(j *judge, r *record) {
		for _, key := range plan.MoneyKeys {
			if r.project.Amount(key).Kind == plan.Pending {
				j.remarkAt(r, key, "M07", filing.Fact{Value: j.typedAs(r, key)})
			}
		}
	}},
	{"M08", func(j *judge, r *record) {
		if r.project.Total.Value() <= 0 || r.sources() == 0 {
			return
		}
		for _, key := range plan.SourceKeys {
			if r.isBad(key) || r.project.Amount(key).Kind != plan.Blank {
				return
			}
		}
		j.remark(r, "M08", filing.Fact{Value: r.project.Total.Money.Short()})
	}},
}

// sources is how many of the source columns the sheet has.
func (r *record) sources() int {
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
func checkSources(j *judge, r *record) {
	p := r.project
	var sum plan.Money
	for _, key := range plan.SourceKeys {
		a := p.Amount(key)
		if a.Kind == plan.Pending {
			return
		}
		sum += a.Value()
	}
	diff := p.Total.Money - sum
	if sum == 0 || p.Total.Kind != plan.Known || diff == 0 || diff > 0 && r.sources() < len(plan.SourceKeys) || r.columns.anyInYuan(plan.MoneyKeys...) {
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
func checkMagnitude(j *judge, r *record) {
	if j.tellImpossible(r) || r.columns.inYuan["total"] {
		return
	}
	total := r.project.Total.Value()
	if (total > j.plan.Info.TotalLimit || total >= largeTotal && total%roundTotal == 0) && !confirms(j.plan, r.project) {
		j.remark(r, filing.MagnitudeRule, filing.Fact{Value: j.typedAs(r, "total"), Suggest: inWan(total), Expected: unitExpected})
	}
}

const unitExpected = "以万元为单位的数"

// tellImpossible is M04 for a row's amounts that no project can have, at the
// first of them, and reports whether there are any.
func (j *judge) tellImpossible(r *record) bool {
	var f filing.Fact
	first := ""
	for _, key := range plan.MoneyKeys {
		amount := r.project.Amount(key).Value()
		if r.isBad(key) || r.columns.inYuan[key] || amount < impossible*j.plan.Info.TotalLimit && !r.isBeyond(amount) {
			continue
		}
		if first == "" {
			first = key
			f = filing.Fact{Severity: plan.Error, Value: j.typedAs(r, key), Suggest: inWan(amount), Mend: inWan(amount), Expected: unitExpected}
			continue
		}
		cell, _ := r.cell(key)
		f.Also = append(f.Also, cell)
		f.AlsoMend = append(f.AlsoMend, filing.Mending{Column: j.plan.Title(key), Value: j.typedAs(r, key), Suggest: inWan(amount)})
		r.bad = append(r.bad, key)
	}
	if first != "" {
		j.faultAt(r, first, filing.MagnitudeRule, f)
	}
	return first != ""
}

// isBeyond reports an amount that is no part of the row's total.
func (r *record) isBeyond(amount plan.Money) bool {
	total := r.project.Total.Value()
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
	amounts := j.amounts()
	for i := range j.sheets {
		c := &j.sheets[i]
		var keys []string
		for _, key := range plan.MoneyKeys {
			all := amounts[amountsOf{c, key}]
			if len(all) >= fewestAmounts && (all[len(all)/2] > j.plan.Info.TotalLimit || !c.inYuan["total"] && j.areBeyond(c, key)) && !c.Broken {
				keys = append(keys, key)
				c.inYuan[key] = true
			}
		}
		if len(keys) > 0 {
			j.tellUnit(c, keys, amounts[amountsOf{c, keys[0]}][0])
		}
	}
}

// areBeyond reports a column of a table in which most amounts are no part of
// their totals.
func (j *judge) areBeyond(c *columns, key string) bool {
	beyond, all := 0, 0
	for i := range j.sub.Rows {
		r := j.open(i)
		if r.columns != c || key == "total" {
			continue
		}
		if amount := r.project.Amount(key).Value(); amount > 0 {
			all++
			if r.isBeyond(amount) {
				beyond++
			}
		}
	}
	return 2*beyond > all
}

// amountsOf is a column of amounts.
type amountsOf struct {
	table *columns
	key   string
}

// amounts are the amounts above 0 in every column, from the smallest.
func (j *judge) amounts() map[amountsOf][]plan.Money {
	amounts := map[amountsOf][]plan.Money{}
	for i := range j.sub.Rows {
		p := &j.sub.Rows[i].Project
		table := j.columnsAt(p.Source)
		for _, key := range plan.MoneyKeys {
			if m := p.Amount(key).Value(); m > 0 {
				at := amountsOf{table, key}
				amounts[at] = append(amounts[at], m)
			}
		}
	}
	for _, all := range amounts {
		slices.Sort(all)
	}
	return amounts
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
	j.add(&f)
}
