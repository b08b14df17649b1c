package tables

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"

	"golang.org/x/text/unicode/norm"
)

// rank says how well a header names a column; a lower rank is better.
type rank int

const (
	byName   rank = iota // the form's own name
	byParent             // parent and child together
	byAlias              // a name seen for it
	byHint               // such a name that gives way to a plainer one: 责任单位 beside 牵头单位
	byPeriod             // such a name for the period reported on: 二季度进展情况, 年度目标
	noMatch
)

// match is a column a header may mean. until is the last month of the period
// it speaks of, 0 for none.
type match struct {
	key   string
	rank  rank
	until int
	form  int                    // the line of 栏目别名 that says so
	when  []plan.HeaderCondition // what else must be so
}

// unmatched is a header that means no column of ours.
var unmatched = match{rank: noMatch}

// Better reports a match that wins over another for the same column: of two
// periods the one that reaches further.
func (m match) better(than match) bool {
	return m.rank < than.rank || m.rank == than.rank && m.until > than.until
}

// Has reports a condition of that kind.
func (m match) Has(kind string) bool {
	return slices.ContainsFunc(m.when, func(c plan.HeaderCondition) bool { return c.Kind == kind })
}

// meaning are the columns a header may mean, the likeliest first: the first
// whose conditions hold is the one.
type meaning []match

// first is what the header means whatever else there is, or else the likeliest.
func (m meaning) first() match {
	if len(m) == 0 {
		return unmatched
	}
	return m[0]
}

// headers finds form columns by what a header says.
type headers struct {
	plan  *plan.Plan
	names map[string]match // key of a header text → column
	bare  map[string]bool  // header texts as bareHeader leaves them
	years map[string]bool  // keys of year columns
	sums  map[string]bool  // keys of 合计 and its like
	forms headerForms
	found values.Memo[meaning]
	known values.Memo[bool]
}

// headersOf are the headers of plans.
var headersOf = values.PerPlan[*headers]{Make: newHeaders}

func newHeaders(p *plan.Plan) *headers {
	h := &headers{
		plan: p, names: map[string]match{}, bare: map[string]bool{}, years: map[string]bool{},
		sums: map[string]bool{}, forms: newHeaderForms(p.HeaderForms),
	}
	for _, c := range p.Columns {
		h.add(c.Header, c.Key, byName)
		if c.Parent != "" {
			h.add(c.Parent+c.Header, c.Key, byParent)
			h.bare[bareHeader(c.Parent)] = true
		}
		for _, a := range c.Aliases {
			h.add(a, c.Key, aliasRank(c, a))
			if c.Parent != "" {
				h.add(c.Parent+a, c.Key, byParent)
			}
		}
		if c.Year != 0 {
			h.years[c.Key] = true
			h.add(c.Parent+c.Header+"计划", c.Key, byAlias)
		}
	}
	for _, a := range p.YearAliases {
		h.add(a, plan.YearColumn, byAlias)
	}
	for _, w := range p.Words {
		if w.List == listTotals {
			h.sums[plan.Key(w.Written)] = true
		}
	}
	return h
}

// aliasRank is byAlias, but for names of the lead that say only that someone
// is responsible.
func aliasRank(c plan.Column, alias string) rank {
	if c.Type == plan.TypeUnit && strings.HasPrefix(alias, "责任") {
		return byHint
	}
	return byAlias
}

// add registers a header with and without what stands in its brackets; a
// Better or earlier registration stays.
func (h *headers) add(text, key string, r rank) {
	h.bare[bareHeader(text)] = true
	for _, k := range headerKeys(text) {
		if old, ok := h.names[k]; !ok || r < old.rank {
			h.names[k] = match{key: key, rank: r}
		}
	}
}

// bareHeader is a header text without white space, marks before it and what
// stands in brackets behind it: enough to tell quickly that a row is none.
func bareHeader(text string) string {
	if i := strings.IndexAny(text, "(（[【〔"); i > 0 {
		text = text[:i]
	}
	text = strings.TrimLeft(strings.TrimPrefix(text, amongThem), "★☆*●◆■※:：")
	text = withoutNumber(text)
	if strings.ContainsFunc(text, unicode.IsSpace) {
		text = strings.Join(strings.Fields(text), "")
	}
	return text
}

// longestHeader is how many bytes a header may have.
const longestHeader = 90

// knows reports a text that looks like one of the form's headers.
func (h *headers) knows(text string) bool {
	if len(text) > longestHeader {
		return false
	}
	bare := bareHeader(text)
	return h.bare[bare] || h.forms.mayMatch(bare) && h.known.Of(bare, func(bare string) bool {
		return h.forms.match(plan.Key(bare)) != nil
	})
}

var brackets = regexp.MustCompile(`[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]`)

// unitTail is a unit at a header's end without brackets.
var unitTail = regexp.MustCompile(`[,::/]?\s*(?:单位[::]?)?(?:万元|千元|亿元|元|%)\s*$`)

// withoutNumber is a header without the number before it: 3.项目名称. Cells of
// any kind pass through here, so it looks no further than it must.
func withoutNumber(text string) string {
	rest := strings.TrimPrefix(text, "(")
	n := 0
	for n < len(rest) && n < 3 && rest[n] >= '0' && rest[n] <= '9' {
		n++
	}
	if n == 0 || n == 3 {
		return text
	}
	rest = rest[n:]
	marked := strings.TrimLeft(rest, ".、．)）,，:： ")
	if len(marked) == len(rest) || marked == "" || marked[0] <= '9' {
		return text
	}
	return marked
}

// amongThem stands before the header of a part of what the column to the left
// holds.
const amongThem = "其中"

// headerKeys are the keys a header goes by: whole, and without brackets,
// which hold units and remarks.
func headerKeys(text string) []string {
	text = withoutNumber(strings.TrimPrefix(norm.NFKC.String(text), amongThem))
	keys := []string{plan.Key(text)}
	for _, t := range []string{brackets.ReplaceAllString(text, ""), unitTail.ReplaceAllString(text, "")} {
		if k := plan.Key(t); k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// Find says which columns the stacked header texts of one column may mean.
// levels run from the top down. quarter tells which year a target header
// without one stands for, and which periods have not come yet.
func (h *headers) find(levels []string, quarter plan.Quarter) meaning {
	if len(levels[len(levels)-1]) > longestHeader {
		return nil
	}
	text := strings.Join(levels, "\x1f") + string(rune(8*quarter.Year+quarter.N)) // the quarter, quickly
	return h.found.Of(text, func(string) meaning { return h.fitting(levels, h.search(levels, quarter)) })
}

// fitting are the matches that the units in a header do not contradict: 万元
// heads amounts alone, and % none. What stands over several columns may head
// words among the amounts: 资金(万元) over 资金落实情况.
func (h *headers) fitting(levels []string, all meaning) meaning {
	_, money := unitOf(levels)
	_, own := unitOf(levels[len(levels)-1:])
	share := strings.ContainsAny(levels[len(levels)-1], "%％")
	if !money && !share {
		return all
	}
	if share && all.first().key == plan.KeyDone {
		return meaning{{key: plan.KeyProgress, rank: byHint}} // 完成情况(%)
	}
	return slices.DeleteFunc(slices.Clone(all), func(m match) bool {
		c, _ := h.plan.Column(m.key)
		isMoney := c.Type == plan.TypeMoney
		words := c.Type == plan.TypeChoice || c.Type == plan.TypeText || c.Type == plan.TypeLong
		return m.key != "" && (money && !isMoney && (own || !words) || share && !money && isMoney)
	})
}

func (h *headers) search(levels []string, quarter plan.Quarter) meaning {
	if slices.ContainsFunc(levels, otherPeriod) {
		return nil
	}
	leaf, parents := levels[len(levels)-1], levels[:len(levels)-1]
	if m, dated := h.dated(levels, quarter); dated {
		return m
	}
	if len(parents) > 0 && isPeriod(parents[len(parents)-1]) {
		return h.under(parents[len(parents)-1], leaf, quarter)
	}
	best := h.named(leaf)
	if best.first().rank > byName {
		for i := range parents {
			if m := h.plain(strings.Join(levels[i:], "")).first(); m.rank < noMatch && m.when == nil && best.first().rank > byParent {
				best = meaning{{key: m.key, rank: byParent}}
			}
		}
	}
	if best == nil {
		best = h.findShort(leaf, parents)
	}
	if best == nil || best.depends() {
		if m := h.role(leaf, parents); m != nil {
			best = m
		}
	}
	if best == nil {
		best = h.findPeriod(leaf, quarter)
	}
	return h.undated(underParents(best, parents), quarter)
}

// isPeriod reports a parent that only says when: 本季度, 1-6月.
func isPeriod(text string) bool {
	text = periodText(text)
	m := periodHead.FindString(text)
	return m != "" && m == text
}

// Under is what a header means under a parent that only says when: amounts and
// percentages of a period are other figures than the cumulative ones.
func (h *headers) under(period, leaf string, quarter plan.Quarter) meaning {
	if month, ok := monthOf(period, quarter); ok && strings.Contains(leaf, "进度") {
		return h.reachedBy(month, leaf, quarter)
	}
	if m := h.named(period + leaf); m != nil {
		return h.undated(m, quarter)
	}
	if m := h.findPeriod(period+leaf, quarter); m != nil {
		return m
	}
	m := h.named(leaf)
	c, _ := h.plan.Column(m.first().key)
	if _, other := monthOf(period, quarter); other || c.Type == plan.TypeMoney && !strings.Contains(leaf, "累计") {
		return nil
	}
	return h.undated(m, quarter)
}

// reachedBy is what a header of the progress means under a month: how far the
// work had come by then, if that is in the quarter.
func (h *headers) reachedBy(month int, leaf string, quarter plan.Quarter) meaning {
	if now := 3 * quarter.N; month > now || month <= now-3 {
		return nil
	}
	ms := slices.Clone(h.fitting([]string{leaf}, h.named(leaf)))
	for i := range ms {
		if ms[i].key != "" {
			ms[i].rank, ms[i].until = byPeriod, month
		}
	}
	return ms
}

// underParents is what a header means under parents that tell a plan from what
// came of it.
func underParents(m meaning, parents []string) meaning {
	switch key := m.first().key; {
	case key == "":
		return m
	case slices.ContainsFunc(m, func(m match) bool { return m.key == "finished" }) && slices.ContainsFunc(parents, saysPlan):
		return meaning{{key: "deadline", rank: byParent}}
	case m.first().rank == byName:
		return m
	case key == "deadline" && slices.ContainsFunc(parents, saysActual):
		return meaning{{key: "finished", rank: byParent}}
	case key == "start" && slices.ContainsFunc(parents, saysActual):
		return nil
	}
	return m
}

// findShort reads a child that leaves to its parent what both would say: 牵头
// Under 责任部门, 名称 under 项目名称, and the sum under 资金安排.
func (h *headers) findShort(leaf string, parents []string) meaning {
	child := plan.Key(values.Outside(leaf))
	for _, p := range slices.Backward(parents) {
		parent := []rune(plan.Key(values.Outside(p)))
		tries := []string{child + string(parent[max(0, len(parent)-2):])}
		switch {
		case h.sums[child]:
			tries = []string{p, string(parent) + "合计"}
		case len(parent) > 2 && strings.HasSuffix(string(parent), child):
			tries = []string{p}
		}
		for _, text := range tries {
			m := h.named(text).first()
			if m.rank < noMatch && (m.when == nil || h.sums[child]) && (!h.sums[child] || h.isMoney(m.key)) {
				return meaning{{key: m.key, rank: byParent}}
			}
		}
		if over := string(parent); h.sums[child] && saysAny(over, "资金", "经费", "投资") && !saysSpent(over) {
			return meaning{{key: "total", rank: byParent}} // what all sources give is the total
		}
	}
	return nil
}

// saysSpent reports a parent over what was paid, or over what a year has.
func saysSpent(over string) bool {
	return saysAny(over, "完成", "支出", "支付", "年", "使用", "到位")
}

// isMoney reports a column of amounts.
func (h *headers) isMoney(key string) bool {
	c, _ := h.plan.Column(key)
	return c.Type == plan.TypeMoney
}

// role reads a child that says which end of a time, or whose money, its parent
// speaks of: 开工 and 竣工 under 建设工期, 市 and 区 under 资金来源.
func (h *headers) role(leaf string, parents []string) meaning {
	child := plan.Key(values.Outside(leaf))
	if len(parents) == 0 || child == "" || len(child) > maxRole {
		return nil
	}
	over := plan.Key(strings.Join(parents, ""))
	var tries []string
	switch {
	case saysTime(over) && slices.Contains(endsOfPlans, child): // 计划 and 实际 under 竣工时间
		if child == "实际" && h.named(over).first().key == plan.KeyStart {
			return nil
		}
		tries = []string{child + over}
	case saysAny(over, "时间", "工期", "周期", "期限", "时限", "年限", "节点", "日期") && saysActual(over):
		tries = []string{"实际" + child + "时间"}
	case saysAny(over, "时间", "工期", "周期", "期限", "时限", "年限", "节点", "日期"):
		tries = []string{"计划" + child + "时间"}
	case saysAny(over, "资金", "来源", "经费", "投资", "筹措", "金额", "财力", "预算", "出资", "筹资", "分摊", "承担") && !saysSpent(over):
		tries = []string{child + "级资金", child + "资金"}
	case strings.Contains(over, "计划"):
		tries = []string{"计划" + child + "时间"}
	}
	for _, text := range tries {
		if m := h.named(text).first(); m.rank < noMatch && m.key != "total" {
			return meaning{{key: m.key, rank: byParent}}
		}
	}
	return nil
}

// endsOfPlans tell the time that was planned from the one that came.
var endsOfPlans = []string{"计划", "预计", "拟", "目标", "实际"}

func saysTime(text string) bool { return saysAny(text, "时间", "日期", "时限") }

// maxRole is how many bytes a child that only says its role may have.
const maxRole = len("社会及其他资金")

// saysAny reports a text with one of the words in it.
func saysAny(text string, words ...string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(text, w) })
}

// Named are the columns a single text names: one that goes by that name, or
// else all that are headed so under some condition. What stands in brackets
// belongs to it, if it is any name's; else it is a remark.
func (h *headers) named(text string) meaning {
	if ms := h.plain(text); ms != nil {
		return ms
	}
	return h.joined(text)
}

// plain is named for a text that speaks of one thing.
func (h *headers) plain(text string) meaning {
	if h.listsStatus(text) {
		return meaning{{key: "status", rank: byAlias}}
	}
	if m := behindHead.FindStringSubmatch(values.Narrow(text)); m != nil && slices.Contains(endsOfPlans, m[2]) {
		if ms := h.plain(m[2] + m[1]); ms != nil {
			return ms // 完成日期(实际)
		}
		if c, ok := h.plan.Column(h.plain(m[1]).first().key); ok && m[2] != "实际" && !c.Has(plan.TraitPlan) {
			return meaning{unmatched} // 累计进度(计划)
		}
	}
	for _, k := range headerKeys(text) {
		if m, ok := h.names[k]; ok && m.key == plan.KeyExpected {
			m.when = besideDeadline
			return append(meaning{m}, h.forms.match(k)...)
		} else if ok {
			return meaning{m}
		}
		if ms := h.forms.match(k); ms != nil {
			return ms
		}
	}
	return nil
}

// besideDeadline is when 预计完成时间 is not the deadline itself.
var besideDeadline = []plan.HeaderCondition{{Kind: plan.WhenOther, Column: plan.KeyDeadline}}

// listsStatus reports a header with the words of a status in its brackets:
// 推进情况(已完成/推进中/未启动).
func (h *headers) listsStatus(text string) bool {
	open := strings.IndexAny(text, "(（")
	if open < 0 {
		return false
	}
	words := strings.FieldsFunc(text[open:], func(r rune) bool { return strings.ContainsRune("()（）/／、,，或;；", r) })
	for _, w := range words {
		if _, ok := h.plan.Read(plan.ListStatus, w); !ok {
			return false
		}
	}
	return len(words) > 1
}

// joints stand between the parts of a header over texts of several kinds.
var headerJoints = regexp.MustCompile(`、|,|，|;|；|以及|及|和|与`)

// joined reads a header over texts of several kinds as its first part:
// 进展情况、存在问题及下一步打算.
func (h *headers) joined(text string) meaning {
	for _, at := range headerJoints.FindAllStringIndex(text, -1) {
		first, ok := h.names[plan.Key(text[:at[0]])]
		if !ok {
			ms := h.forms.match(plan.Key(text[:at[0]]))
			first, ok = ms.first(), len(ms) > 0 && ms.first().certain()
		}
		if c, _ := h.plan.Column(first.key); ok && (c.Type == plan.TypeLong || first.key == "name" || first.key == "person") {
			return meaning{{key: first.key, rank: byHint}}
		}
	}
	return nil
}

// rejects reports a header that is known to be no column of ours, or stands
// over what was.
func (h *headers) rejects(levels []string) bool {
	if slices.ContainsFunc(levels, otherPeriod) {
		return true
	}
	m := h.named(levels[len(levels)-1])
	return m != nil && m[0].key == ""
}

// otherPeriod reports a header that stands over what was, not what is.
func otherPeriod(text string) bool {
	return saysAny(plan.Key(text), "上季", "上一季", "上期", "上一期", "上月", "上年", "上一年", "去年", "往年", "上次", "前一季")
}

func saysActual(text string) bool { return strings.Contains(text, "实际") }

// saysPlan reports a parent under which 竣工时间 is when the work is to end, not
// when it ended.
func saysPlan(text string) bool { return strings.Contains(text, "计划") && !saysActual(text) }
