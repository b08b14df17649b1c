package tables

import (
	"regexp"
	"strconv"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"

	"golang.org/x/text/unicode/norm"
)

// yearText is a year in a header, of four digits or, before 年, of two.
var yearText = regexp.MustCompile(`(?:20\d\d|(?:\b|^)\d\d年)(?:年度|年|度)*`)

// thisYearWord is how 栏目别名 writes the year a header names.
const thisYearWord = "本年"

// dated reads headers that name a year: 2023年度目标, 年度计划 over 2023年. What
// is done and paid in a year is another figure than the cumulative one, and
// Money is no target. ok is false for headers that name none.
func (h *headers) dated(levels []string, quarter plan.Quarter) (m meaning, ok bool) {
	text := norm.NFKC.String(strings.Join(levels, ""))
	at := yearText.FindStringIndex(text)
	if at == nil {
		return nil, false
	}
	year, _ := strconv.Atoi(strings.Trim(text[at[0]:at[1]], "年度"))
	year = 2000 + year%100
	if m := h.names[plan.Key(text)]; m.key == plan.YearKey(year) {
		return meaning{m}, true
	}
	if m := h.findPeriod(strings.Join(levels, ""), quarter); m != nil {
		return m, true
	}
	before, behind := text[:at[0]], text[at[1]:]
	if plan.Key(before+behind) == "" {
		return h.ofYear(meaning{{key: plan.YearColumn, rank: byAlias}}, year, byAlias), true
	}
	var of meaning
	for _, words := range []string{thisYearWord + before + behind, thisYearWord + behind + before, before + behind, behind + before} {
		of = h.named(words)
		if of == nil {
			continue
		}
		if of.first().key == "" {
			return nil, true
		}
		if m := h.ofYear(of, year, byAlias); m != nil {
			return m, true
		}
		break
	}
	if parents := len(levels) - 1; of == nil && parents > 0 && yearText.MatchString(levels[parents]) && h.named(levels[parents-1]).first().key == plan.YearColumn {
		return h.dated(levels[parents:], quarter) // 2023年目标 under 分年度目标
	}
	if c, _ := h.plan.Column(of.first().key); year != quarter.Year || c.Type == plan.TypeMoney || of.first().key == "progress" {
		return nil, true
	}
	return of, true
}

// ofYear are the matches that mean a target, as matches of a year's column.
func (h *headers) ofYear(all meaning, year int, at rank) meaning {
	key := plan.YearKey(year)
	var ms meaning
	for _, m := range all {
		if m.key == plan.YearColumn && h.years[key] {
			m.key, m.rank = key, max(m.rank, at)
			ms = append(ms, m)
		}
	}
	return ms
}

// undated are the matches of a header that names no year: its targets are
// those of the year reported on.
func (h *headers) undated(all meaning, quarter plan.Quarter) meaning {
	var ms meaning
	for _, m := range all {
		if m.key == plan.YearColumn {
			ms = append(ms, h.ofYear(meaning{m}, quarter.Year, byPeriod)...)
		} else {
			ms = append(ms, m)
		}
	}
	return ms
}

// periodHead is the period that a header of the quarter's news may begin with.
var periodHead = regexp.MustCompile(`^(?:截至|截止|至)?(?:(20\d\d)年?)?(?:第?([一二三四1-4])季度?|(上半年|半年)|(前三季度)|(?:\d{1,2}月?[-至])?(\d{1,2})月份?(?:\d{1,2}日)?|本季度?|当季|本期|本月)?(?:末|底)?`)

// quarterCode is a quarter written Q2.
var quarterCode = regexp.MustCompile(`[Qq]([1-4])`)

// periodText is a header as periods are read from it.
func periodText(text string) string {
	return quarterCode.ReplaceAllString(values.Narrow(text), "${1}季度")
}

// findPeriod reads headers such as 二季度进展情况, 1-6月推进情况 and
// 截至6月底累计投资, as long as they speak of the quarter reported on, and of the
// next one where they say what is to come.
func (h *headers) findPeriod(text string, quarter plan.Quarter) meaning {
	text = periodText(text)
	if rest, ok := strings.CutPrefix(text, "下半年"); ok && quarter.N == 2 {
		return h.toCome(rest)
	}
	m := periodHead.FindStringSubmatch(text)
	if m[0] == "" || m[0] == text {
		return h.periodBehind(text, quarter)
	}
	rest := text[len(m[0]):]
	if quarter.N != 0 && m[2]+m[5] != "" && spansTo(m, quarter.Add(1)) {
		return h.toCome(rest)
	}
	if quarter.N != 0 && !spansTo(m, quarter) {
		return nil
	}
	var found meaning
	for i, of := range h.named(rest) {
		cumulative := strings.HasPrefix(rest, "累计") || strings.HasPrefix(text, "截") && (of.key == "paid" || of.key == "progress") ||
			of.key == "progress" && (strings.HasSuffix(m[0], "底") || strings.HasSuffix(m[0], "末"))
		switch {
		case of.rank != noMatch && (news[of.key] || cumulative):
			of.rank, of.until = byPeriod, lastMonth(m, quarter)
			found = append(found, of)
		case i == 0:
			return nil // the likeliest is another figure
		}
	}
	return found
}

// toCome reads what a header says behind the quarter to come.
func (h *headers) toCome(rest string) meaning {
	if h.named("下季度"+rest).first().key != "next" {
		return nil
	}
	return meaning{{key: "next", rank: byPeriod}}
}

// behindHead is a period in brackets behind a header: 完成情况(6月).
var behindHead = regexp.MustCompile(`^([^()]+)\(([^()]+)\)$`)

func (h *headers) periodBehind(text string, quarter plan.Quarter) meaning {
	m := behindHead.FindStringSubmatch(text)
	if m == nil {
		return nil
	}
	if head := periodHead.FindString(m[2]); head == "" || head != m[2] {
		return nil
	}
	return h.findPeriod(m[2]+m[1], quarter)
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

// monthOf is the last month of the period that a whole text is: 1-6月, 二季度,
// 截至6月底. ok is false for any other text, and for another year's.
func monthOf(text string, quarter plan.Quarter) (month int, ok bool) {
	if !strings.ContainsAny(text, "月季半QqＱｑ") {
		return 0, false
	}
	text = periodText(text)
	m := periodHead.FindStringSubmatch(text)
	if m[0] != text || text == "" || m[1] != "" && m[1] != strconv.Itoa(quarter.Year) {
		return 0, false
	}
	switch {
	case m[2] != "":
		return 3 * (strings.Index("一1二2三3四4", m[2])/len("一1") + 1), true
	case m[3] != "":
		return 6, true
	case m[4] != "":
		return 9, true
	case m[5] != "":
		month, _ = strconv.Atoi(m[5])
		return month, true
	}
	return 0, false
}
