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
// what it did not. Until the office approves, all of them count; what it has
// approved as new is nothing else.
func (m *merger) suspect() {
	moved := picked(m.library, func(e *member) bool {
		fresh := e.row != nil && e.New && e.Last == nil && !m.isApprovedNew(e)
		return !e.dropped && (e.omitted || fresh) && !strings.ContainsAny(e.Project.Title(), separators)
	})
	tasks, of := grouped(moved, func(e *member) int { return e.Project.TaskNo })
	for _, task := range tasks {
		all := turnOf(of[task])
		all.part()
		m.pf.Unapproved = append(m.pf.Unapproved, all.changes...)
		leads, ofLead := grouped(slices.Concat(all.gone, all.came), func(e *member) string { return e.Project.Lead })
		for _, lead := range leads {
			t := turnOf(ofLead[lead])
			t.become()
			m.pf.Unapproved = append(m.pf.Unapproved, t.changes...)
		}
	}
}

// isApprovedNew reports a project that the office has approved as a new one, by
// its number or its name.
func (m *merger) isApprovedNew(e *member) bool { return approvesNew(m.pf.Approved, e.name, e.Number) }

// approvesNew reports a change that approves a project as 新增, by its name or number.
func approvesNew(changes []filing.Change, name, number string) bool {
	return slices.ContainsFunc(changes, func(c filing.Change) bool {
		named := c.After != "" && plan.Key(c.After) == plan.Key(name)
		return c.Kind == filing.ChangeNew && (named || slices.Contains(filing.Numbers(c.New), number))
	})
}

// separators stand between the names that a change lists.
const separators = "、，,；;"

// turn is what is no longer reported under one task, and what is reported there for
// the first time.
type turn struct {
	gone, came []*member
	changes    []filing.Change
}

func turnOf(all []*member) turn {
	return turn{
		gone: picked(all, func(e *member) bool { return e.omitted }),
		came: picked(all, func(e *member) bool { return !e.omitted }),
	}
}

// part finds projects that are named after one that is gone, whoever leads them, and
// those that are gone that one is named after.
func (t *turn) part() {
	for _, old := range t.gone {
		if parts := picked(t.came, func(e *member) bool { return isPart(e, old) }); len(parts) > 1 {
			t.became(filing.ChangeSplit, []*member{old}, parts)
		}
	}
	for _, e := range t.came {
		if parts := picked(t.gone, func(old *member) bool { return isPart(old, e) }); len(parts) > 1 {
			t.became(filing.ChangeMerge, parts, []*member{e})
		}
	}
}

// become finds, of one lead, what else projects that are gone may have become: those
// that cost the same in all, else the one that is like it.
func (t *turn) become() {
	if sum := sumOf(t.gone); sum > 0 && sum == sumOf(t.came) {
		switch {
		case len(t.gone) > 1 && len(t.came) == 1:
			t.became(filing.ChangeMerge, t.gone, t.came)
		case len(t.gone) == 1 && len(t.came) > 1:
			t.became(filing.ChangeSplit, t.gone, t.came)
		}
	}
	for _, old := range t.gone {
		if e := onlyLike(old, t.came); e != nil && onlyLike(e, t.gone) == old {
			t.became(filing.ChangeName, []*member{old}, []*member{e})
		}
	}
}

// became notes what the one may have become, which is nothing else then.
func (t *turn) became(kind string, gone, came []*member) {
	t.changes = append(t.changes, filing.Change{Kind: kind, Old: numbersOf(gone), Before: namesOf(gone), After: namesOf(came)})
	for _, e := range came {
		e.MaybeFrom = append(e.MaybeFrom, filing.Numbers(numbersOf(gone))...)
	}
	t.gone = picked(t.gone, func(e *member) bool { return !slices.Contains(gone, e) })
	t.came = picked(t.came, func(e *member) bool { return !slices.Contains(came, e) })
}

// isPart reports a project that is called as the whole is, and more: 福康里改造
// (一期), or 福康里改造 with a sub-project.
func isPart(e, whole *member) bool {
	return whole.Project.Sub == "" && e.name != whole.name && strings.HasPrefix(e.name, whole.key.Name())
}

// onlyLike is the one of the others that may be the project under another name,
// nil where none may be, or several.
func onlyLike(e *member, others []*member) (found *member) {
	for _, o := range others {
		if e.Project.Sub != o.Project.Sub || !isLike(&e.Project, &o.Project) {
			continue
		}
		if found != nil {
			return nil
		}
		found = o
	}
	return found
}

// isLike reports two projects of one lead and task that may be one under two
// names: these are alike, or else what it costs is the same, and when it is to
// begin or to end, or what is to be done.
func isLike(a, b *filing.Project) bool {
	if near.Alike(a.Name, b.Name, likeness) {
		return true
	}
	return a.Total.Value() > 0 && a.Total == b.Total &&
		(a.Deadline == b.Deadline && a.Deadline != 0 || a.Start == b.Start && a.Start != 0 || plan.Key(a.Content) == plan.Key(b.Content) && a.Content != "")
}

func sumOf(all []*member) (sum plan.Money) {
	for _, e := range all {
		sum += e.Project.Total.Value()
	}
	return sum
}

func numbersOf(all []*member) string {
	return strings.Join(mapped(all, func(e *member) string { return e.Number }), "、")
}

func namesOf(all []*member) string {
	return strings.Join(mapped(all, func(e *member) string { return e.Project.Title() }), "、")
}
