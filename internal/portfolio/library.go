package portfolio

import (
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Library is what the portfolio hands on to the next quarter: every project
// that counts in this one's figures, so that the next compares with what was
// published, those that leave with it marked; and the ledger of changes.
func (pf *Portfolio) Library() filing.Library {
	lib := filing.Library{
		Quarter: pf.Quarter, AsOf: pf.AsOf, Standings: make([]filing.Standing, 0, len(pf.Entries)), Numbers: pf.Numbers,
		Changes: pf.changesSoFar(), Exceptions: pf.Office.Exceptions, Past: pf.past(), Wordings: pf.wordings(),
	}
	exits := check.NewLedger(pf.Plan, pf.Approved)
	for i := range pf.Entries {
		e := &pf.Entries[i]
		s := pf.standing(e)
		_, leaves := exits.Exits(e.Number)
		s.Left = leaves || e.Number == ""
		lib.Standings = append(lib.Standings, s)
	}
	return lib
}

// pastKept is how many earlier quarters' figures a library hands on.
const pastKept = 3

// past are the figures of the quarters before this one.
func (pf *Portfolio) past() []filing.Past {
	if pf.Previous == nil {
		return nil
	}
	all := append(slices.Clone(pf.Previous.Past), pastOf(pf.Plan, pf.Previous))
	return all[max(0, len(all)-pastKept):]
}

// pastOf sums up the library of a quarter by track.
func pastOf(p *plan.Plan, l *filing.Library) filing.Past {
	past := filing.Past{Quarter: l.Quarter}
	place := map[int]int{}
	for i, t := range p.Tracks {
		place[t.No] = i
		past.Tracks = append(past.Tracks, filing.TrackPast{No: t.No})
	}
	for i := range l.Standings {
		s := &l.Standings[i]
		task, ok := p.TaskNo(s.Project.TaskNo)
		if !ok {
			continue
		}
		t := &past.Tracks[place[task.Track]]
		if s.Light.Lit() {
			t.Lit++
		}
		if s.Light.Late() {
			t.Late++
		}
		if s.Project.Total.Kind == plan.Known {
			t.Total += s.Project.Total.Money
			t.Paid += s.Project.Paid.Value()
		}
	}
	return past
}

// standing is an entry as the quarter leaves it.
func (pf *Portfolio) standing(e *Entry) filing.Standing {
	s := filing.Standing{
		Number: e.Number, Project: e.Project, Light: e.Light, Quarter: pf.Quarter, Deadline: e.Deadline, Start: e.Start, Category: e.Category,
		Dated: e.Dated, Rate: e.Rate, Total: e.Total, OpenStop: e.OpenStop, Stalled: e.Stalled, Known: e.Known, LateFor: e.LateFor,
	}
	if e.State != Reported {
		s.Sent = e.Sent
		s.Quarter = plan.Quarter{}
		if e.Last != nil {
			_, s.Quarter = e.Last.LastKnown()
		}
	}
	return s
}

// changesSoFar are the approved changes, this quarter's marked as such.
func (pf *Portfolio) changesSoFar() []filing.Change {
	changes := slices.Clone(pf.Approved)
	for i := range changes {
		if !changes[i].Earlier() {
			changes[i].Quarter = pf.Quarter
		}
	}
	return changes
}

// wordings are how units head their columns, this quarter's word before those of
// earlier ones. A file speaks for the unit that it is plainly of: not for one that
// its witnesses do not agree on, nor from a sheet in another unit's file.
func (pf *Portfolio) wordings() []filing.Wording {
	var all []filing.Wording // the latest word first
	for _, u := range pf.Units {
		for _, s := range u.Submissions {
			if s.Doubtful || s.Guest || s.ByOffice {
				continue
			}
			for _, w := range slices.Backward(s.Wordings) {
				all = append(all, filing.Wording{Unit: u.Unit.Name, Head: w.Head, Column: w.Column})
			}
		}
	}
	if pf.Previous != nil {
		all = append(all, pf.Previous.Wordings...)
	}
	slices.SortStableFunc(all, filing.CompareWordings)
	return slices.CompactFunc(all, func(a, b filing.Wording) bool { return filing.CompareWordings(a, b) == 0 })
}

// Unnumbered are the projects that leave the library because their task is
// unknown and they have no number: a form can still carry them on.
func (pf *Portfolio) Unnumbered() []filing.Standing {
	var standings []filing.Standing
	for i := range pf.Entries {
		if e := &pf.Entries[i]; e.Number == "" && e.Project.Name != "" {
			standings = append(standings, pf.standing(e))
		}
	}
	return standings
}
