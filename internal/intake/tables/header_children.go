package tables

import (
	"slices"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// Children are the columns under one parent that all might be its column.
type Children struct {
	Key  string // the parent's column
	Cols []int
}

// chooseChildren decides which of the children of a parent is its column, by
// period and meaning, and notes where none clearly is.
func (f *Finder) chooseChildren(t *PlanTable, cols []int, meant []meaning) {
	var single []int // children without brothers, by their columns
	taken := map[string]bool{}
	for _, col := range cols {
		if m := meant[col].first(); m.key != "" && m.certain() && !m.Has(plan.WhenYields) {
			taken[m.key] = true
		}
	}
	for from := 0; from < len(cols); {
		to, parent := t.family(cols, from)
		if to-from > 1 {
			f.chooseChild(t, parent, cols[from:to], meant, taken)
		} else if parent != "" && meant[cols[from]] == nil {
			single = append(single, cols[from])
		}
		from = to
	}
	if len(single) > maxSingle {
		return
	}
	for _, col := range single {
		levels := t.head(col).levels
		meant[col] = f.onlyChild(levels[len(levels)-2], levels)
	}
}

// maxSingle is how many children without brothers a header may have: a row with
// more under its header is none of children.
const maxSingle = 3

// family is the run of adjacent columns under the parent of the first of them.
func (t *PlanTable) family(cols []int, from int) (to int, parent string) {
	levels := t.head(cols[from]).levels
	to = from + 1
	if len(levels) < 2 {
		return to, ""
	}
	parent = levels[len(levels)-2]
	for to < len(cols) && cols[to] == cols[to-1]+1 {
		levels := t.head(cols[to]).levels
		if len(levels) < 2 || levels[len(levels)-2] != parent {
			break
		}
		to++
	}
	return to, parent
}

// onlyChild is what a child means that stands alone under its parent and says
// nothing against it.
func (f *Finder) onlyChild(parent string, levels []string) meaning {
	leaf := plan.Key(levels[len(levels)-1])
	if slices.ContainsFunc(levels, otherPeriod) || f.saysOneOf(listNever, leaf) || yearText.MatchString(leaf) || f.headers.rejects(levels) {
		return nil
	}
	return f.headers.find([]string{parent}, f.target)
}

// parentOf is the column that a parent means. Where that depends on what stands
// under it, all that its children hold tells.
func (f *Finder) parentOf(t *PlanTable, parent string, cols []int, taken map[string]bool) match {
	all := f.headers.find([]string{parent}, f.target)
	if !all.depends() {
		return all.first()
	}
	var sample []sheet.Cell
	for _, col := range cols {
		cells, _ := t.Sample(col)
		sample = append(sample, cells...)
	}
	for _, m := range all {
		if !slices.ContainsFunc(m.when, func(c plan.HeaderCondition) bool { return !f.holds(c, sample, taken) }) {
			return m
		}
	}
	return all.first()
}

// isDue reports a child of what has been reached that is what should have been:
// 应达 beside 实际 under 累计进度.
func (f *Finder) isDue(parent, child string) bool {
	of, _ := f.plan.Column(parent)
	c, _ := f.plan.Column(child)
	return of.Type == plan.TypePercent && c.Type == plan.TypeComputed
}

// isDueShare reports a child of a share that is what should have been reached,
// whatever it means by itself: 应完成 under 累计进度.
func (f *Finder) isDueShare(parent string, levels []string) bool {
	of, _ := f.plan.Column(parent)
	return of.Type == plan.TypePercent && f.saysNot(plan.Key(levels[len(levels)-1]))
}

// isReached reports a child of a share that is what has been reached, whatever
// it means by itself: 实绩 under 工程进度.
func (f *Finder) isReached(parent string, levels []string) bool {
	of, _ := f.plan.Column(parent)
	return of.Type == plan.TypePercent && slices.Contains(f.plan.Canonical(listNow), plan.Key(levels[len(levels)-1]))
}

func (f *Finder) chooseChild(t *PlanTable, parent string, cols []int, meant []meaning, taken map[string]bool) {
	passed := len(t.passed)
	if f.isMarked(t, parent, cols) {
		t.Marked = slices.Clone(cols)
		meant[cols[0]] = meaning{{key: "status", rank: byParent}}
		for _, col := range cols[1:] {
			meant[col] = nil
		}
		return
	}
	of := f.parentOf(t, parent, cols, taken)
	if of.key == "" || of.Has(plan.WhenNever) {
		return
	}
	var open []int
	others := 0 // children that are known to be another figure
	for _, col := range cols {
		m := meant[col].first()
		if meant[col].depends() && m.key != of.key {
			m = f.choose(t, col, meant[col], taken)
		}
		switch {
		case len(meant[col]) > 0 && meant[col].first().key == "" || f.isAmountOfYear(parent, t.head(col).levels):
			others++
		case m.key == of.key && m.rank == byName:
			return // the parent is only a heading
		case m.key == of.key || m.rank == noMatch || f.isReached(of.key, t.head(col).levels):
			open = append(open, col)
		case f.isDue(of.key, m.key), f.isDueShare(of.key, t.head(col).levels):
			meant[col] = nil
			t.passed = append(t.passed, col)
		}
	}
	others += len(t.passed) - passed
	if len(open) < 2 && !(len(open) == 1 && others > 0 && f.suits(of.key, t.head(open[0]).levels) >= suitPeriod) {
		return
	}
	best, picked, equal := noSuit, 0, false
	for _, col := range open {
		suit := f.suits(of.key, t.head(col).levels)
		if suit > best {
			best, picked, equal = suit, col, false
		} else {
			equal = equal || suit == best
		}
	}
	for _, col := range open {
		meant[col] = nil
	}
	column, _ := f.plan.Column(of.key)
	switch {
	case best > noSuit && !equal:
		meant[picked] = meaning{{key: of.key, rank: f.rankOf(of.key, t.head(picked).levels)}}
		t.passed = append(t.passed, slices.DeleteFunc(open, func(col int) bool { return col == picked })...)
	case column.Required != plan.Must && !slices.ContainsFunc(open, func(col int) bool { return !f.isOther(t.head(col).levels) }):
		t.passed = append(t.passed, open...) // what a year or a quarter paid, say
		t.others = append(t.others, Children{of.key, open})
	default:
		t.Unclear = append(t.Unclear, Children{of.key, open})
	}
}

// isAmountOfYear reports a child of a year that is no target: what the year is
// to cost, or has.
func (f *Finder) isAmountOfYear(parent string, levels []string) bool {
	if !yearText.MatchString(parent) {
		return false
	}
	m, dated := f.headers.dated(levels[len(levels)-2:], f.target)
	return dated && m == nil
}

// rankOf is how well a child that was chosen is its parent's column: a quarter's
// target is the year's for want of a plainer one.
func (f *Finder) rankOf(key string, levels []string) rank {
	if _, ok := monthOf(levels[len(levels)-1], f.target); ok && f.headers.years[key] {
		return byPeriod
	}
	return byParent
}

// isOther reports a child that says that it is another figure than its
// parent's column: of another time, or what was planned.
func (f *Finder) isOther(levels []string) bool {
	leaf := levels[len(levels)-1]
	_, period := monthOf(leaf, f.target)
	return period || yearText.MatchString(leaf) || isPeriod(leaf) || f.saysOneOf(listNever, plan.Key(leaf)) || saysAny(leaf, "本年", "今年", "年度", "当年")
}

// How well a child suits its parent's column; periods are further apart by
// their months.
const (
	noSuit     = 0
	suitPlain  = 1 // the plan's own figure of a column of the plan
	suitPeriod = 10
	suitNow    = 100
	suitBest   = 200
)

// The lists of what children say.
const (
	listNow   = "下级取用"
	listNever = "下级不取"
)

// suits says how well a child is the value that its parent's column asks for.
func (f *Finder) suits(key string, levels []string) int {
	leaf := levels[len(levels)-1]
	c, _ := f.plan.Column(key)
	cumulative := c.Type == plan.TypePercent || key == "paid"
	text := plan.Key(leaf)
	if month, ok := monthOf(leaf, f.target); ok {
		if now := 3 * f.target.N; month > now || month <= now-3 || key == "paid" && !strings.Contains(strings.Join(levels, ""), "累计") {
			return noSuit
		}
		return suitPeriod + month
	}
	switch {
	case cumulative && strings.Contains(text, "累计") && !otherPeriod(leaf):
		return suitBest
	case cumulative && saysAny(text, "本年", "今年", "年度", "当年") || key == "paid" && saysAny(text, "本季", "本期", "当季", "本月"):
		if !strings.Contains(strings.Join(levels, ""), "累计") {
			return noSuit // what a quarter or a year paid is not what was paid in all
		}
		return suitNow
	case f.saysNot(text):
		if c.Has(plan.TraitPlan) && text == "计划" {
			return suitPlain
		}
		return noSuit
	case c.Has(plan.TraitPlan) && saysAny(text, "实际", "完成"):
		return noSuit
	case f.saysOneOf(listNow, text):
		return suitNow
	}
	return noSuit
}

// saysNot reports a child that says that it is not its parent's column, in no
// fewer characters than it may say that it is: 应完成, 本季增加.
func (f *Finder) saysNot(text string) bool {
	not := f.longestOf(listNever, text)
	return not > 0 && not >= f.longestOf(listNow, text)
}

// saysOneOf reports a child that begins or ends with a word of a list.
func (f *Finder) saysOneOf(list, text string) bool { return f.longestOf(list, text) > 0 }

// longestOf is how long the longest word of a list is that a child begins or ends
// with, 0 for none.
func (f *Finder) longestOf(list, text string) int {
	longest := 0
	for _, w := range f.plan.Canonical(list) {
		if len(w) > longest && (strings.HasPrefix(text, w) || strings.HasSuffix(text, w)) {
			longest = len(w)
		}
	}
	return longest
}

// isMarked reports a parent over the words of a status, under which each row
// Has a mark.
func (f *Finder) isMarked(t *PlanTable, parent string, cols []int) bool {
	for _, col := range cols {
		levels := t.head(col).levels
		if _, ok := f.words.Word(plan.ListStatus, levels[len(levels)-1]); !ok {
			return false
		}
	}
	marks := 0
	for _, col := range cols {
		sample, _ := t.Sample(col)
		for _, c := range sample {
			if !isMark(c.Text) {
				return false
			}
			marks++
		}
	}
	return marks > 0
}

// marks are what people tick a box with.
const marks = "√✓✔☑●■◆★▲✅○◎xX×1YyvV"

// isMark reports a tick.
func isMark(text string) bool {
	text, _ = values.Clean(text)
	runes := []rune(text)
	return len(runes) == 1 && strings.ContainsRune(marks+"是有", runes[0])
}
