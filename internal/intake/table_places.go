package intake

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// place is where a finding points: a cell, a row, a sheet, or the file when
// it is zero.
type place struct {
	sheet    string
	row, col int
	key      string // form column
	title    string // the sheet's own name of a column that is not the form's
}

// place is a column's header cell, for a column that is not the form's.
func (t *Table) place(col int) place {
	return place{sheet: t.sheet.Name, row: t.headerRow(col), col: col, title: t.title(col)}
}

// title is a column's own header; one over a further column of a merged header
// says so.
func (t *Table) title(col int) string {
	for _, c := range t.extra {
		if c.col == col {
			return c.title
		}
	}
	levels := t.texts[col].levels
	return levels[len(levels)-1]
}

// wholeTitle is a column's own header, behind its parent's.
func (t *Table) wholeTitle(col int) string {
	if levels := t.texts[col].levels; len(levels) > 1 && !t.texts[col].lent {
		return strings.Join(levels[len(levels)-2:], "-")
	}
	return t.title(col)
}

// headerRow is where people see a column's header.
func (t *Table) headerRow(col int) int {
	for _, c := range t.extra {
		if c.col == col {
			return c.row
		}
	}
	return t.texts[col].row
}

// refs are the header cells of some columns, named are these with what they say.
func (t *Table) refs(cols []int) []string {
	var refs []string
	for _, col := range cols {
		refs = append(refs, sheet.Ref(t.headerRow(col), col))
	}
	return refs
}

func (t *Table) named(cols []int) string {
	var names []string
	for i, ref := range t.refs(cols) {
		names = append(names, ref+"“"+t.title(cols[i])+"”")
	}
	return strings.Join(names, "、")
}

// headed is the header cell of one column, as the place of a finding about
// another.
func (t *Table) headed(where, key string) place {
	c := t.columns[where]
	return place{sheet: t.sheet.Name, row: c.row, col: c.col, key: key}
}

// shown is where a cell of the sheet is seen: of a merged one, only the first
// is.
func (t *Table) shown(row, col int) place {
	for _, m := range t.sheet.Merges {
		if m.Top <= row && row <= m.Bottom && m.Left <= col && col <= m.Right {
			row, col = m.Top, m.Left
			break
		}
	}
	return place{sheet: t.sheet.Name, row: row, col: col}
}

// hasTargets reports a sheet with a column for any year's target.
func (t *Table) hasTargets(p *plan.Plan) bool {
	for _, y := range p.Years() {
		if _, ok := t.columns[plan.YearKey(y)]; ok {
			return true
		}
	}
	return false
}

// hasData reports a column with anything below the header.
func (t *Table) hasData(col int) bool {
	return slices.ContainsFunc(t.body(), func(row sheet.Row) bool {
		c, ok := row.At(col)
		return ok && saysSomething(c)
	})
}
