package check

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Comparison is one project beside last quarter's, and what is found.
type Comparison struct {
	*History
	sub   *filing.Submission
	now   *filing.Project
	last  *filing.Standing
	asOf  plan.Date
	moves []move // unapproved ones
	Found []filing.Finding
	Moot  []string // rules of the row whose own findings do not hold
}

// add words a finding about the project's row.
func (c *Comparison) add(f filing.Fact) { c.Found = append(c.Found, c.find(c.sub, c.now, f)...) }

// find words what takes last quarter to say of a project's row, at the column that
// the plan points its rule at unless the fact names one; none where the rule is off.
func (h *History) find(sub *filing.Submission, project *filing.Project, f filing.Fact) []filing.Finding {
	rule, _ := h.plan.Rule(f.Rule)
	found, on := Across(h.plan, Spot{Sub: sub, Project: project, Column: cmp.Or(f.Key, rule.Column)}, f)
	if !on {
		return nil
	}
	return []filing.Finding{found}
}

// Compare applies the rules H to a project that was in last quarter's library,
// and Q10 as far as it takes last quarter. A project that never had figures has
// nothing to compare with.
func (h *History) Compare(sub *filing.Submission, now *filing.Project, last *filing.Standing, asOf plan.Date) *Comparison {
	c := &Comparison{History: h, sub: sub, now: now, last: last, asOf: asOf}
	if !last.HasFigures() {
		return c
	}
	c.moves = c.findMoves()
	c.checkProgress()
	c.checkPaid()
	c.checkMoves()
	c.checkRate()
	c.checkText()
	c.checkLate()
	return c
}

// Announce is H07, for a project that is not in last quarter's library.
func (h *History) Announce(sub *filing.Submission, p *filing.Project) []filing.Finding {
	if h.library == nil {
		return nil
	}
	return h.find(sub, p, filing.Fact{Rule: "H07", Value: p.Title()})
}

// FillProgress gives a paused or cancelled project without progress last
// quarter's. Where there is none, that is a Q03.
func (h *History) FillProgress(sub *filing.Submission, p *filing.Project, last *filing.Standing) []filing.Finding {
	if p.Progress != nil || p.Status != plan.StatusPaused && p.Status != plan.StatusCancelled {
		return nil
	}
	if last != nil && last.Project.Progress != nil {
		p.Progress = last.Project.Progress
		return nil
	}
	return h.find(sub, p, filing.Fact{Rule: "Q03"})
}

// JudgeZeroReport makes a zero report doubtful where the unit led projects
// last quarter.
func (h *History) JudgeZeroReport(sub *filing.Submission) {
	if !h.led[sub.Unit] {
		return
	}
	for i := range sub.Findings {
		f := &sub.Findings[i]
		if f.Rule == filing.ZeroReportRule && f.Was == "" {
			f.Severity = plan.Graver(f.Severity, plan.Warning)
		}
	}
}

// Stalled is for how many quarters running the project has not progressed.
func Stalled(now *filing.Project, last *filing.Standing) int {
	if !last.HasFigures() || !underWay(now.Status) || now.KnownProgress() >= plan.Full || now.KnownProgress() != last.Project.KnownProgress() {
		return 0
	}
	return last.Stalled + 1
}

// checkProgress is H01, H03, H09 and H11. What was finished and is not has one
// finding, at its status. What the project explains is not asked.
func (c *Comparison) checkProgress() {
	if c.explained() {
		return
	}
	before, now := c.last.Project.KnownProgress(), c.now.KnownProgress()
	gain := now - before
	finished := c.last.Project.Status == plan.StatusDone
	direct := c.last.Quarter.Add(1) == c.quarter
	switch {
	case finished && c.now.Status != plan.StatusDone:
		c.add(filing.Fact{Rule: "H03", Value: c.now.Status, Expected: plan.StatusDone + "，和上季度一样"})
	case gain < 0:
		c.add(filing.Fact{Rule: "H01", Value: now.String(), Other: before.String(), Expected: "不低于上季度的" + before.String()})
	case gain > c.plan.Info.JumpLimit && direct:
		c.add(filing.Fact{Rule: "H11", Value: now.String(), Other: before.String(), Difference: gain.String()})
	case Stalled(c.now, c.last) > 1:
		c.add(filing.Fact{Rule: "H09", Value: now.String()})
	}
}

// checkPaid is H02. What is left blank is none (M01).
func (c *Comparison) checkPaid() {
	before, now := c.last.Project.Paid, c.now.Paid
	if now.Kind != plan.Pending && now.Value() < before.Value() && !c.explained() {
		c.add(filing.Fact{
			Rule: "H02", Value: now.String(), Other: before.String(), Expected: "不少于上季度的" + before.String(),
		})
	}
}

// checkText is H06 and H10. What is finished or cancelled is not told anew: the
// form that is rolled forward repeats its text.
func (c *Comparison) checkText() {
	switch c.now.Status {
	case plan.StatusNotStarted, plan.StatusDone, plan.StatusCancelled:
		return
	}
	if c.now.Done == "" {
		return
	}
	if sameText(c.now.Done, c.last.Project.Done) {
		if c.explained() {
			return
		}
		c.add(filing.Fact{Rule: "H06", Value: c.now.Done})
		return
	}
	if old := c.outdated(c.now.Done); old != "" {
		c.add(filing.Fact{Rule: "H10", Value: old})
	}
}

// sameText compares two texts but for white space and a final full stop.
func sameText(a, b string) bool {
	if a == b || a == "" || b == "" {
		return a == b
	}
	x, _ := utf8.DecodeRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	if x != y && !unicode.IsSpace(x) && !unicode.IsSpace(y) {
		return false // as nearly always
	}
	return PlainText(a) == PlainText(b)
}

func PlainText(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), ""), "。.；;")
}

// outdated is the word by which a text speaks of the quarter or year before
// and not of this one, "" for none. A word that belongs to the project's name
// says nothing of the time, nor does a span that only begins earlier.
func (c *Comparison) outdated(text string) string {
	q, before := c.quarter, c.quarter.Add(-1)
	for _, w := range []string{q.Short(), plan.Count(q.N) + "季度", plan.Count(q.Year) + "年", "本季度", "今年"} {
		if strings.Contains(text, w) {
			return ""
		}
	}
	for _, w := range []string{"第" + before.Short(), before.Short(), plan.Count(before.N) + "季度", plan.Count(q.Year-1) + "年", "去年"} {
		at := strings.Index(text, w)
		if at >= 0 && !strings.HasSuffix(text[:at], "前") && !strings.Contains(c.now.Title(), w) {
			return w
		}
	}
	return ""
}

// said reports a finding of one of the rules in the project's row.
func (c *Comparison) said(codes ...string) bool {
	return slices.ContainsFunc(c.sub.Findings, func(f filing.Finding) bool {
		return slices.Contains(codes, f.Rule) && f.IsAt(c.now.Source)
	})
}
