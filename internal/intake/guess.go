package intake

import (
	"slices"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// looksLike names an unknown column whose header or values look like a missing
// one's.
func (r *reading) looksLike(t *table, key string) string {
	for _, c := range t.extra {
		if r.likely(t, c) == key {
			return c.letter() + "列“" + c.title + "”"
		}
	}
	return ""
}

// likely is the form column that an unknown one may be, by what its header
// says or its values are, "" for none. It is only ever a suggestion.
func (r *reading) likely(t *table, c column) string {
	if slices.Contains(t.passed, c.col) || t.texts[c.col].lent {
		return ""
	}
	levels := t.texts[c.col].levels
	if m := r.lexicon().headers.find(levels, r.target); len(m) > 0 {
		best := ""
		for _, m := range m {
			_, has := t.columns[m.key]
			switch {
			case m.key == "" || has || t.isUnclear(m.key):
			case slices.Contains(t.missing, m.key):
				return m.key
			case best == "":
				best = m.key
			}
		}
		return best
	}
	if r.lexicon().headers.rejects(levels) {
		return ""
	}
	return r.guess(t, c.col)
}

// minGuess is how many values a guess needs to agree on, maxGuess how many it
// looks at.
const (
	minGuess = 2
	maxGuess = 50
)

// guess tells from a column's values which missing form column it may be, ""
// for none.
func (r *reading) guess(t *table, col int) string {
	var cells []sheet.Cell
	for _, l := range t.lines {
		if c, ok := l.row.At(col); ok && l.kind == projectRow && saysSomething(c) && len(cells) < maxGuess {
			cells = append(cells, c)
		}
	}
	if len(cells) < minGuess {
		return ""
	}
	for _, key := range []string{"status", "lead", "deadline", "task", "track", "progress"} {
		_, has := t.columns[key]
		if !has && !slices.ContainsFunc(cells, func(c sheet.Cell) bool { return !r.mayBe(key, c) }) {
			return key
		}
	}
	return ""
}

// mayBe reports a cell that could stand under a form column.
func (r *reading) mayBe(key string, c sheet.Cell) (ok bool) {
	text, _ := clean(c.Text)
	switch key {
	case "status":
		var s values.Status
		s, ok = r.lexicon().status(text)
		ok = ok && !s.Blank
	case "lead":
		_, ok = r.lexicon().lead(text)
	case "task":
		_, ok = r.lexicon().task(text)
	case "track":
		_, ok = r.lexicon().track(text)
	case "kind", "funding", "self", "priority":
		c, _ := r.plan.Column(key)
		_, ok = r.listed(c.List, text)
	case "deadline":
		var d values.Date
		d, ok = r.lexicon().date(c, text, values.Ends, r.wb.Date1904)
		ok = ok && !d.Blank && (c.Kind == sheet.Text || sheet.IsDate(c.Format))
	case "progress":
		s, read := r.lexicon().share(c, text)
		ok = read && !s.Plain && !s.Blank && s.Percent >= 0 && s.Percent <= plan.Full
	}
	return ok
}
