package plan

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// The types of columns.
const (
	TypeNumber   = "编号"
	TypeText     = "文本"
	TypeLong     = "长文本"
	TypeChoice   = "选择"
	TypeYear     = "年度计划"
	TypeStart    = "起始期"
	TypeDeadline = "截止期"
	TypeUnit     = "单位"
	TypeUnits    = "单位列表"
	TypeMoney    = "金额"
	TypePercent  = "百分比"
	TypeComputed = "计算"
)

// Required says how much a column is missed.
type Required string

// How much a column is missed.
const (
	Must     Required = "必填" // an error without it
	Should   Required = "应填" // a warning without it
	Optional Required = "否"
)

// Column is one column of the form.
type Column struct {
	Key      string // the code's name of it: "deadline"; year columns "y2023"
	Header   string // as printed, the child's where there are two levels
	Parent   string // "" without a parent
	Type     string
	Required Required
	List     string // the list its choices come from
	Aliases  []string
	Input    string // how to fill it in
	Example  string // value in the worked example
	Width    int    // in characters of the form
	Year     int    // of a year column
	traits   []string
}

// Title is the column's name in messages. A year, or a source such as 市级,
// says too little alone and is told with its parent.
func (c Column) Title() string {
	if c.Parent == "" || c.Year == 0 && utf8.RuneCountInString(c.Header) >= wholeTitle {
		return c.Header
	}
	return strings.TrimSuffix(c.Parent, "(万元)") + "-" + c.Header
}

// wholeTitle is how many characters a header needs to speak for itself.
const wholeTitle = 5

// Has reports one of the words in the table's 属性.
func (c Column) Has(trait string) bool { return slices.Contains(c.traits, trait) }

// The words of 属性 that code asks for.
const (
	TraitPlan    = "计划" // belongs to the plan, not to the quarter's news
	TraitQuarter = "季度" // printed every quarter
	TraitLocked  = "锁定" // filled in by the office
)

// Column is the column with that key; ok is false when there is none.
func (p *Plan) Column(key string) (Column, bool) {
	return indexed(p.Columns, p.index.columns, key)
}

// KeyTitled is the key of the column with that title, "" for none.
func (p *Plan) KeyTitled(title string) string {
	c, _ := first(p.Columns, func(c Column) bool { return c.Title() == title })
	return c.Key
}

// Title is the name of the column with that key, or the key itself.
func (p *Plan) Title(key string) string {
	if c, ok := p.Column(key); ok {
		return c.Title()
	}
	return key
}

// YearColumn stands for all year columns where a rule names the columns it needs.
const YearColumn = "year"

// YearKey is the key of a year's column.
func YearKey(year int) string { return "y" + strconv.Itoa(year) }

// YearKeyAt is the key of the column of a day's year, as far as the plan has one,
// else of the year nearest to it.
func (i Info) YearKeyAt(d Date) string {
	return YearKey(min(max(d.Year(), i.FirstYear), i.LastYear))
}

// Choose is what a text in the column with that key is read as: where it has to be
// chosen, one of the plan's; ok is false for none. Any other is what it is.
func (p *Plan) Choose(key, text string) (read string, ok bool) {
	c, _ := p.Column(key)
	if c.Type != TypeChoice && c.Type != TypeUnit {
		return text, true
	}
	switch c.List {
	case ListTracks:
		t, ok := p.Track(text)
		return t.Name, ok
	case ListTasks:
		t, ok := p.Task(text)
		return t.Name, ok
	case ListUnits:
		u, ok := p.Unit(text)
		return u.Name, ok
	}
	w, ok := p.Read(c.List, text)
	return w.Read, ok
}

// Choices is what a column's drop-down offers, nil for free input.
func (p *Plan) Choices(c Column) []string {
	switch c.List {
	case ListTracks:
		return p.TrackNames()
	case ListTasks:
		return namesOf(p.Tasks, func(t Task) string { return t.Name })
	case ListUnits:
		return namesOf(p.Units, func(u Unit) string { return u.Name })
	}
	return p.Canonical(c.List)
}
