package tables

import (
	"cmp"
	"maps"
	"slices"
	"strconv"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// minRequired is how many of the required columns beside the name a plan has.
const minRequired = 4

// Required are the columns a sheet is recognised by, beside the name.
func Required(p *plan.Plan) []string {
	var keys []string
	for _, c := range p.Columns {
		if c.Required == plan.Must && c.Key != "name" {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// tryHeader matches the rows top to bottom as a header.
func (f *Finder) tryHeader(s *sheet.Sheet, top, bottom int) *PlanTable {
	t := &PlanTable{finder: f, Sheet: s, Top: top, Bottom: bottom, Columns: make(map[string]FormColumn, len(f.plan.Columns)), texts: headerTexts(s, f.merges, top, bottom)}
	cols := make([]int, 0, len(t.texts))
	for col := range t.texts {
		if len(t.texts[col].levels) > 0 {
			cols = append(cols, col)
		}
	}
	meant := make([]meaning, len(t.texts))
	for _, col := range cols {
		if s := t.head(col); !s.lent {
			meant[col] = f.headers.find(s.levels, f.target)
		}
	}
	f.chooseChildren(t, cols, meant)
	cols = slices.DeleteFunc(cols, func(col int) bool { return meant[col] == nil && slices.Contains(t.Marked, col) })
	for _, col := range cols {
		if m := meant[col]; !m.depends() {
			f.placeColumn(t, col, m.first())
		}
	}
	f.recall(t, cols, meant, true)
	taken := map[string]bool{}
	for key := range t.Columns {
		taken[key] = true
	}
	chosen := f.chooseDependent(t, cols, meant, taken)
	for _, col := range cols {
		if m, ok := chosen[col]; ok {
			f.placeColumn(t, col, m)
		}
	}
	f.recall(t, cols, meant, false)
	f.findStatus(t)
	slices.SortFunc(t.Extra, func(a, b FormColumn) int { return a.Col - b.Col })
	return t
}

// dropAmounts takes off the years that hold nothing but numbers: money under
// years is no yearly target. In a form of ours whatever is typed is one.
func (f *Finder) dropAmounts(t *PlanTable) {
	for _, y := range f.plan.Years() {
		c, ok := t.Columns[plan.YearKey(y)]
		if !ok || f.own {
			continue
		}
		sample, _ := t.Sample(c.Col)
		if len(sample) > 0 && !slices.ContainsFunc(sample, func(c sheet.Cell) bool { return c.Kind != sheet.Number }) {
			delete(t.Columns, c.Key)
			t.Extra = append(t.Extra, c)
			t.passed = append(t.passed, c.Col)
		}
	}
	slices.SortFunc(t.Extra, func(a, b FormColumn) int { return a.Col - b.Col })
}

// depends reports a header whose column depends on what else there is.
func (m meaning) depends() bool { return len(m) > 0 && m[0].key != "" && !m[0].certain() }

// placeColumn puts one sheet column where it belongs: of two candidates for a
// form column the better wins, the other is extra, and equals are a double.
func (f *Finder) placeColumn(t *PlanTable, col int, m match) {
	s := t.head(col)
	c := FormColumn{Key: m.key, Col: col, Row: s.row, Title: s.levels[len(s.levels)-1], Found: m}
	if s.lent {
		c.Title += "（合并的另一列）"
	}
	computed, _ := f.plan.Column(m.key)
	if m.rank == noMatch || computed.Type == plan.TypeComputed && !f.own {
		t.Extra = append(t.Extra, c)
		return
	}
	old, taken := t.Columns[m.key]
	switch {
	case taken && old.Found.better(m):
		t.Extra = append(t.Extra, c)
	case taken && !m.better(old.Found):
		t.Doubles = append(t.Doubles, Double{m.key, old, c})
	default:
		t.Columns[m.key] = c
		if taken {
			t.outdo(old)
		}
	}
}

// findStatus takes a column that is headed like the quarter's news, 推进情况 or
// 完成情况, but holds nothing but the words of a status for the status, where no
// other is.
func (f *Finder) findStatus(t *PlanTable) {
	if _, has := t.Columns[plan.KeyStatus]; has {
		return
	}
	for i, c := range t.Extra {
		if f.headers.plain(c.Title).first().key == plan.KeyDone && f.holdsStatus(t, c.Col) {
			t.Extra = slices.Delete(t.Extra, i, i+1)
			t.takeStatus(c)
			return
		}
	}
	news, has := t.Columns[plan.KeyDone]
	if !has || news.Found.rank == byName || !f.holdsStatus(t, news.Col) {
		return
	}
	delete(t.Columns, plan.KeyDone)
	t.takeStatus(news)
	if i := slices.IndexFunc(t.Doubles, func(d Double) bool { return d.Key == plan.KeyDone }); i >= 0 {
		next := t.Doubles[i].B
		t.Doubles = slices.Delete(t.Doubles, i, i+1)
		t.Columns[plan.KeyDone] = next
		for j := range t.Doubles {
			if t.Doubles[j].Key == plan.KeyDone {
				t.Doubles[j].A = next
			}
		}
	}
}

func (t *PlanTable) takeStatus(c FormColumn) {
	c.Key, c.Found = plan.KeyStatus, match{key: plan.KeyStatus, rank: byHint}
	t.Columns[c.Key] = c
}

// holdsStatus reports a column that holds nothing but the words of a status.
func (f *Finder) holdsStatus(t *PlanTable, col int) bool {
	sample, rows := t.Sample(col)
	return 2*len(sample) > rows && !slices.ContainsFunc(sample, func(c sheet.Cell) bool {
		_, ok := f.words.Word(plan.ListStatus, c.Text)
		return !ok
	})
}

// outdo makes an outdone column, and those that equalled it, extra ones.
func (t *PlanTable) outdo(old FormColumn) {
	t.Extra = append(t.Extra, old)
	t.Doubles = slices.DeleteFunc(t.Doubles, func(d Double) bool {
		if d.Key == old.Key {
			t.Extra = append(t.Extra, d.B)
		}
		return d.Key == old.Key
	})
}

// dropBlankDoubles leaves out what equals a column and holds nothing.
func (t *PlanTable) dropBlankDoubles() {
	t.Doubles = slices.DeleteFunc(t.Doubles, func(d Double) bool {
		switch {
		case !t.HasData(d.B.Col):
			t.Extra = append(t.Extra, d.B)
			return true
		case !t.HasData(d.A.Col) && t.Columns[d.Key].Col == d.A.Col:
			t.Columns[d.Key] = d.B
			t.Extra = append(t.Extra, d.A)
			return true
		}
		return false
	})
}

// takeLent takes the further column of a header that is merged over several for
// the column itself, where the first holds nothing but counts, which are passed
// over: 1 | 口袋花园 under 项目名称.
func (t *PlanTable) takeLent() {
	t.Extra = slices.DeleteFunc(t.Extra, func(c FormColumn) bool {
		first := c.Col
		for first > 0 && t.head(first).lent {
			first--
		}
		if first == c.Col || !t.holdsCounts(first) || !t.HasData(c.Col) || t.holdsCounts(c.Col) {
			return false
		}
		for key, of := range t.Columns {
			if of.Col == first && key != "no" {
				of.Col = c.Col
				t.Columns[key] = of
				return true
			}
		}
		return false
	})
}

// holdsCounts reports a column that holds nothing but counts of rows, or nothing
// at all.
func (t *PlanTable) holdsCounts(col int) bool {
	sample, _ := t.Sample(col)
	last := 0
	for _, c := range sample {
		n, err := strconv.Atoi(c.Text)
		if err != nil || n != last+1 {
			return false
		}
		last = n
	}
	return true
}

// findHeadless adds the columns that hold something of projects and have no
// header: they are the department's own, and never lost in silence. A count of
// the rows is none.
func (t *PlanTable) findHeadless() {
	held := map[int]bool{}
	for _, row := range t.body() {
		if len(row.Cells) <= maxTitleCells {
			continue
		}
		for i := range row.Cells {
			if c := &row.Cells[i]; len(t.head(int(c.Col)).levels) == 0 && SaysSomething(*c) && !isOrdinal(c.Text) {
				held[int(c.Col)] = true
			}
		}
	}
	for _, col := range slices.Sorted(maps.Keys(held)) {
		t.Extra = append(t.Extra, FormColumn{Col: col, Row: t.Bottom, Title: sheet.Column(col) + "列（没有表头）", Found: unmatched})
	}
}

// isPlan reports a header with the name and at least four of the other
// Required columns, of which track and task may come from elsewhere.
func (f *Finder) isPlan(t *PlanTable) bool {
	if _, ok := t.Columns["name"]; !ok {
		return false
	}
	n := 0
	for _, key := range Required(f.plan) {
		if _, ok := t.Columns[key]; ok {
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
func (f *Finder) suppliedElsewhere(t *PlanTable) int {
	track, task := f.groupOf(t.Sheet.Name)
	for _, row := range t.Sheet.Rows {
		if row.Number > t.Bottom && (track == "" || task == 0) {
			if texts := RowTexts(row); len(texts) > 0 && allSame(texts) {
				x, y := f.groupOf(texts[0])
				track, task = cmp.Or(track, x), cmp.Or(task, y)
			}
		}
	}
	n := 0
	if _, has := t.Columns["track"]; !has && (track != "" || task != 0) {
		n++
	}
	if _, has := t.Columns["task"]; !has && task != 0 {
		n++
	}
	return n
}
