package values

import (
	"strconv"
	"strings"

	"jingpin/internal/sheet"
)

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

// storedDate reads a number: as its format shows it, or as the figures of a
// date that was typed as a number.
func storedDate(c sheet.Cell, use Use, date1904 bool) (DateReading, *Refusal) {
	shown := Shown(c, date1904)
	look := lookOf(c.Format)
	switch {
	case look.date:
		return shownDate(c, use, date1904)
	case look.time, look.percent:
		return DateReading{}, &Refusal{Reason: Wrong, First: shown}
	}
	whole, frac, decimal := strings.Cut(shown, ".")
	if isSerial(whole) {
		c.Format = "yyyy-mm-dd"
		day, ok := storedDay(c, date1904)
		if !ok {
			return DateReading{}, &Refusal{Reason: Unclear, First: shown}
		}
		return DateReading{Period: Period{day, day}, Note: true}, nil
	}
	// 2023.1 may have been 2023.10: the spreadsheet drops the zero.
	if decimal && frac == "1" && places(c.Format) > 1 {
		shown += "0"
	} else if decimal && frac == "1" {
		return DateReading{}, &Refusal{Reason: Unclear, First: shown}
	}
	d := dates{text: textOf(nil, shown), use: use}
	read, ok := d.oneDate(base{})
	if !ok {
		return DateReading{}, &Refusal{Reason: Unclear, First: shown}
	}
	read.Note = true
	return read, nil
}

// shownDate reads a stored day as its format shows it: without a day it is the
// month, without a month the year.
func shownDate(c sheet.Cell, use Use, date1904 bool) (DateReading, *Refusal) {
	day, ok := storedDay(c, date1904)
	if !ok {
		return DateReading{}, &Refusal{Reason: Unclear, First: Shown(c, date1904)}
	}
	if lookOf(c.Format).words {
		d := dates{text: textOf(nil, Shown(c, date1904)), use: use}
		read, ok := d.oneDate(base{})
		if !ok {
			return DateReading{}, &Refusal{Reason: TwoFacts, First: Shown(c, date1904), Likely: day.String()}
		}
		read.Note = read.bound(use) != day
		return read, nil
	}
	y, m := day.Year(), int(day.Time().Month())
	l := lookOf(c.Format)
	year, month, hasDay := l.year, l.month, l.day
	if !l.date { // a day of its own kind
		year, month, hasDay = true, true, true
	}
	switch {
	case !year || hasDay && !month:
		return DateReading{}, &Refusal{Reason: NoYear, First: Shown(c, date1904), Likely: day.String()}
	case hasDay:
		return DateReading{Period: Period{day, day}}, nil
	case month:
		p, _ := monthPeriod(y, m)
		return DateReading{Period: p, Note: p.bound(use) != day}, nil
	}
	p := yearPeriod(y)
	return DateReading{Period: p, Note: p.bound(use) != day}, nil
}
