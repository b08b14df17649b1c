package portfolio

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// ledger is the office's 项目变更: the approved changes by project number,
// oldest first.
type ledger struct {
	plan     *plan.Plan
	approved map[string][]filing.Change
	renamed  map[string]string // name key → number of the project that took it
}

// newLedger keeps the changes that have a basis; the others are only noted.
func newLedger(p *plan.Plan, changes []filing.Change) ledger {
	l := ledger{plan: p, approved: map[string][]filing.Change{}, renamed: map[string]string{}}
	for _, c := range approvedOf(changes) {
		l.approved[c.Old] = append(l.approved[c.Old], c)
		if c.Kind == filing.ChangeName && c.After != "" {
			l.renamed[plan.Key(c.After)] = c.Old
		}
	}
	return l
}

// approvedOf are the approved changes, each once, oldest first.
func approvedOf(changes []filing.Change) []filing.Change {
	var approved []filing.Change
	for _, c := range changes {
		if c.Basis != "" {
			approved = append(approved, c)
		}
	}
	slices.SortFunc(approved, func(a, b filing.Change) int {
		return cmp.Or(cmp.Compare(a.Approved, b.Approved), compareChanges(a, b), cmp.Compare(a.Basis, b.Basis))
	})
	return slices.Compact(approved)
}

func compareChanges(a, b filing.Change) int {
	return cmp.Or(cmp.Compare(a.Old, b.Old), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.New, b.New),
		cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
}

// allows reports an approved change of that kind which ends at the value, or
// does not say where it ends.
func (l ledger) allows(number, kind, value string) bool {
	return slices.ContainsFunc(l.approved[number], func(c filing.Change) bool {
		return c.Kind == kind && (c.After == "" || l.sameValue(c.After, value))
	})
}

// allowsAny is allows for a value that no kind of change is made for.
func (l ledger) allowsAny(number, value string) bool {
	return slices.ContainsFunc(l.approved[number], func(c filing.Change) bool { return l.sameValue(c.After, value) })
}

// amountMarks are what an office writes between the digits of an amount.
var amountMarks = strings.NewReplacer(",", "", "，", "", " ", "")

// sameValue compares what the office wrote with a value of the form.
func (l ledger) sameValue(written, value string) bool {
	if plan.Key(written) == plan.Key(value) {
		return true
	}
	if u, ok := l.plan.Unit(written); ok && u.Name == value {
		return true
	}
	if t, ok := l.plan.Task(written); ok && t.Name == value {
		return true
	}
	a, errA := plan.ParseWan(strings.TrimSuffix(amountMarks.Replace(written), "万元"))
	b, errB := plan.ParseWan(value)
	return errA == nil && errB == nil && a == b
}

// deadline is the last approved one: the old one, or what the ledger has moved
// it to. Where an approved change does not say to when, it is what was sent.
func (l ledger) deadline(number string, old, sent plan.Date) plan.Date {
	for _, c := range l.approvedKind(number, filing.ChangeDeadline) {
		moved, ok := readDay(c.After, l.plan)
		if !ok {
			moved = sent
		}
		old = moved
	}
	return old
}

// approvedKind are the project's approved changes of one kind.
func (l ledger) approvedKind(number, kind string) []filing.Change {
	var cs []filing.Change
	for _, c := range l.approved[number] {
		if c.Kind == kind {
			cs = append(cs, c)
		}
	}
	return cs
}

// exits reports an approved change that takes the project out of the library,
// and the last such change.
func (l ledger) exits(number string) (filing.Change, bool) {
	for _, c := range slices.Backward(l.approved[number]) {
		switch c.Kind {
		case filing.ChangeCancel, filing.ChangeMerge, filing.ChangeSplit:
			return c, true
		}
	}
	return filing.Change{}, false
}

// successors are the numbers that follow a project after a split or merger.
func (l ledger) successors(number string) []string {
	var next []string
	for _, c := range l.approved[number] {
		if c.Kind == filing.ChangeMerge || c.Kind == filing.ChangeSplit {
			next = append(next, numberPattern.FindAllString(c.New, -1)...)
		}
	}
	slices.Sort(next)
	return slices.Compact(next)
}

var dayPattern = regexp.MustCompile(`^(\d{4})\D+(\d{1,2})(?:\D+(\d{1,2}))?\D*$`)

// readDay reads the day an office writes into the ledger: 2024-06-30,
// 2024年6月30日, 2024年6月(its end), 长期 (the plan's last day).
func readDay(s string, p *plan.Plan) (plan.Date, bool) {
	s = strings.TrimSpace(s)
	if s == filing.LongTerm {
		return p.Info.Last(), true
	}
	m := dayPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, false
	}
	year, _ := strconv.Atoi(m[1]) // digits, by the pattern
	month, _ := strconv.Atoi(m[2])
	if month < 1 || month > 12 {
		return 0, false
	}
	end := plan.MonthEnd(year, time.Month(month))
	if m[3] == "" {
		return end, true
	}
	day, _ := strconv.Atoi(m[3])
	d := plan.Day(year, time.Month(month), day)
	return d, day >= 1 && d <= end
}
