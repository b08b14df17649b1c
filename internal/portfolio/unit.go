package portfolio

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// standUnits says how every unit of the roster stands with its report, and
// reports X06 for those that owe one.
func (m *merger) standUnits() {
	m.receive()
	for _, u := range m.plan.Units {
		s := UnitState{Unit: u, Owes: m.owes(u)}
		m.addSubmissions(&s, m.sent[u.Name])
		s.DaysLate = m.daysLate(u.Name)
		s.Attachments = picked(m.pf.Attachments, func(a filing.Attachment) bool { return a.Unit == u.Name })
		switch {
		case s.OnlyDocuments():
			m.report(check.Spot{Unit: u.Name}, "", "", filing.Fact{
				Rule: "U11", Other: strings.Join(mapped(s.Attachments, func(a filing.Attachment) string { return a.Path }), "、"),
			})
		case s.Owes && !s.Sent:
			m.report(check.Spot{Unit: u.Name}, "", "", filing.Fact{Rule: "X06"})
		}
		m.pf.Units = append(m.pf.Units, s)
	}
	strays := picked(m.files, func(f *file) bool { return !m.units.has(f.Unit) || f.ByOffice })
	m.addSubmissions(&m.pf.Strays, strays)
	m.pf.Strays.Attachments = picked(m.pf.Attachments, func(a filing.Attachment) bool { return !m.units.has(a.Unit) })
}

// OnlyDocuments reports a unit that owes a report and has sent nothing but
// scans or letters: 收到文档，没有表格.
func (s *UnitState) OnlyDocuments() bool { return s.Owes && !s.Sent && len(s.Attachments) > 0 }

// owes reports a unit that has to send a report this quarter: every one that
// reports itself, and those that report when they lead projects and led some
// last quarter.
func (m *merger) owes(u plan.Unit) bool {
	switch {
	case u.Collector != "":
		return false
	case u.Reporting == plan.ReportsIfLead:
		return m.history.Led(u.Name)
	}
	return u.Reporting == plan.ReportsItself
}

func (m *merger) addSubmissions(s *UnitState, files []*file) {
	s.Sent = len(files) > 0
	s.Zero = s.Sent && !slices.ContainsFunc(files, func(f *file) bool { return f.gap != "" || f.countProjects() > 0 })
	for _, f := range files {
		s.Submissions = append(s.Submissions, f.sent)
		s.Round = max(s.Round, f.Round+1)
		f.balance(&s.Rows)
	}
	s.Round = max(s.Round, len(files))
}

// countProjects is how many of the file's rows are projects.
func (f *file) countProjects() int {
	n := 0
	for i := range f.rows {
		if f.rows[i].Cause != filing.Example {
			n++
		}
	}
	return n
}

// receive notes when each unit's first report arrived, as far as the files
// tell, beside what earlier runs have noted: the earliest day counts.
func (m *merger) receive() {
	arrivals := slices.Clone(m.pf.Office.Arrivals)
	for _, u := range m.plan.Units {
		for _, f := range m.sent[u.Name] {
			if saved := f.SavedDay(); saved != 0 {
				arrivals = append(arrivals, filing.Arrival{Unit: u.Name, Day: saved})
			}
		}
	}
	slices.SortFunc(arrivals, func(a, b filing.Arrival) int { return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Day, b.Day)) })
	m.pf.Office.Arrivals = slices.CompactFunc(arrivals, func(a, b filing.Arrival) bool { return a.Unit == b.Unit })
}

// daysLate counts from the reporting day to when the unit's first report was
// saved.
func (m *merger) daysLate(unit string) int {
	for _, a := range m.pf.Office.Arrivals {
		if a.Unit == unit {
			return max(0, int(a.Day-m.plan.Info.Due(m.pf.Quarter)))
		}
	}
	return 0
}

// balance adds the file's rows to the equation.
func (f *file) balance(b *Balance) {
	counts := map[filing.Cause]*int{
		filing.Counted: &b.Counted, filing.Faulty: &b.Faulty, filing.Duplicate: &b.Duplicate,
		filing.Overruled: &b.Overruled, filing.Superseded: &b.Superseded, filing.Example: &b.Example,
	}
	for i := range f.rows {
		r := &f.rows[i]
		b.Read++
		*counts[r.Cause]++
		total := r.Project.Total.Value()
		b.ReadTotal += total
		if r.Cause == filing.Counted {
			b.CountedTotal += total
		} else {
			b.OtherTotal += total
		}
	}
}

// Balance is the equation over all units and what was sent by none of them.
func (pf *Portfolio) Balance() Balance {
	total := pf.Strays.Rows
	for _, u := range pf.Units {
		total = total.add(u.Rows)
	}
	return total
}

func (b Balance) add(o Balance) Balance {
	return Balance{
		b.Read + o.Read, b.Counted + o.Counted, b.Faulty + o.Faulty, b.Duplicate + o.Duplicate,
		b.Overruled + o.Overruled, b.Superseded + o.Superseded, b.Example + o.Example,
		b.ReadTotal + o.ReadTotal, b.CountedTotal + o.CountedTotal, b.OtherTotal + o.OtherTotal,
	}
}

// roster answers questions about units by their names.
type roster struct {
	units map[string]plan.Unit
	last  int
}

func newRoster(p *plan.Plan) roster {
	r := roster{units: map[string]plan.Unit{}, last: len(p.Units) + 1}
	for _, u := range p.Units {
		r.units[u.Name] = u
	}
	return r
}

// rank is the unit's place in the roster; bodies outside it come last.
func (r roster) rank(unit string) int {
	if u, ok := r.units[unit]; ok {
		return u.No
	}
	return r.last
}

// reporter is who reports for a unit: itself, or its collector.
func (r roster) reporter(unit string) string {
	if u := r.units[unit]; u.Collector != "" {
		return u.Collector
	}
	return unit
}

// has reports a unit of the roster.
func (r roster) has(unit string) bool {
	_, ok := r.units[unit]
	return ok
}
