package tables

import (
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
)

// unitPlace is where a header or a line above the table states a unit: in
// brackets, or behind 单位 and its like. In 万元以上 and the like it is found
// only by chance.
var unitPlace = regexp.MustCompile(
	`[(\[【〔](?:[^()\[\]【】〔〕]{0,12}单位:?)?(?:人民币)?(` + unitWords + `)(?:人民币|/年)?[)\]】〕]` +
		`|(?:单位|金额|币种):?(?:均|都)?[为是]?(?:人民币)?(` + unitWords + `)(/[元万亿])?`)

// unitWords are the units that a header or a line above the table states.
const unitWords = `[十百千]?[亿万]元?|[百千]?元`

// unitIn finds the unit that a text states.
func unitIn(s string) (plan.Money, bool) {
	if !strings.ContainsAny(s, "元万亿") {
		return 0, false
	}
	m := unitPlace.FindStringSubmatch(values.Narrow(s))
	if m == nil || m[3] != "" { // 元/万元 leaves open which
		return 0, false
	}
	return values.UnitNamed(m[1] + m[2])
}

// unitLabel is the label of a unit that stands in the cell behind it.
var unitLabel = regexp.MustCompile(`(?:单位|金额|币种):?$`)

// unitOfLine is the unit that a row above the table states.
func unitOfLine(texts []string) (plan.Money, bool) {
	for i, text := range texts {
		if u, ok := unitIn(text); ok {
			return u, true
		}
		if i+1 < len(texts) && unitLabel.MatchString(values.Narrow(text)) {
			if u, ok := values.UnitNamed(strings.TrimPrefix(values.Narrow(texts[i+1]), "人民币")); ok {
				return u, true
			}
		}
	}
	return 0, false
}

// bareUnit is a unit at the end of an amount's header: 总投资元, 总投资/万元.
// 单元 is none.
var bareUnit = regexp.MustCompile(`(?:^|[^单多公美欧日])([十百千]?[亿万]元|[百千]?元)[:.,]*$`)

// unitOf is the money unit the header of an amount states; the child's goes
// before the parent's.
func unitOf(levels []string) (plan.Money, bool) {
	for _, level := range slices.Backward(levels) {
		if u, ok := unitIn(level); ok {
			return u, true
		}
		if m := bareUnit.FindStringSubmatch(values.Narrow(level)); m != nil {
			return values.UnitNamed(m[1])
		}
	}
	return 0, false
}
