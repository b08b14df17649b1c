package check

import (
	"cmp"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// LightTerms are what a project's light is judged by of its plan.
type LightTerms struct {
	Start, Deadline plan.Date
	Category        string // 项目类别
	Dated           bool   // the deadline was approved as a day, though the row calls it open-ended
	// Rate is last quarter's 本年目标完成率, of a row that leaves out this one's; nil
	// for none, and of another year.
	Rate *plan.Percent
}

// TermsOf are the terms that a project's row has.
func TermsOf(p *filing.Project) LightTerms {
	return LightTerms{Start: p.Start, Deadline: p.Deadline, Category: p.Kind}
}

// CaseOf is what a project's light is judged by under the terms. A deadline that
// was moved without approval does not count, nor that it was made open-ended.
func CaseOf(p *plan.Plan, project *filing.Project, terms LightTerms) plan.Case {
	open := project.OpenEnded && terms.Deadline == project.Deadline && !terms.Dated
	return plan.Case{
		Kind: terms.Category, Status: project.Status, Self: project.Self, Start: terms.Start, Deadline: terms.Deadline,
		FirstTarget: project.FirstTarget(), OpenEnded: open, Progress: project.KnownProgress(), YearRate: cmp.Or(project.Rate, terms.Rate),
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
func (h *History) Terms(now *filing.Project, last *filing.Standing) LightTerms {
	if !last.HasFigures() {
		return TermsOf(now)
	}
	terms, _ := h.approvedTerms(now, last)
	t := LightTerms{
		Start: cmp.Or(terms.Start, now.Start), Deadline: cmp.Or(terms.Deadline, now.Deadline), Category: cmp.Or(terms.Kind, now.Kind),
		Dated: now.OpenEnded && terms.Deadline == now.Deadline && !terms.OpenEnded,
	}
	if now.Rate == nil && last.Quarter.Year == h.quarter.Year {
		t.Rate = cmp.Or(last.Project.Rate, last.Rate)
	}
	return t
}

// approvedTerms are the approved terms, and those settled by the end of last quarter,
// each as a project that has nothing else.
func (h *History) approvedTerms(now *filing.Project, last *filing.Standing) (terms, settled filing.Project) {
	settled = h.settledTerms(now, last)
	terms = settled
	if approved := h.Ledger.approved[last.Number]; len(approved) > 0 {
		terms = h.movedTerms(settled, now, approved)
	}
	if terms.Deadline == now.Deadline && (!now.OpenEnded || terms.Deadline != settled.Deadline) {
		terms.OpenEnded = now.OpenEnded // the same day, or moved to it: in whatever words
	}
	return terms, settled
}

// movedTerms are settled terms with what approved changes move.
func (h *History) movedTerms(settled filing.Project, now *filing.Project, approved []filing.Change) filing.Project {
	sent := filing.Project{Start: now.Start, Deadline: now.Deadline, OpenEnded: now.OpenEnded, Kind: now.Kind}
	terms := settled
	for _, c := range approved {
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
	return terms
}

// settledTerms are the terms as last quarter's light went by them. What was blank
// then was judged, too: to fill it in, or to drop the first year's target, is no way
// to have more time.
func (h *History) settledTerms(now *filing.Project, last *filing.Standing) filing.Project {
	settled := filing.Project{
		Start:    cmp.Or(last.Start, last.Project.Start),
		Deadline: cmp.Or(last.Deadline, last.Project.Deadline), OpenEnded: last.Project.OpenEnded && !last.Dated,
		Kind: cmp.Or(last.Category, last.Project.Kind),
	}
	begun := func(p *filing.Project) plan.Date { return h.plan.StartOf(CaseOf(h.plan, p, TermsOf(p))) }
	if was := begun(&last.Project); settled.Start == 0 && was < begun(now) {
		settled.Start = was
	}
	if settled.Kind == "" && yearly(now.Kind) {
		settled.Kind = plan.KindWorks
	}
	return settled
}

// yearly reports a category that is judged by the year's target.
func yearly(category string) bool {
	return category == plan.KindService || category == plan.KindMechanism
}

// checkRate is H13: the rate that the project was judged by is left out.
func (c *Comparison) checkRate() {
	if t := c.Terms(c.now, c.last); t.Rate != nil && yearly(t.Category) && live(c.now.Status) {
		c.add(filing.Fact{Rule: "H13", Other: t.Rate.String()})
	}
}

// ApprovedDeadline is the deadline the light goes by.
func (h *History) ApprovedDeadline(now *filing.Project, last *filing.Standing) plan.Date {
	return h.Terms(now, last).Deadline
}
