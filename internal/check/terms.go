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

// Terms are those that the project's light goes by: the last approved ones, and
// the row's own of a project that had none.
func (h *History) Terms(now *filing.Project, last *filing.Standing) Terms {
	sent := TermsOf(now)
	if !hadFigures(last) {
		return sent
	}
	settled, changes := settledTerms(last), h.Ledger.approved[last.Number]
	return Terms{
		Start: approved(changes, filing.ChangeStart, settled.Start, sent.Start, func(text string) (plan.Date, bool) {
			day, err := plan.ParseDate(text)
			return day, err == nil
		}),
		Deadline: approved(changes, filing.ChangeDeadline, settled.Deadline, sent.Deadline, func(text string) (plan.Date, bool) {
			return ReadDay(text, h.plan)
		}),
		Category: approved(changes, filing.ChangeCategory, settled.Category, sent.Category, func(text string) (string, bool) {
			word, ok := h.plan.Read(plan.ListCategory, text)
			return word.Read, ok
		}),
	}
}

// approved is one of the terms as last approved: as it was settled by the end of
// last quarter, or what a change of its kind has moved it to. Where such a change
// does not say to what, it is what was sent in its quarter.
func approved[T comparable](changes []filing.Change, kind string, settled, sent T, read func(text string) (T, bool)) T {
	var none T
	if settled == none {
		return sent
	}
	last := settled
	for _, c := range changes {
		if c.Kind != kind {
			continue
		}
		moved, ok := read(c.After)
		switch {
		case ok:
			last = moved
		case c.After != "": // says nothing of the kind: nothing has been settled
		case c.Earlier():
			last = settled
		case sent != none:
			last = sent
		}
	}
	return last
}

// settledTerms are the terms as approved by the end of last quarter.
func settledTerms(last *filing.Standing) Terms {
	return Terms{
		Start:    cmp.Or(last.Start, last.Project.Start),
		Deadline: cmp.Or(last.Deadline, last.Project.Deadline),
		Category: cmp.Or(last.Category, last.Project.Kind),
	}
}

// ApprovedDeadline is the deadline the light goes by.
func (h *History) ApprovedDeadline(now *filing.Project, last *filing.Standing) plan.Date {
	return h.Terms(now, last).Deadline
}

// hadFigures reports a project of last quarter's library that was not only named there.
func hadFigures(last *filing.Standing) bool { return last != nil && last.Quarter.N != 0 }
