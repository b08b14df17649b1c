package check

import (
	"strings"

	"jingpin/internal/filing"
)

// Confirm reads a cell that holds two facts, where last quarter or an approved
// change is witness to the one: 45%(上季度30%) is 45 when last quarter was 30. It
// puts the value into the project and returns the record of it; ok is false
// when there is no such witness.
func (h *History) Confirm(sub *filing.Submission, project *filing.Project, last *filing.Standing, found *filing.Finding) (record filing.Finding, ok bool) {
	key := h.plan.KeyTitled(found.Column)
	if found.Witness == nil || key == "" || !last.HasFigures() {
		return record, false
	}
	now := *project
	if now.Set(h.plan, key, strings.TrimSuffix(found.Suggest, "万元")) != nil || !h.isWitness(found.Witness, key, &now, last) {
		return record, false
	}
	*project = now
	record, _ = Across(h.plan, Spot{Sub: sub, Project: project, Column: key}, filing.Fact{
		Rule: filing.CoercionRule, Value: found.Value, Expected: project.Value(key),
	})
	record.Across = false // it stays with what it records
	return record, true
}

// isWitness reports that what stands beside the value is what is known.
func (h *History) isWitness(w *filing.Witness, key string, now *filing.Project, last *filing.Standing) bool {
	switch w.Kind {
	case filing.PreviousValue:
		return last.Project.Value(key) == w.Value
	case filing.OldDeadline:
		return key == "deadline" && h.ApprovedDeadline(now, last) == now.Deadline && now.Deadline.String() != w.Value
	}
	return false
}
