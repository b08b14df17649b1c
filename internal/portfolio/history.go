package portfolio

import (
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// confirmRows reads the file's cells that last quarter confirms, and judges
// their rows anew.
func (m *merger) confirmRows(f *file) {
	found := byPlace(f.Findings, func(w *filing.Finding) bool { return w.Witness != nil })
	var rows []*row
	var records []filing.Finding
	for i := range f.rows {
		r := &f.rows[i]
		for _, w := range found[placeOf(&r.Project)] {
			now := r.Project
			if record, ok := m.history.Confirm(f.Submission, &now, r.last, w); ok {
				*r.correct() = now
				rows, records = append(rows, r), append(records, record)
			}
		}
	}
	if len(records) > 0 {
		m.accept(f, rows)
		f.Findings = append(f.Findings, records...)
	}
}

// planColumns are the columns of the plan: what stands there is settled, and
// known of a project that last quarter reported.
var planColumns = []string{"track", "task", "content", "start", "deadline", "lead", "total", "city", "district", "street", "social"}

// coveredWords are what a covered finding says in addition.
const coveredWords = "本季度按已批准的计划值计。"

// byPlace are the findings that are wanted, by the row they are about.
func byPlace(found []filing.Finding, wanted func(*filing.Finding) bool) map[place][]*filing.Finding {
	rows := map[place][]*filing.Finding{}
	for i := range found {
		if f := &found[i]; wanted(f) {
			at := place{f.Sheet, f.Row}
			rows[at] = append(rows[at], f)
		}
	}
	return rows
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

// coverable reports a row in which nothing is wrong but columns of the plan,
// which last quarter knows: one bad plan cell does not cost the quarter's
// progress. errors are the row's.
func (m *merger) coverable(r *row, errors []*filing.Finding) bool {
	if !r.last.HasFigures() || len(errors) == 0 {
		return false
	}
	for _, code := range r.Rules { // some are against the whole sheet
		if !slices.ContainsFunc(errors, func(f *filing.Finding) bool { return f.Rule == code }) {
			return false
		}
	}
	return !slices.ContainsFunc(errors, func(f *filing.Finding) bool { return !slices.Contains(planColumns, m.plan.KeyTitled(f.Column)) })
}

// cover lets the row count with last quarter's approved values in the columns
// that its errors are about.
func (m *merger) cover(r *row, errors []*filing.Finding) {
	was := r.last.Project
	if !was.OpenEnded {
		was.Deadline = m.history.ApprovedDeadline(&was, r.last)
	}
	for _, f := range errors {
		rule, _ := m.plan.Rule(f.Rule)
		for _, key := range append(slices.Clone(rule.Needs), m.plan.KeyTitled(f.Column)) {
			if slices.Contains(planColumns, key) {
				_ = r.Project.Set(m.plan, key, was.Value(key)) // as it was read last quarter
			}
		}
		if !f.Covered {
			f.Covered = true
			f.Message += coveredWords
		}
	}
	r.leave(filing.Counted)
}

// uncover takes that back.
func uncover(f *filing.Finding) {
	if f.Covered {
		f.Covered = false
		f.Message = strings.TrimSuffix(f.Message, coveredWords)
	}
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
		for _, w := range m.history.FillProgress(f.Submission, &r.Project, r.last) {
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

// Compare is Settle with what last quarter's library says about the
// submission's projects: rules P05, H01 to H12 but for H05, and those cases of
// Q03, Q10, M04 and L08 that need it. It reads the rows as Merge does where the
// submission is the only one: blank progress of a paused or cancelled project
// becomes last quarter's, and the plan of a project that last quarter knew by
// its number is the approved one where that is all there is wrong. Comparing
// again is the same as comparing once. asOf is the data date.
func Compare(sub *filing.Submission, p *plan.Plan, h *check.History, exceptions []plan.Exception, asOf, today plan.Date) {
	m := &merger{
		pf: &Portfolio{Quarter: sub.Quarter, AsOf: asOf}, plan: p, history: h, passes: newPasses(p, exceptions, today),
	}
	sub.Findings = ownFindings(p, sub.Findings)
	m.passes.hear(sub)
	settle(sub, m.passes)
	f := m.open(sub)
	for i := range f.rows {
		if r := &f.rows[i]; r.Cause == filing.Counted {
			found, _ := m.compareRow(r)
			f.Findings = append(f.Findings, found...)
		}
	}
	sub.Rows, sub.Findings = f.Rows, f.Findings
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

// compareRow applies the rules H to a row that counts, past the exceptions, and
// takes back what the row's own findings say that does not hold. unapproved are
// the changes of its project that wait for approval.
func (m *merger) compareRow(r *row) (found []filing.Finding, unapproved []filing.Change) {
	f := r.file
	if r.last == nil {
		found = m.history.Announce(f.Submission, &r.Project)
	} else {
		c := m.history.Compare(f.Submission, &r.Project, r.last, m.pf.AsOf)
		found, unapproved = c.Found, c.Unapproved()
		if len(c.Moot) > 0 {
			f.Findings = slices.DeleteFunc(f.Findings, func(w filing.Finding) bool { return c.IsMoot(&w) })
		}
	}
	for i := range found {
		m.passes.apply(&found[i], r.number())
	}
	return found, unapproved
}
