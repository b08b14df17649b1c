package report

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// What projects are counted under whose track, task or unit is not known yet.
const (
	UnknownTrack = "专项行动待核实"
	UnknownTask  = "重点任务待核实"
	UnknownUnit  = "牵头部门待核实"
)

// trackOf is the track a project is counted under: its task's, whatever the
// row says.
func (b *builder) trackOf(p *filing.Project) string {
	if t, ok := b.plan.TaskNo(p.TaskNo); ok {
		return b.plan.TrackNo(t.Track).Name
	}
	if slices.Contains(b.plan.TrackNames(), p.Track) {
		return p.Track
	}
	return UnknownTrack
}

// taskOf is the task a project is counted under: a rejected row may name none
// that is known.
func (b *builder) taskOf(p *filing.Project) string {
	if t, ok := b.plan.TaskNo(p.TaskNo); ok {
		return t.Name
	}
	return UnknownTask
}

// unitOf is the unit a project is counted under: its lead, else who sent it.
func (b *builder) unitOf(p *filing.Project) string {
	for _, name := range []string{p.Lead, p.Unit} {
		if b.units[name] != nil {
			return name
		}
	}
	return UnknownUnit
}

// Named is the project that a row is about.
type Named struct {
	Number string `json:"number"`
	Name   string `json:"name"`
	Unit   string `json:"unit"`
}

func (p *ProjectRow) named() Named { return Named{p.Number, p.Project.Title(), p.InUnit} }

func namedThen(s *filing.Standing) Named { return Named{s.Number, s.Project.Title(), s.Project.Lead} }

// Subject is Named with what the row is known by and its track.
type Subject struct {
	Key    filing.RowID `json:"key"` // Project.Key
	Number string       `json:"number"`
	Name   string       `json:"name"`
	Track  string       `json:"track"`
	Unit   string       `json:"unit"`
}

func (p *ProjectRow) subject() Subject {
	return Subject{p.Key, p.Number, p.Project.Title(), p.InTrack, p.InUnit}
}

// light is the bucket's that the project is counted in.
func (p *ProjectRow) light() plan.Light {
	if p.Light == plan.Unlit {
		return plan.Unverified
	}
	return p.Light
}

// hasLast reports a project with figures of an earlier quarter.
func (p *ProjectRow) hasLast() bool { return p.Last != nil && p.Last.Quarter.N != 0 }

// lightBefore is last quarter's light, Unlit without.
func (p *ProjectRow) lightBefore() plan.Light {
	if p.hasLast() {
		return p.Last.Light
	}
	return plan.Unlit
}

// wasDone reports a project that was finished last quarter.
func (p *ProjectRow) wasDone() bool { return p.lightBefore() == plan.Done }

// gain is the progress made since last quarter, in points; 0 for a project
// that has no figures of it.
func (p *ProjectRow) gain() plan.Percent {
	if !p.hasLast() {
		return 0
	}
	return p.Project.KnownProgress() - p.Last.Project.KnownProgress()
}

// deadline is the last approved one; a project without is judged by its own.
func (p *ProjectRow) deadline() plan.Date { return cmp.Or(p.Deadline, p.Project.Deadline) }

// pending reports a project that still has to be finished.
func (p *ProjectRow) pending() bool {
	return p.Project.Status != plan.StatusDone && p.Project.Status != plan.StatusCancelled
}
