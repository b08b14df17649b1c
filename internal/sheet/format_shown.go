package sheet

import (
	"strconv"
	"strings"
)

// ShownParts says which parts of a date a date format shows: of yyyy"年"m"月" the
// year and the month, of m"月"d"日" the month and the day. The name of a weekday
// is no day.
func ShownParts(format string) (year, month, day bool) {
	bare := strings.NewReplacer("am/pm", "", "a/p", "").Replace(bareFormat(Section(format, 1)))
	before := byte(0) // the part of a date or time before
	for i := 0; i < len(bare); {
		b, n := bare[i], 1
		for i+n < len(bare) && bare[i+n] == b {
			n++
		}
		i += n
		switch b {
		case 'y', 'e', 'b':
			year = true
		case 'd':
			day = day || n <= 2
		case 'm': // minutes follow hours or come before seconds
			after := strings.IndexAny(bare[i:], "ymdhs")
			month = month || before != 'h' && (after < 0 || bare[i+after] != 's')
		case 'h', 's':
		default:
			continue
		}
		before = b
	}
	return year, month, day
}

// Scale returns the power of ten by which a number format multiplies a value
// before it shows it: 2 for 0%, -3 for 0, (thousands), -4 for 0!.0000 and for
// 0!.0, (a point that is a mere character, so that 元 are shown as 万元), 0 for
// most.
func Scale(format string, value float64) int {
	scale, places, commas := 0, 0, 0
	number, point, fraction := false, false, false
	for _, m := range marks(Section(format, value)) {
		switch {
		case m.isPlace():
			if !fraction {
				places++
			}
			number, commas = true, 0
			continue
		case m.is(',') && number:
			commas++
			continue
		}
		scale -= 3 * commas // those behind the last place
		commas = 0
		switch {
		case m.is('.'):
			fraction = true
		case m == formatRune{'.', true} && number && !point && !fraction:
			point, places = true, 0
		default:
			number = false
		}
		if m.is('%') {
			scale += 2
		}
	}
	if point {
		scale -= places
	}
	return scale - 3*commas
}

// Section returns the section of a number format that applies to a value. One
// that is empty shows nothing of it.
func Section(format string, value float64) string {
	all := sections(format)
	last := len(all) - 1
	for i, s := range all {
		if applies, conditional := condition(s, value); conditional {
			if applies {
				return s
			}
			continue
		}
		if i == last || i == 0 && (value > 0 || value == 0 && last == 1) || i == 1 && value < 0 {
			return s
		}
	}
	return all[last]
}

// sections returns the sections of a format that are for numbers.
func sections(format string) []string {
	var all []string
	start := 0
	for i := 0; i < len(format); i++ {
		switch format[i] {
		case '"':
			i += through(format[i+1:], '"')
		case '[':
			i += through(format[i+1:], ']')
		case '\\', '!', '_', '*':
			i++
		case ';':
			all = append(all, format[start:i])
			start = i + 1
		}
	}
	rest := format[start:]
	if len(all) == 0 || len(all) < 3 && !strings.Contains(rest, "@") {
		all = append(all, rest)
	}
	return all
}

// condition reads the condition of a section, such as [>=10000].
func condition(section string, value float64) (applies, conditional bool) {
	for strings.HasPrefix(section, "[") {
		inside, rest, _ := strings.Cut(section[1:], "]")
		section = rest
		op := inside[:len(inside)-len(strings.TrimLeft(inside, "<>="))]
		bound, err := strconv.ParseFloat(inside[len(op):], 64)
		if op == "" || err != nil {
			continue
		}
		switch op {
		case "<":
			return value < bound, true
		case "<=":
			return value <= bound, true
		case ">":
			return value > bound, true
		case ">=":
			return value >= bound, true
		case "=":
			return value == bound, true
		case "<>":
			return value != bound, true
		}
	}
	return false, false
}

// formatRune is a character of a number format: one that is shown as it is, or one
// that means something.
type formatRune struct {
	char    rune
	literal bool
}

func (m formatRune) is(char rune) bool { return m == formatRune{char, false} }

func (m formatRune) isPlace() bool { return m.is('0') || m.is('#') || m.is('?') }

// marks returns the characters of a section, without those in brackets and
// those that only leave room.
func marks(section string) []formatRune {
	var all []formatRune
	quoted := false
	chars := []rune(section)
	for i := 0; i < len(chars); i++ {
		switch c := chars[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
			all = append(all, formatRune{c, true})
		case c == '\\' || c == '!':
			if i++; i < len(chars) {
				all = append(all, formatRune{chars[i], true})
			}
		case c == '_' || c == '*':
			i++
		case c == '[':
			for i < len(chars) && chars[i] != ']' {
				i++
			}
		default:
			all = append(all, formatRune{c, false})
		}
	}
	return all
}
