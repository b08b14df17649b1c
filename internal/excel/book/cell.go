package book

import (
	"strings"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// Cell is one cell to write. The zero cell stores nothing and has no look.
type Cell struct {
	Value   any    // nil, string, int or float64; of a formula, its result
	Formula string // without the =; only ever built from our own coordinates
	Look    Look
	To      CellRef // where a click leads, for cells that hold no formula of ours to lead there
}

// isZero reports a cell that is not written at all.
func (c *Cell) isZero() bool { return c.Value == nil && c.Formula == "" && c.Look == (Look{}) }

// Text is a cell of text, which may come from anywhere.
func Text(s string, l Look) Cell {
	if s = form.CellText(s); s == "" {
		return Cell{Look: l}
	}
	if strings.ContainsRune("=+-@\t", rune(s[0])) {
		l.Format = FormatText // typing in it again must not make it a formula
	}
	return Cell{Value: s, Look: l}
}

// Words is a cell of text in the look most columns of text have.
func Words(s string) Cell { return Text(s, LookCell) }

// Centered is a short word in the middle of its column.
func Centered(s string) Cell { return Text(s, LookCenter) }

// Count is a number of things.
func Count(n int) Cell { return Cell{Value: n, Look: lookCount} }

// CountOrBlank is a count whose zero is better left out.
func CountOrBlank(n int) Cell {
	if n == 0 {
		return Cell{Look: lookCount}
	}
	return Count(n)
}

// Money is an amount in 万元.
func Money(m plan.Money) Cell { return Cell{Value: m.Float(), Look: lookMoney} }

// Amount is what a money column says: nothing, an amount, or 待定.
func Amount(a plan.Amount) Cell {
	switch a.Kind {
	case plan.Known:
		return Money(a.Money)
	case plan.Pending:
		return Text(a.String(), lookMoney)
	}
	return Cell{Look: lookMoney}
}

// pointsCell is a share in percentage points.
func pointsCell(p plan.Percent) Cell { return Cell{Value: p.Float(), Look: lookPoints} }

// Tenths is a share worked out by the program, which has at least one
// decimal.
func Tenths(p plan.Percent) Cell { return Cell{Value: p.Float(), Look: LookTenths} }

// PointsOrBlank is a share that may not be known.
func PointsOrBlank(p *plan.Percent) Cell {
	if p == nil {
		return Cell{Look: lookPoints}
	}
	return pointsCell(*p)
}

// epoch is the serial number of 1970-01-01 in a workbook.
const epoch = 25569

// Date is a day, as a number that sorts and filters.
func Date(d plan.Date) Cell {
	if d == 0 {
		return Cell{Look: lookDate}
	}
	return Cell{Value: int(d) + epoch, Look: lookDate}
}

// Live is a formula with its result.
func Live(formula string, result Cell) Cell {
	result.Formula = formula
	return result
}

// Link is a label of ours that leads to a place in the workbook.
func Link(label string, to CellRef, l Look) Cell {
	l.Ink, l.Under = InkLink, true
	return Cell{Value: label, Formula: `HYPERLINK("#` + to.Ref() + `","` + label + `")`, Look: l}
}

// As is the cell in another look.
func (c Cell) As(l Look) Cell {
	if c.Look.Format == FormatText {
		l.Format = FormatText
	}
	c.Look = l
	return c
}

// Restyle changes the cell's look by one of look's own methods.
func (c Cell) Restyle(change func(Look) Look) Cell {
	c.Look = change(c.Look)
	return c
}

// Quoted is a text within a formula. Only texts of ours and of the plan get
// there.
func Quoted(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }

// CellRef is a cell of the workbook, built from our own coordinates.
type CellRef struct {
	Sheet    string
	Col, Row int
}

// Ref is the place as links and formulas name it.
func (p CellRef) Ref() string { return QuoteSheet(p.Sheet) + "!" + At(p.Row, p.Col) }

// IsZero reports no place at all.
func (p CellRef) IsZero() bool { return p.Sheet == "" }

func QuoteSheet(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// Fixed is the absolute range of a column's rows.
func Fixed(col, first, last int) string {
	return "$" + Letters(col) + "$" + plan.Count(first) + ":$" + Letters(col) + "$" + plan.Count(last)
}

// Escaped is a formula as it stands in XML: the library writes a validation's
// formula as it is given.
func Escaped(formula string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(formula)
}
