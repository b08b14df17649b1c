package intake

import (
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
)

// tellUnread tells of a lead, a task and a track that name none of the plan's.
// A task that is none comes first: it might have told the track.
func (r *reading) tellUnread(rec *record) {
	p := rec.project
	if lead := rec.cells.at("lead").Raw; p.Lead == "" && !rec.bad["lead"] && !r.words.Blank(lead) {
		r.tellLead(rec, lead)
	}
	if task := r.typedOr(rec, "task", rec.group.OddTask); p.TaskNo == 0 && task != "" && !rec.bad["task"] {
		near := r.plan.NearestTask(task)
		r.faultAt(rec, "task", "S04", saying{value: task, expected: "计划里的重点任务", suggestion: near, certain: near})
	}
	if track := r.typedOr(rec, "track", rec.group.OddTrack); p.Track == "" && track != "" && !rec.bad["track"] {
		certain := ""
		if t, ok := r.plan.TaskNo(p.TaskNo); ok {
			certain = r.plan.TrackNo(t.Track).Name
		}
		r.faultAt(rec, "track", "S02", saying{
			value: track, expected: strings.Join(r.plan.TrackNames(), "、"), suggestion: r.plan.NearestTrack(track), certain: certain,
		})
	}
}

// tellLead tells of a lead that is several (U06), or not on the list (U05).
func (r *reading) tellLead(rec *record, raw string) {
	names := values.Names(r.plan, raw)
	if len(names) == 1 {
		names = r.partsOf(names[0])
	}
	if len(names) > 1 {
		r.faultAt(rec, "lead", "U06", saying{value: raw, expected: "一个部门", suggestion: names[0]})
		return
	}
	near := r.nearestLead(raw)
	r.faultAt(rec, "lead", "U05", saying{value: raw, expected: "部门名单里的名称", suggestion: near, certain: near})
}

// typedOr is what a cell says, else a heading above it that names none of the
// plan's.
func (r *reading) typedOr(rec *record, key, heading string) string {
	if raw := rec.cells.at(key).Raw; !r.words.Blank(raw) {
		return raw
	}
	return heading
}

// partsOf takes apart a name that joins a unit of the roster and an outside body,
// the unit first. As part of a list such a name is left whole, for 和 also
// stands in names.
func (r *reading) partsOf(name string) []string {
	for _, word := range values.Conjunctions {
		left, right, joined := strings.Cut(name, word)
		if !joined || left == "" || right == "" {
			continue
		}
		if _, ok := r.plan.Unit(left); ok {
			return []string{left, right}
		}
		if _, ok := r.plan.Unit(right); ok {
			return []string{right, left}
		}
	}
	return []string{name}
}

// nearestLead is the unit that a lead outside the list may mean, "" for none:
// one neighbourhood stands for all of them.
func (r *reading) nearestLead(raw string) string {
	if near := r.plan.NearestUnit(raw); near != "" || !plan.Neighbourhood(raw) {
		return near
	}
	all, _ := r.plan.Neighbourhoods()
	return all.Name
}
