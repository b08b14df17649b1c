package rehearse

import (
	"fmt"

	"jingpin/internal/plan"
)

// summed are the columns a total row adds up.
var summed = []string{"total", "paid"}

// total writes a 合计 row over these projects into the given row.
func (w *writer) total(label string, rows []int, at int) {
	w.grid.put(at, w.page.columns["name"], text(label))
	w.page.totals = append(w.page.totals, place{w.grid.name, at})
	for _, key := range summed {
		if w.page.columns[key] == 0 {
			continue
		}
		var sum plan.Money
		for _, i := range rows {
			if _, overridden := w.in.rows[i].typed[key]; !overridden {
				sum += w.in.rows[i].project.Amount(key).Value()
			}
		}
		c := w.layout.spell.amount(plan.Exactly(sum))
		if w.layout.formulas {
			c.formula = w.sumFormula(key, rows)
		}
		w.grid.put(at, w.page.columns[key], c)
	}
}

func (w *writer) sumFormula(key string, rows []int) string {
	col := w.page.columns[key]
	return fmt.Sprintf("SUM(%s:%s)", ref(w.page.at[rows[0]].row, col), ref(w.page.at[rows[len(rows)-1]].row, col))
}

// subtotal writes a 小计 row over the projects of a track.
func (w *writer) subtotal(rows []int, track string) {
	var of []int
	for _, i := range rows {
		if w.in.rows[i].project.Track == track {
			of = append(of, i)
		}
	}
	w.row++
	w.total("小计", of, w.row)
}
