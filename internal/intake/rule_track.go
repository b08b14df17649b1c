package intake

import (
	"cmp"
	"strings"
)

// trackRules are the S rules.
var trackRules = []rowRule{
	{"S01", func(r *reading, rec *record) {
		if r.blank(rec, "track") && rec.project.Track == "" && rec.group.oddTrack == "" {
			r.fault(rec, "track", "S01", saying{expected: "六大专项行动之一"})
		}
	}},
	{"S02", func(r *reading, rec *record) {
		if rec.project.Track != "" {
			return
		}
		raw := cmp.Or(rec.cells["track"].raw, rec.group.oddTrack)
		certain := ""
		if t, ok := r.plan.TaskNo(rec.project.TaskNo); ok {
			certain = r.plan.TrackNo(t.Track).Name
		}
		r.fault(rec, "track", "S02", saying{
			value: raw, expected: strings.Join(r.plan.TrackNames(), "、"), suggestion: r.plan.NearestTrack(raw), certain: certain,
		})
	}},
	{"S03", func(r *reading, rec *record) {
		if r.blank(rec, "task") && rec.project.TaskNo == 0 && rec.group.oddTask == "" {
			r.fault(rec, "task", "S03", saying{expected: "16项重点任务之一"})
		}
	}},
	{"S04", func(r *reading, rec *record) {
		if rec.project.TaskNo != 0 {
			return
		}
		raw := cmp.Or(rec.cells["task"].raw, rec.group.oddTask)
		near := r.plan.NearestTask(raw)
		r.fault(rec, "task", "S04", saying{value: raw, expected: "16项重点任务之一", suggestion: near, certain: near})
	}},
	{"S05", func(r *reading, rec *record) {
		p := rec.project
		t, ok := r.plan.TaskNo(p.TaskNo)
		if !ok || p.Track == "" {
			return
		}
		if owner := r.plan.TrackNo(t.Track).Name; owner != p.Track {
			r.fault(rec, "task", "S05", saying{value: p.Task, expected: owner, other: p.Track})
		}
	}},
}
