package portfolio

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/near"
	"jingpin/internal/plan"
)

// likeness is how alike two names must be for the one to be taken for the other
// renamed, where a unit leaves out the one and reports the other.
const likeness = 50 * plan.Point

// suspect lists, as changes that wait for approval, what looks like a project
// reported under another name, or several merged into one or made of one: a
// unit leaves out what it reported last quarter, and reports under the same task
// what it did not. Until the office approves, all of them count.
func (m *merger) suspect() {
	type place struct {
		lead string
		task int
	}
	gone, came := map[place][]*member{}, map[place][]*member{}
	var order []place
	for _, e := range m.library {
		at := place{e.Project.Lead, e.Project.TaskNo}
		switch {
		case e.dropped || e.Project.Sub != "" || strings.ContainsAny(e.Project.Name, "、，,；;"):
		case e.omitted:
			if gone[at] == nil {
				order = append(order, at)
			}
			gone[at] = append(gone[at], e)
		case e.row != nil && e.New && e.Last == nil:
			came[at] = append(came[at], e)
		}
	}
	for _, at := range order {
		m.pf.Unapproved = append(m.pf.Unapproved, suspects(gone[at], came[at])...)
	}
}

// suspects are what projects of one lead and task that are no longer reported may
// have become.
func suspects(gone, came []*member) []filing.Change {
	switch {
	case len(gone) > 1 && len(came) == 1 && sumOf(gone) == sumOf(came) && sumOf(gone) > 0:
		return []filing.Change{{Kind: filing.ChangeMerge, Old: numbersOf(gone), Before: namesOf(gone), After: namesOf(came)}}
	case len(gone) == 1 && len(came) > 1 && sumOf(gone) == sumOf(came) && sumOf(gone) > 0:
		return []filing.Change{{Kind: filing.ChangeSplit, Old: numbersOf(gone), Before: namesOf(gone), After: namesOf(came)}}
	}
	var changes []filing.Change
	for _, old := range gone {
		like := func(e *member) bool { return isLike(&old.Project, &e.Project) }
		i := slices.IndexFunc(came, like)
		if i < 0 || slices.ContainsFunc(came[i+1:], like) {
			continue // it could be any of them
		}
		others := slices.DeleteFunc(slices.Clone(gone), func(o *member) bool { return o == old })
		if !slices.ContainsFunc(others, func(o *member) bool { return isLike(&o.Project, &came[i].Project) }) {
			changes = append(changes, filing.Change{Kind: filing.ChangeName, Old: old.Number, Before: old.Project.Name, After: came[i].Project.Name})
		}
	}
	return changes
}

// isLike reports two projects of one lead and task that may be one under two
// names: these are alike, or else what it costs and when it is to end are the same.
func isLike(a, b *filing.Project) bool {
	if near.Alike(a.Name, b.Name, likeness) {
		return true
	}
	return a.Total.Value() > 0 && a.Total == b.Total && a.Deadline == b.Deadline && a.Start == b.Start && a.Start != 0
}

func sumOf(all []*member) (sum plan.Money) {
	for _, e := range all {
		sum += e.Project.Total.Value()
	}
	return sum
}

func numbersOf(all []*member) string {
	return joined(all, func(e *member) string { return e.Number })
}

func namesOf(all []*member) string {
	return joined(all, func(e *member) string { return e.Project.Name })
}

func joined(all []*member, text func(*member) string) string {
	texts := make([]string, len(all))
	for i, e := range all {
		texts[i] = text(e)
	}
	return strings.Join(texts, "、")
}
