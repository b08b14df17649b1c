package portfolio

import (
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Compare adds to a settled submission what last quarter's library says about
// its projects: rules P05, H01 to H12 but for H05, and those cases of Q03, Q10,
// M04 and L08 that need it. Blank progress of a paused or cancelled project becomes
// last quarter's, and the plan of a project that last quarter knew by its
// number is the approved one where that is all there is wrong. Settle the submission again afterwards; comparing twice is
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
	confirmSubmission(p, h, sub, lasts, check.Options{Quarter: sub.Quarter, AsOf: asOf})
	var comparisons []*check.Comparison
	errors := errorsByRow(sub.Findings)
	for i := range sub.Rows {
		r := &sub.Rows[i]
		if at := errors[placeOf(&r.Project)]; r.Cause == filing.Faulty && lasts[i] != nil && r.Project.ID == lasts[i].Number && coverable(p, sub.Findings, at, r.Rules, lasts[i]) {
			r.Project = approvedPlan(p, h, sub.Findings, at, &r.Project, lasts[i])
			cover(sub.Findings, at)
			continue
		}
		if r.Cause != filing.Counted {
			continue
		}
		if f, impossible := h.Impossible(sub, &r.Project, lasts[i]); impossible {
			found = append(found, f)
			continue
		}
		missing, ok := h.FillProgress(sub, &r.Project, lasts[i])
		found = append(found, missing...)
		if ok && lasts[i] != nil {
			c := h.Compare(sub, &r.Project, lasts[i], asOf)
			found = append(found, c.Found...)
			if len(c.Moot) > 0 {
				comparisons = append(comparisons, c)
			}
		} else if ok {
			found = append(found, h.Announce(sub, &r.Project)...)
		}
	}
	sub.Findings = append(withoutMoot(sub.Findings, comparisons), found...)
}

// withoutMoot are findings less those that comparisons have shown not to hold.
func withoutMoot(all []filing.Finding, comparisons []*check.Comparison) []filing.Finding {
	if len(comparisons) == 0 {
		return all
	}
	kept := make([]filing.Finding, 0, len(all))
	for i := range all {
		if !slices.ContainsFunc(comparisons, func(c *check.Comparison) bool { return c.IsMoot(&all[i]) }) {
			kept = append(kept, all[i])
		}
	}
	return kept
}
