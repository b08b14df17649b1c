package intake

import (
	"jingpin/internal/filing"
	"jingpin/internal/intake/values"
	"regexp"
	"strings"

	"golang.org/x/text/unicode/norm"

	"jingpin/internal/intake/tables"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// tellCells tells of texts that a spreadsheet would run (C04), of numbers that
// have lost digits (C05), and of what looks like a resident's number (C06). What
// C04 looks for is dangerous as typed, and as we write it: without what stands
// before it.
func (r *reading) tellCells(rec *rowRecord) {
	for _, key := range r.words.Texts {
		f := rec.cells.at(key)
		switch {
		case f.Raw == "" || f.Filled != tables.Own || rec.bad[key]:
		case f.Cell.Kind == sheet.Text && !f.Cell.Formula && (runsAsFormula(f.Exact) || runsAsFormula(f.Raw)):
			r.remarkAt(rec, key, "C04", filing.Fact{Value: f.Raw})
		case f.Cell.Kind == sheet.Number && tooLong(f.Cell.Text) && !isPersonal(f.Raw):
			r.remarkAt(rec, key, "C05", filing.Fact{Value: f.Raw})
		}
	}
	for i, c := range rec.t.InOrder() {
		f := &rec.cells.list[i]
		if f.Filled != tables.Own || !isPersonal(f.Raw) {
			continue
		}
		if column, _ := r.plan.Column(c.Key); column.Type != plan.TypeMoney {
			r.remarkAt(rec, c.Key, "C06", filing.Fact{})
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
func (r *reading) tellStruck(rec *rowRecord) {
	if rec.row == nil || len(rec.t.Sheet.Struck) == 0 {
		return
	}
	for _, c := range rec.t.InOrder() {
		k, ok := rec.t.Sheet.Strike(rec.number, c.Col)
		if !ok {
			continue
		}
		read := "这一格按空着算"
		if left, _ := values.Clean(k.Left); left != "" {
			read = "读的是“" + left + "”"
		}
		r.remarkAt(rec, c.Key, "C08", filing.Fact{Value: k.Struck, Expected: masked(read)})
	}
}

// What looks like a resident's number: a mobile number, or an identity number
// of eighteen or fifteen digits with a date of birth in it.
var (
	mobile = regexp.MustCompile(`(?:^|[^0-9.])((?:\+?86[- ]?)?1[3-9][0-9][- ]?[0-9]{4}[- ]?[0-9]{4})(?:[^0-9]|$)`)
	born   = regexp.MustCompile(`(?:^|[^0-9.])([1-9][0-9]{5}[- ]?(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[- ]?[0-9]{3}[0-9Xx])(?:[^0-9]|$)`)
	oldID  = regexp.MustCompile(`(?:^|[^0-9.])([1-9][0-9]{5}[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3})(?:[^0-9]|$)`)
)

// fewestDigits is how many digits the shortest of these numbers has.
const fewestDigits = 11

// struckOut stands in place of such a number, wherever the text is kept.
var struckOut = strings.Repeat("*", fewestDigits)

// isPersonal reports what looks like a resident's identity or mobile number,
// or one that has been struck out.
func isPersonal(s string) bool {
	if strings.Contains(s, struckOut) {
		return true
	}
	if !hasDigits(s) {
		return false
	}
	s = legible(s)
	return mobile.MatchString(s) || born.MatchString(s) || oldID.MatchString(s)
}

// masked is a text with such numbers struck out.
func masked(s string) string {
	if !isPersonal(s) {
		return s
	}
	s = legible(s)
	for _, form := range []*regexp.Regexp{born, oldID, mobile} {
		for {
			at := form.FindStringSubmatchIndex(s)
			if at == nil {
				break
			}
			s = s[:at[2]] + struckOut + s[at[3]:]
		}
	}
	return s
}

// legible is a text as a reader sees it: invisible characters do not hide a
// number.
func legible(s string) string {
	s, _ = values.Clean(s)
	return norm.NFKC.String(s)
}

// hasDigits reports a text with as many digits as the shortest of these
// numbers, full-width ones included.
func hasDigits(s string) bool {
	if len(s) < fewestDigits {
		return false
	}
	n := 0
	for i := range len(s) {
		b := s[i]
		wide := b >= 0x90 && b <= 0x99 && i >= 2 && s[i-2] == 0xef && s[i-1] == 0xbc
		if b >= '0' && b <= '9' || wide {
			if n++; n == fewestDigits {
				return true
			}
		}
	}
	return false
}
