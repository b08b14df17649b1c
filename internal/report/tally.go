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

// light is the bucket an entry is counted in: only what was reported this
// quarter has a light.
func light(e *portfolio.Entry) plan.Light {
	if e.State != portfolio.Reported || e.Light == plan.Unlit {
		return plan.Unverified
	}
	return e.Light
}

// add counts one project in its bucket.
func (t *Tally) add(l plan.Light, p *filing.Project, carried bool) {
	t.Projects++
	switch l {
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
		if carried {
			t.CarriedTotal += p.Total.Value()
			t.CarriedPaid += p.Paid.Value()
		}
		return
	}
	t.Paid += p.Paid.Value()
	if p.Total.Kind != plan.Known {
		t.Pending++
		return
	}
	t.Total += p.Total.Money
	t.PaidKnown += p.Paid.Value()
}

// rate settles the 投资完成率 once everything is counted.
func (t *Tally) rate() { t.PaidRate = plan.Share(t.PaidKnown, t.Total) }

// tallyBy counts the entries into n places and one more for those of none.
func tallyBy(entries []portfolio.Entry, places []int, n int) []Tally {
	ts := make([]Tally, n+1)
	for i := range entries {
		e := &entries[i]
		ts[places[i]].add(light(e), &e.Project, e.Carried)
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

// tallyLast counts last quarter's library the same way.
func (b *builder) tallyLast() {
	var all Tally
	tracks := map[string]*Tally{}
	for _, t := range b.plan.Tracks {
		tracks[t.Name] = &Tally{}
	}
	for i := range b.pf.Previous.Standings {
		s := &b.pf.Previous.Standings[i]
		carried := s.Light == plan.Unverified && s.Quarter.N != 0
		all.add(s.Light, &s.Project, carried)
		if t := tracks[b.trackOf(&s.Project)]; t != nil {
			t.add(s.Light, &s.Project, carried)
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
