package values

import (
	"time"

	"jingpin/internal/plan"
)

// Period is a span of days; a single day is a span of one.
type Period struct {
	Start, End plan.Date
}

func dayPeriod(y, m, d int) (Period, bool) {
	if m < 1 || m > 12 || d < 1 || d > plan.MonthEnd(y, time.Month(m)).Time().Day() {
		return Period{}, false
	}
	at := plan.Day(y, time.Month(m), d)
	return Period{at, at}, true
}

func monthPeriod(y, m int) (Period, bool) {
	if m < 1 || m > 12 {
		return Period{}, false
	}
	return Period{plan.Day(y, time.Month(m), 1), plan.MonthEnd(y, time.Month(m))}, true
}

func monthsPeriod(y, from, to int) Period {
	return Period{plan.Day(y, time.Month(from), 1), plan.MonthEnd(y, time.Month(to))}
}

func yearPeriod(y int) Period { return monthsPeriod(y, 1, 12) }

// last is the last day of a period: 底 and 末 are periods of their own.
func (p Period) last() Period { return Period{p.End, p.End} }

// adjoins reports that q begins the day after p.
func (p Period) adjoins(q Period) bool { return q.Start == p.End+1 }

// base is what a time leaves to what stands before it or around it.
type base struct {
	year, month int  // 0 for none
	point       bool // dates are written with points or strokes: 2024.6.1-9.30
	months      bool // and so are months: 2023.3-12
}

// moment is a time that was read from a text.
type moment struct {
	Period
	base  base // for a time behind it
	vague bool // 初, 中 of a year: no day that anybody could be held to
	named bool // it has a year of its own
	bare  bool // its month has no 月: 2023年3
}

// The years a plan may speak of.
const (
	firstYear = 1990
	lastYear  = 2099
)

// moment reads one time at i: a day, a month or a third of it, several months
// or quarters side by side, half a year, a year.
func (t *text) moment(i int, b base) (m moment, next int, ok bool) {
	if m, next, ok = t.compact(i); ok {
		return m, next, true
	}
	year, next, sep, ok := t.year(i)
	if ok {
		if sep != 0 {
			return t.pointed(next, year, sep)
		}
		if m, n, ok := t.within(next, year); ok {
			m.named = true
			return m, n, true
		}
		return moment{Period: yearPeriod(year), base: base{year: year}, named: true}, next, true
	}
	if b.year == 0 {
		return moment{}, i, false
	}
	if n := t.longest(i, []string{"次年", "翌年"}); n > 0 && i > 0 {
		i, b = i+n, base{year: b.year + 1}
	}
	if m, next, ok = t.within(i, b.year); ok && !m.bare {
		return m, next, true
	}
	if b.point {
		if m, next, ok := t.pointed(i, b.year, '.'); ok && (m.Start == m.End || b.months) {
			m.named = false
			return m, next, true
		}
	}
	if b.month != 0 {
		if d, n := t.dayNumber(i); n > i {
			if p, ok := dayPeriod(b.year, b.month, d); ok {
				return moment{Period: p, base: b}, n, true
			}
		}
	}
	return moment{}, i, false
}

// compact reads 20230630 and 202306.
func (t *text) compact(i int) (m moment, next int, ok bool) {
	if isDigit(t.peek(i - 1)) {
		return moment{}, i, false
	}
	v, next := t.digits(i)
	switch next - i {
	case 8:
		p, ok := dayPeriod(v/10000, v/100%100, v%100)
		return moment{Period: p, base: base{year: v / 10000, month: v / 100 % 100}, named: true}, next, ok && inRange(v/10000)
	case 6:
		p, ok := monthPeriod(v/100, v%100)
		return moment{Period: p, base: base{year: v / 100}, named: true}, next, ok && inRange(v/100)
	}
	return moment{}, i, false
}

func inRange(year int) bool { return year >= firstYear && year <= lastYear }

// year reads a year and what parts it from the rest: 年, or one of - / . before
// a figure, which is sep. Two figures need their 年, or a month and a day behind
// them.
func (t *text) year(i int) (year, next int, sep rune, ok bool) {
	if isDigit(t.peek(i - 1)) {
		return 0, i, 0, false
	}
	year, next = t.hanziYear(i)
	hanzi := next > i
	if !hanzi {
		year, next = t.digits(i)
	}
	switch n := next - i; {
	case !hanzi && n == 2:
		year += 2000
		if t.peek(next) == '年' || t.peek(next) == 'q' && isDigit(t.peek(next+1)) {
			break
		}
		sep = t.peek(next)
		if _, _, ok := t.pointed(next+1, year, sep); !ok || !isPoint(sep) || !t.pointsTwice(next) {
			return 0, i, 0, false
		}
		return year, next + 1, sep, true
	case !hanzi && n != 4, !inRange(year):
		return 0, i, 0, false
	}
	switch sep = t.peek(next); {
	case sep == '年':
		next++
		if t.peek(next) == '度' || t.peek(next) == '份' {
			next++
		}
		return year, next, 0, true
	case isPoint(sep) && isDigit(t.peek(next+1)):
		if _, _, ok := t.pointed(next+1, year, sep); ok {
			return year, next + 1, sep, true
		}
	case isPoint(sep) && t.peek(next+1) == gapRune && isDigit(t.peek(next+2)):
		if _, _, ok := t.pointed(next+2, year, sep); ok {
			return year, next + 2, sep, true
		}
	}
	return year, next, 0, true
}

// pointsTwice reports a month and a day, both parted by the mark at i.
func (t *text) pointsTwice(i int) bool {
	_, next := t.digits(i + 1)
	return t.peek(next) == t.peek(i) && isDigit(t.peek(next+1))
}

func isPoint(r rune) bool { return r == '-' || r == '/' || r == '.' || r == '。' || r == '·' }

// hanziYear reads 二〇二三, 二零二三 and 二O二三.
func (t *text) hanziYear(i int) (year, next int) {
	for next = i; next < i+4; next++ {
		r := t.peek(next)
		d, ok := hanziDigits[r]
		switch {
		case ok && r != '两':
		case (r == 'o' || r == '0') && next > i:
			d = 0
		default:
			return 0, i
		}
		year = year*10 + d
	}
	if _, more := hanziDigits[t.peek(next)]; more || !inRange(year) {
		return 0, i
	}
	return year, next
}

// pointed reads what stands behind 2023. and its like: a month, or a month and
// a day with the same mark between them.
func (t *text) pointed(i, year int, sep rune) (m moment, next int, ok bool) {
	mon, next := t.digits(i)
	if n := next - i; n < 1 || n > 2 || mon < 1 || mon > 12 {
		return moment{}, i, false
	}
	m = moment{base: base{year: year, point: true}, named: true}
	j := next
	if t.peek(j) == sep {
		j++
		if t.peek(j) == gapRune {
			j++
		}
		if d, n := t.digits(j); n > j && n-j <= 2 {
			if p, ok := dayPeriod(year, mon, d); ok {
				if t.peek(n) == '日' || t.peek(n) == '号' {
					n++
				}
				m.Period, m.base.month = p, mon
				return m, t.clock(n), true
			}
		}
	}
	if t.peek(next) == '月' {
		m, next, ok = t.month(next+1, year, mon)
		m.named, m.base.point = true, true
		return m, next, ok
	}
	m.Period, _ = monthPeriod(year, mon)
	m.base.months = true
	if third, n := t.third(next, base{year: year, month: mon}); n > next {
		m.Period, next = third, n
	}
	return m, next, true
}

// clock is where the time of day behind a day ends: 17:00, 24时.
func (t *text) clock(i int) int {
	j := i
	if t.peek(j) == gapRune || t.peek(j) == 't' {
		j++
	}
	hour, n := t.digits(j)
	if n == j || n-j > 2 || hour > 24 {
		return i
	}
	switch t.peek(n) {
	case '时', '点':
		n++
		if t.peek(n) == '整' {
			n++
		}
		return n
	case ':':
	default:
		return i
	}
	for t.peek(n) == ':' {
		v, after := t.digits(n + 1)
		if after-n != 3 || v > 59 {
			return i
		}
		n = after
	}
	if t.peek(n) == '.' {
		if _, after := t.digits(n + 1); after > n+1 {
			n = after
		}
	}
	if t.peek(n) == 'z' {
		n++
	}
	return n
}

// within reads what may stand behind a year's 年, or by itself where the year
// is known.
func (t *text) within(i, year int) (m moment, next int, ok bool) {
	m.base = base{year: year}
	for _, f := range t.vocab.parts {
		for _, w := range f.words {
			if !t.has(i, w) || len([]rune(w)) <= next-i || t.peek(i+len([]rune(w))-1) == '初' && t.peek(i+len([]rune(w))) == '步' {
				continue
			}
			m, next, ok = moment{Period: f.period(year), base: base{year: year}, vague: f.vague}, i+len([]rune(w)), true
		}
	}
	if ok {
		if t.peek(next) == '末' || t.peek(next) == '底' {
			m.Period, next = m.last(), next+1
		}
		return m, next, true
	}
	if m, next, ok = t.quarters(i, year); ok {
		return m, next, true
	}
	return t.months(i, year)
}

// yearPart is a part of a year that has a name of its own.
type yearPart struct {
	name   string   // as the plan's list has it
	words  []string // behind the 年 of its year, where a character will do
	period func(year int) Period
	vague  bool
}

var yearParts = []yearPart{
	{"全年", []string{"内"}, yearPeriod, false},
	{"年底", []string{"底", "末", "终"}, func(y int) Period { return yearPeriod(y).last() }, false},
	{"年初", []string{"初"}, func(y int) Period { return monthsPeriod(y, 1, 1) }, true},
	{"年中", []string{"中"}, func(y int) Period { return monthsPeriod(y, 6, 6) }, true},
	{"上半年", nil, func(y int) Period { return monthsPeriod(y, 1, 6) }, false},
	{"下半年", nil, func(y int) Period { return monthsPeriod(y, 7, 12) }, false},
	{"上下半年", []string{"上下半年", "上、下半年", "上半年、下半年"}, yearPeriod, false},
	{"前二季度", nil, func(y int) Period { return monthsPeriod(y, 1, 6) }, false},
	{"前三季度", nil, func(y int) Period { return monthsPeriod(y, 1, 9) }, false},
}

// quarters reads one quarter or several that adjoin: 二季度, Q2, 三、四季度,
// 二至四季度.
func (t *text) quarters(i, year int) (m moment, next int, ok bool) {
	m.base = base{year: year}
	if isPoint(t.peek(i)) && t.peek(i+1) == 'q' {
		i++
	}
	if t.peek(i) == 'q' {
		q, n := t.digits(i + 1)
		if n != i+2 || q < 1 || q > 4 {
			return m, i, false
		}
		m.Period = monthsPeriod(year, 3*q-2, 3*q)
		return t.ending(m, n)
	}
	first, last, n, ok := t.series(i, 4, "季")
	if !ok {
		return m, i, false
	}
	if t.peek(n) == 'q' && n == i+1 {
		n++
	} else {
		if t.peek(n) == '个' {
			n++
		}
		if t.peek(n) != '季' {
			return m, i, false
		}
		if n++; t.peek(n) == '度' {
			n++
		}
	}
	m.Period = monthsPeriod(year, 3*first-2, 3*last)
	return t.ending(m, n)
}

// ending reads 底, 末 or 初 behind a quarter.
func (t *text) ending(m moment, i int) (moment, int, bool) {
	switch t.peek(i) {
	case '底', '末':
		m.Period, i = m.last(), i+1
	case '初':
		_, month, _ := m.Start.Time().Date()
		m.Period, i, m.vague = monthsPeriod(m.Start.Year(), int(month), int(month)), i+1, true
	}
	return m, i, true
}

// series reads a number, or several that go up by one or form a range, each up
// to most: 三, 三、四, 三四, 1-3. Their unit stands behind the last, where it is
// not taken, and may stand behind the others as well.
func (t *text) series(i, most int, unit string) (first, last, next int, ok bool) {
	first, next = t.ordinal(i, most)
	if next == i {
		return 0, 0, i, false
	}
	last = first
	for {
		j := next + t.longest(next, seriesUnits[unit])
		ranges := t.longest(j, rangeMarks)
		k := j + max(t.longest(j, listMarks), ranges)
		if k == j && t.peek(j) == '.' && isDigit(t.peek(j-1)) { // 3.4季度
			k++
		}
		if k == j && (j > next || isDigit(t.peek(k))) {
			return first, last, next, true
		}
		v, n := t.ordinal(k, most)
		if n == k || !t.leadsTo(n, most, unit) || ranges > 0 && v <= last || ranges == 0 && v != last+1 {
			return first, last, next, true
		}
		last, next = v, n
	}
}

var seriesUnits = map[string][]string{"季": {"季度", "季"}, "月": {"月份", "月"}}

// leadsTo reports a unit behind i, whatever else of the series stands between.
func (t *text) leadsTo(i, most int, unit string) bool {
	for {
		if t.has(i, unit) || unit == "季" && t.peek(i) == '个' {
			return true
		}
		k := i + max(t.longest(i, listMarks), t.longest(i, rangeMarks))
		if k == i && t.peek(i) == '.' {
			k++
		}
		_, n := t.ordinal(k, most)
		if n == k {
			return false
		}
		i = n
	}
}

// ordinal reads 第三, 三, 3 or 元, up to most.
func (t *text) ordinal(i, most int) (v, next int) {
	at := i
	if t.peek(at) == '第' {
		at++
	}
	if v, next = t.digits(at); next == at {
		if most == 12 {
			v, next = t.small(at)
		} else if d, ok := hanziDigits[t.peek(at)]; ok {
			v, next = d, at+1
		} else {
			return t.roman(i, at)
		}
	}
	if next == at || next-at > 2 || v < 1 || v > most {
		return 0, i
	}
	return v, next
}

// roman reads Ⅰ to Ⅳ at a place, the numbers of quarters; next is i where there
// is none.
func (t *text) roman(i, at int) (v, next int) {
	for n, w := range []string{"iv", "iii", "ii", "i"} {
		if t.has(at, w) {
			return 4 - n, at + len(w)
		}
	}
	return 0, i
}

// rangeMarks stand between the ends of a range, listMarks between times side by
// side.
var (
	rangeMarks = []string{"-", "--", "---", "~", "~~", "→", "->", "-->", "至", "到", "直至", "直到"}
	listMarks  = []string{"、", ",", "和", "及", "与", "/"}
)

// months reads a month with what stands behind it, or several that adjoin.
func (t *text) months(i, year int) (m moment, next int, ok bool) {
	if t.peek(i) == '元' && t.peek(i+1) == '月' {
		return t.month(i+2, year, 1)
	}
	first, last, next, ok := t.series(i, 12, "月")
	switch {
	case !ok || t.peek(i) == '第':
		return m, i, false
	case t.peek(next) == '月' && last == first:
		return t.month(next+1, year, first)
	case t.peek(next) == '月' && isDigit(t.peek(next+1)): // 6月-12月31日
		if _, n := t.ordinal(i, 12); t.peek(n) == '月' {
			return t.month(n+1, year, first)
		}
	case t.peek(next) == '月':
		m.Period, m.base = monthsPeriod(year, first, last), base{year: year, month: last}
		next++
		if t.peek(next) == '份' {
			next++
		}
		if t.peek(next) == '底' || t.peek(next) == '末' {
			next++
		}
		return m, next, true
	}
	// 2024年6.30, and 2024年6 whose 月 stands elsewhere or nowhere.
	mon, n := t.digits(i)
	if n == i || n-i > 2 || mon < 1 || mon > 12 {
		return m, i, false
	}
	m.base = base{year: year}
	if sep := t.peek(n); sep == '.' || sep == '/' {
		if d, after := t.digits(n + 1); after > n+1 && after-n <= 3 {
			if p, ok := dayPeriod(year, mon, d); ok {
				m.Period, m.base = p, base{year: year, month: mon, point: true}
				if t.peek(after) == '日' || t.peek(after) == '号' {
					after++
				}
				return m, after, true
			}
		}
	}
	m.Period, _ = monthPeriod(year, mon)
	m.bare = true
	return m, n, true
}

// third is a part of a month, from one day to another; 0 is its last.
type third struct {
	name     string   // as the plan's list has it
	words    []string // behind the 月, where a character will do
	from, to int
}

var thirds = []third{
	{"上旬", nil, 1, 10}, {"中旬", nil, 11, 20}, {"下旬", nil, 21, 0}, {"上中旬", nil, 1, 20}, {"中下旬", nil, 11, 0},
	{"月初", []string{"初"}, 1, 10}, {"月中", []string{"中"}, 11, 20}, {"月底", []string{"底", "末"}, 0, 0}, {"上半月", nil, 1, 15}, {"下半月", nil, 16, 0},
}

// month reads what stands behind 月: a day, a third of the month, nothing.
func (t *text) month(i, year, mon int) (m moment, next int, ok bool) {
	m.base = base{year: year, month: mon}
	if m.Period, ok = monthPeriod(year, mon); !ok {
		return m, i, false
	}
	next = i
	if t.peek(next) == '份' {
		next++
	}
	if third, n := t.third(next, m.base); n > next {
		m.Period = third
		return m, n, true
	}
	if d, n := t.dayNumber(next); n > next {
		p, ok := dayPeriod(year, mon, d)
		if !ok {
			return m, i, false
		}
		m.Period = p
		return m, t.clock(n), true
	}
	return m, next, true
}

// third reads a part of a month; next is i where there is none.
func (t *text) third(i int, b base) (p Period, next int) {
	next = i
	for _, third := range t.vocab.month {
		n := t.longest(i, third.words)
		if n <= next-i || t.has(i, "初步") { // 6月初步建成
			continue
		}
		from, to := third.from, third.to
		if from == 0 {
			from = b.last()
		}
		if to == 0 {
			to = b.last()
		}
		p, next = Period{plan.Day(b.year, time.Month(b.month), from), plan.Day(b.year, time.Month(b.month), to)}, i+n
	}
	return p, next
}

// last is the number of the month's last day.
func (b base) last() int { return plan.MonthEnd(b.year, time.Month(b.month)).Time().Day() }

// dayNumber reads 30日, 30号, 30 and 三十日.
func (t *text) dayNumber(i int) (d, next int) {
	d, next = t.digits(i)
	if next == i {
		if d, next = t.small(i); next == i || t.peek(next) != '日' && t.peek(next) != '号' {
			return 0, i
		}
	}
	if next-i > 3 || t.peek(next) == '月' || t.peek(next) == '年' || t.peek(next) == '%' {
		return 0, i
	}
	if t.peek(next) == '日' || t.peek(next) == '号' {
		next++
	}
	return d, next
}
