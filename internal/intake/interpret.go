package intake

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// interpret reads a record's cells into its project. What cannot be read is a
// finding at the cell; the other columns are read all the same.
func (r *reading) interpret(rec *rowRecord) {
	if rec.project == nil {
		rec.project = &filing.Project{}
	}
	if rec.group == nil {
		rec.group = &tables.Group{}
	}
	p := rec.project
	p.Source = filing.Source{File: r.sub.Path, Sheet: rec.t.Sheet.Name, Row: rec.number}
	p.Name = rec.cells.at("name").Raw
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
func (r *reading) checkCells(rec *rowRecord) {
	for i, c := range rec.t.InOrder() {
		f := &rec.cells.list[i]
		if f.Filled != tables.Own || f.Cell.Kind != sheet.Error && f.Cell.Kind != sheet.Missing {
			continue
		}
		if column, _ := r.plan.Column(c.Key); column.Type == plan.TypeComputed || c.Key == "no" {
			continue
		}
		if f.Cell.Kind == sheet.Error {
			r.faultAt(rec, c.Key, "C01", filing.Fact{Value: f.Raw})
		} else {
			r.faultAt(rec, c.Key, "C02", filing.Fact{})
		}
	}
}

// text is a column's text; numbers are as people see them.
func (r *reading) text(rec *rowRecord, key string) string {
	f := rec.cells.at(key)
	if f.Raw == "" || rec.bad[key] {
		return ""
	}
	if f.Filled == tables.Own && (f.Stripped() || key == plan.KeyName && rec.t.Counted) {
		r.coerce(rec, key, f.Exact, f.Raw)
	}
	return masked(f.Raw)
}

// blankable is a text that people leave blank by writing 无.
func (r *reading) blankable(rec *rowRecord, key string) string {
	text := r.text(rec, key)
	if text != "" && r.words.Blank(text) {
		r.coerce(rec, key, text, "")
		return ""
	}
	return text
}

// readTrackAndTask reads both, each from its cell, the group rows above it,
// the sheet's name, or the other.
func (r *reading) readTrackAndTask(rec *rowRecord) {
	p := rec.project
	r.readTask(rec)
	track := rec.cells.at("track")
	if track.Raw != "" && !rec.bad["track"] && track.Filled != tables.Above {
		if t, ok := r.words.Track(track.Raw); ok {
			p.Track = t.Name
			r.coerceName(rec, "track", track, t.Name)
		}
		return
	}
	if t, ok := r.plan.TaskNo(p.TaskNo); ok {
		p.Track = r.plan.TrackNo(t.Track).Name
		_, has := rec.t.Columns["track"]
		switch headed := cmp.Or(rec.group.Overruled, rec.group.Track); {
		case headed != "" && headed != p.Track:
			r.coerce(rec, "track", headed, p.Track)
		case has && headed == "":
			r.coerce(rec, "track", "", p.Track)
		}
		return
	}
	if t, ok := r.words.Track(track.Raw); ok {
		p.Track = t.Name
		r.coerceName(rec, "track", track, t.Name)
		return
	}
	p.Track = rec.group.Track
	if p.Track == "" && rec.group.OddTrack == "" {
		p.Track = rec.t.Track
	}
}

func (r *reading) readTask(rec *rowRecord) {
	p, task := rec.project, rec.cells.at("task")
	if task.Raw != "" {
		if t, ok := r.words.Task(task.Raw); ok && !rec.bad["task"] {
			p.Task, p.TaskNo = t.Name, t.No
			r.coerceName(rec, "task", task, t.Name)
		}
		return
	}
	no := rec.group.Task
	if no == 0 && rec.group.OddTask == "" {
		no = rec.t.Task
	}
	t, _ := r.plan.TaskNo(no)
	p.Task, p.TaskNo = t.Name, t.No
}

// coerceName records a name that is read as another, or that was filled in
// from above.
func (r *reading) coerceName(rec *rowRecord, key string, f tables.Field, read string) {
	switch {
	case f.Filled == tables.Above:
		r.coerce(rec, key, "", read)
	case f.Filled == tables.Own && (f.Raw != read || f.Stripped()):
		r.coerce(rec, key, f.Shown(), read)
	}
}

func (r *reading) readUnits(rec *rowRecord) {
	p := rec.project
	if lead := rec.cells.at("lead"); lead.Raw != "" && !rec.bad["lead"] && !r.words.Blank(lead.Raw) {
		if unit, ok := r.words.Lead(lead.Raw); ok {
			p.Lead = unit.Name
			r.coerceName(rec, "lead", lead, unit.Name)
		}
	}
	f := rec.cells.at("partners")
	if f.Raw == "" || rec.bad["partners"] {
		return
	}
	names := masked(f.Raw)
	if !r.words.Blank(names) {
		p.Partners = r.words.Names(names)
	}
	if read := strings.Join(p.Partners, "、"); f.Filled == tables.Own && (read != names || f.Stripped()) {
		r.coerce(rec, "partners", f.Shown(), read)
	}
}

// choice reads a word of the column's list; one that is not in it is P06. The
// department's own view is free: what says nothing to us is recorded.
func (r *reading) choice(rec *rowRecord, key string) string {
	f := rec.cells.at(key)
	if f.Raw == "" || rec.bad[key] {
		return ""
	}
	c, _ := r.plan.Column(key)
	w, ok := r.words.Listed(c.List, f.Raw)
	switch {
	case r.words.Blank(f.Raw):
		r.coerce(rec, key, f.Raw, "")
		return ""
	case ok && f.Filled == tables.Own && (f.Raw != w.Read || f.Stripped()):
		r.coerce(rec, key, f.Shown(), w.Read)
	case !ok && key == "self":
		r.doubt(rec, key, f.Raw, "")
	case !ok:
		r.faultAt(rec, key, "P06", filing.Fact{
			Value: f.Raw, Suggest: r.plan.Meant(c.List, f.Raw),
		})
	}
	return w.Read
}
