package report

import (
	"testing"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// What departments alone have made of late projects and of planned investment is
// said on page one where it makes figures better.
func TestPageOneTellsUnapprovedChanges(t *testing.T) {
	stop := func(kind, number string) filing.Change { return filing.Change{Kind: kind, Old: number} }
	money := func(before, after string) filing.Change {
		return filing.Change{Kind: filing.ChangeMoney, Before: before, After: after}
	}
	was := func(l plan.Light) *filing.Standing { return &filing.Standing{Light: l} }
	pf := &portfolio.Portfolio{Plan: plan.Builtin(), Previous: &filing.Library{}, Entries: []portfolio.Entry{
		{Number: "07-001", Last: was(plan.Red)}, {Number: "07-002", Last: was(plan.Yellow)}, {Number: "07-003", Last: was(plan.Green)},
	}}
	for _, test := range []struct {
		want string
		open []filing.Change
	}{
		{"", []filing.Change{{Kind: filing.ChangeDeadline, Before: "2023-06-30", After: "2023-12-31"}}},
		{"", []filing.Change{stop(filing.ChangePause, "07-003"), money("688", "726")}},
		{"此前滞后、部门填报暂缓的项目1个，尚未批准。", []filing.Change{stop(filing.ChangePause, "07-001")}},
		{"此前滞后、部门填报取消、暂缓的项目2个，尚未批准。", []filing.Change{stop(filing.ChangeCancel, "07-002"), stop(filing.ChangePause, "07-001")}},
		{"部门调低总投资的项目1个（由200万元改为80万元），尚未批准，暂按填报的统计。", []filing.Change{money("200", "80"), money("1", "2")}},
		{"部门调低总投资的项目2个（共由1.2亿元改为9000万元），尚未批准，暂按填报的统计。", []filing.Change{money("11000", "8000"), money("1000.5", "1000")}},
		{"部门把总投资调低或改为待定的项目1个（由200万元改为待定），尚未批准，暂按填报的统计。", []filing.Change{money("200", "待定")}},
		{"部门把总投资调低或改为待定的项目2个，尚未批准，暂按填报的统计。", []filing.Change{money("200", "待定"), money("200", "80")}},
	} {
		b := newBuilder(pf)
		b.Unapproved = test.open
		assert.Equal(t, test.want, b.openStopsSentence()+b.openTotalsSentence())
	}
}

// What approved mergers made is told as made of others, not as adjusted too.
func TestWhatIsMadeOfOthersIsNotAdjusted(t *testing.T) {
	b := newBuilder(&portfolio.Portfolio{
		Plan: plan.Builtin(), Quarter: plan.Quarter{Year: 2023, N: 2},
		Entries: []portfolio.Entry{{Number: "06-003", Light: plan.Green, From: []string{"06-001", "06-002"}}, {Number: "07-001", Light: plan.Green}},
		Approved: []filing.Change{
			{Kind: filing.ChangeMerge, Old: "06-001、06-002", New: "06-003"}, {Kind: filing.ChangeMoney, Old: "07-001"},
			{Kind: filing.ChangeDeadline, Old: "07-001"}, {Kind: filing.ChangeNew, New: "08-001"},
		},
	})
	assert.Equal(t, 1, b.adjustedProjects())
}

// A change that is only suspected is worded so, and what counts twice till then
// is said.
func TestSuspectedChanges(t *testing.T) {
	old := filing.Project{Name: "街角花园"}
	old.Total = plan.Amount{Kind: plan.Known, Money: 100 * plan.Wan}
	b := newBuilder(&portfolio.Portfolio{Plan: plan.Builtin(), Entries: []portfolio.Entry{{Number: "07-002", Project: old}}})
	b.Unapproved = []filing.Change{{Kind: filing.ChangeName, Old: "07-002", Before: "街角花园", After: "口袋花园"}}
	b.Meta.Quarter, b.Meta.Previous = plan.Quarter{Year: 2023, N: 2}, plan.Quarter{Year: 2023, N: 1}
	e := b.changeErrands()[0]
	assert.Equal(t, "项目变更待批：街角花园疑似更名为口袋花园", e.What)
	assert.Equal(t, "新旧项目都计，旧的沿用上季度数据", e.Now)
	assert.Equal(t, 100*plan.Wan, e.Stake)
	assert.Equal(t, "疑似更名1组，涉及100万元，批准前新旧项目均计入。", b.suspectedSentence())

	b.names["07-002"] = "口袋花园" // it is one project, by its number
	assert.Equal(t, "项目变更待批：街角花园更名为口袋花园", b.changeErrands()[0].What)
	assert.Empty(t, b.suspectedSentence())
}

func TestAmountsOfChangesAreSaidLikeOthers(t *testing.T) {
	for typed, want := range map[string]string{"9999.99": "9999.99万元", "10000": plan.Yi.Text(), "23000": "2.3亿元", "待定": "待定"} {
		assert.Equal(t, want, wanWord(typed))
	}
}

// What was approved on last quarter's data date stood in last quarter's report.
func TestChangesAreToldOnce(t *testing.T) {
	last := plan.Day(2023, 3, 31)
	b := &builder{pf: &portfolio.Portfolio{
		Quarter: plan.Quarter{Year: 2023, N: 2}, Previous: &filing.Library{Quarter: plan.Quarter{Year: 2023, N: 1}, AsOf: last},
		Approved: []filing.Change{{Old: "那天", Approved: last}, {Old: "后一天", Approved: last + 1}, {Old: "没写日期"}},
	}}
	var told []string
	for _, c := range b.approvedNow() {
		told = append(told, c.Old)
	}
	assert.Equal(t, []string{"后一天", "没写日期"}, told)
}
