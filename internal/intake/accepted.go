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

// acceptance is a suggestion that the department accepted in the return
// workbook, and what became of it.
type acceptance struct {
	form.Listed
	done  bool         // the suggestion stands in its cell now
	moot  bool         // it had been typed there already
	why   string       // it could not be applied, a clause in Chinese
	at    tables.Place // its cell, as far as that is known
	found string       // what stands in the cell instead
}

// readAccepted collects the suggestions that the department accepted, and what
// it answered. Of the suggestions those of
// no project, as of the unit's name over the table, are put into their cells
// at once: the table is found by them.
func (r *reading) readAccepted() []acceptance {
	var all []acceptance
	for _, s := range r.wb.Sheets {
		if !isProblems(s) {
			continue
		}
		round, _ := form.ReadRound(cellTexts(s))
		r.sub.Round = max(r.sub.Round, round.N)
		r.readAnswers(round)
		for _, l := range round.Accepted() {
			a := acceptance{Listed: l}
			if l.ID.Row() == "" {
				r.acceptByPlace(&a)
			}
			all = append(all, a)
		}
	}
	return all
}

// isProblems reports the list of an earlier round.
func isProblems(s *sheet.Sheet) bool {
	if len(s.Rows) == 0 || s.Rows[0].Number > 2*form.ProblemHeader {
		return false
	}
	top := *s
	top.Rows = s.Rows[:min(len(s.Rows), 2*form.ProblemHeader)]
	return form.IsProblems(cellTexts(&top))
}

// acceptByPlace puts a suggestion into the cell it was made for, as long as
// that still holds what was wrong.
func (r *reading) acceptByPlace(a *acceptance) {
	a.why = "原来那一格找不到了"
	i := slices.IndexFunc(r.wb.Sheets, func(s *sheet.Sheet) bool { return s.Name == a.Sheet })
	if i < 0 || a.Row == 0 {
		return
	}
	c := cellOf(r.wb.Sheets[i], a.Row, a.Col)
	if c == nil || !a.stands(*c) { // it has moved, or is one of several
		if at, moved := headerLike(r.wb.Sheets[i], a); moved != nil {
			a.Row, a.Col, c = at.Row, at.Col, moved
		}
	}
	a.at = tables.Place{Sheet: a.Sheet, Row: a.Row, Col: a.Col, Key: r.plan.KeyTitled(a.Column)}
	if c != nil {
		r.put(a, c)
	}
}

// headerLevels is how many rows a header may have above and below the one that
// a suggestion was made for.
const headerLevels = 3

// headerLike is the cell of the header's rows that holds what was wrong or, for
// want of it, the suggestion.
func headerLike(s *sheet.Sheet, a *acceptance) (at tables.Place, cell *sheet.Cell) {
	for _, want := range []string{a.Value, a.Suggest} {
		for row := max(1, a.Row-headerLevels); row <= a.Row+headerLevels; row++ {
			cells := tables.RowAt(s, row).Cells
			for i := range cells {
				if text, _ := values.Clean(cells[i].Text); text == want {
					return tables.Place{Sheet: s.Name, Row: row, Col: int(cells[i].Col)}, &cells[i]
				}
			}
		}
	}
	return at, nil
}

// stands reports a cell that holds what was wrong, or the suggestion.
func (a *acceptance) stands(c sheet.Cell) bool {
	text, _ := values.Clean(c.Text)
	return text == a.Value || text == a.Suggest
}

// put puts a suggestion into a cell that still holds what was wrong.
func (r *reading) put(a *acceptance, c *sheet.Cell) {
	a.found, _ = values.Clean(values.Shown(*c, r.wb.Date1904))
	switch a.found {
	case a.Value:
		c.Kind, c.Text, c.Formula, c.Format = sheet.Text, a.Suggest, false, ""
		a.done, a.why = true, ""
	case a.Suggest:
		a.moot, a.why = true, ""
	default:
		a.why = "这一格后来改过"
	}
}

// acceptInRows puts the suggestions of projects into their cells: each goes to
// the row that has its project's name and still holds what was wrong, on
// whatever sheet and in whatever order the rows stand now.
func (r *reading) acceptInRows(all []acceptance) {
	for i := range all {
		if a := &all[i]; a.ID.Row() != "" {
			r.acceptInRow(a, all)
		}
	}
}

// acceptInRow finds the row of one suggestion. Of several that would do, the
// one it was made for takes it; where that cannot be told, none does, unless
// all of them have been accepted.
func (r *reading) acceptInRow(a *acceptance, all []acceptance) {
	key := r.plan.KeyTitled(a.Column)
	var named, wrong []candidate
	for _, c := range r.candidates(a.ID.Row(), key) {
		named = append(named, c)
		if c.cell == nil {
			continue
		}
		if text, _ := values.Clean(values.Shown(*c.cell, r.wb.Date1904)); text == a.Value {
			wrong = append(wrong, c)
		}
	}
	if len(wrong) > 1 {
		here := slices.IndexFunc(wrong, func(c candidate) bool { return c.at.Sheet == a.Sheet && c.at.Row == a.Row })
		twins := 0
		for _, other := range all {
			if other.ID == a.ID && !other.done {
				twins++
			}
		}
		switch {
		case here >= 0:
			wrong = wrong[here:][:1]
		case twins >= len(wrong): // each of them takes one
			wrong = wrong[:1]
		default:
			a.why = "表里有" + plan.Count(len(wrong)) + "行都是这个项目，分不清是哪一行"
			return
		}
	}
	switch {
	case len(wrong) == 1:
		named = wrong
	case len(named) == 0 && r.lacksColumn(key):
		a.why = "表里没有“" + a.Column + "”这一栏"
		return
	case len(named) == 0:
		a.why = "表里找不到项目“" + a.Project + "”"
		return
	}
	a.at = named[0].at
	if named[0].cell == nil {
		a.why = "这一格后来清空了"
		return
	}
	r.put(a, named[0].cell)
}

// candidate is a cell that a suggestion may be meant for.
type candidate struct {
	cell *sheet.Cell // nil where none is stored
	at   tables.Place
}

// candidates are the cells of a column in the rows of a project. A cell that is
// merged over several rows is one.
func (r *reading) candidates(id filing.RowID, key string) []candidate {
	var all []candidate
	for _, t := range r.tables {
		if _, ok := t.Columns[key]; !ok {
			continue
		}
		for _, l := range t.Lines {
			if l.Kind != tables.ProjectRow || !r.isOf(t, l.Row, id) {
				continue
			}
			at := tables.Place{Sheet: t.Sheet.Name, Row: t.FieldAt(key, l.Row).Row, Col: t.Columns[key].Col, Key: key}
			c := cellOf(t.Sheet, at.Row, at.Col)
			if c == nil || !slices.ContainsFunc(all, func(o candidate) bool { return o.cell == c }) {
				all = append(all, candidate{c, at})
			}
		}
	}
	return all
}

// isOf reports a row of the project: it has its name and, where both say one,
// its task.
func (r *reading) isOf(t *table, row *sheet.Row, id filing.RowID) bool {
	p := filing.Project{Name: t.FieldAt(plan.KeyName, row).Raw}
	if _, ok := t.Columns[plan.KeySub]; ok {
		p.Sub = t.FieldAt(plan.KeySub, row).Raw
	}
	if p.NameKey() != id.NameKey() {
		return false
	}
	if _, ok := t.Columns[plan.KeyTask]; ok {
		task, known := r.plan.Task(t.FieldAt(plan.KeyTask, row).Raw)
		return !known || id.TaskNo() == 0 || task.No == id.TaskNo()
	}
	return true
}

// lacksColumn reports a column that no table has.
func (r *reading) lacksColumn(key string) bool {
	return !slices.ContainsFunc(r.tables, func(t *table) bool { _, ok := t.Columns[key]; return ok })
}

// cellOf is a sheet's cell, nil where none is stored.
func cellOf(s *sheet.Sheet, row, col int) *sheet.Cell {
	cells := tables.RowAt(s, row).Cells
	i := slices.IndexFunc(cells, func(c sheet.Cell) bool { return int(c.Col) == col })
	if i < 0 {
		return nil
	}
	return &cells[i]
}

// tellAccepted records the accepted suggestions, and tells those that could
// not be applied, and why (C07).
func (r *reading) tellAccepted(all []acceptance) {
	for _, a := range all {
		rec := r.recordAt(a.at.Sheet, a.at.Row)
		if rec != nil && a.at.Key == "" {
			a.at.Key = rec.t.KeyAt[a.at.Col]
		}
		code, f := filing.CoercionRule, filing.Fact{Value: a.Value, Expected: a.Suggest}
		switch {
		case a.moot:
			continue
		case !a.done:
			code, f = "C07", filing.Fact{Value: a.found, Other: a.why, Suggest: a.Suggest}
		}
		if rec == nil {
			r.note(code, a.at, f)
		} else {
			r.noteOf(rec, code, a.at, f)
		}
	}
}

// recordAt is the project row of a sheet, nil for none.
func (r *reading) recordAt(name string, row int) *rowRecord {
	for _, rec := range r.records {
		if rec.number == row && rec.t.Sheet.Name == name {
			return rec
		}
	}
	return nil
}

// RoundIn is the round of checking that a returned workbook remembers; ok is
// false for one that was never returned.
func RoundIn(wb *sheet.Workbook) (round form.Round, ok bool) {
	for _, s := range wb.Sheets {
		if round, ok = form.ReadRound(cellTexts(s)); ok {
			return round, true
		}
	}
	return form.Round{}, false
}

// cellTexts are a sheet's texts by physical row and column.
func cellTexts(s *sheet.Sheet) [][]string {
	var rows [][]string
	for _, row := range s.Rows {
		for len(rows) < row.Number {
			rows = append(rows, nil)
		}
		texts := &rows[row.Number-1]
		for _, c := range row.Cells {
			for len(*texts) < int(c.Col) {
				*texts = append(*texts, "")
			}
			(*texts)[c.Col-1] = c.Text
		}
	}
	return rows
}

// readAnswers collects what the department answered to the findings of a round:
// in the list of them, and in our notes on the cells.
func (r *reading) readAnswers(round form.Round) {
	for _, a := range round.Answers() {
		r.answer(a)
	}
	for _, s := range r.wb.Sheets {
		for _, n := range s.Notes {
			about, words := form.Noted(n.Text, round.Listed)
			if words == "" {
				continue
			}
			for _, l := range notedAt(s, n, about) {
				r.answer(filing.Answer{Finding: l.ID, Value: l.Value, Text: words})
			}
		}
	}
}

// notedAt are the findings, of those that have a note's words, that it is about:
// those of its cell or, where rows have moved, of the project in its row. One
// finding alone is it wherever the note stands.
func notedAt(s *sheet.Sheet, n sheet.Note, about []form.Listed) []form.Listed {
	for _, is := range []func(l form.Listed) bool{
		func(l form.Listed) bool { return l.Sheet == s.Name && l.Row == n.Row && l.Col == n.Col },
		func(l form.Listed) bool {
			return slices.ContainsFunc(tables.RowAt(s, n.Row).Cells, func(c sheet.Cell) bool {
				name := filing.Project{Name: c.Text}
				return c.Kind == sheet.Text && name.NameKey() == l.ID.Row().NameKey()
			})
		},
		func(form.Listed) bool { return len(about) == 1 },
	} {
		if found := slices.DeleteFunc(slices.Clone(about), func(l form.Listed) bool { return !is(l) }); len(found) > 0 {
			return found
		}
	}
	return nil
}

// answer takes up what the department says to a finding, once.
func (r *reading) answer(a filing.Answer) {
	a.Text = masked(a.Text)
	i := slices.IndexFunc(r.sub.Answers, func(o filing.Answer) bool { return o.Finding == a.Finding && o.Value == a.Value })
	switch {
	case i < 0:
		r.sub.Answers = append(r.sub.Answers, a)
	case !strings.Contains(r.sub.Answers[i].Text, a.Text):
		r.sub.Answers[i].Text += "；" + a.Text
	}
}
