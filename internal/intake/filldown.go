package intake

import "jingpin/internal/plan"

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
	var last *field
	block := ""
	for i, rec := range t.rows {
		if i > 0 && !rec.group.same(*t.rows[i-1].group) || starts[i] {
			last = nil
		}
		if track := t.fieldAt("track", rec.row).raw; key == "task" && track != "" && track != block {
			last, block = nil, track
		}
		f := t.fieldAt(key, rec.row)
		switch {
		case f.raw != "":
			f.filled = above
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
	if _, ok := t.columns[key]; !ok {
		return false
	}
	blanks, last := false, ""
	for _, rec := range t.rows {
		f := t.fieldAt(key, rec.row)
		switch {
		case f.filled == merge:
		case f.raw == "":
			blanks = true
		case f.raw == last || plan.Key(f.raw) == plan.Key(last):
			return false
		default:
			last = f.raw
		}
	}
	return blanks && last != ""
}
