package check

import (
	"slices"
	"strings"

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
			j.fault(r, "M01", filing.Fact{Value: j.typedAs(r, "total"), Expected: "数字（万元），不花钱的填0，还没定的填“待定”"})
		}
	}},
	{"M02", func(j *judge, r *record) {
		for _, key := range moneyKeys {
			if !r.isBad(key) && r.project.Amount(key).Value() < 0 {
				j.faultAt(r, key, "M02", filing.Fact{Value: j.typedAs(r, key), Expected: "0或更大的数"})
			}
		}
	}},
	{ruleUnit, checkMagnitude},
	{"M03", checkSources},
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

// ruleUnit tells an amount that is probably in another unit.
const ruleUnit = "M04"

// An amount of 元 taken for 万元 is large and round. One of ten times what a
// project may cost is none of this plan.
const (
	largeTotal = 10_000 * plan.Wan
	roundTotal = 1000 * plan.Wan
	impossible = 10
)

// checkMagnitude is M04: a total that is probably in the wrong unit, or that no
// project can have. The comparison with last quarter is history's.
func checkMagnitude(j *judge, r *record) {
	total, limit := r.project.Total.Value(), j.plan.Info.TotalLimit
	f := filing.Fact{Value: j.typedAs(r, "total"), Suggest: inWan(total), Expected: "以万元为单位的数"}
	switch {
	case r.columns.inYuan:
	case total >= impossible*limit:
		f.Severity, f.Mend = plan.Error, f.Suggest
		j.fault(r, ruleUnit, f)
	case confirms(r.project):
	case total > limit || total >= largeTotal && total%roundTotal == 0:
		j.remark(r, ruleUnit, f)
	}
}

// inWan is an amount that was typed in 元, in 万元.
func inWan(m plan.Money) string { return (m / (plan.Wan / plan.Yuan)).Short() }

// fewestAmounts is how many amounts tell the unit of their column.
const fewestAmounts = 3

// checkUnits tells of a sheet whose amounts are as a rule larger than a project
// may cost: they are probably in 元 (M04, at the header). None of its rows
// counts until that is settled.
func (j *judge) checkUnits() {
	amounts := j.amounts()
	for i := range j.sheets {
		c := &j.sheets[i]
		var keys []string
		for _, key := range moneyKeys {
			if all := amounts[amountsOf{c, key}]; len(all) >= fewestAmounts && all[len(all)/2] > j.plan.Info.TotalLimit {
				keys = append(keys, key)
			}
		}
		if len(keys) > 0 && !c.Broken {
			c.inYuan = true
			j.tellUnit(c, keys, amounts[amountsOf{c, keys[0]}][0])
		}
	}
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
		for _, key := range moneyKeys {
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

// inYuan is a header of amounts in 元.
func inYuan(header string) string {
	if strings.Contains(header, "万元") {
		return strings.ReplaceAll(header, "万元", "元")
	}
	return header + "(元)"
}

// tellUnit is M04 at the header of the first of the columns.
func (j *judge) tellUnit(c *columns, keys []string, smallest plan.Money) {
	head := c.Heads[keys[0]]
	f := filing.Fact{
		Rule: ruleUnit, Severity: plan.Error, Sheet: c.Name, Row: head.Row, Col: head.Col, Cell: head.Cell, Key: keys[0],
		Value: head.Text, Expected: "以万元为单位的数", Mend: inYuan(head.Text),
	}
	for _, key := range keys[1:] {
		f.Also = append(f.Also, c.Heads[key].Cell)
		f.Other += "、“" + c.Heads[key].Text + "”"
	}
	f.Other += "的数（最小的是" + smallest.Short() + "，按元算是" + inWan(smallest) + "万元）普遍"
	j.add(&f)
}
