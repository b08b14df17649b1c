package report

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// movement sums up what happened since last quarter.
func (b *builder) movement() {
	m := &Movement{Approved: changedProjects(b.approvedNow())}
	for i := range b.pf.Entries {
		e := &b.pf.Entries[i]
		m.addTurn(e)
		m.Alike.add(lightBefore(e), light(e))
	}
	b.addPaid(m)
	for _, c := range b.Compare {
		if c.Kind == kindLeft {
			m.Left++
		}
		if (c.Kind == kindLeft || c.Kind == kindMerged) && c.LightBefore.Late() {
			m.Late.add(c.LightBefore, plan.Cancelled)
		}
	}
	b.Movement = m
}

// addPaid counts what was paid since last quarter, over the projects of both
// quarters and across mergers and splits: what the ones had spent is not what
// the others spent since.
func (b *builder) addPaid(m *Movement) {
	goesOn := map[string]bool{} // last quarter's projects that do, by number
	for i := range b.pf.Entries {
		e := &b.pf.Entries[i]
		paid := e.Project.Paid.Value()
		for _, number := range e.From {
			goesOn[number] = true
		}
		switch {
		case hasLast(e):
			if !e.Carried {
				m.GoOn++
			}
			m.Paid += paid
			goesOn[e.Last.Number] = true
			if e.Last.Quarter != b.pf.Previous.Quarter && !e.Carried {
				m.PaidAfter += paid - e.Last.Project.Paid.Value()
			}
		case len(e.From) > 0 && light(e) != plan.Unverified:
			m.GoOn++
			m.Paid += paid
		case light(e) != plan.Unverified:
			m.First++
			m.FirstPaid += paid
		}
	}
	for i := range b.pf.Previous.Standings {
		s := &b.pf.Previous.Standings[i]
		switch paid := spent(s); {
		case goesOn[s.Number] && s.Number != "":
			m.Paid -= paid
		default:
			m.LeftPaid += paid
		}
	}
}

// spent is what last quarter's figures count as paid for a project.
func spent(s *filing.Standing) plan.Money {
	if s.Quarter.N == 0 {
		return 0
	}
	return s.Project.Paid.Value()
}

// addTurn counts what became of a project.
func (m *Movement) addTurn(e *portfolio.Entry) {
	switch kind := kindOf(e); {
	case kind == kindNew && light(e) == plan.Done:
		m.New, m.NewDone = m.New+1, m.NewDone+1
	case kind == kindNew:
		m.New++
	case kind == kindMade:
		m.Merged++
	case kind == kindFinished:
		m.Finished++
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
	switch before {
	case plan.Yellow:
		m.Yellow++
	case plan.Red:
		m.Red++
	}
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

// add compares a project's light before and now, where it had both.
func (m *AlikeMovement) add(before, now plan.Light) {
	switch {
	case !before.Lit() || !now.Lit():
	case now < before:
		m.Better++
	case now == before:
		m.Same++
	case before == plan.Yellow:
		m.Reddened++
		fallthrough
	default:
		m.Worse++
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
