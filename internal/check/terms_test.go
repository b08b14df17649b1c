package check_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Start, deadline and category are all three approved in one way.
func TestTermsAsLastApproved(t *testing.T) {
	p, last, now := plan.Builtin(), plan.Quarter{Year: 2023, N: 1}, plan.Quarter{Year: 2023, N: 2}
	for kind, column := range check.TermColumns {
		values := []string{"2023-03-01", "2023-06-01", "2023-09-01"}
		if kind == filing.ChangeCategory {
			values = []string{plan.KindWorks, plan.KindService, plan.KindMechanism}
		}
		settled, sent, other := values[0], values[1], values[2]
		blank := other // judged all the same
		if kind == filing.ChangeDeadline {
			blank = sent
		}
		for _, c := range []struct {
			why     string
			settled string
			after   []string // of an earlier quarter's changes but for the last, which is this quarter's
			want    string
		}{
			{"no change", settled, nil, settled},
			{"to a value", settled, []string{other}, other},
			{"to what is sent", settled, []string{""}, sent},
			{"to nothing that can be read", settled, []string{"下半年"}, settled},
			{"an earlier one to what was sent then", settled, []string{other, "", "下半年"}, settled},
			{"blank before", "", []string{other}, blank},
		} {
			standing := filing.Standing{Number: "06-001", Quarter: last}
			assert.NoError(t, standing.Project.Set(p, column, c.settled))
			library := filing.Library{Quarter: last, Standings: []filing.Standing{standing}}
			var changes []filing.Change
			for i, after := range c.after {
				change := filing.Change{Kind: kind, Old: "06-001", After: after, Basis: "领导小组", Approved: plan.Day(2023, 1, i+1)}
				if i < len(c.after)-1 {
					change.Quarter = last
					library.Changes = append(library.Changes, change)
				} else {
					changes = append(changes, change)
				}
			}
			var project filing.Project
			assert.NoError(t, project.Set(p, column, sent))
			terms := check.NewHistory(p, now, &library, changes).Terms(&project, &standing)
			got := filing.Project{Start: terms.Start, Deadline: terms.Deadline, Kind: terms.Category}
			assert.Equal(t, c.want, got.Value(column), "%s: %s", kind, c.why)
		}
	}
}

// What is no longer as approved is told in one way, at its column; a unit that
// still writes what held before the approval has moved nothing, nor has one that
// dragged its dates down.
func TestTermsMoved(t *testing.T) {
	p := plan.Builtin()
	for _, c := range []struct {
		why      string
		kind     string // approved this quarter, to approved
		approved string
		set      change
		dragged  bool
		want     []string
	}{
		{why: "a start", set: set("start", "2023-02-01"), want: []string{"H12 E6 2023年2月1日 2023年1月1日"}},
		{why: "a deadline", set: set("deadline", "2024-06-30"), want: []string{"H08 F6 2024年6月30日 2023年12月31日"}},
		{why: "a category", set: set("kind", plan.KindWorks), want: []string{"H12  工程类 服务类"}},
		{why: "to what is approved", kind: filing.ChangeDeadline, approved: "2024-06-30", set: set("deadline", "2024-06-30")},
		{why: "nothing, of what was approved", kind: filing.ChangeDeadline, approved: "2024-06-30", set: set("deadline", "2023-12-31")},
		{why: "to something else", kind: filing.ChangeDeadline, approved: "2024-06-30", set: set("deadline", "2024-12-31"), want: []string{"H08 F6 2024年12月31日 2024年6月30日"}},
		{why: "a deadline, dragged", set: set("deadline", "2024-06-30"), dragged: true},
	} {
		before, sub := submission(nil), submission([]change{c.set})
		standing := filing.Standing{Number: "06-001", Quarter: quarter.Add(-1), Project: before.Rows[0].Project}
		standing.Project.Done = "完成招标。"
		library := filing.Library{Quarter: quarter.Add(-1), Standings: []filing.Standing{standing}}
		var changes []filing.Change
		if c.kind != "" {
			changes = []filing.Change{{Kind: c.kind, Old: "06-001", After: c.approved, Basis: "领导小组", Approved: plan.Day(2023, 5, 1)}}
		}
		if c.dragged {
			sub.Findings = []filing.Finding{{Rule: "L13", Sheet: "项目计划表", Column: p.Title("deadline"), Cell: "F5", Also: []string{"F6"}}}
		}
		var got []string
		for _, f := range check.NewHistory(p, quarter, &library, changes).Compare(sub, &sub.Rows[0].Project, &standing, quarter.Last()).Found {
			got = append(got, f.Rule+" "+f.Cell+" "+f.Value+" "+f.Expected)
		}
		assert.Equal(t, c.want, got, c.why)
	}
}
