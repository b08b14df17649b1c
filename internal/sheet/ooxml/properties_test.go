package ooxml

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
)

func TestParseTime(t *testing.T) {
	for text, want := range map[string]time.Time{
		"2023-07-03T09:30:00Z":       time.Date(2023, 7, 3, 9, 30, 0, 0, time.UTC),
		" 2023-07-03T09:30:00.5Z\n":  time.Date(2023, 7, 3, 9, 30, 0, 5e8, time.UTC),
		"2023-07-03T09:30:00":        time.Date(2023, 7, 3, 9, 30, 0, 0, time.UTC),
		"2023-07-03":                 time.Date(2023, 7, 3, 0, 0, 0, 0, time.UTC),
		"昨天":                         {},
		"0000-00-00T00:00:00.00000Z": {},
	} {
		assert.True(t, want.Equal(parseTime(text)), text)
	}
}
