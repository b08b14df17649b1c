package report

import (
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// movement sums up what happened since last quarter.
func (b *builder) movement() {
	m := &Movement{Approved: changedProjects(b.approvedNow())}
	for i := range b.pf.Entries {
		e := &b.pf.Entries[i]
		b.addPaid(m, e)
		m.addTurn(e)
	}
	for _, c := range b.Compare {
		if c.Kind == kindLeft {
			m.Left++
			if c.LightBefore.Late() {
				m.Late.Out++
			}
		}
	}
	b.Movement = m
}

// addPaid counts what was paid for a project of which both quarters are known.
func (b *builder) addPaid(m *Movement, e *portfolio.Entry) {
	switch {
	case light(e) == plan.Unverified:
	case e.Last == nil:
		m.Paid += e.Project.Paid.Value()
		m.Comparable++
	case e.Last.Quarter == b.pf.Previous.Quarter && e.Last.Light != plan.Unverified:
		m.Paid += e.Project.Paid.Value() - e.Last.Project.Paid.Value()
		m.Comparable++
	default:
		m.PaidJoined += e.Project.Paid.Value()
	}
}

// addTurn counts what became of a project.
func (m *Movement) addTurn(e *portfolio.Entry) {
	switch kind := kindOf(e); {
	case kind == kindNew && light(e) == plan.Done:
		m.New, m.NewDone = m.New+1, m.NewDone+1
	case kind == kindNew:
		m.New++
	case kind == kindFinished:
		m.Finished++
	case wasDone(e) && light(e) == plan.Unverified:
		m.DoneInDoubt++
	case wasDone(e) && light(e) != plan.Done:
		m.Reopened++
	case kind == kindFellBack:
		m.FellBack++
	case kind == kindStalled:
		m.Stalled++
	}
	m.Late.add(lightBefore(e), light(e))
}

// add counts a project's light before and now.
func (m *LateMovement) add(before, now plan.Light) {
	switch {
	case now.Late() && before.Late():
		m.Still++
	case now.Late():
		m.New++
	case !before.Late():
	case now == plan.Green:
		m.Recovered++
	case now == plan.Done:
		m.Done++
	case now == plan.Unverified:
		m.Doubtful++
	default:
		m.Out++
	}
}

// lightBefore is last quarter's light, Unlit without.
func lightBefore(e *portfolio.Entry) plan.Light {
	if hasLast(e) {
		return e.Last.Light
	}
	return plan.Unlit
}

// wasDone reports a project that was finished last quarter.
func wasDone(e *portfolio.Entry) bool { return lightBefore(e) == plan.Done }
