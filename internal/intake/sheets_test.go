package intake_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
)

// grid is a sheet as it is typed, row by row; nil is an empty cell. A row that
// begins with a row number (int, then "|") stands there.
type grid struct {
	name   string
	rows   [][]any
	merges []string // A1:C3
}

// head is the header most of these sheets have.
var head = []any{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "2023年计划", "完成时限", "牵头部门", "总投资(万元)", "项目状态", "累计进度(%)", "本季度进展情况"}

// row is a sound project under that header.
func row(no any, track, task, name any, rest ...any) []any {
	return append([]any{no, track, task, name, "做好" + fmt.Sprint(name), "完成一半", "2023-12-31", "管理办", 100, "在建", 60, "完成基础施工三处"}, rest...)
}

// bare is such a project where track and task have no columns.
func bare(no any, name string) []any { return append([]any{no}, row(no, nil, nil, name)[3:]...) }

var bareHead = append([]any{"序号"}, head[3:]...)

// book writes sheets as a workbook.
func book(t *testing.T, sheets ...grid) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, g := range sheets {
		name := g.name
		if name == "" {
			name = "Sheet1"
		}
		if i == 0 {
			require.NoError(t, f.SetSheetName("Sheet1", name))
		} else {
			_, err := f.NewSheet(name)
			require.NoError(t, err)
		}
		for r, cells := range g.rows {
			for c, v := range cells {
				if v != nil {
					require.NoError(t, f.SetCellValue(name, address(c+1, r+1), v))
				}
			}
		}
		for _, m := range g.merges {
			from, to, _ := strings.Cut(m, ":")
			require.NoError(t, f.MergeCell(name, from, to))
		}
	}
	return exceltest.Saved(t, f)
}

// summary is a row as it was read: sheet row, number of its task, name.
func summary(sub *filing.Submission) []string {
	var out []string
	for _, r := range sub.Rows {
		p := r.Project
		out = append(out, fmt.Sprintf("%d %s %d %s", p.Source.Row, p.Track, p.TaskNo, p.Title()))
	}
	return out
}

// grave are the findings that are no mere records.
func grave(sub *filing.Submission) []string {
	var out []string
	for _, f := range sub.Findings {
		if f.Severity != plan.Note {
			out = append(out, f.Rule+" "+f.Cell)
		}
	}
	return out
}

// cellsOf are the cells in which a rule found something.
func cellsOf(sub *filing.Submission, rule string) []string {
	var cells []string
	for _, f := range sub.Findings {
		if f.Rule == rule {
			cells = append(cells, f.Cell)
		}
	}
	return cells
}

// sheetCase is a workbook, and what is read from it.
type sheetCase struct {
	about string
	grid  grid
	more  []grid
	want  []string // rows
	found []string // RULE cell
}

var sheetCases = []sheetCase{
	{
		about: "headings behind a number of their own",
		grid: grid{rows: [][]any{
			bareHead,
			{"一", "形态改善行动"}, {"(一)", "提高小区环境品质"}, bare(1, "甲项目"), bare(2, "乙项目"),
			{"(二)", "改善街区景观环境"}, bare(1, "丙项目"),
			{"二", "文化润心行动"}, {"(一)", "优化文化供给"}, bare(1, "丁项目"),
		}},
		want: []string{"4 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目", "7 形态改善行动 7 丙项目", "10 文化润心行动 15 丁项目"},
	},
	{
		about: "headings that also sum up",
		grid: grid{rows: [][]any{
			bareHead,
			{"(二)形态改善行动(共2个)", nil, nil, nil, nil, nil, 200}, {"6、提高小区环境品质", nil, nil, nil, nil, nil, 200}, bare(1, "甲项目"), bare(2, "乙项目"),
			{nil, "(六)文化润心行动"}, {nil, nil, "15.优化文化供给"}, bare(3, "丁项目"),
		}},
		want: []string{"4 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目", "8 文化润心行动 15 丁项目"},
	},
	{
		about: "track and task side by side in a row of their own",
		grid: grid{rows: [][]any{
			head, {nil, "形态改善行动", "提高小区环境品质"}, row(1, nil, nil, "甲项目"), row(2, nil, nil, "乙项目"),
			{nil, "文化润心行动", "优化文化供给"}, row(3, nil, nil, "丁项目"),
		}},
		want: []string{"3 形态改善行动 6 甲项目", "4 形态改善行动 6 乙项目", "6 文化润心行动 15 丁项目"},
	},
	{
		about: "captions before the names",
		grid: grid{rows: [][]any{
			bareHead, {"专项行动二：形态改善行动"}, {"重点任务6：提高小区环境品质"}, bare(1, "甲项目"), {"任务七、改善街区景观环境"}, bare(2, "乙项目"),
		}},
		want: []string{"4 形态改善行动 6 甲项目", "6 形态改善行动 7 乙项目"},
	},
	{
		about: "a number without a mark before the task",
		grid:  grid{rows: [][]any{head, row(1, "二形态改善行动", "6提高小区环境品质", "甲项目"), row(2, "2 形态改善行动", "7 改善街区景观环境", "乙项目")}},
		want:  []string{"2 形态改善行动 6 甲项目", "3 形态改善行动 7 乙项目"},
	},
	{
		about: "a heading that names no track ends the one above",
		grid: grid{rows: [][]any{
			bareHead, {"(二)形态改善行动"}, {"6、提高小区环境品质"}, bare(1, "甲项目"), {"(三)能级跃升行动"}, bare(2, "乙项目"),
		}},
		want:  []string{"4 形态改善行动 6 甲项目", "6  0 乙项目"},
		found: []string{"S02 B6", "S03 B6"},
	},
	{
		about: "several tables with the same columns, each under its track",
		grid: grid{rows: [][]any{
			{"附件2"}, {"填报单位：管理办"}, {"一、形态改善行动"}, bareHead, {"6、提高小区环境品质"}, bare(1, "甲项目"), {"小计", nil, nil, nil, nil, nil, 100},
			{}, {"二、文化润心行动"}, bareHead, {"15、优化文化供给"}, bare(1, "乙项目"), {"小计", nil, nil, nil, nil, nil, 100},
			{}, {"合计", nil, nil, nil, nil, nil, 200}, {"填表人：某某"},
		}},
		want: []string{"6 形态改善行动 6 甲项目", "12 文化润心行动 15 乙项目"},
	},
	{
		about: "several tables with other columns each",
		grid: grid{rows: [][]any{
			{"形态改善行动"}, head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {"合计", nil, nil, nil, nil, nil, nil, nil, 100}, {},
			{"文化润心行动项目表", nil, nil, nil, "单位：元"},
			{"项目名称", "任务", "牵头单位", "完成时间", "总投资", "状态", "进度", "项目内容", "2023年目标", "进展情况"},
			{"乙项目", "优化文化供给", "管理办", "2023年12月", 1500000, "推进中", "60%", "办好活动", "办12场", "办了8场，参加300人次"},
			{"丙项目", nil, "管理办", "2023年12月", 500000, "推进中", "60%", "办好讲座", "办12场", "办了6场，参加200人次"},
		}},
		want: []string{"3 形态改善行动 6 甲项目", "8 文化润心行动 15 乙项目", "9 文化润心行动 15 丙项目"},
	},
	{
		about: "three levels of headers, some not merged",
		grid: grid{rows: [][]any{
			{"项目概况", nil, nil, nil, nil, "计划", nil, nil, nil, "进展"},
			{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "年度计划", "时间", "牵头部门", "资金(万元)", "项目状态", "累计进度", "本季度进展情况"},
			{nil, nil, nil, nil, nil, "2023年", "完成时限", nil, "总投资"},
			row(1, "形态改善行动", "提高小区环境品质", "甲项目"), row(2, "形态改善行动", "提高小区环境品质", "乙项目"),
		}, merges: []string{"A1:E1", "J1:L1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "H2:H3", "J2:J3", "K2:K3", "L2:L3"}},
		want: []string{"4 形态改善行动 6 甲项目", "5 形态改善行动 6 乙项目"},
	},
	{
		about: "planned and actual times under parents, last quarter beside this one",
		grid: grid{rows: [][]any{
			{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "2023年计划", "计划", nil, "实际", nil, "牵头部门", "总投资", "项目状态", "上季度", nil, "本季度", nil},
			{nil, nil, nil, nil, nil, nil, "开工时间", "完成时间", "开工时间", "完成时间", nil, nil, nil, "累计进度", "进展情况", "累计进度", "进展情况"},
			{1, "形态改善行动", "提高小区环境品质", "甲项目", "做好甲", "完成", "2023-01-01", "2023-12-31", "2023-02-01", nil, "管理办", 100, "在建", 20, "完成招标和前期工作", 60, "完成基础施工三处"},
		}, merges: []string{"G1:H1", "I1:J1", "N1:O1", "P1:Q1"}},
		want: []string{"3 形态改善行动 6 甲项目"},
	},
	{
		about: "codes, units and hints under the header",
		grid: grid{rows: [][]any{
			{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "2023年计划", "完成时限", "牵头部门", "总投资", "项目状态", "累计进度", "本季度进展情况"},
			{nil, nil, nil, nil, nil, nil, nil, nil, "(元)", nil, "(%)"},
			{"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", 1, 2, 3, "壬"},
			{1, "形态改善行动", "提高小区环境品质", "甲项目", "做好甲", "完成", "2023-12-31", "管理办", 1000000, "在建", 60, "完成基础施工三处"},
		}},
		want: []string{"4 形态改善行动 6 甲项目"},
	},
	{
		about: "totals in any column, on top and below, and what they consist of",
		grid: grid{rows: [][]any{
			head, {nil, nil, nil, "总　计", nil, nil, nil, nil, 300},
			row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {nil, "形态改善行动小计", nil, nil, nil, nil, nil, nil, 100},
			row(2, "文化润心行动", "优化文化供给", "乙项目"), row(3, "文化润心行动", "优化文化供给", "丙项目"), {nil, "文化润心行动", "小计(2项)", nil, nil, nil, nil, nil, 200},
			{nil, nil, nil, "合计：", nil, nil, nil, nil, 300}, {"共3个项目"},
		}},
		want: []string{"3 形态改善行动 6 甲项目", "5 文化润心行动 15 乙项目", "6 文化润心行动 15 丙项目"},
	},
	{
		about: "a total without a word, and what it consists of",
		grid: grid{rows: [][]any{
			head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), row(2, "形态改善行动", "提高小区环境品质", "乙项目"),
			{nil, nil, nil, nil, nil, nil, nil, nil, 200}, {nil, nil, nil, "其中：工程类", nil, nil, nil, nil, 200},
		}},
		want: []string{"2 形态改善行动 6 甲项目", "3 形态改善行动 6 乙项目"},
	},
	{
		about: "a sheet that shows how to fill in the other",
		grid:  grid{rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "甲项目")}},
		more:  []grid{{name: "填报样表", rows: [][]any{head, row(1, "形态改善行动", "提高小区环境品质", "某某项目")}}},
		want:  []string{"2 形态改善行动 6 甲项目", "2 形态改善行动 6 某某项目"},
		found: []string{"P04 D2"},
	},
	{
		about: "a total of the track over its tasks",
		grid: grid{rows: [][]any{
			bareHead, {"(二)形态改善行动"}, {"6、提高小区环境品质"}, bare(1, "甲项目"), {"7、改善街区景观环境"}, bare(2, "乙项目"), {"小计", nil, nil, nil, nil, nil, 200},
			{"(六)文化润心行动"}, {"15、优化文化供给"}, bare(3, "丙项目"), {"小计", nil, nil, nil, nil, nil, 110}, {"合计", nil, nil, nil, nil, nil, 300},
		}},
		want:  []string{"4 形态改善行动 6 甲项目", "6 形态改善行动 7 乙项目", "10 文化润心行动 15 丙项目"},
		found: []string{"L07 G11"},
	},
	{
		about: "notes, dates and seals below",
		grid: grid{rows: [][]any{
			head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {},
			{nil, nil, nil, "注：以上金额为概算。"}, {nil, nil, nil, "2.进度按形象进度填写。"}, {nil, nil, nil, "2023年6月28日"}, {nil, nil, nil, "(盖章)"},
			{"填表人：", nil, nil, "某某", "审核人：", nil, "某某", "联系电话：", 58880000},
			{"单位负责人 ", nil, nil, "统计负责人", nil, "填表人", nil, "报出日期：2023年6月"},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "a project over two rows in every column, a name over several with something in each",
		grid: grid{rows: [][]any{
			head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"), {},
			row(2, "形态改善行动", "提高小区环境品质", "乙项目"),
			{nil, nil, nil, nil, "做好乙二", "完成", "2023-12-31", "管理办", 50, "在建", 60, "完成西段基础施工"},
		}, merges: []string{"A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:F3", "G2:G3", "H2:H3", "I2:I3", "J2:J3", "K2:K3", "L2:L3", "A4:A5", "B4:B5", "C4:C5", "D4:D5"}},
		want:  []string{"2 形态改善行动 6 甲项目", "4 形态改善行动 6 乙项目(点位1)", "5 形态改善行动 6 乙项目(点位2)"},
		found: []string{"L09 D4"},
	},
	{
		about: "the total of a name merged over several rows counts once",
		grid: grid{rows: [][]any{
			{"合计", nil, nil, nil, nil, nil, nil, nil, 100}, head,
			row(1, "形态改善行动", "提高小区环境品质", "甲项目"),
			{nil, nil, nil, nil, "做好甲二", "完成", "2023-12-31", "管理办", nil, "在建", 60, "完成西段基础施工"},
			{"合计", nil, nil, nil, nil, nil, nil, nil, 100},
		}, merges: []string{"B3:B4", "C3:C4", "D3:D4", "I3:I4"}},
		want:  []string{"3 形态改善行动 6 甲项目(点位1)", "4 形态改善行动 6 甲项目(点位2)"},
		found: []string{"L09 D3"},
	},
	{
		about: "invisible characters, wide blanks and numbers as text",
		grid: grid{rows: [][]any{
			{"\u200b序 号", "专项\u00a0行动", "重点任务 ", "★项目名称", "项目　内容", "2023年计划", "完成\n时限", "牵头部门", "总投资\n（万元）", "项目状态", "累计进度（％）", "本季度进展情况"},
			{"1", "\u3000形态改善行动\u3000", "提高小区环境品质\u200b", "\u00a0甲项目", "做好甲", "完成", " 2023年12月31日 ", "管理办 ", "１，０８４．３５", "在建\u3000", " 60 ", "完成基础施工三处"},
			{" ", "\u3000", "\u200b", "\u00a0", " "},
		}},
		want: []string{"2 形态改善行动 6 甲项目"},
	},
	{
		about: "an empty page break with title, header and unit repeated",
		grid: grid{rows: [][]any{
			{"附件2"}, {"项目计划表"}, {"填报单位：管理办"}, head, row(1, "形态改善行动", "提高小区环境品质", "甲项目"),
			{"附件2"}, {"项目计划表"}, {"填报单位：管理办"}, head, row(2, nil, nil, "乙项目"),
		}},
		want: []string{"5 形态改善行动 6 甲项目", "10 形态改善行动 6 乙项目"},
	},
	{
		about: "a sheet named after a task",
		grid:  grid{name: "6.提高小区环境品质", rows: [][]any{bareHead, bare(1, "甲项目")}},
		more:  []grid{{name: "文化润心(管理办)", rows: [][]any{append([]any{"序号", "重点任务"}, bareHead[1:]...), append([]any{1, "优化文化供给"}, bare(1, "乙项目")[1:]...)}}},
		want:  []string{"2 形态改善行动 6 甲项目", "2 文化润心行动 15 乙项目"},
	},
	{
		about: "no projects, said in words",
		grid:  grid{rows: [][]any{head, {nil, nil, nil, "本季度无牵头项目"}}},
	},
	{
		about: "no projects, said by 无 in every cell",
		grid:  grid{rows: [][]any{head, {1, "无", "无", "无", "无", "无", "/", "—", 0, "无", "无", "无"}}},
	},
	{
		about: "unlabelled children of a header that is not merged",
		grid: grid{rows: [][]any{
			{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "2023年计划", "完成时限", "牵头部门", "总投资(万元)", "项目状态", "累计进度(%)", "本季度进展情况", "阶段性目标"},
			{nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, "第一季度", "第二季度", "第三季度", "第四季度"},
			row(1, "形态改善行动", "提高小区环境品质", "甲项目", "设计", "开工", "完工", "验收"),
		}},
		want: []string{"3 形态改善行动 6 甲项目"},
	},
}

// Departments do not care about our form: whatever they do to a sheet, its
// projects are read, and no row of it is taken for what it is not.
func TestRealSheets(t *testing.T) { readSheets(t, sheetCases) }

func readSheets(t *testing.T, cases []sheetCase) {
	for _, c := range cases {
		t.Run(c.about, func(t *testing.T) {
			sub := read(t, "管理办.xlsx", book(t, append([]grid{c.grid}, c.more...)...), intake.Options{Quarter: quarter})
			assert.Equal(t, c.want, summary(sub))
			assert.Equal(t, c.found, grave(sub))
		})
	}
}
