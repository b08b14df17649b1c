package intake

import (
	"strconv"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// period is a span of days a cell names; a single day is a span of one.
type period struct {
	Start, End plan.Date
	Open       bool // 长期, 持续推进 …: no end
	Blank      bool // 无, 不涉及 …
	Note       bool // read otherwise than typed
	From       bool // only its beginning is named: 2023年3月起
}

// readPeriod reads a date cell. ok is false when it cannot be read or names
// no year.
func readPeriod(p *plan.Plan, c sheet.Cell, raw string, date1904 bool) (d period, ok bool) {
	return lexiconOf(p).date(c, raw, date1904)
}

// date is readPeriod with the lexicon's memory of texts.
func (x *lexicon) date(c sheet.Cell, raw string, date1904 bool) (d period, ok bool) {
	switch c.Kind {
	case sheet.Number:
		return numberPeriod(c, date1904)
	case sheet.ISODate:
		day, ok := cellDate(c, date1904)
		return period{Start: day, End: day}, ok
	}
	if isSerial(raw) {
		return numberPeriod(sheet.Cell{Kind: sheet.Number, Text: raw}, date1904)
	}
	return x.period(raw)
}

// writtenPeriod reads a date written as text.
func writtenPeriod(p *plan.Plan, raw string) (d period, ok bool) {
	s := narrow(raw)
	if nothing(p, s) {
		return period{Blank: true, Note: true}, true
	}
	if isOpenEnded(p, s) {
		return period{Start: p.Info.First(), End: p.Info.Last(), Open: true, Note: true}, true
	}
	d, ok = textPeriod(s)
	d.Note, d.From = !isISODay(raw), strings.HasSuffix(strings.TrimRight(withoutBrackets(s), ".;,"), "起")
	return d, ok
}

// isOpenEnded reports 长期 and its like, whatever stands in brackets behind
// it, and several such words side by side.
func isOpenEnded(p *plan.Plan, s string) bool {
	words := strings.FieldsFunc(withoutBrackets(s), func(r rune) bool { return strings.ContainsRune(",;/.", r) })
	for _, w := range words {
		if _, open := p.Read("开口期限", w); !open {
			return false
		}
	}
	return len(words) > 0
}

// isISODay reports a day written plainly, which is not worth a record.
func isISODay(s string) bool {
	_, err := plan.ParseDate(s)
	return err == nil
}

// The serial numbers of 2000-01-01 and 2100-01-01: numbers between them that
// are no year and no 20230630 are dates whose format was lost.
const (
	firstSerial = 36526
	lastSerial  = 73051
)

// isSerial reports such a number. Most texts are told by their length.
func isSerial(s string) bool {
	if len(s) != len("45107") {
		return false
	}
	n, err := strconv.Atoi(s)
	return err == nil && n >= firstSerial && n <= lastSerial
}

func numberPeriod(c sheet.Cell, date1904 bool) (period, bool) {
	if styleOf(c.Format).date {
		day, ok := cellDate(c, date1904)
		return period{Start: day, End: day}, ok
	}
	s := plainNumber(c.Text)
	whole, frac, decimal := strings.Cut(s, ".")
	if isSerial(whole) {
		c.Format = "yyyy-mm-dd"
		day, ok := cellDate(c, date1904)
		return period{Start: day, End: day, Note: true}, ok
	}
	// 2023.1 may have been 2023.10: the spreadsheet drops the zero.
	if decimal && frac == "1" {
		return period{}, false
	}
	d, ok := textPeriod(s)
	d.Note = true
	return d, ok
}

// textPeriod reads a date or a range of dates.
func textPeriod(s string) (period, bool) {
	s = strings.TrimRight(s, ".;,")
	if bare := strings.TrimRight(bracketed.ReplaceAllString(s, ""), ".;,"); bare != "" {
		s = bare
	}
	if len(s) > maxPeriod {
		return period{}, false
	}
	if d, ok := onePeriod(s); ok {
		return d, true
	}
	for _, at := range rangeMark.FindAllStringIndex(s, -1) {
		if d, ok := rangePeriod(s[:at[0]], s[at[1]:]); ok {
			return d, true
		}
	}
	return period{}, false
}

// maxPeriod is how many bytes a text may have that is nothing but a date or a
// range of them.
const maxPeriod = 96

// rangePeriod reads a range. What either side leaves to the other, a unit
// (2023年3—12月, 2022—2025年) or the year (2023年3月—12月), is put in.
func rangePeriod(left, right string) (period, bool) {
	from, ok := onePeriod(left)
	for _, unit := range []string{"月", "季度", "年"} {
		if !ok && strings.Contains(right, unit) {
			from, ok = onePeriod(left + unit)
		}
	}
	if !ok {
		return period{}, false
	}
	to, ok := onePeriod(right)
	if !ok || !namesYear(right) {
		to, ok = onePeriod(strconv.Itoa(from.Start.Year()) + "年" + right)
	}
	if !ok || to.End < from.Start {
		return period{}, false
	}
	return period{Start: from.Start, End: to.End}, true
}

// namesYear reports a date that starts with a year of its own.
func namesYear(s string) bool {
	s = trimmings.ReplaceAllString(s, "")
	return len(s) >= 4 && strings.Trim(s[:4], "0123456789") == "" || shortYear.MatchString(s)
}

// onePeriod reads a text that names one day, month, quarter, half or year.
func onePeriod(s string) (period, bool) {
	s = hanziYear(s)
	for range maxTrimmings {
		if d, ok := barePeriod(s); ok {
			return d, true
		}
		t := trimmings.ReplaceAllString(s, "")
		if t == s {
			break
		}
		s = t
	}
	return period{}, false
}

// maxTrimmings is how often trimmings may stand on trimmings: 计划于…底前完成.
const maxTrimmings = 3

// hanziYear writes the year of 二〇二三年 in figures.
func hanziYear(s string) string {
	m := writtenYear.FindString(s)
	if m == "" {
		return s
	}
	figures := strings.NewReplacer("〇", "0", "零", "0", "○", "0", "O", "0", "一", "1", "二", "2", "三", "3", "四", "4",
		"五", "5", "六", "6", "七", "7", "八", "8", "九", "9")
	return figures.Replace(m) + s[len(m):]
}
