package intake

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// interpret reads a record's cells into its project. What cannot be read is a
// finding at the cell; the other columns are read all the same.
func (r *reading) interpret(rec *record) {
	if rec.project == nil {
		rec.project = &filing.Project{}
	}
	if rec.group == nil {
		rec.group = &group{}
	}
	p := rec.project
	p.Source = filing.Source{File: r.sub.Path, Sheet: rec.t.sheet.Name, Row: rec.number}
	p.Name = rec.cells["name"].raw
	r.checkCells(rec)
	p.ID = r.text(rec, "id")
	p.Name = r.text(rec, "name")
	p.Sub = r.blankable(rec, "sub")
	if rows := rec.mergedRows(); rows != nil && p.Sub == "" {
		p.Sub = "点位" + plan.Count(slices.Index(rows, rec)+1)
	}
	p.Content = r.blankable(rec, "content")
	p.Leader, p.Person = r.blankable(rec, "leader"), r.blankable(rec, "person")
	r.readTrackAndTask(rec)
	for _, y := range r.plan.Years() {
		if text := r.blankable(rec, plan.YearKey(y)); text != "" {
			if p.Targets == nil {
				p.Targets = map[int]string{}
			}
			p.Targets[y] = text
		}
	}
	r.readUnits(rec)
	r.readMoney(rec)
	p.Kind, p.Priority = r.choice(rec, "kind"), r.choice(rec, "priority")
	p.Funding, p.Self = r.choice(rec, "funding"), r.choice(rec, "self")
	r.readProgress(rec)
	r.readDates(rec)
	p.Done, p.Problem = r.blankable(rec, "done"), r.blankable(rec, "problem")
	p.Ask, p.Next = r.blankable(rec, "ask"), r.blankable(rec, "next")
	p.Note = r.blankable(rec, "note")
	r.impliedProgress(rec)
	r.tellUnread(rec)
	r.tellMerged(rec)
	r.tellExample(rec)
	r.tellCells(rec)
	r.tellStruck(rec)
}

// checkCells looks at every cell for what no reading can mend: error values
// and formulas without a result. A row's number is never read.
func (r *reading) checkCells(rec *record) {
	for _, c := range r.plan.Columns {
		f := rec.cells[c.Key]
		if f.filled != own || c.Type == plan.TypeComputed || c.Key == "no" {
			continue
		}
		switch f.cell.Kind {
		case sheet.Error:
			r.faultAt(rec, c.Key, "C01", saying{value: f.raw, expected: "正确的公式，或者直接填写的内容"})
		case sheet.Missing:
			r.faultAt(rec, c.Key, "C02", saying{expected: "公式的结果，或者直接填写的内容"})
		}
	}
}

// text is a column's text; numbers are as people see them.
func (r *reading) text(rec *record, key string) string {
	f := rec.cells[key]
	if f.raw == "" || rec.bad[key] {
		return ""
	}
	if f.filled == own && f.stripped() {
		r.coerce(rec, key, f.exact, f.raw)
	}
	return masked(f.raw)
}

// blankable is a text that people leave blank by writing 无.
func (r *reading) blankable(rec *record, key string) string {
	text := r.text(rec, key)
	if text != "" && r.words.Blank(text) {
		r.coerce(rec, key, text, "")
		return ""
	}
	return text
}

// readTrackAndTask reads both, each from its cell, the group rows above it,
// the sheet's name, or the other.
func (r *reading) readTrackAndTask(rec *record) {
	p := rec.project
	r.readTask(rec)
	track := rec.cells["track"]
	if track.raw != "" && !rec.bad["track"] && track.filled != above {
		if t, ok := r.words.Track(track.raw); ok {
			p.Track = t.Name
			r.coerceName(rec, "track", track, t.Name)
		}
		return
	}
	if t, ok := r.plan.TaskNo(p.TaskNo); ok {
		p.Track = r.plan.TrackNo(t.Track).Name
		_, has := rec.t.columns["track"]
		switch headed := cmp.Or(rec.group.overruled, rec.group.track); {
		case headed != "" && headed != p.Track:
			r.coerce(rec, "track", headed, p.Track)
		case has && headed == "":
			r.coerce(rec, "track", "", p.Track)
		}
		return
	}
	if t, ok := r.words.Track(track.raw); ok {
		p.Track = t.Name
		r.coerceName(rec, "track", track, t.Name)
		return
	}
	p.Track = rec.group.track
	if p.Track == "" && rec.group.oddTrack == "" {
		p.Track = rec.t.track
	}
}

func (r *reading) readTask(rec *record) {
	p, task := rec.project, rec.cells["task"]
	if task.raw != "" {
		if t, ok := r.words.Task(task.raw); ok && !rec.bad["task"] {
			p.Task, p.TaskNo = t.Name, t.No
			r.coerceName(rec, "task", task, t.Name)
		}
		return
	}
	no := rec.group.task
	if no == 0 && rec.group.oddTask == "" {
		no = rec.t.task
	}
	t, _ := r.plan.TaskNo(no)
	p.Task, p.TaskNo = t.Name, t.No
}

// coerceName records a name that is read as another, or that was filled in
// from above.
func (r *reading) coerceName(rec *record, key string, f field, read string) {
	switch {
	case f.filled == above:
		r.coerce(rec, key, "", read)
	case f.filled == own && (f.raw != read || f.stripped()):
		r.coerce(rec, key, f.shown(), read)
	}
}

func (r *reading) readUnits(rec *record) {
	p := rec.project
	if lead := rec.cells["lead"]; lead.raw != "" && !rec.bad["lead"] && !r.words.Blank(lead.raw) {
		if unit, ok := r.words.Lead(lead.raw); ok {
			p.Lead = unit.Name
			r.coerceName(rec, "lead", lead, unit.Name)
		}
	}
	f := rec.cells["partners"]
	if f.raw == "" || rec.bad["partners"] {
		return
	}
	names := masked(f.raw)
	if !r.words.Blank(names) {
		p.Partners = r.words.Names(names)
	}
	if read := strings.Join(p.Partners, "、"); f.filled == own && (read != names || f.stripped()) {
		r.coerce(rec, "partners", f.shown(), read)
	}
}

// choice reads a word of the column's list; one that is not in it is P06. The
// department's own view is free: what says nothing to us is recorded.
func (r *reading) choice(rec *record, key string) string {
	f := rec.cells[key]
	if f.raw == "" || rec.bad[key] {
		return ""
	}
	c, _ := r.plan.Column(key)
	w, ok := r.words.Listed(c.List, f.raw)
	switch {
	case r.words.Blank(f.raw):
		r.coerce(rec, key, f.raw, "")
		return ""
	case ok && f.filled == own && (f.raw != w.Read || f.stripped()):
		r.coerce(rec, key, f.shown(), w.Read)
	case !ok && key == "self":
		r.doubt(rec, key, f.raw, "")
	case !ok:
		r.faultAt(rec, key, "P06", saying{
			value: f.raw, expected: strings.Join(r.plan.Canonical(c.List), "、"), suggestion: r.plan.Meant(c.List, f.raw),
		})
	}
	return w.Read
}
