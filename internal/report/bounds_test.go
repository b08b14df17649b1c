package report

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// TestBounds stands on the edges of the sentences' conditions.
func TestBounds(t *testing.T) {
	day := plan.Day(2023, 6, 30)
	b := newBuilder(&portfolio.Portfolio{
		Plan: plan.Builtin(), AsOf: day, Entries: []portfolio.Entry{
			{Number: "01-001", Light: plan.NotDue, Project: filing.Project{Name: "甲", Start: plan.Day(2023, 9, 30)}},
			{Number: "01-002", Light: plan.NotDue, Project: filing.Project{Name: "乙", Start: plan.Day(2023, 10, 1)}},
		},
	})
	b.Meta.Quarter = plan.Quarter{Year: 2023, N: 2}
	assert.NotContains(t, b.cause(&ProjectRow{Entry: &portfolio.Entry{Deadline: day}}), "已过完成时限", "the day itself is in time")
	assert.Contains(t, b.cause(&ProjectRow{Entry: &portfolio.Entry{Deadline: day - 1}}), "已过完成时限")

	starting := b.starting().Text
	assert.Contains(t, starting, "启动的项目1个", "on the next quarter's last day, and not after")

	b.Due = []DueRow{{Month: "2023年9月"}, {Month: "2023年9月"}}
	for b.room.due = range 3 {
		assert.Equal(t, b.room.due < len(b.Due), strings.Contains(b.months()[0].Text, "另有"), b.room.due)
	}

	assert.NotContains(t, b.sentText(1, 1), "均", "one is not all")
	assert.Contains(t, b.sentText(2, 2), "均已报送")

	b.entries = nil
	for range namesInText {
		b.entries = append(b.entries, &ProjectRow{Entry: &portfolio.Entry{Light: plan.Red, Override: &filing.Override{Reason: "现场核实"}}})
	}
	assert.NotContains(t, b.overrideText(), "其余")
	b.entries = append(b.entries, b.entries[0])
	assert.Contains(t, b.overrideText(), "其余1个")
}

// A rejected row may name no track, task or unit that is known; it still counts
// somewhere.
func TestProjectsCountSomewhere(t *testing.T) {
	p := plan.Builtin()
	task, unit := p.Tasks[len(p.Tasks)-1], p.Units[3].Name
	track := p.TrackNo(task.Track).Name
	for _, test := range []struct {
		project           filing.Project
		track, task, unit string
	}{
		{filing.Project{TaskNo: task.No, Track: p.Tracks[0].Name, Lead: unit}, track, task.Name, unit},
		{filing.Project{TaskNo: 99, Track: track, Lead: "没有的部门", Unit: unit}, track, UnknownTask, unit},
		{filing.Project{Track: "没有的行动", Unit: "没有的部门"}, UnknownTrack, UnknownTask, UnknownUnit},
	} {
		r := newBuilder(&portfolio.Portfolio{
			Plan: p, Units: []portfolio.UnitState{{Unit: plan.Unit{Name: unit}}}, Entries: []portfolio.Entry{{Project: test.project}},
		}).Projects[0]
		assert.Equal(t, []string{test.track, test.task, test.unit}, []string{r.InTrack, r.InTask, r.InUnit})
	}
}

// Of two projects without a number neither is the other.
func TestProjectsGoOnByTheirNumbers(t *testing.T) {
	b := newBuilder(&portfolio.Portfolio{
		Plan: plan.Builtin(), Entries: []portfolio.Entry{{}, {Number: "01-001"}},
		Previous: &filing.Library{Standings: []filing.Standing{{}, {Number: "01-001"}, {Number: "01-002"}}},
	})
	now := map[string]*ProjectRow{}
	for s, e := range b.then() {
		now[s.Number] = e
	}
	assert.Equal(t, map[string]*ProjectRow{"": nil, "01-001": b.entries[1], "01-002": nil}, now)
}
