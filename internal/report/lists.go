package report

import (
	"cmp"
	"fmt"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// What a project's actual progress is measured by.
const (
	byProgress = "累计进度"
	byYearRate = "本年目标完成率"
)

// late lists the red and yellow projects, red first, then by shortfall.
func (b *builder) late() {
	for _, e := range b.entries {
		if e.light().Late() {
			b.Late = append(b.Late, b.lateRow(e))
		}
	}
	slices.SortStableFunc(b.Late, func(x, y LateRow) int {
		return cmp.Or(cmp.Compare(y.Light, x.Light), cmp.Compare(y.Shortfall, x.Shortfall))
	})
}

// stillLate lists the projects that are 滞后待核实, those that were red first.
func (b *builder) stillLate() {
	for _, e := range b.entries {
		if !e.StillLate {
			continue
		}
		_, known := e.Last.LastKnown()
		b.StillLate = append(b.StillLate, DoubtRow{
			Subject: e.subject(), Known: e.Known, Quarter: known, Progress: e.Project.KnownProgress(), Deadline: e.Deadline, Overdue: b.pf.AsOf > e.Deadline,
			Sent: e.State == portfolio.Unverified, Contested: len(e.Contested) > 0,
			Unlisted: e.State == portfolio.Missing && b.units[e.InUnit] != nil && b.units[e.InUnit].Sent,
		})
	}
	slices.SortStableFunc(b.StillLate, func(x, y DoubtRow) int { return cmp.Compare(urgency(y.Known), urgency(x.Known)) })
}

// why is why a doubtful project could not be judged, and what is awaited.
func (d DoubtRow) why() (cause, awaited string) {
	switch {
	case d.Contested:
		return "牵头部门不一致", "待核定后核实"
	case d.Sent:
		return "本季度填报有误", "待" + d.Unit + "改正后核实"
	case d.Unlisted:
		return "本季度的报表里没有这个项目", "待" + d.Unit + "补报后核实"
	}
	return "本季度没有报送", "待" + d.Unit + "报送后核实"
}

func (b *builder) lateRow(e *ProjectRow) LateRow {
	p, v := &e.Project, e.Verdict
	row := LateRow{
		Subject: e.subject(), Light: e.Light,
		Measure: measure(v), Due: v.Due, Actual: v.Actual, Timed: v.Timed, Deadline: e.Deadline,
		Cause: b.cause(e), Reason: p.Problem, Remark: check.Remark(b.plan, p), Next: p.Next, Self: p.Self, Disagrees: disagrees(p.Self, e.Light),
		LightBefore: e.lightBefore(), LateFor: e.LateFor, Ask: p.Ask, Expected: p.Expected, Contested: len(e.Contested) > 0,
	}
	if v.Timed {
		row.Shortfall = v.Shortfall()
	}
	if e.Override != nil {
		row.Overridden = cmp.Or(e.Override.Reason, "未注明理由")
		row.Cause = clauses(row.Cause, "领导小组办公室核定为"+e.Light.String())
	}
	return row
}

// lead is who leads a late project, as far as it is known.
func (l LateRow) lead() string {
	return l.Unit + when(l.Contested, "，牵头待核定")
}

// measure is what the lights judge a project by.
func measure(v plan.Verdict) string {
	if v.Yearly {
		return byYearRate
	}
	return byProgress
}

// cause says in words why a project is late. The first that applies is said;
// each is a condition of rules.md's lights.
func (b *builder) cause(e *ProjectRow) string {
	p, v, info := &e.Project, e.Verdict, b.plan.Info
	switch {
	case b.pf.AsOf > e.Deadline:
		return "已过完成时限（" + e.Deadline.Chinese() + "）仍未完成"
	case v.Timed && v.Shortfall() > info.SlackPoints:
		return clauses("低于应达进度"+points(v.Shortfall()), farBehind(v))
	case p.Status == plan.StatusNotStarted && v.Light.Late():
		start := cmp.Or(e.Start, p.Start)
		return "已过计划启动时间" + when(start != 0, "（"+start.Chinese()+"）") + "仍未启动"
	case p.Self == plan.SelfLate:
		return "部门自评滞后"
	case !v.Light.Late():
		return "" // the office's own judgement
	}
	return "本季度进展情况没有写明具体内容"
}

// farBehind says what share of what is due is done where that makes a project
// red. Parts of a point are left off, so that the share stays below the limit.
func farBehind(v plan.Verdict) string {
	if v.Light != plan.Red || v.Due <= 0 {
		return ""
	}
	share := int(100 * v.Actual / v.Due)
	switch {
	case v.Actual == 0:
		return "尚无进展"
	case share == 0:
		return "完成量不足应达的1%"
	}
	return "完成量仅为应达的" + plan.Count(share) + "%"
}

// selfGrades are the lights the words of 自评 stand for.
var selfGrades = map[string]plan.Light{"提前": plan.Green, "按计划": plan.Green, "偏慢": plan.Yellow, "滞后": plan.Red}

// disagrees reports a department that thinks better of its project than the
// light says, or calls late what is green.
func disagrees(self string, l plan.Light) bool {
	grade, given := selfGrades[self]
	if !given || !l.Lit() {
		return false
	}
	return grade < l || l == plan.Green && grade.Late()
}

// asks lists what units ask of the leading group, for late projects first, then
// by when an answer is needed.
func (b *builder) asks() {
	for _, e := range b.entries {
		if e.State == portfolio.Reported && e.Project.Ask != "" {
			b.Asks = append(b.Asks, AskRow{Subject: e.subject(), Ask: e.Project.Ask, By: e.Project.AnswerBy, Light: e.light()})
		}
	}
	slices.SortStableFunc(b.Asks, func(x, y AskRow) int {
		return cmp.Or(cmp.Compare(urgency(y.Light), urgency(x.Light)), first(x.By != 0, y.By != 0), cmp.Compare(x.By, y.By))
	})
}

// askedBefore lists last quarter's requests and what has become of them.
func (b *builder) askedBefore() {
	for s, e := range b.then() {
		if s.Project.Ask == "" || s.Quarter != b.pf.Previous.Quarter || s.Light == plan.Unverified {
			continue
		}
		b.AskedBefore = append(b.AskedBefore, AskedRow{namedThen(s), s.Project.Ask, becameOf(e)})
	}
}

// becameOf is what has become of a request for a project, nil for one that is no
// longer in the library.
func becameOf(e *ProjectRow) string {
	switch {
	case e == nil:
		return "项目移出汇总"
	case e.light() == plan.Done:
		return "项目已完成"
	case e.State != portfolio.Reported:
		return "待核实"
	case e.Project.Ask != "":
		return "仍在提请"
	}
	return "本季度没有再提请"
}

// urgency ranks the late lights above all others.
func urgency(l plan.Light) plan.Light {
	if l.Late() {
		return l
	}
	return plan.Unlit
}

// targets set the progress of projects beside what last quarter said it would
// be now.
func (b *builder) targets() {
	if !b.consecutive() {
		return
	}
	for _, e := range b.entries {
		if !e.hasLast() || e.Last.Quarter != b.Meta.Previous || e.Last.Project.NextTarget == nil {
			continue
		}
		b.Targets = append(b.Targets, TargetRow{
			Named: e.named(), Target: *e.Last.Project.NextTarget, Actual: e.Project.KnownProgress(),
			Known: e.State == portfolio.Reported,
		})
	}
}

// dueWithin lists what falls due after the data date, from one day to
// another, by deadline and number.
func (b *builder) dueWithin(from, to plan.Date) []DueRow {
	rows := []DueRow{}
	for _, e := range b.entries {
		d := e.deadline()
		if d <= b.pf.AsOf || d < from || d > to || !e.pending() {
			continue
		}
		track, _ := b.plan.Track(e.InTrack)
		rows = append(rows, DueRow{
			Month: monthWord(d), Deadline: d, Named: e.named(), Track: track.No, Progress: e.Project.KnownProgress(), Light: e.light(),
			Next: when(e.State == portfolio.Reported, e.Project.Next),
		})
	}
	slices.SortStableFunc(rows, func(x, y DueRow) int { return cmp.Compare(x.Deadline, y.Deadline) })
	return rows
}

func monthWord(d plan.Date) string {
	y, m, _ := d.Time().Date()
	return fmt.Sprintf("%d年%d月", y, int(m))
}
