package portfolio

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// ruleReturn is that a project's plan is not as approved.
const ruleReturn = "H04"

// group are this quarter's rows of one project.
type group struct {
	rows     []*row // that could count, the best first
	faulty   []*row
	last     *filing.Standing
	main     *row   // the row that stands for the project, nil for none
	partners []*row // rows of others than the lead, kept as their progress
	removed  bool   // the office deleted the project
	split    bool   // a second project of the same key, let pass by the office
	// unheard says that last quarter's lead goes on though nothing has been read of
	// it; contested are the leads that the office has to choose between.
	unheard   bool
	contested []contest
	// hearsay says that only units that have nothing to do with the project spoke of
	// it: it stands as one that nobody has spoken of.
	hearsay bool
}

// number is the project's frozen number, "" for a new one.
func (g *group) number() string {
	if g.last == nil {
		return ""
	}
	return g.last.Number
}

// group puts the rows of one project together, across all files. A rejected
// row whose task cannot be told goes with the only project of its name.
func (m *merger) group() {
	byID, byName := map[filing.RowID]*group{}, map[string]*group{}
	join := func(id filing.RowID, r *row) *group {
		g := byID[id]
		if g == nil {
			g = &group{last: r.last}
			byID[id] = g
			m.groups = append(m.groups, g)
		}
		return g
	}
	for _, f := range m.files {
		again := map[filing.RowID]bool{}
		for i := range f.rows {
			r := &f.rows[i]
			if r.Cause != filing.Counted || r.id == "" {
				continue
			}
			if again[r.id] {
				m.splitOff(r)
				continue
			}
			again[r.id] = true
			g := join(r.id, r)
			g.rows = append(g.rows, r)
			addGroup(byName, r.Project.NameKey(), g)
		}
	}
	for _, f := range m.files {
		for i := range f.rows {
			r := &f.rows[i]
			if r.Cause != filing.Faulty || r.id == "" {
				continue
			}
			g := byName[r.Project.NameKey()]
			if g == nil || r.Project.TaskNo != 0 || r.last != nil {
				g = join(r.id, r)
			}
			g.faulty = append(g.faulty, r)
		}
	}
}

// addGroup indexes a group by name, nil where several share it.
func addGroup(m map[string]*group, name string, g *group) {
	if old, taken := m[name]; taken && old != g {
		g = nil
	}
	m[name] = g
}

// splitOff makes a row a project of its own though it is called like another.
func (m *merger) splitOff(r *row) {
	r.last = nil
	m.groups = append(m.groups, &group{rows: []*row{r}, split: true})
}

// settleGroups decides which row of each project counts. Projects that are
// split off on the way are settled in their turn.
func (m *merger) settleGroups() {
	for i := 0; i < len(m.groups); i++ {
		m.settleGroup(m.groups[i])
	}
}

func (m *merger) settleGroup(g *group) {
	slices.SortStableFunc(g.rows, m.preference(g.last))
	m.removeGroup(g)
	m.yieldToUnits(g)
	m.refuseReturn(g)
	m.settleLeads(g)
	m.settlePartners(g)
}

// removeGroup takes out a project that the office deleted.
func (m *merger) removeGroup(g *group) {
	if len(m.office.removals) == 0 {
		return
	}
	for _, r := range slices.Concat(g.rows, g.faulty) {
		g.removed = m.office.removes(r.key, g.last) || m.office.removes(r.Project.Key(), g.last) || g.removed
	}
	if g.last != nil {
		g.removed = m.office.removes(g.last.Project.Key(), g.last) || g.removed
	}
	if !g.removed {
		return
	}
	for _, r := range g.rows {
		r.leave(filing.Overruled)
	}
	g.rows = nil
}

// refuseReturn leaves out what has left the library with approval in an earlier
// quarter, and what was merged or split then: as a new project it would have another
// start, and count beside what it has become. The office may approve it as new.
func (m *merger) refuseReturn(g *group) {
	if len(g.rows) == 0 || g.last != nil {
		return
	}
	r := g.rows[0]
	name := r.Project.NameKey()
	left, gone := m.leavers()[filing.RowOf(r.Project.TaskNo, name)]
	if since := slices.Index(m.pf.Approved, left) + 1; !gone || approvesNew(m.pf.Approved[since:], name, "") {
		return
	}
	for _, r := range g.rows {
		r.leave(filing.Overruled, ruleReturn)
	}
	g.rows = nil
	if left.Kind == filing.ChangeCancel && r.Project.Status == plan.StatusCancelled {
		return // it says no more than was approved
	}
	m.report(r.spot(plan.KeyStatus), "", "", filing.Fact{Rule: ruleReturn, Value: r.Project.Status, Other: left.Kind + "（" + left.Basis + "）"})
	m.pf.Unapproved = append(m.pf.Unapproved, filing.Change{Kind: filing.ChangeNew, Before: left.Kind, After: r.Project.Title()})
}

// leavers are the earlier changes by which projects have left the library for good,
// by what these were called.
func (m *merger) leavers() map[filing.RowID]filing.Change {
	if m.left == nil && m.pf.Previous != nil {
		m.left = map[filing.RowID]filing.Change{}
		for _, n := range m.pf.Previous.Numbers {
			if c, gone := m.history.Ledger.Exits(n.Number); gone && c.Earlier() && m.history.Standing(n.Number) == nil {
				m.left[n.Key] = c
			}
		}
	}
	return m.left
}

// yieldToUnits lets a row that the office added by hand go once a unit reports
// the project itself.
func (m *merger) yieldToUnits(g *group) {
	if !slices.ContainsFunc(g.rows, func(r *row) bool { return !r.file.ByOffice }) {
		return
	}
	g.rows = slices.DeleteFunc(g.rows, func(r *row) bool {
		if r.file.ByOffice {
			r.leave(filing.Superseded, ruleAgain)
			m.expire("办公室添加的项目"+plan.Quote(r.Project.Title()), "部门已经报了这个项目，以部门报的为准")
		}
		return r.file.ByOffice
	})
}

// preference orders the rows of a project, which had that standing last
// quarter, nil for none: an approved transfer's new lead first, then last
// quarter's, then the others in roster order; for one lead, what the lead
// itself sent before what partners sent.
func (m *merger) preference(last *filing.Standing) func(a, b *row) int {
	transferred := func(r *row) bool {
		return last != nil && m.history.Ledger.Allows(last.Number, filing.ChangeTransfer, r.Project.Lead)
	}
	leads := func(r *row) bool { return last != nil && last.Project.Lead == r.Project.Lead }
	return func(a, b *row) int {
		return cmp.Or(
			compareBools(transferred(a), transferred(b)),
			compareBools(leads(a), leads(b)),
			cmp.Compare(m.units.rank(a.Project.Lead), m.units.rank(b.Project.Lead)),
			cmp.Compare(a.Project.Lead, b.Project.Lead),
			compareBools(m.isOwn(a), m.isOwn(b)),
			cmp.Compare(m.units.rank(a.file.Unit), m.units.rank(b.file.Unit)),
			cmp.Compare(a.file.Path, b.file.Path),
			cmp.Compare(a.Project.Source.Row, b.Project.Source.Row))
	}
}

// isOwn reports a row that its lead sent, or the unit that reports for it.
func (m *merger) isOwn(r *row) bool {
	return r.file.ByOffice || m.units.reporter(r.Project.Lead) == r.file.Unit || r.Project.Lead == r.file.Unit
}
