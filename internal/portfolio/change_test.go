package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

func approved(kind, after string) filing.Change {
	return filing.Change{Kind: kind, Old: "06-001", After: after, Basis: "领导小组会议纪要"}
}

func TestApprovedChangesAreNoFindings(t *testing.T) {
	lib := libraryWith(set("done", "完成招标。"))
	for _, c := range []struct {
		name   string
		now    change
		change filing.Change
		want   []string
	}{
		{"name", all(set("id", "06-001"), set("name", "新名")), approved(filing.ChangeName, "新名"), nil},
		{"name, without the number", set("name", "新名"), approved(filing.ChangeName, "新名"), nil},
		{"another name than was approved", all(set("id", "06-001"), set("name", "别名")), approved(filing.ChangeName, "新名"), []string{"H04"}},
		{"total", set("total", "120"), approved(filing.ChangeMoney, "120万元"), nil},
		{"total, with a separator", set("total", "1200"), approved(filing.ChangeMoney, "1,200"), nil},
		{"total, no figure given", set("total", "120"), approved(filing.ChangeMoney, ""), nil},
		{"another total", set("total", "130"), approved(filing.ChangeMoney, "120"), []string{"H04"}},
		{"lead", set("lead", "服务办"), approved(filing.ChangeTransfer, "社区服务办公室"), nil},
		{"deadline", set("deadline", "2024-06-30"), approved(filing.ChangeDeadline, "2024-06-30"), nil},
		{"deadline that names no day", set("deadline", "2024-06-30"), approved(filing.ChangeDeadline, "明年"), []string{"H08"}},
		{"deadline, no day given", set("deadline", "2024-06-30"), approved(filing.ChangeDeadline, ""), nil},
		{"another deadline", set("deadline", "2025-06-30"), approved(filing.ChangeDeadline, "2024-06-30"), []string{"H08"}},
		{"start", set("start", "2023-06-01"), approved(filing.ChangeStart, "2023-06-01"), nil},
		{"start, no day given", set("start", "2023-06-01"), approved(filing.ChangeStart, ""), nil},
		{"start that names no day", set("start", "2023-06-01"), approved(filing.ChangeStart, "夏天"), []string{"H12"}},
		{"another start", set("start", "2023-06-01"), approved(filing.ChangeStart, "2023-05-01"), []string{"H12"}},
		{"category", set("kind", plan.KindService), approved(filing.ChangeCategory, "服务"), nil},
		{"category, none given", set("kind", plan.KindService), approved(filing.ChangeCategory, ""), nil},
		{"another category", set("kind", plan.KindService), approved(filing.ChangeCategory, plan.KindMechanism), []string{"H12"}},
		{"only noted", set("total", "120"), filing.Change{Kind: filing.ChangeMoney, Old: "06-001", After: "120"}, []string{"H04"}},
		{"another project's", set("total", "120"), filing.Change{Kind: filing.ChangeMoney, Old: "09-001", After: "120", Basis: "纪要"}, []string{"H04"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := input(submission("管理办", project(6, "甲", set("progress", "60"), c.now)), submission("服务办", project(9, "助餐点", set("progress", "60"))))
			in.Previous, in.Office.Changes = lib, []filing.Change{c.change}
			pf := portfolio.Merge(in)
			var got []string
			for _, f := range pf.Findings {
				if f.Rule == "H04" || f.Rule == "H08" || f.Rule == "H12" {
					got = append(got, f.Rule)
				}
			}
			assert.Equal(t, c.want, got)
			assert.Equal(t, len(c.want), len(pf.Unapproved))
			assert.Len(t, pf.Entries, 2)
			assert.Equal(t, "06-001", pf.Entries[0].Number)
		})
	}
}

func TestLightGoesByTheApprovedDeadline(t *testing.T) {
	late := set("deadline", "2023-05-31")
	moved := all(set("deadline", "2024-12-31"), set("progress", "60"))
	in := input(submission("管理办", project(6, "甲", moved)))
	in.Previous = libraryWith(late)
	pf := portfolio.Merge(in)
	e := entry(t, pf, "甲")
	assert.Equal(t, plan.Red, e.Light, "moving the deadline does not turn the light")
	assert.Equal(t, plan.Day(2023, 5, 31), e.Deadline)
	require.Len(t, pf.Unapproved, 1)
	assert.Equal(t, filing.Change{Kind: filing.ChangeDeadline, Old: "06-001", Before: "2023-05-31", After: "2024-12-31"}, pf.Unapproved[0])

	in.Office.Changes = []filing.Change{approved(filing.ChangeDeadline, "2024-12-31")}
	pf = portfolio.Merge(in)
	assert.Equal(t, plan.Green, entry(t, pf, "甲").Light)
	lib := pf.Library()
	assert.Equal(t, plan.Day(2024, 12, 31), lib.Standings[0].Deadline)

	// The approval holds without its line in the next quarter's ledger.
	next := input(submission("管理办", project(6, "甲", moved)))
	next.Quarter, next.AsOf, next.Previous = second.Add(1), second.Add(1).Last(), &lib
	assert.Empty(t, found(portfolio.Merge(next), "H08"))
}

// A later start, or another category, would have every project in time again.
func TestLightGoesByTheApprovedStartAndCategory(t *testing.T) {
	begun := all(set("start", "2022-01-01"), set("deadline", "2023-12-31"), set("kind", plan.KindWorks), set("progress", "40"))
	for name, c := range map[string]struct {
		moved change
		kind  string
		after string
	}{
		"start":    {set("start", "2023-05-01"), filing.ChangeStart, "2023-05-01"},
		"category": {all(set("kind", plan.KindService), set("rate", "60")), filing.ChangeCategory, plan.KindService},
	} {
		t.Run(name, func(t *testing.T) {
			in := input(submission("管理办", project(6, "甲", begun, c.moved)))
			in.Previous = libraryWith(begun)
			pf := portfolio.Merge(in)
			assert.Equal(t, plan.Red, entry(t, pf, "甲").Light)
			require.Len(t, pf.Unapproved, 1)
			assert.Equal(t, []string{c.kind, c.after}, []string{pf.Unapproved[0].Kind, pf.Unapproved[0].After})

			// That the quarter has passed approves nothing.
			lib := pf.Library()
			next := input(submission("管理办", project(6, "甲", begun, c.moved, set("progress", "42"))))
			next.Previous = &lib
			pf = portfolio.Merge(next)
			assert.Equal(t, plan.Red, entry(t, pf, "甲").Light)
			assert.Len(t, found(pf, "H12"), 1)

			next.Office.Changes = []filing.Change{approved(c.kind, c.after)}
			assert.Equal(t, plan.Green, entry(t, portfolio.Merge(next), "甲").Light)
		})
	}

	// A start that was put off is asked for a reason, and is not said to be over
	// besides.
	waiting := all(begun, set("status", plan.StatusNotStarted), set("progress", "0"))
	in := input(submission("管理办", project(6, "甲", waiting, set("start", "2023-09-01"))))
	in.Previous = libraryWith(waiting)
	putOff := portfolio.Merge(in)
	assert.Len(t, found(putOff, "H12"), 1)
	assert.Len(t, found(putOff, "Q10"), 1)
	assert.Empty(t, found(putOff, "Q09"))

	// What last quarter left blank and is filled in with no more time is no change.
	in = input(submission("管理办", project(6, "甲", begun)))
	in.Previous = libraryWith(begun, set("start", ""))
	assert.Empty(t, found(portfolio.Merge(in), "H12"))
	// And what is left blank now is as it was.
	in = input(submission("管理办", project(6, "甲", begun, set("start", ""), set("y2023", "完工"))))
	in.Previous = libraryWith(begun)
	pf := portfolio.Merge(in)
	assert.Equal(t, plan.Red, entry(t, pf, "甲").Light)
	assert.Empty(t, found(pf, "H12"))
}

// What was left blank was judged, too: filled in so that there is more time, or
// left out now, it would turn red projects green.
func TestLightGoesByWhatWasJudgedBefore(t *testing.T) {
	begun := all(set("start", "2022-01-01"), set("deadline", "2024-12-31"), set("kind", plan.KindWorks), set("progress", "15"))
	served := all(begun, set("kind", plan.KindService), set("rate", "5"), set("progress", "60"))
	last := all(set("deadline", "2025-12-31"), set("kind", plan.KindMechanism), set("start", "2022-01-01"), set("progress", "5"))
	for name, c := range map[string]struct {
		was, now change
		rule     string
		approval filing.Change
	}{
		"blank start":    {all(begun, set("start", ""), set("y2022", "设计")), all(begun, set("y2022", "设计"), set("start", "2023-04-01")), "H12", approved(filing.ChangeStart, "2023-04-01")},
		"first target":   {all(begun, set("start", ""), set("y2022", "设计")), all(begun, set("start", ""), set("y2023", "完工")), "", filing.Change{}},
		"blank category": {all(begun, set("kind", "")), all(begun, set("kind", plan.KindService), set("rate", "90")), "H12", approved(filing.ChangeCategory, plan.KindService)},
		"open end":       {last, all(last, set("deadline", "长期"), set("done", "完成制度起草并征求了12家意见。")), "H08", approved(filing.ChangeDeadline, filing.LongTerm)},
		"rate left out":  {served, all(served, set("rate", "")), "H13", approved(filing.ChangeCategory, plan.KindWorks)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			in := input(submission("管理办", project(6, "甲", c.now)))
			in.Previous = libraryWith(c.was)
			for range 2 { // that the quarter has passed approves nothing
				pf := portfolio.Merge(in)
				assert.Equal(t, plan.Red, entry(t, pf, "甲").Light)
				if c.rule != "" {
					assert.Len(t, found(pf, c.rule), 1)
				}
				lib := pf.Library()
				in.Previous = &lib
			}
			if c.rule == "" {
				return
			}
			in.Office.Changes = []filing.Change{c.approval}
			if name == "rate left out" {
				in.Submissions = []*filing.Submission{submission("管理办", project(6, "甲", c.now, set("kind", plan.KindWorks)))}
			}
			pf := portfolio.Merge(in)
			assert.Equal(t, plan.Green, entry(t, pf, "甲").Light)
			assert.Empty(t, found(pf, c.rule))
			lib := pf.Library()
			in.Previous, in.Office.Changes = &lib, nil
			assert.Equal(t, plan.Green, entry(t, portfolio.Merge(in), "甲").Light)
		})
	}

	// Of another year a rate says nothing.
	in := input(submission("管理办", project(6, "甲", served, set("rate", ""))))
	in.Previous = libraryWith(served)
	in.Previous.Standings[0].Quarter = second.Add(-2)
	pf := portfolio.Merge(in)
	assert.Equal(t, plan.Green, entry(t, pf, "甲").Light)
	assert.Empty(t, found(pf, "H13"))
}

func TestOpenEndingADeadlineNeedsApproval(t *testing.T) {
	yearly := set("kind", plan.KindService)
	in := input(submission("管理办", project(6, "甲", yearly, set("deadline", "长期"), set("progress", "60"))))
	in.Previous = libraryWith(yearly, set("deadline", "2023-05-31"))
	assert.Equal(t, plan.Red, entry(t, portfolio.Merge(in), "甲").Light)

	// Nor is one that lies ahead: the project is behind what was approved.
	in = input(submission("管理办", project(6, "甲", yearly, set("deadline", "长期"), set("progress", "20"))))
	in.Previous = libraryWith(yearly)
	assert.Equal(t, plan.Red, entry(t, portfolio.Merge(in), "甲").Light)
}

func TestStoppingWithoutApprovalIsNoted(t *testing.T) {
	in := input(submission("管理办", project(6, "甲", set("status", "暂缓"))))
	in.Previous = libraryWith()
	pf := portfolio.Merge(in)
	require.Len(t, pf.Unapproved, 1)
	assert.Equal(t, filing.ChangePause, pf.Unapproved[0].Kind)
}

func TestProjectsLeaveWithApproval(t *testing.T) {
	lib := libraryOf(submission("管理办", project(6, "甲"), project(6, "乙"), project(6, "丙")))
	in := input(submission("管理办", project(6, "丙"), project(6, "丙东段"), project(6, "丙西段")))
	in.Previous = lib
	in.Office.Changes = []filing.Change{
		{Kind: filing.ChangeCancel, Old: "06-002", Basis: "纪要一"},
		{Kind: filing.ChangeMerge, Old: "06-003", New: "06-001", Basis: "纪要二"},
		{Kind: filing.ChangeSplit, Old: "06-001", New: "06-004、06-005", Basis: "纪要三"},
	}
	pf := portfolio.Merge(in)
	numbers := map[string]filing.Registered{}
	for _, n := range pf.Numbers {
		numbers[n.Number] = n
	}
	assert.Equal(t, "取消，纪要一", numbers["06-002"].Closed)
	assert.Equal(t, []string{"06-001"}, numbers["06-003"].Next)
	assert.Equal(t, []string{"06-004", "06-005"}, numbers["06-001"].Next)
	assert.Empty(t, found(pf, "H05"), "nobody is asked where they are")

	standing := map[string]string{}
	next := pf.Library()
	for _, s := range next.Standings {
		assert.Equal(t, s.Number == "06-001", s.Left, "it counts once more, in the quarter it leaves with")
		standing[s.Number] = s.Project.Name
	}
	assert.Equal(t, map[string]string{"06-001": "丙", "06-004": "丙东段", "06-005": "丙西段"}, standing)

	in = later(&next, submission("管理办", project(6, "丙东段"), project(6, "丙西段"), project(6, "别的", set("id", "06-001"))))
	pf = portfolio.Merge(in)
	assert.Len(t, pf.Entries, 3)
	assert.Equal(t, "06-006", entry(t, pf, "别的").Number, "the number is closed")
	assert.Len(t, found(pf, "P05"), 1)
	assert.Empty(t, found(pf, "H05"))
}

// One row names all that are merged, and all that a project is split into, in
// whatever way numbers are listed; one that keeps its number stays.
func TestChangesOfSeveralProjectsInOneRow(t *testing.T) {
	for _, between := range []string{"、", ",", "，", ";", "；", " ", "　", "\n", "和"} {
		lib := libraryOf(submission("管理办", project(6, "甲"), project(6, "乙"), project(6, "丙"), project(6, "丁")))
		in := input(submission("管理办", project(6, "丁", set("id", "06-001")), project(6, "甲一"), project(6, "甲", set("id", "06-004"))))
		in.Previous = lib
		in.Office.Changes = []filing.Change{
			{Kind: filing.ChangeMerge, Old: "06-001" + between + "０６－００２" + between + "06—003", New: "06-001", Basis: "纪要一"},
			{Kind: filing.ChangeSplit, Old: "06-004", New: "06-004" + between + "06-005", Basis: "纪要二"},
		}
		pf := portfolio.Merge(in)
		assert.Empty(t, pf.Stale, "%q", between)
		assert.Empty(t, found(pf, "H05"), "%q", between)
		require.Len(t, pf.Entries, 3, "%q", between)
		assert.Equal(t, []string{"06-002", "06-003"}, entry(t, pf, "丁").From, "%q", between)
		assert.Equal(t, []string{"06-004"}, entry(t, pf, "甲一").From, "%q", between)
		assert.False(t, entry(t, pf, "甲一").New, "%q", between)
		for _, n := range pf.Numbers {
			assert.Equal(t, n.Number == "06-002" || n.Number == "06-003", n.Closed != "", "%q %s", between, n.Number)
		}
		for _, s := range pf.Library().Standings {
			assert.False(t, s.Left, "%q %s goes on", between, s.Number)
		}
	}
}

// later is the third quarter's collection, after that library.
func later(lib *filing.Library, subs ...*filing.Submission) portfolio.Input {
	in := input(subs...)
	in.Quarter, in.AsOf, in.Previous = second.Add(1), second.Add(1).Last(), lib
	return in
}

// What was approved in one quarter holds in those that follow, whether or not
// its unit has taken it up by then.
func TestApprovalsAreHandedOn(t *testing.T) {
	for _, c := range []struct {
		name   string
		change filing.Change
		now    change
		want   []string
	}{
		{"name", approved(filing.ChangeName, "新名"), set("name", "新名"), nil},
		{"another name", approved(filing.ChangeName, "新名"), all(set("id", "06-001"), set("name", "别名")), []string{"H04"}},
		{"total", approved(filing.ChangeMoney, "120"), set("total", "120"), nil},
		{"another total", approved(filing.ChangeMoney, "120"), set("total", "130"), []string{"H04"}},
		{"total, no figure given", approved(filing.ChangeMoney, ""), set("total", "120"), []string{"H04"}},
		{"lead", approved(filing.ChangeTransfer, "服务办"), set("lead", "服务办"), nil},
		{"deadline", approved(filing.ChangeDeadline, "2024-06-30"), set("deadline", "2024-06-30"), nil},
		{"deadline, no day given", approved(filing.ChangeDeadline, ""), set("deadline", "2024-06-30"), []string{"H08"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := input(submission("管理办", project(6, "甲")))
			in.Previous, in.Office.Changes = libraryWith(), []filing.Change{c.change}
			lib := portfolio.Merge(in).Library()
			for range 2 {
				pf := portfolio.Merge(later(&lib, submission("管理办", project(6, "甲", set("progress", "60"), c.now))))
				var got []string
				for _, f := range pf.Findings {
					if f.Rule == "H04" || f.Rule == "H08" {
						got = append(got, f.Rule)
					}
				}
				assert.Equal(t, c.want, got)
				assert.Equal(t, "06-001", pf.Entries[0].Number)
				require.Len(t, pf.Approved, 1)
				assert.Equal(t, second, pf.Approved[0].Quarter)
				in = later(&lib)
				lib = portfolio.Merge(in).Library() // and nothing is sent for a quarter
			}
		})
	}
}

func TestTransferredProjectKeepsItsNumber(t *testing.T) {
	in := input(submission("管理办", project(6, "甲")))
	in.Previous = libraryWith()
	in.Office.Changes = []filing.Change{approved(filing.ChangeTransfer, "服务办")}
	lib := portfolio.Merge(in).Library()
	pf := portfolio.Merge(later(&lib, submission("服务办", project(6, "甲(接续)", set("id", "06-001"), set("progress", "60")))))
	assert.Equal(t, "06-001", entry(t, pf, "甲(接续)").Number)
	assert.Empty(t, found(pf, "P05"))
}

func TestALaterApprovalTakesThePlaceOfAnEarlier(t *testing.T) {
	in := input(submission("管理办", project(6, "甲")))
	in.Previous, in.Office.Changes = libraryWith(), []filing.Change{approved(filing.ChangeMoney, "120")}
	lib := portfolio.Merge(in).Library()
	next := later(&lib, submission("管理办", project(6, "甲", set("total", "120"))))
	next.Office.Changes = []filing.Change{approved(filing.ChangeMoney, "130"), approved(filing.ChangeMoney, "120")}
	pf := portfolio.Merge(next)
	assert.Len(t, pf.Approved, 2, "a line copied from last quarter's ledger is no second approval")
	assert.Len(t, found(pf, "H04"), 1)
}

func TestApprovalsOfOneQuarterHoldSideBySide(t *testing.T) {
	for _, total := range []string{"120", "130"} {
		in := input(submission("管理办", project(6, "甲", set("total", total))))
		in.Previous, in.Office.Changes = libraryWith(), []filing.Change{approved(filing.ChangeMoney, "120"), approved(filing.ChangeMoney, "130")}
		assert.Empty(t, found(portfolio.Merge(in), "H04"), total)
	}
}

func TestChangeOfAnUnknownNumberIsSaid(t *testing.T) {
	in := input()
	in.Previous = libraryWith()
	in.Office.Changes = []filing.Change{{Kind: filing.ChangeCancel, Old: "06-077", Basis: "纪要"}}
	assert.Equal(t, []portfolio.Stale{{What: "项目变更 取消 06-077", Why: "编号登记里没有这个编号"}}, portfolio.Merge(in).Stale)
}

func TestUnreadableDeadlineOfAChangeIsSaid(t *testing.T) {
	in := input()
	in.Previous, in.Office.Changes = libraryWith(), []filing.Change{approved(filing.ChangeDeadline, "某天")}
	assert.Equal(t, []portfolio.Stale{{What: "项目变更 调整时限 06-001", Why: "变更后“某天”读不出是哪一天，时限没有调整"}}, portfolio.Merge(in).Stale)
}

func TestNotedChangesStay(t *testing.T) {
	in := input(submission("管理办", project(6, "甲", set("total", "120"))))
	in.Previous = libraryWith()
	noted := []filing.Change{
		{Kind: filing.ChangeCancel, Old: "06-001"},
		{Kind: filing.ChangeMoney, Old: "06-001", After: "120", Approved: plan.Day(2023, 6, 1)},
		{Kind: "改名", Old: "06-001", Basis: "纪要"},
		{Kind: filing.ChangePause, Old: "06-001", Basis: "纪要", Dated: "上周"},
	}
	in.Office.Changes = noted
	pf := portfolio.Merge(in)
	assert.ElementsMatch(t, []filing.Change{noted[0], noted[2], noted[3]}, pf.Noted)
	assert.Equal(t, []filing.Change{noted[1]}, pf.Unapproved, "found in the data, too")
	assert.Empty(t, pf.Approved)
}

// What is dated ahead has not been approved yet.
func TestAnApprovalHoldsFromItsDay(t *testing.T) {
	t.Parallel()
	change := approved(filing.ChangeDeadline, "2025-12-31")
	change.Approved = plan.Day(2023, 12, 1)
	in := input(submission("管理办", project(6, "甲", set("deadline", "2025-12-31"))))
	in.Previous, in.Office.Changes = libraryWith(set("deadline", "2023-05-31")), []filing.Change{change}
	in.Until = plan.Day(2023, 7, 7)
	pf := portfolio.Merge(in)
	assert.Equal(t, plan.Red, entry(t, pf, "甲").Light)
	assert.Equal(t, []filing.Change{change}, pf.Unapproved)
	assert.Empty(t, pf.Approved)
	assert.Contains(t, pf.Stale, portfolio.Stale{What: "项目变更 调整时限 06-001", Why: "批准日期（2023年12月1日）还没有到，到那时才算批准"})

	in.Until = change.Approved
	pf = portfolio.Merge(in)
	assert.Equal(t, plan.Day(2025, 12, 31), entry(t, pf, "甲").Deadline)
	assert.Empty(t, pf.Unapproved)
	assert.Empty(t, pf.Stale)
}

// That the quarter has passed approves neither a lower total nor a stop.
func TestOpenChangesStayOpen(t *testing.T) {
	t.Parallel()
	was := all(set("total", "300"), set("street", "300"), set("deadline", "2023-12-31"), set("start", "2022-01-01"), set("progress", "5"))
	for name, c := range map[string]struct {
		now    change
		kind   string
		before string
		after  string
	}{
		"lower total": {all(was, set("total", "100"), set("street", "100")), filing.ChangeMoney, "300", "100"},
		"no total":    {all(was, set("total", "待定"), set("street", "")), filing.ChangeMoney, "300", "待定"},
		"stop":        {all(was, set("status", plan.StatusPaused)), filing.ChangePause, plan.StatusPaused, plan.StatusPaused},
	} {
		t.Run(name, func(t *testing.T) {
			in := input(submission("管理办", project(6, "甲", c.now)))
			in.Previous = libraryWith(was)
			in.Previous.Standings[0].Light = plan.Red
			var pf *portfolio.Portfolio
			for i := range 3 {
				pf = portfolio.Merge(in)
				require.Len(t, pf.Unapproved, 1)
				assert.Equal(t, []string{c.kind, c.after}, []string{pf.Unapproved[0].Kind, pf.Unapproved[0].After})
				if i > 0 {
					assert.Equal(t, c.before, pf.Unapproved[0].Before)
				}
				if c.kind == filing.ChangePause {
					assert.Equal(t, plan.Red, entry(t, pf, "甲").Known)
				}
				lib := pf.Library()
				in.Previous = &lib
			}

			in.Office.Changes = []filing.Change{approved(c.kind, "")}
			pf = portfolio.Merge(in)
			assert.Empty(t, pf.Unapproved)
			lib := pf.Library()
			in.Previous, in.Office.Changes = &lib, nil
			assert.Empty(t, portfolio.Merge(in).Unapproved)
		})
	}

	// What was approved for one stop allows no other.
	in := input(submission("管理办", project(6, "甲", was, set("status", plan.StatusPaused))))
	in.Previous = libraryWith(was)
	earlier := approved(filing.ChangePause, "")
	earlier.Quarter = second.Add(-3)
	in.Previous.Changes = []filing.Change{earlier}
	assert.Len(t, portfolio.Merge(in).Unapproved, 1)
	in.Previous.Changes[0].Quarter = in.Previous.Quarter
	assert.Empty(t, portfolio.Merge(in).Unapproved)
}
