package intake

import (
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// tellCells tells of texts that a spreadsheet would run (C04), of numbers that
// have lost digits (C05), and of what looks like a resident's number (C06). What
// C04 looks for is dangerous as typed, and as we write it: without what stands
// before it.
func (r *reading) tellCells(rec *record) {
	for _, key := range r.words.Texts {
		f := rec.cells[key]
		switch {
		case f.raw == "" || f.filled != own || rec.bad[key]:
		case f.cell.Kind == sheet.Text && !f.cell.Formula && (runsAsFormula(f.exact) || runsAsFormula(f.raw)):
			r.remarkAt(rec, key, "C04", saying{value: f.raw, expected: "普通文字"})
		case f.cell.Kind == sheet.Number && tooLong(f.cell.Text) && !isPersonal(f.raw):
			r.remarkAt(rec, key, "C05", saying{value: f.raw, expected: "存成文本的号码，现在后几位已经变成0"})
		}
	}
	for _, c := range r.plan.Columns {
		f := rec.cells[c.Key]
		if f.filled == own && c.Type != plan.TypeMoney && isPersonal(f.raw) {
			r.remarkAt(rec, c.Key, "C06", saying{expected: "不写身份证号、手机号"})
		}
	}
}

// maxStoredDigits is how many digits of a number a spreadsheet keeps.
const maxStoredDigits = 15

// tooLong reports a stored number with more digits before the point than a
// spreadsheet keeps.
func tooLong(number string) bool {
	whole, _, _ := strings.Cut(strings.TrimLeft(values.Plain(number), "-"), ".")
	return len(whole) > maxStoredDigits
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

// tellStruck tells of cells of a row of which something is struck through: it is
// not there, and the rest was read.
func (r *reading) tellStruck(rec *record) {
	if rec.row == nil || len(rec.t.sheet.Struck) == 0 {
		return
	}
	for _, c := range rec.t.inOrder() {
		k, ok := rec.t.sheet.Strike(rec.number, c.col)
		if !ok {
			continue
		}
		read := "这一格按空着算"
		if left, _ := values.Clean(k.Left); left != "" {
			read = "读的是“" + left + "”"
		}
		r.remarkAt(rec, c.key, "C08", saying{value: k.Struck, expected: masked(read)})
	}
}
