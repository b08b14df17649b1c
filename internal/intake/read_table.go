package intake

import (
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
)

// table is a plan table while its rows are read.
type table struct {
	*Table
	quarter plan.Quarter // it is for, zero if nothing tells
	stated  place        // where that stands
	spoilt  bool         // it lacks a column, or has one twice
	rows    []*record
	// What these columns show of their plain numbers.
	progress, rate, nextTarget values.Shares
}

// sortLines sorts out a table's lines, and tells of those that are struck
// through (C08).
func (r *reading) sortLines(t *table) {
	t.sortLines()
	if t.foot != nil {
		r.sub.Foot = *t.foot
	}
	for _, s := range t.struck {
		at := place{sheet: t.sheet.Name, row: s.row, col: t.nameCol, key: plan.KeyName}
		r.complain("C08", at, saying{value: s.name, expected: "这一行没有计入"})
	}
}
