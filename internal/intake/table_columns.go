package intake

import (
	"cmp"
	"slices"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// minRequired is how many of the required columns beside the name a plan has.
const minRequired = 4

// required are the columns a sheet is recognised by, beside the name.
func required(p *plan.Plan) []string {
	var keys []string
	for _, c := range p.Columns {
		if c.Required == plan.Must && c.Key != "name" {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// tryHeader matches the rows top to bottom as a header.
func (f *finder) tryHeader(s *sheet.Sheet, top, bottom int) *Table {
	t := &Table{finder: f, sheet: s, top: top, bottom: bottom, columns: map[string]column{}, texts: headerTexts(s, f.merges, top, bottom)}
	cols := make([]int, 0, len(t.texts))
	for col := range t.texts {
		cols = append(cols, col)
	}
	slices.Sort(cols)
	meant := make(map[int]meaning, len(cols))
	for _, col := range cols {
		if s := t.texts[col]; !s.lent {
			meant[col] = f.headers.find(s.levels, f.target)
		}
	}
	f.chooseChildren(t, cols, meant)
	for _, col := range cols {
		if m := meant[col]; !m.depends() {
			f.placeColumn(t, col, m.first())
		}
	}
	taken := map[string]bool{}
	for key := range t.columns {
		taken[key] = true
	}
	chosen := f.chooseDependent(t, cols, meant, taken)
	for _, col := range cols {
		if m, ok := chosen[col]; ok {
			f.placeColumn(t, col, m)
		}
	}
	slices.SortFunc(t.extra, func(a, b column) int { return a.col - b.col })
	return t
}

// dropAmounts takes off the years that hold nothing but numbers: money under
// years is no yearly target. In a form of ours whatever is typed is one.
func (f *finder) dropAmounts(t *Table) {
	for _, y := range f.plan.Years() {
		c, ok := t.columns[plan.YearKey(y)]
		if !ok || f.own {
			continue
		}
		sample, _ := t.sample(c.col)
		if len(sample) > 0 && !slices.ContainsFunc(sample, func(c sheet.Cell) bool { return c.Kind != sheet.Number }) {
			delete(t.columns, c.key)
			t.extra = append(t.extra, c)
			t.passed = append(t.passed, c.col)
		}
	}
	slices.SortFunc(t.extra, func(a, b column) int { return a.col - b.col })
}

// depends reports a header whose column depends on what else there is.
func (m meaning) depends() bool { return len(m) > 0 && m[0].key != "" && !m[0].certain() }

// placeColumn puts one sheet column where it belongs: of two candidates for a
// form column the better wins, the other is extra, and equals are a double.
func (f *finder) placeColumn(t *Table, col int, m match) {
	s := t.texts[col]
	c := column{key: m.key, col: col, row: s.row, title: s.levels[len(s.levels)-1], found: m}
	if s.lent {
		c.title += "（合并的另一列）"
	}
	computed, _ := f.plan.Column(m.key)
	if m.rank == noMatch || computed.Type == plan.TypeComputed && !f.own {
		t.extra = append(t.extra, c)
		return
	}
	old, taken := t.columns[m.key]
	switch {
	case taken && old.found.better(m):
		t.extra = append(t.extra, c)
	case taken && !m.better(old.found):
		t.doubles = append(t.doubles, double{m.key, old, c})
	default:
		t.columns[m.key] = c
		if taken {
			t.outdo(old)
		}
	}
}

// outdo makes an outdone column, and those that equalled it, extra ones.
func (t *Table) outdo(old column) {
	t.extra = append(t.extra, old)
	t.doubles = slices.DeleteFunc(t.doubles, func(d double) bool {
		if d.key == old.key {
			t.extra = append(t.extra, d.b)
		}
		return d.key == old.key
	})
}

// isPlan reports a header with the name and at least four of the other
// required columns, of which track and task may come from elsewhere.
func (f *finder) isPlan(t *Table) bool {
	if _, ok := t.columns["name"]; !ok {
		return false
	}
	n := 0
	for _, key := range required(f.plan) {
		if _, ok := t.columns[key]; ok {
			n++
		}
	}
	if n < minRequired && n >= minRequired-2 {
		n += f.suppliedElsewhere(t)
	}
	return n >= minRequired
}

// suppliedElsewhere counts track and task where they have no column but group
// rows below the header or the sheet's name tell them.
func (f *finder) suppliedElsewhere(t *Table) int {
	track, task := f.groupOf(t.sheet.Name)
	for _, row := range t.sheet.Rows {
		if row.Number > t.bottom && (track == "" || task == 0) {
			if texts := rowTexts(row); len(texts) > 0 && allSame(texts) {
				x, y := f.groupOf(texts[0])
				track, task = cmp.Or(track, x), cmp.Or(task, y)
			}
		}
	}
	n := 0
	if _, has := t.columns["track"]; !has && (track != "" || task != 0) {
		n++
	}
	if _, has := t.columns["task"]; !has && task != 0 {
		n++
	}
	return n
}
