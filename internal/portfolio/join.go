package portfolio

import (
	"cmp"
	"fmt"
	"path"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Join lays the portfolios of several streets' offices side by side, in the
// order of p's streets: p joins their plans, as plan.Join has it. Each was merged by its
// own office's plan, work and last quarter, so like-named units and projects
// of two streets have never met; here each takes its street into its name, its
// number and its key. What an office has decided is its own business: of the
// joined portfolio nothing is to be decided, so Office is empty.
//
// Last quarter is there only where every street has the same one.
func Join(p *plan.Plan, parts []*Portfolio) *Portfolio {
	first := parts[0]
	joined := &Portfolio{Plan: p, Quarter: first.Quarter, AsOf: first.AsOf, Previous: joinLibraries(p, parts)}
	units := map[string]UnitState{}
	coverage := map[commitmentKey][]string{}
	for i, pf := range parts {
		s := newStreet(p, i, pf)
		s.add(joined, pf)
		for _, u := range pf.Units {
			units[plan.OfStreet(s.name, u.Unit.Name)] = s.unitState(u)
		}
		for _, c := range pf.Coverage {
			key := commitmentKey{c.Commitment.Task, c.Commitment.Name}
			coverage[key] = append(coverage[key], s.numbers(c.Numbers)...)
		}
	}
	for _, u := range p.Units {
		state := units[u.Name]
		state.Unit = u
		joined.Units = append(joined.Units, state)
	}
	for _, c := range p.Commitments {
		joined.Coverage = append(joined.Coverage, Coverage{c, coverage[commitmentKey{c.Task, c.Name}]})
	}
	slices.SortStableFunc(joined.Entries, func(a, b Entry) int {
		return cmp.Or(compareBools(a.Project.TaskNo > 0, b.Project.TaskNo > 0), cmp.Compare(a.Project.TaskNo, b.Project.TaskNo))
	})
	filing.SortFindings(joined.Findings)
	return joined
}

type commitmentKey struct {
	task int
	name string
}

// street puts a street before what is its own.
type street struct {
	name string
	no   int
	subs map[*filing.Submission]*filing.Submission // as sent → as the joined portfolio has them
	last map[*filing.Standing]*filing.Standing
}

func newStreet(p *plan.Plan, i int, pf *Portfolio) *street {
	s := &street{name: p.Streets[i], no: i + 1, subs: map[*filing.Submission]*filing.Submission{}, last: map[*filing.Standing]*filing.Standing{}}
	for _, sub := range pf.Submissions {
		named := *sub
		named.Office, named.Path, named.Unit = s.name, s.file(sub.Path), plan.OfStreet(s.name, sub.Unit)
		s.subs[sub] = &named
	}
	return s
}

// add adds all of a street's portfolio but its units and coverage.
func (s *street) add(to *Portfolio, pf *Portfolio) {
	for i := range pf.Entries {
		to.Entries = append(to.Entries, s.entry(pf.Entries[i]))
	}
	for _, f := range pf.Findings {
		to.Findings = append(to.Findings, s.finding(f))
	}
	for _, l := range pf.LeftOut {
		l.Unit, l.Number, l.Last = plan.OfStreet(s.name, l.Unit), s.number(l.Number), s.standing(l.Last)
		l.Row.Project = s.project(l.Row.Project)
		to.LeftOut = append(to.LeftOut, l)
	}
	for _, c := range pf.Conflicts {
		to.Conflicts = append(to.Conflicts, s.conflict(c))
	}
	to.Approved = append(to.Approved, s.changes(pf.Approved)...)
	to.Unapproved = append(to.Unapproved, s.changes(pf.Unapproved)...)
	to.Noted = append(to.Noted, s.changes(pf.Noted)...)
	to.Numbers = append(to.Numbers, s.registered(pf.Numbers)...)
	for _, st := range pf.Stale {
		to.Stale = append(to.Stale, Stale{s.name + "：" + st.What, st.Why})
	}
	for _, sub := range pf.Submissions {
		to.Submissions = append(to.Submissions, s.subs[sub])
	}
	to.Attachments = append(to.Attachments, s.attachments(pf.Attachments)...)
	strays := s.unitState(pf.Strays)
	to.Strays.Submissions = append(to.Strays.Submissions, strays.Submissions...)
	to.Strays.Attachments = append(to.Strays.Attachments, strays.Attachments...)
	to.Strays.Sent = to.Strays.Sent || strays.Sent
	to.Strays.Rows = to.Strays.Rows.add(strays.Rows)
}

func (s *street) file(name string) string {
	if name == "" {
		return ""
	}
	return path.Join(s.name, name)
}

// number tells a street's number from the same number of another: the street's
// place goes before it, as 03-06-003.
func (s *street) number(n string) string {
	if n == "" {
		return ""
	}
	return fmt.Sprintf("%02d-%s", s.no, n)
}

func (s *street) numbers(all []string) []string {
	named := make([]string, len(all))
	for i, n := range all {
		named[i] = s.number(n)
	}
	return named
}

func (s *street) units(all []string) []string {
	named := make([]string, len(all))
	for i, n := range all {
		named[i] = plan.OfStreet(s.name, n)
	}
	return named
}

func (s *street) source(at filing.Source) filing.Source {
	at.File = s.file(at.File)
	return at
}

func (s *street) project(p filing.Project) filing.Project {
	p.Office, p.ID = s.name, s.number(p.ID)
	p.Unit, p.Lead, p.Leader = plan.OfStreet(s.name, p.Unit), plan.OfStreet(s.name, p.Lead), plan.OfStreet(s.name, p.Leader)
	if len(p.Partners) > 0 {
		p.Partners = s.units(p.Partners)
	}
	p.Source = s.source(p.Source)
	return p
}

func (s *street) entry(e Entry) Entry {
	e.Project, e.Number, e.Last = s.project(e.Project), s.number(e.Number), s.standing(e.Last)
	e.Copied, e.From, e.Contested = s.number(e.Copied), s.numbers(e.From), s.units(e.Contested)
	if e.Override != nil {
		set := *e.Override
		set.Key = set.Key.Of(s.name)
		e.Override = &set
	}
	e.Partners = slices.Clone(e.Partners)
	for i := range e.Partners {
		p := &e.Partners[i]
		p.Unit, p.Source = plan.OfStreet(s.name, p.Unit), s.source(p.Source)
	}
	return e
}

func (s *street) standing(was *filing.Standing) *filing.Standing {
	if was == nil {
		return nil
	}
	if s.last[was] == nil {
		named := *was
		named.Number, named.Project = s.number(was.Number), s.project(was.Project)
		s.last[was] = &named
	}
	return s.last[was]
}

func (s *street) finding(f filing.Finding) filing.Finding {
	f.File, f.Unit, f.Key = s.file(f.File), plan.OfStreet(s.name, f.Unit), f.Key.Of(s.name)
	return f
}

func (s *street) conflict(c Conflict) Conflict {
	c.Key, c.Title = s.name+"|"+c.Key, s.name+"："+c.Title
	c.Sides = slices.Clone(c.Sides)
	for i := range c.Sides {
		side := &c.Sides[i]
		side.Unit, side.Source = plan.OfStreet(s.name, side.Unit), s.source(side.Source)
	}
	return c
}

func (s *street) changes(all []filing.Change) []filing.Change {
	named := slices.Clone(all)
	for i := range named {
		c := &named[i]
		c.Old, c.New = filing.RenumberAll(c.Old, s.number), filing.RenumberAll(c.New, s.number)
	}
	return named
}

func (s *street) registered(all []filing.Registered) []filing.Registered {
	named := slices.Clone(all)
	for i := range named {
		r := &named[i]
		r.Number, r.Key, r.Unit, r.Next = s.number(r.Number), r.Key.Of(s.name), plan.OfStreet(s.name, r.Unit), s.numbers(r.Next)
	}
	return named
}

func (s *street) attachments(all []filing.Attachment) []filing.Attachment {
	named := slices.Clone(all)
	for i := range named {
		named[i] = filing.Attachment{Path: s.file(all[i].Path), Unit: plan.OfStreet(s.name, all[i].Unit)}
	}
	return named
}

func (s *street) unitState(u UnitState) UnitState {
	u.Submissions = slices.Clone(u.Submissions)
	for i, sub := range u.Submissions {
		u.Submissions[i] = s.subs[sub]
	}
	u.Attachments = s.attachments(u.Attachments)
	return u
}

// joinLibraries lays the streets' last quarters side by side; nil where they
// are not all of one quarter.
func joinLibraries(p *plan.Plan, parts []*Portfolio) *filing.Library {
	first := parts[0].Previous
	if slices.ContainsFunc(parts, func(pf *Portfolio) bool {
		return pf.Previous == nil || pf.Previous.Quarter != first.Quarter
	}) {
		return nil
	}
	joined := &filing.Library{Quarter: first.Quarter, AsOf: first.AsOf, Past: joinPast(parts)}
	for i, pf := range parts {
		s := newStreet(p, i, pf)
		joined.AsOf = max(joined.AsOf, pf.Previous.AsOf)
		for k := range pf.Previous.Standings {
			joined.Standings = append(joined.Standings, *s.standing(&pf.Previous.Standings[k]))
		}
		joined.Numbers = append(joined.Numbers, s.registered(pf.Previous.Numbers)...)
		joined.Changes = append(joined.Changes, s.changes(pf.Previous.Changes)...)
	}
	return joined
}

// joinPast adds up the figures of the earlier quarters that all streets have.
func joinPast(parts []*Portfolio) []filing.Past {
	var joined []filing.Past
	for _, past := range parts[0].Previous.Past {
		sum := filing.Past{Quarter: past.Quarter, Tracks: slices.Clone(past.Tracks)}
		everywhere := true
		for _, pf := range parts[1:] {
			at := slices.IndexFunc(pf.Previous.Past, func(o filing.Past) bool { return o.Quarter == past.Quarter })
			if everywhere = everywhere && at >= 0; !everywhere {
				break
			}
			for _, t := range pf.Previous.Past[at].Tracks {
				if k := slices.IndexFunc(sum.Tracks, func(o filing.TrackPast) bool { return o.No == t.No }); k >= 0 {
					o := &sum.Tracks[k]
					o.Late, o.Lit, o.Total, o.Paid = o.Late+t.Late, o.Lit+t.Lit, o.Total+t.Total, o.Paid+t.Paid
				}
			}
		}
		if everywhere {
			joined = append(joined, sum)
		}
	}
	return joined
}
