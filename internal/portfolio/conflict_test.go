package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// decide makes a choice about the only conflict of the rule.
func decide(t *testing.T, in *portfolio.Input, rule, choice string) {
	t.Helper()
	var keys []string
	for _, c := range portfolio.Merge(*in).Conflicts {
		if c.Rule == rule {
			keys = append(keys, c.Key)
		}
	}
	require.Len(t, keys, 1)
	in.Office.Decisions = append(in.Office.Decisions, filing.Decision{Rule: rule, Key: keys[0], Choice: choice})
}

func TestPartnersReportTheLeadsProject(t *testing.T) {
	in := input(
		submission("管理办", project(6, "街巷改造", set("progress", "60"))),
		submission("服务办", project(6, "街巷改造", set("lead", "管理办"), set("progress", "45"), set("done", "配合做好居民工作。"))),
	)
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	e := pf.Entries[0]
	assert.Equal(t, "60", e.Project.Value("progress"))
	assert.False(t, e.StandsIn)
	require.Len(t, e.Partners, 1)
	assert.Equal(t, "服务办", e.Partners[0].Unit)
	assert.Equal(t, "配合做好居民工作。", e.Partners[0].Done)
	also := found(pf, "X01")
	require.Len(t, also, 1)
	assert.Equal(t, "服务办.xlsx", also[0].File)
	assert.Equal(t, plan.Warning, also[0].Severity)
	assert.Equal(t, 1, pf.Balance().Duplicate)

	decide(t, &in, "X01", "采用乙")
	pf = portfolio.Merge(in)
	assert.Equal(t, "45", pf.Entries[0].Project.Value("progress"))
	assert.Equal(t, "管理办", pf.LeftOut[0].Unit)
	assert.Equal(t, "计入乙：服务办报的", pf.Conflicts[0].Counts)
}

func TestPartnerStandsInForTheLead(t *testing.T) {
	partner := submission("服务办", project(6, "街巷改造", set("lead", "管理办")))
	pf := portfolio.Merge(input(partner))
	assert.True(t, pf.Entries[0].StandsIn)

	broken := fault(submission("管理办", project(6, "街巷改造")), 0, "T03")
	pf = portfolio.Merge(input(partner, broken))
	assert.Equal(t, portfolio.Unverified, pf.Entries[0].State, "the lead has reported, with an error")
	assert.Equal(t, 1, pf.Balance().Duplicate)
	assert.Len(t, found(pf, "X01"), 1)
}

// What units say of a project that is not theirs makes nothing of it better while
// its lead is silent, or leaves it out; a partner's row stands in.
func TestHearsayDoesNotCount(t *testing.T) {
	was := project(6, "街巷改造", set("status", "在建"), set("progress", "5"), set("partners", "司法所"))
	done := func(unit string) *filing.Submission {
		return submission(unit, project(6, "街巷改造", set("lead", "管理办"), set("status", "已完成"), set("progress", "100"), set("partners", unit)))
	}
	in := input(done("服务办"))
	in.Previous = libraryOf(submission("管理办", was))
	pf := portfolio.Merge(in)
	e := entry(t, pf, "街巷改造")
	assert.Equal(t, []any{portfolio.Missing, "5", "管理办没有报送"}, []any{e.State, e.Project.Value("progress"), e.Because})
	assert.Equal(t, []int{0, 1}, []int{pf.Balance().Counted, pf.Balance().Duplicate})
	require.Len(t, pf.Conflicts, 1)
	assert.Equal(t, "沿用上季度数据：管理办没有报这个项目，服务办不是它的牵头、配合部门", pf.Conflicts[0].Counts)

	beside := in
	beside.Submissions = []*filing.Submission{done("服务办"), submission("管理办", project(6, "别的"))}
	pf = portfolio.Merge(beside)
	assert.Equal(t, portfolio.Missing, entry(t, pf, "街巷改造").State)
	assert.Len(t, found(pf, "H05"), 1)

	decide(t, &in, "X01", "采用乙")
	pf = portfolio.Merge(in)
	assert.Equal(t, plan.Done, entry(t, pf, "街巷改造").Light)
	assert.True(t, entry(t, pf, "街巷改造").StandsIn)
	assert.Equal(t, "计入乙：服务办报的", pf.Conflicts[0].Counts)

	partner := in
	partner.Submissions = []*filing.Submission{done("司法所")}
	pf = portfolio.Merge(partner)
	assert.Equal(t, plan.Done, entry(t, pf, "街巷改造").Light)
	assert.Empty(t, pf.Conflicts)
}

func TestCollectorReportsForItsUnits(t *testing.T) {
	pf := portfolio.Merge(input(submission("自治办", project(5, "楼组共建", set("lead", "各居民区")))))
	assert.False(t, pf.Entries[0].StandsIn)
}

func TestUnitsNameDifferentLeads(t *testing.T) {
	in := input(
		submission("城建中心(房管办)", project(6, "街巷改造", set("progress", "45"))),
		submission("管理办", project(6, "街巷改造", set("progress", "60"))),
	)
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	e := pf.Entries[0]
	assert.Equal(t, portfolio.Unverified, e.State, "nobody is the lead until the office says so")
	assert.Equal(t, "牵头部门不一致（管理办、城建中心(房管办)），待核定", e.Because)
	assert.Equal(t, []string{"管理办", "城建中心(房管办)"}, e.Contested)
	assert.Empty(t, e.Project.Lead)
	assert.Equal(t, 100*plan.Wan, pf.Conflicts[0].Stake)
	assert.Equal(t, "都没有计入，待核定", pf.Conflicts[0].Counts)
	errs := found(pf, "X02")
	require.Len(t, errs, 1)
	assert.Equal(t, "城建中心(房管办).xlsx", errs[0].File)
	assert.Equal(t, plan.Error, errs[0].Severity)
	assert.Contains(t, errs[0].Message, "管理办写的是管理办")
	assert.Equal(t, 2, pf.Balance().Overruled)

	for choice, want := range map[string][]string{
		"采用甲": {"60"}, "采用乙": {"45"}, "都不计": nil, "没有这一项": {""},
	} {
		t.Run(choice, func(t *testing.T) {
			decidedIn := in
			decide(t, &decidedIn, "X02", choice)
			pf := portfolio.Merge(decidedIn)
			var got []string
			for _, e := range pf.Entries {
				got = append(got, e.Project.Value("progress"))
			}
			assert.Equal(t, want, got)
			if choice == "没有这一项" {
				assert.Len(t, pf.Stale, 1)
				assert.Equal(t, 1, filing.CountSeverity(pf.Findings, plan.Error))
				return
			}
			assert.Equal(t, 0, filing.CountSeverity(pf.Findings, plan.Error), "what the office has decided is no error")
		})
	}
}

// TestLastQuartersLeadGoesOn until the office decides, whoever stands first in
// the roster.
func TestLastQuartersLeadGoesOn(t *testing.T) {
	rival := submission("管理办", project(6, "街巷改造", set("progress", "60")))
	in := input(submission("城建中心(房管办)", project(6, "街巷改造", set("progress", "10"))), rival)
	in.Previous = libraryOf(submission("城建中心(房管办)", project(6, "街巷改造", set("progress", "5"))))
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	e := pf.Entries[0]
	assert.Equal(t, "城建中心(房管办) 10", e.Project.Lead+" "+e.Project.Value("progress"))
	assert.Equal(t, portfolio.Reported, e.State)
	assert.Len(t, e.Contested, 2)
	assert.Equal(t, "暂计入甲：城建中心(房管办)牵头，与上季度一致", pf.Conflicts[0].Counts)
	assert.Empty(t, found(pf, "H04"), "nothing has been transferred")

	in.Previous = libraryOf(submission("服务办", project(6, "街巷改造", set("progress", "5"))))
	pf = portfolio.Merge(in)
	assert.Equal(t, portfolio.Unverified, pf.Entries[0].State)
	assert.Equal(t, "服务办 5", pf.Entries[0].Project.Lead+" "+pf.Entries[0].Project.Value("progress"))

	decide(t, &in, "X02", "采用乙")
	pf = portfolio.Merge(in)
	assert.Empty(t, pf.Entries[0].Contested)
	assert.Equal(t, portfolio.Reported, pf.Entries[0].State)
}

// TestAnErrorHandsNoProjectOver: where last quarter's lead has an error in its row,
// another's claim does not count until the office decides.
func TestAnErrorHandsNoProjectOver(t *testing.T) {
	in := input(
		fault(submission("城建中心(房管办)", project(6, "街巷改造", set("progress", "10"))), 0, "Q03"),
		submission("管理办", project(6, "街巷改造", set("progress", "90"))),
	)
	in.Previous = libraryOf(submission("城建中心(房管办)", project(6, "街巷改造", set("progress", "5"))))
	pf := portfolio.Merge(in)
	require.Len(t, pf.Entries, 1)
	e := pf.Entries[0]
	assert.Equal(t, portfolio.Unverified, e.State)
	assert.Equal(t, "城建中心(房管办) 5", e.Project.Lead+" "+e.Project.Value("progress"))
	assert.Equal(t, []string{"城建中心(房管办)", "管理办"}, e.Contested)
	assert.Equal(t, "沿用上季度数据：城建中心(房管办)牵头，本季度填报有误", pf.Conflicts[0].Counts)
	assert.Equal(t, []int{1, 1, 0}, []int{pf.Balance().Faulty, pf.Balance().Overruled, pf.Balance().Counted})

	decide(t, &in, "X02", "采用乙")
	pf = portfolio.Merge(in)
	assert.Equal(t, "管理办 90", pf.Entries[0].Project.Lead+" "+pf.Entries[0].Project.Value("progress"))
	in.Office.Decisions[0].Choice = "采用甲"
	pf = portfolio.Merge(in)
	assert.Equal(t, "城建中心(房管办) 5", pf.Entries[0].Project.Lead+" "+pf.Entries[0].Project.Value("progress"))

	in.Office.Decisions = nil
	in.Office.Exceptions = []plan.Exception{{Rule: "X02", Project: "街巷改造", ApprovedBy: "组长"}}
	pf = portfolio.Merge(in)
	require.Len(t, pf.Entries, 2, "let pass, they are two projects")
	assert.Equal(t, portfolio.Unverified, pf.Entries[0].State)

	in.Office.Exceptions = nil
	in.Office.Changes = []filing.Change{{Kind: filing.ChangeTransfer, Old: "06-001", After: "管理办", Basis: "会议纪要"}}
	pf = portfolio.Merge(in)
	assert.Empty(t, pf.Conflicts, "an approved transfer is no claim")
	assert.Equal(t, "管理办 90", pf.Entries[0].Project.Lead+" "+pf.Entries[0].Project.Value("progress"))
}

// TestSilenceHandsNoProjectOver: while nothing is read of last quarter's lead, another's
// claim does not count until the office decides or has approved a transfer.
func TestSilenceHandsNoProjectOver(t *testing.T) {
	claim := submission("管理办", project(6, "街巷改造", set("progress", "90")))
	last := libraryOf(submission("城建中心(房管办)", project(6, "街巷改造", set("progress", "5"))))
	unread := submission("城建中心(房管办)")
	unread.Findings = []filing.Finding{{Rule: "F03", Severity: plan.Error, File: unread.Path}}
	lead := func(e portfolio.Entry) string { return e.Project.Lead + " " + e.Project.Value("progress") }
	for _, in := range []portfolio.Input{input(claim), input(claim, unread)} {
		in.Previous = last
		pf := portfolio.Merge(in)
		require.Len(t, pf.Entries, 1)
		assert.Equal(t, "城建中心(房管办) 5", lead(pf.Entries[0]))
		assert.Equal(t, portfolio.Unverified, pf.Entries[0].State)
		assert.Equal(t, []string{"城建中心(房管办)", "管理办"}, pf.Entries[0].Contested)
		assert.Equal(t, "沿用上季度数据：城建中心(房管办)牵头，本季度还没有读到它的报表", pf.Conflicts[0].Counts)
		assert.Equal(t, []int{1, 0}, []int{pf.Balance().Overruled, pf.Balance().Counted})

		decide(t, &in, "X02", "采用乙")
		pf = portfolio.Merge(in)
		assert.Equal(t, "管理办 90", lead(pf.Entries[0]))
		assert.Empty(t, pf.Unapproved, "what the office has decided waits for no approval")
		assert.Empty(t, found(pf, "H04"))
		in.Office.Decisions[0].Choice = "都不计"
		assert.Equal(t, "各部门说法不一，领导小组办公室核定都不计", portfolio.Merge(in).Entries[0].Because)
	}

	in := input(claim)
	in.Previous = last
	decide(t, &in, "X02", "采用甲")
	pf := portfolio.Merge(in)
	assert.Equal(t, portfolio.Missing, pf.Entries[0].State)
	assert.Equal(t, "城建中心(房管办)没有报送", pf.Entries[0].Because)

	in.Office = filing.Office{Exceptions: []plan.Exception{{Rule: "X02", Project: "街巷改造", ApprovedBy: "组长"}}}
	pf = portfolio.Merge(in)
	require.Len(t, pf.Entries, 2, "let pass, they are two projects")
	assert.Equal(t, "城建中心(房管办)没有报送", pf.Entries[0].Because)

	in.Office = filing.Office{Changes: []filing.Change{{Kind: filing.ChangeTransfer, Old: "06-001", After: "管理办", Basis: "会议纪要"}}}
	pf = portfolio.Merge(in)
	assert.Empty(t, pf.Conflicts, "an approved transfer is no claim")
	assert.Equal(t, "管理办 90", lead(pf.Entries[0]))

	own := submission("管理办", project(6, "街巷改造", set("progress", "90")))
	own.ByOffice = true
	in = input(own)
	in.Previous = last
	assert.Equal(t, "管理办 90", lead(entry(t, portfolio.Merge(in), "街巷改造")), "what the office adds is its word")

	in = input(submission("管理办", project(6, "街巷改造", set("progress", "90"))), submission("城建中心(房管办)", project(6, "别的项目")))
	in.Previous = last
	assert.Equal(t, "管理办 90", lead(entry(t, portfolio.Merge(in), "街巷改造")), "a lead that reports, and not this project, has let it go")
}

func TestNeitherCountsThenLastQuarterDoes(t *testing.T) {
	in := input(submission("管理办", project(6, "街巷改造")), submission("城建中心(房管办)", project(6, "街巷改造")))
	in.Previous = libraryOf(submission("管理办", project(6, "街巷改造", set("progress", "12"))))
	decide(t, &in, "X02", "都不计")
	e := portfolio.Merge(in).Entries[0]
	assert.Equal(t, portfolio.Unverified, e.State)
	assert.Equal(t, "12", e.Project.Value("progress"))
	assert.Equal(t, "各部门说法不一，领导小组办公室核定都不计", e.Because)
}

func TestApprovedTransferDecidesTheLead(t *testing.T) {
	in := input(submission("管理办", project(6, "街巷改造")), submission("城建中心(房管办)", project(6, "街巷改造")))
	in.Previous = libraryOf(submission("管理办", project(6, "街巷改造")))
	in.Office.Changes = []filing.Change{{Kind: filing.ChangeTransfer, Old: "06-001", After: "城建中心(房管办)", Basis: "会议纪要"}}
	pf := portfolio.Merge(in)
	assert.Equal(t, "城建中心(房管办)", pf.Entries[0].Project.Lead)
	assert.Equal(t, "06-001", pf.Entries[0].Number, "a transfer keeps the number")
	assert.Empty(t, found(pf, "H04"))
}

func TestLetPassTwoLeadsAreTwoProjects(t *testing.T) {
	in := input(submission("管理办", project(6, "街巷改造")), submission("城建中心(房管办)", project(6, "街巷改造")))
	in.Office.Exceptions = []plan.Exception{{Rule: "X02", Project: "街巷改造", ApprovedBy: "组长"}}
	pf := portfolio.Merge(in)
	assert.Len(t, pf.Entries, 2)
	assert.Equal(t, 2, pf.Balance().Counted)
	require.Len(t, found(pf, "X02"), 1)
	assert.Equal(t, "组长", found(pf, "X02")[0].PassedBy)
	assert.Empty(t, pf.Stale)
}

func TestLetPassTheSecondRowIsAProject(t *testing.T) {
	s := fault(submission("管理办", project(6, "街巷改造"), project(6, "街巷改造")), 1, "P03")
	in := input(s)
	assert.Len(t, portfolio.Merge(in).Entries, 1)
	in.Office.Exceptions = []plan.Exception{{Rule: "P03", ApprovedBy: "组长"}}
	pf := portfolio.Merge(in)
	assert.Len(t, pf.Entries, 2)
	assert.Equal(t, 2, pf.Balance().Counted)
}

// A case is known by what units sent, so that a correction takes back no
// decision about it.
func TestACaseIsKnownByWhatWasSent(t *testing.T) {
	in := input(submission("党政办", project(6, "甲")), submission("管理办", project(6, "乙")))
	in.Office.Edits = []filing.Edit{{Key: "6|甲", Column: "name", Before: "甲", After: "乙"}}
	conflicts := portfolio.Merge(in).Conflicts
	require.Len(t, conflicts, 1)
	assert.Equal(t, "X02", conflicts[0].Rule)
	assert.Equal(t, "6|甲|党政办|管理办", conflicts[0].Key)
	assert.Equal(t, []string{"甲", "乙"}, []string{conflicts[0].Sides[0].Label, conflicts[0].Sides[1].Label})
}
