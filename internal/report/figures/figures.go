// Package figures reads the figures in a report's sentences: numbers with their
// units. What flows in are texts and the figures that some data gives; what
// flows out is which figures of a text the data knows.
package figures

import (
	"regexp"
	"strings"

	"jingpin/internal/plan"

	"golang.org/x/text/unicode/norm"
)

// Figure is a number in a text with the unit that follows it: 62个, 2.69亿元,
// 24.7%. Amounts of money are compared exactly, whatever unit they stand in.
type Figure struct {
	Text   string // as written
	Number string // without trailing zeros
	Unit   string // "" when none that matters follows
	Lead   string // what stands before it, behind the figure before
	Before string // all that stands before it
}

var (
	figureForm = regexp.MustCompile(`(\d+(?:\.\d+)?)\s*(%|个百分点|亿元|万元|元|[\p{Han}])?`)
	thousands  = regexp.MustCompile(`(\d),(\d{3})`)
	// Numbers that only count paragraphs: 1. 2、 (3) 第4.
	ordinal = regexp.MustCompile(`(?m)(^|[。;\s])\d+[.、](\D|$)|\(\d+\)|第\d+`)
)

// roundBrackets undoes what a report does to brackets within brackets.
var roundBrackets = strings.NewReplacer("〔", "(", "〕", ")")

// In are the figures of a text in order. Numbers that only number paragraphs are
// none.
func In(text string) []Figure {
	s := Plain(text)
	var fs []Figure
	last := 0
	for _, m := range figureForm.FindAllStringSubmatchIndex(s, -1) {
		f := figureAt(s, m)
		f.Lead, f.Before = s[last:m[0]], s[:m[0]]
		fs = append(fs, f)
		last = m[1]
	}
	return fs
}

// Plain is a text with all figures written in one way.
func Plain(text string) string {
	s := roundBrackets.Replace(norm.NFKC.String(text))
	for thousands.MatchString(s) {
		s = thousands.ReplaceAllString(s, "$1$2")
	}
	return ordinal.ReplaceAllString(s, "$1 $2")
}

// figureAt is the figure at a match of FigureForm.
func figureAt(s string, m []int) Figure {
	g := Figure{Text: strings.TrimSpace(s[m[0]:m[1]]), Number: s[m[2]:m[3]]}
	if strings.Contains(g.Number, ".") {
		g.Number = strings.TrimRight(strings.TrimRight(g.Number, "0"), ".")
	}
	if m[4] >= 0 {
		g.Unit = s[m[4]:m[5]]
	}
	return g
}

// Units that make a figure part of a date, which is no figure of the data.
const dateUnits = "年月日号时"

// IsDate reports a part of a date.
func (f Figure) IsDate() bool { return f.Unit != "" && strings.Contains(dateUnits, f.Unit) }

var moneyUnits = map[string]plan.Money{"亿元": plan.Yi, "万元": plan.Wan, "元": plan.Yuan}

// money is the amount a figure stands for, and how finely it is written.
func (f Figure) money() (amount, step plan.Money, ok bool) {
	unit, ok := moneyUnits[f.Unit]
	if !ok {
		return 0, 0, false
	}
	amount, err := plan.ParseDecimal(f.Number, unit)
	if err != nil {
		return 0, 0, false
	}
	step = unit
	if _, frac, _ := strings.Cut(f.Number, "."); frac != "" {
		for range frac {
			step /= 10
		}
	}
	return amount, max(step, plan.Fen), true
}

// Known are the figures that some data gives.
type Known struct {
	figures map[[2]string]bool // number and unit, or none
	money   map[plan.Money]bool
}

// KnownOf are those of a text, to which more may be added.
func KnownOf(text string) *Known {
	k := &Known{map[[2]string]bool{}, map[plan.Money]bool{}}
	k.Read(text)
	return k
}

// Pay adds amounts of money.
func (k *Known) Pay(amounts ...plan.Money) {
	for _, m := range amounts {
		k.money[m] = true
	}
}

// Read adds the figures of a text.
func (k *Known) Read(text string) {
	for _, g := range In(text) {
		k.figures[[2]string{g.Number, g.Unit}] = true
		k.figures[[2]string{g.Number, ""}] = true
		if m, _, ok := g.money(); ok {
			k.money[m] = true
		}
	}
}

// Holds reports a figure the data gives. An amount may be rounded further
// than the data's; a figure without a unit of note may have any.
func (k *Known) Holds(g Figure) bool {
	if m, step, ok := g.money(); ok {
		for exact := range k.money {
			if d := exact - m; d == 0 || 2*d >= -step && 2*d < step {
				return true
			}
		}
		return false
	}
	return k.figures[[2]string{g.Number, g.Unit}]
}
