package intake_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/tabular"
)

// lessons are those of a quarter in which 管理办 headed columns so, each written
// head=column.
func lessons(wordings ...string) *intake.Lessons {
	last := &filing.Library{}
	for _, w := range wordings {
		head, column, _ := strings.Cut(w, "=")
		last.Wordings = append(last.Wordings, filing.Wording{Unit: "管理办", Head: head, Column: column})
	}
	return intake.LessonsOf(plan.Builtin(), last)
}

// renamedHead is the header of most sheets, with other words for some columns,
// each written column=word, and further columns behind.
func renamedHead(words map[string]string, more ...any) []any {
	var titles []any
	for _, h := range head {
		if word, ok := words[h.(string)]; ok {
			h = word
		}
		titles = append(titles, h)
	}
	return append(titles, more...)
}

// twoProjects are rows under such a header, with what the further columns say.
func twoProjects(more ...any) [][]any {
	task := []any{"形态改善行动", "提高小区环境品质"}
	return [][]any{
		append(row(1, task[0], task[1], "甲里整新"), more...),
		append(row(2, task[0], task[1], "乙里整新"), more...),
	}
}

// What a unit's column turned out to be last quarter tells what its header means
// now, where nothing in the sheet does.
func TestLastQuarterTellsColumns(t *testing.T) {
	deadline := map[string]string{"完成时限": "收口日"}
	for _, c := range []struct {
		about   string
		head    []any
		rows    [][]any
		merges  []string
		lessons *intake.Lessons
		file    string
		plan    *plan.Plan
		column  string // that is asked about
		at      string // its letter, "" where it is not read
		found   []string
	}{
		{about: "not known", head: renamedHead(deadline), found: []string{"L02 G1 error"}},
		{about: "known", head: renamedHead(deadline), lessons: lessons("收口日=deadline"), at: "G", found: []string{"L17 G1 info"}},
		{about: "known behind a number and with a remark", head: renamedHead(map[string]string{"完成时限": "7. 收口日"}), lessons: lessons("收口日=deadline"),
			at: "G", found: []string{"L17 G1 info"}},
		{about: "another column stands there", head: renamedHead(nil, "收口日"), rows: twoProjects("2024-06-30"), lessons: lessons("收口日=deadline"),
			at: "G", found: []string{"L04 M1 info"}},
		{about: "two columns were that", head: renamedHead(deadline, "交卷日"), rows: twoProjects("2024-06-30"),
			lessons: lessons("收口日=deadline", "交卷日=deadline"), found: []string{"L02 D1 error", "L04 M1 info"}},
		{about: "another unit's", head: renamedHead(deadline), file: "自治办.xlsx", lessons: lessons("收口日=deadline"), found: []string{"L02 G1 error"}},
		{about: "the plan says that it is none", head: renamedHead(deadline), lessons: lessons("收口日=deadline"),
			plan: teaching(t, "收口日", "不读"), found: []string{"L02 D1 error", "L04 G1 info"}},
		{about: "the plan says that it is another", head: renamedHead(deadline), lessons: lessons("收口日=deadline"),
			plan: teaching(t, "收口日", "实际完成时间"), found: []string{"L02 D1 error"}},
		{about: "one of two that are headed as well", head: renamedHead(map[string]string{"完成时限": "完成时间"}, "时间节点"), rows: twoProjects("2024-06-30"),
			found: []string{"L03 G1 error"}},
		{about: "one of two, known", head: renamedHead(map[string]string{"完成时限": "完成时间"}, "时间节点"), rows: twoProjects("2024-06-30"),
			lessons: lessons("时间节点=deadline"), at: "M", found: []string{"L04 G1 info", "L17 M1 info"}},
		{about: "asked about", head: renamedHead(map[string]string{"完成时限": "竣工时间"}), at: "G", found: []string{"C03 G1 warning"}},
		{about: "asked about last quarter", head: renamedHead(map[string]string{"完成时限": "竣工时间"}), lessons: lessons("竣工时间=deadline"),
			at: "G", found: []string{"L17 G1 info"}},
		{about: "told by what stands below, as last quarter", head: renamedHead(map[string]string{"牵头部门": "建设单位"}), lessons: lessons("建设单位=lead"),
			column: "lead", at: "H"},
		{about: "one of several under a parent", head: renamedHead(map[string]string{"本季度进展情况": "累计进度(%)"}), merges: []string{"K1:L1"},
			rows: append([][]any{{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "甲口径", "乙口径"}}, twoProjects()...), column: "progress",
			found: []string{"L03 K2 error"}},
		{about: "one of several under a parent, known", head: renamedHead(map[string]string{"本季度进展情况": "累计进度(%)"}), merges: []string{"K1:L1"},
			rows: append([][]any{{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "甲口径", "乙口径"}}, twoProjects()...), column: "progress",
			lessons: lessons("累计进度/甲口径=progress"), at: "K", found: []string{"L04 L2 info", "L17 K2 info"}},
		{about: "another than last quarter by what stands beside it", head: renamedHead(nil, "竣工时间"), rows: twoProjects("2023-05-20"),
			lessons: lessons("竣工时间=deadline"), column: "finished", at: "M"},
	} {
		t.Run(c.about, func(t *testing.T) {
			if c.rows == nil {
				c.rows = twoProjects()
			}
			if c.plan == nil {
				c.plan = plan.Builtin()
			}
			if c.file == "" {
				c.file = "管理办.xlsx"
			}
			if c.column == "" {
				c.column = "deadline"
			}
			data := book(t, grid{rows: append([][]any{c.head}, c.rows...), merges: c.merges})
			sub := judged(c.file, data, c.plan, intake.Options{Quarter: quarter, Lessons: c.lessons})
			var layout []string
			for _, f := range findings(t, sub) {
				if strings.HasPrefix(f, "L") || strings.Contains(f, "1 warning") {
					layout = append(layout, f)
				}
			}
			assert.ElementsMatch(t, c.found, layout)
			assert.Equal(t, c.at, sub.Sheets[0].Columns[c.plan.Title(c.column)])
		})
	}
}

// teaching is the plan of an office that has taught a header in 栏目别名.
func teaching(t *testing.T, header, column string) *plan.Plan {
	t.Helper()
	tables := plan.Builtin().Tables()
	for i := range tables {
		if tables[i].Name == "栏目别名" {
			tables[i].Rows = append([]tabular.Row{{Number: 1, Cells: []string{header, column, "", ""}}}, tables[i].Rows...)
		}
	}
	p, err := plan.Parse(tables)
	require.NoError(t, err)
	return p
}

// What is remembered of a report are the headers that took more than themselves,
// and none that names a time.
func TestWhatAReportTeaches(t *testing.T) {
	for _, c := range []struct {
		about string
		head  []any
		plan  *plan.Plan
		known *intake.Lessons
		want  []filing.Wording
	}{
		{about: "plain headers", head: head},
		{about: "a guess", head: renamedHead(map[string]string{"完成时限": "竣工时间"}), want: []filing.Wording{{Head: "竣工时间", Column: "deadline"}}},
		{about: "by what stands below", head: renamedHead(map[string]string{"牵头部门": "建设单位"}), want: []filing.Wording{{Head: "建设单位", Column: "lead"}}},
		{about: "the office's word", head: renamedHead(map[string]string{"完成时限": "收口日"}), plan: teaching(t, "收口日", "完成时限"),
			want: []filing.Wording{{Head: "收口日", Column: "deadline"}}},
		{about: "a time's", head: renamedHead(map[string]string{"完成时限": "2023年收口日"}), plan: teaching(t, "2023年收口日", "完成时限")},
		{about: "what was known", head: renamedHead(map[string]string{"完成时限": "收口日"}), known: lessons("收口日=deadline"),
			want: []filing.Wording{{Head: "收口日", Column: "deadline"}}},
		{about: "a sheet that could not be read", head: renamedHead(map[string]string{"完成时限": "竣工时间", "项目状态": "说法"})},
	} {
		t.Run(c.about, func(t *testing.T) {
			if c.plan == nil {
				c.plan = plan.Builtin()
			}
			data := book(t, grid{rows: append([][]any{c.head}, twoProjects()...)})
			assert.Equal(t, c.want, judged("管理办.xlsx", data, c.plan, intake.Options{Quarter: quarter, Lessons: c.known}).Wordings)
		})
	}
}

// Of a workbook with the reports of two units each is read by its own unit's
// lessons, and one whose witnesses do not agree by none.
func TestLessonsAreOneUnits(t *testing.T) {
	header := renamedHead(map[string]string{"完成时限": "收口日"})
	theirs := func(unit, name string) grid {
		r := row(1, "形态改善行动", "提高小区环境品质", name)
		r[7] = unit
		return grid{name: unit, rows: [][]any{{"填报单位：" + unit}, header, r}}
	}
	opt := intake.Options{Quarter: quarter, Lessons: lessons("收口日=deadline")}
	subs := judgedAll("各部门.xlsx", book(t, theirs("自治办", "甲里整新"), theirs("管理办", "乙里整新")), plan.Builtin(), opt)
	require.Len(t, subs, 2)
	assert.Equal(t, []string{"L02 D2"}, grave(subs[0]), subs[0].Unit)
	assert.Equal(t, "管理办", subs[1].Unit)
	assert.NotContains(t, grave(subs[1]), "L02 D2")
	assert.Equal(t, []string{"G2"}, cellsOf(subs[1], "L17"))

	doubtful := judged("自治办.xlsx", book(t, theirs("管理办", "乙里整新")), plan.Builtin(), opt)
	assert.Equal(t, "管理办", doubtful.Unit)
	assert.Contains(t, grave(doubtful), "L02 D2")
}

// A lone name is a project's when it is one of last quarter's, whatever it looks
// like.
func TestALoneNameOfLastQuarter(t *testing.T) {
	data := book(t, grid{rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲里整新"), {nil, nil, nil, "为民实事"}}})
	var last filing.Library
	last.Standings = []filing.Standing{{Project: filing.Project{Name: "为民实事"}}}
	for _, c := range []struct {
		lessons *intake.Lessons
		rule    string
	}{
		{nil, "L15"},
		{intake.LessonsOf(plan.Builtin(), &last), "L13"},
	} {
		sub := judged("管理办.xlsx", data, plan.Builtin(), intake.Options{Quarter: quarter, Lessons: c.lessons})
		assert.Equal(t, []string{"D3"}, append(cellsOf(sub, "L13"), cellsOf(sub, "L15")...))
		assert.Equal(t, []string{"D3"}, cellsOf(sub, c.rule))
	}
}

// A unit that has another name now keeps what is remembered of it, where the
// plan says that it is the same; columns that the plan no longer has are
// forgotten.
func TestLessonsOfARenamedUnit(t *testing.T) {
	last := &filing.Library{Wordings: []filing.Wording{
		{Unit: "潍坊新村街道社区管理办公室", Head: "收口日", Column: "deadline"}, {Unit: "管理办", Head: "交卷日", Column: "gone"}, {Unit: "没有的部门", Head: "收口日", Column: "start"},
	}}
	data := book(t, grid{rows: append([][]any{renamedHead(map[string]string{"完成时限": "收口日"})}, twoProjects()...)})
	sub := judged("管理办.xlsx", data, plan.Builtin(), intake.Options{Quarter: quarter, Lessons: intake.LessonsOf(plan.Builtin(), last)})
	assert.Equal(t, "G", sub.Sheets[0].Columns["完成时限"])
	assert.Nil(t, intake.LessonsOf(plan.Builtin(), nil))
}

// A sheet most of whose headers last quarter told is known as a plan's by them.
func TestLastQuarterTellsTheHeader(t *testing.T) {
	odd := renamedHead(map[string]string{"完成时限": "收口日", "牵头部门": "谁来办", "项目状态": "目前说法", "累计进度(%)": "推到几成", "总投资(万元)": "盘子"})
	data := book(t, grid{rows: append([][]any{{"填报单位：管理办"}, odd}, twoProjects()...)})
	opt := intake.Options{Quarter: quarter}
	assert.Equal(t, []string{"L01 "}, grave(judged("表.xlsx", data, plan.Builtin(), opt)))
	opt.Lessons = lessons("收口日=deadline", "谁来办=lead", "目前说法=status", "推到几成=progress", "盘子=total")
	sub := judged("表.xlsx", data, plan.Builtin(), opt)
	require.Len(t, sub.Rows, 2)
	assert.Equal(t, []string{"G2"}, cellsOf(sub, "L17"))
	assert.Equal(t, []string{"H2", "I2", "J2", "K2"}, finding(t, sub, "L17").Also)
}
