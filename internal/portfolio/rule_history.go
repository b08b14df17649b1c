package portfolio

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// comparison is one project beside last quarter's, and what is found.
type comparison struct {
	*History
	sub   *filing.Submission
	now   *filing.Project
	last  *filing.Standing
	asOf  plan.Date
	moves []move // unapproved ones
	found []filing.Finding
}

// add words a finding at the column that the plan points its rule at.
func (c *comparison) add(code string, w words) {
	rule, _ := c.plan.Rule(code)
	c.addAt(rule.Column, code, w)
}

// addAt words a finding about one of the project's cells.
func (c *comparison) addAt(column, code string, w words) {
	if f, on := newFinding(c.plan, code, spot{sub: c.sub, project: c.now, column: column}, w); on {
		c.found = append(c.found, f)
	}
}

// compare applies the rules H to a project that was in last quarter's library,
// and Q10 as far as it takes last quarter. A project that never had figures has
// nothing to compare with.
func (h *History) compare(sub *filing.Submission, now *filing.Project, last *filing.Standing, asOf plan.Date) *comparison {
	c := &comparison{History: h, sub: sub, now: now, last: last, asOf: asOf}
	if last.Quarter.N == 0 {
		return c
	}
	c.moves = c.findMoves()
	c.checkProgress()
	c.checkPaid()
	c.checkPlan()
	c.checkDeadline()
	c.checkText()
	c.checkReason()
	return c
}

// announce is H07, for a project that is not in last quarter's library.
func (h *History) announce(sub *filing.Submission, p *filing.Project) []filing.Finding {
	if h.library == nil {
		return nil
	}
	f, on := newFinding(h.plan, "H07", spot{sub: sub, project: p, column: "name"}, words{"值": p.Title()})
	if !on {
		return nil
	}
	return []filing.Finding{f}
}

// fillProgress gives a paused or cancelled project without progress last
// quarter's; ok is false, with a Q03, when there is none.
func (h *History) fillProgress(sub *filing.Submission, p *filing.Project, last *filing.Standing) (found []filing.Finding, ok bool) {
	if p.Progress != nil || p.Status != plan.StatusPaused && p.Status != plan.StatusCancelled {
		return nil, true
	}
	if last != nil && last.Project.Progress != nil {
		p.Progress = last.Project.Progress
		return nil, true
	}
	f, on := newFinding(h.plan, "Q03", spot{sub: sub, project: p, column: "progress"}, words{"应为": "0到100的数"})
	if !on {
		return nil, true
	}
	return []filing.Finding{f}, false
}

// judgeZeroReport makes a zero report doubtful where the unit led projects
// last quarter.
func (h *History) judgeZeroReport(sub *filing.Submission) {
	if !h.led[sub.Unit] {
		return
	}
	for i := range sub.Findings {
		f := &sub.Findings[i]
		if f.Rule == ruleZeroReport && f.Was == "" {
			f.Severity = plan.Graver(f.Severity, plan.Warning)
		}
	}
}

func underWay(status string) bool { return status == plan.StatusPrep || status == plan.StatusUnderWay }

// stalled is for how many quarters running the project has not progressed.
func stalled(now *filing.Project, last *filing.Standing) int {
	if last == nil || last.Quarter.N == 0 || !underWay(now.Status) || now.Done100() >= plan.Full || now.Done100() != last.Project.Done100() {
		return 0
	}
	return last.Stalled + 1
}

// checkProgress is H01, H03, H09 and H11. What was finished and is not has one
// finding, at its status.
func (c *comparison) checkProgress() {
	before, now := c.last.Project.Done100(), c.now.Done100()
	gain := now - before
	finished := c.last.Project.Status == plan.StatusDone
	direct := c.last.Quarter.Add(1) == c.quarter
	switch {
	case finished && c.now.Status != plan.StatusDone:
		c.add("H03", words{"值": c.now.Status, "应为": plan.StatusDone + "，和上季度一样"})
	case gain < 0:
		c.add("H01", words{"值": now.String(), "另": before.String(), "应为": "不低于上季度的" + before.String()})
	case gain > c.plan.Info.JumpLimit && direct:
		c.add("H11", words{"值": now.String(), "另": before.String(), "差": gain.String()})
	case stalled(c.now, c.last) > 1:
		c.add("H09", words{"值": now.String()})
	}
}

// checkPaid is H02. What is left blank is none (M01).
func (c *comparison) checkPaid() {
	before, now := c.last.Project.Paid, c.now.Paid
	if now.Kind != plan.Pending && now.Value() < before.Value() {
		c.add("H02", words{
			"值": now.String(), "另": before.String(), "应为": "不少于上季度的" + before.String(),
		})
	}
}

// checkText is H06 and H10. What is finished or cancelled is not told anew: the
// form that is rolled forward repeats its text.
func (c *comparison) checkText() {
	switch c.now.Status {
	case plan.StatusNotStarted, plan.StatusDone, plan.StatusCancelled:
		return
	}
	if c.now.Done == "" {
		return
	}
	if sameText(c.now.Done, c.last.Project.Done) {
		c.add("H06", words{"值": c.now.Done})
		return
	}
	if old := c.outdated(c.now.Done); old != "" {
		c.add("H10", words{"值": old})
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
	return plainText(a) == plainText(b)
}

func plainText(s string) string {
	return strings.TrimRight(strings.Join(strings.Fields(s), ""), "。.；;")
}

// outdated is the word by which a text speaks of the quarter or year before
// and not of this one, "" for none. A word that belongs to the project's name
// says nothing of the time, nor does a span that only begins earlier.
func (c *comparison) outdated(text string) string {
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

// checkReason is Q10 where the last approved deadline makes a project late that
// is not by its own: by that one it has been asked already.
func (c *comparison) checkReason() {
	approved := c.approvedDeadline(c.now, c.last)
	if c.now.Problem != "" || approved == c.now.Deadline || c.said("Q08", "Q09", "Q10") {
		return
	}
	if light := c.plan.Judge(caseOf(c.plan, c.now, approved), c.asOf).Light; light.Late() {
		c.add("Q10", words{"另": light.Lamp(), "应为": "为什么慢、打算怎么赶上"})
	}
}

// said reports a finding of one of the rules in the project's row.
func (c *comparison) said(codes ...string) bool {
	src := c.now.Source
	return slices.ContainsFunc(c.sub.Findings, func(f filing.Finding) bool {
		return slices.Contains(codes, f.Rule) && f.Sheet == src.Sheet && f.Row == src.Row
	})
}
