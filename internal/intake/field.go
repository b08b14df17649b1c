package intake

import (
	"maps"
	"slices"

	"jingpin/internal/intake/values"
	"jingpin/internal/sheet"
)

// field is what stands under one column in one row.
type field struct {
	cell   sheet.Cell
	raw    string // as typed, trimmed and without invisible characters
	exact  string // as typed
	filled origin
	row    int // the row the value was typed in
}

// stripped reports a cell that had invisible characters inside.
func (f field) stripped() bool {
	if len(f.exact) == len(f.raw) {
		return false
	}
	_, stripped := values.Clean(f.exact)
	return stripped
}

// shown is the value as a record of its reading shows it: without outer spaces,
// but with the invisible characters that were inside.
func (f field) shown() string {
	if f.stripped() {
		return f.exact
	}
	return f.raw
}

// origin says where a field's value comes from.
type origin uint8

const (
	own   origin = iota
	merge        // a merged cell that began further up
	above        // a typed-once column
)

// inOrder are the table's columns from the left.
func (t *Table) inOrder() []column {
	if len(t.order) != len(t.columns) {
		t.order = slices.SortedFunc(maps.Values(t.columns), func(a, b column) int { return a.col - b.col })
	}
	return t.order
}

// fieldAt is what stands under a column in a row.
func (t *Table) fieldAt(key string, row *sheet.Row) field {
	col := t.columns[key].col
	cell, _ := row.At(col)
	return t.fieldOf(col, row.Number, cell)
}

// fieldOf is what a cell says, or the merged cell that reaches down into a
// blank one.
func (t *Table) fieldOf(col, row int, cell sheet.Cell) field {
	f := field{cell: cell, row: row, exact: values.Shown(cell, t.finder.date1904)}
	f.raw, _ = values.Clean(f.exact)
	if f.raw != "" || cell.Kind == sheet.Missing {
		return f
	}
	m, ok := t.mergeAt(row, col)
	if !ok || m.Top == row || m.Top <= t.bottom {
		return f
	}
	if cell, ok = t.sheet.At(m.Top, m.Left); !ok {
		return f
	}
	f = field{cell: cell, row: m.Top, filled: merge, exact: values.Shown(cell, t.finder.date1904)}
	f.raw, _ = values.Clean(f.exact)
	return f
}
