package portfolio

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
)

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

func placeOf(p *filing.Project) place { return place{p.Source.Sheet, p.Source.Row} }

// coverable reports a row in which nothing is wrong but columns of the plan,
// which last quarter knows: one bad plan cell does not cost the quarter's
// progress. errors are the row's.
func (m *merger) coverable(r *row, errors []*filing.Finding) bool {
	if r.last.Quarter.N == 0 || len(errors) == 0 {
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
