package filing

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// With is the work of two workbooks together. It does not matter which comes
// first: where both say something about the same thing, the one whose words
// sort last is kept.
func (o Office) With(other Office) Office {
	return Office{
		Decisions: union(o.Decisions, other.Decisions, func(a, b Decision) int {
			return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Key, b.Key))
		}),
		Overrides:  union(o.Overrides, other.Overrides, func(a, b Override) int { return cmp.Compare(a.Key, b.Key) }),
		Exceptions: union(o.Exceptions, other.Exceptions, compareText),
		Edits: union(o.Edits, other.Edits, func(a, b Edit) int {
			return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Key, b.Key), cmp.Compare(a.Column, b.Column),
				cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After), cmp.Compare(a.Unit, b.Unit))
		}),
		Changes: union(o.Changes, other.Changes, func(a, b Change) int {
			return cmp.Or(cmp.Compare(a.Approved, b.Approved), CompareChanges(a, b), compareText(a, b))
		}),
		Drafts:   union(o.Drafts, other.Drafts, func(a, b Draft) int { return cmp.Compare(a.Section, b.Section) }),
		Removed:  union(o.Removed, other.Removed, func(a, b Removal) int { return cmp.Compare(a.Key, b.Key) }),
		Rulings:  union(o.Rulings, other.Rulings, func(a, b Ruling) int { return cmp.Or(cmp.Compare(a.Number, b.Number), cmp.Compare(a.Key, b.Key)) }),
		Arrivals: union(o.Arrivals, other.Arrivals, compareText),
		Sent:     union(o.Sent, other.Sent, func(a, b Sent) int { return cmp.Compare(a.What, b.What) }),
		Settled:  union(o.Settled, other.Settled, func(a, b Given) int { return cmp.Compare(a.Number, b.Number) }),
	}
}

// Without is the work that is not in the other to the letter.
func (o Office) Without(other Office) Office {
	return Office{
		Decisions:  difference(o.Decisions, other.Decisions),
		Overrides:  difference(o.Overrides, other.Overrides),
		Exceptions: difference(o.Exceptions, other.Exceptions),
		Edits:      difference(o.Edits, other.Edits),
		Changes:    difference(o.Changes, other.Changes),
		Drafts:     difference(o.Drafts, other.Drafts),
		Removed:    difference(o.Removed, other.Removed),
		Rulings:    difference(o.Rulings, other.Rulings),
		Arrivals:   difference(o.Arrivals, other.Arrivals),
		Sent:       difference(o.Sent, other.Sent),
		Settled:    difference(o.Settled, other.Settled),
	}
}

// difference are the values of a that b does not have, in order.
func difference[T comparable](a, b []T) []T {
	return slices.DeleteFunc(slices.Clone(a), func(v T) bool { return slices.Contains(b, v) })
}

// compareText orders two values by all they say.
func compareText[T any](a, b T) int { return strings.Compare(jsonText(a), jsonText(b)) }

// jsonText is all that a piece of the office's work says; such values are
// never refused.
func jsonText(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

// union joins two lists into one in order; of those that say something about
// the same thing, the one whose words sort last is kept.
func union[T any](a, b []T, compare func(a, b T) int) []T {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y T) int {
		if c := compare(x, y); c != 0 {
			return c
		}
		return compareText(y, x)
	})
	return slices.CompactFunc(all, func(x, y T) bool { return compare(x, y) == 0 })
}
