package portfolio

import (
	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Compare adds to a settled submission what last quarter's library says about
// its projects: rules P05, H01 to H11 but for H05, and those cases of Q03, Q10,
// M04 and L08 that need it. Blank progress of a paused or cancelled project becomes
// last quarter's. Settle the submission again afterwards; comparing twice is
// the same as comparing once. asOf is the data date.
func Compare(p *plan.Plan, h *check.History, sub *filing.Submission, asOf plan.Date) {
	sub.Findings = ownFindings(p, sub.Findings)
	giveCauses(sub)
	h.JudgeZeroReport(sub)
	names := make([]string, len(sub.Rows))
	for i := range sub.Rows {
		names[i] = sub.Rows[i].Project.NameKey()
	}
	lasts, found := h.Match(sub, names)
	for i := range sub.Rows {
		r := &sub.Rows[i]
		if r.Cause != filing.Counted {
			continue
		}
		missing, ok := h.FillProgress(sub, &r.Project, lasts[i])
		found = append(found, missing...)
		if ok && lasts[i] != nil {
			found = append(found, h.Compare(sub, &r.Project, lasts[i], asOf).Found...)
		} else if ok {
			found = append(found, h.Announce(sub, &r.Project)...)
		}
	}
	sub.Findings = append(sub.Findings, found...)
}
