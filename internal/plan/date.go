package plan

import (
	"fmt"
	"time"
)

// Date is a calendar day, counted from 1970-01-01. The zero Date means none:
// no plan reaches back that far.
type Date int32

// Day is the date y-m-d; days and months beyond their range carry over, as
// time.Date has it.
func Day(y int, m time.Month, d int) Date {
	return Date(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DayOf is the calendar day of t in t's own location.
func DayOf(t time.Time) Date { return Day(t.Year(), t.Month(), t.Day()) }

// ParseDate reads 2006-01-02 and nothing else.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return 0, fmt.Errorf("%q is not a date like 2023-06-30", s)
	}
	return DayOf(t), nil
}

// Time is midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Year is the date's year.
func (d Date) Year() int { return d.Time().Year() }

// String is the ISO form, or nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format(time.DateOnly)
}

// Chinese is the date in words of a document: 2023年6月30日.
func (d Date) Chinese() string {
	if d == 0 {
		return ""
	}
	y, m, day := d.Time().Date()
	return fmt.Sprintf("%d年%d月%d日", y, int(m), day)
}

// MarshalText writes the ISO form.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads the ISO form; nothing is no date.
func (d *Date) UnmarshalText(b []byte) (err error) {
	*d = 0
	if len(b) > 0 {
		*d, err = ParseDate(string(b))
	}
	return err
}

// MonthEnd is the last day of the month.
func MonthEnd(y int, m time.Month) Date { return Day(y, m+1, 0) }
