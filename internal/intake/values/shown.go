package values

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// formatLook is what a number format says about the number under it.
type formatLook struct {
	date, time, percent bool
	foreign             string     // a currency that is not ours
	unit                plan.Money // of amounts, 0 when the format names none
	scale               [3]int     // how far it moves the point of numbers below, at and above 0
	conditional         bool       // and that depends on the number
	plain               bool       // it says nothing at all
	year, month, day    bool       // of a date: the parts it shows
	words               bool       // of a date: it adds words, such as yyyy"年底"
	hides               bool       // it shows nothing of a number above 0
	tenths              bool       // it writes 成 behind the number
}

// looks remembers number formats: a workbook has few, and reading one is slow.
var looks sync.Map

// lookOf is what a number format says.
func lookOf(format string) formatLook {
	if format == "" || format == "@" {
		return formatLook{plain: true}
	}
	if v, ok := looks.Load(format); ok {
		return v.(formatLook)
	}
	l := formatLook{date: sheet.IsDate(format), percent: sheet.IsPercent(format), foreign: foreignIn(format), unit: unitShown(sheet.Section(format, 1))}
	l.time = !l.date && isTime(format)
	l.year, l.month, l.day = sheet.ShownParts(format)
	l.words = l.date && strings.Trim(wordsOf(format), "年月日号-/., ") != ""
	l.hides = sheet.Section(format, 1) == ""
	l.tenths = !l.date && strings.HasPrefix(unitBehind(sheet.Section(format, 1)), "成")
	l.scale = [3]int{sheet.Scale(format, -1), sheet.Scale(format, 0), sheet.Scale(format, 1)}
	l.conditional = strings.ContainsAny(format, "<>=")
	if len(format) <= maxFormat {
		looks.Store(strings.Clone(format), l)
	}
	return l
}

// maxFormat is how many bytes a format worth remembering has.
const maxFormat = 256

// isTime reports a format that shows a time of day or an elapsed time.
func isTime(format string) bool {
	bare := strings.ToLower(unquoted(format))
	return strings.Contains(bare, "h") || strings.Contains(bare, "ss") || strings.Contains(bare, "[s") || strings.Contains(bare, "[m")
}

// unquoted is a format without what it quotes or escapes, and without the
// brackets of colours and locales.
func unquoted(format string) string {
	var b strings.Builder
	for i := 0; i < len(format); i++ {
		switch c := format[i]; c {
		case '"':
			if end := strings.IndexByte(format[i+1:], '"'); end >= 0 {
				i += end + 1
			} else {
				return b.String()
			}
		case '[':
			end := strings.IndexByte(format[i:], ']')
			if end < 0 {
				return b.String()
			}
			if inside := strings.ToLower(format[i+1 : i+end]); inside != "" && strings.Trim(inside, "hms") == "" {
				b.WriteString("[" + inside)
			}
			i += end
		case '\\', '!', '_', '*':
			i++
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// storedDay is the day that a cell stores.
func storedDay(c sheet.Cell, date1904 bool) (plan.Date, bool) {
	y, m, d, ok := c.Date(date1904)
	if !ok {
		return 0, false
	}
	return plan.Day(y, time.Month(m), d), true
}

// Shown is what a person sees in a cell: dates as far as their format shows
// them, percentages with their sign, scaled numbers as they are scaled, all
// others without the noise of a stored float and never rounded.
func Shown(c sheet.Cell, date1904 bool) string {
	switch c.Kind {
	case sheet.Number:
		return shownNumber(c, date1904)
	case sheet.Bool:
		if c.Text == "1" {
			return "TRUE"
		}
		return "FALSE"
	}
	return c.Text
}

func shownNumber(c sheet.Cell, date1904 bool) string {
	l := lookOf(c.Format)
	switch {
	case l.plain:
		return Plain(c.Text)
	case l.date:
		if day, ok := storedDay(c, date1904); ok {
			return l.shownDay(day, c.Format)
		}
	case l.time:
		if s, ok := shownClock(c.Text); ok {
			return s
		}
	case l.percent:
		if p, err := plan.ParseDecimal(c.Text, plan.Full100); err == nil {
			return plan.Percent(p).String() + "%"
		}
	}
	return shifted(Plain(c.Text), l.shift(c))
}

// shownDay is a day as far as a format shows it, with the words it adds.
func (l *formatLook) shownDay(day plan.Date, format string) string {
	if l.words {
		return spelt(day, sheet.Section(format, 1))
	}
	y, m, d := day.Time().Date()
	switch {
	case l.year && l.day:
		return day.String()
	case l.year && l.month:
		return fmt.Sprintf("%d年%d月", y, int(m))
	case l.year:
		return fmt.Sprintf("%d年", y)
	case l.month && l.day:
		return fmt.Sprintf("%d月%d日", int(m), d)
	case l.month:
		return fmt.Sprintf("%d月", int(m))
	case l.day:
		return fmt.Sprintf("%d日", d)
	}
	return "星期" + [...]string{"日", "一", "二", "三", "四", "五", "六"}[day.Time().Weekday()]
}

// wordsOf is what a date format shows beside the date.
func wordsOf(format string) string {
	var b strings.Builder
	eachMark(sheet.Section(format, 1), func(r rune, n int, literal bool) {
		if literal {
			b.WriteRune(r)
		}
	})
	return b.String()
}

// spelt is a day as a section of a format spells it out.
func spelt(day plan.Date, section string) string {
	var b strings.Builder
	y, m, d := day.Time().Date()
	eachMark(section, func(r rune, n int, literal bool) {
		switch {
		case literal:
			b.WriteRune(r)
		case r == 'y', r == 'e':
			b.WriteString(strconv.Itoa(y))
		case r == 'm':
			b.WriteString(strconv.Itoa(int(m)))
		case r == 'd' && n <= 2:
			b.WriteString(strconv.Itoa(d))
		}
	})
	return b.String()
}

// eachMark goes through a section of a date format: runs of letters that mean
// something, and characters that are shown as they are. What follows the hour is
// left out.
func eachMark(section string, tell func(r rune, n int, literal bool)) {
	quoted := false
	chars := []rune(section)
	for i := 0; i < len(chars); i++ {
		c := chars[i]
		lower := unicode.ToLower(c)
		switch {
		case c == '"':
			quoted = !quoted
		case quoted:
			tell(c, 1, true)
		case c == '\\' || c == '!':
			if i++; i < len(chars) {
				tell(chars[i], 1, true)
			}
		case c == '_' || c == '*':
			i++
		case c == '[':
			for i < len(chars) && chars[i] != ']' {
				i++
			}
		case lower == 'h':
			return
		case strings.ContainsRune("ymdeagb", lower):
			n := 1
			for i+1 < len(chars) && unicode.ToLower(chars[i+1]) == lower {
				i, n = i+1, n+1
			}
			tell(lower, n, false)
		case c != '@':
			tell(c, 1, true)
		}
	}
}

// shownClock is a time of day.
func shownClock(stored string) (string, bool) {
	f, err := strconv.ParseFloat(stored, 64)
	if err != nil || f < 0 || f > 1e6 {
		return "", false
	}
	minutes := int(math.Round((f - math.Floor(f)) * 24 * 60))
	return fmt.Sprintf("%d:%02d", minutes/60, minutes%60), true
}

// shift is how many places a format moves the point of the number in a cell.
func (l *formatLook) shift(c sheet.Cell) int {
	switch {
	case l.plain:
		return 0
	case l.conditional:
		f, err := strconv.ParseFloat(c.Text, 64)
		if err != nil {
			return 0
		}
		return sheet.Scale(c.Format, f)
	case strings.HasPrefix(c.Text, "-"):
		return l.scale[0]
	case c.Text == "0":
		return l.scale[1]
	}
	return l.scale[2]
}

// unitOf is the unit a format shows behind the number in a cell, 0 for none.
func (l *formatLook) unitOf(c sheet.Cell) plan.Money {
	if !l.conditional {
		return l.unit
	}
	f, err := strconv.ParseFloat(c.Text, 64)
	if err != nil {
		return 0
	}
	return unitShown(sheet.Section(c.Format, f))
}

// places is how many figures behind the point a format shows at least.
func places(format string) int {
	_, after, ok := strings.Cut(unquoted(format), ".")
	if !ok {
		return 0
	}
	return len(after) - len(strings.TrimLeft(after, "0"))
}

// shifted moves the point of a plain number by so many places.
func shifted(s string, places int) string {
	if places == 0 || s == "" {
		return s
	}
	digits, neg := strings.CutPrefix(s, "-")
	whole, frac, _ := strings.Cut(digits, ".")
	if places > 0 {
		frac += strings.Repeat("0", max(0, places-len(frac)))
		whole, frac = whole+frac[:places], frac[places:]
	} else {
		whole = strings.Repeat("0", max(0, 1-places-len(whole))) + whole
		cut := len(whole) + places
		whole, frac = whole[:cut], whole[cut:]+frac
	}
	whole = strings.TrimLeft(whole, "0")
	if frac = strings.TrimRight(frac, "0"); frac != "" {
		frac = "." + frac
	}
	if whole == "" {
		whole = "0"
	}
	if neg && whole+frac != "0" {
		return "-" + whole + frac
	}
	return whole + frac
}

// Plain writes a stored number with the 15 digits a spreadsheet shows.
func Plain(s string) string {
	if len(s) < 16 && !strings.ContainsAny(s, "eE") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	short, err := strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// foreignIn is a currency in a format that is not ours, "" for none.
func foreignIn(format string) string {
	rest := format
	for {
		_, after, ok := strings.Cut(rest, "[$")
		if !ok {
			break
		}
		symbol, _, _ := strings.Cut(after, "-")
		symbol, _, _ = strings.Cut(symbol, "]")
		if f := currencyIn([]rune(strings.ToLower(symbol))); f != "" {
			return f
		}
		rest = after
	}
	t := newText(strings.ReplaceAll(format, "[$", "["))
	return currencyIn(t.runes)
}
