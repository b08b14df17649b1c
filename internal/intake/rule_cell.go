package intake

import (
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// cellRules are the C rules that look at every cell of a row. C01 and C02 are
// found while reading. What C04 looks for is dangerous as typed, and as we write
// it: without what stands before it.
var cellRules = []rowRule{
	{"C04", func(r *reading, rec *record) {
		r.eachText(rec, func(key string, f field) {
			if f.cell.Kind == sheet.Text && !f.cell.Formula && (runsAsFormula(f.exact) || runsAsFormula(f.raw)) {
				r.remarkAt(rec, key, "C04", saying{value: f.raw, expected: "普通文字"})
			}
		})
	}},
	{"C05", func(r *reading, rec *record) {
		r.eachText(rec, func(key string, f field) {
			if f.cell.Kind == sheet.Number && tooLong(f.cell.Text) && !isPersonal(f.raw) {
				r.remarkAt(rec, key, "C05", saying{value: f.raw, expected: "存成文本的号码，现在后几位已经变成0"})
			}
		})
	}},
	{"C06", func(r *reading, rec *record) {
		for _, c := range r.plan.Columns {
			f := rec.cells[c.Key]
			if f.filled == own && c.Type != plan.TypeMoney && isPersonal(f.raw) {
				r.remarkAt(rec, c.Key, "C06", saying{expected: "不写身份证号、手机号"})
			}
		}
	}},
}

// maxStoredDigits is how many digits of a number a spreadsheet keeps.
const maxStoredDigits = 15

// tooLong reports a stored number with more digits before the point than a
// spreadsheet keeps.
func tooLong(number string) bool {
	whole, _, _ := strings.Cut(strings.TrimLeft(plainNumber(number), "-"), ".")
	return len(whole) > maxStoredDigits
}

// eachText calls tell for every text column of a row that says something.
func (r *reading) eachText(rec *record, tell func(key string, f field)) {
	for _, key := range r.lexicon().texts {
		if f := rec.cells[key]; f.raw != "" && f.filled == own && !rec.bad[key] {
			tell(key, f)
		}
	}
}

// runsAsFormula reports a text that a spreadsheet would run: = + @, a tab or
// line feed first, or - before a digit or the letter of a function.
func runsAsFormula(s string) bool {
	if len(s) < 2 {
		return false
	}
	switch s[0] {
	case '=', '+', '@', '\t', '\r':
		return true
	case '-':
		return s[1] >= '0' && s[1] <= '9' || s[1] >= 'A' && s[1] <= 'Z' || s[1] >= 'a' && s[1] <= 'z'
	}
	return false
}
