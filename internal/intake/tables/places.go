package tables

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// Place is where a finding points: a cell, a row, a sheet, or the file when
// it is zero.
type Place struct {
	Sheet    string
	Row, Col int
	Key      string // form column
	Title    string // the sheet's own name of a column that is not the form's
}

// Place is a column's header cell, for a column that is not the form's.
func (t *PlanTable) Place(col int) Place {
	return Place{Sheet: t.Sheet.Name, Row: t.headerRow(col), Col: col, Title: t.Title(col)}
}

// Title is a column's own header; one over a further column of a merged header
// says so.
func (t *PlanTable) Title(col int) string {
	for _, c := range t.Extra {
		if c.Col == col {
			return c.Title
		}
	}
	levels := t.head(col).levels
	return levels[len(levels)-1]
}

// FullTitle is a column's own header, behind its parent's.
func (t *PlanTable) FullTitle(col int) string {
	if levels := t.head(col).levels; len(levels) > 1 && !t.head(col).lent {
		return strings.Join(levels[len(levels)-2:], "-")
	}
	return t.Title(col)
}

// headerRow is where people see a column's header.
func (t *PlanTable) headerRow(col int) int {
	for _, c := range t.Extra {
		if c.Col == col {
			return c.Row
		}
	}
	return t.head(col).row
}

// Refs are the header cells of some columns, named are these with what they say.
func (t *PlanTable) Refs(cols []int) []string {
	var refs []string
	for _, col := range cols {
		refs = append(refs, sheet.Ref(t.headerRow(col), col))
	}
	return refs
}

func (t *PlanTable) Named(cols []int) string {
	var names []string
	for i, ref := range t.Refs(cols) {
		names = append(names, ref+"“"+t.Title(cols[i])+"”")
	}
	return strings.Join(names, "、")
}

// Headed is the header cell of one column, as the place of a finding about
// another.
func (t *PlanTable) Headed(where, key string) Place {
	c := t.Columns[where]
	return Place{Sheet: t.Sheet.Name, Row: c.Row, Col: c.Col, Key: key}
}

// Shown is where a cell of the sheet is seen: of a merged one, only the first
// is.
func (t *PlanTable) Shown(row, col int) Place {
	for _, m := range t.Sheet.Merges {
		if m.Top <= row && row <= m.Bottom && m.Left <= col && col <= m.Right {
			row, col = m.Top, m.Left
			break
		}
	}
	return Place{Sheet: t.Sheet.Name, Row: row, Col: col}
}

// HasTargets reports a sheet with a column for any year's target.
func (t *PlanTable) HasTargets(p *plan.Plan) bool {
	for _, y := range p.Years() {
		if _, ok := t.Columns[plan.YearKey(y)]; ok {
			return true
		}
	}
	return false
}

// HasData reports a column with anything below the header.
func (t *PlanTable) HasData(col int) bool {
	return slices.ContainsFunc(t.body(), func(row sheet.Row) bool {
		c, ok := row.At(col)
		return ok && SaysSomething(c)
	})
}
