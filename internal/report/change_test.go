package report

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// What a department has changed alone, and what it has stopped alone, is said on
// page one: the one moves the rate, the other takes a light away.
func TestPageOneTellsUnapprovedChanges(t *testing.T) {
	money := func(before, after string) filing.Change {
		return filing.Change{Kind: filing.ChangeMoney, Before: before, After: after}
	}
	for want, open := range map[string][]filing.Change{
		"": {{Kind: filing.ChangeDeadline, Before: "2023-06-30", After: "2023-12-31"}},
		"部门填报暂缓的项目1个，尚未批准。":                           {{Kind: filing.ChangePause}},
		"部门填报取消、暂缓的项目3个，尚未批准。":                        {{Kind: filing.ChangeCancel}, {Kind: filing.ChangePause}, {Kind: filing.ChangeCancel}},
		"部门改填总投资的项目1个（由200万元改为80万元），尚未批准，暂按填报的统计。":    {money("200", "80")},
		"部门改填总投资的项目2个（共由9000万元改为1.2亿元），尚未批准，暂按填报的统计。": {money("8000", "11000"), money("1000", "1000.5")},
		"部门改填总投资的项目1个（由200万元改为待定），尚未批准，暂按填报的统计。":      {money("200", "待定")},
		"部门改填总投资的项目2个，尚未批准，暂按填报的统计。":                  {money("200", "待定"), money("200", "80")},
	} {
		b := &builder{Report: &Report{Unapproved: open}}
		assert.Equal(t, want, b.openStopsSentence()+b.openTotalsSentence())
	}
}

// What approved mergers made is told as made of others, not as adjusted too.
func TestWhatIsMadeOfOthersIsNotAdjusted(t *testing.T) {
	b := &builder{Report: &Report{}, pf: &portfolio.Portfolio{
		Quarter: plan.Quarter{Year: 2023, N: 2},
		Entries: []portfolio.Entry{{Number: "06-003", State: portfolio.Reported, From: []string{"06-001", "06-002"}}, {Number: "07-001"}},
		Approved: []filing.Change{
			{Kind: filing.ChangeMerge, Old: "06-001、06-002", New: "06-003"}, {Kind: filing.ChangeMoney, Old: "07-001"},
			{Kind: filing.ChangeDeadline, Old: "07-001"}, {Kind: filing.ChangeNew, New: "08-001"},
		},
	}}
	assert.Equal(t, 1, b.adjustedProjects())
}
