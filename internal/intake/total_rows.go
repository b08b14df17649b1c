package intake

import (
	"iter"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// listTotals tells of the table's 合计 and 小计 rows which rows they may cover,
// above or below, and their figures. first is the index of the table's first
// row among the file's.
func (r *reading) listTotals(t *table, first int) {
	above, below := t.bounds(slices.All(t.Lines)), t.bounds(slices.Backward(t.Lines))
	for i, l := range t.Lines {
		if l.Kind != tables.TotalRow {
			continue
		}
		total := filing.Total{Sheet: t.Sheet.Name, Row: l.Row.Number, Label: l.Label, Runs: t.covered(i, above[i], below[i])}
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
func (r *reading) totalAmount(t *table, l tables.Line, key string) (a filing.TotalAmount, ok bool) {
	c, has := t.Columns[key]
	cell, stored := l.Row.At(c.Col)
	if !has || !stored || !tables.SaysSomething(cell) {
		return a, false
	}
	raw, _ := values.Clean(values.Shown(cell, r.wb.Date1904))
	m, refusal := values.ReadMoney(r.plan, cell, raw, t.Money(key, l.Row.Number), r.wb.Date1904)
	return filing.TotalAmount{Key: key, Cell: sheet.Ref(l.Row.Number, c.Col), Col: c.Col, Money: m.Amount.Money}, refusal == nil && m.Amount.Kind == plan.Known
}

// covered are the runs of rows that the total in the i-th line may stand for,
// the likeliest first: those back to the last total, to the last heading, to
// the last heading of a track or to the beginning; and the same below.
func (t *table) covered(i int, boundsAbove, boundsBelow []int) []filing.RowRun {
	here := t.rowsBefore(t.Lines[i].Row.Number)
	above, below := filing.RowRun{To: here}, filing.RowRun{From: here, To: len(t.rows)}
	var blocks []filing.RowRun
	for _, k := range boundsAbove {
		blocks = append(blocks, filing.RowRun{From: t.rowsBefore(t.Lines[k].Row.Number), To: here})
	}
	for _, k := range boundsBelow {
		blocks = append(blocks, filing.RowRun{From: here, To: t.rowsBefore(t.Lines[k].Row.Number)})
	}
	runs := append([]filing.RowRun{above, below}, blocks...)
	if t.Lines[i].Label == "小计" {
		runs = append(blocks, above, below)
	}
	runs = append(runs, filing.RowRun{To: len(t.rows)})
	return slices.DeleteFunc(runs, func(r filing.RowRun) bool { return r.From >= r.To })
}

// rowsBefore is how many project rows stand above a physical row.
func (t *table) rowsBefore(number int) int {
	n, _ := slices.BinarySearchFunc(t.rows, number, func(a *rowRecord, n int) int { return a.number - n })
	return n
}

// bounds are, for each total, the lines of each kind of boundary passed last
// on the way to it, nearest first.
func (t *table) bounds(way iter.Seq2[int, tables.Line]) map[int][]int {
	at := map[int][]int{}
	var passed []int
	for i, l := range way {
		if l.Kind == tables.TotalRow {
			at[i] = slices.Clone(passed)
		}
		if b := boundaryOf(l); b != noBoundary {
			passed = slices.DeleteFunc(passed, func(k int) bool { return boundaryOf(t.Lines[k]) == b })
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

func boundaryOf(l tables.Line) boundary {
	switch {
	case l.Kind == tables.TotalRow && l.Label == "小计":
		return subtotal
	case l.Kind == tables.TotalRow:
		return total
	case l.Kind == tables.GroupRow && l.Labels[0].Track != "":
		return trackHeading
	case l.Kind == tables.GroupRow:
		return taskHeading
	}
	return noBoundary
}
