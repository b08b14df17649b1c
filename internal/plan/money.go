package plan

import (
	"fmt"
	"strconv"
	"strings"
)

// Money is an exact amount in 分 (one hundredth of a yuan).
type Money int64

// The units amounts are typed in.
const (
	Fen     Money = 1
	Yuan    Money = 100
	Qian    Money = 1000 * Yuan // 千元
	Wan     Money = 10_000 * Yuan
	Yi      Money = 10_000 * Wan
	wanFrac       = 6 // decimals of 万元 that one 分 needs
)

// An amount has at most 15 digits of 分, so that a sum of a hundred thousand
// rows stays inside an int64.
const (
	maxDigits   = 15
	tooMuch     = 1_000_000_000_000_000 // the first of one digit more
	maxExponent = 300
)

// ParseWan reads a plain decimal number of 万元 such as "1084.35".
func ParseWan(s string) (Money, error) { return ParseDecimal(s, Wan) }

// ParseDecimal reads a plain decimal number counted in unit. Digits beyond one
// 分 are rounded half away from zero. Exponents are understood, because a
// spreadsheet stores 12000000 as 1.2E7.
func ParseDecimal(s string, unit Money) (Money, error) {
	digits, point, neg, ok := splitDecimal(s)
	if !ok {
		return 0, fmt.Errorf("%q is not a number", s)
	}
	for u := unit; u > 1; u /= 10 {
		point++
	}
	if point > maxDigits {
		return 0, fmt.Errorf("amount %q is out of range", s)
	}
	if point < 0 {
		return 0, nil
	}
	digits += strings.Repeat("0", max(0, point+1-len(digits)))
	n, err := strconv.ParseInt("0"+digits[:point], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("amount %q is out of range", s)
	}
	if digits[point] >= '5' {
		n++
	}
	if n >= tooMuch { // by rounding
		return 0, fmt.Errorf("amount %q is out of range", s)
	}
	if neg {
		n = -n
	}
	return Money(n), nil
}

// splitDecimal takes a number apart into its significant digits, where the
// decimal point stands among them, and its sign.
func splitDecimal(s string) (digits string, point int, neg, ok bool) {
	mantissa, exponent, scientific := strings.Cut(strings.ToLower(s), "e")
	if scientific {
		e, err := strconv.Atoi(exponent)
		if err != nil || e > maxExponent || e < -maxExponent {
			return "", 0, false, false
		}
		point = e
	}
	mantissa, neg = strings.CutPrefix(mantissa, "-")
	if !neg {
		mantissa = strings.TrimPrefix(mantissa, "+")
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	digits = whole + frac
	if digits == "" || strings.Trim(digits, "0123456789") != "" {
		return "", 0, false, false
	}
	point += len(whole)
	trimmed := strings.TrimLeft(digits, "0")
	return trimmed, point - (len(digits) - len(trimmed)), neg, true
}

// Wan says the amount in 万元 with as many decimals as it needs, up to 6.
func (m Money) Wan() string { return m.decimal(Wan, wanFrac) }

// Short says the amount in 万元 as people see it, with up to 4 decimals.
func (m Money) Short() string { return m.decimal(Wan, 4) }

// Text says the amount as running text does: at most 2 decimals, in 亿元 from
// what rounds to one 亿 on, with its unit.
func (m Money) Text() string {
	const least = Yi - Wan/200 // rounds to 10000.00万元
	if m >= least || m <= -least {
		return m.decimal(Yi, 2) + "亿元"
	}
	return m.decimal(Wan, 2) + "万元"
}

// decimal writes m counted in unit, rounded half away from zero to places.
func (m Money) decimal(unit Money, places int) string {
	neg := m < 0
	if neg {
		m = -m
	}
	one, step := int64(1), int64(unit)
	for range places {
		one, step = one*10, step/10
	}
	n := (int64(m) + step/2) / step // of the last place
	s := strconv.FormatInt(n/one, 10)
	if f := strings.TrimRight(strconv.FormatInt(one+n%one, 10)[1:], "0"); f != "" {
		s += "." + f
	}
	if neg && n != 0 {
		return "-" + s
	}
	return s
}

// Float is the amount in 万元 for a spreadsheet cell, which holds nothing but
// floats. It is never calculated with.
func (m Money) Float() float64 { return float64(m) / float64(Wan) }

// AmountKind says what stands in an amount's cell.
type AmountKind uint8

// The kinds of amounts.
const (
	Blank   AmountKind = iota // nothing typed
	Known                     // a number, 0 included
	Pending                   // 待定
)

// PendingWord is how a pending amount is written.
const PendingWord = "待定"

// Amount is what a money cell says: nothing, an amount, or 待定.
// The zero value is a blank cell.
type Amount struct {
	Kind  AmountKind
	Money Money
}

// Exactly is a known amount.
func Exactly(m Money) Amount { return Amount{Known, m} }

// Value is the amount in sums: pending and blank amounts count as nothing.
func (a Amount) Value() Money {
	if a.Kind == Known {
		return a.Money
	}
	return 0
}

// IsZero reports a blank amount, so that JSON leaves it out.
func (a Amount) IsZero() bool { return a.Kind == Blank }

// String says the amount in 万元, 待定, or nothing.
func (a Amount) String() string {
	switch a.Kind {
	case Known:
		return a.Money.Wan()
	case Pending:
		return PendingWord
	}
	return ""
}

// MarshalText writes the amount as JSON has it: 万元 as a decimal string.
func (a Amount) MarshalText() ([]byte, error) { return []byte(a.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (a *Amount) UnmarshalText(b []byte) error {
	switch s := string(b); s {
	case "":
		*a = Amount{}
	case PendingWord:
		*a = Amount{Kind: Pending}
	default:
		m, err := ParseWan(s)
		if err != nil {
			return err
		}
		*a = Exactly(m)
	}
	return nil
}

// MarshalText writes an amount in 万元.
func (m Money) MarshalText() ([]byte, error) { return []byte(m.Wan()), nil }

// UnmarshalText reads what MarshalText wrote.
func (m *Money) UnmarshalText(b []byte) (err error) {
	*m, err = ParseWan(string(b))
	return err
}

// InYuan is a header of amounts in 万元 as one of amounts in 元.
func InYuan(header string) string {
	if strings.Contains(header, "万元") {
		return strings.ReplaceAll(header, "万元", "元")
	}
	return header + "(元)"
}
