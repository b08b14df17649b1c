package filing

import (
	"cmp"
	"slices"
	"strings"
)

// With is the work of two workbooks together. It does not matter which comes
// first: where both say something about the same thing, the one whose words
// sort last is kept.
func (o Office) With(other Office) Office {
	return Office{
		Decisions:  union(o.Decisions, other.Decisions, func(d Decision) string { return d.Rule + "|" + d.Key }),
		Overrides:  union(o.Overrides, other.Overrides, func(v Override) string { return v.Key }),
		Exceptions: union(o.Exceptions, other.Exceptions, whole),
		Edits:      union(o.Edits, other.Edits, whole),
		Changes:    union(o.Changes, other.Changes, whole),
		Drafts:     union(o.Drafts, other.Drafts, func(d Draft) string { return d.Section }),
		Removed:    union(o.Removed, other.Removed, func(r Removal) string { return r.Key }),
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
	}
}

// difference are the values of a that b does not have, in order.
func difference[T comparable](a, b []T) []T {
	return slices.DeleteFunc(slices.Clone(a), func(v T) bool { return slices.Contains(b, v) })
}

// whole identifies a value by all it says.
func whole[T any](v T) string {
	b, err := marshal(v)
	if err != nil {
		return ""
	}
	return string(b)
}

// union joins two lists into one sorted by identity, without doubles.
func union[T any](a, b []T, identity func(T) string) []T {
	all := slices.Concat(a, b)
	slices.SortFunc(all, func(x, y T) int {
		return cmp.Or(strings.Compare(identity(x), identity(y)), strings.Compare(whole(y), whole(x)))
	})
	return slices.CompactFunc(all, func(x, y T) bool { return identity(x) == identity(y) })
}
