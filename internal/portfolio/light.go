package portfolio

import (
	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// judge gives every reported project its light under the last approved
// deadline, and the office's light where it set one and says why. What was not reported has
// no light, but what is finished stays finished.
func (m *merger) judge() {
	used := map[*filing.Override]bool{}
	for _, e := range m.library {
		o := m.office.override(e)
		used[o] = true
		if o != nil && o.Reason == "" {
			m.expire("核定亮灯“"+o.Light.String()+"”（"+e.Project.Title()+"）", "没有写核定理由")
			o = nil
		}
		if e.State != Reported {
			m.keepKnown(e.Entry)
			if o != nil {
				m.expire("核定亮灯“"+o.Light.String()+"”（"+e.Project.Title()+"）", "这个项目的数据待核实，没有亮灯")
			}
			continue
		}
		e.Verdict = m.plan.Judge(check.CaseOf(m.plan, &e.Project, e.terms()), m.pf.AsOf)
		e.Light = e.Verdict.Light
		if o != nil {
			e.Override, e.Light = o, o.Light
		}
		e.LateFor = m.lateFor(e.Entry)
		if e.OpenStop {
			e.Known = beforeStop(e.Last)
		}
	}
	for i := range m.pf.Office.Overrides {
		if o := &m.pf.Office.Overrides[i]; !used[o] {
			m.expire("核定亮灯“"+o.Light.String()+"”", "没有找到这个项目")
		}
	}
}

// keepKnown gives a project that was not reported what is known of it.
func (m *merger) keepKnown(e *Entry) {
	e.Light = plan.Unverified
	if e.Last != nil {
		e.Known = e.Last.Light
		if e.Known == plan.Unverified {
			e.Known = e.Last.Known
		}
		if late := e.Last.Late; late != nil {
			e.Known = late.Light
		}
	}
	if e.Known == plan.Done {
		e.Light, e.Known = plan.Done, plan.Unlit
	}
	e.Verdict.Light = e.Light
	overdue := e.Carried && e.Deadline != 0 && m.pf.AsOf > e.Deadline && e.Known != plan.Paused && e.Known != plan.Cancelled
	e.StillLate = e.Light == plan.Unverified && (e.Known.Late() || overdue)
}

// beforeStop is the light that a project had when it was last judged, before it was
// stopped without approval.
func beforeStop(last *filing.Standing) plan.Light {
	if last.Light == plan.Unverified || last.OpenStop {
		return last.Known
	}
	return last.Light
}

// lateFor is for how many quarters running a project is late.
func (m *merger) lateFor(e *Entry) int {
	switch {
	case !e.Light.Late():
		return 0
	case e.Last != nil && e.Last.Light.Late() && m.pf.Previous.Quarter == m.pf.Quarter.Add(-1):
		return max(e.Last.LateFor, 1) + 1
	}
	return 1
}
