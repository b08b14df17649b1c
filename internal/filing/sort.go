package filing

import (
	"cmp"
	"slices"
)

// SortFindings sorts by file, sheet, row, column and rule; equal ones keep their
// order.
func SortFindings(fs []Finding) {
	slices.SortStableFunc(fs, func(a, b Finding) int { return compareFindings(&a, &b) })
}

func compareFindings(a, b *Finding) int {
	if c := cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col)); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Project, b.Project), cmp.Compare(a.Message, b.Message))
}
