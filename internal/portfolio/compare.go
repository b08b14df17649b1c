package portfolio

import (
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

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
