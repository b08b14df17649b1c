package portfolio_test

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// libraryWith is a library in which 管理办 leads 甲, 06-001, as changed.
func libraryWith(changes ...change) *filing.Library {
	return libraryOf(submission("管理办", project(6, "甲", changes...)), submission("服务办", project(9, "助餐点")))
}

// against is what comparing a project of 管理办 with a library finds, as
// rule@cell.
func against(lib *filing.Library, changes []filing.Change, p filing.Project) []string {
	s := submission("管理办", p)
	if _, rule := plan.Builtin().Rule(p.Note); rule { // what its file alone has given already
		fault(s, 0, p.Note)
	}
	compare(s, lib, changes)
	var got []string
	for _, f := range s.Findings {
		got = append(got, f.Rule+"@"+f.Column)
	}
	return got
}

func TestHistoryRules(t *testing.T) {
	pending := func(p *filing.Project) { p.Total = plan.Amount{Kind: plan.Pending} }
	total := plan.Builtin().Title("total")
	status := func(word, progress string) change { return all(set("status", word), set("progress", progress)) }
	for _, c := range []struct {
		name   string
		before change
		now    change
		want   []string
	}{
		{"going on", set("done", "完成招标。"), set("progress", "60"), nil},
		{"progress fell", nil, all(set("done", "完成招标。"), set("progress", "40")), []string{"H01@累计进度(%)"}},
		{"paid fell", set("done", "完成招标。"), all(set("progress", "60"), set("paid", "39.99")), []string{"H02@累计完成投资(支出)(万元)"}},
		{"paid was left blank", set("done", "完成招标。"), all(set("progress", "60"), set("paid", "")), []string{"H02@累计完成投资(支出)(万元)"}},
		{"paid was left blank as before", all(set("done", "完成招标。"), set("paid", "")), all(set("progress", "60"), set("paid", "")), nil},
		{"paid is to be settled", set("done", "完成招标。"), all(set("progress", "60"), set("paid", "待定")), nil},
		{"no longer finished", status("已完成", "100"), all(set("done", "完成招标。"), set("progress", "80")), []string{"H03@项目状态"}},
		{"finished all along", status("已完成", "100"), status("已完成", "100"), nil},
		{"total changed", set("done", "完成招标。"), all(set("progress", "60"), set("total", "120")), []string{"H04@" + total}},
		{"total settled", all(pending, set("done", "完成招标。")), set("progress", "60"), nil},
		{"total in another unit", set("done", "完成招标。"), all(set("progress", "60"), set("total", "1000000")), []string{"M04@" + total}},
		{"total a hundred times as large", set("done", "完成招标。"), all(set("progress", "60"), set("total", "10000")), []string{"M04@" + total}},
		{"total not quite a hundred times as large", set("done", "完成招标。"), all(set("progress", "60"), set("total", "9999.99")), []string{"H04@" + total}},
		{"lead changed", set("done", "完成招标。"), all(set("progress", "60"), set("lead", "服务办")), []string{"H04@牵头部门"}},
		{"renamed under its number", set("done", "完成招标。"), all(set("progress", "60"), set("id", "06-001"), set("name", "新名")), []string{"H04@项目名称"}},
		{"renamed without its number", nil, set("name", "新名"), []string{"H07@项目名称"}},
		{"moved to another task under its number", set("done", "完成招标。"), all(set("progress", "60"), set("id", "06-001"), set("task", plan.Builtin().Tasks[6].Name)), []string{"H04@重点任务"}},
		{"deadline moved", set("done", "完成招标。"), all(set("progress", "60"), set("deadline", "2024-06-30")), []string{"H08@完成时限"}},
		{"late by the deadline approved", set("deadline", "2023-06-15"), all(set("progress", "90"), set("done", "完成招标。")), []string{"H08@完成时限", "Q10@存在问题及滞后原因"}},
		{"late by the deadline approved, with a reason", set("deadline", "2023-06-15"), all(set("progress", "90"), set("done", "完成招标。"), set("problem", "雨季影响。")), []string{"H08@完成时限"}},
		{"late by either deadline", set("deadline", "2023-06-15"), all(set("progress", "90"), set("done", "完成招标。"), set("note", "Q08")), []string{"Q08@完成时限", "H08@完成时限"}},
		{"text copied", set("done", "签约助餐点5家。"), all(set("progress", "60"), set("done", "签约助餐点 5家")), []string{"H06@本季度进展情况"}},
		{"text copied when done", all(status("已完成", "100"), set("done", "完成。")), all(status("已完成", "100"), set("done", "完成。")), nil},
		{"text copied when cancelled", all(status("取消", "40"), set("done", "完成招标。")), all(status("取消", "40"), set("done", "完成招标。")), nil},
		{"text of last quarter", nil, all(set("progress", "60"), set("done", "一季度完成招标,正在施工。")), []string{"H10@本季度进展情况"}},
		{"text of last year", nil, all(set("progress", "60"), set("done", "2022年完成招标,正在施工。")), []string{"H10@本季度进展情况"}},
		{"text that goes on to this quarter", nil, all(set("progress", "60"), set("done", "一季度完成招标,二季度进场。")), nil},
		{"progress jumped", all(set("progress", "5"), set("done", "完成招标。")), set("progress", "46"), []string{"H11@累计进度(%)"}},
		{"progress rose by the limit", all(set("progress", "5"), set("done", "完成招标。")), set("progress", "45"), nil},
		{"one quarter without progress", set("done", "完成招标。"), nil, nil},
		{"number nobody gave", set("done", "完成招标。"), all(set("progress", "60"), set("id", "06-077")), []string{"P05@项目编号"}},
		{"another unit's number", set("done", "完成招标。"), all(set("progress", "60"), set("id", "09-001")), []string{"P05@项目编号"}},
		{"less, and a remark says why", nil, all(set("progress", "40"), set("note", "经监理重新核定，上季度多报10个百分点")), nil},
		{"less, and a remark of something else", nil, all(set("progress", "40"), set("note", "市政府实事项目"), set("done", "完成招标。")), []string{"H01@累计进度(%)"}},
		{"less, and a remark that stood there before", set("note", "经监理重新核定"), all(set("progress", "40"), set("note", "经监理重新核定。"), set("done", "完成招标。")), []string{"H01@累计进度(%)"}},
		{"paid less, and a remark says why", set("done", "完成招标。"), all(set("progress", "60"), set("paid", "30"), set("note", "审价核减10万元")), nil},
		{"no longer finished, and a remark says why", status("已完成", "100"), all(set("done", "完成招标。"), set("progress", "80"), set("note", "上季度报早了，尾工未完")), nil},
		{"text copied, and a reason", set("done", "签约助餐点5家。"), all(set("progress", "60"), set("done", "签约助餐点5家。"), set("problem", "居民对选址有意见")), nil},
		{"text copied, and the reason of last quarter", all(set("done", "签约助餐点5家。"), set("problem", "居民对选址有意见")), all(set("progress", "60"), set("done", "签约助餐点5家。"), set("problem", "居民对选址有意见")), []string{"H06@本季度进展情况"}},
		{"progress jumped, and a remark says why", all(set("progress", "5"), set("done", "完成招标。")), all(set("progress", "46"), set("note", "设备集中到货，一次性安装完")), nil},
		{"progress jumped, and a reason", all(set("progress", "5"), set("done", "完成招标。")), all(set("progress", "46"), set("problem", "前期征询顺利，提前开工")), nil},
		{"total in another unit, and a remark says not", set("done", "完成招标。"), all(set("progress", "60"), set("total", "20000"), set("note", "总投资数额无误")), nil},
		{"another unit's number, and a remark says why", set("done", "完成招标。"), all(set("progress", "60"), set("id", "09-001"), set("note", "由服务办移交")), nil},
		{"number nobody gave, whatever is said", set("done", "完成招标。"), all(set("progress", "60"), set("id", "06-077"), set("note", "由服务办移交")), []string{"P05@项目编号"}},
		{"paused, progress left out", set("done", "完成招标。"), all(set("status", "暂缓"), set("progress", "")), nil},
		{"new and paused, progress left out", nil, all(set("name", "新名"), set("status", "暂缓"), set("progress", "")), []string{"Q03@累计进度(%)"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, now := all(), all()
			if c.before != nil {
				before = c.before
			}
			if c.now != nil {
				now = c.now
			}
			got := against(libraryWith(before), nil, project(6, "甲", now))
			assert.Equal(t, c.want, got)
		})
	}
}

func TestHistorySaysThatACellIsBlank(t *testing.T) {
	s := submission("管理办", project(6, "甲", set("progress", "60"), set("paid", "")))
	compare(s, libraryWith(set("done", "完成招标。")), nil)
	require.Len(t, s.Findings, 1)
	assert.Empty(t, s.Findings[0].Value)
	assert.Contains(t, s.Findings[0].Message, "“空白”，比上季度的40还少")
}

func TestHistorySaysWhatWasAndIs(t *testing.T) {
	s := submission("管理办", project(6, "甲", set("progress", "40")))
	compare(s, libraryWith(set("done", "完成招标。")), nil)
	require.Len(t, s.Findings, 1)
	f := s.Findings[0]
	assert.Regexp(t, "40.*50", f.Message)
	assert.Equal(t, "不低于上季度的50", f.Expected)
	assert.Equal(t, s.CellOf("项目计划表", "累计进度(%)", 6), f.Cell)
	assert.Equal(t, filing.RowID("6|甲"), f.Key)
	assert.True(t, f.Across)
}

func TestHistoryStalls(t *testing.T) {
	q4 := libraryOf(submission("管理办", project(6, "甲", set("done", "完成招标。"))))
	q4.Quarter = plan.Quarter{Year: 2022, N: 4}
	in := input(submission("管理办", project(6, "甲", set("done", "进场。"))))
	in.Quarter, in.AsOf, in.Previous = first, first.Last(), q4
	pf := portfolio.Merge(in)
	assert.Empty(t, found(pf, "H09"), "one quarter is no two")
	assert.Equal(t, 1, pf.Entries[0].Stalled)

	lib := pf.Library()
	next := input(submission("管理办", project(6, "甲", set("done", "又进场。"))))
	next.Previous = &lib
	pf = portfolio.Merge(next)
	assert.Len(t, found(pf, "H09"), 1)
	assert.Equal(t, 2, pf.Entries[0].Stalled)

	next.Submissions = []*filing.Submission{submission("管理办", project(6, "甲", set("done", "又进场。"), set("problem", "雨季停工。")))}
	pf = portfolio.Merge(next)
	assert.Empty(t, found(pf, "H09"), "it says why")
	assert.Equal(t, 2, pf.Entries[0].Stalled, "and stands still all the same")
}

func TestCompareTwiceIsOnce(t *testing.T) {
	lib := libraryWith()
	s := submission("管理办", project(6, "甲", set("progress", "40")), project(6, "新", set("status", "暂缓"), set("progress", "")))
	fault(s, -1, "L08")
	var first []filing.Finding
	for range 3 {
		compare(s, lib, nil)
		if first == nil {
			first = s.Findings
		}
		assert.Equal(t, len(first), len(s.Findings))
		assert.Equal(t, []filing.Cause{"", filing.Faulty}, causes(s))
	}
	assert.Equal(t, plan.Warning, s.Findings[0].Severity, "a zero report of a unit that led projects")
}

// A project that counts with last quarter's approved values is compared as any
// other is, by check as by merging.
func TestABadPlanCellSilencesNoComparison(t *testing.T) {
	s := fault(submission("管理办", project(6, "甲", set("id", "06-001"), set("progress", "40"), set("deadline", "2026-06-30"))), 0, "T03")
	in := input(s)
	in.Previous = libraryWith(set("done", "完成招标。"))
	assert.Len(t, found(portfolio.Merge(in), "H01"), 1)
	compare(s, in.Previous, nil)
	assert.Equal(t, []filing.Cause{filing.Counted}, causes(s))
	assert.Equal(t, "2023-12-31", s.Rows[0].Project.Value("deadline"))
	var got []string
	for _, f := range s.Findings {
		got = append(got, f.Rule)
	}
	assert.Equal(t, []string{"T03", "H01"}, got)
}

// An exception may name a project by a number that its row does not give.
func TestAnExceptionByNumberLetsARowPassThatIsKnownByName(t *testing.T) {
	sent := func() *filing.Submission {
		return fault(submission("管理办", project(6, "甲", set("progress", "60"), set("deadline", "2026-06-30"))), 0, "T03")
	}
	in := input(sent())
	in.Previous = libraryWith(set("done", "完成招标。"))
	passed := []plan.Exception{{Rule: "T03", Project: "06-001", ApprovedBy: "组长"}}
	in.Office.Exceptions = passed
	assert.Equal(t, portfolio.Reported, entry(t, portfolio.Merge(in), "甲").State)
	for number, want := range map[string]filing.Cause{"06-001": filing.Counted, "06-002": filing.Faulty} {
		passed[0].Project = number
		s := sent()
		portfolio.Compare(s, plan.Builtin(), check.NewHistory(plan.Builtin(), second, in.Previous, nil), passed, second.Last(), today)
		assert.Equal(t, []filing.Cause{want}, causes(s), number)
	}
}

func TestMergeFindsAnewWhatCheckFound(t *testing.T) {
	lib := libraryWith()
	s := submission("管理办", project(6, "甲", set("progress", "40")), project(6, "新", set("status", "暂缓"), set("progress", "")))
	in := input(s)
	in.Previous = lib
	want := asText(t, portfolio.Merge(in))
	compare(s, lib, nil)
	assert.Equal(t, want, asText(t, portfolio.Merge(in)))
}

// A column of names that was sorted without the numbers beside it renames no
// project; an approval does.
func TestExchangedNumbersGoByTheNames(t *testing.T) {
	was := submission("管理办", project(6, "甲", set("deadline", "2023-05-31")), project(6, "乙", set("deadline", "2024-12-31")))
	in := input(submission("管理办", project(6, "甲", set("id", "06-002")), project(6, "乙", set("id", "06-001"))))
	in.Previous = libraryOf(was)
	numbers := map[string]string{"甲": numberOf(in.Previous, "甲"), "乙": numberOf(in.Previous, "乙")}
	in.Submissions[0].Rows[0].Project.ID, in.Submissions[0].Rows[1].Project.ID = numbers["乙"], numbers["甲"]
	pf := portfolio.Merge(in)
	for name, number := range numbers {
		assert.Equal(t, number, entry(t, pf, name).Number)
	}
	doubts := found(pf, "P05")
	require.Len(t, doubts, 2)
	assert.Contains(t, doubts[0].Message, "是管理办的“乙”")

	in.Office.Changes = []filing.Change{{Kind: filing.ChangeName, Old: numbers["乙"], After: "甲", Basis: "纪要"}, {Kind: filing.ChangeName, Old: numbers["甲"], After: "乙", Basis: "纪要"}}
	assert.Equal(t, numbers["乙"], entry(t, portfolio.Merge(in), "甲").Number)
}

func TestNumbersTypedTwiceBelongToOneRow(t *testing.T) {
	s := submission("管理办", project(6, "抄了编号", set("id", "06-001")), project(6, "甲", set("id", "06-001")))
	in := input(s)
	in.Previous = libraryWith()
	pf := portfolio.Merge(in)
	assert.Equal(t, "06-001", entry(t, pf, "甲").Number)
	assert.Equal(t, "06-002", entry(t, pf, "抄了编号").Number)
	doubts := found(pf, "P05")
	require.Len(t, doubts, 1)
	assert.Contains(t, doubts[0].Message, "“06-001”在第7行已经用过")
}
