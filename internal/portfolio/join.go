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
			units[s.unit(u.Unit.Name)] = s.unitState(u)
		}
		for _, c := range pf.Coverage {
			key := commitmentKey{c.Commitment.Task, c.Commitment.Name}
			coverage[key] = append(coverage[key], mapped(c.Numbers, s.number)...)
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
		named.Office, named.Path, named.Unit = s.name, s.file(sub.Path), s.unit(sub.Unit)
		s.subs[sub] = &named
	}
	return s
}

// add adds all of a street's portfolio but its units and coverage.
func (s *street) add(to *Portfolio, pf *Portfolio) {
	to.Entries = append(to.Entries, mapped(pf.Entries, s.entry)...)
	to.Findings = append(to.Findings, mapped(pf.Findings, s.finding)...)
	to.LeftOut = append(to.LeftOut, mapped(pf.LeftOut, s.leftOut)...)
	to.Conflicts = append(to.Conflicts, mapped(pf.Conflicts, s.conflict)...)
	to.Approved = append(to.Approved, mapped(pf.Approved, s.change)...)
	to.Unapproved = append(to.Unapproved, mapped(pf.Unapproved, s.change)...)
	to.Noted = append(to.Noted, mapped(pf.Noted, s.change)...)
	to.Numbers = append(to.Numbers, mapped(pf.Numbers, s.registered)...)
	for _, st := range pf.Stale {
		to.Stale = append(to.Stale, Stale{s.name + "：" + st.What, st.Why})
	}
	to.Submissions = append(to.Submissions, mapped(pf.Submissions, s.submission)...)
	to.Attachments = append(to.Attachments, mapped(pf.Attachments, s.attachment)...)
	strays := s.unitState(pf.Strays)
	to.Strays.Submissions = append(to.Strays.Submissions, strays.Submissions...)
	to.Strays.Attachments = append(to.Strays.Attachments, strays.Attachments...)
	to.Strays.Sent = to.Strays.Sent || strays.Sent
	to.Strays.Rows = to.Strays.Rows.add(strays.Rows)
}

func (s *street) submission(sent *filing.Submission) *filing.Submission { return s.subs[sent] }

// unit is a unit's name, or a leader's, as those say it who look at several
// streets.
func (s *street) unit(name string) string { return plan.OfStreet(s.name, name) }

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

func (s *street) source(at filing.Source) filing.Source {
	at.File = s.file(at.File)
	return at
}

func (s *street) project(p filing.Project) filing.Project {
	p.Office, p.ID = s.name, s.number(p.ID)
	p.Unit, p.Lead, p.Leader = s.unit(p.Unit), s.unit(p.Lead), s.unit(p.Leader)
	if len(p.Partners) > 0 {
		p.Partners = mapped(p.Partners, s.unit)
	}
	p.Source = s.source(p.Source)
	return p
}

func (s *street) leftOut(l LeftOut) LeftOut {
	l.Unit, l.Number, l.Last = s.unit(l.Unit), s.number(l.Number), s.standing(l.Last)
	l.Row.Project = s.project(l.Row.Project)
	return l
}

func (s *street) entry(e Entry) Entry {
	e.Project, e.Number, e.Last = s.project(e.Project), s.number(e.Number), s.standing(e.Last)
	e.Copied, e.From, e.Contested = s.number(e.Copied), mapped(e.From, s.number), mapped(e.Contested, s.unit)
	if e.Override != nil {
		set := *e.Override
		set.Key = set.Key.Of(s.name)
		e.Override = &set
	}
	e.Partners = mapped(e.Partners, func(p PartnerProgress) PartnerProgress {
		p.Unit, p.Source = s.unit(p.Unit), s.source(p.Source)
		return p
	})
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
	f.File, f.Unit, f.Key = s.file(f.File), s.unit(f.Unit), f.Key.Of(s.name)
	return f
}

func (s *street) conflict(c Conflict) Conflict {
	c.Key, c.Title = s.name+"|"+c.Key, s.name+"："+c.Title
	c.Sides = mapped(c.Sides, func(side Side) Side {
		side.Unit, side.Source = s.unit(side.Unit), s.source(side.Source)
		return side
	})
	return c
}

func (s *street) change(c filing.Change) filing.Change {
	c.Old, c.New = filing.RenumberAll(c.Old, s.number), filing.RenumberAll(c.New, s.number)
	return c
}

func (s *street) registered(r filing.Registered) filing.Registered {
	r.Number, r.Key, r.Unit, r.Next = s.number(r.Number), r.Key.Of(s.name), s.unit(r.Unit), mapped(r.Next, s.number)
	return r
}

func (s *street) attachment(a filing.Attachment) filing.Attachment {
	return filing.Attachment{Path: s.file(a.Path), Unit: s.unit(a.Unit)}
}

func (s *street) unitState(u UnitState) UnitState {
	u.Submissions, u.Attachments = mapped(u.Submissions, s.submission), mapped(u.Attachments, s.attachment)
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
		joined.Numbers = append(joined.Numbers, mapped(pf.Previous.Numbers, s.registered)...)
		joined.Changes = append(joined.Changes, mapped(pf.Previous.Changes, s.change)...)
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
