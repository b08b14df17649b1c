package form

import (
	"encoding/json"
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// OfficeSheet is one sheet of the consolidated workbook, as its writer and its reader
// agree on it. A writer draws Columns from the left, in this order, with the
// row of titles at ListHeaderRow; a reader finds that row by the titles of
// Known, wherever the office has moved it, and each column by its title.
type OfficeSheet struct {
	Name  string
	Group PageGroup
	Holds string        // what it holds, for people
	List  []ListHeading // the columns of a sheet that is one list; nil for any other
	Known []string      // the titles that tell the header; nil for a sheet that is not read back
}

// ListHeading is one column of a list.
type ListHeading struct {
	Title  string
	Width  float64 // in characters
	Office bool    // the office types in it
	Hidden bool
	Read   bool // taken into account when the workbook is read back
}

// PageGroup is what the office has a sheet for. Sheets of one group stand side
// by side and have one colour.
type PageGroup int

// The groups, from the left.
const (
	ToWorkOn PageGroup = iota // 要做的
	ToReadIn                  // 看的
	ToKeep                    // 留底的
)

// Place is where a column stands in the page's list, counted from 1; 0 for a
// title that it does not have.
func (p OfficeSheet) Place(title string) int {
	return 1 + slices.IndexFunc(p.List, func(h ListHeading) bool { return h.Title == title })
}

// Pages are the visible sheets of the consolidated workbook in tab order.
func Pages() []OfficeSheet { return pages }

// PageNamed is the sheet of that name, which is one of the Page constants.
func PageNamed(name string) OfficeSheet {
	return pages[slices.IndexFunc(pages, func(p OfficeSheet) bool { return p.Name == name })]
}

var pages = []OfficeSheet{
	{
		Name: PageDesk, Holds: "要办公室定的、要发的、等部门的；在这里定了就算",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: "分组", Width: 10}, {Title: ColErrand, Width: 34, Read: true}, {Title: "涉及部门", Width: 18},
			{Title: "涉及项目", Width: 24}, {Title: "涉及金额(万元)", Width: 12}, {Title: "现在按什么算", Width: 24}, {Title: "选后会变成什么", Width: 34},
			{Title: ColDecide, Width: 18, Office: true, Read: true}, {Title: ColDecidedBy, Width: 18, Office: true, Read: true},
			{Title: "怎么办", Width: 24}, {Title: ColSent, Width: 11, Office: true, Read: true},
			{Title: ColRule, Width: 7, Hidden: true, Read: true}, {Title: ColKey, Width: 12, Hidden: true, Read: true}, {Title: ColOptions, Width: 12, Hidden: true, Read: true},
		},
		Known: []string{ColDecide, ColSent},
	},
	{
		Name: PageProjects, Holds: "附件2全部项目和研判结果，按重点任务和编号排列；办公室在这里改正和核定",
		Known: []string{ColName, ColFinal}, // its columns are ProjectTable's
	},
	{
		Name: PageConflicts, Holds: "同一项目几处报送不一致的，并排列出，由办公室核定",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: ColRule, Width: 7, Read: true}, {Title: "类型", Width: 14}, {Title: "事项", Width: 28},
			{Title: "甲", Width: 36}, {Title: "乙", Width: 36}, {Title: "其余各方", Width: 24}, {Title: "目前计入", Width: 22},
			{Title: ColChoice, Width: 16, Office: true, Read: true}, {Title: ColDecidedBy, Width: 18, Office: true, Read: true}, {Title: ColKey, Width: 12, Hidden: true, Read: true},
		},
		Known: []string{ColRule, ColChoice},
	},
	{
		Name: PageChanges, Holds: "经批准的项目变更，办公室在这里登记；数据里发现、还没有批准的列在其中，标待批",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: ColStanding, Width: 18, Read: true}, {Title: ColKind, Width: 14, Office: true, Read: true},
			{Title: ColOld, Width: 12, Office: true, Read: true}, {Title: ColNew, Width: 12, Office: true, Read: true}, {Title: ColName, Width: 30},
			{Title: ColBefore, Width: 26, Office: true, Read: true}, {Title: ColAfter, Width: 26, Office: true, Read: true},
			{Title: ColBasis, Width: 34, Office: true, Read: true}, {Title: ColApproved, Width: 13, Office: true, Read: true},
			{Title: ColKey, Width: 12, Hidden: true, Read: true},
		},
		Known: []string{ColKind, ColBasis},
	},
	{
		Name: PageExceptions, Holds: "办公室同意放行的问题",
		List: []ListHeading{
			{Title: ColRule, Width: 9, Office: true, Read: true}, {Title: ColUnit, Width: 26, Office: true, Read: true},
			{Title: ColProject, Width: 36, Office: true, Read: true}, {Title: ColPassedBy, Width: 20, Office: true, Read: true},
			{Title: ColWhy, Width: 44, Office: true, Read: true}, {Title: ColExpires, Width: 14, Office: true, Read: true},
		},
		Known: []string{ColRule, ColPassedBy},
	},
	{
		Name: PageDrafts, Holds: "季度报告的段落，办公室可以改写",
		List: []ListHeading{
			{Title: ColSection, Width: 26}, {Title: ColGenerated, Width: 74, Read: true}, {Title: ColRevised, Width: 74, Office: true, Read: true},
			{Title: ColKey, Width: 12, Hidden: true, Read: true},
		},
		Known: []string{ColGenerated, ColRevised},
	},
	{Name: PageAbout, Group: ToReadIn, Holds: "本工作簿是什么、怎么用"},
	{Name: PageOverall, Group: ToReadIn, Holds: "各专项行动的项目、亮灯和投资，与上季度对比，图"},
	{Name: PageTasks, Group: ToReadIn, Holds: "各项重点任务的同一组数；计划明确事项有没有项目"},
	{Name: PageUnits, Group: ToReadIn, Holds: "每个部门的报送、牵头项目和亮灯"},
	{
		Name: PageLate, Group: ToReadIn, Holds: "进度偏慢和滞后的项目，最落后的在前",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: ColNumber, Width: 10, Read: true}, {Title: ColName, Width: 26}, {Title: "牵头部门", Width: 16},
			{Title: "专项行动", Width: 13}, {Title: ColLight, Width: 11}, {Title: "累计进度或年度完成率(%)", Width: 13}, {Title: ColDue, Width: 10},
			{Title: "落后百分点", Width: 8}, {Title: "完成时限", Width: 12}, {Title: "研判依据", Width: 20}, {Title: ColWhyLate, Width: 30, Read: true},
			{Title: ColNextStep, Width: 26, Read: true}, {Title: "自评", Width: 9}, {Title: ColReason, Width: 14},
		},
		Known: []string{ColNumber, ColWhyLate},
	},
	{
		Name: PageAsks, Group: ToReadIn, Holds: "提请领导小组协调的事项",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: ColNumber, Width: 10, Read: true}, {Title: ColName, Width: 32}, {Title: "专项行动", Width: 15},
			{Title: "提请部门", Width: 22}, {Title: ColAsk, Width: 60, Read: true},
		},
		Known: []string{ColNumber, ColAsk},
	},
	{
		Name: PageCompare, Group: ToReadIn, Holds: "与上季度相比：新增、完成、推进、停滞、回退、未报",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: "情况", Width: 10}, {Title: ColNumber, Width: 10}, {Title: ColName, Width: 34},
			{Title: "牵头部门", Width: 22}, {Title: "上季度", Width: 14}, {Title: "本季度", Width: 14}, {Title: "上季度亮灯", Width: 12},
			{Title: "本季度亮灯", Width: 12}, {Title: "说明", Width: 34},
		},
	},
	{
		Name: PageAfterSeal, Group: ToReadIn, Holds: "定稿以后新到的文件、变了的数据",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: "情况", Width: 12}, {Title: ColUnit, Width: 18}, {Title: ColNumber, Width: 10}, {Title: "项目或文件", Width: 34},
			{Title: ColColumn, Width: 18}, {Title: "定稿时", Width: 34}, {Title: "现在", Width: 34},
		},
	},
	{
		Name: PageFilings, Group: ToReadIn, Holds: "谁报了、第几次、是否按时；读出的每一行去了哪里",
		List: []ListHeading{
			{Title: "序号", Width: 5}, {Title: ColUnit, Width: 19}, {Title: "报送方式", Width: 14}, {Title: "报送情况", Width: 10},
			{Title: "第几次报送", Width: 7}, {Title: "文件", Width: 26}, {Title: "附带文件", Width: 16}, {Title: "保存时间", Width: 11},
			{Title: "读出行数", Width: 6}, {Title: "计入", Width: 6}, {Title: "待核实", Width: 7}, {Title: "重复", Width: 6},
			{Title: "冲突未采用", Width: 7}, {Title: "旧版", Width: 6}, {Title: "示例", Width: 6}, {Title: "行数核对", Width: 7},
			{Title: "读出总投资", Width: 12}, {Title: "计入总投资", Width: 12}, {Title: "未计入总投资", Width: 12},
			{Title: "必须改", Width: 7}, {Title: "请核实", Width: 7}, {Title: "读取转换", Width: 7},
		},
	},
	{
		Name: PageFindings, Group: ToReadIn, Holds: "检查发现的全部问题",
		List: []ListHeading{
			{Title: "序号", Width: 7}, {Title: "级别", Width: 8}, {Title: ColRule, Width: 7, Read: true}, {Title: ColUnit, Width: 18, Read: true},
			{Title: ColProject, Width: 10}, {Title: ColName, Width: 24}, {Title: ColColumn, Width: 14, Read: true}, {Title: ColTyped, Width: 18, Read: true},
			{Title: "应为", Width: 18}, {Title: "问题", Width: 34}, {Title: "怎么改", Width: 34}, {Title: "位置", Width: 24}, {Title: "核准", Width: 10},
			{Title: "部门答复", Width: 24}, {Title: ColCorrection, Width: 18, Office: true, Read: true}, {Title: ColKey, Width: 12, Hidden: true, Read: true},
		},
		Known: []string{ColTyped, ColCorrection},
	},
	{
		Name: PageLeftOut, Group: ToKeep, Holds: "读出但没有计入的行，照原样列出",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: ColUnit, Width: 20}, {Title: "原因", Width: 12}, {Title: ColRule, Width: 12},
			{Title: ColNumber, Width: 10}, {Title: ColName, Width: 28}, {Title: "照原样", Width: 70}, {Title: "上次计入的数据", Width: 34}, {Title: ColSource, Width: 34},
		},
	},
	{
		Name: PageNumbers, Group: ToKeep, Holds: "发过的全部项目编号",
		List: []ListHeading{
			{Title: ColNumber, Width: 11}, {Title: ColName, Width: 44}, {Title: ColUnit, Width: 26}, {Title: "登记季度", Width: 16},
			{Title: "停用原因", Width: 26}, {Title: "后续编号", Width: 18},
		},
	},
	{
		Name: PageCoercions, Group: ToKeep, Holds: "读取时自动转换的内容：原来怎么填、读作什么",
		List: []ListHeading{
			{Title: "序号", Width: 7}, {Title: ColUnit, Width: 20}, {Title: "文件", Width: 30}, {Title: "工作表", Width: 18}, {Title: "单元格", Width: 9},
			{Title: ColColumn, Width: 20}, {Title: "原来填的", Width: 40}, {Title: "读作", Width: 40},
		},
	},
	{
		Name: PageEdits, Group: ToKeep, Holds: "办公室在《项目汇总表》里改过的格，下次自动照改；删去一行即撤回",
		List: []ListHeading{
			{Title: "序号", Width: 6}, {Title: ColNumber, Width: 10, Read: true}, {Title: ColName, Width: 34, Read: true}, {Title: ColColumn, Width: 24, Read: true},
			{Title: ColWas, Width: 44, Read: true}, {Title: ColIs, Width: 44, Read: true}, {Title: ColKey, Width: 12, Hidden: true, Read: true},
		},
		Known: []string{ColColumn, ColWas, ColIs},
	},
}

// TableColumn is one column of 项目汇总表: one of the form's, or one of ours.
type TableColumn struct {
	Form   plan.Column // zero for a column of ours
	Title  string
	Parent string
	Width  float64
	Office bool // the office decides in it
	Hidden bool
}

// ID is what the column is known by: the form's key, or our title.
func (c TableColumn) ID() string {
	if c.Form.Key != "" {
		return c.Form.Key
	}
	return c.Title
}

// Parents of our own columns.
const (
	parentDerived = "系统研判"
	parentOffice  = "办公室核定"
	parentTrace   = "核对与来源"
)

// ProjectTable are the columns of 项目汇总表 from the left. What the office
// changes in a column of the form is read back as a correction, what it puts
// into a column that it decides in as a decision; all others are ours alone.
func ProjectTable(p *plan.Plan) []TableColumn {
	cs := []TableColumn{{Title: ColRowKey, Width: 12, Hidden: true}}
	for _, c := range ProjectColumns(p) {
		if c.Key == plan.KeyID {
			cs = append(cs, TableColumn{Title: ColNumber, Width: 10})
			if len(p.Streets) > 0 {
				cs = append(cs, TableColumn{Title: ColStreet, Width: 14})
			}
			continue
		}
		cs = append(cs, TableColumn{Form: c, Title: c.Header, Parent: c.Parent, Width: tableWidth(c)})
	}
	return append(cs,
		TableColumn{Title: ColState, Parent: parentDerived, Width: 10},
		TableColumn{Title: ColDue, Parent: parentDerived, Width: 10},
		TableColumn{Title: ColGap, Parent: parentDerived, Width: 10},
		TableColumn{Title: ColLight, Parent: parentDerived, Width: 12},
		TableColumn{Title: ColRuling, Parent: parentOffice, Width: 16, Office: true},
		TableColumn{Title: ColOverride, Parent: parentOffice, Width: 12, Office: true},
		TableColumn{Title: ColReason, Parent: parentOffice, Width: 24, Office: true},
		TableColumn{Title: ColFinal, Parent: parentOffice, Width: 12},
		TableColumn{Title: ColLast, Parent: parentTrace, Width: 11},
		TableColumn{Title: ColPartners, Parent: parentTrace, Width: 28},
		TableColumn{Title: ColIssues, Parent: parentTrace, Width: 8},
		TableColumn{Title: ColSource, Parent: parentTrace, Width: 34},
		TableColumn{Title: ColInTrack, Width: 14, Hidden: true},
		TableColumn{Title: ColInTask, Width: 14, Hidden: true},
		TableColumn{Title: ColInUnit, Width: 14, Hidden: true},
	)
}

// tableWidth is the form's width of a column, enough for its numbers.
func tableWidth(c plan.Column) float64 {
	switch c.Type {
	case plan.TypeMoney, plan.TypeStart, plan.TypeDeadline:
		return max(12, float64(c.Width))
	}
	return max(5, float64(c.Width))
}

// Option is what a label of ColDecide stands for.
type Option struct{ Label, Choice string }

// OptionsText keeps the options of a line of 待办.
func OptionsText(options []Option) string {
	if len(options) == 0 {
		return ""
	}
	b, err := json.Marshal(options)
	if err != nil {
		panic(err) // texts are always written
	}
	return string(b)
}

// ParseOptions reads what OptionsText wrote; nil for anything else.
func ParseOptions(text string) []Option {
	var options []Option
	if json.Unmarshal([]byte(text), &options) != nil {
		return nil
	}
	return options
}

// isPartOf reports the name of a further sheet of a long list: (2), (3) … stand
// behind its own.
func isPartOf(page, name string) bool {
	rest, ok := strings.CutPrefix(name, page+"(")
	digits, closed := strings.CutSuffix(rest, ")")
	if !ok || !closed || digits == "" {
		return false
	}
	return strings.Trim(digits, "0123456789") == ""
}
