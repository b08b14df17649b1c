package form

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// SheetPrint is the form's sheet that prints the quarter on A4. It draws on
// 项目计划表 by formulas, holds no data of its own, and nobody reads it.
const SheetPrint = "季度打印"

// SheetSums is the hidden sheet where a form's lights are worked out, each
// project's row beside its row on 项目计划表.
const SheetSums = "_计算"

// SheetLast is the hidden sheet with last quarter's plan values, by which a
// rolled-forward form shows at once what the unit has changed.
const SheetLast = "_上季度"

// The rows of 项目计划表.
const (
	RowAttachment = 1
	RowTitle      = 2
	RowHead       = 3
	RowParents    = 4 // the header's upper level
	RowHeaders    = 5
	FirstRow      = 6
	ReadyRows     = 90 // of a fresh form
	LastRow       = FirstRow + ReadyRows - 1
	RowTotals     = LastRow + 1 // in a fresh form; inserted rows push it down
	RowPeople     = RowTotals + 1
)

// The texts of the head and the foot. A caption that ends in a colon is
// followed by its value in the same cell.
const (
	Attachment     = "附件2"
	CaptionUnit    = "填报单位："
	CaptionQuarter = "填报季度："
	CaptionAsOf    = "截至日期："
	MoneyUnit      = "金额单位：万元"
	ZeroReport     = "本季度无牵头项目（零报告）"
	ZeroTick       = "√"
	NothingSecret  = "本表不得填写涉密信息及居民姓名、身份证号、手机号。"
	People         = "填表人：　　　　　　审核人：　　　　　　联系电话："
	Signatures     = "部门负责人（签字）：　　　　　　　　分管领导（签字）：　　　　　　　　（盖章）　　　　年　　月　　日"
)

// OurSheet reports a sheet of our own making in a form that holds no projects
// of its own. A return workbook has one more: IsProblems.
func OurSheet(name string) bool {
	switch name {
	case SheetGuide, SheetLists, SheetIdentity, SheetPrint, SheetSums, SheetLast:
		return true
	}
	return false
}

// lastPrefix begins the header of a column that shows last quarter's value.
const lastPrefix = "上季度"

// traitLast marks in the plan the columns of which a rolled-forward form shows
// last quarter's value.
const traitLast = "上季"

// Slot is one column of a form as it stands on the sheet.
type Slot struct {
	plan.Column
	Header string // as printed
	// Last marks a column that only shows last quarter's value of Column.
	Last bool
}

// Slots are the columns of a form from the left: the plan's, in order, and in
// a rolled-forward form last quarter's values, each before its column.
func Slots(p *plan.Plan, rolled bool) []Slot {
	var slots []Slot
	for _, c := range p.Columns {
		if rolled && c.Has(traitLast) {
			slots = append(slots, Slot{c, lastHeader(c), true})
		}
		slots = append(slots, Slot{Column: c, Header: c.Header})
	}
	return slots
}

// lastHeader turns 本季度进展情况 into 上季度进展情况.
func lastHeader(c plan.Column) string {
	return lastPrefix + strings.TrimPrefix(c.Header, "本季度")
}

// Ours reports a header that stands in our own forms but belongs to no column
// a unit fills in: a computed column or last quarter's values. Such a column
// is neither read nor reported as strange.
func Ours(p *plan.Plan, header string) bool {
	key := plan.Key(header)
	for _, c := range p.Columns {
		if c.Type == plan.TypeComputed && key == plan.Key(c.Header) || c.Has(traitLast) && key == plan.Key(lastHeader(c)) {
			return true
		}
	}
	return false
}

// FootOf are the totals under a form that brings these projects along. What is
// paid is known of finished projects alone, for the others are still to be
// reported.
func FootOf(standings []filing.Standing) filing.Foot {
	var total, paid plan.Money
	for _, s := range standings {
		total += s.Project.Total.Value()
		if Finished(s) {
			paid += s.Project.Paid.Value()
		}
	}
	return filing.Foot{Projects: len(standings), Total: plan.Exactly(total), Paid: plan.Exactly(paid)}
}

// Finished reports a project that is not to be filled in again.
func Finished(s filing.Standing) bool {
	return s.Project.Status == plan.StatusDone || s.Project.Status == plan.StatusCancelled
}

// FootLine is the line of totals under a form.
func FootLine(f filing.Foot) string {
	return FootProjects + strconv.Itoa(f.Projects) + FootTotal + f.Total.Value().Wan() + FootPaid + f.Paid.Value().Wan() + FootEnd
}

// The pieces of the line of totals, between which the form's formula and
// FootLine put the figures.
const (
	FootProjects = "项目"
	FootTotal    = "个　总投资"
	FootPaid     = "万元　累计完成投资"
	FootEnd      = "万元"
)

var footLine = regexp.MustCompile(`^项目(\d+)个总投资([\d.]+)万元累计完成投资([\d.]+)万元`)

// ParseFoot reads the line of totals; ok is false for any other text.
func ParseFoot(text string) (f filing.Foot, ok bool) {
	m := footLine.FindStringSubmatch(strings.Join(strings.Fields(norm.NFKC.String(text)), ""))
	if m == nil {
		return filing.Foot{}, false
	}
	n, errN := strconv.Atoi(m[1])
	total, errTotal := plan.ParseWan(m[2])
	paid, errPaid := plan.ParseWan(m[3])
	if errN != nil || errTotal != nil || errPaid != nil {
		return filing.Foot{}, false
	}
	return filing.Foot{Projects: n, Total: plan.Exactly(total), Paid: plan.Exactly(paid)}, true
}
