package check

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Ledger is the office's 项目变更, with what earlier quarters hand on: the
// approved changes by project number, oldest first.
type Ledger struct {
	plan     *plan.Plan
	approved map[string][]filing.Change
	inForce  map[string][]filing.Change // those that a later one of their kind has not replaced
	renamed  map[string]string          // name key → number of the project that took it
}

// NewLedger indexes approved changes, oldest first.
func NewLedger(p *plan.Plan, approved []filing.Change) Ledger {
	l := Ledger{
		plan: p, approved: map[string][]filing.Change{}, inForce: map[string][]filing.Change{}, renamed: map[string]string{},
	}
	for _, c := range approved {
		for _, number := range c.OldNumbers() {
			l.approved[number] = append(l.approved[number], c)
			l.replace(number, c)
		}
	}
	return l
}

// replace puts a change of a project in force in the place of earlier
// quarters' of its kind: what they allowed is no longer approved. Those of one quarter hold
// side by side until it is over.
func (l Ledger) replace(number string, c filing.Change) {
	kept := slices.DeleteFunc(l.inForce[number], func(old filing.Change) bool {
		replaced := old.Earlier() && old.Kind == c.Kind
		if replaced && l.renamed[plan.Key(old.After)] == number {
			delete(l.renamed, plan.Key(old.After))
		}
		return replaced
	})
	l.inForce[number] = append(kept, c)
	if c.Kind == filing.ChangeName && c.After != "" {
		l.renamed[plan.Key(c.After)] = number
	}
}

// Approved are the approved changes, each once, oldest first: those an
// earlier quarter hands on, then those among this quarter's that are settled.
// The others are only noted.
func Approved(previous *filing.Library, changes []filing.Change) []filing.Change {
	var approved, earlier []filing.Change
	if previous != nil {
		earlier = previous.Changes
	}
	for _, c := range changes {
		again := slices.ContainsFunc(earlier, func(e filing.Change) bool { e.Quarter = c.Quarter; return e == c })
		if c.Settled() && !again {
			approved = append(approved, c)
		}
	}
	slices.SortFunc(approved, func(a, b filing.Change) int {
		return cmp.Or(cmp.Compare(a.Approved, b.Approved), filing.CompareChanges(a, b), cmp.Compare(a.Basis, b.Basis))
	})
	return slices.Concat(earlier, slices.Compact(approved))
}

// Agree lets a change pass that the office has decided otherwise than by
// approving it.
func (l Ledger) Agree(number, kind, after string) {
	l.inForce[number] = append(slices.Clone(l.inForce[number]), filing.Change{Kind: kind, Old: number, After: after})
}

// Allows reports an approved change of that kind which ends at the value, or
// does not say where it ends: then it allows what its own quarter reports.
func (l Ledger) Allows(number, kind, value string) bool {
	return slices.ContainsFunc(l.inForce[number], func(c filing.Change) bool {
		return c.Kind == kind && (c.After == "" && !c.Earlier() || l.SameValue(c.After, value))
	})
}

// allowsAny is Allows for a value that no kind of change is made for.
func (l Ledger) allowsAny(number, value string) bool {
	return slices.ContainsFunc(l.inForce[number], func(c filing.Change) bool { return l.SameValue(c.After, value) })
}

// amountMarks are what an office writes between the digits of an amount.
var amountMarks = strings.NewReplacer(",", "", "，", "", " ", "")

// SameValue compares what the office wrote with a value of the form.
func (l Ledger) SameValue(written, value string) bool {
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

// Exits reports an approved change that takes the project out of the library,
// and the last such change. What others are merged into, or is split and keeps
// its number, stays.
func (l Ledger) Exits(number string) (filing.Change, bool) {
	for _, c := range slices.Backward(l.approved[number]) {
		if c.Leaves() && !slices.Contains(filing.Numbers(c.New), number) {
			return c, true
		}
	}
	return filing.Change{}, false
}

// Successors are the numbers that follow a project after a split or merger.
func (l Ledger) Successors(number string) []string {
	var next []string
	for _, c := range l.approved[number] {
		if c.Kind == filing.ChangeMerge || c.Kind == filing.ChangeSplit {
			next = append(next, filing.Numbers(c.New)...)
		}
	}
	slices.Sort(next)
	return slices.Compact(next)
}

// SuccessorNames are the name keys of the projects that follow one after a split
// or merger whose row gives no numbers.
func (l Ledger) SuccessorNames(number string) []string {
	var names []string
	for _, c := range l.approved[number] {
		if (c.Kind == filing.ChangeMerge || c.Kind == filing.ChangeSplit) && len(filing.Numbers(c.New)) == 0 {
			for _, name := range strings.FieldsFunc(c.After, func(r rune) bool { return strings.ContainsRune("、，,；;\n", r) }) {
				names = append(names, plan.Key(name))
			}
		}
	}
	return names
}
