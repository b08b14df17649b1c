package portfolio

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// enter makes the entries of the projects that this quarter's rows speak of.
// A project without a row that counts stands with last quarter's figures, or
// without any.
func (m *merger) enter() {
	for _, g := range m.groups {
		if g.last != nil && !g.hearsay {
			m.taken[g.last] = true
		}
		if g.removed || g.hearsay { // nothing, or as what no row speaks of
			continue
		}
		if e, known := m.entryOf(g); known {
			e.Contested = leadsOf(g.contested)
			m.stand(e, g.main)
		}
	}
}

// entryOf is the entry of a group's project; known is false where no row tells
// of any.
func (m *merger) entryOf(g *group) (e Entry, known bool) {
	switch {
	case g.main != nil:
		return m.reported(g), true
	case g.last != nil && g.unheard && len(g.contested) == 0:
		unit, files := m.responsible(g.last)
		state, why, _ := m.unheard(unit, files)
		return m.carried(g.last, state, why), true
	case g.last != nil:
		e = m.carried(g.last, Unverified, m.because(g))
		if len(g.faulty) > 0 && len(g.contested) == 0 {
			m.keepSent(&e, g.faulty[0])
		}
		return e, true
	case len(g.faulty) > 0:
		e = bare(g.faulty[0], m.because(g))
		m.keepSent(&e, g.faulty[0])
		return e, true
	case len(g.contested) > 0:
		e = bare(g.contested[0].rows[0], m.because(g))
		e.Project.Lead, e.Project.Unit = "", ""
		return e, true
	}
	return e, false
}

// leadsOf are the leads of the sides.
func leadsOf(sides []contest) []string {
	return mapped(sides, func(s contest) string { return s.lead })
}

// member is an entry on its way into the portfolio.
type member struct {
	*Entry
	row     *row // the one that counts for it, nil for none
	key     filing.RowID
	name    string
	rank    int  // of its lead in the roster
	task    int  // of its number
	serial  int  // of its number, 0 without one
	dropped bool // the same as another, by the office's word
	omitted bool // its unit has reported, and left it out
}

// stand adds an entry, with the row that counts for it.
func (m *merger) stand(e Entry, main *row) *member {
	name := e.Project.NameKey()
	made := &member{Entry: &e, row: main, key: filing.RowOf(e.Project.TaskNo, name), name: name, rank: m.units.rank(e.Project.Lead)}
	m.library = append(m.library, made)
	return made
}

// list puts the library into the portfolio, in order.
func (m *merger) list() {
	slices.SortStableFunc(m.library, compareMembers)
	m.pf.Entries = make([]Entry, len(m.library))
	for i, e := range m.library {
		m.pf.Entries[i] = *e.Entry
		e.Entry = &m.pf.Entries[i]
	}
}

func (m *merger) reported(g *group) Entry {
	r := g.main
	e := Entry{
		Project: r.Project, Number: g.number(), New: m.pf.Previous != nil && g.last == nil, State: Reported,
		Last:     g.last,
		StandsIn: !m.isOwn(r), Stalled: check.Stalled(&r.Project, g.last), Ruling: m.rulings[r],
		Total: m.history.SettledTotal(&r.Project, g.last), OpenStop: m.history.OpenStop(&r.Project, g.last) != "",
	}
	e.goBy(m.history.Terms(&r.Project, g.last))
	if e.Ruling != "" {
		e.SentMark = r.sentMark(m.plan)
	}
	for _, p := range g.partners {
		e.Partners = append(e.Partners, partnerOf(p))
	}
	return e
}

// goBy has the project judged under the terms.
func (e *Entry) goBy(t check.LightTerms) {
	e.Deadline, e.Dated, e.Rate = t.Deadline, t.Dated, t.Rate
	if t.Start != e.Project.Start {
		e.Start = t.Start
	}
	if t.Category != e.Project.Kind {
		e.Category = t.Category
	}
}

// terms are those that the project is judged under.
func (e *Entry) terms() check.LightTerms {
	return check.LightTerms{
		Start: cmp.Or(e.Start, e.Project.Start), Deadline: e.Deadline, Category: cmp.Or(e.Category, e.Project.Kind),
		Dated: e.Dated, Rate: e.Rate,
	}
}

// carried is a project with the figures of last quarter, or of an earlier one
// where last quarter's were carried too: then it says for how long.
func (m *merger) carried(last *filing.Standing, s State, why string) Entry {
	project, then := last.LastKnown()
	if now := m.pf.Quarter; last.Late != nil {
		why += "，沿用" + then.Chinese() + "定稿后补报的数据"
	} else if times := (now.Year-then.Year)*4 + now.N - then.N; then.N != 0 && times > 1 {
		why += "，已连续" + plan.Count(times) + "个季度沿用" + then.Chinese() + "数据"
	}
	return Entry{
		Project: *project, Number: last.Number, State: s, Carried: then.N != 0, Because: why,
		Deadline: last.Deadline, Start: last.Start, Category: last.Category, Dated: last.Dated, Rate: last.Rate, Total: last.Total,
		OpenStop: last.OpenStop, Last: last, Stalled: last.Stalled,
	}
}

// bare is a project whose only row is in error: what it is called, no figures.
func bare(r *row, why string) Entry {
	p := &r.Project
	return Entry{
		Project: filing.Project{
			ID: p.ID, Track: p.Track, Task: p.Task, TaskNo: p.TaskNo, Name: p.Name, Sub: p.Sub, Unit: p.Unit, Lead: p.Lead,
			Source: p.Source,
		},
		State: Unverified, Because: why,
	}
}

// because says why none of the project's rows counts.
func (m *merger) because(g *group) string {
	switch {
	case len(g.contested) > 0:
		return "牵头部门不一致（" + strings.Join(leadsOf(g.contested), "、") + "），待核定"
	case len(g.faulty) == 0:
		return "各部门说法不一，领导小组办公室核定都不计"
	}
	r := g.faulty[0]
	titles := mapped(r.Rules, func(code string) string { return titleOf(m.plan, code) })
	return r.file.Path + "第" + plan.Count(r.Project.Source.Row) + "行：" + strings.Join(titles, "、")
}

// carry keeps the projects of last quarter's library that no row speaks of,
// less those that have left it with approval.
func (m *merger) carry() {
	if m.pf.Previous == nil {
		return
	}
	for i := range m.pf.Previous.Standings {
		s := &m.pf.Previous.Standings[i]
		if s.Left || m.taken[s] || m.office.removes(s.Project.Key(), s) {
			continue
		}
		if _, left := m.history.Ledger.Exits(s.Number); left {
			continue
		}
		state, why, omitted := m.absent(s)
		m.stand(m.carried(s, state, why), nil).omitted = omitted
	}
}

// absent says how a project stands that no row speaks of, and reports H05 for
// one that its unit has left out.
func (m *merger) absent(s *filing.Standing) (state State, why string, omitted bool) {
	unit, files := m.responsible(s)
	if state, why, unheard := m.unheard(unit, files); unheard {
		return state, why, false
	}
	m.report(check.Spot{Sub: files[0].Submission, Project: &s.Project, Absent: true}, s.Number, "", filing.Fact{Rule: "H05"})
	return Missing, unit + "报了表，没有报这个项目", true
}

// unheard reports a unit of whose files nothing was read, or not all, and how
// its projects stand.
func (m *merger) unheard(unit string, files []*file) (s State, why string, unheard bool) {
	if len(files) == 0 {
		return Missing, unit + "没有报送", true
	}
	if i := slices.IndexFunc(files, func(f *file) bool { return f.gap != "" && !f.dropped }); i >= 0 {
		return Unverified, files[i].Path + "：" + titleOf(m.plan, files[i].gap), true
	}
	return s, "", false
}

// responsible is the unit to report a project: the one that reported it last
// quarter, or, where that sent nothing, the one that leads it.
func (m *merger) responsible(s *filing.Standing) (string, []*file) {
	lead := m.units.reporter(s.Project.Lead)
	if unit := s.Project.Unit; unit != "" && len(m.sent[unit]) > 0 {
		return unit, m.sent[unit]
	}
	return lead, m.sent[lead]
}
