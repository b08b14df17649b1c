package intake

import (
	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// table is a plan table while its rows are read.
type table struct {
	*tables.PlanTable
	says    plan.Quarter // that it is for, zero if it says nothing
	quarter plan.Quarter // it is for, zero if nothing tells
	stated  tables.Place // where that stands
	spoilt  bool         // it lacks a column, or has one twice
	rows    []*rowRecord
	places  map[string]int // see fields
	// What these columns show of their plain numbers.
	progress, rate, nextTarget values.Shares
}

// sharesUnder is what a column of shares shows of its plain numbers.
func (t *table) sharesUnder(key string) values.Shares {
	switch key {
	case "rate":
		return t.rate
	case plan.KeyNextTarget:
		return t.nextTarget
	}
	return t.progress
}

// sortLines sorts out a table's lines, and tells of those that are struck
// through (C08).
func (r *reading) sortLines(t *table) {
	t.SortLines()
	if t.Foot != nil {
		r.sub.Foot = *t.Foot
	}
	for _, s := range t.Struck {
		at := tables.Place{Sheet: t.Sheet.Name, Row: s.Row, Col: t.NameCol, Key: plan.KeyName}
		r.note("C08", at, filing.Fact{Value: s.Name, Expected: "这一行没有计入"})
	}
}

// store puts what was read into the submission.
func (r *reading) store() {
	for _, t := range r.tables {
		s := filing.PlanSheet{Name: t.Sheet.Name, HeaderRow: t.Bottom, Columns: map[string]string{}, Broken: t.spoilt, Heads: map[string]filing.HeaderCell{}}
		for key, c := range t.Columns {
			s.Columns[r.plan.Title(key)] = c.Letter()
			s.Heads[key] = filing.HeaderCell{Text: c.Title, Cell: sheet.Ref(c.Row, c.Col), Row: c.Row, Col: c.Col}
		}
		r.sub.Sheets = append(r.sub.Sheets, s)
	}
	r.sub.Wordings = r.wordings()
	if len(r.sub.Rows) != len(r.records) {
		r.sub.Rows = make([]filing.Row, len(r.records))
		for i, rec := range r.records {
			r.sub.Rows[i].Project = *rec.project
			r.sub.Rows[i].Typed = r.differing(rec)
		}
	}
	for i := range r.sub.Rows {
		r.sub.Rows[i].Project.Unit = r.sub.Unit
	}
}

// fillDown fills blank tracks and tasks from above where the column is typed
// once for several rows. It never happens in a form of ours, and stops at a
// group row, a total or a new track.
func (r *reading) fillDown(t *table, starts []bool) {
	if r.own {
		return
	}
	for _, key := range []string{"track", "task"} {
		if r.typedOnce(t, key) {
			r.spread(t, key, starts)
		}
	}
}

// spread gives blank cells of a column the value above them, as far as its
// block reaches. For a task, a new track begins a new block, too.
func (r *reading) spread(t *table, key string, starts []bool) {
	var last *tables.Field
	block := ""
	for i, rec := range t.rows {
		if i > 0 && !rec.group.Same(*t.rows[i-1].group) || starts[i] {
			last = nil
		}
		if track := t.FieldAt("track", rec.row).Raw; key == "task" && track != "" && track != block {
			last, block = nil, track
		}
		f := t.FieldAt(key, rec.row)
		switch {
		case f.Raw != "":
			f.Filled = tables.Above
			last = &f
		case key == "track":
			rec.track = last
		default:
			rec.task = last
		}
	}
}

// typedOnce reports a column with blanks in which no two neighbouring typed
// values are equal: where they are, a blank is a blank.
func (r *reading) typedOnce(t *table, key string) bool {
	if _, ok := t.Columns[key]; !ok {
		return false
	}
	blanks, last := false, ""
	for _, rec := range t.rows {
		f := t.FieldAt(key, rec.row)
		switch {
		case f.Filled == tables.Merge:
		case f.Raw == "":
			blanks = true
		case f.Raw == last || plan.Key(f.Raw) == plan.Key(last):
			return false
		default:
			last = f.Raw
		}
	}
	return blanks && last != ""
}
