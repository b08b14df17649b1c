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
	t := TermsOf(now)
	t.Deadline = h.ApprovedDeadline(now, last)
	if !hadFigures(last) {
		return t
	}
	if old := cmp.Or(last.Start, last.Project.Start); old != 0 {
		t.Start = h.Ledger.start(last.Number, old, now.Start)
	}
	if old := cmp.Or(last.Category, last.Project.Kind); old != "" {
		t.Category = h.Ledger.category(last.Number, old, now.Kind)
	}
	return t
}

// hadFigures reports a project of last quarter's library that was not only named there.
func hadFigures(last *filing.Standing) bool { return last != nil && last.Quarter.N != 0 }

// term is one of a project's terms that is not as approved.
type term struct{ column, kind, before, now string }

// movedTerms are a project's start and category where its row has another than
// the approved one and the one before the approval.
func (c *Comparison) movedTerms() []term {
	t, was := c.Terms(c.now, c.last), TermsOf(&c.last.Project)
	was.Start, was.Category = cmp.Or(c.last.Start, was.Start), cmp.Or(c.last.Category, was.Category)
	var moved []term
	if now := c.now.Start; now != 0 && now != t.Start && now != was.Start {
		moved = append(moved, term{plan.KeyStart, filing.ChangeStart, t.Start.String(), now.String()})
	}
	if now := c.now.Kind; now != "" && now != t.Category && now != was.Category {
		moved = append(moved, term{plan.KeyKind, filing.ChangeCategory, t.Category, now})
	}
	return moved
}

// checkTerms is H12.
func (c *Comparison) checkTerms() {
	for _, t := range c.movedTerms() {
		if c.wasDragged(t.column) {
			continue
		}
		before, now := t.before, t.now
		if t.column == plan.KeyStart {
			before, now = c.Terms(c.now, c.last).Start.Chinese(), c.now.Start.Chinese()
		}
		c.addAt(t.column, "H12", filing.Fact{Value: now, Other: before, Expected: before})
	}
}
