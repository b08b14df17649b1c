package tables

import (
	"slices"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// LookLike are the unknown columns whose headers or values look like a missing
// one's.
func (t *PlanTable) LookLike(key string) []FormColumn {
	return slices.DeleteFunc(slices.Clone(t.Extra), func(c FormColumn) bool { return t.Likely(c) != key })
}

// Likely is the form column that an unknown one may be, by what its header
// says or its values are, "" for none. It is only ever a suggestion.
func (t *PlanTable) Likely(c FormColumn) string {
	for _, o := range t.others {
		if _, has := t.Columns[o.Key]; !has && o.Cols[0] == c.Col {
			return o.Key // the first stands for all of them
		}
	}
	if t.Headless(c) {
		return t.finder.guess(t, c.Col)
	}
	if slices.Contains(t.passed, c.Col) || t.head(c.Col).lent {
		return ""
	}
	levels := t.head(c.Col).levels
	if m := t.finder.headers.find(levels, t.finder.target); len(m) > 0 {
		best := ""
		for _, m := range m {
			_, has := t.Columns[m.key]
			switch {
			case m.key == "" || has || t.isUnclear(m.key):
			case slices.Contains(t.Missing, m.key):
				return m.key
			case best == "":
				best = m.key
			}
		}
		return best
	}
	if t.finder.headers.rejects(levels) {
		return ""
	}
	return t.finder.guess(t, c.Col)
}

// Holds reports an unknown column whose values bear out that it is a form
// column: it may be offered as that, to be accepted with one click.
func (t *PlanTable) Holds(c FormColumn, key string) bool {
	sample, _ := t.Sample(c.Col)
	column, _ := t.finder.plan.Column(key)
	return len(sample) > 0 && mostly(sample, func(cell sheet.Cell) bool {
		switch column.Type {
		case plan.TypeMoney:
			return isFigure(cell)
		case plan.TypeStart, plan.TypeDeadline:
			return t.finder.mayBe(plan.KeyDeadline, cell)
		case plan.TypePercent:
			return t.finder.mayBe("progress", cell)
		case plan.TypeUnit, plan.TypeChoice:
			return t.finder.mayBe(key, cell)
		}
		return true
	})
}

// Headless reports a column without a header: there is nothing to put a name in
// place of.
func (t *PlanTable) Headless(c FormColumn) bool { return len(t.head(c.Col).levels) == 0 }

// minGuess is how many values a guess needs to agree on, maxGuess how many it
// looks at.
const (
	minGuess = 2
	maxGuess = 50
)

// guess tells from a column's values which missing form column it may be, ""
// for none.
func (f *Finder) guess(t *PlanTable, col int) string {
	var cells []sheet.Cell
	for _, l := range t.Lines {
		if c, ok := l.Row.At(col); ok && l.Kind == ProjectRow && SaysSomething(c) && len(cells) < maxGuess {
			cells = append(cells, c)
		}
	}
	if len(cells) < minGuess {
		return ""
	}
	for _, key := range []string{"status", "lead", "deadline", "task", "track", "progress"} {
		_, has := t.Columns[key]
		if !has && !slices.ContainsFunc(cells, func(c sheet.Cell) bool { return !f.mayBe(key, c) }) {
			return key
		}
	}
	return ""
}

// mayBe reports a cell that could stand under a form column.
func (f *Finder) mayBe(key string, c sheet.Cell) (ok bool) {
	text, _ := values.Clean(c.Text)
	switch key {
	case "status":
		var s values.StatusReading
		s, ok = f.words.Status(text)
		ok = ok && !s.Blank
	case "lead":
		_, ok = f.words.Lead(text)
	case "task":
		_, ok = f.words.Task(text)
	case "track":
		_, ok = f.words.Track(text)
	case "kind", "funding", "self", "priority":
		c, _ := f.plan.Column(key)
		_, ok = f.words.Listed(c.List, text)
	case "deadline":
		var d values.DateReading
		d, ok = f.words.Date(c, text, values.Ends, f.date1904)
		ok = ok && !d.Blank && (c.Kind == sheet.Text || sheet.IsDate(c.Format))
	case "progress":
		s, read := f.words.Share(c, text)
		ok = read && !s.Plain && !s.Blank && s.Percent >= 0 && s.Percent <= plan.Full
	}
	return ok
}
