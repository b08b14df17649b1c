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
			{"none settled", "", []string{other}, sent},
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
