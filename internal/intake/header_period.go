package intake

import (
	"regexp"
	"strconv"
	"strings"

	"jingpin/internal/plan"

	"golang.org/x/text/unicode/norm"
)

var (
	yearOnly = regexp.MustCompile(`^\s*20\d\d\s*年?\s*$`)
	yearText = regexp.MustCompile(`20\d\d`)
)

// findYear reads target headers such as 2023年度目标 and 年度计划2023年, and
// those that name no year.
func (h *headers) findYear(levels []string, quarter plan.Quarter) match {
	text := norm.NFKC.String(strings.Join(levels, ""))
	year, at := quarter.Year, byPeriod
	if y := yearText.FindString(text); y != "" {
		year, _ = strconv.Atoi(y)
		at = byAlias
	}
	rest := plan.Key(yearText.ReplaceAllString(text, ""))
	rest = strings.TrimPrefix(strings.TrimSuffix(rest, "年"), "年")
	named := h.generic[rest] || h.generic["年度"+rest] || h.generic["年"+rest] || h.generic[rest+"计划"]
	key := plan.YearKey(year)
	if h.years[key] && named {
		return match{key: key, rank: at}
	}
	return match{rank: noMatch}
}

// periodHead is the period that a header of the quarter's news may begin with.
var periodHead = regexp.MustCompile(`^(?:截至|截止)?(?:(20\d\d)年?)?(?:第?([一二三四1-4])季度|(上半年)|(前三季度)|(?:\d{1,2}[-至])?(\d{1,2})月份?|本季度?|当季|本期|本月)?(?:末|底)?`)

// findPeriod reads headers such as 二季度进展情况, 1-6月推进情况 and
// 截至6月底累计投资, as long as they speak of the quarter reported on.
func (h *headers) findPeriod(leaf string, quarter plan.Quarter) match {
	text := narrow(leaf)
	m := periodHead.FindStringSubmatch(text)
	if m[0] == "" || m[0] == text {
		return match{rank: noMatch}
	}
	found := h.named(text[len(m[0]):])
	cumulative := strings.HasPrefix(text[len(m[0]):], "累计")
	if found.rank == noMatch || !news[found.key] && !cumulative || quarter.N != 0 && !spansTo(m, quarter) {
		return match{rank: noMatch}
	}
	return match{found.key, byPeriod, lastMonth(m, quarter)}
}

// news are the columns that a period may stand before. An amount or a
// percentage of a period is another figure than the cumulative one.
var news = map[string]bool{"done": true, "problem": true, "ask": true, "status": true}

// lastMonth is the month that a period of the quarter ends with; without a
// quarter periods cannot be compared.
func lastMonth(m []string, quarter plan.Quarter) int {
	if quarter.N == 0 {
		return 0
	}
	if month, err := strconv.Atoi(m[5]); err == nil {
		return month
	}
	return quarter.N * 3
}

// spansTo reports whether the period a match of periodHead names, as far as it
// names one, ends with the quarter.
func spansTo(m []string, quarter plan.Quarter) bool {
	if m[1] != "" && m[1] != strconv.Itoa(quarter.Year) {
		return false
	}
	n := quarter.N
	switch {
	case m[2] != "":
		n = strings.Index("一1二2三3四4", m[2])/len("一1") + 1
	case m[3] != "":
		n = 2
	case m[4] != "":
		n = 3
	case m[5] != "":
		month, _ := strconv.Atoi(m[5])
		n = (month + 2) / 3
	}
	return n == quarter.N
}
