package intake

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

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
}

// better reports a match that wins over another for the same column: of two
// periods the one that reaches further.
func (m match) better(than match) bool {
	return m.rank < than.rank || m.rank == than.rank && m.until > than.until
}

// headers finds form columns by what a header says.
type headers struct {
	names   map[string]match // key of a header text → column
	bare    map[string]bool  // header texts as bareHeader leaves them
	generic map[string]bool  // keys of target headers that name no year
	years   map[string]bool  // keys of year columns
	sums    map[string]bool  // keys of 合计 and its like
	found   memory[match]
}

func newHeaders(p *plan.Plan) *headers {
	h := &headers{names: map[string]match{}, bare: map[string]bool{}, generic: map[string]bool{}, years: map[string]bool{}, sums: map[string]bool{}}
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
		h.generic[plan.Key(a)] = true
		h.bare[bareHeader(a)] = true
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
// better or earlier registration stays.
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
	text = strings.TrimLeft(text, "★☆*●◆■※")
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
	return len(text) <= longestHeader && h.bare[bareHeader(text)]
}

var brackets = regexp.MustCompile(`[(\[【〔][^()\[\]【】〔〕]*[)\]】〕]`)

// withoutBrackets is a text without what stands in brackets.
func withoutBrackets(s string) string {
	if !strings.ContainsAny(s, "([（［【〔") {
		return s
	}
	return brackets.ReplaceAllString(norm.NFKC.String(s), "")
}

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

// headerKeys are the keys a header goes by: whole, and without brackets,
// which hold units and remarks.
func headerKeys(text string) []string {
	text = withoutNumber(norm.NFKC.String(text))
	keys := []string{plan.Key(text)}
	for _, t := range []string{brackets.ReplaceAllString(text, ""), unitTail.ReplaceAllString(text, "")} {
		if k := plan.Key(t); k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

// find says which column the stacked header texts of one column mean. levels
// run from the top down. quarter tells which year a target header without
// one stands for.
func (h *headers) find(levels []string, quarter plan.Quarter) match {
	if len(levels[len(levels)-1]) > longestHeader {
		return match{rank: noMatch}
	}
	text := strings.Join(levels, "\x1f") + "\x1f" + quarter.String()
	return h.found.of(nil, text, func(*lexicon, string) match { return h.search(levels, quarter) })
}

func (h *headers) search(levels []string, quarter plan.Quarter) match {
	if slices.ContainsFunc(levels, otherPeriod) {
		return match{rank: noMatch}
	}
	best := match{rank: noMatch}
	leaf, parents := levels[len(levels)-1], levels[:len(levels)-1]
	if !h.childNeedsParent(levels) {
		best = h.named(leaf)
	}
	if best.rank > byName {
		for i := range parents {
			if m := h.named(strings.Join(levels[i:], "")); m.rank < noMatch && best.rank > byParent {
				best = match{key: m.key, rank: byParent}
			}
		}
	}
	if best.rank == noMatch {
		best = h.findShort(leaf, parents)
	}
	if best.key == "finished" && slices.ContainsFunc(parents, saysPlan) {
		return match{key: "deadline", rank: byParent}
	}
	if best.rank > byName && planned[best.key] && slices.ContainsFunc(parents, saysActual) {
		return match{rank: noMatch}
	}
	if best.rank == noMatch {
		best = h.findYear(levels, quarter)
	}
	if best.rank == noMatch {
		best = h.findPeriod(leaf, quarter)
	}
	return best
}

// findShort reads a child that leaves to its parent what both would say: 牵头
// under 责任部门, 名称 under 项目名称, and the sum under 资金安排.
func (h *headers) findShort(leaf string, parents []string) match {
	child := plan.Key(withoutBrackets(leaf))
	for _, p := range slices.Backward(parents) {
		parent := []rune(plan.Key(withoutBrackets(p)))
		tries := []string{child + string(parent[max(0, len(parent)-2):])}
		switch {
		case h.sums[child]:
			tries = []string{p, string(parent) + "合计"}
		case len(parent) > 2 && strings.HasSuffix(string(parent), child):
			tries = []string{p}
		}
		for _, text := range tries {
			if m := h.named(text); m.rank < noMatch {
				return match{key: m.key, rank: byParent}
			}
		}
	}
	return match{rank: noMatch}
}

// named is the column a single text names.
func (h *headers) named(text string) match {
	best := match{rank: noMatch}
	for _, k := range headerKeys(text) {
		if m, ok := h.names[k]; ok && m.rank < best.rank {
			best = m
		}
	}
	return best
}

// otherPeriod reports a header that stands over what was, not what is.
func otherPeriod(text string) bool {
	key := plan.Key(text)
	for _, word := range []string{"上季", "上一季", "上期", "上月", "上年", "上一年", "去年", "往年"} {
		if strings.HasPrefix(key, word) {
			return true
		}
	}
	return false
}

// planned are the columns that hold a plan: under 实际 they would mean
// something else.
var planned = map[string]bool{"start": true, "deadline": true}

func saysActual(text string) bool { return strings.Contains(text, "实际") }

// saysPlan reports a parent under which 竣工时间 is when the work is to end, not
// when it ended.
func saysPlan(text string) bool { return strings.Contains(text, "计划") && !saysActual(text) }

// childNeedsParent reports a year under a parent that is no plan, such as
// 2022年 under 实际完成情况: its own text alone would mislead.
func (h *headers) childNeedsParent(levels []string) bool {
	if len(levels) < 2 || !yearOnly.MatchString(norm.NFKC.String(levels[len(levels)-1])) {
		return false
	}
	parent := plan.Key(levels[len(levels)-2])
	return !strings.Contains(parent, "计划") && !strings.Contains(parent, "目标") && !h.generic[parent]
}
