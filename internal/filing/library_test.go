package filing_test

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// A unit that has been renamed leads what it led under its old name.
func TestLibraryFollowsThePlan(t *testing.T) {
	p := plan.Builtin()
	late := &filing.LateReport{Project: filing.Project{Lead: "房管办"}}
	l := filing.Library{Standings: []filing.Standing{{Project: filing.Project{Lead: "房管办", Unit: "街道管理办"}, Late: late}, {Project: filing.Project{Lead: "早先的办公室"}}}}
	l.Follow(p)
	assert.Equal(t, "城建中心(房管办)", l.Standings[0].Project.Lead)
	assert.Equal(t, "管理办", l.Standings[0].Project.Unit)
	assert.Equal(t, "城建中心(房管办)", l.Standings[0].Late.Project.Lead)
	assert.Equal(t, "早先的办公室", l.Standings[1].Project.Lead, "that is in no roster")
}
