package excel

import (
	"strings"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// cell is one cell to write. The zero cell stores nothing and has no look.
type cell struct {
	value   any    // nil, string, int or float64; of a formula, its result
	formula string // without the =; only ever built from our own coordinates
	look    look
	to      place // where a click leads, for cells that hold no formula of ours to lead there
}

// isZero reports a cell that is not written at all.
func (c *cell) isZero() bool { return c.value == nil && c.formula == "" && c.look == (look{}) }

// textCell is a cell of text, which may come from anywhere.
func textCell(s string, l look) cell {
	if s = form.CellText(s); s == "" {
		return cell{look: l}
	}
	if strings.ContainsRune("=+-@\t", rune(s[0])) {
		l.format = formatText // typing in it again must not make it a formula
	}
	return cell{value: s, look: l}
}

// words is a cell of text in the look most columns of text have.
func words(s string) cell { return textCell(s, lookCell) }

// centered is a short word in the middle of its column.
func centered(s string) cell { return textCell(s, lookCenter) }

// countCell is a number of things.
func countCell(n int) cell { return cell{value: n, look: lookCount} }

// countOrBlank is a count whose zero is better left out.
func countOrBlank(n int) cell {
	if n == 0 {
		return cell{look: lookCount}
	}
	return countCell(n)
}

// moneyCell is an amount in 万元.
func moneyCell(m plan.Money) cell { return cell{value: m.Float(), look: lookMoney} }

// amountCell is what a money column says: nothing, an amount, or 待定.
func amountCell(a plan.Amount) cell {
	switch a.Kind {
	case plan.Known:
		return moneyCell(a.Money)
	case plan.Pending:
		return textCell(a.String(), lookMoney)
	}
	return cell{look: lookMoney}
}

// pointsCell is a share in percentage points.
func pointsCell(p plan.Percent) cell { return cell{value: p.Float(), look: lookPoints} }

// tenthsCell is a share worked out by the program, which has at least one
// decimal.
func tenthsCell(p plan.Percent) cell { return cell{value: p.Float(), look: lookTenths} }

// pointsOrBlank is a share that may not be known.
func pointsOrBlank(p *plan.Percent) cell {
	if p == nil {
		return cell{look: lookPoints}
	}
	return pointsCell(*p)
}

// epoch is the serial number of 1970-01-01 in a workbook.
const epoch = 25569

// dateCell is a day, as a number that sorts and filters.
func dateCell(d plan.Date) cell {
	if d == 0 {
		return cell{look: lookDate}
	}
	return cell{value: int(d) + epoch, look: lookDate}
}

// live is a formula with its result.
func live(formula string, result cell) cell {
	result.formula = formula
	return result
}

// link is a label of ours that leads to a place in the workbook.
func link(label string, to place, l look) cell {
	l.ink, l.under = inkLink, true
	return cell{value: label, formula: `HYPERLINK("#` + to.ref() + `","` + label + `")`, look: l}
}

// as is the cell in another look.
func (c cell) as(l look) cell {
	if c.look.format == formatText {
		l.format = formatText
	}
	c.look = l
	return c
}

// restyle changes the cell's look by one of look's own methods.
func (c cell) restyle(change func(look) look) cell {
	c.look = change(c.look)
	return c
}

// quoted is a text within a formula. Only texts of ours and of the plan get
// there.
func quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// place is a cell of the workbook, built from our own coordinates.
type place struct {
	sheet    string
	col, row int
}

// ref is the place as links and formulas name it.
func (p place) ref() string { return quoteSheet(p.sheet) + "!" + at(p.row, p.col) }

// isZero reports no place at all.
func (p place) isZero() bool { return p.sheet == "" }

func quoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// fixed is the absolute range of a column's rows.
func fixed(col, first, last int) string {
	return "$" + letters(col) + "$" + plan.Count(first) + ":$" + letters(col) + "$" + plan.Count(last)
}

// escaped is a formula as it stands in XML: the library writes a validation's
// formula as it is given.
func escaped(formula string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(formula)
}
