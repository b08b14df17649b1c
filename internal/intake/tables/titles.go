package tables

import (
	"strings"

	"jingpin/internal/plan"
)

// statedElsewhere is the track or task that the sheet's name tells, or a title
// Above the table that names no other.
func (f *Finder) statedElsewhere(t *PlanTable) (track string, task int) {
	if track, task = f.groupOf(t.Sheet.Name); track != "" || task != 0 {
		return track, task
	}
	for _, text := range append([]string{t.Sheet.Name}, t.TitleTexts()...) {
		if track, ok := f.trackIn(text); ok {
			return track.Name, f.taskIn(track, text)
		}
	}
	return "", 0
}

// trackIn is the only track whose full name stands in a text.
func (f *Finder) trackIn(text string) (plan.Track, bool) {
	return onlyNamed(text, f.plan.Tracks, func(t plan.Track) string { return strings.TrimSuffix(t.Name, "行动") })
}

// taskIn is the only task of a track whose name stands in a text, 0 for none.
func (f *Finder) taskIn(track plan.Track, text string) int {
	task, ok := onlyNamed(text, f.plan.Tasks, func(t plan.Task) string { return t.Name })
	if !ok || task.Track != track.No {
		return 0
	}
	return task.No
}

// onlyNamed is the only one of some things whose name stands in a text.
func onlyNamed[T any](text string, all []T, name func(T) string) (only T, ok bool) {
	key := plan.Key(text)
	for _, it := range all {
		if !strings.Contains(key, plan.Key(name(it))) {
			continue
		}
		if ok {
			return only, false
		}
		only, ok = it, true
	}
	return only, ok
}

// TitleGroup is what headings right above the table say about its rows.
func (t *PlanTable) TitleGroup() *Group {
	g := &Group{}
	for _, row := range t.titleRows() {
		texts := RowTexts(row)
		if len(texts) == 0 || !allSame(texts) {
			continue
		}
		if track, task := t.finder.groupOf(texts[0]); track != "" || task != 0 {
			next := g.Under(t.finder.plan, heading{texts[0], track, task, ordinalOf(texts[0])})
			g = &next
		}
	}
	return g
}
