package report

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// What projects are counted under whose track, task or unit is not known yet.
const (
	UnknownTrack = "专项行动待核实"
	UnknownTask  = "重点任务待核实"
	UnknownUnit  = "牵头部门待核实"
)

// light is the bucket an entry is counted in.
func light(e *portfolio.Entry) plan.Light {
	if e.Light == plan.Unlit {
		return plan.Unverified
	}
	return e.Light
}

// standing is how a project is counted.
type standing struct {
	light     plan.Light
	carried   bool // its figures are an earlier quarter's
	stillLate bool
}

func standingOf(e *portfolio.Entry) standing { return standing{light(e), e.Carried, e.StillLate} }

// add counts one project in its bucket.
func (t *Tally) add(s standing, p *filing.Project) {
	t.Projects++
	switch s.light {
	case plan.Done:
		t.Done++
	case plan.Green:
		t.Green++
	case plan.Yellow:
		t.Yellow++
	case plan.Red:
		t.Red++
	case plan.NotDue:
		t.NotDue++
	case plan.Paused, plan.Cancelled:
		t.Stopped++
	default:
		t.Unverified++
		if s.stillLate {
			t.StillLate++
		}
	}
	t.spend(p, s.light != plan.Unverified || s.carried)
	if s.carried {
		t.Carried++
		t.CarriedTotal += p.Total.Value()
		t.CarriedPaid += p.Paid.Value()
	}
}

// spend counts a project's money; one without figures has no total that is
// still to be settled.
func (t *Tally) spend(p *filing.Project, figures bool) {
	t.Paid += p.Paid.Value()
	switch {
	case p.Total.Kind == plan.Known:
		t.Priced++
		t.Total += p.Total.Money
		t.PaidKnown += p.Paid.Value()
	case figures:
		t.Pending++
	}
}

// rate settles the 投资完成率 once everything is counted.
func (t *Tally) rate() { t.PaidRate = plan.Share(t.PaidKnown, t.Total) }

// tallyBy counts the entries into n places and one more for those of none.
func tallyBy(entries []portfolio.Entry, places []int, n int) []Tally {
	ts := make([]Tally, n+1)
	for i := range entries {
		e := &entries[i]
		ts[places[i]].add(standingOf(e), &e.Project)
	}
	for i := range ts {
		ts[i].rate()
	}
	return ts
}

// tallies makes the overall figures, the tracks, the tasks and the units.
func (b *builder) tallies() {
	entries := b.pf.Entries
	b.Overall = tallyBy(entries, make([]int, len(entries)), 0)[0]
	b.tallyTracks()
	b.tallyTasks()
	b.tallyUnits()
	if b.pf.Previous != nil {
		b.tallyLast()
	}
}

func (b *builder) tallyTracks() {
	ts := tallyBy(b.pf.Entries, b.track, len(b.plan.Tracks))
	for i, t := range b.plan.Tracks {
		b.Tracks = append(b.Tracks, TrackRow{No: t.No, Name: t.Name, Tally: ts[i]})
	}
	if rest := ts[len(b.plan.Tracks)]; rest.Projects > 0 {
		b.Tracks = append(b.Tracks, TrackRow{Name: UnknownTrack, Tally: rest})
	}
}

func (b *builder) tallyTasks() {
	ts := tallyBy(b.pf.Entries, b.task, len(b.plan.Tasks))
	for i, t := range b.plan.Tasks {
		b.Tasks = append(b.Tasks, TaskRow{No: t.No, Name: t.Name, Track: b.plan.TrackNo(t.Track).Name, Tally: ts[i]})
	}
	if rest := ts[len(b.plan.Tasks)]; rest.Projects > 0 {
		b.Tasks = append(b.Tasks, TaskRow{Name: UnknownTask, Track: UnknownTrack, Tally: rest})
	}
}

// trackOf is the track a project is counted under: its task's, whatever the
// row says.
func (b *builder) trackOf(p *filing.Project) string {
	if t, ok := b.plan.TaskNo(p.TaskNo); ok {
		return b.plan.TrackNo(t.Track).Name
	}
	return p.Track
}

// standingThen is how a project was counted last quarter.
func (b *builder) standingThen(s *filing.Standing) standing {
	doubtful := s.Light == plan.Unverified
	overdue := s.Deadline != 0 && b.pf.Previous.AsOf > s.Deadline && s.Known != plan.Paused && s.Known != plan.Cancelled
	carried := s.Quarter.N != 0 && s.Quarter != b.pf.Previous.Quarter
	return standing{s.Light, carried, doubtful && carried && (s.Known.Late() || overdue)}
}

// tallyLast counts last quarter's library the same way.
func (b *builder) tallyLast() {
	var all Tally
	tracks := map[string]*Tally{}
	for _, t := range b.plan.Tracks {
		tracks[t.Name] = &Tally{}
	}
	for i := range b.pf.Previous.Standings {
		s := &b.pf.Previous.Standings[i]
		was := b.standingThen(s)
		all.add(was, &s.Project)
		if t := tracks[b.trackOf(&s.Project)]; t != nil {
			t.add(was, &s.Project)
		}
	}
	all.rate()
	b.LastOverall = &all
	for i := range b.Tracks {
		if t := tracks[b.Tracks[i].Name]; t != nil {
			t.rate()
			b.Tracks[i].Last = t
		}
	}
}
