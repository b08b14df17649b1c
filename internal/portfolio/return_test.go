package portfolio_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// What has left the library with approval does not come back as a new project: it
// would count beside what it was merged into, or begin again with another number.
func TestWhatHasLeftComesBackWithApproval(t *testing.T) {
	t.Parallel()
	left := func(kind, after string) *filing.Library {
		in := input(submission("管理办", project(6, "乙")))
		in.Previous, in.Office.Changes = libraryWith(), []filing.Change{approved(kind, after)}
		pf := portfolio.Merge(in)
		lib := pf.Library()
		return &lib
	}
	names := func(pf *portfolio.Portfolio) (all []string) {
		for _, e := range pf.Entries {
			all = append(all, e.Project.Name)
		}
		return all
	}
	for kind, after := range map[string]string{filing.ChangeCancel: "", filing.ChangeMerge: "乙"} {
		in := input(submission("管理办", project(6, "乙"), project(6, "甲")))
		in.Previous, in.Quarter = left(kind, after), second.Add(1)
		pf := portfolio.Merge(in)
		assert.NotContains(t, names(pf), "甲", kind)
		require.Len(t, pf.LeftOut, 1)
		assert.Equal(t, filing.Overruled, pf.LeftOut[0].Row.Cause)
		require.Len(t, found(pf, "H04"), 1)
		require.Equal(t, []filing.Change{{Kind: filing.ChangeNew, Before: kind, After: "甲"}}, pf.Unapproved)

		in.Office.Changes = []filing.Change{{Kind: filing.ChangeNew, After: "甲", Basis: "纪要"}}
		pf = portfolio.Merge(in)
		assert.Contains(t, names(pf), "甲", kind)
		assert.True(t, entry(t, pf, "甲").New)
		assert.Empty(t, pf.Unapproved)

		// It was approved once before it left: that is no approval now.
		in.Office.Changes = nil
		in.Previous.Changes = append([]filing.Change{{Kind: filing.ChangeNew, After: "甲", Basis: "纪要", Quarter: second.Add(-1)}}, in.Previous.Changes...)
		assert.NotContains(t, names(portfolio.Merge(in)), "甲", kind)
	}

	// The row of what was cancelled may go on saying so.
	in := input(submission("管理办", project(6, "乙"), project(6, "甲", set("status", plan.StatusCancelled))))
	in.Previous, in.Quarter = left(filing.ChangeCancel, ""), second.Add(1)
	pf := portfolio.Merge(in)
	assert.NotContains(t, names(pf), "甲")
	assert.Empty(t, found(pf, "H04"))
	assert.Empty(t, pf.Unapproved)
}

// A project that its lead has put under another task is the same, not a second one.
func TestAnotherTaskIsTheSameProject(t *testing.T) {
	t.Parallel()
	in := input(submission("管理办", project(7, "甲")))
	in.Previous = libraryWith()
	pf := portfolio.Merge(in)
	assert.Equal(t, "06-001", entry(t, pf, "甲").Number)
	assert.Len(t, found(pf, "H04"), 1)
	assert.Empty(t, found(pf, "H05"))
	require.Len(t, pf.Unapproved, 1)
	assert.Equal(t, filing.ChangeTransfer, pf.Unapproved[0].Kind)

	// Not where it stands under its own, too, or another unit says so.
	in.Submissions = []*filing.Submission{submission("管理办", project(7, "甲"), project(6, "甲"))}
	assert.Empty(t, found(portfolio.Merge(in), "H04"))
	in.Submissions = []*filing.Submission{submission("服务办", project(7, "甲", set("lead", "服务办")))}
	assert.Empty(t, found(portfolio.Merge(in), "H04"))
}

// Parts may have leads of their own.
func TestPartsOfTwoLeadsAreSuspected(t *testing.T) {
	t.Parallel()
	in := input(submission("管理办", project(6, "甲（一期）"), project(6, "乙")),
		submission("服务办", project(6, "甲（二期）", set("lead", "服务办")), project(7, "甲（三期）", set("lead", "服务办"))))
	in.Previous = libraryWith()
	pf := portfolio.Merge(in)
	require.Len(t, pf.Unapproved, 1)
	c := pf.Unapproved[0]
	assert.Equal(t, []string{filing.ChangeSplit, "06-001", "甲"}, []string{c.Kind, c.Old, c.Before})
	assert.ElementsMatch(t, []string{"甲（一期）", "甲（二期）"}, strings.Split(c.After, "、"))
	assert.Equal(t, []string{"06-001"}, entry(t, pf, "甲（二期）").MaybeFrom)
}
