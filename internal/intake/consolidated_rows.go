package intake

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/stream"
)

// addedPath is where rows come from that the office added by hand.
const addedPath = "办公室添加"

// visible is the table of projects as the office left it.
type visible struct {
	*reading
	table  *table
	form   []plan.Column  // of the form
	ours   map[string]int // columns that are not the form's, by title
	own    []ownColumn    // of the office, from the left
	places []form.OwnRow  // of projects
}

// ownColumn is a column of the office's own while it is read.
type ownColumn struct {
	col int
	form.OwnColumn
}

// newVisible finds the table; nil when the workbook has none.
func newVisible(wb *sheet.Workbook, p *plan.Plan, head stream.Head) *visible {
	s := sheetNamed(wb, form.PageProjects)
	if s == nil {
		return nil
	}
	header := headerAt(s, form.PageNamed(form.PageProjects).Known...)
	if header == 0 {
		return nil
	}
	r := &reading{
		plan: p, words: values.LexiconOf(p), wb: wb, own: true,
		sub: &filing.Submission{Path: addedPath, ByOffice: true, Quarter: head.Quarter, AsOf: head.AsOf},
	}
	v := &visible{reading: r, form: form.ProjectColumns(p), ours: map[string]int{}}
	columns := map[string]tables.FormColumn{}
	for _, c := range tables.RowAt(s, header).Cells {
		v.placeTitle(columns, strings.TrimSpace(c.Text), int(c.Col))
	}
	v.own = v.ownColumns(p)
	r.finder = tables.NewFinder(p, wb, plan.Quarter{}, true)
	v.table = &table{PlanTable: r.finder.Fixed(s, header, columns)}
	v.tables = []*table{v.table}
	r.tellQuarter()
	return v
}

// placeTitle notes a column of the form, or one of ours.
func (v *visible) placeTitle(columns map[string]tables.FormColumn, title string, col int) {
	i := slices.IndexFunc(v.form, func(c plan.Column) bool { return c.Header == title })
	if i < 0 || title == form.ColNumber {
		v.ours[title] = col
		return
	}
	key := v.form[i].Key
	columns[key] = tables.FormColumn{Key: key, Col: col, Title: title}
}

// ownColumns are those whose titles are nobody's but the office's.
func (v *visible) ownColumns(p *plan.Plan) []ownColumn {
	known := map[string]bool{"": true}
	for _, c := range form.ProjectTable(p) {
		known[c.Title] = true
	}
	var own []ownColumn
	for title, col := range v.ours {
		if !known[title] {
			own = append(own, ownColumn{col, form.OwnColumn{Title: title}})
		}
	}
	slices.SortFunc(own, func(a, b ownColumn) int { return a.col - b.col })
	return own
}

// keepOwn keeps what a row has in the office's own columns.
func (v *visible) keepOwn(row sheet.Row, number string, key filing.RowID) {
	v.places = append(v.places, form.OwnRow{Row: row.Number, Number: number, Key: key})
	for i := range v.own {
		c, _ := row.At(v.own[i].col)
		if c.Text == "" {
			continue
		}
		cell := form.OwnCell{Number: number, Key: key, Text: c.Text, Numeric: c.Kind == sheet.Number, Format: c.Format}
		if !cell.Numeric {
			cell.Text = values.Shown(c, v.wb.Date1904)
		}
		v.own[i].Cells = append(v.own[i].Cells, cell)
	}
}

// ourText is the text in one of our columns.
func (v *visible) ourText(row sheet.Row, title string) string {
	col, ok := v.ours[title]
	if !ok {
		return ""
	}
	c, _ := row.At(col)
	text, _ := values.Clean(values.Shown(c, v.wb.Date1904))
	return text
}

// readProjects sorts the visible rows into those that were written, corrected
// or not, and those that were added; what was written and is gone was deleted.
// The error is ErrJumbled.
func (c *Consolidated) readProjects(v *visible, shown []form.Shown) error {
	v.shareColumns()
	w := newWritten(shown)
	rows, err := w.match(v, c.projectRows(v))
	if err != nil {
		return err
	}
	r := projectsRead{Consolidated: c, v: v, shown: shown, unread: map[int]bool{}}
	for _, k := range rows {
		r.take(k)
	}
	if r.moved > 0 {
		c.Remarks = append(c.Remarks, "“"+form.PageProjects+"”排过序，隐藏的“"+form.ColRowKey+"”没有跟着走，"+plan.Count(r.moved)+"行按项目编号和名称认")
	}
	c.keepOwn(v)
	c.replaceOverrides(r.lights, shown, r.unread)
	r.replaceRulings()
	c.remove(shown, w.taken)
	c.add(v, r.added)
	return nil
}

// shareColumns settles whether the columns of shares are in percent.
func (v *visible) shareColumns() {
	for i := range v.table.Sheet.Rows {
		if row := &v.table.Sheet.Rows[i]; row.Number > v.table.Bottom {
			v.addShare(&v.table.progress, v.table, "progress", row)
			v.addShare(&v.table.rate, v.table, "rate", row)
			v.addShare(&v.table.nextTarget, v.table, plan.KeyNextTarget, row)
		}
	}
}

// projectRows are the rows that hold a project; what the office has beside the
// others is told.
func (c *Consolidated) projectRows(v *visible) []sheet.Row {
	var rows []sheet.Row
	for _, row := range v.table.Sheet.Rows {
		switch {
		case row.Number <= v.table.Bottom:
		case !form.IsGroupKey(v.ourText(row, form.ColRowKey)) && v.hasProject(row):
			rows = append(rows, row)
		default:
			for _, o := range v.own {
				if cell, _ := row.At(o.col); cell.Text != "" {
					c.problem(row, o.col, "“"+values.Shown(cell, v.wb.Date1904)+"”不在项目的行里，没有带到新的汇总表")
				}
			}
		}
	}
	return rows
}

// problem notes what the office wrote in 项目汇总表 and is not taken.
func (c *Consolidated) problem(row sheet.Row, col int, what string) {
	c.Problems = append(c.Problems, cellName(form.PageProjects, row.Number, col)+":"+what)
}

// keepOwn keeps what the office has in the table beside what is read.
func (c *Consolidated) keepOwn(v *visible) {
	c.Own.Rows, c.Own.Places = v.places, map[string]int{}
	for title, col := range v.ours {
		c.Own.Places[title] = col
	}
	for key, column := range v.table.Columns {
		c.Own.Places[key] = column.Col
	}
	for _, o := range v.own {
		c.Own.Columns = append(c.Own.Columns, o.OwnColumn)
	}
}

// projectsRead is what the rows of 项目汇总表 give while they are read.
type projectsRead struct {
	*Consolidated
	v      *visible
	shown  []form.Shown
	lights []filing.Override
	added  []*rowRecord
	unread map[int]bool // of shown: what the office decided there before stays
	// rulings are what the office decided about rows in error.
	rulings []filing.Ruling
	moved   int
}

// take takes what one row says.
func (r *projectsRead) take(k kin) {
	v, row := r.v, k.row
	switch k.kind {
	case unclear:
		r.unread[k.at], r.unread[k.other] = true, true
		r.problem(row, v.ours[form.ColNumber], "编号“"+k.named+"”和名称“"+v.formText(row, plan.KeyName)+"”指的不是同一个项目，这一行没有采用")
		return
	case copied:
		r.problem(row, v.ours[form.ColNumber], "和第"+plan.Count(k.taken)+"行是同一个项目，多出来的这一行没有采用；要改数，请改原来那一行")
		return
	case added:
		rec := v.read(row, len(r.added))
		r.added = append(r.added, rec)
		id := rec.project.Key()
		v.keepOwn(row, "", id)
		r.light(row, id)
		return
	case moved:
		r.moved++
	}
	shown := r.shown[k.at]
	if k.named != "" && values.Narrow(k.named) != shown.Number {
		r.problem(row, v.ours[form.ColNumber], "项目编号由程序给出，“"+k.named+"”没有采用")
	}
	v.keepOwn(row, shown.Number, shown.Project.Key())
	edits, unclear := v.edits(row, shown)
	for _, key := range unclear {
		r.problem(row, v.table.Columns[key].Col, unclearShare(v.formText(row, key)))
	}
	for _, e := range edits {
		e.Seq = r.nextSeq(e)
		r.Office.Edits = append(r.Office.Edits, e)
	}
	r.light(row, cmp.Or(shown.Override, shown.Project.Key()))
	r.settle(row, shown)
}

// settle takes what the office decided about a row in error.
func (r *projectsRead) settle(row sheet.Row, shown form.Shown) {
	word := r.v.ourText(row, form.ColRuling)
	switch {
	case word == "":
		return
	case !slices.Contains(filing.Rulings(), word):
		r.problem(row, r.v.ours[form.ColRuling], "“"+word+"”不是“"+form.ColRuling+"”可以选的，没有采用")
		return
	case shown.Mark == "":
		r.problem(row, r.v.ours[form.ColRuling], "“"+word+"”没有采用：本季度填报有错、数据待核实的项目才能在这里核定")
		return
	}
	r.rulings = append(r.rulings, filing.Ruling{
		Number: shown.Number, Key: shown.Project.Key(), Title: shown.Project.Title(), Choice: word, Mark: shown.Mark,
	})
}

// replaceRulings puts what the table says about rows in error in place of what
// is stored, but of rows that are not read.
func (r *projectsRead) replaceRulings() {
	if _, there := r.v.ours[form.ColRuling]; !there {
		return
	}
	kept := slices.DeleteFunc(slices.Clone(r.Office.Rulings), func(s filing.Ruling) bool {
		for i := range r.unread {
			if shown := r.shown[i]; shown.Number == s.Number && shown.Project.Key() == s.Key {
				return false
			}
		}
		return true
	})
	r.Office.Rulings = append(kept, r.rulings...)
}

// light takes the light the office set in a row.
func (r *projectsRead) light(row sheet.Row, id filing.RowID) {
	if o, ok := r.override(r.v, row, id); ok {
		r.lights = append(r.lights, o)
	}
}

// hasProject reports a row with something in a column of the form.
func (v *visible) hasProject(row sheet.Row) bool {
	return slices.ContainsFunc(row.Cells, func(c sheet.Cell) bool {
		key := v.table.KeyAt[int(c.Col)]
		return key != "" && key != "no" && tables.SaysSomething(c)
	})
}

// read reads one row as any plan sheet's row is read; index is its place among
// those the office added, -1 for one it did not.
func (v *visible) read(row sheet.Row, index int) *rowRecord {
	rec := v.newRecord(v.table, row, index)
	v.interpret(rec)
	return rec
}

// edits are the office's corrections of one row. Those of shares that may be
// meant either way are none: unclear are their columns.
func (v *visible) edits(row sheet.Row, shown form.Shown) (edits []filing.Edit, unclear []string) {
	var rec *rowRecord
	for _, col := range v.form {
		place, ok := v.table.Columns[col.Key]
		if !ok || col.Key == "no" {
			continue
		}
		before := shown.Project.Value(col.Key)
		if typed, ok := shown.Typed[col.Key]; ok {
			before = typed
		}
		cell, _ := row.At(place.Col)
		if v.unchanged(col, cell, before) {
			continue
		}
		if rec == nil {
			rec = v.read(row, -1)
		}
		after := rec.project.Value(col.Key)
		if v.isUnclearShare(col, cell) {
			unclear = append(unclear, col.Key)
			continue
		}
		if rec.bad[col.Key] {
			after = masked(rec.cells.at(col.Key).Raw)
		}
		if after != before {
			edits = append(edits, filing.Edit{Number: shown.Number, Key: shown.Project.Key(), Column: col.Key, Before: before, After: after})
		}
	}
	return edits, unclear
}

// isUnclearShare reports a fraction of one among numbers above one.
func (v *visible) isUnclearShare(column plan.Column, c sheet.Cell) bool {
	if column.Type != plan.TypePercent {
		return false
	}
	s, ok := v.words.Share(c, values.TrimBlank(c.Text))
	if !ok {
		return false
	}
	_, refusal := v.table.sharesUnder(column.Key).Settle(s, false)
	return refusal != nil
}

// unclearShare says why such a share is not taken.
func unclearShare(typed string) string {
	return "“" + typed + "”分不清是" + typed + "%还是它的一百倍，没有采用；请写上百分号"
}

// nextSeq is the place of a new correction among those of its cell.
func (c *Consolidated) nextSeq(edit filing.Edit) int {
	next := 0
	for _, e := range c.Office.Edits {
		if e.Column == edit.Column && (e.Number == edit.Number || e.Key == edit.Key) {
			next = max(next, e.Seq+1)
		}
	}
	return next
}

// unchanged reports a cell that shows just what was written into it.
func (v *visible) unchanged(col plan.Column, c sheet.Cell, before string) bool {
	text, _ := values.Clean(values.Shown(c, v.wb.Date1904))
	if was, _ := values.Clean(form.CellText(before)); text == was {
		return true
	}
	switch col.Type {
	case plan.TypeMoney, plan.TypePercent:
		now, err := plan.ParseWan(c.Text)
		was, errWas := plan.ParseWan(before)
		return c.Kind == sheet.Number && !sheet.IsPercent(c.Format) && err == nil && errWas == nil && now == was
	case plan.TypeChoice:
		word, ok := v.plan.Read(col.List, text)
		return ok && word.Read == before
	}
	return false
}

// override is the light the office set in a row.
func (c *Consolidated) override(v *visible, row sheet.Row, id filing.RowID) (filing.Override, bool) {
	word := v.ourText(row, form.ColOverride)
	if word == "" {
		return filing.Override{}, false
	}
	light, ok := officeLight(word)
	if !ok {
		c.problem(row, v.ours[form.ColOverride], "“"+word+"”不是亮灯的写法，没有采用")
		return filing.Override{}, false
	}
	return filing.Override{Key: id, Light: light, Reason: v.ourText(row, form.ColReason)}, true
}

// officeLight reads a light as an office may write it: 进度滞后, 红, 红灯.
func officeLight(word string) (plan.Light, bool) {
	switch strings.TrimSuffix(word, "灯") {
	case "绿":
		return plan.Green, true
	case "黄":
		return plan.Yellow, true
	case "红":
		return plan.Red, true
	}
	light, ok := plan.ParseLight(word)
	return light, ok && light != plan.Unverified
}

// replaceOverrides puts the lights of the table in place of the stored ones of
// the projects that it shows; of rows that are not read those stay.
func (c *Consolidated) replaceOverrides(lights []filing.Override, shown []form.Shown, unread map[int]bool) {
	inTable := map[filing.RowID]bool{}
	for i, s := range shown {
		if !unread[i] {
			inTable[cmp.Or(s.Override, s.Project.Key())] = true
		}
	}
	kept := slices.DeleteFunc(slices.Clone(c.Office.Overrides), func(o filing.Override) bool { return inTable[o.Key] })
	c.Office.Overrides = append(kept, lights...)
}

// remove notes the rows that are gone.
func (c *Consolidated) remove(shown []form.Shown, taken []int) {
	for i, s := range shown {
		if taken[i] == 0 {
			c.Office.Removed = append(c.Office.Removed, filing.Removal{Key: c.keyAsSent(s), Name: s.Project.Title()})
		}
	}
}

// keyAsSent is the key a project had before the office corrected its name.
func (c *Consolidated) keyAsSent(s form.Shown) filing.RowID {
	key := s.Project.Key()
	for _, e := range c.Office.Edits {
		if e.Number == s.Number && s.Number != "" && slices.Contains([]string{"task", "name", "sub"}, e.Column) {
			return e.Key
		}
	}
	return key
}

// add makes a submission of the rows the office added.
func (c *Consolidated) add(v *visible, added []*rowRecord) {
	if len(added) == 0 {
		return
	}
	v.records = added
	v.store()
	v.sub.SHA256 = digest(v.plan, added)
	c.Submissions = append(slices.Clone(c.Submissions), v.submission())
}

// digest tells added rows from other added rows: there is no file to take the
// digest of.
func digest(p *plan.Plan, added []*rowRecord) string {
	h := sha256.New()
	for _, rec := range added {
		for _, cell := range rec.typedCells(p) {
			for _, part := range []string{cell.Column, "\x00", cell.Value, "\x00"} {
				io.WriteString(h, part) // writing to a hash does not fail
			}
		}
		io.WriteString(h, "\n")
	}
	return hex.EncodeToString(h.Sum(nil))
}
