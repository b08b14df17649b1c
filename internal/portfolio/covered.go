package portfolio

import (
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// planColumns are the columns of the plan: what stands there is settled, and
// known of a project that last quarter reported.
var planColumns = []string{"track", "task", "content", "start", "deadline", "lead", "total", "city", "district", "street", "social"}

// coveredWords are what a covered finding says in addition.
const coveredWords = "本季度按已批准的计划值计。"

// errorsByRow are the errors among findings, by the row they are about.
func errorsByRow(found []filing.Finding) map[place][]int {
	errors := map[place][]int{}
	for i := range found {
		if f := &found[i]; f.Severity == plan.Error && f.Row > 0 {
			at := place{f.Sheet, f.Row}
			errors[at] = append(errors[at], i)
		}
	}
	return errors
}

func placeOf(p *filing.Project) place { return place{p.Source.Sheet, p.Source.Row} }

// coverable reports a row that last quarter's library knows by its number, and
// in which nothing is wrong but columns of the plan: one bad plan cell does not
// cost the quarter's progress. errors are the row's, rules those against it.
func coverable(p *plan.Plan, found []filing.Finding, errors []int, rules []string, last *filing.Standing) bool {
	if last == nil || last.Quarter.N == 0 || len(errors) == 0 {
		return false
	}
	for _, code := range rules { // some are against the whole sheet
		if !slices.ContainsFunc(errors, func(i int) bool { return found[i].Rule == code }) {
			return false
		}
	}
	return !slices.ContainsFunc(errors, func(i int) bool { return !slices.Contains(planColumns, p.KeyTitled(found[i].Column)) })
}

// approvedPlan is the project with last quarter's approved values in the
// columns that the errors are about.
func approvedPlan(p *plan.Plan, h *check.History, found []filing.Finding, errors []int, project *filing.Project, last *filing.Standing) filing.Project {
	now := *project
	for _, i := range errors {
		rule, _ := p.Rule(found[i].Rule)
		for _, key := range append(slices.Clone(rule.Needs), p.KeyTitled(found[i].Column)) {
			if !slices.Contains(planColumns, key) {
				continue
			}
			value := last.Project.Value(key)
			if approved := h.ApprovedDeadline(&last.Project, last); key == "deadline" && !last.Project.OpenEnded {
				value = approved.String()
			}
			_ = now.Set(p, key, value) // as it was read last quarter
		}
	}
	return now
}

// cover marks errors that keep nothing from counting.
func cover(found []filing.Finding, errors []int) {
	for _, i := range errors {
		if f := &found[i]; !f.Covered {
			f.Covered = true
			f.Message += coveredWords
		}
	}
}

// uncover takes that back.
func uncover(f *filing.Finding) {
	if f.Covered {
		f.Covered = false
		f.Message = strings.TrimSuffix(f.Message, coveredWords)
	}
}
