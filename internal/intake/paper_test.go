package intake_test

import (
	"bytes"
	"regexp"
	"testing"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/excel/forms"
	"jingpin/internal/form"
	"jingpin/internal/opc"
	"jingpin/internal/plan"
)

// quarter is the quarter that every test workbook reports on.
var quarter = plan.Quarter{Year: 2023, N: 2}

// cells are what is typed in a row, by column.
type cells map[string]any

// paper is what a unit reports, before it is laid out.
type paper struct {
	unit    string // in the heading, "" for none
	quarter string // in the heading
	rows    []cells
	without []string          // columns that are left out
	renamed map[string]string // headers other than the layout's
	extra   []extra           // columns of the unit's own, at the right
	total   any               // of the total row, nil for none; layouts with one have it right otherwise
}

type extra struct {
	header string
	value  any
}

// sound is a paper that nothing is to be said about: two projects each of two
// tasks and one of another track.
func sound() paper {
	works := func(task, name string) cells {
		return cells{
			"track": "形态改善行动", "task": task, "name": name, "content": "更新" + name + "的设施。", "kind": "工程类", "priority": "重点",
			"y2022": "方案设计", "y2023": "开工", "y2024": "完工", "start": "2022-07-01", "deadline": "2024-06-30", "lead": "管理办",
			"partners": "营商办、派出所", "leader": "分管城市管理的副组长", "person": "部门负责人", "total": 480, "city": 0, "district": 200,
			"street": 250, "social": 30, "funding": "已落实", "status": "在建", "progress": 50, "done": "基础施工完成，主体过半。",
			"paid": 240, "next": "9月底前完成主体。",
		}
	}
	service := cells{
		"track": "治理增能行动", "task": "数字赋能社区治理", "name": "一站式受理", "content": "装修备案一次办理。", "kind": "服务类", "priority": "一般",
		"y2022": "试点", "y2023": "推广", "y2024": "全覆盖", "start": "2022-07-01", "deadline": "2024-06-30", "lead": "管理办",
		"partners": "自治办", "total": 60, "city": 0, "district": 60, "street": 0, "social": 0, "funding": "已落实", "status": "在建",
		"progress": 50, "rate": 50, "done": "受理备案212件。", "paid": 30, "next": "新增3个小区。",
	}
	return paper{
		unit: "管理办", quarter: "2023年第二季度",
		rows: []cells{
			works("提高小区环境品质", "东园路小区整新"), works("提高小区环境品质", "西沟浜绿化"),
			works("改善街区景观环境", "街角座椅更新"), works("改善街区景观环境", "沿河步道贯通"), service,
		},
	}
}

// sheetProjects is a paper laid out.
type sheetProjects struct {
	*excelize.File
	sheet   string
	top     int // header row
	columns map[string]int
	rows    []int // where the paper's rows stand
	total   int   // the total row, 0 for none
	last    int   // the last column
	foot    int   // the first row below
}

// at is the address of a row's column, the name's for one that is not there.
func (p *sheetProjects) at(i int, key string) string {
	col, ok := p.columns[key]
	if !ok {
		col = p.columns["name"]
	}
	return address(col, p.rows[i])
}

func address(col, row int) string {
	name, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		panic(err) // no test page is that large
	}
	return name
}

func (p *sheetProjects) put(t *testing.T, cell string, value any) {
	t.Helper()
	require.NoError(t, p.SetCellValue(p.sheet, cell, value))
}

// layout is a way of laying a paper out.
type layout struct {
	name    string
	headers map[string]string // column → header other than the form's
	levels  int               // of the header
	group   bool              // track and task stand in rows of their own
	merged  bool              // track and task stand in cells merged over their rows
	total   bool              // a total row stands on top
}

// layouts are those that every rule is proved in. The first is our own form.
var layouts = []layout{
	{name: "form"},
	{name: "group rows", levels: 2, group: true},
	{name: "merged", levels: 2, merged: true},
	{name: "aliases", levels: 1, headers: aliases},
	{name: "total on top", levels: 2, total: true},
}

var aliases = map[string]string{
	"track": "领 域", "task": "主要任务", "name": "★重点工作", "content": "目标任务和\n工作要求", "kind": "建设性质", "priority": "优先级",
	"y2022": "2022年计划", "y2023": "2023年度目标", "y2024": "2024年计划", "y2025": "2025年计划", "start": "开工时间", "deadline": "时间节点",
	"lead": "主责部门", "partners": "协同单位", "leader": "责任领导", "person": "联系人", "total": "项目总投资（万元）", "city": "市级资金(万元)",
	"district": "区财力(万元)", "street": "街道自筹(万元)", "social": "社会资金(万元)", "funding": "资金到位情况", "status": "当前状态",
	"progress": "完成百分比(%)", "rate": "年度完成率(%)", "self": "推进情况评价", "finished": "竣工时间", "done": "推进情况",
	"paid": "累计投资(万元)", "problem": "滞后原因", "ask": "需协调解决的问题", "next": "下步打算", "note": "说明",
}

// lay lays a paper out.
func (l layout) lay(t *testing.T, in paper) *sheetProjects {
	t.Helper()
	if l.levels == 0 {
		return fillForm(t, in)
	}
	p := &sheetProjects{File: excelize.NewFile(), sheet: "Sheet1", columns: map[string]int{}}
	p.put(t, "A1", plan.Builtin().Info.FormTitle)
	if in.unit != "" {
		p.put(t, "A2", "填报单位："+in.unit)
	}
	p.put(t, "E2", "填报季度："+in.quarter)
	p.put(t, "H2", "截至日期：2023年6月30日")
	p.put(t, "L2", "金额单位：万元")
	row := l.header(t, p, in)
	if l.total {
		row++
		p.total = row
	}
	row = l.body(t, p, in, row)
	if in.total != nil && !l.total {
		row++
		p.total = row
	}
	if p.total != 0 {
		p.put(t, address(1, p.total), "合计")
		p.put(t, address(p.columns["total"], p.total), totalOf(in))
	}
	p.foot = row + 1
	p.put(t, address(1, p.foot), "填表人：　　　审核人：　　　联系电话：")
	return p
}

func totalOf(in paper) any {
	if in.total != nil {
		return in.total
	}
	sum := 0
	for _, r := range in.rows {
		if n, ok := r["total"].(int); ok {
			sum += n
		}
	}
	return sum
}

// header writes the header from row 3 on and returns its last row.
func (l layout) header(t *testing.T, p *sheetProjects, in paper) int {
	p.top = 3
	bottom := p.top + l.levels - 1
	parents := map[string]int{}
	for _, c := range plan.Builtin().Columns {
		if c.Type == plan.TypeComputed || has(in.without, c.Key) || l.group && (c.Key == "track" || c.Key == "task") {
			continue
		}
		p.last++
		p.columns[c.Key] = p.last
		title := c.Header
		if h, ok := l.headers[c.Key]; ok {
			title = h
		}
		if h, ok := in.renamed[c.Key]; ok {
			title = h
		}
		if l.levels == 1 || c.Parent == "" {
			p.put(t, address(p.last, p.top), title)
			p.merge(t, p.last, p.top, p.last, bottom)
			continue
		}
		if parents[c.Parent] == 0 {
			parents[c.Parent] = p.last
			p.put(t, address(p.last, p.top), c.Parent)
		}
		p.put(t, address(p.last, bottom), title)
	}
	for _, e := range in.extra {
		p.last++
		p.columns[e.header] = p.last
		p.put(t, address(p.last, p.top), e.header)
		p.merge(t, p.last, p.top, p.last, bottom)
	}
	return bottom
}

func (p *sheetProjects) merge(t *testing.T, left, top, right, bottom int) {
	t.Helper()
	if right > left || bottom > top {
		require.NoError(t, p.MergeCell(p.sheet, address(left, top), address(right, bottom)))
	}
}

// body writes the rows and returns the last.
func (l layout) body(t *testing.T, p *sheetProjects, in paper, row int) int {
	var above cells
	for _, r := range in.rows {
		if l.group {
			row = p.headings(t, above, r, row)
		}
		row++
		p.rows = append(p.rows, row)
		for key, value := range r {
			same := above != nil && above[key] == value
			if l.merged && (key == "task" && same && r["task"] != nil || key == "track" && same && r["track"] != nil) {
				continue
			}
			if col := p.columns[key]; col != 0 {
				p.put(t, address(col, row), value)
			}
		}
		for _, e := range in.extra {
			p.put(t, address(p.columns[e.header], row), e.value)
		}
		above = r
	}
	if l.merged {
		p.mergeRuns(t, in, "track")
		p.mergeRuns(t, in, "task")
	}
	return row
}

// headings writes the rows that tell the track and task of the rows below.
func (p *sheetProjects) headings(t *testing.T, above, r cells, row int) int {
	for _, key := range []string{"track", "task"} {
		if r[key] != nil && (above == nil || above[key] != r[key]) {
			row++
			p.put(t, address(1, row), r[key])
			p.merge(t, 1, row, p.last, row)
		}
	}
	return row
}

// mergeRuns merges a column's cells over rows that say the same.
func (p *sheetProjects) mergeRuns(t *testing.T, in paper, key string) {
	start := 0
	for i := 1; i <= len(in.rows); i++ {
		if i < len(in.rows) && in.rows[i][key] != nil && in.rows[i][key] == in.rows[start][key] {
			continue
		}
		p.merge(t, p.columns[key], p.rows[start], p.columns[key], p.rows[i-1])
		start = i
	}
}

func has(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// fillForm fills the form that we send out.
func fillForm(t *testing.T, in paper) *sheetProjects {
	t.Helper()
	p := openForm(t)
	slots := form.Slots(plan.Builtin(), false)
	p.last = len(slots)
	for i, s := range slots {
		if !has(in.without, s.Key) {
			p.columns[s.Key] = i + 1
		} else {
			require.NoError(t, p.UnmergeCell(p.sheet, address(i+1, form.RowParents), address(i+1, form.RowHeaders)))
			p.put(t, address(i+1, form.RowParents), nil)
			p.put(t, address(i+1, form.RowHeaders), nil)
		}
	}
	for key, title := range in.renamed {
		p.put(t, address(p.columns[key], form.RowHeaders), title)
	}
	for _, e := range in.extra {
		p.last++
		p.columns[e.header] = p.last
		p.put(t, address(p.last, form.RowHeaders), e.header)
	}
	if in.unit != "管理办" {
		p.put(t, address(1, form.RowHead), form.CaptionUnit+in.unit)
	}
	if in.quarter != quarter.Chinese() {
		p.put(t, address(p.columns["name"], form.RowHead), form.CaptionQuarter+in.quarter)
	}
	for i, r := range in.rows {
		p.rows = append(p.rows, form.FirstRow+i)
		for key, value := range r {
			if col := p.columns[key]; col != 0 {
				p.put(t, address(col, form.FirstRow+i), value)
			}
		}
		for _, e := range in.extra {
			p.put(t, address(p.columns[e.header], form.FirstRow+i), e.value)
		}
	}
	if in.total != nil {
		p.total = form.FirstRow + len(in.rows)
		p.put(t, address(p.columns["name"], p.total), "合计")
		p.put(t, address(p.columns["total"], p.total), in.total)
	}
	return p
}

// shortForm is a fresh form of 管理办 with fewer ready rows and without the
// sheets that nobody reads, so that it can be opened a few hundred times.
var shortForm []byte

var readyRow = regexp.MustCompile(`<row r="(?:[3-9][0-9]|1[0-9][0-9]|20[0-5])".*?</row>`)

// openForm opens a fresh form of 管理办.
func openForm(t *testing.T) *sheetProjects {
	t.Helper()
	if shortForm == nil {
		u, ok := plan.Builtin().Unit("管理办")
		require.True(t, ok)
		b, err := forms.Write(plan.Builtin(), forms.Form{Unit: u, Quarter: quarter})
		require.NoError(t, err)
		p := reopen(t, patch(t, b, "xl/worksheets/sheet1.xml", func(xml string) string { return readyRow.ReplaceAllString(xml, "") }))
		for _, name := range p.GetSheetList() {
			if name != form.SheetForm && name != form.SheetIdentity {
				require.NoError(t, p.DeleteSheet(name))
			}
		}
		shortForm = p.bytes(t)
	}
	return reopen(t, shortForm)
}

// reopen opens a form that was written.
func reopen(t *testing.T, book []byte) *sheetProjects {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(book))
	require.NoError(t, err)
	return &sheetProjects{File: f, sheet: form.SheetForm, top: form.RowHeaders, columns: map[string]int{}, foot: form.RowTotals}
}

// bytes is the page as a file.
func (p *sheetProjects) bytes(t *testing.T) []byte {
	t.Helper()
	defer p.Close()
	return exceltest.Saved(t, p.File)
}

// patch changes one part of a workbook; the part is added if it is not there.
func patch(t *testing.T, book []byte, part string, change func(string) string) []byte {
	t.Helper()
	p, err := opc.OpenPackage(book)
	require.NoError(t, err)
	p.Put(part, []byte(change(string(p.Data[part]))))
	out, err := p.Bytes()
	require.NoError(t, err)
	return out
}
