package intake_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
)

// Sheets with the same projects are one report: one is read, and of each other
// one thing is said.
func TestCopiesAreReadOnce(t *testing.T) {
	page := func(name string, title string, projects ...string) grid {
		g := grid{name: name, rows: [][]any{{title}, head}}
		for i, p := range projects {
			g.rows = append(g.rows, row(i+1, "形态改善行动", "提高小区环境品质", p))
		}
		return g
	}
	changed := page("终稿", "", "甲里整新", "乙里整新", "丙里整新")
	changed.rows[3][10] = 70
	for _, c := range []struct {
		about string
		pages []grid
		rows  int
		found []string
		says  string
	}{
		{"equal to the letter", []grid{page("甲", "", "甲里整新", "乙里整新"), page("乙", "", "乙里整新", "甲里整新")}, 2, []string{"L14 "}, "工作表“乙”和工作表“甲”是同样的项目，没有读取"},
		{"of which one was changed", []grid{page("甲", "", "甲里整新", "乙里整新", "丙里整新"), changed}, 3, []string{"L14 "}, "但第4行填的不一样"},
		{"a part of the other", []grid{page("简表", "", "乙里整新"), page("全表", "", "甲里整新", "乙里整新")}, 2, []string{"L14 "}, "工作表“简表”"},
		{"with a project each of their own", []grid{page("甲", "", "甲里整新", "乙里整新"), page("乙", "", "乙里整新", "丙里整新")}, 4, []string{"P03 D3"}, "工作表“甲”第4行"},
		{"the later with fewer of them", []grid{page("第1版", "", "甲里整新", "乙里整新"), page("第2版", "", "甲里整新")}, 3, []string{"P03 D3"}, "工作表“第1版”第3行"},
		{"of another quarter, beside one that says none", []grid{page("本表", "", "甲里整新", "乙里整新"), page("2023年第一季度", "", "甲里整新", "乙里整新")}, 2, nil, "是2023年第一季度的"},
		{"of another quarter, both", []grid{page("甲", "2023年第一季度", "甲里整新"), page("乙", "", "乙里整新")}, 2, []string{"U10 ", "U10 "}, ""},
	} {
		t.Run(c.about, func(t *testing.T) {
			sub := read(t, "管理办.xlsx", book(t, c.pages...), intake.Options{Quarter: quarter})
			assert.Len(t, sub.Rows, c.rows)
			assert.Equal(t, len(c.found) > 0 && c.found[0] == "U10 ", sub.Quarter.N != 0, "what is read says its quarter")
			assert.ElementsMatch(t, c.found, grave(sub))
			said := ""
			for _, f := range sub.Findings {
				said += f.Message
			}
			assert.Contains(t, said, c.says)
		})
	}
}

// A row into which all of a project reaches from above is the project's own, and
// no second one of its name.
func TestMergedRowsOfOneProject(t *testing.T) {
	below := make([]any, len(head))
	g := grid{rows: [][]any{append(append([]any{}, head...), "配合部门"), append(row(1, "形态改善行动", "提高小区环境品质", "甲里整新"), "营商办"), append(below, "派出所")}}
	for col := range head {
		g.merges = append(g.merges, address(col+1, 2)+":"+address(col+1, 3))
	}
	sub := read(t, "管理办.xlsx", book(t, g), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"L12 M3"}, grave(sub))
	require.Len(t, sub.Rows, 1)
	assert.Equal(t, plan.Exactly(100*plan.Wan), sub.Rows[0].Project.Total)
	assert.Equal(t, filing.Counted, sub.Rows[0].Cause)
}

// Of two sheets with the same projects, the one whose data is of the end of the
// quarter is read, and not the one that stands first.
func TestLaterDataIsRead(t *testing.T) {
	page := func(name, asOf string, progress int) grid {
		p := row(1, "形态改善行动", "提高小区环境品质", "甲里整新")
		p[10] = progress
		return grid{name: name, rows: [][]any{{"截至日期：" + asOf}, head, p}}
	}
	sub := read(t, "管理办.xlsx", book(t, page("甲", "2023年3月31日", 20), page("乙", "2023年6月30日", 60)), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"L14 "}, grave(sub))
	require.Len(t, sub.Accepted(), 1)
	assert.Equal(t, "60", sub.Accepted()[0].Value("progress"))
	assert.Equal(t, "2023-06-30", sub.AsOf.String())

	// Their names tell, too: another quarter's is the older, and of months the last is read.
	for _, names := range [][]string{{"一季度", "二季度"}, {"2023年1-3月", "2023年4-6月"}, {"4月", "5月", "6月"}, {"3月底", "6月底"}, {"20230331", "20230630"}, {"2023.3", "2023.6"}, {"V1", "V2"}, {"第9版", "第10版"}, {"上季度", "本季度"}} {
		var pages []grid
		for i, name := range names {
			p := row(1, "形态改善行动", "提高小区环境品质", "甲里整新")
			p[10] = 60 - 10*(len(names)-1-i)
			pages = append(pages, grid{name: name, rows: [][]any{{"填报季度：2023年第二季度"}, head, p}})
		}
		for range 2 {
			sub := read(t, "管理办.xlsx", book(t, pages...), intake.Options{Quarter: quarter})
			require.Len(t, sub.Accepted(), 1, names)
			assert.Equal(t, "60", sub.Accepted()[0].Value("progress"), names)
			slices.Reverse(pages)
		}
	}
}

// A name of which nothing is left but a remark in brackets is struck with its row.
func TestStruckNameWithARemark(t *testing.T) {
	data := book(t, grid{rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲里整新"), row(2, "形态改善行动", "提高小区环境品质", "乙里整新")}})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	require.NoError(t, f.SetCellRichText("Sheet1", "D3", []excelize.RichTextRun{{Text: "乙里整新", Font: &excelize.Font{Strike: true}}, {Text: "（取消）"}}))
	b, err := f.WriteToBuffer()
	require.NoError(t, err)
	sub := read(t, "管理办.xlsx", b.Bytes(), intake.Options{Quarter: quarter})
	assert.Equal(t, []string{"C08 D3"}, grave(sub))
	assert.Equal(t, []string{"2 形态改善行动 6 甲里整新"}, summary(sub))
}
