package plan

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// Quarter is one quarter of one year. The zero Quarter means none.
type Quarter struct {
	Year int
	N    int // 1–4
}

var (
	quarterForms = regexp.MustCompile(`(20\d\d)\s*[-年.]?\s*(?:[Qq]\s*([1-4])|第?\s*([一二三四1-4])\s*季度?)`)
	spanForms    = regexp.MustCompile(`(20\d\d)\s*年\s*(上半年|前三季度)`)
)

const quarterDigits = "一二三四"

// ParseQuarter reads 2023Q2, 2023年二季度, 2023年第2季度, 2023年上半年 and
// their like, anywhere in s. A span of quarters is read as its last.
func ParseQuarter(s string) (Quarter, error) {
	text := norm.NFKC.String(s)
	if span := spanForms.FindStringSubmatch(text); span != nil {
		text = span[1] + "Q" + map[string]string{"上半年": "2", "前三季度": "3"}[span[2]]
	}
	m := quarterForms.FindStringSubmatch(text)
	if m == nil {
		return Quarter{}, fmt.Errorf("%q names no quarter like 2023Q2", s)
	}
	y, err := strconv.Atoi(m[1])
	if err != nil {
		return Quarter{}, err
	}
	n := m[2] + m[3]
	if i := strings.Index(quarterDigits, n); i >= 0 {
		return Quarter{y, i/len("一") + 1}, nil
	}
	return Quarter{y, int(n[0] - '0')}, nil
}

// QuarterOf is the quarter that holds d.
func QuarterOf(d Date) Quarter {
	y, m, _ := d.Time().Date()
	return Quarter{y, (int(m)-1)/3 + 1}
}

// Before reports a quarter earlier than another.
func (q Quarter) Before(other Quarter) bool {
	return q.Year < other.Year || q.Year == other.Year && q.N < other.N
}

// String is the short form 2023Q2, or nothing.
func (q Quarter) String() string {
	if q.N == 0 {
		return ""
	}
	return fmt.Sprintf("%dQ%d", q.Year, q.N)
}

// Chinese is the quarter in a title: 2023年第二季度.
func (q Quarter) Chinese() string {
	if q.N == 0 {
		return ""
	}
	return fmt.Sprintf("%d年第%s季度", q.Year, Numeral(q.N))
}

// Short is the quarter without its year: 二季度.
func (q Quarter) Short() string { return Numeral(q.N) + "季度" }

// Span is what the year's figures cover up to this quarter: 一季度, 上半年,
// 前三季度 or 全年.
func (q Quarter) Span() string {
	return [...]string{"", "一季度", "上半年", "前三季度", "全年"}[q.N]
}

// First and Last are the quarter's first and last day.
func (q Quarter) First() Date { return Day(q.Year, time.Month(3*q.N-2), 1) }

// Last is the quarter's last day.
func (q Quarter) Last() Date { return MonthEnd(q.Year, time.Month(3*q.N)) }

// Add moves n quarters on, or back when n is negative.
func (q Quarter) Add(n int) Quarter {
	i := q.Year*4 + q.N - 1 + n
	return Quarter{i / 4, i%4 + 1}
}

// MarshalText writes the short form.
func (q Quarter) MarshalText() ([]byte, error) { return []byte(q.String()), nil }

// UnmarshalText reads any form ParseQuarter does; nothing is no quarter.
func (q *Quarter) UnmarshalText(b []byte) (err error) {
	*q = Quarter{}
	if len(b) > 0 {
		*q, err = ParseQuarter(string(b))
	}
	return err
}
