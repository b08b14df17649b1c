package intake

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// officeSheets reads the sheets the office works in. A sheet that is there says all;
// of one that is gone, what was stored holds.
type officeSheets struct {
	wb   *sheet.Workbook
	plan *plan.Plan
	out  *Consolidated
}

// officeRow is one row of such a sheet.
type officeRow struct {
	row     sheet.Row
	sheet   string
	columns map[string]int // by title
	from    *officeSheets
}

// entries are the rows of a list over all the sheets it takes, with the columns
// that its declaration says are read back; found is false when there is none of
// them.
func (d *officeSheets) entries(name string) (rows []officeRow, found bool) {
	page := form.PageNamed(name)
	for _, s := range d.wb.Sheets {
		if s.Name != name && !strings.HasPrefix(s.Name, name+"(") {
			continue
		}
		header := headerAt(s, page.Known...)
		if header == 0 {
			continue
		}
		found = true
		columns := map[string]int{}
		for _, c := range tables.RowAt(s, header).Cells {
			title := strings.TrimSpace(c.Text)
			if i := page.Place(title); i > 0 && page.List[i-1].Read {
				columns[title] = int(c.Col)
			}
		}
		for _, row := range s.Rows {
			if row.Number > header {
				rows = append(rows, officeRow{row, s.Name, columns, d})
			}
		}
	}
	return rows, found
}

// text is what stands under a title.
func (e officeRow) text(title string) string {
	col, ok := e.columns[title]
	if !ok {
		return ""
	}
	c, _ := e.row.At(col)
	text, _ := values.Clean(values.Shown(c, e.from.wb.Date1904))
	return text
}

// id is what the program knows the row's project by, "" for none.
func (e officeRow) id() filing.RowID { return filing.RowID(e.text(form.ColKey)) }

// date is the day under a title, none for a blank; ok is false, and a problem
// noted, for what names no day.
func (e officeRow) date(title string) (d plan.Date, ok bool) {
	read, ok := e.period(title)
	if !ok {
		e.problem(title, "“"+e.text(title)+"”读不出是哪一天，这一行没有采用")
	}
	return read.End, ok
}

// period is the span of days under a title, none for a blank; ok is false for
// what names none.
func (e officeRow) period(title string) (read values.DateReading, ok bool) {
	text := e.text(title)
	if text == "" {
		return values.DateReading{}, true
	}
	c, _ := e.row.At(e.columns[title])
	return values.LexiconOf(e.from.plan).Date(c, text, values.Ends, e.from.wb.Date1904)
}

func (e officeRow) problem(title, what string) {
	e.from.out.Problems = append(e.from.out.Problems, cellName(e.sheet, e.row.Number, e.columns[title])+":"+what)
}

func cellName(name string, row, col int) string { return name + "!" + sheet.Ref(row, col) }

// readDecisions takes the choices of 重复与冲突核定; those about conflicts it
// no longer lists stay.
func (d *officeSheets) readDecisions() {
	rows, found := d.entries(form.PageConflicts)
	if !found {
		return
	}
	listed := map[filing.CaseID]bool{}
	var decisions []filing.Decision
	for _, e := range rows {
		choice := filing.Decision{Rule: e.text(form.ColRule), Key: e.text(form.ColKey), Choice: e.text(form.ColChoice), Basis: e.text(form.ColDecidedBy)}
		listed[choice.Case()] = true
		if choice.Choice != "" && choice.Key != "" {
			decisions = append(decisions, choice)
		}
	}
	for _, old := range d.out.Office.Decisions {
		if !listed[filing.CaseID{Rule: old.Rule, Key: form.CellText(old.Key)}] {
			decisions = append(decisions, old)
		}
	}
	d.out.Office.Decisions = decisions
}

// readDesk takes the choices of 待办, and what it marks as sent. A choice there
// is the same as one in 重复与冲突核定; where the two differ, that of 待办 goes,
// for it lists only what is open.
func (d *officeSheets) readDesk() {
	rows, found := d.entries(form.PageDesk)
	if !found {
		return
	}
	o := &d.out.Office
	o.Sent = nil
	for _, e := range rows {
		if mark := e.text(form.ColSent); mark != "" && e.text(form.ColErrand) != "" {
			sent := filing.Sent{What: e.text(form.ColErrand)}
			if day, ok := e.period(form.ColSent); ok {
				sent.Day = day.End
			}
			o.Sent = append(o.Sent, sent)
		}
		label := e.text(form.ColDecide)
		if label == "" {
			continue
		}
		options := form.ParseOptions(e.text(form.ColOptions))
		i := slices.IndexFunc(options, func(o form.Option) bool { return o.Label == label || o.Choice == label })
		if i < 0 {
			e.problem(form.ColDecide, "“"+label+"”不是这一行可以选的，没有采用")
			continue
		}
		if options[i].Choice == "" { // to be decided later
			continue
		}
		decided := filing.Decision{Rule: e.text(form.ColRule), Key: e.text(form.ColKey), Choice: options[i].Choice, Basis: e.text(form.ColDecidedBy)}
		o.Decisions = slices.DeleteFunc(o.Decisions, func(other filing.Decision) bool {
			if other.Case() != decided.Case() {
				return false
			}
			if other.Choice != decided.Choice {
				e.problem(form.ColDecide, "“"+form.PageConflicts+"”里另选了“"+other.Choice+"”，按这里的算")
			}
			return true
		})
		o.Decisions = append(o.Decisions, decided)
	}
}

// readEdits takes the corrections and deletions that 办公室修改 lists: a line
// the office has deleted there is taken back, one it has changed is changed.
func (d *officeSheets) readEdits() {
	rows, found := d.entries(form.PageEdits)
	if !found {
		return
	}
	o := &d.out.Office
	edits, removed := storedLines(d.plan, o)
	o.Edits, o.Removed = nil, nil
	for _, e := range rows {
		line := editLine(e.text(form.ColKey), e.text(form.ColColumn), e.text(form.ColWas), e.text(form.ColIs))
		if old := edits[line]; len(old) > 0 {
			o.Edits = append(o.Edits, old[0])
			edits[line] = old[1:]
			continue
		}
		if old, ok := removed[line]; ok {
			o.Removed = append(o.Removed, old)
			continue
		}
		column := d.plan.KeyTitled(e.text(form.ColColumn))
		switch {
		case e.text(form.ColColumn) == form.WholeRow:
			o.Removed = append(o.Removed, filing.Removal{Key: e.id(), Name: e.text(form.ColName), Reason: e.text(form.ColIs)})
		case column != "" && e.id() != "":
			o.Edits = append(o.Edits, filing.Edit{
				Number: e.text(form.ColNumber), Key: e.id(), Column: column, Before: e.text(form.ColWas), After: e.text(form.ColIs),
			})
		case e.text(form.ColColumn) != "":
			e.problem(form.ColColumn, "看不出改的是哪个项目的哪一栏，没有采用")
		}
	}
}

// storedLines are the stored corrections and deletions by what their line in
// 办公室修改 shows, which may be less than the whole of a long text; the same
// correction may have been made more than once.
func storedLines(p *plan.Plan, o *filing.Office) (map[string][]filing.Edit, map[string]filing.Removal) {
	edits, removed := map[string][]filing.Edit{}, map[string]filing.Removal{}
	for _, e := range o.Edits {
		line := editLine(string(e.Key), p.Title(e.Column), e.Before, e.After)
		edits[line] = append(edits[line], e)
	}
	for _, r := range o.Removed {
		removed[editLine(string(r.Key), form.WholeRow, "", r.Reason)] = r
	}
	return edits, removed
}

func editLine(parts ...string) string {
	for i := range parts {
		parts[i], _ = values.Clean(form.CellText(parts[i]))
	}
	return strings.Join(parts, "\x00")
}

// readExceptions takes 核准例外 as it stands.
func (d *officeSheets) readExceptions() {
	rows, found := d.entries(form.PageExceptions)
	if !found {
		return
	}
	d.out.Office.Exceptions = nil
	for _, e := range rows {
		code := strings.ToUpper(e.text(form.ColRule))
		if code == "" {
			continue
		}
		if _, ok := d.plan.Rule(code); !ok {
			e.problem(form.ColRule, "没有“"+code+"”这条规则，没有采用")
			continue
		}
		unit := e.text(form.ColUnit)
		if u, ok := d.plan.Unit(unit); ok {
			unit = u.Name
		}
		expires, ok := e.date(form.ColExpires)
		if !ok {
			continue
		}
		d.out.Office.Exceptions = append(d.out.Office.Exceptions, plan.Exception{
			Rule: code, Unit: unit, Project: e.text(form.ColProject), ApprovedBy: e.text(form.ColPassedBy), Reason: e.text(form.ColWhy),
			Expires: expires,
		})
	}
}

// readChanges takes the ledger 项目变更 as it stands, what means nothing too:
// that stays on the sheet, unsettled. Lines that the program lists by itself
// are listed again.
func (d *officeSheets) readChanges() {
	rows, found := d.entries(form.PageChanges)
	if !found {
		return
	}
	d.out.Office.Changes = nil
	for _, e := range rows {
		c := e.change()
		if c != (filing.Change{}) && !e.listsAgain(c) {
			e.doubtChange(c)
			d.out.Office.Changes = append(d.out.Office.Changes, c)
		}
	}
}

// change is a line of 项目变更. Deadlines are read as the form's are.
func (e officeRow) change() filing.Change {
	c := filing.Change{
		Kind: e.text(form.ColKind), Old: e.text(form.ColOld), New: e.text(form.ColNew), Before: e.text(form.ColBefore),
		After: e.text(form.ColAfter), Basis: e.text(form.ColBasis),
	}
	if day, ok := e.period(form.ColApproved); ok {
		c.Approved = day.End
	} else {
		c.Dated = e.text(form.ColApproved)
	}
	if c.Kind == filing.ChangeDeadline {
		c.Before, c.After = e.deadline(form.ColBefore), e.deadline(form.ColAfter)
	}
	if c.Kind == filing.ChangeStart {
		c.Before, c.After = e.start(form.ColBefore), e.start(form.ColAfter)
	}
	return c
}

// listsAgain reports a line that the program has written by itself and the
// office has left as it is. Older workbooks do not mark such lines.
func (e officeRow) listsAgain(c filing.Change) bool {
	if _, marked := e.columns[form.ColKey]; !marked {
		return c.Basis == "" && e.text(form.ColStanding) == form.PendingChange
	}
	return e.text(form.ColKey) == form.ChangeMark(c)
}

// doubtChange notes what keeps a line with a basis from being settled.
func (e officeRow) doubtChange(c filing.Change) {
	_, err := plan.ParseDate(c.After)
	switch {
	case c.Basis == "":
	case !slices.Contains(filing.ChangeKinds(), c.Kind):
		e.problem(form.ColKind, "“"+c.Kind+"”不是变更类型，没有采用")
	case c.Dated != "":
		e.problem(form.ColApproved, "“"+c.Dated+"”读不出是哪一天，这一行没有采用")
	case c.Kind == filing.ChangeStart && c.After != "" && err != nil:
		e.problem(form.ColAfter, "“"+c.After+"”读不出是哪一天，启动时间没有调整")
	case c.Kind == filing.ChangeDeadline && c.After != "" && c.After != filing.LongTerm && err != nil:
		e.problem(form.ColAfter, "“"+c.After+"”读不出是哪一天，时限没有调整")
	}
}

// deadline is the deadline under a title as the form's column has it; what
// names no day is as typed.
func (e officeRow) deadline(title string) string {
	read, ok := e.period(title)
	switch {
	case !ok || read.End == 0:
		return e.text(title)
	case read.Open:
		return filing.LongTerm
	}
	return read.End.String()
}

// start is the start under a title as the form's column has it; what names no
// day is as typed.
func (e officeRow) start(title string) string {
	text := e.text(title)
	if text == "" {
		return ""
	}
	c, _ := e.row.At(e.columns[title])
	read, ok := values.LexiconOf(e.from.plan).Date(c, text, values.Starts, e.from.wb.Date1904)
	if !ok || read.Start == 0 {
		return text
	}
	return read.Start.String()
}

// readDrafts takes the paragraphs that the office has rewritten.
func (d *officeSheets) readDrafts() {
	rows, found := d.entries(form.PageDrafts)
	if !found {
		return
	}
	d.out.Office.Drafts = nil
	for _, e := range rows {
		draft := filing.Draft{Section: e.text(form.ColKey), Generated: e.text(form.ColGenerated), Revised: e.text(form.ColRevised)}
		if draft.Revised != "" && draft.Section != "" {
			d.out.Office.Drafts = append(d.out.Office.Drafts, draft)
		}
	}
}
