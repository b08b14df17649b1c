package values

import "jingpin/internal/plan"

// Shares is what a whole column of shares shows of its plain numbers: fractions
// of one are percentages only where every number of the column lies in 0…1 and
// one strictly between.
type Shares struct {
	plain     int  // plain numbers but 0
	fractions int  // of them strictly between 0 and 1
	above     bool // a number above 1, or a percentage above 1 %
}

// Add counts a cell of the column.
func (c *Shares) Add(s ShareReading) {
	switch {
	case s.Blank:
	case s.Percent > plan.Point:
		c.above = true
	case !s.Plain:
	case s.isFraction():
		c.fractions++
		c.plain++
	default:
		c.plain++
	}
}

// isFraction reports a plain number strictly between 0 and 1.
func (s ShareReading) isFraction() bool {
	return s.Plain && s.Exact > 0 && s.Exact < plan.Full
}

// Fractions reports a column whose plain numbers are fractions of one.
func (c Shares) Fractions() bool { return c.fractions > 0 && !c.above }

// Lone reports a column whose only number is a fraction: it is read as a
// percentage, and somebody should look.
func (c Shares) Lone() bool { return c.Fractions() && c.plain == 1 }

// Settle is a cell's share in its column. done tells that the row's status is
// 已完成, which makes a plain 1 all of it where nothing says otherwise. Where a
// fraction stands beside numbers above 1 there is no telling: the refusal names
// both.
func (c Shares) Settle(s ShareReading, done bool) (ShareReading, *Refusal) {
	switch {
	case !s.Plain:
	case s.isFraction() && !c.above, s.Exact == plan.Full && (c.Fractions() || done && !c.above):
		return ShareReading{Percent: s.Exact, Plain: true, Note: true}, nil
	case s.isFraction():
		return ShareReading{}, &Refusal{Reason: Ambiguous, First: s.Percent.String() + "%", Second: s.Exact.String() + "%"}
	}
	return s, nil
}
