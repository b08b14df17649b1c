package intake

import (
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// moneyUnits are the units amounts are written in, longest first.
var moneyUnits = []struct {
	word string
	unit plan.Money
}{
	{"亿元", plan.Yi}, {"万元", plan.Wan}, {"千元", plan.Qian}, {"亿", plan.Yi}, {"万", plan.Wan}, {"元", plan.Yuan},
}

// unitPlace is where a header or a line above the table states a unit: in
// brackets, or behind 单位 and its like. In 万元以上 and the like it is found
// only by chance.
var unitPlace = regexp.MustCompile(
	`[(\[【〔](?:[^()\[\]【】〔〕]{0,12}单位:?)?(?:人民币)?(亿元|万元|千元|亿|万|元)(?:人民币|/年)?[)\]】〕]` +
		`|(?:单位|金额|币种):?(?:均|都)?[为是]?(?:人民币)?(亿元|万元|千元|亿|万|元)`)

// unitIn finds the unit that a text states.
func unitIn(s string) (plan.Money, bool) {
	if !strings.ContainsAny(s, "元万亿") {
		return 0, false
	}
	m := unitPlace.FindStringSubmatch(narrow(s))
	if m == nil {
		return 0, false
	}
	return unitNamed(m[1] + m[2])
}

// unitLabel is the label of a unit that stands in the cell behind it.
var unitLabel = regexp.MustCompile(`(?:单位|金额|币种):?$`)

// unitOfLine is the unit that a row above the table states.
func unitOfLine(texts []string) (plan.Money, bool) {
	for i, text := range texts {
		if u, ok := unitIn(text); ok {
			return u, true
		}
		if i+1 < len(texts) && unitLabel.MatchString(narrow(text)) {
			if u, ok := unitNamed(strings.TrimPrefix(narrow(texts[i+1]), "人民币")); ok {
				return u, true
			}
		}
	}
	return 0, false
}

// bareUnit is a unit at the end of an amount's header: 总投资元, 总投资/万元.
// 单元 is none.
var bareUnit = regexp.MustCompile(`(?:^|[^单多公美欧日])(亿元|万元|千元|元)[:.,]*$`)

// unitOf is the money unit the header of an amount states; the child's goes
// before the parent's.
func unitOf(levels []string) (plan.Money, bool) {
	for _, level := range slices.Backward(levels) {
		if u, ok := unitIn(level); ok {
			return u, true
		}
		if m := bareUnit.FindStringSubmatch(narrow(level)); m != nil {
			return unitNamed(m[1])
		}
	}
	return 0, false
}

func unitNamed(word string) (plan.Money, bool) {
	for _, u := range moneyUnits {
		if u.word == word {
			return u.unit, true
		}
	}
	return 0, false
}

// shownUnit is the unit a number format prints behind the number, such as
// 0.00"万元"; 0 for none, and for a format that divides what it shows.
func shownUnit(format string) plan.Money {
	if !strings.ContainsAny(format, "元万亿") {
		return 0
	}
	digits := strings.LastIndexAny(format, "0#?")
	if digits < 0 || strings.HasPrefix(format[digits+1:], ",") {
		return 0
	}
	for _, u := range moneyUnits {
		if strings.Contains(format[digits+1:], u.word) {
			return u.unit
		}
	}
	return 0
}

// moneyReading is what a money cell was read as.
type moneyReading struct {
	Amount plan.Amount
	Note   bool // read otherwise than typed
}

// amountForm is a number with what people write around it.
var amountForm = regexp.MustCompile(`^(?:人民币|RMB|CNY|共计|共|约|大约|预计|计划|暂定|¥|\$)*(-?[0-9]+(?:,[0-9]{3})*(?:\.[0-9]*)?|-?\.[0-9]+)(亿元|万元|千元|亿|万|元)?(?:整|左右|上下)?(?:\([^()]*\))?$`)

// readMoney reads an amount. unit is that of the column or table, for cells
// that name none; a cell that does name one says its own.
func readMoney(x *lexicon, c sheet.Cell, raw string, unit plan.Money) (moneyReading, bool) {
	if c.Kind == sheet.Number {
		return numberMoney(c, unit)
	}
	s := narrow(raw)
	if x.blank(s) {
		return moneyReading{Note: true}, true
	}
	digits, named := s, unit
	if strings.Trim(s, "0123456789.") != "" {
		m := amountForm.FindStringSubmatch(s)
		if m == nil {
			_, pending := x.word("待定金额", s)
			return moneyReading{plan.Amount{Kind: plan.Pending}, raw != plan.PendingWord}, pending
		}
		if digits = m[1]; m[2] != "" {
			named, _ = unitNamed(m[2])
		}
	}
	plainText := raw == digits // thousands separators are not worth a record
	v, err := plan.ParseDecimal(strings.ReplaceAll(digits, ",", ""), named)
	return moneyReading{plan.Exactly(v), !plainText || named != plan.Wan && v != 0}, err == nil
}

// numberMoney reads a stored number. One that is shown as a date or as a
// percentage is no amount.
func numberMoney(c sheet.Cell, unit plan.Money) (moneyReading, bool) {
	style := styleOf(c.Format)
	if style.date || style.percent {
		return moneyReading{}, false
	}
	if style.unit != 0 {
		unit = style.unit
	}
	m, err := plan.ParseDecimal(c.Text, unit)
	return moneyReading{plan.Exactly(m), unit != plan.Wan && m != 0}, err == nil
}
