package intake

import "strings"

// trackRules are the S rules. A task that is none comes first: it might have told
// the track.
var trackRules = []rowRule{
	{"S04", func(r *reading, rec *record) {
		raw := r.typedOr(rec, "task", rec.group.oddTask)
		if rec.project.TaskNo != 0 || raw == "" {
			return
		}
		near := r.plan.NearestTask(raw)
		r.fault(rec, "S04", saying{value: raw, expected: "16项重点任务之一", suggestion: near, certain: near})
	}},
	{"S01", func(r *reading, rec *record) {
		if r.blank(rec, "track") && rec.project.Track == "" && rec.group.oddTrack == "" {
			r.fault(rec, "S01", saying{expected: "六大专项行动之一"})
		}
	}},
	{"S02", func(r *reading, rec *record) {
		raw := r.typedOr(rec, "track", rec.group.oddTrack)
		if rec.project.Track != "" || raw == "" {
			return
		}
		certain := ""
		if t, ok := r.plan.TaskNo(rec.project.TaskNo); ok {
			certain = r.plan.TrackNo(t.Track).Name
		}
		r.fault(rec, "S02", saying{
			value: raw, expected: strings.Join(r.plan.TrackNames(), "、"), suggestion: r.plan.NearestTrack(raw), certain: certain,
		})
	}},
	{"S03", func(r *reading, rec *record) {
		if r.blank(rec, "task") && rec.project.TaskNo == 0 && rec.group.oddTask == "" {
			r.fault(rec, "S03", saying{expected: "16项重点任务之一"})
		}
	}},
	{"S05", func(r *reading, rec *record) {
		p := rec.project
		t, ok := r.plan.TaskNo(p.TaskNo)
		if !ok || p.Track == "" {
			return
		}
		if owner := r.plan.TrackNo(t.Track).Name; owner != p.Track {
			r.fault(rec, "S05", saying{value: p.Task, expected: owner, other: p.Track})
		}
	}},
}

// typedOr is what a cell says, else a heading above it that names none of the
// plan's.
func (r *reading) typedOr(rec *record, key, heading string) string {
	if r.blank(rec, key) {
		return heading
	}
	return rec.cells[key].raw
}
