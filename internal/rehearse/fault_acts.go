package rehearse

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// takeOtherTask types a task of another track.
func takeOtherTask(m *mishap) {
	for _, t := range m.plan.Tasks {
		if m.plan.TrackNo(t.Track).Name != m.project().Track {
			m.typeIn("task", text(m.sub.layout.spell.taskName(t)))
			return
		}
	}
}

// blankTask leaves the task blank. The rows above show that the column is not
// one that is filled in once and left blank below.
func blankTask(m *mishap) {
	m.typeIn("task", gridCell{})
	m.leanOn(m.i - 1)
	m.leanOn(m.i - 2)
}

func blankBoth(m *mishap) {
	m.typeIn("track", gridCell{})
	blankTask(m)
}

// leadTogether names two units as the lead.
func leadTogether(m *mishap) {
	names := []string{m.project().Lead, m.otherUnit()}
	m.typeIn("lead", text(m.sub.layout.spell.partners(m.plan, names)))
}

// breakFormula makes the total a formula that lost what it refers to.
func breakFormula(m *mishap) {
	m.typeIn("total", gridCell{formula: "SUM(#REF!)", value: "#REF!"})
	m.sub.damage = append(m.sub.damage, storeErrors)
}

// repeatAbove fills the row with the project above it.
func repeatAbove(m *mishap) {
	*m.row() = m.sub.in.rows[m.i-1]
	m.leanOn(m.i - 1)
}

// stayAtStart says 未启动 and reports progress all the same.
func stayAtStart(m *mishap) {
	p := m.project()
	p.Status, p.Progress, p.Rate, p.Paid, p.Start = plan.StatusNotStarted, points(15), nil, plan.Exactly(0), m.asOf()-10
}

// neverStart leaves a project 未启动 two months after its start.
func neverStart(m *mishap) {
	p := m.project()
	p.Status, p.Progress, p.Rate, p.Paid, p.Problem = plan.StatusNotStarted, points(0), nil, plan.Exactly(0), ""
	p.Start, p.Deadline = m.asOf()-60, m.plan.Info.Last()
}

// payBeforeStart spends money on a project that is still to start.
func payBeforeStart(m *mishap) {
	p := m.project()
	p.Status, p.Progress, p.Rate, p.Paid = plan.StatusNotStarted, points(0), nil, share(p, 10)
	p.Start, p.Deadline = m.asOf()+40, m.plan.Info.Last()
}

// runOut lets the deadline pass.
func runOut(m *mishap) {
	p := m.project()
	p.Deadline = m.asOf() - 40
	p.Start = min(p.Start, p.Deadline-160)
	p.Problem = ""
	dueOnly(p, m.asOf())
}

// fallBehind leaves works far behind what is due, and gives no reason.
func fallBehind(m *mishap) {
	p := m.project()
	p.Start, p.Deadline = m.asOf()-400, min(m.asOf()+150, m.plan.Info.Last())
	p.Progress, p.Rate, p.Self, p.Problem = points(30), nil, "", ""
	p.Paid = share(p, 28)
	dueOnly(p, m.asOf())
}

// dueOnly leaves this year's target and drops those after the deadline.
func dueOnly(p *filing.Project, asOf plan.Date) {
	targets := map[int]string{asOf.Year(): "完工"}
	for year, target := range p.Targets {
		if year <= p.Deadline.Year() && year != asOf.Year() {
			targets[year] = target
		}
	}
	p.Targets = targets
}

// typeYuan gives every amount in 元 where 万元 are asked for.
func typeYuan(p *filing.Project) {
	for _, key := range plan.MoneyKeys {
		if a := p.Amount(key); a.Kind == plan.Known {
			a.Money *= plan.Wan / plan.Yuan
		}
	}
}

func blankSources(p *filing.Project) {
	for _, key := range []string{"city", "district", "street", "social"} {
		*p.Amount(key) = plan.Amount{}
	}
}

// share is so many percent of a project's total.
func share(p *filing.Project, percent int64) plan.Amount {
	return plan.Exactly(p.Total.Value() / 100 * plan.Money(percent))
}

func points(n int) *plan.Percent {
	v := plan.Percent(n) * plan.Point
	return &v
}

// leaveExample fills the row with the form's worked example.
func leaveExample(m *mishap) {
	c, _ := m.plan.Column("name")
	m.project().Name = c.Example
}
