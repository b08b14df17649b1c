package intake

import (
	"regexp"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// percentForm is a number with what people write around it: 约60%, 60%左右,
// 45%(滞后).
var percentForm = regexp.MustCompile(`^(?:约|大约|近|已|完成|累计|达|达到|总体|工程|形象|进度|为|:)*(-?[0-9]+(?:\.[0-9]*)?|-?\.[0-9]+)(%|个百分点)?(?:左右|上下)?(?:\([^()]*\))?[.;,]*$`)

// percentReading is what a progress cell was read as.
type percentReading struct {
	Percent plan.Percent
	Note    bool
}

// readPercent reads a share in percentage points. The range is not checked
// here. fractions tells that the column's plain numbers are fractions of one,
// so that a plain 1 is all of it.
func readPercent(c sheet.Cell, raw string, fractions bool) (percentReading, bool) {
	if c.Kind == sheet.Number {
		return numberPercent(c, fractions)
	}
	m := percentForm.FindStringSubmatch(narrow(raw))
	if m == nil {
		return percentReading{}, false
	}
	v, err := plan.ParsePercent(m[1])
	if err != nil {
		return percentReading{}, false
	}
	if m[2] == "" && isFraction(v, fractions) {
		return percentReading{v * 100, true}, true
	}
	return percentReading{v, raw != m[1] && raw != m[1]+"%"}, true
}

func numberPercent(c sheet.Cell, fractions bool) (percentReading, bool) {
	if styleOf(c.Format).date {
		return percentReading{}, false
	}
	if styleOf(c.Format).percent {
		v, err := plan.ParseDecimal(c.Text, plan.Full100)
		return percentReading{Percent: plan.Percent(v)}, err == nil && v < plan.Money(plan.Full*100) && v > -plan.Money(plan.Full*100)
	}
	v, err := plan.ParsePercent(c.Text)
	if err != nil {
		return percentReading{}, false
	}
	if exact, _ := plan.ParseDecimal(c.Text, plan.Full100); isFraction(v, fractions) {
		return percentReading{plan.Percent(exact), true}, true
	}
	return percentReading{Percent: v}, true
}

// isFraction reports a plain number that must be a fraction: 0.45, and 1 where
// its column holds others.
func isFraction(v plan.Percent, fractions bool) bool {
	return v > 0 && v < plan.Point || v == plan.Point && fractions
}
