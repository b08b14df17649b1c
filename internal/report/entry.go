package report

import (
	"cmp"
	"slices"

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

// entry is one of the portfolio's with what the report counts it under: the
// places in the plan's tracks and tasks and in the portfolio's units, which are
// their lengths where nothing known is named, and the names there.
type entry struct {
	*portfolio.Entry
	track, task, unit       int
	trackNo                 int // the track's, 0 for none
	inTrack, inTask, inUnit string
}

// entriesOf finds out where each entry belongs. A rejected row may name no track,
// task or unit that is known; it still counts somewhere.
func entriesOf(pf *portfolio.Portfolio) []*entry {
	tracks, tasks, units := map[string]int{}, map[int]int{}, map[string]int{}
	for i, t := range pf.Plan.Tracks {
		tracks[t.Name] = i
	}
	for i, t := range pf.Plan.Tasks {
		tasks[t.No] = i
	}
	for i, u := range pf.Units {
		units[u.Unit.Name] = i
	}
	all := make([]*entry, len(pf.Entries))
	for i := range pf.Entries {
		p := &pf.Entries[i].Project
		e := &entry{Entry: &pf.Entries[i], inTrack: UnknownTrack, inTask: UnknownTask, inUnit: UnknownUnit}
		e.track, e.task, e.unit = placeOf(tracks, p.Track), placeOf(tasks, p.TaskNo), placeOf(units, p.Lead)
		if e.task < len(tasks) {
			task := pf.Plan.Tasks[e.task]
			e.inTask = task.Name
			e.track = slices.IndexFunc(pf.Plan.Tracks, func(t plan.Track) bool { return t.No == task.Track })
		}
		if e.track < len(tracks) {
			e.inTrack, e.trackNo = pf.Plan.Tracks[e.track].Name, pf.Plan.Tracks[e.track].No
		}
		if e.unit == len(units) {
			e.unit = placeOf(units, p.Unit)
		}
		if e.unit < len(units) {
			e.inUnit = pf.Units[e.unit].Unit.Name
		}
		all[i] = e
	}
	return all
}

// placeOf is where the key stands, or the place after the last.
func placeOf[K comparable](places map[K]int, key K) int {
	if i, ok := places[key]; ok {
		return i
	}
	return len(places)
}

// Named is the project that a row is about.
type Named struct {
	Number string `json:"number"`
	Name   string `json:"name"`
	Unit   string `json:"unit"`
}

func (e *entry) named() Named { return Named{e.Number, e.Project.Title(), e.inUnit} }

func namedThen(s *filing.Standing) Named { return Named{s.Number, s.Project.Title(), s.Project.Lead} }

// Subject is Named with what the row is known by and its track.
type Subject struct {
	Key    filing.RowID `json:"key"` // Project.Key
	Number string       `json:"number"`
	Name   string       `json:"name"`
	Track  string       `json:"track"`
	Unit   string       `json:"unit"`
}

func (e *entry) subject() Subject {
	return Subject{e.Project.Key(), e.Number, e.Project.Title(), e.inTrack, e.inUnit}
}

// light is the bucket the entry is counted in.
func (e *entry) light() plan.Light { return lightOf(e.Entry) }

func lightOf(e *portfolio.Entry) plan.Light {
	if e.Light == plan.Unlit {
		return plan.Unverified
	}
	return e.Light
}

// hasLast reports an entry with figures of an earlier quarter.
func (e *entry) hasLast() bool { return e.Last != nil && e.Last.Quarter.N != 0 }

// lightBefore is last quarter's light, Unlit without.
func (e *entry) lightBefore() plan.Light {
	if e.hasLast() {
		return e.Last.Light
	}
	return plan.Unlit
}

// wasDone reports a project that was finished last quarter.
func (e *entry) wasDone() bool { return e.lightBefore() == plan.Done }

// gain is the progress made since last quarter, in points; 0 for a project
// that has no figures of it.
func (e *entry) gain() plan.Percent {
	if !e.hasLast() {
		return 0
	}
	return e.Project.KnownProgress() - e.Last.Project.KnownProgress()
}

// deadline is the last approved one; an entry without is judged by its own.
func (e *entry) deadline() plan.Date { return cmp.Or(e.Deadline, e.Project.Deadline) }

// pending reports an entry that still has to be finished.
func (e *entry) pending() bool {
	return e.Project.Status != plan.StatusDone && e.Project.Status != plan.StatusCancelled
}
