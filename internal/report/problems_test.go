package report

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

func TestProblemsBeginWithTheGravest(t *testing.T) {
	r := &Report{Findings: []filing.Finding{
		{Row: 1, Severity: plan.Note, Rule: "H07"}, {Row: 2, Severity: plan.Warning}, {Row: 3, Severity: plan.Error},
		{Row: 4, Severity: plan.Note, Rule: filing.CoercionRule}, {Row: 5, Severity: plan.Error}, {Row: 6, Severity: plan.Warning},
	}}
	var rows []int
	for _, f := range r.Problems() {
		rows = append(rows, f.Row)
	}
	assert.Equal(t, []int{3, 5, 2, 6, 1}, rows)
	assert.Len(t, r.Findings, 6, "the findings themselves stay as they are")
}
