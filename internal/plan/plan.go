package plan

import (
	"slices"
	"time"

	"jingpin/internal/tabular"
)

// Plan is one plan definition. It is immutable once Parse has returned it and
// may be shared between goroutines.
type Plan struct {
	Info        Info
	Tracks      []Track
	Tasks       []Task
	Commitments []Commitment
	Units       []Unit
	Columns     []Column
	Words       []Word
	Rules       []Rule
	Exceptions  []Exception
	// YearAliases are headers of a target column that name no year: they stand
	// for the year reported on.
	YearAliases []string
	// Streets are those whose units the roster holds, where it is joined of
	// several offices'; nil for one office's own definition.
	Streets []string
	// HeaderForms are further ways of heading columns, in the order in which
	// they are tried.
	HeaderForms []HeaderForm

	tables     []tabular.Table // as read, for writing them out again
	digest     string
	formDigest string
	fullDigest string // of the same and all words, which forms were once told by
	builtin    bool   // the whole of it
	notes      []tabular.CellFault
	rows       map[string][]int // where each track, task, unit, column and word stands: table → physical rows
	index      index
}

// Info is the 基本信息 table.
type Info struct {
	Name, ShortName   string // 计划名称, 计划简称
	Street            string // 街道
	DocumentNo        string // 文号
	Issued            string // 印发日期
	Group, Office     string // 领导小组, 领导小组办公室
	FormTitle         string // 表名
	ReportTitle       string // 报告名
	Header            string // 页眉
	FirstYear         int
	LastYear          int
	ReportDay         int     // day of a quarter's last month by which to report
	SlackPoints       Percent // shortfall up to this many points is 推进顺利
	RedRatio          Percent // below this share of what is due it is 进度滞后
	StartGrace        int     // days after the start before 未启动 is late
	TotalLimit        Money   // a total above it is probably in the wrong unit
	SpendGap          Percent // progress and money paid may differ by this much
	JumpLimit         Percent // progress gained in one quarter
	NearName          Percent // names at least this alike are near
	MinProgressLength int     // characters of a progress text that says something
	TemplateVersion   string
}

// First and Last are the plan's first and last day.
func (i Info) First() Date { return Day(i.FirstYear, 1, 1) }

// Last is the plan's last day.
func (i Info) Last() Date { return Day(i.LastYear, 12, 31) }

// Track is one of the 专项行动.
type Track struct {
	No      int
	Name    string
	Aliases []string
}

// Task is one of the 重点任务.
type Task struct {
	No      int
	Name    string
	Track   int // Track.No
	Aliases []string
}

// Commitment is a concrete thing the plan's text names under a task.
type Commitment struct {
	Task int // Task.No
	Name string
	// Match holds alternatives; all keys of one alternative must occur in a
	// project's name and content for the project to cover the commitment.
	Match [][]string
}

// The ways a unit owes its report.
const (
	ReportsItself = "单独报送"
	ReportsIfLead = "有牵头项目才报"
	ReportsNot    = "不报"
)

// Unit is a department of the roster.
type Unit struct {
	No        int // place in the roster, from 1
	Name      string
	Full      string
	Aliases   []string
	Reporting string // ReportsItself, ReportsIfLead, ReportsNot or 由××汇总
	Collector string // who reports for it, "" for itself
	Leader    string // 分管领导, a role
	Street    string // whose unit it is in a joined definition, "" in an office's own
}

// Word is one line of the 词表: a way of writing and what it is read as.
type Word struct {
	List, Written, Read, Note string
}

// Exception lets a finding pass, recorded, until its date.
type Exception struct {
	Rule, Unit, Project string // "" for any unit or project
	ApprovedBy, Reason  string
	Expires             Date // last day it holds; none: no end
}

// Years are the plan's years in order.
func (p *Plan) Years() []int {
	var years []int
	for y := p.Info.FirstYear; y <= p.Info.LastYear; y++ {
		years = append(years, y)
	}
	return years
}

// TasksOf are the tasks of a track in order.
func (p *Plan) TasksOf(track int) []Task {
	var ts []Task
	for _, t := range p.Tasks {
		if t.Track == track {
			ts = append(ts, t)
		}
	}
	return ts
}

// TrackNo is the track with that number; it exists for every Task.Track.
func (p *Plan) TrackNo(no int) Track {
	t, _ := first(p.Tracks, func(t Track) bool { return t.No == no })
	return t
}

// TaskNo is the task with that number; ok is false when there is none.
func (p *Plan) TaskNo(no int) (t Task, ok bool) {
	return first(p.Tasks, func(t Task) bool { return t.No == no })
}

// first is the first of a list that is such a one; ok is false for none.
func first[T any](all []T, is func(T) bool) (one T, ok bool) {
	i := slices.IndexFunc(all, is)
	if i < 0 {
		return one, false
	}
	return all[i], true
}

// TrackNames are the tracks' names in order.
func (p *Plan) TrackNames() []string {
	return namesOf(p.Tracks, func(t Track) string { return t.Name })
}

func namesOf[T any](all []T, name func(T) string) []string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return names
}

// Due is the day by which a quarter's reports are owed: the last where its
// last month is shorter than the reporting day.
func (i Info) Due(q Quarter) Date { return min(Day(q.Year, time.Month(3*q.N), i.ReportDay), q.Last()) }
