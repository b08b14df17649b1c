package portfolio

import (
	"cmp"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// merger is what the steps of Merge share.
type merger struct {
	plan    *plan.Plan
	pf      *Portfolio
	units   roster
	passes  *passes
	history *check.History
	office  *officeWork
	until   plan.Date          // as Input has it
	files   []*file            // of pf.Submissions
	sent    map[string][]*file // by unit of the roster, the one that counts first
	groups  []*group
	taken   map[*filing.Standing]bool // last quarter's projects that stand in the library again
	library []*member                 // what becomes pf.Entries
	follows map[string]*member        // number that goes out of use → the project that goes on

	rulings     map[*row]string // what the office decided about rows in error
	uncorrected []filing.Edit   // the office's corrections that have met no row
}

// file is a submission at work: what becomes of its rows in this merge.
type file struct {
	*filing.Submission                    // with rows and findings of its own
	sent               *filing.Submission // as its unit sent it
	rows               []row              // one for each of Rows
	broken             bool               // an error leaves out the whole of it
	gaps               bool               // an error leaves out the whole or a sheet
	foreign            bool               // it is another quarter's, or lies in another unit's file: it adds nothing to the unit's own
	dropped            bool               // a newer file has taken its place
}

// row is one row of a file at work.
type row struct {
	*filing.Row
	file *file
	sent *filing.Project  // as the unit sent it
	base *filing.Project  // as it was before it was corrected, nil for one that is not
	last *filing.Standing // its project last quarter, nil for none
	key  filing.RowID     // as the unit sent it
	id   filing.RowID     // what rows of one project have in common, "" for none
}

// correct is the row's project, to be corrected: what it was before is kept.
func (r *row) correct() *filing.Project {
	if r.base == nil {
		was := r.Project
		r.base = &was
	}
	return &r.Project
}

// isCorrected reports a column in which the row is not as it was before.
func (r *row) isCorrected(column string) bool {
	return r.base != nil && r.base.Value(column) != r.Project.Value(column)
}

// spot is a cell of the row.
func (r *row) spot(column string) check.Spot {
	return check.Spot{Sub: r.file.Submission, Project: &r.Project, Column: column}
}

// number is the project's frozen number, else the one typed.
func (r *row) number() string {
	if r.last != nil {
		return r.last.Number
	}
	return r.Project.ID
}

// leave takes the row out of the count.
func (r *row) leave(cause filing.Cause, rules ...string) { r.Cause, r.Rules = cause, rules }

// Merge makes the portfolio of a set of submissions. The same set gives the
// same portfolio in whatever order it comes, and the Submissions of portfolios
// of parts, merged, that of the whole. The submissions are not changed.
//
// What the office lets pass it may name by a number that is only given here:
// then all is done once more, with the project known.
func Merge(in Input) *Portfolio {
	m := newMerger(in)
	in.Submissions = m.pf.Submissions // their union is as good, and what it was made of need not be held
	m.run()
	if keys := m.passedByNumber(); len(keys) > 0 {
		m = newMerger(in)
		m.passes.keys = keys // for the rows at work, not the submissions handed on
		m.run()
	}
	return m.pf
}

func (m *merger) run() {
	m.read()
	m.chooseFiles()
	m.settleAmounts()
	m.settleRows()
	m.correct()
	m.letPass()
	m.group()
	m.settleGroups()
	m.compare()
	m.enter()
	m.carry()
	m.correctCarried()
	m.checkNames()
	m.number()
	m.suspect()
	m.note()
	m.judge()
	m.list()
	m.matchTexts()
	m.checkCoverage()
	m.standUnits()
	m.finish()
}

func newMerger(in Input) *merger {
	p := in.Plan
	office := in.Office.With(filing.Office{}) // in one order, however it was collected
	m := &merger{
		plan: p, units: newRoster(p), office: newOfficeWork(office), until: in.Until,
		passes: newPasses(p, slices.Concat(p.Exceptions, office.Exceptions), in.Today),
		taken:  map[*filing.Standing]bool{}, follows: map[string]*member{}, rulings: map[*row]string{},
	}
	changes := slices.DeleteFunc(slices.Clone(office.Changes), m.isAhead)
	m.history = check.NewHistory(p, in.Quarter, in.Previous, changes)
	m.pf = &Portfolio{
		Plan: p, Quarter: in.Quarter, AsOf: in.AsOf, Previous: in.Previous, Office: office,
		Attachments: uniqueAttachments(in.Attachments), Approved: check.Approved(in.Previous, changes),
	}
	m.pf.Submissions = union(in, m.units, m.passes)
	return m
}

// isAhead reports a change whose day of approval is still to come.
func (m *merger) isAhead(c filing.Change) bool { return m.until != 0 && c.Approved > m.until }

func uniqueAttachments(all []filing.Attachment) []filing.Attachment {
	all = slices.Clone(all)
	slices.SortFunc(all, func(a, b filing.Attachment) int {
		return cmp.Or(cmp.Compare(a.Path, b.Path), cmp.Compare(a.Unit, b.Unit))
	})
	return slices.Compact(all)
}

// read makes the files and finds each row's project in last quarter's library.
func (m *merger) read() {
	for _, s := range m.pf.Submissions {
		m.files = append(m.files, m.open(s))
	}
}

func (m *merger) open(s *filing.Submission) *file {
	work := *s
	work.Rows, work.Findings = slices.Clone(s.Rows), slices.Clone(s.Findings)
	f := &file{Submission: &work, sent: s, rows: make([]row, len(s.Rows))}
	names := make([]string, len(s.Rows))
	for i := range f.rows {
		p := &s.Rows[i].Project
		names[i] = p.NameKey()
		f.rows[i] = row{Row: &work.Rows[i], file: f, sent: p, key: filing.RowOf(p.TaskNo, names[i])}
	}
	for i := range f.Findings {
		if w := &f.Findings[i]; w.Severity == plan.Error && wholeRules[w.Rule] {
			f.gaps = true
			f.foreign = f.foreign || w.Rule == filing.QuarterRule
		}
	}
	none := s.CountRows(filing.Counted) == 0
	f.broken = f.gaps && none
	f.foreign = f.foreign && none || s.Guest
	lasts, doubts := m.history.Match(s, names)
	for i := range f.rows {
		f.rows[i].last = lasts[i]
		f.rows[i].identify()
	}
	f.Findings = append(f.Findings, doubts...)
	if len(doubts) > 0 || len(m.passes.byRule) > 0 || len(s.Answers) > 0 {
		m.resettle(f)
	}
	m.confirmRows(f)
	m.coverRows(f)
	m.completeRows(f)
	m.history.JudgeZeroReport(f.Submission)
	return f
}

// completeRows fills in what a row leaves to last quarter, and leaves out one
// that last quarter shows to be impossible.
func (m *merger) completeRows(f *file) {
	for i := range f.rows {
		r := &f.rows[i]
		if r.Cause != filing.Counted {
			continue
		}
		if w, impossible := m.history.Impossible(f.Submission, &r.Project, r.last); impossible {
			m.leaveFor(r, w)
		}
		if r.Cause != filing.Counted {
			continue
		}
		missing, _ := m.history.FillProgress(f.Submission, &r.Project, r.last)
		for _, w := range missing {
			m.leaveFor(r, w)
		}
	}
}

// leaveFor adds a finding about a row, which leaves the row out if it is an
// error. A row that is completed again has it already.
func (m *merger) leaveFor(r *row, w filing.Finding) {
	f := r.file
	if slices.ContainsFunc(f.Findings, func(old filing.Finding) bool { return old.Rule == w.Rule && r.isAt(old) }) {
		return
	}
	m.passes.apply(&w, r.number())
	f.Findings = append(f.Findings, w)
	if w.Severity == plan.Error {
		r.leave(filing.Faulty, w.Rule)
	}
}

// coverRows lets rows count that have errors in columns of the plan alone, with
// the values last approved.
func (m *merger) coverRows(f *file) {
	errors := byPlace(f.Findings, func(w *filing.Finding) bool { return w.Severity == plan.Error && w.Row > 0 })
	for i := range f.rows {
		r := &f.rows[i]
		if r.Cause != filing.Faulty || r.last == nil || r.Project.ID != r.last.Number {
			continue
		}
		if at := errors[placeOf(&r.Project)]; m.coverable(r, at) {
			m.cover(r, at)
		}
	}
}

// identify says what the row has in common with others of its project: the
// number where it was in last quarter's library, else the key.
func (r *row) identify() {
	switch {
	case r.last != nil:
		r.id = filing.Numbered(r.last.Number)
	case r.Project.Name != "":
		r.id = r.Project.Key()
	}
}

// report adds the finding that a fact about more than one file makes, past the
// exceptions. number is the project's, choice what the office decided about it,
// each "" for none.
func (m *merger) report(at check.Spot, number, choice string, fact filing.Fact) {
	if f, on := check.Across(m.plan, at, fact); on {
		m.passes.apply(&f, number)
		decided(&f, choice)
		m.pf.Findings = append(m.pf.Findings, f)
	}
}

// compare applies the rules H to every project that counts, and lists its
// changes that wait for approval.
func (m *merger) compare() {
	for _, g := range m.groups {
		if g.main == nil || g.main.Cause != filing.Counted {
			continue
		}
		found, unapproved := m.compareRow(g.main)
		m.pf.Findings = append(m.pf.Findings, found...)
		m.pf.Unapproved = append(m.pf.Unapproved, unapproved...)
	}
}

// note lists what the office has noted without settling it: in the place of
// the same change found in the data, else on its own.
func (m *merger) note() {
	for _, c := range m.pf.Office.Changes {
		if c.Settled() && !m.isAhead(c) {
			continue
		}
		i := slices.IndexFunc(m.pf.Unapproved, func(found filing.Change) bool {
			return found.Kind == c.Kind && slices.Equal(found.OldNumbers(), c.OldNumbers()) && m.history.Ledger.SameValue(c.After, found.After)
		})
		if i < 0 {
			m.pf.Noted = append(m.pf.Noted, c)
		} else {
			m.pf.Unapproved[i] = c
		}
	}
	slices.SortFunc(m.pf.Unapproved, filing.CompareChanges)
}

// finish collects what the files' own findings are, less those of rows that a
// newer file has replaced, and puts all lists in order.
func (m *merger) finish() {
	n := len(m.pf.Findings)
	for _, f := range m.files {
		n += len(f.Findings)
	}
	m.pf.Findings = slices.Grow(m.pf.Findings, n-len(m.pf.Findings))
	for _, f := range m.files {
		m.pf.Findings = f.appendCurrent(m.pf.Findings)
	}
	filing.SortFindings(m.pf.Findings)
	m.leaveOut()
	slices.SortFunc(m.pf.Conflicts, func(a, b Conflict) int {
		return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Title, b.Title), cmp.Compare(a.Key, b.Key))
	})
	m.expireUnused()
}

// appendCurrent adds the findings that still matter. Of a file that a newer one
// has replaced that is whose it was taken for, if it is called after another unit.
func (f *file) appendCurrent(to []filing.Finding) []filing.Finding {
	if f.dropped {
		if i := slices.IndexFunc(f.Findings, func(w filing.Finding) bool { return w.Rule == "U03" }); i >= 0 {
			told := f.Findings[i]
			told.Severity = plan.Note
			to = append(to, told)
		}
		return to
	}
	replaced := map[place]bool{}
	for i := range f.rows {
		if r := &f.rows[i]; r.Cause == filing.Superseded {
			replaced[placeOf(&r.Project)] = true
		}
	}
	for i := range f.Findings {
		if w := &f.Findings[i]; !replaced[place{w.Sheet, w.Row}] {
			to = append(to, *w)
		}
	}
	return to
}

// leaveOut lists the rows that do not count.
func (m *merger) leaveOut() {
	for _, f := range m.files {
		for i := range f.rows {
			r := &f.rows[i]
			if r.Cause == filing.Counted {
				continue
			}
			out := LeftOut{Unit: f.Unit, Row: *r.Row}
			if len(out.Row.Typed) == 0 {
				out.Row.Typed = asRead(m.plan, f.Submission, &r.Project)
			}
			if r.last != nil {
				out.Number = r.last.Number
				if r.last.Quarter.N != 0 {
					out.Last = r.last
				}
			}
			m.pf.LeftOut = append(m.pf.LeftOut, out)
		}
	}
}

// asRead is a row in the cells of its columns as it was read.
func asRead(p *plan.Plan, sub *filing.Submission, project *filing.Project) []filing.Typed {
	return valuesOf(p, sub, project, mapped(p.Columns, func(c plan.Column) string { return c.Key })...)
}

// valuesOf are the project's values in these columns, blank ones left out. A
// project without a row in a file has no cells.
func valuesOf(p *plan.Plan, sub *filing.Submission, project *filing.Project, columns ...string) []filing.Typed {
	var values []filing.Typed
	for _, key := range columns {
		v := project.Value(key)
		if v == "" {
			continue
		}
		typed := filing.Typed{Column: p.Title(key), Value: v}
		if sub != nil {
			typed.Cell = sub.CellOf(project.Source.Sheet, typed.Column, project.Source.Row)
		}
		values = append(values, typed)
	}
	return values
}
