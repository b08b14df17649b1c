package form

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// The sheets of the consolidated workbook. A list too long for one sheet goes
// on in a sheet of the same name with (2), (3) … behind it.
const (
	PageDesk       = "待办"
	PageAbout      = "说明"
	PageOverall    = "总体情况"
	PageTasks      = "重点任务情况"
	PageUnits      = "部门推进情况"
	PageProjects   = "项目汇总表"
	PageLate       = "滞后项目清单"
	PageAsks       = "需协调事项"
	PageCompare    = "与上季度对比"
	PageChanges    = "项目变更"
	PageAfterSeal  = "定稿后变化"
	PageConflicts  = "重复与冲突核定"
	PageFilings    = "报送情况"
	PageFindings   = "问题清单"
	PageLeftOut    = "未计入"
	PageNumbers    = "编号登记"
	PageCoercions  = "读取转换记录"
	PageEdits      = "办公室修改"
	PageExceptions = "核准例外"
	PageDrafts     = "报告文稿"
	PageData       = "_数据" // hidden: Stored
	PageChoices    = "_选项" // hidden: what drop-downs offer
)

// Columns of 项目汇总表 beside the form's own. ColRowKey is hidden.
const (
	ColRowKey   = "行标识"
	ColState    = "本季数据"
	ColDue      = "应达进度(%)"
	ColGap      = "与应达差(百分点)"
	ColLight    = "亮灯"
	ColRuling   = "核定" // of a row in error: one of filing.Rulings
	ColOverride = "核定亮灯"
	ColReason   = "核定理由"
	ColFinal    = "计入亮灯"
	ColLast     = "上季度累计进度(%)"
	ColPartners = "配合部门进展"
	ColIssues   = "问题"
	ColSource   = "来源"
	ColInTrack  = "计入行动" // hidden, as are the two below: where totals count the row
	ColInTask   = "计入任务"
	ColInUnit   = "计入部门"
)

// Columns of the sheets the office decides in. ColKey is hidden and holds what
// the program knows the row by.
const (
	ColKey        = "标识"
	ColRule       = "规则"
	ColChoice     = "核定意见"
	ColKind       = "变更类型"
	ColOld        = "原项目编号"
	ColNew        = "新项目编号"
	ColBefore     = "变更前"
	ColAfter      = "变更后"
	ColBasis      = "批准依据"
	ColApproved   = "批准日期"
	ColStanding   = "状态"
	ColNumber     = "项目编号"
	ColStreet     = "所属街道" // where several streets' projects stand together
	ColName       = "项目名称"
	ColColumn     = "栏目"
	ColWas        = "修改前"
	ColIs         = "修改后"
	ColUnit       = "部门"
	ColProject    = "项目"
	ColPassedBy   = "批准人"
	ColWhy        = "理由"
	ColExpires    = "有效期至"
	ColSection    = "章节"
	ColGenerated  = "自动生成"
	ColRevised    = "办公室修改稿"
	ColTyped      = "填的是"
	ColCorrection = "办公室改正"     // of an error in 问题清单: the value that is right
	ColWhyLate    = "存在问题及滞后原因" // of a project, on 滞后项目清单
	ColNextStep   = "下季度计划"
	ColAsk        = "需协调事项"
	ColErrand     = "事项"
	ColDecide     = "请决定" // one of the labels that ColOptions holds
	ColDecidedBy  = "依据"  // who decided, and when
	ColSent       = "标为已发"
	ColOptions    = "选项" // hidden: OptionsText
)

// WholeRow stands in the 栏目 of 办公室修改 for a row the office deleted.
const WholeRow = "(整行删除)"

// PendingChange is the 状态 of a change found in the data and not approved.
const PendingChange = "待批"

// ChangeMark is the 标识 of a line in 项目变更 that the program lists by
// itself, found in the data or handed on by an earlier quarter: while the line
// says what it said, it is not the office's.
func ChangeMark(c filing.Change) string {
	parts := []string{c.Kind, c.Old, c.New, c.Before, c.After, c.Basis, c.Approved.String(), c.Dated}
	for i := range parts {
		parts[i] = strings.Join(strings.Fields(CellText(parts[i])), " ")
	}
	digest := sha256.Sum256([]byte(strings.Join(parts, "|")))
	return hex.EncodeToString(digest[:6])
}

// Where the tables of the consolidated workbook begin.
const (
	ListHeaderRow    = 3 // of every list; its rows follow
	ProjectHeaderRow = 4 // of 项目汇总表; the parents stand above it
)

// ProjectColumns are the form's columns as 项目汇总表 shows them: all but the
// computed ones.
func ProjectColumns(p *plan.Plan) []plan.Column {
	return slices.DeleteFunc(slices.Clone(p.Columns), func(c plan.Column) bool { return c.Type == plan.TypeComputed })
}

// GroupKey is the 行标识 of a row that is no project but the heading of a
// group: rows to pass over when reading back.
func GroupKey(no int) string { return groupPrefix + strconv.Itoa(no) }

// IsGroupKey reports a row that is no project.
func IsGroupKey(key string) bool { return strings.HasPrefix(key, groupPrefix) }

const groupPrefix = "#"

// A cell holds 32,767 UTF-16 units. What is longer is cut, and says so.
const (
	maxUnits  = 32_767
	keptUnits = 32_000
)

// CellText is how a text stands in a cell: without the characters that a
// workbook cannot store, and not longer than a cell holds. Reading back
// compares with it, so that neither looks like a correction by the office.
func CellText(s string) string {
	if isPlain(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.Map(storable, strings.ToValidUTF8(s, string(utf8.RuneError)))
	if len(s) <= maxUnits {
		return s
	}
	units := 0
	cut := len(s)
	for i, r := range s {
		units += utf16.RuneLen(r)
		if units > keptUnits && cut == len(s) {
			cut = i
		}
	}
	if units <= maxUnits {
		return s
	}
	return s[:cut] + "……(一格放不下，后面还有" + strconv.Itoa(utf8.RuneCountInString(s[cut:])) + "字，未显示)"
}

// isPlain reports a text that stands in a cell as it is, as most do.
func isPlain(s string) bool {
	if len(s) > maxUnits {
		return false
	}
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' && c != '\n' && c != '\t':
			return false
		case c == 0xBF && i > 0 && s[i-1] == 0xEF: // U+FFFE and U+FFFF begin so
			return false
		}
	}
	return utf8.ValidString(s)
}

// storable drops what XML 1.0 has no way to write, and tells a carriage return
// from a line break no more than a cell does.
func storable(r rune) rune {
	switch {
	case r == '\r':
		return '\n'
	case r == '\n' || r == '\t':
		return r
	case r < ' ', r == 0xFFFE, r == 0xFFFF:
		return -1
	}
	return r
}
