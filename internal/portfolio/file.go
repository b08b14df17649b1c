package portfolio

import (
	"cmp"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// file is a submission at work: what becomes of its rows in this merge.
type file struct {
	*filing.Submission                    // with rows and findings of its own
	sent               *filing.Submission // as its unit sent it
	rows               []row              // one for each of Rows
	broken             bool               // an error leaves out the whole of it
	gap                string             // the rule of an error that leaves out the whole or a sheet, "" for none
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

func (m *merger) open(s *filing.Submission) *file {
	work := *s
	work.Rows, work.Findings = slices.Clone(s.Rows), slices.Clone(s.Findings)
	f := &file{Submission: &work, sent: s, rows: make([]row, len(s.Rows))}
	for i := range f.rows {
		p := &s.Rows[i].Project
		f.rows[i] = row{Row: &work.Rows[i], file: f, sent: p, key: p.Key()}
	}
	for i := range f.Findings {
		if w := &f.Findings[i]; w.Severity == plan.Error && isWhole(w.Rule) {
			f.gap = cmp.Or(f.gap, w.Rule)
			f.foreign = f.foreign || w.Rule == filing.QuarterRule
		}
	}
	none := s.CountRows(filing.Counted) == 0
	f.broken = f.gap != "" && none
	f.foreign = f.foreign && none || s.Guest
	lasts, doubts := m.history.Match(s)
	for i := range f.rows {
		f.rows[i].last = lasts[i]
		f.rows[i].identify()
	}
	f.Findings = append(f.Findings, doubts...)
	m.resettle(f)
	m.confirmRows(f)
	m.coverRows(f)
	m.completeRows(f)
	m.history.JudgeZeroReport(f.Submission)
	return f
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

// findings are what was found in the row.
func (r *row) findings() []filing.Finding { return picked(r.file.Findings, r.isAt) }

func (r *row) isAt(w filing.Finding) bool { return w.IsAt(r.Project.Source) }

// typedAt is what the unit typed into a column.
func typedAt(r *row, title string) string {
	i := slices.IndexFunc(r.Typed, func(t filing.Typed) bool { return t.Column == title })
	if i < 0 {
		return ""
	}
	return r.Typed[i].Value
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

// recheck runs the rules of rows again on those rows of a file that have been
// corrected; what was found in its other rows stays.
func (m *merger) recheck(f *file, rows []*row) {
	sub := *f.Submission
	sub.Rows = slices.Clone(f.Rows) // judging takes away what was typed
	before := make([]*filing.Project, len(f.rows))
	for i := range f.rows {
		if slices.Contains(rows, &f.rows[i]) {
			before[i] = cmp.Or(f.rows[i].base, &f.rows[i].Project)
		}
	}
	check.Rejudge(&sub, before, m.plan, check.Options{Quarter: m.pf.Quarter, AsOf: m.pf.AsOf})
	f.Findings = sub.Findings
	m.resettle(f)
}

// accept rechecks rows and takes them, as they are now, for what was sent.
func (m *merger) accept(f *file, rows []*row) {
	m.recheck(f, rows)
	for _, r := range rows {
		r.base = nil
	}
}

// resettle says anew of every row of the file whether it counts.
func (m *merger) resettle(f *file) {
	m.passes.applyAll(f.Submission, func(i int) string { return f.rows[i].number() })
	against := newAgainst(f.Findings)
	for i := range f.rows {
		r := &f.rows[i]
		if r.Cause == filing.Superseded {
			continue
		}
		against.judge(r.Row)
		if r.mendsUnit() || m.rulings[r] == filing.RulingListed {
			r.leave(filing.Counted)
		}
	}
}

// mendsUnit reports a row that nothing is held against but that its sheet is
// in another unit, and whose amounts the office has put right.
func (r *row) mendsUnit() bool {
	if !slices.Equal(r.Rules, []string{filing.MagnitudeRule}) {
		return false
	}
	mended := slices.ContainsFunc(plan.MoneyKeys, func(key string) bool { return *r.Project.Amount(key) != *r.sent.Amount(key) })
	return mended && !slices.ContainsFunc(r.findings(), func(w filing.Finding) bool { return w.Rule == filing.MagnitudeRule })
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
