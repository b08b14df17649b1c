package intake

import (
	"iter"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// listTotals tells of the table's 合计 and 小计 rows which rows they may cover,
// above or below, and their figures. first is the index of the table's first
// row among the file's.
func (r *reading) listTotals(t *table, first int) {
	above, below := t.bounds(slices.All(t.lines)), t.bounds(slices.Backward(t.lines))
	for i, l := range t.lines {
		if l.kind != totalRow {
			continue
		}
		total := filing.Total{Sheet: t.sheet.Name, Row: l.row.Number, Label: l.label, Runs: t.covered(i, above[i], below[i])}
		for k := range total.Runs {
			total.Runs[k].From += first
			total.Runs[k].To += first
		}
		for _, key := range moneyKeys {
			if a, ok := r.totalAmount(t, l, key); ok {
				total.Amounts = append(total.Amounts, a)
			}
		}
		if len(total.Runs) > 0 {
			r.facts.Totals = append(r.facts.Totals, total)
		}
	}
}

// totalAmount is one figure of a total row; ok is false where there is none.
func (r *reading) totalAmount(t *table, l line, key string) (a filing.TotalAmount, ok bool) {
	c, has := t.columns[key]
	cell, stored := l.row.At(c.col)
	if !has || !stored || !saysSomething(cell) {
		return a, false
	}
	raw, _ := values.Clean(values.Shown(cell, r.wb.Date1904))
	m, refusal := values.ReadMoney(r.plan, cell, raw, t.money(key, l.row.Number), r.wb.Date1904)
	return filing.TotalAmount{Key: key, Cell: sheet.Ref(l.row.Number, c.col), Col: c.col, Money: m.Amount.Money}, refusal == nil && m.Amount.Kind == plan.Known
}

// covered are the runs of rows that the total in the i-th line may stand for,
// the likeliest first: those back to the last total, to the last heading, to
// the last heading of a track or to the beginning; and the same below.
func (t *table) covered(i int, boundsAbove, boundsBelow []int) []filing.Run {
	here := t.rowsBefore(t.lines[i].row.Number)
	above, below := filing.Run{To: here}, filing.Run{From: here, To: len(t.rows)}
	var blocks []filing.Run
	for _, k := range boundsAbove {
		blocks = append(blocks, filing.Run{From: t.rowsBefore(t.lines[k].row.Number), To: here})
	}
	for _, k := range boundsBelow {
		blocks = append(blocks, filing.Run{From: here, To: t.rowsBefore(t.lines[k].row.Number)})
	}
	runs := append([]filing.Run{above, below}, blocks...)
	if t.lines[i].label == "小计" {
		runs = append(blocks, above, below)
	}
	runs = append(runs, filing.Run{To: len(t.rows)})
	return slices.DeleteFunc(runs, func(r filing.Run) bool { return r.From >= r.To })
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
