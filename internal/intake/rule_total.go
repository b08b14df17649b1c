package intake

import (
	"iter"
	"slices"

	"jingpin/internal/plan"
)

// sums are a column's amounts added up from the table's first row on, so that
// any run of rows is known at once.
type sums struct {
	money []plan.Money // of the rows before the i-th
	bad   []int        // how many of them cannot be read
}

func newSums(rows []*record, key string) sums {
	s := sums{make([]plan.Money, len(rows)+1), make([]int, len(rows)+1)}
	for i, rec := range rows {
		s.money[i+1] = s.money[i] + rec.project.Amount(key).Value()
		s.bad[i+1] = s.bad[i]
		if rec.bad[key] {
			s.bad[i+1]++
		}
	}
	return s
}

// run is the rows from one index up to another, in a table's rows.
type run struct{ from, to int }

// of adds up a run; ok is false when one of its cells cannot be read.
func (s sums) of(r run) (sum plan.Money, ok bool) {
	return s.money[r.to] - s.money[r.from], s.bad[r.to] == s.bad[r.from]
}

// checkTotals compares 合计 and 小计 rows with the rows they cover, above or
// below (L07).
func (r *reading) checkTotals(t *table) {
	above, below := t.bounds(slices.All(t.lines)), t.bounds(slices.Backward(t.lines))
	if len(above) == 0 {
		return
	}
	byKey := map[string]sums{}
	for _, key := range moneyKeys {
		byKey[key] = newSums(t.rows, key)
	}
	for i, l := range t.lines {
		if l.kind != totalRow {
			continue
		}
		runs := t.covered(i, above[i], below[i])
		for _, key := range moneyKeys {
			if len(runs) > 0 {
				r.checkTotal(t, l, key, byKey[key], runs)
			}
		}
	}
}

// covered are the runs of rows that the total in the i-th line may stand for,
// the likeliest first: those back to the last total, to the last heading, to
// the last heading of a track or to the beginning; and the same below.
func (t *table) covered(i int, boundsAbove, boundsBelow []int) []run {
	here := t.rowsBefore(t.lines[i].row.Number)
	above, below := run{0, here}, run{here, len(t.rows)}
	var blocks []run
	for _, k := range boundsAbove {
		blocks = append(blocks, run{t.rowsBefore(t.lines[k].row.Number), here})
	}
	for _, k := range boundsBelow {
		blocks = append(blocks, run{here, t.rowsBefore(t.lines[k].row.Number)})
	}
	runs := append([]run{above, below}, blocks...)
	if t.lines[i].label == "小计" {
		runs = append(blocks, above, below)
	}
	runs = append(runs, run{0, len(t.rows)})
	return slices.DeleteFunc(runs, func(r run) bool { return r.from >= r.to })
}

// rowsBefore is how many project rows stand above a physical row.
func (t *table) rowsBefore(number int) int {
	n, _ := slices.BinarySearchFunc(t.rows, number, func(a *record, n int) int { return a.number - n })
	return n
}

// bounds are, for each total, the lines of each kind of boundary passed last
// on the way to it, nearest first.
func (t *table) bounds(way iter.Seq2[int, line]) map[int][]int {
	at := map[int][]int{}
	var passed []int
	for i, l := range way {
		if l.kind == totalRow {
			at[i] = slices.Clone(passed)
		}
		if b := l.boundary(); b != noBoundary {
			passed = slices.DeleteFunc(passed, func(k int) bool { return t.lines[k].boundary() == b })
			passed = slices.Insert(passed, 0, i)
		}
	}
	return at
}

// boundary is what may bound the rows a total covers.
type boundary uint8

const (
	noBoundary boundary = iota
	taskHeading
	trackHeading
	subtotal
	total
)

func (l line) boundary() boundary {
	switch {
	case l.kind == totalRow && l.label == "小计":
		return subtotal
	case l.kind == totalRow:
		return total
	case l.kind == groupRow && l.labels[0].track != "":
		return trackHeading
	case l.kind == groupRow:
		return taskHeading
	}
	return noBoundary
}

// checkTotal compares one figure of a total row. It is silent when the figure
// or one of those it most likely covers cannot be read, and when it fits any
// of the runs.
func (r *reading) checkTotal(t *table, l line, key string, sums sums, runs []run) {
	c, ok := t.columns[key]
	cell, stored := l.row.At(c.col)
	if !ok || !stored || !saysSomething(cell) {
		return
	}
	raw, _ := clean(typed(cell, r.wb.Date1904))
	m, ok := readMoney(r.lexicon(), cell, raw, t.moneyUnit(key, l.row.Number))
	if !ok || m.Amount.Kind != plan.Known {
		return
	}
	for i, run := range runs {
		sum, ok := sums.of(run)
		if ok && sum == m.Amount.Money || !ok && i == 0 {
			return
		}
	}
	sum, _ := sums.of(runs[0])
	diff := max(m.Amount.Money-sum, sum-m.Amount.Money)
	r.complain("L07", place{sheet: t.sheet.Name, row: l.row.Number, col: c.col, key: key}, saying{
		value: m.Amount.Money.Short(), expected: sum.Short(), difference: diff.Short() + "万元",
		other: "第" + plan.Count(l.row.Number) + "行" + l.label,
	})
}
