package tables

import (
	"maps"
	"slices"
	"unicode"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// choose is the column that a header means in its table: the first match all of
// whose conditions hold. taken tells which columns other headers are. What
// every project fills in is no column that most rows leave blank.
func (f *Finder) choose(t *PlanTable, col int, all meaning, taken map[string]bool) match {
	sample, rows := t.Sample(col)
	for _, m := range all {
		c, _ := f.plan.Column(m.key)
		if m.rank == noMatch || c.Required == plan.Must && 2*len(sample) < rows {
			continue
		}
		if !slices.ContainsFunc(m.when, func(c plan.HeaderCondition) bool { return !f.holds(c, sample, taken) }) {
			return m
		}
	}
	return unmatched
}

// chooseDependent are the columns of the headers whose meaning depends on what
// else there is. Of two that would be one column for want of a plainer header,
// the one that stands first in 栏目别名 is, if the other can mean something
// else: beside 重点工作, 目标任务 is no name but the content.
func (f *Finder) chooseDependent(t *PlanTable, cols []int, meant []meaning, taken map[string]bool) map[int]match {
	chosen := map[int]match{}
	plainest := map[string]match{}
	for _, col := range cols {
		if !meant[col].depends() {
			continue
		}
		m := f.choose(t, col, meant[col], taken)
		chosen[col] = m
		if p, ok := plainest[m.key]; !ok || m.form < p.form {
			plainest[m.key] = m
		}
	}
	for _, col := range cols {
		m, ok := chosen[col]
		if !ok || !m.Has(plan.WhenNoOther) || m.form == plainest[m.key].form {
			continue
		}
		beside := maps.Clone(taken)
		beside[m.key] = true
		if other := f.choose(t, col, meant[col], beside); other.rank != noMatch && other.key != m.key {
			chosen[col] = other
		}
	}
	return chosen
}

// holds reports one condition of a header. A column without values fulfils
// every condition on them.
func (f *Finder) holds(c plan.HeaderCondition, sample []sheet.Cell, taken map[string]bool) bool {
	switch c.Kind {
	case plan.WhenOther:
		return taken[c.Column]
	case plan.WhenNoOther:
		return !taken[c.Column]
	case plan.WhenNever:
		return false
	case plan.WhenMostly:
		return mostly(sample, func(cell sheet.Cell) bool { return f.mayBe(c.Column, cell) })
	case plan.WhenNumbers:
		return mostly(sample, isFigure)
	case plan.WhenTexts:
		return mostly(sample, func(cell sheet.Cell) bool { return !isFigure(cell) })
	}
	return true
}

// mostly reports values of which at least half are as they should be.
func mostly(sample []sheet.Cell, ok func(sheet.Cell) bool) bool {
	n := 0
	for _, c := range sample {
		if ok(c) {
			n++
		}
	}
	return 2*n >= len(sample)
}

// isFigure reports a number, be it typed as text with its unit.
func isFigure(c sheet.Cell) bool {
	if c.Kind == sheet.Number {
		return true
	}
	text, _ := values.Clean(c.Text)
	text = values.Narrow(text)
	digits, others := 0, 0
	for _, r := range text {
		switch {
		case unicode.IsDigit(r) || r == '.' || r == ',' || r == '%' || r == '-':
			digits++
		default:
			others++
		}
	}
	return digits > 0 && others <= maxUnitWord
}

// maxUnitWord is how many characters may stand about a number typed as text:
// 约150万元, 45%(滞后).
const maxUnitWord = 4

// maxSample is how many rows of a table tell what its columns hold.
const maxSample = 20

// Sample are the values of a column in the first rows that look like
// projects, and how many rows these are.
func (t *PlanTable) Sample(col int) (cells []sheet.Cell, rows int) {
	if t.first == nil {
		t.first = t.firstRows()
	}
	for _, row := range t.first {
		if c, ok := row.At(col); ok && SaysSomething(c) {
			cells = append(cells, c)
		}
	}
	return cells, len(t.first)
}

// firstRows are the first rows below the header that say more than a title
// does.
func (t *PlanTable) firstRows() []sheet.Row {
	rows := make([]sheet.Row, 0, maxSample)
	for _, row := range t.span(t.Bottom+1, maxRow) {
		said := 0
		for i := 0; i < len(row.Cells) && said <= maxTitleCells; i++ {
			if row.Cells[i].Text != "" {
				said++
			}
		}
		if said <= maxTitleCells {
			continue
		}
		if rows = append(rows, row); len(rows) == maxSample {
			break
		}
	}
	return rows
}
