package plan

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Percent is a share in hundredths of a percentage point: 4550 is 45.5 %.
type Percent int32

// Point is one percentage point; Full is one hundred of them.
const (
	Point Percent = 100
	Full  Percent = 100 * Point

	// Full100 makes ParseDecimal read a fraction of one as hundredths of a point.
	Full100 Money = 10_000
)

// ParsePercent reads a plain decimal number of percentage points, rounded to
// hundredths.
func ParsePercent(s string) (Percent, error) {
	// A percentage point is split as finely as a yuan, so the same digits serve.
	m, err := ParseDecimal(s, Yuan)
	if err != nil || m > 1e9 || m < -1e9 {
		return 0, fmt.Errorf("%q is not a percentage", s)
	}
	return Percent(m), nil
}

// String says the points with as many decimals as they need, without a sign.
func (p Percent) String() string { return Money(p).decimal(Yuan, 2) }

// Tenths says the points with exactly one decimal, as reports do.
func (p Percent) Tenths() string {
	s := Money(p).decimal(Yuan, 1)
	if !strings.Contains(s, ".") {
		s += ".0"
	}
	return s
}

// Float is the share in percentage points, for a spreadsheet cell.
func (p Percent) Float() float64 { return float64(p) / float64(Point) }

// MarshalJSON writes a JSON number of percentage points.
func (p Percent) MarshalJSON() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalJSON reads what MarshalJSON wrote.
func (p *Percent) UnmarshalJSON(b []byte) (err error) {
	*p, err = ParsePercent(strings.Trim(string(b), `"`))
	return err
}

// maxShare is a share no sound figures reach. One yuan of a planned total with
// many millions paid would be beyond what a Percent holds.
const maxShare = 1000 * Full

// Share is part of whole, rounded half up to a tenth of a point, and at most
// a thousand times the whole. A share of nothing is 0; callers say so in words
// instead of printing it.
func Share[T ~int | ~int64](part, whole T) Percent {
	p, w := int64(part), int64(whole)
	if w == 0 {
		return 0
	}
	switch times := p / w; {
	case times >= int64(maxShare/Full):
		return maxShare
	case times <= -int64(maxShare/Full):
		return -maxShare
	}
	for max(p, -p, w, -w) > math.MaxInt64/4000 { // a digit less of both changes no tenth of a point
		p, w = p/10, w/10
	}
	return Percent((p*2000+w)/(2*w)) * (Point / 10)
}

// Count writes n the way reports do, in plain digits.
func Count(n int) string { return strconv.Itoa(n) }

var digits = []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}

// Numeral writes a number from 1 to 99 in Chinese.
func Numeral(n int) string {
	tens, ones := n/10, digits[n%10]
	switch tens {
	case 0:
		return ones
	case 1:
		return "十" + ones
	}
	return digits[tens] + "十" + ones
}
