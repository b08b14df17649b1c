package intake

import (
	"strings"

	"jingpin/internal/plan"
)

// toldElsewhere is the track or task that the sheet's name tells, or a title
// above the table that names no other.
func (r *reading) toldElsewhere(t *table) (track string, task int) {
	if track, task = r.groupOf(t.sheet.Name); track != "" || task != 0 {
		return track, task
	}
	for _, text := range append([]string{t.sheet.Name}, t.titleTexts()...) {
		if track := r.trackIn(text); track != "" {
			return track, 0
		}
	}
	return "", 0
}

// trackIn is the only track whose full name stands in a text, "" for none.
func (r *reading) trackIn(text string) string {
	only := ""
	key := plan.Key(text)
	for _, t := range r.plan.Tracks {
		if !strings.Contains(key, plan.Key(strings.TrimSuffix(t.Name, "行动"))) {
			continue
		}
		if only != "" {
			return ""
		}
		only = t.Name
	}
	return only
}

// titleGroup is what headings right above the table say about its rows.
func (r *reading) titleGroup(t *table) *group {
	g := &group{}
	for _, row := range t.titleRows() {
		texts := rowTexts(row)
		if len(texts) == 0 || !allSame(texts) {
			continue
		}
		if track, task := r.groupOf(texts[0]); track != "" || task != 0 {
			next := g.under(r, heading{texts[0], track, task, ordinalOf(texts[0])})
			g = &next
		}
	}
	return g
}
