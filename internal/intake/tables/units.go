package tables

import (
	"cmp"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
)

// MoneyUnit is the unit of a column's plain numbers in a row.
func (t *PlanTable) MoneyUnit(key string, row int) plan.Money {
	column, other := t.Columns[key].unit, t.unit
	for _, u := range t.turns {
		if row > u.row {
			column, other = cmp.Or(u.columns[key], u.unit, column), cmp.Or(u.unit, other)
		}
	}
	return cmp.Or(column, other)
}

// Money is what a column's amounts in a row are.
func (t *PlanTable) Money(key string, row int) values.MoneyColumn {
	return values.MoneyColumn{Unit: t.MoneyUnit(key, row), Spent: key == "paid"}
}

// unitTurn is a repeated header from which on amounts are in another unit.
type unitTurn struct {
	row     int
	unit    plan.Money            // that the line above it states, 0 for none
	columns map[string]plan.Money // that it states itself, by column
}

// turnAt notes the units that a repeated header and the lines above it state.
func (t *PlanTable) turnAt(p *plan.Plan, again *PlanTable, from int) {
	u := unitTurn{row: again.Bottom, columns: map[string]plan.Money{}}
	for _, row := range t.span(from, again.Top-1) {
		if unit, ok := unitOfLine(RowTexts(row)); ok {
			u.unit, t.again[row.Number] = unit, true
		}
	}
	for key, c := range again.Columns {
		if column, _ := p.Column(key); column.Type == plan.TypeMoney {
			u.columns[key], _ = unitOf(again.head(c.Col).levels)
		}
	}
	t.turns = append(t.turns, u)
}
