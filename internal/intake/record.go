package intake

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// rowRecord is one project row while it is read. A sheet may have a hundred
// thousand of them, so the cells are at hand only while the record is open.
type rowRecord struct {
	t       *table
	row     *sheet.Row // nil for a project that is read again without its sheet
	pair    *sheet.Row // the row that says what came of this one's plan, nil for none
	lone    bool       // nothing but the project's name
	number  int        // physical row
	index   int        // among the file's project rows, -1 for none of them
	cells   fields
	project *filing.Project
	bad     map[string]bool // columns in error: rules that need them stay silent
	lent    bool            // cells are lent to it while it is open
	spoilt  bool            // nothing of it may be judged
	group   *tables.Group   // what group rows above it say
	// track and task are the values of typed-once columns that begin further
	// up, nil for none.
	track, task *tables.Field
}

// fields are what stands under a table's columns in one row.
type fields struct {
	places map[string]int // of the columns in the list, by key
	list   []tables.Field // in the order of the table's columns
}

// at is what stands under a column, nothing for one that the table has not.
func (f fields) at(key string) tables.Field {
	if i, ok := f.places[key]; ok {
		return f.list[i]
	}
	return tables.Field{}
}

// put replaces what stands under a column of the table.
func (f fields) put(key string, it tables.Field) {
	if i, ok := f.places[key]; ok {
		f.list[i] = it
	}
}

// fields are blank fields for a row of the table, in the room of others that are
// not needed any more.
func (t *table) fields(room []tables.Field) fields {
	order := t.InOrder()
	if t.places == nil {
		t.places = make(map[string]int, len(order))
		for i, c := range order {
			t.places[c.Key] = i
		}
	}
	if cap(room) < len(order) {
		room = make([]tables.Field, len(order))
	}
	room = room[:len(order)]
	clear(room)
	return fields{t.places, room}
}

// readTable reads every project row of a table. The sheet lets go of what has
// been read.
func (r *reading) readTable(t *table) {
	starts := r.addRecords(t)
	r.fillDown(t, starts)
	first := len(r.records)
	r.makeRows(t)
	t.progress, t.rate, t.nextTarget = r.shares(t, "progress"), r.shares(t, "rate"), r.shares(t, plan.KeyNextTarget)
	for i, rec := range t.rows {
		r.open(rec)
		r.interpret(rec)
		r.tellKind(rec)
		r.sub.Rows[first+i].Typed = r.differing(rec)
		rec.close()
		t.release(rec.row)
	}
	r.tellLines(t)
	r.tellZero(t, first)
	if !t.spoilt {
		r.listTotals(t, first)
	}
}

// makeRows gives every record its place among the submission's rows.
func (r *reading) makeRows(t *table) {
	r.records = append(r.records, t.rows...)
	r.sub.Rows = slices.Grow(r.sub.Rows, len(t.rows))[:len(r.records)]
	r.facts.Rows = slices.Grow(r.facts.Rows, min(len(t.rows), factsAtOnce))
	for i, rec := range r.records {
		rec.index, rec.project = i, &r.sub.Rows[i].Project // growing may have moved them
	}
}

// factsAtOnce is for how many facts about rows there is room from the start.
const factsAtOnce = 128

// addRecords makes a record of every project row. starts tells of each whether
// a total stands between it and the one above.
func (r *reading) addRecords(t *table) (starts []bool) {
	g := t.TitleGroup()
	start := false
	n := 0
	for _, l := range t.Lines {
		if l.Kind == tables.ProjectRow {
			n++
		}
	}
	records := make([]rowRecord, 0, n)
	for _, l := range t.Lines {
		switch l.Kind {
		case tables.GroupRow:
			for _, h := range l.Labels {
				next := g.Under(r.plan, h)
				g = &next
			}
		case tables.TotalRow:
			start = true
		case tables.ProjectRow:
			records = append(records, rowRecord{t: t, row: l.Row, pair: l.Pair, lone: l.Lone, number: l.Row.Number, group: g, spoilt: t.spoilt})
			t.rows = append(t.rows, &records[len(records)-1])
			starts = append(starts, start)
			start = false
		}
	}
	return starts
}

// release lets go of a row's cells, but for those that begin a merged cell:
// they speak for the rows below, too.
func (t *table) release(row *sheet.Row) {
	if t.Begins[row.Number] {
		row.Cells = slices.Clone(row.Cells)
	} else {
		row.Cells = nil
	}
}

// newRecord is a record of a row by itself, with its cells at hand for good.
func (r *reading) newRecord(t *table, row sheet.Row, index int) *rowRecord {
	rec := &rowRecord{t: t, row: &row, number: row.Number, index: index, group: &tables.Group{}, project: &filing.Project{}, cells: t.fields(nil)}
	r.fill(rec, rec.cells)
	return rec
}

// open puts the record's cells at hand until it is closed. One record is open
// at a time; those of newRecord always are.
func (r *reading) open(rec *rowRecord) {
	if rec.cells.list != nil {
		return
	}
	rec.cells, rec.lent = rec.t.fields(r.scratch), true
	r.scratch = rec.cells.list
	r.fill(rec, rec.cells)
}

func (rec *rowRecord) close() {
	if rec.lent {
		rec.cells, rec.lent = fields{}, false
	}
}

// fill collects a row's cells, with the values of merged cells that reach down
// into it and of typed-once columns.
func (r *reading) fill(rec *rowRecord, cells fields) {
	i, stored := 0, rec.row.Cells
	for k, c := range rec.t.InOrder() {
		for i < len(stored) && int(stored[i].Col) < c.Col {
			i++
		}
		var cell sheet.Cell
		if i < len(stored) && int(stored[i].Col) == c.Col {
			cell = stored[i]
		}
		cells.list[k] = rec.t.FieldOf(c.Col, rec.number, cell)
	}
	if rec.pair != nil {
		r.fillPair(rec, cells)
	}
	if rec.t.Marked != nil {
		cells.put("status", r.markedStatus(rec))
	}
	if rec.track != nil {
		cells.put("track", *rec.track)
	}
	if rec.task != nil {
		cells.put("task", *rec.task)
	}
}

// fillPair puts in what the second row of a pair says: all that is not the
// plan's, and of the plan what the first leaves blank.
func (r *reading) fillPair(rec *rowRecord, cells fields) {
	for k, c := range rec.t.InOrder() {
		f := rec.t.FieldAt(c.Key, rec.pair)
		column, _ := r.plan.Column(c.Key)
		if f.Raw != "" && f.Filled == tables.Own && (cells.list[k].Raw == "" || !column.Has(plan.TraitPlan)) {
			cells.list[k] = f
		}
	}
}

// markedStatus is the word of the status that a row has a mark under, in the
// column of the mark. Of several marks all words are read, which is no status.
func (r *reading) markedStatus(rec *rowRecord) tables.Field {
	var f tables.Field
	for _, col := range rec.t.Marked {
		c, ok := rec.row.At(col)
		if !ok || !tables.SaysSomething(c) {
			continue
		}
		word := rec.t.Title(col)
		if f.Raw != "" {
			word = f.Raw + "、" + word
		}
		f = tables.Field{Cell: sheet.Cell{Kind: sheet.Text, Text: word}, Row: rec.number, Exact: word, Raw: word}
	}
	return f
}

// isFirstFrom reports the table's first project from a row on.
func (rec *rowRecord) isFirstFrom(row int) bool {
	i, _ := slices.BinarySearchFunc(rec.t.rows, row, func(a *rowRecord, n int) int { return a.number - n })
	return i >= len(rec.t.rows) || rec.t.rows[i] == rec
}

// mergedRows are the rows that share the record's merged name, itself among
// them; none for a name that stands in one row only.
func (rec *rowRecord) mergedRows() []*rowRecord {
	m, ok := rec.t.MergeAt(rec.number, rec.t.Columns["name"].Col)
	if !ok {
		return nil
	}
	find := func(a *rowRecord, n int) int { return a.number - n }
	from, _ := slices.BinarySearchFunc(rec.t.rows, m.Top, find)
	to, _ := slices.BinarySearchFunc(rec.t.rows, m.Bottom+1, find)
	if to-from < 2 {
		return nil
	}
	return rec.t.rows[from:to]
}

// shares is what a whole column of shares shows of its plain numbers.
func (r *reading) shares(t *table, key string) (all values.Shares) {
	for _, rec := range t.rows {
		r.addShare(&all, t, key, rec.row)
	}
	return all
}

// addShare counts a row's cell of a column of shares.
func (r *reading) addShare(all *values.Shares, t *table, key string, row *sheet.Row) {
	c, has := t.Columns[key]
	cell, stored := row.At(c.Col)
	if !has || !stored {
		return
	}
	if s, ok := r.words.Share(cell, values.TrimBlank(cell.Text)); ok {
		all.Add(s)
	}
}

// keepTable keeps the rows of a table that cannot be read for want of a
// column, as far as they can be: their projects stand as 待核实.
func (r *reading) keepTable(t *table) {
	for _, d := range t.Doubles {
		delete(t.Columns, d.Key)
	}
	t.spoilt = true
	r.readTable(t)
}

// typedCells is the row as typed, in the order of its columns.
func (rec *rowRecord) typedCells(p *plan.Plan) []filing.Typed {
	var cells []filing.Typed
	for k, c := range rec.t.InOrder() {
		if f := rec.cells.list[k]; f.Raw != "" {
			cells = append(cells, filing.Typed{Column: p.Title(c.Key), Cell: rec.at(c.Key), Value: masked(f.Exact)})
		}
	}
	return cells
}

// differing are the cells in which something else was typed than what was read.
// One that was read though nothing was typed has no value. Those of many rows
// are stored together.
func (r *reading) differing(rec *rowRecord) []filing.Typed {
	order := rec.t.InOrder()
	if cap(r.typed)-len(r.typed) < len(order) {
		r.typed = make([]filing.Typed, 0, len(order)*min(1+len(r.sub.Rows)/typedOften, typedAtOnce))
	}
	from := len(r.typed)
	for k, c := range order {
		f := &rec.cells.list[k]
		if f.Exact == rec.project.Value(c.Key) {
			continue
		}
		value := ""
		if f.Raw != "" {
			value = masked(f.Exact)
		}
		r.typed = append(r.typed, filing.Typed{Column: r.title(c.Key), Cell: rec.at(c.Key), Value: value})
	}
	return slices.Clip(r.typed[from:])
}

// A row in so many has as many differing cells as columns, or none has more than
// a few; and of no more than so many are the cells stored together.
const (
	typedOften  = 8
	typedAtOnce = 64
)

// title is the name of a form column.
func (r *reading) title(key string) string {
	title, known := r.titles[key]
	if !known {
		if r.titles == nil {
			r.titles = map[string]string{}
		}
		title = r.plan.Title(key)
		r.titles[key] = title
	}
	return title
}

// at is the address of a column's cell in the record's row, the row's name
// cell for a column the sheet does not have.
func (rec *rowRecord) at(key string) string {
	c, ok := rec.t.Columns[key]
	if !ok {
		c = rec.t.Columns["name"]
	}
	return sheet.Ref(rec.number, c.Col)
}
