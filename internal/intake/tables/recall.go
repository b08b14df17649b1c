package tables

import (
	"regexp"
	"slices"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"

	"golang.org/x/text/unicode/norm"
)

// Recalling is a finder that also knows what a unit's columns turned out to be
// last quarter: form columns by heads, as Heads has them.
func (f *Finder) Recalling(heads map[string]string) *Finder {
	recalling := *f
	recalling.heads, recalling.lasts = heads, map[string]bool{}
	for head := range heads {
		recalling.lasts[head[strings.LastIndex(head, headLevels)+1:]] = true
	}
	return &recalling
}

// Knowing is a finder that also knows last quarter's projects by the keys of
// their names.
func (f *Finder) Knowing(names map[string]bool) *Finder {
	knowing := *f
	knowing.known = names
	return &knowing
}

// headLevels stands between the levels of a head; no key holds it.
const headLevels = "/"

// headKey is what is remembered of the texts over a column, from the top down: ""
// where one of them names a time, for then it will not come again, or will mean
// another column when it does.
func headKey(levels []string) string {
	var keys []string
	for _, text := range levels {
		text = withoutNumber(norm.NFKC.String(text))
		key := plan.Key(text)
		if key == "" || namesTime.MatchString(text) || otherPeriod(text) {
			return ""
		}
		keys = append(keys, key)
	}
	return strings.Join(keys, headLevels)
}

// namesTime is a year, a quarter or a month.
var namesTime = regexp.MustCompile(`\d|[一二三四五六七八九十]\s*(?:季|月)|半年|前三季`)

// knows reports a text that looks like a header of the form, or was one of the
// unit's last quarter.
func (f *Finder) knows(text string) bool {
	return f.headers.knows(text) || f.lasts != nil && len(text) <= longestHeader && f.lasts[plan.Key(withoutNumber(norm.NFKC.String(text)))]
}

// recall makes columns what they turned out to be last quarter where nothing
// that stands in the sheet tells. meant are the columns' meanings; unknown says
// that only headers without any are to be recalled.
func (f *Finder) recall(t *PlanTable, cols []int, meant []meaning, unknown bool) {
	if len(f.heads) == 0 {
		return
	}
	recalled := map[string][]int{} // columns by what they turned out to be
	for _, col := range cols {
		if s := t.head(col); !s.lent && !(unknown && meant[col] != nil) {
			if key := f.heads[headKey(s.levels)]; key != "" && t.isOpen(col, key, meant[col]) {
				recalled[key] = append(recalled[key], col)
			}
		}
	}
	for _, col := range cols {
		key := f.heads[headKey(t.head(col).levels)]
		if len(recalled[key]) == 1 && recalled[key][0] == col { // of two, neither is it
			t.settle(key, col)
		}
	}
}

// isOpen reports a column of which it is not clear that it is, or is not, a form
// column: the plan says nothing against it, and no other header is that.
func (t *PlanTable) isOpen(col int, key string, meant meaning) bool {
	for _, d := range t.Doubles {
		if d.A.Col == col || d.B.Col == col {
			return d.Key == key
		}
	}
	for _, u := range t.Unclear {
		if u.Key == key || slices.Contains(u.Cols, col) {
			return u.Key == key && slices.Contains(u.Cols, col)
		}
	}
	for _, c := range t.Columns {
		if c.Col == col {
			return c.Key == key && c.Found.Has(plan.WhenAsked)
		}
	}
	if _, taken := t.Columns[key]; taken || slices.Contains(t.passed, col) {
		return false
	}
	return meant == nil || slices.ContainsFunc(meant, func(m match) bool { return m.key == key })
}

// settle makes a column what it is remembered as, and extra ones of those that
// might have been it.
func (t *PlanTable) settle(key string, col int) {
	if old, has := t.Columns[key]; has && old.Col != col {
		t.Extra = append(t.Extra, old)
	}
	for _, d := range t.Doubles {
		if d.Key == key && d.B.Col != col {
			t.Extra = append(t.Extra, d.B)
		}
	}
	for _, u := range t.Unclear {
		if u.Key == key {
			t.passed = append(t.passed, u.Cols...)
		}
	}
	t.Doubles = slices.DeleteFunc(t.Doubles, func(d Double) bool { return d.Key == key })
	t.Unclear = slices.DeleteFunc(t.Unclear, func(u Children) bool { return u.Key == key })
	t.Extra = slices.DeleteFunc(t.Extra, func(c FormColumn) bool { return c.Col == col })
	s := t.head(col)
	t.Columns[key] = FormColumn{Key: key, Col: col, Row: s.row, Title: s.levels[len(s.levels)-1], Found: match{key: key, rank: byAlias}, Recalled: true}
}

// Heads are the form's columns whose headers alone do not tell what they are,
// by their heads: last quarter told, or what else the table holds, or what the
// office has taught in 栏目别名.
func (t *PlanTable) Heads() map[string]string {
	heads := map[string]string{}
	for _, c := range t.InOrder() {
		levels := t.head(c.Col).levels
		if len(levels) == 0 || c.Found.rank <= byParent && !c.Recalled {
			continue
		}
		if c.Recalled || !c.Found.certain() || c.Found.Has(plan.WhenAsked) || t.finder.isTaught(c.Key, levels) {
			heads[headKey(levels)] = c.Key
		}
	}
	delete(heads, "")
	return heads
}

// isTaught reports a header that means a column by the plan in force and not by
// the one that the program brings along.
func (f *Finder) isTaught(key string, levels []string) bool {
	builtin := plan.Builtin()
	return f.plan != builtin && headersOf.Of(builtin).find(levels, f.target).first().key != key
}

// HeadBefore is the head of a column whose own header stands there in another's
// place.
func (t *PlanTable) HeadBefore(col int, typed string) string {
	levels := slices.Clone(t.head(col).levels)
	if len(levels) == 0 {
		return ""
	}
	levels[len(levels)-1], _ = values.Clean(typed)
	return headKey(levels)
}
