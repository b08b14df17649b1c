package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// What a number format shows of the number under it, four questions answer:
// IsDate and ShownParts (a date, and how much of it), IsPercent, and Scale (how
// far the point moves). That a format rounds what it shows is no matter: what is
// stored counts.

// IsDate reports whether a number format shows a day or a month, so that the
// number under it is a date. A format that shows only a time of day does not.
func IsDate(format string) bool {
	bare := bareFormat(format)
	return strings.ContainsAny(bare, "yd") || strings.Contains(bare, "aaa") || strings.Contains(bare, "m") && !strings.ContainsAny(bare, "hs")
}

// IsPercent reports whether a number format shows the number as a percentage,
// so that 0.45 under it is 45 %.
func IsPercent(format string) bool {
	return strings.Contains(bareFormat(format), "%")
}

// Date returns the calendar day that the cell stores, without its time of day.
// It is not ok unless the cell is a number in a date format, or an ISO date,
// and its day exists; serial 60 of the 1900 system, its 29 February, does not.
func (c Cell) Date(date1904 bool) (year, month, day int, ok bool) {
	switch {
	case c.Kind == ISODate:
		return isoDay(c.Text)
	case c.Kind == Number && IsDate(c.Format):
		return serialDay(c.Text, date1904)
	}
	return 0, 0, 0, false
}

func isoDay(text string) (year, month, day int, ok bool) {
	if len(text) < len(time.DateOnly) {
		return 0, 0, 0, false
	}
	t, err := time.Parse(time.DateOnly, text[:len(time.DateOnly)])
	return t.Year(), int(t.Month()), t.Day(), err == nil
}

func serialDay(text string, date1904 bool) (year, month, day int, ok bool) {
	const (
		last1900 = 2958465 // 9999-12-31
		leap1900 = 60      // a day that never was
		shift    = 1462    // from the 1904 system to the 1900 one
	)
	f, err := strconv.ParseFloat(text, 64)
	serial := math.Floor(f)
	if date1904 {
		serial += shift
	}
	if err != nil || !(serial >= 1 && serial <= last1900) || serial == leap1900 || f < 0 {
		return 0, 0, 0, false
	}
	if serial < leap1900 {
		serial++
	}
	t := time.Date(1899, 12, 30+int(serial), 0, 0, 0, 0, time.UTC)
	return t.Year(), int(t.Month()), t.Day(), true
}

// isGeneral reports whether a format code is the default one, under its name
// in files or the one that Chinese programs show.
func isGeneral(code string) bool {
	return strings.EqualFold(code, "General") || code == "G/通用格式"
}

// bareFormat returns a number format in lower case, without what it quotes,
// escapes or puts in brackets; elapsed time such as [h] stays.
func bareFormat(format string) string {
	var bare strings.Builder
	for i := 0; i < len(format); i++ {
		switch b := format[i]; b {
		case '"':
			i += through(format[i+1:], '"')
		case '[':
			n := through(format[i+1:], ']')
			if inside := strings.ToLower(strings.TrimSuffix(format[i+1:i+1+n], "]")); strings.Trim(inside, "hms") == "" {
				bare.WriteString(inside)
			}
			i += n
		case '\\', '!', '_', '*':
			i++
		default:
			bare.WriteByte(b)
		}
	}
	return strings.ToLower(bare.String())
}

// through returns how far mark reaches in s, or all of s without one.
func through(s string, mark byte) int {
	if i := strings.IndexByte(s, mark); i >= 0 {
		return i + 1
	}
	return len(s)
}
