package check_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

var quarter = plan.Quarter{Year: 2023, N: 2}

// columns are where the test's sheet has the form's columns.
var columns = []string{"id", "name", "content", "y2023", "start", "deadline", "lead", "total", "district", "street", "funding", "status", "progress", "done", "paid", "problem", "next"}

// change alters a project of a test.
type change func(*filing.Project)

// set puts a value into a column, written as the form has it.
func set(key, value string) change {
	return func(p *filing.Project) {
		if err := p.Set(plan.Builtin(), key, value); err != nil {
			panic(err)
		}
	}
}

// submission is a unit's sheet of sound projects from row 6 on, changed one by
// one, as it has been read.
func submission(changes ...[]change) *filing.Submission {
	p := plan.Builtin()
	s := &filing.Submission{Path: "管理办.xlsx", Unit: "管理办", Quarter: quarter, Facts: &filing.Facts{}}
	sheet := filing.PlanSheet{Name: "项目计划表", HeaderRow: 5, Columns: map[string]string{}, Heads: map[string]filing.HeaderCell{}}
	for i, key := range columns {
		letter := string(rune('A' + i))
		sheet.Columns[p.Title(key)] = letter
		sheet.Heads[key] = filing.HeaderCell{Text: p.Title(key), Cell: letter + "5", Row: 5, Col: i + 1}
	}
	s.Sheets = []filing.PlanSheet{sheet}
	task := p.Tasks[5]
	for i, cs := range changes {
		half := 50 * plan.Point
		project := filing.Project{
			Track: p.TrackNo(task.Track).Name, Task: task.Name, TaskNo: task.No, Name: fmt.Sprintf("小区整新%d期", i+1), Content: "更新设施。",
			Kind: plan.KindService, Targets: map[int]string{2023: "完工"}, Start: plan.Day(2023, 1, 1), Deadline: plan.Day(2023, 12, 31), Lead: "管理办",
			Total: plan.Exactly(100 * plan.Wan), District: plan.Exactly(100 * plan.Wan), Funding: "已落实", Status: plan.StatusUnderWay,
			Progress: &half, Done: "完成基础施工，主体过半。", Paid: plan.Exactly(50 * plan.Wan), Next: "9月底前完工。", Unit: "管理办",
			Source: filing.Source{File: s.Path, Sheet: sheet.Name, Row: 6 + i},
		}
		for _, c := range cs {
			c(&project)
		}
		s.Rows = append(s.Rows, filing.Row{Project: project})
	}
	return s
}

// found are a submission's findings, as RULE cell severity.
func found(s *filing.Submission) []string {
	var all []string
	for _, f := range s.Findings {
		all = append(all, fmt.Sprint(f.Rule, " ", f.Cell, " ", f.Severity))
	}
	return all
}

func judged(s *filing.Submission) *filing.Submission {
	check.Judge(s, plan.Builtin(), check.Options{Quarter: quarter})
	return s
}

func TestASoundSheetIsClean(t *testing.T) {
	assert.Empty(t, found(judged(submission(nil, nil, nil))))
}

// One acceptance mends all that the finding is about.
func TestAUnitIsMendedAtOnce(t *testing.T) {
	yuan := []change{set("total", "1000000"), set("district", "1000000"), set("paid", "500000")}
	for _, c := range []struct {
		rows [][]change
		want string
		also []filing.Mending
	}{
		{[][]change{yuan, yuan, yuan}, plan.Builtin().Title("total") + "(元)", []filing.Mending{
			{Column: "资金-区级", Value: "资金-区级", Suggest: "资金-区级(元)"},
			{Column: "累计完成投资(支出)(万元)", Value: "累计完成投资(支出)(万元)", Suggest: "累计完成投资(支出)(元)"},
		}},
		{[][]change{yuan}, "100", []filing.Mending{
			{Column: "资金-区级", Value: "1000000", Suggest: "100"}, {Column: "累计完成投资(支出)(万元)", Value: "500000", Suggest: "50"},
		}},
	} {
		found := judged(submission(c.rows...)).Findings
		require.Len(t, found, 1)
		assert.Equal(t, c.want, found[0].Suggest)
		assert.Equal(t, c.also, found[0].AlsoMend)
		assert.Len(t, found[0].Also, len(c.also))
	}
}

// What was said in one place is not said again of what it explains.
func TestOneCauseOneFinding(t *testing.T) {
	nothing := []change{set("status", ""), set("progress", ""), set("deadline", ""), set("total", ""), set("district", ""), set("done", ""), set("paid", ""), set("next", "")}
	var dragged, four, apart [][]change
	for i := range 5 {
		dragged = append(dragged, []change{set("deadline", (plan.Day(2023, 6, 25) + plan.Date(i)).String())})
		four = append(four, []change{set("deadline", (plan.Day(2023, 12, 20) + plan.Date(i)).String())})
		apart = append(apart, []change{set("deadline", (plan.Day(2023, 12, 20) + plan.Date(2*i)).String())})
	}
	yuan := []change{set("total", "1000000"), set("district", "1000000"), set("paid", "500000")}
	for _, c := range []struct {
		name    string
		changes [][]change
		want    []string
	}{
		{"a row that says nothing", [][]change{nothing, nil}, []string{"L13 B6 error"}},
		{"a row that says one thing", [][]change{append(nothing[:len(nothing):len(nothing)], set("status", "前期")), nil},
			[]string{"T01 F6 error", "M01 H6 error", "Q03 M6 error", "Q06 N6 warning", "Q13 Q6 warning"}},
		{"deadlines dragged down", dragged, []string{"L13 F6 warning"}},
		{"four of them", four[:4], nil},
		{"deadlines two days apart", apart, nil},
		{"amounts in 元", [][]change{yuan, yuan, yuan}, []string{"M04 H5 error"}},
		{"two rows of amounts in 元", [][]change{yuan, yuan}, []string{"M04 H6 error", "M04 H7 error"}},
		{"two amounts of a row, each no project's", [][]change{{set("total", "1000000"), set("district", "1000000")}}, []string{"M04 H6 error"}},
		{"an amount paid that no project has", [][]change{{set("paid", "12000000")}}, []string{"M04 O6 error"}},
		{"an amount paid a hundred times the total", [][]change{{set("paid", "10000")}}, []string{"M04 O6 error"}},
		{"one just below", [][]change{{set("paid", "9999.99")}}, []string{"M05 O6 warning"}},
		{"small, though a hundred times the total", [][]change{{set("total", "0.3"), set("district", "0.3"), set("paid", "999")}}, []string{"M05 O6 warning"}},
		{"a source that no project has", [][]change{{set("district", "1000000")}}, []string{"M04 I6 error"}},
		{"amounts paid in 元", [][]change{{set("paid", "500000")}, {set("paid", "20000")}, {set("paid", "50")}}, []string{"M04 O5 error"}},
		{"sources in 元", [][]change{{set("district", "1000000")}, {set("district", "1000000")}, {set("district", "1000000")}}, []string{"M04 I5 error"}},
		{"amounts paid, as many in 万元", [][]change{{set("paid", "20000")}, {set("paid", "50")}, nil}, []string{"M04 O6 error"}},
		{"amounts above the limit", [][]change{{set("total", "20300"), set("district", "20300")}, nil, nil}, []string{"M04 H6 warning"}},
		{"amounts at the limit", [][]change{{set("total", "10000"), set("district", "10000")}, {set("total", "10000"), set("district", "10000")}, {set("total", "10000"), set("district", "10000")}},
			[]string{"M04 H6 warning", "M04 H7 warning", "M04 H8 warning"}},
		{"begun and ended on one day", [][]change{{set("start", "2023-12-31")}}, nil},
		{"ended before it began", [][]change{{set("start", "2024-01-01")}}, []string{"T04 E6 error"}},
		{"an amount just below what no project has", [][]change{{set("total", "99999"), set("district", "99999")}}, []string{"M04 H6 warning"}},
		{"an amount that no project has", [][]change{{set("total", "100000"), set("district", "100000")}}, []string{"M04 H6 error"}},
		{"a column left out by all", [][]change{{set("funding", "")}, {set("funding", "")}, {set("funding", "")}},
			[]string{"M06 H6 warning", "M06 H7 info", "M06 H8 info"}},
		{"a column left out by some", [][]change{{set("funding", "")}, {set("funding", "")}, nil}, []string{"M06 H6 warning", "M06 H7 warning"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := judged(submission(c.changes...))
			assert.ElementsMatch(t, c.want, found(s))
			assert.Nil(t, s.Facts)
		})
	}
	assert.Equal(t, []string{"F7", "F8", "F9", "F10"}, judged(submission(dragged...)).Findings[0].Also)
	assert.Equal(t, []string{"I5", "O5"}, judged(submission(yuan, yuan, yuan)).Findings[0].Also)
	assert.Equal(t, "总投资(总经费)(元)", judged(submission(yuan, yuan, yuan)).Findings[0].Suggest)
}

// Facts are worded, mark their columns, and speak alone where they explain all.
func TestFactsBecomeFindings(t *testing.T) {
	s := submission([]change{set("total", "")}, []change{set("deadline", "")}, nil)
	s.Facts.List = []filing.Fact{{Rule: "L10", Value: "2", Other: "甲、乙"}, {Rule: "没有的规则"}}
	s.Facts.Rows = []filing.Fact{
		{Rule: "M01", Of: 1, Sheet: "项目计划表", Row: 6, Cell: "H6", Col: 8, Key: "total", Value: "若干", Bad: true},
		{Rule: "P04", Of: 2, Sheet: "项目计划表", Row: 7, Cell: "B7", Col: 2, Key: "name", Value: "示例"},
	}
	s.Rows[0].Typed = []filing.Typed{{Column: plan.Builtin().Title("total"), Cell: "H6", Value: "若干"}}
	judged(s)
	assert.Equal(t, []string{"L10  info", "M01 H6 error", "P04 B7 warning"}, found(s), "a total that could not be read is not missing, and an example lacks nothing")
	assert.Equal(t, "小区整新1期", s.Findings[1].Project)
	assert.Equal(t, s.Rows[0].Project.Key(), s.Findings[1].Key)
	assert.Equal(t, "总投资(总经费)填的是“若干”，读不出金额。", s.Findings[1].Message)
	require.NotEmpty(t, s.Rows[0].Typed, "a row that is left out is kept as typed")
	assert.Contains(t, s.Rows[0].Typed, filing.Typed{Column: plan.Builtin().Title("total"), Cell: "H6", Value: "若干"})
	assert.Contains(t, s.Rows[0].Typed, filing.Typed{Column: "项目状态", Cell: "L6", Value: "在建"})
	assert.Nil(t, s.Rows[2].Typed, "nothing is kept of one that counts")

	again := found(s)
	check.Judge(s, plan.Builtin(), check.Options{Quarter: quarter})
	assert.Equal(t, again, found(s), "what is judged stays as it is")
}

// A hint with nothing to propose proposes nothing.
func TestHintsWithoutASuggestion(t *testing.T) {
	for _, c := range []struct{ suggest, want string }{
		{"", "从下拉框里选一个：未启动、前期、在建、已完成、暂缓、取消。"},
		{"在建", "从下拉框里选一个：未启动、前期、在建、已完成、暂缓、取消。看样子是“在建”，请确认是不是。"},
	} {
		s := submission([]change{set("status", ""), set("progress", "")})
		s.Facts.Rows = []filing.Fact{{
			Rule: "Q02", Of: 1, Sheet: "项目计划表", Row: 6, Cell: "L6", Col: 12, Key: "status", Value: "某", Bad: true, Suggest: c.suggest,
			Expected: "未启动、前期、在建、已完成、暂缓、取消",
		}}
		judged(s)
		require.Equal(t, []string{"Q02 L6 error"}, found(s))
		assert.Equal(t, c.want, s.Findings[0].Hint)
	}
}

// A row is judged anew where the office corrected it; what its reading showed
// stays until that cell is corrected.
func TestRejudge(t *testing.T) {
	read := func() *filing.Submission {
		s := submission([]change{set("deadline", ""), set("status", "在建"), set("next", "")}, nil, nil)
		s.Facts.Rows = []filing.Fact{
			{Rule: "T02", Of: 1, Sheet: "项目计划表", Row: 6, Cell: "F6", Col: 6, Key: "deadline", Value: "年底前", Bad: true},
			{Rule: "C03", Of: 1, Sheet: "项目计划表", Row: 6, Cell: "L6", Col: 12, Key: "status", Value: "施工中", Expected: "在建"},
		}
		return judged(s)
	}
	require.Equal(t, []string{"T02 F6 error", "C03 L6 info", "Q13 Q6 warning"}, found(read()))
	for _, c := range []struct {
		name    string
		correct []change
		want    []string
	}{
		{"another cell", []change{set("id", "06-001")}, []string{"T02 F6 error", "C03 L6 info", "Q13 Q6 warning"}},
		{"the cell", []change{set("deadline", "2023-12-31")}, []string{"C03 L6 info", "Q13 Q6 warning"}},
		{"the cell, wrongly", []change{set("deadline", "2027-12-31")}, []string{"C03 L6 info", "Q13 Q6 warning", "T03 F6 error"}},
		{"what was read otherwise", []change{set("status", "已完成")}, []string{"T02 F6 error", "Q04 L6 error"}},
		{"what was warned of", []change{set("next", "9月底前完工。")}, []string{"T02 F6 error", "C03 L6 info"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := read()
			was := s.Rows[0].Project
			for _, change := range c.correct {
				change(&s.Rows[0].Project)
			}
			check.Rejudge(s, []*filing.Project{&was, nil, nil}, plan.Builtin(), check.Options{Quarter: quarter})
			assert.ElementsMatch(t, c.want, found(s))
		})
	}
}

// That a sheet is another quarter's explains whatever its rows are asked for;
// what is wrong with them stays wrong.
func TestRowsOfAnotherQuarterAreNotAsked(t *testing.T) {
	s := submission([]change{set("deadline", "2023-03-31"), set("funding", "")}, []change{set("status", "")})
	s.Facts.List = []filing.Fact{{Rule: "U10", Sheet: "项目计划表", Row: 2, Col: 5, Cell: "E2", Value: "2023年第一季度"}}
	assert.Equal(t, []string{"U10 E2 error", "Q08 F6 info", "M06 H6 info", "Q01 L7 error"}, found(judged(s)))
}

// A total of 无 is meant where the funding says that none is needed, and
// missing where it does not.
func TestATotalOfNothing(t *testing.T) {
	for funding, want := range map[string][]string{plan.FundingNone: nil, "已落实": {"M01 H6 error"}} {
		s := submission([]change{set("total", "0"), set("district", ""), set("paid", ""), set("funding", funding)})
		s.Rows[0].Typed = []filing.Typed{{Column: plan.Builtin().Title("total"), Cell: "H6", Value: "无"}}
		assert.Equal(t, want, found(judged(s)), funding)
	}
}

// What should stand in the cell is said beside the finding.
func TestFindingsSayWhatIsWanted(t *testing.T) {
	for _, c := range []struct {
		rule   string
		change change
		want   string
	}{
		{"P02", set("content", ""), "做什么、做到什么程度"},
		{"T05", set("y2023", ""), "至少写一年的计划"},
		{"Q04", set("status", plan.StatusDone), "进度为100，或者状态为在建"},
		{"Q06", set("done", ""), "本季度做成了什么"},
		{"Q10", set("progress", "10"), "为什么慢、打算怎么赶上"},
		{"Q12", set("done", "正在推进"), "做了什么、完成多少、到了哪一步，至少8个字"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			sub := submission([]change{c.change})
			check.Judge(sub, plan.Builtin(), check.Options{})
			var got []string
			for _, f := range sub.Findings {
				if f.Rule == c.rule {
					got = append(got, f.Expected)
				}
			}
			assert.Equal(t, []string{c.want}, got)
		})
	}

	sub := submission(nil)
	sub.Facts.Rows = append(sub.Facts.Rows, filing.Fact{Rule: "S02", Of: 1, Key: "track", Value: "环境提升"})
	check.Judge(sub, plan.Builtin(), check.Options{})
	assert.Equal(t, strings.Join(plan.Builtin().TrackNames(), "、"), sub.Findings[0].Expected)
}

// A total is compared with the rows above it, as long as all of them could be read.
func TestTotalsOfRowsThatCannotBeRead(t *testing.T) {
	for _, c := range []struct {
		rows [][]change
		want []string
	}{
		{[][]change{nil, nil}, []string{"L07 H8 warning"}},
		{[][]change{nil, {set("total", "-100"), set("district", "-100")}}, []string{"M02 H7 error", "M02 I7 error"}},
	} {
		sub := submission(c.rows...)
		sub.Facts.Totals = []filing.Total{{
			Sheet: "项目计划表", Row: 8, Label: "合计", Runs: []filing.RowRun{{From: 0, To: 2}},
			Amounts: []filing.TotalAmount{{Key: "total", Cell: "H8", Col: 8, Money: 300 * plan.Wan}},
		}}
		assert.Equal(t, c.want, found(judged(sub)))
	}
}

// A sheet may hold two tables, one below the other, of different columns.
func TestRowsBelongToTheTableAbove(t *testing.T) {
	sub := submission([]change{set("status", "")}, []change{set("status", "")})
	sub.Rows[1].Project.Source.Row = 21
	lower := sub.Sheets[0]
	lower.HeaderRow = 20
	lower.Columns = map[string]string{plan.Builtin().Title("name"): "B", plan.Builtin().Title("status"): "D"}
	sub.Sheets = append(sub.Sheets, lower)
	assert.Equal(t, []string{"Q01 L6 error", "Q01 D21 error"}, found(judged(sub)))
}

// Another unit's projects are asked about one by one, unless all of the file is of
// one other unit: that is said of the file.
func TestProjectsOfAnotherUnit(t *testing.T) {
	other, third := []change{set("lead", "党建办")}, []change{set("lead", "服务办")}
	assert.Empty(t, found(judged(submission(other, other))))
	assert.Equal(t, []string{"U07 G6 warning"}, found(judged(submission(other))))
	assert.Equal(t, []string{"U07 G6 warning", "U07 G7 warning", "U07 G8 warning", "U07 G9 warning"}, found(judged(submission(other, other, third, third))))
}
