package filing

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestOfficeWithIsCommutative(t *testing.T) {
	a := Office{Decisions: []Decision{{Rule: "X02", Key: "k", Choice: "采用甲"}}, Removed: []Removal{{Key: "r"}}}
	b := Office{Decisions: []Decision{{Rule: "X02", Key: "k", Choice: "采用乙"}, {Rule: "X01", Key: "m", Choice: "采用甲"}}, Removed: []Removal{{Key: "r"}}}
	assert.Equal(t, a.With(b), b.With(a))
	assert.Len(t, a.With(b).Decisions, 2)
	assert.Len(t, a.With(b).Removed, 1)
	assert.Equal(t, a.With(Office{}), a.With(a), "saying it twice says no more")
}

func TestSavedIsTheOfficesClock(t *testing.T) {
	s := Submission{}
	assert.Empty(t, s.SavedWord())
	assert.Zero(t, s.SavedDay())
	s.Saved = time.Date(2023, 6, 20, 18, 30, 0, 0, time.UTC)
	assert.Equal(t, "2023-06-21 02:30", s.SavedWord())
	assert.Equal(t, "2023-06-21", s.SavedDay().String())
}

func TestWithoutLeavesTheRest(t *testing.T) {
	edit := func(after string) Edit { return Edit{Key: "6|甲", Column: "progress", Before: "34", After: after} }
	both := Office{Edits: []Edit{edit("40"), edit("41")}, Decisions: []Decision{{Rule: "X02", Key: "甲", Choice: "采用甲"}}}
	rest := both.Without(Office{Edits: []Edit{edit("40")}, Decisions: []Decision{{Rule: "X02", Key: "甲", Choice: "采用乙"}}})
	assert.Equal(t, []Edit{edit("41")}, rest.Edits)
	assert.Equal(t, both.Decisions, rest.Decisions)
	assert.Equal(t, both.Edits, both.Without(Office{}).Edits)
}
