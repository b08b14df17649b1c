package intake

import (
	"jingpin/internal/intake/tables"
	"jingpin/internal/plan"
)

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
