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

// What was only recorded is no problem of a file, unless it was answered or passed.
func TestProblemsOfFilesAndWhatIsRecorded(t *testing.T) {
	r := &Report{Findings: []filing.Finding{
		{Row: 1, File: "甲.xlsx", Severity: plan.Note, Rule: "H07"}, {Row: 2, File: "甲.xlsx", Severity: plan.Note, Rule: "H07", PassedBy: "办公室"},
		{Row: 3, File: "乙.xlsx", Severity: plan.Error, Rule: "H07"}, {Row: 4, File: "甲.xlsx", Severity: plan.Error, Rule: "T01"},
	}}
	rows := func(fs []filing.Finding) (rows []int) {
		for _, f := range fs {
			rows = append(rows, f.Row)
		}
		return rows
	}
	assert.Equal(t, []int{4, 2}, rows(r.ProblemsIn([]string{"甲.xlsx"})))
	assert.Equal(t, []int{1, 2}, rows(r.Recorded("H07")))
}
