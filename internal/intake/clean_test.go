package intake_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

// plainProjects are the projects of every clean workbook, as a form would have
// them.
var plainProjects = []map[string]string{
	{
		"track": "形态改善行动", "task": "提高小区环境品质", "name": "甲里小区整新", "content": "更新路面和照明。", "kind": "工程类", "y2023": "完成主体", "y2024": "完工",
		"start": "2022-07-01", "deadline": "2024-06-30", "lead": "管理办", "partners": "营商办、派出所", "total": "480", "city": "0", "district": "200",
		"street": "250", "social": "30", "funding": "已落实", "status": "在建", "progress": "50", "paid": "240", "done": "基础施工完成，主体过半。", "next": "9月底前完成主体。",
	},
	{
		"track": "形态改善行动", "task": "提高小区环境品质", "name": "乙坊口袋公园", "content": "新建口袋公园。", "kind": "工程类", "y2022": "开工", "y2023": "完工",
		"start": "2022-03-01", "deadline": "2023-05-31", "lead": "管理办", "partners": "营商办", "total": "88", "city": "0", "district": "88",
		"street": "0", "social": "0", "funding": "已落实", "status": "已完成", "progress": "100", "paid": "88", "done": "已完成竣工验收并开放。", "next": "做好日常养护。",
	},
	{
		"track": "形态改善行动", "task": "改善街区景观环境", "name": "丙路步道贯通", "content": "贯通沿河步道。", "kind": "工程类", "y2023": "完工",
		"start": "2023-01-01", "deadline": "2023-12-31", "lead": "管理办", "partners": "派出所", "total": "120.5", "city": "0", "district": "100",
		"street": "20.5", "social": "0", "funding": "已落实", "status": "在建", "progress": "48", "paid": "60", "done": "完成栏杆拆除和基层施工。", "next": "完成面层铺装。",
	},
	{
		"track": "形态改善行动", "task": "改善街区景观环境", "name": "丁弄休憩座椅", "content": "增设休憩座椅。", "kind": "工程类", "y2023": "开工", "y2024": "完工",
		"start": "2023-09-01", "deadline": "2024-03-31", "lead": "管理办", "partners": "营商办", "total": "36", "city": "0", "district": "0",
		"street": "36", "social": "0", "funding": "已落实", "status": "未启动", "progress": "0", "paid": "0", "done": "完成选点和居民意见征询。", "next": "完成招标并进场。",
	},
	{
		"track": "治理增能行动", "task": "数字赋能社区治理", "name": "一站式受理窗口", "content": "装修备案一次办理。", "kind": "服务类", "y2023": "推广", "y2024": "全覆盖",
		"start": "2022-07-01", "deadline": "2024-06-30", "lead": "管理办", "partners": "自治办", "total": "60", "city": "0", "district": "60",
		"street": "0", "social": "0", "funding": "已落实", "status": "在建", "progress": "50", "paid": "30", "done": "受理装修备案212件次。", "next": "新增3个小区。",
	},
	{
		"track": "治理增能行动", "task": "数字赋能社区治理", "name": "邻里议事平台", "content": "线上议事平台。", "kind": "服务类", "y2023": "上线", "y2024": "推广",
		"start": "2022-10-01", "deadline": "2024-03-31", "lead": "管理办", "partners": "自治办", "total": "24", "city": "0", "district": "24",
		"street": "0", "social": "0", "funding": "已落实", "status": "在建", "progress": "52", "paid": "12", "done": "平台上线试运行三个小区。", "next": "推广到十个小区。",
	},
}

// A cell that is more than its value.
type (
	formula struct {
		text  string
		value any // stored
	}
	shownAs struct {
		value  any
		format string
	}
)

// cleanBook is a workbook that nothing is wrong with, in a layout of its own.
type cleanBook struct {
	about string
	above [][]any // rows above the header
	// head are the header's rows. “<” goes on with the cell to the left and “^”
	// with the one above, merged.
	head [][]any
	cols []string // what the columns hold, by keys; others are blank
	// spell is how a project's value is typed, by column; else as it is, numbers
	// as numbers. For a column that is none of the form's it is what stands there.
	spell map[string]func(p map[string]string, n int) any
	rows  func(p []map[string]string, put func(p map[string]string) []any) [][]any // nil for a row a project
	below [][]any
	work  func(*testing.T, *excelize.File)
	file  string
	found []string // what is asked or wrong all the same
}

func (b cleanBook) typed(p map[string]string, n int) []any {
	var cells []any
	for _, key := range b.cols {
		switch spell := b.spell[key]; {
		case spell != nil:
			cells = append(cells, spell(p, n))
		case key == "no":
			cells = append(cells, n)
		case slices.Contains([]string{"total", "city", "district", "street", "social", "paid", "progress"}, key):
			var f float64
			if _, err := fmt.Sscan(p[key], &f); err != nil {
				panic(err) // of the table above
			}
			cells = append(cells, f)
		case p[key] == "":
			cells = append(cells, nil)
		default:
			cells = append(cells, p[key])
		}
	}
	return cells
}

// grid is the sheet of some projects.
func (b cleanBook) grid(projects []map[string]string) [][]any {
	rows := slices.Concat(b.above, b.head)
	n := 0
	put := func(p map[string]string) []any {
		n++
		return b.typed(p, n)
	}
	if b.rows != nil {
		rows = append(rows, b.rows(projects, put)...)
	} else {
		for _, p := range projects {
			rows = append(rows, put(p))
		}
	}
	return append(rows, b.below...)
}

func (b cleanBook) bytes(t *testing.T) []byte {
	f := excelize.NewFile()
	defer f.Close()
	b.write(t, f, "Sheet1", plainProjects)
	out := exceltest.Saved(t, f)
	if b.work == nil {
		return out
	}
	return exceltest.Worked(t, out, func(f *excelize.File) { b.work(t, f) })
}

// write writes a sheet: in a stream, which alone stores the results of formulas.
func (b cleanBook) write(t *testing.T, f *excelize.File, sheet string, projects []map[string]string) {
	w, err := f.NewStreamWriter(sheet)
	require.NoError(t, err)
	rows := b.grid(projects)
	top := len(b.above)
	for r, cells := range rows {
		var line []any
		for _, v := range cells {
			switch c := v.(type) {
			case formula:
				v = excelize.Cell{Formula: c.text, Value: c.value}
			case shownAs:
				style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &c.format})
				require.NoError(t, err)
				v = excelize.Cell{Value: c.value, StyleID: style}
			case string:
				if c == "<" || c == "^" {
					v = nil
				}
			}
			line = append(line, v)
		}
		require.NoError(t, w.SetRow(address(1, r+1), line))
	}
	for r := range b.head {
		for c, v := range b.head[r] {
			right, bottom := c, r
			for right+1 < len(b.head[r]) && b.head[r][right+1] == "<" {
				right++
			}
			for bottom+1 < len(b.head) && c < len(b.head[bottom+1]) && b.head[bottom+1][c] == "^" {
				bottom++
			}
			if v != nil && v != "<" && v != "^" && (right > c || bottom > r) {
				require.NoError(t, w.MergeCell(address(c+1, top+r+1), address(right+1, top+bottom+1)))
			}
		}
	}
	require.NoError(t, w.Flush())
}

// plainHead are the headers that most clean workbooks have, with what they hold.
var (
	plainHead = []any{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "2022年计划", "2023年计划", "2024年计划", "启动时间", "完成时限", "牵头部门", "配合部门",
		"总投资(万元)", "资金落实情况", "项目状态", "累计进度(%)", "累计完成投资(万元)", "本季度进展情况", "下季度计划", "项目类别"}
	plainCols = []string{"no", "track", "task", "name", "content", "y2022", "y2023", "y2024", "start", "deadline", "lead", "partners",
		"total", "funding", "status", "progress", "paid", "done", "next", "kind"}
	plainTitle = [][]any{{"潍坊新村街道重点项目推进情况表（2023年第二季度）"}, {"填报单位：管理办"}}
)

// replaced is a header or its columns with some of them replaced, each written
// old, new.
func replaced[T comparable](all []T, pairs ...T) []T {
	all = slices.Clone(all)
	for i := 0; i < len(pairs); i += 2 {
		all[slices.Index(all, pairs[i])] = pairs[i+1]
	}
	return all
}

// without is a list without some of its columns' places, by their keys.
func withoutCols[T any](all []T, keys ...string) []T {
	var left []T
	for i, v := range all {
		if !slices.Contains(keys, plainCols[i]) {
			left = append(left, v)
		}
	}
	return left
}

// words spells a column by a table.
func words(key string, as map[string]any) func(map[string]string, int) any {
	return func(p map[string]string, _ int) any {
		if w, ok := as[p[key]]; ok {
			return w
		}
		return p[key]
	}
}

// groups puts lines of their own before the projects of each track and task.
func groups(track, task func(i int, name string) []any) func([]map[string]string, func(map[string]string) []any) [][]any {
	return func(projects []map[string]string, put func(map[string]string) []any) (rows [][]any) {
		tracks, tasks := 0, 0
		for i, p := range projects {
			if i == 0 || projects[i-1]["track"] != p["track"] {
				rows = append(rows, track(tracks, p["track"]))
				tracks, tasks = tracks+1, 0
			}
			if task != nil && (i == 0 || projects[i-1]["task"] != p["task"]) {
				rows = append(rows, task(tasks, p["task"]))
				tasks++
			}
			rows = append(rows, put(p))
		}
		return rows
	}
}

var hanzi = []string{"一", "二", "三", "四", "五", "六"}

var cleanBooks = []cleanBook{
	{
		about: "one header row", above: plainTitle, head: [][]any{plainHead}, cols: plainCols,
	},
	{
		about: "three header rows, sources under money under the project",
		above: [][]any{{"附件2"}, {"2023年第二季度项目计划表"}, {"填报单位：管理办", nil, nil, nil, nil, nil, "单位：万元"}},
		head: [][]any{
			{"序号", "项目基本情况", "<", "<", "<", "年度计划", "<", "<", "时间", "<", "责任分工", "<", "资金情况（万元）", "<", "<", "<", "<", "<", "<", "推进情况", "<", "<", "<"},
			{"^", "专项行动", "重点任务", "项目名称", "项目内容", "2022年", "2023年", "2024年", "启动时间", "完成时限", "牵头部门", "配合部门", "总投资", "资金来源", "<", "<", "<", "资金落实情况", "累计完成投资", "项目状态", "累计进度(%)", "本季度进展情况", "下季度计划"},
			{"^", "^", "^", "^", "^", "^", "^", "^", "^", "^", "^", "^", "^", "市级", "区级", "街道", "社会", "^", "^", "^", "^", "^", "^"},
		},
		cols: []string{"no", "track", "task", "name", "content", "y2022", "y2023", "y2024", "start", "deadline", "lead", "partners", "total", "city", "district", "street", "social", "funding", "paid", "status", "progress", "done", "next"},
	},
	{
		about: "letters for numbers, notes below", above: plainTitle, head: [][]any{plainHead}, cols: plainCols,
		spell: map[string]func(map[string]string, int) any{"no": func(_ map[string]string, n int) any { return string(rune('A' + n - 1)) }},
		below: [][]any{
			{"填表说明：1.金额以万元为单位，保留两位小数；"}, {"2.进度按形象进度填写，截至2023年6月30日；"}, {"3.各部门于7月5日前报送，联系人：小王，电话12345678。"}, {},
			{"填表人：　　　审核人：　　　分管领导："}, {nil, nil, nil, nil, nil, nil, nil, "第1页 共1页"},
		},
	},
	{
		about: "sources as children with their sum",
		above: plainTitle,
		head: [][]any{
			append(slices.Clone(withoutCols(plainHead, "total", "funding")), "资金来源（万元）", "<", "<", "<", "<", "资金落实情况"),
			append(slices.Repeat([]any{"^"}, len(plainHead)-2), "合计", "市", "区", "街道", "其他", "^"),
		},
		cols: append(slices.Clone(withoutCols(plainCols, "total", "funding")), "total", "city", "district", "street", "social", "funding"),
	},
	{
		about: "money by years beside the total",
		above: plainTitle,
		head: [][]any{
			append(slices.Clone(plainHead), "年度投资计划（万元）", "<", "<"),
			append(slices.Repeat([]any{"^"}, len(plainHead)), "2022年", "2023年", "2024年"),
		},
		cols: append(slices.Clone(plainCols), "m2022", "m2023", "m2024"),
		spell: map[string]func(map[string]string, int) any{
			"m2022": func(map[string]string, int) any { return 10 }, "m2023": func(map[string]string, int) any { return 20 }, "m2024": func(map[string]string, int) any { return 6 },
		},
	},
	{
		about: "a row for the plan and one for what came of it", above: plainTitle,
		head: [][]any{slices.Insert(slices.Clone(plainHead), 4, any("类别"))},
		cols: slices.Insert(slices.Clone(plainCols), 4, "pair"),
		rows: func(projects []map[string]string, put func(map[string]string) []any) (rows [][]any) {
			actual := []string{"status", "progress", "paid", "done", "next"}
			for _, p := range projects {
				planned, done := put(p), slices.Repeat([]any{nil}, len(plainCols)+1)
				planned[4], done[4] = "计划", "实际"
				for i, key := range slices.Insert(slices.Clone(plainCols), 4, "pair") {
					if slices.Contains(actual, key) {
						planned[i], done[i] = nil, planned[i]
					}
				}
				rows = append(rows, planned, done)
			}
			return rows
		},
		found: []string{"L11"}, // how the rows were taken, said once
	},
	{
		about: "sums of every block and of all, as formulas",
		above: plainTitle, head: [][]any{withoutCols(plainHead, "track", "task")}, cols: withoutCols(plainCols, "track", "task"),
		rows: func(projects []map[string]string, put func(map[string]string) []any) (rows [][]any) {
			sum := func(label, cells string, value float64) []any {
				row := make([]any, 11)
				row[0], row[10] = label, formula{"SUM(" + cells + ")", value}
				return row
			}
			rows = append(rows, []any{"一、形态改善行动"}, []any{"（一）提高小区环境品质"}, put(projects[0]), put(projects[1]), sum("小计", "K6:K7", 568),
				[]any{"（二）改善街区景观环境"}, put(projects[2]), put(projects[3]), sum("小计", "K10:K11", 156.5),
				[]any{"二、治理增能行动"}, []any{"（一）数字赋能社区治理"}, put(projects[4]), put(projects[5]), sum("小计", "K15:K16", 84),
				sum("合计", "K8,K12,K17", 808.5))
			return rows
		},
	},
	{
		about: "total on top with a count", above: plainTitle, head: [][]any{plainHead}, cols: plainCols,
		rows: func(projects []map[string]string, put func(map[string]string) []any) [][]any {
			rows := [][]any{{"合计（6个项目）", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, 808.5, nil, nil, nil, 430}}
			for _, p := range projects {
				rows = append(rows, put(p))
			}
			return rows
		},
	},
	{
		about: "headings by Chinese numbers, projects counted anew below each", above: plainTitle,
		head: [][]any{withoutCols(plainHead, "track", "task")}, cols: withoutCols(plainCols, "track", "task"),
		rows: groups(func(i int, name string) []any { return []any{hanzi[i], name} }, func(i int, name string) []any { return []any{"（" + hanzi[i] + "）", name} }),
	},
	{
		about: "a track and its task in one heading", above: plainTitle,
		head: [][]any{withoutCols(plainHead, "track", "task")}, cols: withoutCols(plainCols, "track", "task"),
		rows: func(projects []map[string]string, put func(map[string]string) []any) (rows [][]any) {
			for i, p := range projects {
				if i == 0 || projects[i-1]["task"] != p["task"] {
					rows = append(rows, []any{p["track"] + "——" + p["task"]})
				}
				rows = append(rows, put(p))
			}
			return rows
		},
	},
	{
		about: "filled-down formulas", above: plainTitle,
		head: [][]any{append(slices.Clone(withoutCols(plainHead, "total")), "市级资金(万元)", "区级资金(万元)", "街道自筹(万元)", "社会资金(万元)", "总投资(万元)")},
		cols: append(slices.Clone(withoutCols(plainCols, "total")), "city", "district", "street", "social", "total"),
		spell: map[string]func(map[string]string, int) any{
			"no": func(_ map[string]string, n int) any { return formula{"ROW()-3", n} },
			"total": func(p map[string]string, n int) any {
				var f float64
				fmt.Sscan(p["total"], &f)
				return formula{fmt.Sprintf("SUM(T%d:W%d)", n+3, n+3), f}
			},
		},
		rows: func(projects []map[string]string, put func(map[string]string) []any) (rows [][]any) {
			for _, p := range projects {
				rows = append(rows, put(p))
			}
			for n := range 8 { // filled further than there are projects
				row := make([]any, 24)
				row[0], row[23] = formula{"ROW()-3", n + 7}, formula{fmt.Sprintf("SUM(T%d:W%d)", n+10, n+10), 0}
				rows = append(rows, row)
			}
			return rows
		},
	},
	{
		about: "columns without anything, some of them hidden", above: plainTitle,
		head: [][]any{append(slices.Clone(plainHead), "备注", "存在问题", "需协调事项")}, cols: append(slices.Clone(plainCols), "note", "problem", "ask"),
		work: func(t *testing.T, f *excelize.File) { require.NoError(t, f.SetColVisible("Sheet1", "U:W", false)) },
	},
	{
		about: "a mark under the words of the status",
		above: plainTitle,
		head: [][]any{
			append(slices.Clone(withoutCols(plainHead, "status")), "项目状态", "<", "<"),
			append(slices.Repeat([]any{"^"}, len(plainHead)-1), "未启动", "推进中", "已完成"),
		},
		cols: append(slices.Clone(withoutCols(plainCols, "status")), "s0", "s1", "s2"),
		spell: map[string]func(map[string]string, int) any{
			"s0": words("status", map[string]any{"未启动": "√", "在建": nil, "已完成": nil}),
			"s1": words("status", map[string]any{"未启动": nil, "在建": "√", "已完成": nil}),
			"s2": words("status", map[string]any{"未启动": nil, "在建": nil, "已完成": "√"}),
		},
	},
	{
		about: "shares and dates as Excel stores them", above: plainTitle, head: [][]any{replaced(plainHead, "累计进度(%)", "形象进度")}, cols: plainCols,
		spell: map[string]func(map[string]string, int) any{
			"progress": func(p map[string]string, _ int) any {
				var f float64
				fmt.Sscan(p["progress"], &f)
				return shownAs{f / 100, "0%"}
			},
			"deadline": func(p map[string]string, _ int) any { return shownAs{serialOf(p["deadline"]), `yyyy"年"m"月"`} },
			"start":    func(p map[string]string, _ int) any { return shownAs{serialOf(p["start"]), `yyyy/m/d`} },
		},
	},
	{
		about: "amounts in 元 by the line above", above: [][]any{{"2023年第二季度重点项目表"}, {"填报单位：管理办", nil, nil, nil, nil, "金额单位：元"}},
		head: [][]any{replaced(plainHead, "总投资(万元)", "总投资", "累计完成投资(万元)", "累计完成投资")}, cols: plainCols,
		spell: map[string]func(map[string]string, int) any{"total": inYuan("total"), "paid": inYuan("paid")},
	},
	{
		about: "amounts with their unit, shares with the sign", above: plainTitle, head: [][]any{replaced(plainHead, "总投资(万元)", "投资额", "累计进度(%)", "完成率")}, cols: plainCols,
		spell: map[string]func(map[string]string, int) any{
			"total": func(p map[string]string, _ int) any { return p["total"] + "万元" }, "progress": func(p map[string]string, _ int) any { return p["progress"] + "%" },
		},
	},
	{
		about: "times in words", above: plainTitle, head: [][]any{replaced(plainHead, "启动时间", "计划开工时间", "完成时限", "计划完成时间")}, cols: plainCols,
		spell: map[string]func(map[string]string, int) any{
			"deadline": words("deadline", map[string]any{"2024-06-30": "2024年上半年", "2023-05-31": "2023年5月底", "2023-12-31": "2023年底前", "2024-03-31": "2024年一季度"}),
			"start":    words("start", map[string]any{"2022-07-01": "2022年下半年", "2022-03-01": "2022.3", "2023-01-01": "2023年1月", "2023-09-01": "2023-09", "2022-10-01": "2022年四季度"}),
		},
	},
	{
		about: "the office's words in others'", above: plainTitle, head: [][]any{replaced(plainHead, "项目状态", "目前状态", "项目类别", "类别")}, cols: plainCols,
		spell: map[string]func(map[string]string, int) any{"status": words("status", map[string]any{"未启动": "未开工", "在建": "施工中", "已完成": "已竣工"})},
	},
	{
		about: "who does what under one header, times under another",
		above: plainTitle,
		head: [][]any{
			append(slices.Clone(withoutCols(plainHead, "start", "deadline", "lead", "partners")), "建设工期", "<", "责任部门", "<"),
			append(slices.Repeat([]any{"^"}, len(plainHead)-4), "开工", "竣工", "牵头", "配合"),
		},
		cols: append(slices.Clone(withoutCols(plainCols, "start", "deadline", "lead", "partners")), "start", "deadline", "lead", "partners"),
	},
	{
		about: "last quarter's progress beside this one's",
		above: plainTitle,
		head: [][]any{
			append(slices.Clone(withoutCols(plainHead, "progress", "done")), "累计进度(%)", "<", "进展情况", "<"),
			append(slices.Repeat([]any{"^"}, len(plainHead)-2), "上季度", "本季度", "上季度", "本季度"),
		},
		cols: append(slices.Clone(withoutCols(plainCols, "progress", "done")), "p1", "progress", "d1", "done"),
		spell: map[string]func(map[string]string, int) any{
			"p1": func(p map[string]string, _ int) any { return 0 }, "d1": func(map[string]string, int) any { return "完成前期的各项准备工作。" },
		},
	},
	{
		about: "header again on every page", above: plainTitle, head: [][]any{plainHead}, cols: plainCols,
		rows: func(projects []map[string]string, put func(map[string]string) []any) (rows [][]any) {
			for i, p := range projects {
				if i == 3 {
					rows = append(rows, []any{"第1页，共2页"}, plainTitle[0], plainTitle[1], plainHead)
				}
				rows = append(rows, put(p))
			}
			return append(rows, []any{"第2页，共2页"})
		},
	},
	{
		about: "two tables one below the other", above: plainTitle, head: [][]any{plainHead}, cols: plainCols,
		rows: func(projects []map[string]string, put func(map[string]string) []any) (rows [][]any) {
			for i, p := range projects {
				if i == 4 {
					rows = append(rows, []any{}, []any{"服务类项目"}, plainHead)
				}
				rows = append(rows, put(p))
			}
			return rows
		},
	},
	{
		about: "headers with breaks, blanks, numbers and stars", above: plainTitle, cols: plainCols,
		head: [][]any{{"序\n号", "专 项\n行 动", "重点\n任务", "★项目名称", "3.项目内容", "2022年\n计划", "2023年\n计划", "2024年\n计划", "启动\n时间", "完 成 时 限", "*牵头部门", "配合部门",
			"总投资\n（万元）", "资金\n落实情况", "项目\n状态", "累计进度\n（%）", "累计完成\n投资\n（万元）", "本季度\n进展情况", "下季度\n计划", "项目类别"}},
	},
	{
		about: "track and task typed once, merged below", above: plainTitle, head: [][]any{plainHead}, cols: plainCols,
		rows: func(projects []map[string]string, put func(map[string]string) []any) (rows [][]any) {
			for i, p := range projects {
				row := put(p)
				if i > 0 && projects[i-1]["track"] == p["track"] {
					row[1] = nil
				}
				if i > 0 && projects[i-1]["task"] == p["task"] {
					row[2] = nil
				}
				rows = append(rows, row)
			}
			return rows
		},
	},
	{
		about: "from the fifth column on, below an empty page's worth of rows", above: append(slices.Clone(plainTitle), slices.Repeat([][]any{{}}, 14)...),
		head: [][]any{append(slices.Repeat([]any{nil}, 4), plainHead...)}, cols: append([]string{"", "", "", ""}, plainCols...),
	},
	{
		about: "codes below the header, remarks in it",
		above: plainTitle, cols: plainCols,
		head: [][]any{plainHead, {"甲", "乙", "丙", "丁", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16},
			{nil, nil, "（16项）", "（规范全称）", nil, nil, nil, nil, nil, nil, "（只填一个）", nil, nil, nil, "（下拉选择）", nil, nil, nil, nil, nil}},
	},
	{
		about: "who reports in a cell of its own, above the header's right end",
		above: [][]any{{nil, "重点项目推进表"}, {nil, nil, nil, "报送部门", "管理办", nil, nil, nil, "报告期", "2023年二季度"}, {}},
		head:  [][]any{plainHead}, cols: plainCols, file: "表.xlsx",
	},
	{
		about: "nothing above the header, the file's name tells", head: [][]any{plainHead}, cols: plainCols, file: "管理办2023年二季度.xlsx",
	},
	{
		about: "projects counted before their names", above: plainTitle, head: [][]any{plainHead[1:]}, cols: plainCols[1:],
		spell: map[string]func(map[string]string, int) any{"name": func(p map[string]string, n int) any { return fmt.Sprintf("%d、%s", n, p["name"]) }},
	},
	{
		about: "a part of the total beside it", above: plainTitle, head: [][]any{slices.Insert(slices.Clone(plainHead), 13, any("其中：街道资金(万元)"))},
		cols: slices.Insert(slices.Clone(plainCols), 13, "street"),
	},
	{
		about: "words under money, parents that are not merged", above: plainTitle,
		head: [][]any{
			append(slices.Clone(withoutCols(plainHead, "total", "funding")), "资金（万元）", nil, nil),
			append(slices.Repeat([]any{nil}, len(plainHead)-2), "总投资", "已支付", "资金落实情况"),
		},
		cols: append(slices.Clone(withoutCols(plainCols, "total", "funding")), "total", "", "funding"),
	},
	{
		about: "averages and remarks below", above: plainTitle, head: [][]any{plainHead}, cols: plainCols,
		below: [][]any{
			{nil, nil, nil, "平均进度", nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, nil, 50}, {nil, nil, nil, "以上项目均按计划推进"}, {nil, nil, nil, "（此表一式两份）"},
			{7, "形态改善行动", "改善街区景观环境", nil, nil, nil, nil, nil, nil, nil, "管理办", nil, 0, nil, nil, 0, 0}, {nil, nil, nil, "管理办（盖章）"},
		},
	},
	{
		about: "columns of the department's own in between", above: plainTitle,
		head: [][]any{slices.Insert(slices.Insert(slices.Clone(plainHead), 4, any("所在居民区")), 12, any("走访次数"))},
		cols: slices.Insert(slices.Insert(slices.Clone(plainCols), 4, "own"), 12, "visits"),
		spell: map[string]func(map[string]string, int) any{
			"own": func(map[string]string, int) any { return "三村" }, "visits": func(_ map[string]string, n int) any { return n },
		},
	},
}

func inYuan(key string) func(map[string]string, int) any {
	return func(p map[string]string, _ int) any {
		var f float64
		fmt.Sscan(p[key], &f)
		return f * 10_000
	}
}

// serialOf is what a spreadsheet stores for a day.
func serialOf(day string) int {
	d, err := plan.ParseDate(day)
	if err != nil {
		panic(err) // of the table above
	}
	return int(d-plan.Day(1900, 1, 1)) + 2
}

// Thirty layouts in which offices and departments lay such tables out: all of
// the projects are read to the same values, and nothing is wrong with them.
func TestCleanBooks(t *testing.T) {
	asked := 0
	for _, b := range cleanBooks {
		t.Run(b.about, func(t *testing.T) {
			asked += b.check(t, cmp.Or(b.file, "管理办.xlsx"), b.bytes(t))
		})
	}
	assert.Less(t, asked*10, len(cleanBooks)*len(plainProjects), "questions for every ten projects")
}

// check holds what is read of a clean workbook to its projects, and returns how
// many questions are asked.
func (b cleanBook) check(t *testing.T, name string, data []byte) int {
	t.Helper()
	sub := read(t, name, data, intake.Options{Quarter: quarter})
	assert.Equal(t, "管理办", sub.Unit)
	var found []string
	for _, f := range sub.Findings {
		if f.Severity != plan.Note {
			found = append(found, f.Rule)
			if !slices.Contains(b.found, f.Rule) {
				t.Log(f.Cell, f.Message)
			}
		}
	}
	assert.Equal(t, b.found, found)
	assert.Equal(t, plainReading(plainProjects, b.told), plainReading(readingOf(sub), b.told))
	return len(found)
}

// told reports a column that the layout has, or tells by its headings.
func (b cleanBook) told(key string) bool {
	switch key {
	case "track", "task":
		return true
	case "status":
		return true
	}
	return slices.Contains(b.cols, key)
}

// readingOf are the values that were read.
func readingOf(sub *filing.Submission) (all []map[string]string) {
	for i := range sub.Rows {
		p := map[string]string{}
		for _, c := range plan.Builtin().Columns {
			p[c.Key] = sub.Rows[i].Project.Value(c.Key)
		}
		all = append(all, p)
	}
	return all
}

// plainReading are projects in lines, as far as the layout tells them.
func plainReading(all []map[string]string, told func(string) bool) (lines []string) {
	for _, p := range all {
		var line []string
		for _, key := range slices.Insert(slices.Clone(plainCols), len(plainCols), "city", "district", "street", "social") {
			if key != "no" && told(key) {
				line = append(line, p[key])
			}
		}
		lines = append(lines, strings.Join(line, "|"))
	}
	return lines
}

// Saved by another program in the formats of others, they are read alike.
func TestCleanBooksInOtherFormats(t *testing.T) {
	slowtest.Long(t)
	for i, ending := range []string{"xls", "ods"} {
		t.Run(ending, func(t *testing.T) {
			books := map[string][]byte{}
			of := map[string]cleanBook{}
			for k, b := range cleanBooks {
				if k%2 == i {
					of[b.about], books[b.about] = b, b.bytes(t)
				}
			}
			for about, data := range exceltest.AllSavedAs(t, ending, books) {
				t.Run(about, func(t *testing.T) {
					name := strings.TrimSuffix(cmp.Or(of[about].file, "管理办.xlsx"), "xlsx") + ending
					of[about].check(t, name, data)
				})
			}
		})
	}
}
