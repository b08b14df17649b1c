package report

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// standing is how a project is counted.
type standing struct {
	light     plan.Light
	carried   bool // its figures are an earlier quarter's
	stillLate bool
}

func (p *ProjectRow) standing() standing { return standing{p.light(), p.Carried, p.StillLate} }

// add counts one project in its bucket.
func (t *Tally) add(s standing, p *filing.Project) {
	t.Projects++
	*bucketOf(s.light).count(t)++
	if s.stillLate {
		t.StillLate++
	}
	t.Paid += p.Paid.Value()
	switch {
	case p.Total.Kind == plan.Known:
		t.Priced++
		t.Total += p.Total.Money
		t.PaidKnown += p.Paid.Value()
	case s.light != plan.Unverified || s.carried: // one without figures has no total that is still to be settled
		t.Pending++
	}
	if s.carried {
		t.Carried++
		t.CarriedTotal += p.Total.Value()
		t.CarriedPaid += p.Paid.Value()
	}
}

// rate settles the 投资完成率 once everything is counted.
func (t *Tally) rate() { t.PaidRate = plan.Share(t.PaidKnown, t.Total) }

// tally counts some entries.
func tally(entries []*ProjectRow) Tally {
	var t Tally
	for _, e := range entries {
		t.add(e.standing(), &e.Project)
	}
	t.rate()
	return t
}

// parted parts some projects by what they are counted under.
func parted(entries []*ProjectRow, under func(*ProjectRow) string) map[string][]*ProjectRow {
	parts := map[string][]*ProjectRow{}
	for _, e := range entries {
		parts[under(e)] = append(parts[under(e)], e)
	}
	return parts
}

// tallies makes the overall figures, the tracks, the tasks and the units.
func (b *builder) tallies() {
	b.Overall = tally(b.entries)
	b.Tracks = b.trackRows(b.entries)
	b.tallyTasks()
	b.tallyUnits()
	if b.pf.Previous != nil {
		b.tallyLast()
	}
}

// trackRows count some entries by track.
func (b *builder) trackRows(entries []*ProjectRow) []TrackRow {
	parts := parted(entries, func(e *ProjectRow) string { return e.InTrack })
	var rows []TrackRow
	for _, t := range b.plan.Tracks {
		rows = append(rows, TrackRow{No: t.No, Name: t.Name, Tally: tally(parts[t.Name])})
	}
	if rest := parts[UnknownTrack]; len(rest) > 0 {
		rows = append(rows, TrackRow{Name: UnknownTrack, Tally: tally(rest)})
	}
	return rows
}

func (b *builder) tallyTasks() {
	parts := parted(b.entries, func(e *ProjectRow) string { return e.InTask })
	for _, t := range b.plan.Tasks {
		b.Tasks = append(b.Tasks, TaskRow{No: t.No, Name: t.Name, Track: b.plan.TrackNo(t.Track).Name, Tally: tally(parts[t.Name])})
	}
	if rest := parts[UnknownTask]; len(rest) > 0 {
		b.Tasks = append(b.Tasks, TaskRow{Name: UnknownTask, Track: UnknownTrack, Tally: tally(rest)})
	}
}

// standingThen is how a project was counted last quarter.
func (b *builder) standingThen(s *filing.Standing) standing {
	doubtful := s.Light == plan.Unverified
	overdue := s.Deadline != 0 && b.pf.Previous.AsOf > s.Deadline && s.Known != plan.Paused && s.Known != plan.Cancelled
	carried := s.HasFigures() && s.Quarter != b.pf.Previous.Quarter
	return standing{s.Light, carried, doubtful && carried && (s.Known.Late() || overdue)}
}

// tallyLast counts last quarter's library the same way.
func (b *builder) tallyLast() {
	var all Tally
	tracks := map[string]Tally{}
	for s := range b.then() {
		was, track := b.standingThen(s), b.trackOf(&s.Project)
		all.add(was, &s.Project)
		t := tracks[track]
		t.add(was, &s.Project)
		tracks[track] = t
	}
	all.rate()
	b.LastOverall = &all
	for i, track := range b.plan.Tracks {
		t := tracks[track.Name]
		t.rate()
		b.Tracks[i].Last = &t
	}
}

// A Bucket is what projects are counted in by how they stand. Every table,
// picture and sentence counts them in these.
type Bucket struct {
	Word   string // 进度偏慢: above columns and in legends
	Lights []plan.Light
	said   string // in sentences, before the number
	all    string // in sentences, of more than one project where all are in it
	count  func(*Tally) *int
}

// Buckets are all buckets in order: each project of a tally is in one of them.
var Buckets = []Bucket{
	{"已完成", []plan.Light{plan.Done}, "已完成", "均已完成", func(t *Tally) *int { return &t.Done }},
	{"推进顺利", []plan.Light{plan.Green}, "推进顺利", "均推进顺利", func(t *Tally) *int { return &t.Green }},
	{"进度偏慢", []plan.Light{plan.Yellow}, "进度偏慢", "均进度偏慢", func(t *Tally) *int { return &t.Yellow }},
	{"进度滞后", []plan.Light{plan.Red}, "进度滞后", "均进度滞后", func(t *Tally) *int { return &t.Red }},
	{"未到启动时间", []plan.Light{plan.NotDue}, "未到计划启动时间", "均未到计划启动时间", func(t *Tally) *int { return &t.NotDue }},
	{"暂缓或取消", []plan.Light{plan.Paused, plan.Cancelled}, "暂缓或取消", "均已暂缓或取消", func(t *Tally) *int { return &t.Stopped }},
	{"数据待核实", []plan.Light{plan.Unverified}, "数据待核实", "数据均待核实", func(t *Tally) *int { return &t.Unverified }},
}

// Count is how many projects of a tally the bucket holds.
func (b Bucket) Count(t Tally) int { return *b.count(&t) }

// Late reports the buckets of late projects.
func (b Bucket) Late() bool { return b.Lights[0].Late() }

// bucketOf is the bucket of a light: the last one's for none.
func bucketOf(l plan.Light) *Bucket {
	for i := range Buckets {
		if slices.Contains(Buckets[i].Lights, l) {
			return &Buckets[i]
		}
	}
	return &Buckets[len(Buckets)-1]
}
