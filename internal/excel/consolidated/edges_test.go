package consolidated

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/excel/book"
	"jingpin/internal/report"
)

func TestOneCarriedProjectIsTold(t *testing.T) {
	assert.NotContains(t, coverage(report.Tally{}), "沿用上季度")
	assert.Contains(t, coverage(report.Tally{Carried: 1}), "沿用上季度的1个项目")
}

// Nothing but a plain number is let into the formula of a link.
func TestOnlyPlainNumbersLead(t *testing.T) {
	l := &layout{byNumber: map[string]int{`01"&A1`: 7}, column: map[string]int{}}
	assert.True(t, l.numbered(`01"&A1`, book.LookCell).To.IsZero())
}
