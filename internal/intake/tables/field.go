package tables

import (
	"maps"
	"slices"

	"jingpin/internal/intake/values"
	"jingpin/internal/sheet"
)

// Field is what stands under one column in one row.
type Field struct {
	Cell   sheet.Cell
	Raw    string // as typed, trimmed and without invisible characters
	Exact  string // as typed
	Filled valueOrigin
	Row    int // the row the value was typed in
}

// Stripped reports a cell that had invisible characters inside.
func (f Field) Stripped() bool {
	if len(f.Exact) == len(f.Raw) {
		return false
	}
	_, stripped := values.Clean(f.Exact)
	return stripped
}

// Shown is the value as a record of its reading shows it: without outer spaces,
// but with the invisible characters that were inside.
func (f Field) Shown() string {
	if f.Stripped() {
		return f.Exact
	}
	return f.Raw
}

// valueOrigin says where a field's value comes from.
type valueOrigin uint8

const (
	Own   valueOrigin = iota
	Merge             // a merged cell that began further up
	Above             // a typed-once column
)

// InOrder are the table's columns from the left.
func (t *PlanTable) InOrder() []FormColumn {
	if len(t.order) != len(t.Columns) {
		t.order = slices.SortedFunc(maps.Values(t.Columns), func(a, b FormColumn) int { return a.Col - b.Col })
	}
	return t.order
}

// FieldAt is what stands under a column in a row.
func (t *PlanTable) FieldAt(key string, row *sheet.Row) Field {
	col := t.Columns[key].Col
	cell, _ := row.At(col)
	return t.FieldOf(col, row.Number, cell)
}

// FieldOf is what a cell says, or the merged cell that reaches down into it.
// Some programs leave texts under a merged cell: the same are the merged cell's,
// others are read (and told, Covered).
func (t *PlanTable) FieldOf(col, row int, cell sheet.Cell) Field {
	f := Field{Cell: cell, Row: row, Exact: values.Shown(cell, t.finder.date1904)}
	f.Raw = t.clean(col, f.Exact)
	if len(t.merges) == 0 || cell.Kind == sheet.Missing {
		return f
	}
	m, ok := t.MergeAt(row, col)
	if !ok || m.Top == row || m.Top <= t.Bottom {
		return f
	}
	if cell, ok = t.Sheet.At(m.Top, m.Left); !ok {
		return f
	}
	over := Field{Cell: cell, Row: m.Top, Filled: Merge, Exact: values.Shown(cell, t.finder.date1904)}
	if over.Raw = t.clean(col, over.Exact); f.Raw != "" && f.Raw != over.Raw {
		return f
	}
	return over
}

// Covered are the cells of the table's columns that lie under a merged cell and
// say something else than it, by rows.
func (t *PlanTable) Covered() []string {
	var refs []string
	for _, c := range t.InOrder() {
		for _, m := range t.merges[c.Col] {
			for _, row := range t.span(max(m.Top, t.Bottom)+1, m.Bottom) {
				if f := t.FieldAt(c.Key, &row); f.Filled == Own && f.Raw != "" {
					refs = append(refs, f.Cell.Ref())
				}
			}
		}
	}
	return refs
}

// clean is what a cell of a column says, without the count before a name.
func (t *PlanTable) clean(col int, exact string) string {
	raw, _ := values.Clean(exact)
	if t.Counted && col == t.NameCol {
		return withoutNumber(raw)
	}
	return raw
}
