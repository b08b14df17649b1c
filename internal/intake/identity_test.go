package intake_test

import (
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/forms"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

// Whose file it is: the identity, the heading, the file's name, the rows' only
// lead, in this order; and what is said where they differ.
func TestWhoseFileItIs(t *testing.T) {
	for _, c := range []struct {
		about    string
		heads    [][]any // rows above the header
		file     string
		leads    []string
		sheet    string
		want     string
		found    []string
		doubtful bool
	}{
		{about: "heading", heads: [][]any{{"填报单位：服务办"}}, file: "表.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "heading in the next cell", heads: [][]any{{"填报单位", nil, "服务办"}}, file: "表.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "heading with a seal", heads: [][]any{{"填报单位（盖章）：服务办（盖章）"}}, file: "表.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "heading spaced out", heads: [][]any{{"填 报 单 位：  服 务 办   填报季度：2023年第二季度"}}, file: "表.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "all captions in one cell", heads: [][]any{{"填报单位:社区服务办公室 填报季度:2023年第二季度 截至日期:2023年6月30日 金额单位:万元"}}, file: "表.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "heading 部门", heads: [][]any{{"部门：服务办", nil, nil, "单位：万元"}}, file: "表.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "a blank heading", heads: [][]any{{"填报单位：____", nil, "填报季度", nil, "2023年第二季度"}}, file: "服务办.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "file name", file: "附件2(服务办)2023年二季度.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "title", heads: [][]any{{"服务办2023年二季度项目表"}}, file: "表.xlsx", leads: []string{"服务办", "管理办"}, want: "服务办", found: []string{"U07 H4"}},
		{about: "a title that asks", heads: [][]any{{"请于6月20日前报党政办"}}, file: "表.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "the street's own name", heads: [][]any{{"潍坊新村街道办事处项目计划表"}}, file: "表.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "sheet name", file: "表.xlsx", sheet: "服务办", leads: []string{"服务办", "管理办"}, want: "服务办", found: []string{"U07 H3"}},
		{about: "only lead", file: "表.xlsx", leads: []string{"服务办", "服务办"}, want: "服务办"},
		{about: "two units in the file's name", file: "管理办、服务办.xlsx", leads: []string{"服务办"}, want: "服务办"},
		{about: "nobody", file: "表.xlsx", leads: []string{"服务办", "管理办"}, found: []string{"U01 "}},
		{about: "unknown heading, nobody else", heads: [][]any{{"填报单位：某某局"}}, file: "表.xlsx", leads: []string{"服务办", "管理办"}, found: []string{"U01 "}},
		{about: "unknown heading", heads: [][]any{{"填报单位：区服务局"}}, file: "服务办.xlsx", leads: []string{"服务办"}, want: "服务办", found: []string{"U02 A1"}},
		{about: "heading and name differ", heads: [][]any{{"填报单位：服务办"}}, file: "管理办.xlsx", leads: []string{"服务办"}, want: "服务办", found: []string{"U03 A1"}, doubtful: true},
		{about: "one unit in two spellings", heads: [][]any{{"填报单位：城管中队"}}, file: "综合行政执法队.xlsx", leads: []string{"综合行政执法队(城管中队)"}, want: "综合行政执法队(城管中队)"},
		{about: "projects of those it reports for", heads: [][]any{{"填报单位：自治办"}}, file: "自治办.xlsx", leads: []string{"自治办", "各居民区"}, want: "自治办"},
	} {
		t.Run(c.about, func(t *testing.T) {
			g := grid{name: c.sheet, rows: append(c.heads, head)}
			for i, lead := range c.leads {
				r := row(i+1, "形态改善行动", "提高小区环境品质", string(rune('甲'+i))+"项目")
				r[7] = lead
				g.rows = append(g.rows, r)
			}
			sub := read(t, c.file, book(t, g), intake.Options{Quarter: quarter})
			assert.Equal(t, c.want, sub.Unit)
			assert.Equal(t, c.found, grave(sub))
			assert.Equal(t, c.doubtful, sub.Doubtful)
			for _, f := range sub.Findings {
				assert.Equal(t, c.want, f.Unit)
			}
		})
	}
}

// The identity of our form goes before heading and name, unless these agree
// against it, or heading and all leads do.
func TestABorrowedForm(t *testing.T) {
	for _, c := range []struct {
		about, heading, file, lead, want string
		found                            []string
	}{
		{"all agree", "管理办", "管理办.xlsx", "管理办", "管理办", nil},
		{"other heading", "服务办", "管理办.xlsx", "管理办", "管理办", []string{"U03 A3"}},
		{"other name", "管理办", "服务办.xlsx", "管理办", "管理办", []string{"U03 A3"}},
		{"heading and name", "服务办", "服务办.xlsx", "服务办", "服务办", []string{"U03 A3"}},
		{"heading and leads", "服务办", "表.xlsx", "服务办", "服务办", []string{"U03 A3"}},
		{"only leads", "管理办", "管理办.xlsx", "服务办", "管理办", []string{"U07 P6"}},
		{"neither heading nor name", "", "表.xlsx", "管理办", "管理办", nil},
	} {
		t.Run(c.about, func(t *testing.T) {
			in := sound()
			in.unit, in.rows = c.heading, in.rows[:1]
			in.rows[0]["lead"], in.rows[0]["partners"] = c.lead, "派出所"
			sub := read(t, c.file, layouts[0].lay(t, in).bytes(t), intake.Options{Quarter: quarter})
			assert.Equal(t, c.want, sub.Unit)
			assert.Equal(t, c.found, grave(sub))
		})
	}
}

// Which quarter a file is for: its heading, the identity, a title, the sheet's
// or the file's name. A sheet for another quarter is left out by itself.
func TestWhichQuarterItIs(t *testing.T) {
	slowtest.Long(t)
	q2, none := quarter, plan.Quarter{}
	for _, c := range []struct {
		about string
		heads [][]any
		file  string
		asked plan.Quarter
		want  plan.Quarter
		found []string
	}{
		{about: "heading", heads: [][]any{{"填报季度：2023年第二季度"}}, asked: q2, want: q2},
		{about: "heading without asking", heads: [][]any{{"填报季度：2023年第二季度"}}, want: q2},
		{about: "half a year", heads: [][]any{{"填报期：2023年上半年"}}, asked: q2, want: q2},
		{about: "without its year", heads: [][]any{{"填报季度：第二季度"}}, asked: q2, want: q2},
		{about: "title", heads: [][]any{{"2023年二季度项目推进表"}}, asked: q2, want: q2},
		{about: "file", file: "管理办2023Q2.xlsx", asked: q2, want: q2},
		{about: "nothing", asked: q2, want: none},
		{about: "by months", heads: [][]any{{"填报季度：2023年4-6月"}}, asked: q2, want: q2},
		{about: "by the months up to it", heads: [][]any{{"填报期：2023年1—6月"}}, asked: q2, want: q2},
		{about: "by its last day", heads: [][]any{{"填报季度：截至2023年6月30日"}}, want: q2},
		{about: "by months without their year", heads: [][]any{{"填报季度：4-6月"}}, asked: q2, want: q2},
		{about: "by a whole year, which is none", heads: [][]any{{"填报季度：2023年1-12月"}}, asked: q2, want: plan.Quarter{}},
		{about: "another by months", heads: [][]any{{"填报季度：2023年1-3月"}}, asked: q2, want: q2.Add(-1), found: []string{"U10 A1"}},
		{about: "another", heads: [][]any{{"填报季度：2023年第一季度"}}, asked: q2, want: q2.Add(-1), found: []string{"U10 A1"}},
		{about: "another title", heads: [][]any{{"2022年第四季度项目表"}}, asked: q2, want: q2.Add(-2), found: []string{"U10 "}},
		{about: "another without its year", heads: [][]any{{"季度：一季度"}}, asked: q2, want: q2.Add(-1), found: []string{"U10 A1"}},
		{about: "heading before title", heads: [][]any{{"2022年第四季度表"}, {"填报季度：2023年第二季度"}}, asked: q2, want: q2},
	} {
		t.Run(c.about, func(t *testing.T) {
			g := grid{rows: append(c.heads, head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"))}
			file := c.file
			if file == "" {
				file = "管理办.xlsx"
			}
			sub := read(t, file, book(t, g), intake.Options{Quarter: c.asked})
			assert.Equal(t, c.want, sub.Quarter)
			assert.Equal(t, c.found, grave(sub))
			assert.Equal(t, c.found == nil, len(sub.Accepted()) == 1)
		})
	}
	last := grid{name: "一季度", rows: [][]any{{"填报季度：2023年第一季度"}, head, row(1, "形态改善行动", "提高小区环境品质", "旧项目")}}
	now := grid{name: "二季度", rows: [][]any{{"填报季度：2023年第二季度"}, head, row(1, "形态改善行动", "提高小区环境品质", "新项目")}}
	sub := read(t, "管理办.xlsx", book(t, last, now), intake.Options{Quarter: quarter})
	assert.Empty(t, grave(sub), "a sheet of last quarter's beside this one's is no fault")
	assert.Equal(t, quarter, sub.Quarter)
	i := slices.IndexFunc(sub.Findings, func(f filing.Finding) bool { return f.Rule == "L14" })
	require.GreaterOrEqual(t, i, 0)
	assert.Equal(t, plan.Note, sub.Findings[i].Severity)
	assert.Equal(t, "一季度", sub.Findings[i].Sheet)
}

// The data date is what the file states, else the quarter's last day.
func TestDataDate(t *testing.T) {
	due := row(1, "形态改善行动", "提高小区环境品质", "甲项目")
	due[6], due[10] = "2023-06-20", 95
	for heading, found := range map[string][]string{
		"截至日期：2023年6月25日": {"Q08 G3"}, "截至日期：2023年6月15日": nil, "数据截至2023.6.15": nil, "项目表（截至2023年6月15日）": nil,
		"截至日期": {"Q08 G3"},
	} {
		sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{{heading}, head, due}}), intake.Options{Quarter: quarter})
		assert.Equal(t, found, grave(sub), heading)
	}
	sub := read(t, "管理办.xlsx", book(t, grid{rows: [][]any{{"截至日期", plan.Day(2023, 6, 15).Time()}, head, due}}), intake.Options{Quarter: quarter})
	assert.Equal(t, plan.Day(2023, 6, 15), sub.AsOf)
}

// A form rolled forward shows last quarter's figures beside the cells to fill
// in; they are never taken for this quarter's.
func TestAFormRolledForward(t *testing.T) {
	u, _ := plan.Builtin().Unit("管理办")
	library := libraryOf(t, layouts[0], before())
	b, err := forms.Write(plan.Builtin(), forms.Form{Unit: u, Quarter: quarter, Standings: library.Standings})
	assert.NoError(t, err)
	pg := reopen(t, b)
	for i, s := range form.Slots(plan.Builtin(), true) {
		if !s.Last {
			pg.columns[s.Key] = i + 1
		}
	}
	now := sound()
	for i, s := range library.Standings {
		for _, r := range now.rows {
			if r["name"] == s.Project.Name {
				for _, key := range []string{"status", "progress", "done", "paid", "next", "rate"} {
					pg.put(t, address(pg.columns[key], form.FirstRow+i), r[key])
				}
			}
		}
	}
	sub := read(t, "管理办.xlsx", pg.bytes(t), intake.Options{Quarter: quarter})
	assert.Empty(t, findings(t, sub))
	if assert.Len(t, sub.Rows, 5) {
		assert.Equal(t, plan.Percent(5000), sub.Rows[0].Project.KnownProgress())
		assert.Equal(t, "240", sub.Rows[0].Project.Paid.String())
		assert.Equal(t, "06-001", sub.Rows[0].Project.ID)
	}
}
