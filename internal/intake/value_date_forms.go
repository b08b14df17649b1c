package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"jingpin/internal/plan"
)

func month(m int) time.Month { return time.Month(m) }

// The parts a date is written in. Every pattern is matched against the whole
// of a text whose trimmings are gone, so nothing is taken from the middle of
// a sentence. A year of two digits needs its 年, or a month and a day behind
// it: 12.31 names no year.
var (
	dayForm     = regexp.MustCompile(`^(\d{4}|\d{2})(?:年|[-/.,])(\d{1,2})(?:月|[-/.,])(\d{1,2})[日号]?(?:T?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?$`)
	compactForm = regexp.MustCompile(`^(20\d{2})(\d{2})(\d{2})$`)
	shortForm   = regexp.MustCompile(`^(20\d{2})(0[1-9]|1[0-2])$`)
	monthForm   = regexp.MustCompile(`^(\d{4}年|\d{4}[-/.]|\d{2}年)(\d{1,2}月?|(?:十[一二]?|[一二三四五六七八九])月)(?:份)?(上旬|中旬|下旬|初|中|底|末)?$`)
	quarterForm = regexp.MustCompile(`^(\d{4}|\d{2})年?(?:第?([一二三四1-4])季度?|[qQ]([1-4]))(?:底|末)?$`)
	halfForm    = regexp.MustCompile(`^(\d{4}|\d{2})年?([上下])半年(?:底|末)?$`)
	severalForm = regexp.MustCompile(`^(\d{4}|\d{2})年?前([二两三])个?季度(?:底|末)?$`)
	yearForm    = regexp.MustCompile(`^(\d{4}|\d{2}年)年?(?:全年|度?(?:内|底|末)?|年内|年底|年末)$`)
	trimmings   = regexp.MustCompile(`^(?:计划|预计|力争|确保|争取|拟|约|暂定|至|到|于|在|截至|自|从)+|(?:以前|之前|前|内|左右|完成|完工|竣工|完毕|建成|开工|启动|开始|起|止|实施|投入使用|交付|验收|办结|开放)+$`)
	bracketed   = regexp.MustCompile(`\([^()]*\)$`)
	rangeMark   = regexp.MustCompile(`-+|至|到`)
	shortYear   = regexp.MustCompile(`^\d{2}年`)
	writtenYear = regexp.MustCompile(`^二[〇零○O][一二三四五六七八九〇零]{2}年`)
)

func barePeriod(s string) (period, bool) {
	if m := dayForm.FindStringSubmatch(s); m != nil {
		return oneDay(m[1], m[2], m[3])
	}
	if m := compactForm.FindStringSubmatch(s); m != nil {
		return oneDay(m[1], m[2], m[3])
	}
	if m := shortForm.FindStringSubmatch(s); m != nil {
		return oneMonth(fullYear(m[1]), monthNumber(m[2]), "")
	}
	if m := monthForm.FindStringSubmatch(s); m != nil {
		return oneMonth(fullYear(strings.TrimRight(m[1], "年-/.")), monthNumber(strings.TrimSuffix(m[2], "月")), m[3])
	}
	if m := quarterForm.FindStringSubmatch(s); m != nil {
		q, err := plan.ParseQuarter(strconv.Itoa(fullYear(m[1])) + "年" + m[2] + m[3] + "季度")
		if err != nil {
			return period{}, false
		}
		return period{Start: q.First(), End: q.Last()}, true
	}
	return longPeriod(s)
}

// longPeriod reads half a year, several quarters or a year.
func longPeriod(s string) (period, bool) {
	if m := halfForm.FindStringSubmatch(s); m != nil {
		y := fullYear(m[1])
		if m[2] == "上" {
			return period{Start: plan.Day(y, 1, 1), End: plan.Day(y, 6, 30)}, true
		}
		return period{Start: plan.Day(y, 7, 1), End: plan.Day(y, 12, 31)}, true
	}
	if m := severalForm.FindStringSubmatch(s); m != nil {
		y, last := fullYear(m[1]), time.June
		if m[2] == "三" {
			last = time.September
		}
		return period{Start: plan.Day(y, 1, 1), End: plan.MonthEnd(y, last)}, true
	}
	if m := yearForm.FindStringSubmatch(s); m != nil {
		y := fullYear(strings.TrimSuffix(m[1], "年"))
		return period{Start: plan.Day(y, 1, 1), End: plan.Day(y, 12, 31)}, y >= 1900
	}
	return period{}, false
}

func oneDay(y, m, d string) (period, bool) {
	year, mon, day := fullYear(y), monthNumber(m), monthNumber(d)
	if mon < 1 || mon > 12 || day < 1 || day > plan.MonthEnd(year, month(mon)).Time().Day() {
		return period{}, false
	}
	at := plan.Day(year, month(mon), day)
	return period{Start: at, End: at}, true
}

// oneMonth is a month or a third of it.
func oneMonth(y, m int, part string) (period, bool) {
	if m < 1 || m > 12 {
		return period{}, false
	}
	d := period{Start: plan.Day(y, month(m), 1), End: plan.MonthEnd(y, month(m))}
	switch part {
	case "上旬", "初":
		d.End = plan.Day(y, month(m), 10)
	case "中旬", "中":
		d.Start, d.End = plan.Day(y, month(m), 11), plan.Day(y, month(m), 20)
	case "下旬":
		d.Start = plan.Day(y, month(m), 21)
	}
	return d, true
}

// fullYear reads 2023 or 23; two digits are of this century.
func fullYear(s string) int {
	y, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	if y < 100 {
		return 2000 + y
	}
	return y
}

// monthNumber reads 6, 06, 六 or 十二; 0 when it is none.
func monthNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	const digits = "一二三四五六七八九"
	tens, rest := 0, s
	if r, ok := strings.CutPrefix(s, "十"); ok {
		tens, rest = 10, r
	}
	if rest == "" {
		return tens
	}
	i := strings.Index(digits, rest)
	if i < 0 {
		return 0
	}
	return tens + i/len("一") + 1
}
