package check

import (
	"cmp"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Terms are what a project's light is judged by of its plan.
type Terms struct {
	Start, Deadline plan.Date
	Category        string // 项目类别
}

// TermsOf are the terms that a project's row has.
func TermsOf(p *filing.Project) Terms {
	return Terms{Start: p.Start, Deadline: p.Deadline, Category: p.Kind}
}

// CaseOf is what a project's light is judged by under the terms. A deadline that
// was moved without approval does not count, nor that it was made open-ended.
func CaseOf(p *plan.Plan, project *filing.Project, terms Terms) plan.Case {
	open := project.OpenEnded && terms.Deadline == project.Deadline
	return plan.Case{
		Kind: terms.Category, Status: project.Status, Self: project.Self, Start: terms.Start, Deadline: terms.Deadline,
		FirstTarget: project.FirstTarget(), OpenEnded: open, Progress: project.KnownProgress(), YearRate: project.Rate,
		Concrete: open && p.Concrete(project.Done), // nothing else is judged by its text
	}
}

// TermColumns are the columns of the terms by the kind of change that moves each.
var TermColumns = map[string]string{
	filing.ChangeStart: plan.KeyStart, filing.ChangeDeadline: plan.KeyDeadline, filing.ChangeCategory: plan.KeyKind,
}

// Terms are those that the project's light goes by: as they were settled by the
// end of last quarter, or what an approved change has moved them to, and the row's
// own where none were settled. Where such a change does not say to what, it is what
// was sent in its quarter.
func (h *History) Terms(now *filing.Project, last *filing.Standing) Terms {
	if !hadFigures(last) {
		return TermsOf(now)
	}
	sent := filing.Project{Start: now.Start, Deadline: now.Deadline, Kind: now.Kind}
	settled := settledTerms(last)
	terms := settled
	for _, c := range h.Ledger.approved[last.Number] {
		column := TermColumns[c.Kind]
		if column == "" || settled.Value(column) == "" {
			continue
		}
		value := c.After
		switch {
		case value != "":
		case c.Earlier():
			value = settled.Value(column)
		default:
			value = sent.Value(column)
		}
		if value != "" {
			_ = terms.Set(h.plan, column, value) // what cannot be read settles nothing
		}
	}
	return Terms{cmp.Or(terms.Start, now.Start), cmp.Or(terms.Deadline, now.Deadline), cmp.Or(terms.Kind, now.Kind)}
}

// settledTerms are the terms as approved by the end of last quarter, as a project
// that has nothing else.
func settledTerms(last *filing.Standing) filing.Project {
	return filing.Project{
		Start:    cmp.Or(last.Start, last.Project.Start),
		Deadline: cmp.Or(last.Deadline, last.Project.Deadline),
		Kind:     cmp.Or(last.Category, last.Project.Kind),
	}
}

// ApprovedDeadline is the deadline the light goes by.
func (h *History) ApprovedDeadline(now *filing.Project, last *filing.Standing) plan.Date {
	return h.Terms(now, last).Deadline
}

// hadFigures reports a project of last quarter's library that was not only named there.
func hadFigures(last *filing.Standing) bool { return last != nil && last.Quarter.N != 0 }
