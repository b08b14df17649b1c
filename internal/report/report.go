// Package report is the quarterly report as data: every figure, table and
// sentence that the workbook and the PDF show, already sorted, summed and
// worded. It is what 数据.json holds; a renderer computes nothing.
//
// Build makes the figures first (projects, tally, lists, compare, charts, units,
// ledgers), then what there is to do of them (errands), then the sentences
// (section_*, in the words of words and phrase, as long as length has room for),
// and last what differs from a sealed report (since).
//
// The same portfolio, plan and dates give the same report, byte for byte.
package report

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// Report is one quarter's report.
type Report struct {
	Tool    string      `json:"tool"`
	Format  int         `json:"format"`
	Meta    Meta        `json:"meta"`
	Inputs  []InputFile `json:"inputs"`  // every file the figures come from
	Balance Filing      `json:"balance"` // the total of Filings

	Overall     Tally           `json:"overall"`
	LastOverall *Tally          `json:"last_overall,omitempty"` // last quarter's, nil without
	Movement    *Movement       `json:"movement,omitempty"`     // since last quarter, nil without
	Tracks      []TrackRow      `json:"tracks"`
	Streets     []StreetRow     `json:"streets,omitempty"` // where several streets are reported on
	Tasks       []TaskRow       `json:"tasks"`
	Commitments []CommitmentRow `json:"commitments"`
	Units       []UnitRow       `json:"units"`        // in roster order
	UnitRanking []UnitRow       `json:"unit_ranking"` // by red, then yellow
	Projects    []ProjectRow    `json:"projects"`     // by task and number
	Late        []LateRow       `json:"late"`         // worst first
	StillLate   []DoubtRow      `json:"still_late"`   // 滞后待核实
	Asks        []AskRow        `json:"asks"`
	AskedBefore []AskedRow      `json:"asked_before"` // last quarter's
	Targets     []TargetRow     `json:"targets"`      // 下季度末目标进度 of last quarter
	Compare     []ComparisonRow `json:"compare"`      // 与上季度对比, by kind
	Kinds       []KindCount     `json:"kinds"`        // how many of each kind Compare has
	Due         []DueRow        `json:"due"`          // what falls due to the end of next quarter, by month
	History     []TrackHistory  `json:"history"`      // the last four quarters of each track
	Leaders     []LeaderRows    `json:"leaders"`      // 分管领导项目表

	Approved   []filing.Change     `json:"approved"`
	Unapproved []filing.Change     `json:"unapproved"`
	Noted      []filing.Change     `json:"noted,omitempty"` // by the office, not approved and not found
	Conflicts  []ConflictRow       `json:"conflicts"`
	Filings    []Filing            `json:"filings"` // 报送情况, in roster order
	Findings   []filing.Finding    `json:"findings"`
	Coercions  []CoercionRow       `json:"coercions"`
	LeftOut    []LeftOutRow        `json:"left_out"`
	Numbers    []filing.Registered `json:"numbers"`
	Office     filing.Office       `json:"office"`
	Stale      []string            `json:"stale"` // the office's work that no longer applies, in words

	Errands   []Errand   `json:"errands"`              // 待办
	AfterSeal *AfterSeal `json:"after_seal,omitempty"` // nil where nothing differs from what was sealed

	Lights   string    `json:"lights"`              // the sentences that explain the lights, with the thresholds in force
	Carried  string    `json:"carried,omitempty"`   // what of the tables is last quarter's, "" for nothing
	PaidNote string    `json:"paid_note,omitempty"` // how the paid amounts of two quarters hang together, "" where their difference is 本季度完成
	Sections []Section `json:"sections"`
	Charts   Charts    `json:"charts"`
}

// Meta is what stands in titles, headers and properties.
type Meta struct {
	Title      string       `json:"title"` // of the report, whole
	Street     string       `json:"street"`
	Plan       string       `json:"plan"` // 计划名称
	PlanShort  string       `json:"plan_short,omitempty"`
	PlanDigest string       `json:"plan_digest"`
	DocumentNo string       `json:"document_no"`
	FormTitle  string       `json:"form_title"`
	Office     string       `json:"office"` // who signs
	Header     string       `json:"header"` // 内部资料 注意保管
	Quarter    plan.Quarter `json:"quarter"`
	Previous   plan.Quarter `json:"previous,omitzero"`
	AsOf       plan.Date    `json:"as_of"`
	Date       plan.Date    `json:"date"`                // the report's own
	Leader     string       `json:"leader,omitempty"`    // whose edition it is, "" for everybody's
	PlanOver   bool         `json:"plan_over,omitempty"` // the plan ends with this quarter: there is no 下季度
}

// InputFile is one input.
type InputFile struct {
	Path   string `json:"path"`
	SHA256 string `json:"sha256"`
	Unit   string `json:"unit,omitempty"`
}

// Tally counts projects by bucket; the buckets add up to Projects. Money is
// that of all projects whose figures are known; what is carried from an earlier
// quarter is part of it, and told in Carried.
type Tally struct {
	Projects   int `json:"projects"`
	Done       int `json:"done"`
	Green      int `json:"green"`
	Yellow     int `json:"yellow"`
	Red        int `json:"red"`
	NotDue     int `json:"not_due"`
	Stopped    int `json:"stopped"`    // 暂缓, 取消
	Unverified int `json:"unverified"` // 待核实 and 未报
	StillLate  int `json:"still_late"` // of Unverified: 滞后待核实

	Total     plan.Money   `json:"total"`      // of projects with a known total
	Paid      plan.Money   `json:"paid"`       // of all projects
	PaidKnown plan.Money   `json:"paid_known"` // of those with a known total: the rate's numerator
	PaidRate  plan.Percent `json:"paid_rate"`  // 投资完成率, PaidKnown of Total
	Priced    int          `json:"priced"`     // projects with a known total
	Pending   int          `json:"pending"`    // projects whose total is 待定

	Carried      int        `json:"carried"` // projects with an earlier quarter's figures
	CarriedTotal plan.Money `json:"carried_total"`
	CarriedPaid  plan.Money `json:"carried_paid"`
}

// Verified is how many projects this quarter's report has settled.
func (t Tally) Verified() int { return t.Projects - t.Unverified }

// Lit is how many projects have a light: the denominator of the late share.
func (t Tally) Lit() int { return t.Green + t.Yellow + t.Red }

// Late is yellow and red.
func (t Tally) Late() int { return t.Yellow + t.Red }

// LateShare is the share of those in the projects with a light.
func (t Tally) LateShare() plan.Percent { return plan.Share(t.Late(), t.Lit()) }

// Movement is what happened to the library since last quarter. The paid
// amounts of the two quarters differ by Paid and FirstPaid less LeftPaid.
type Movement struct {
	New       int           `json:"new"`
	NewDone   int           `json:"new_done,omitempty"` // of New, finished already
	Merged    int           `json:"merged,omitempty"`   // made of last quarter's projects by approved mergers and splits
	Finished  int           `json:"finished"`
	Approved  int           `json:"approved"`           // approved changes of the plan
	Reopened  int           `json:"reopened,omitempty"` // finished last quarter, reported as not finished now
	FellBack  int           `json:"fell_back,omitempty"`
	Stalled   int           `json:"stalled,omitempty"`
	Left      int           `json:"left,omitempty"`       // no longer in the library, nor gone on in another project
	Paid      plan.Money    `json:"paid"`                 // by the projects that go on, paid now less paid then
	PaidAfter plan.Money    `json:"paid_after,omitempty"` // of Paid, by those that were 待核实 then: it may be older
	PaidLate  plan.Money    `json:"paid_late,omitempty"`  // of Paid, as reported after last quarter's seal by those that are silent now
	GoOn      int           `json:"go_on"`                // how many of these have figures of this quarter
	First     int           `json:"first,omitempty"`      // projects with figures for the first time
	FirstPaid plan.Money    `json:"first_paid,omitempty"`
	LeftPaid  plan.Money    `json:"left_paid,omitempty"`
	Late      LateMovement  `json:"late"`
	Doubted   LateMovement  `json:"doubted"` // the same of those that were 滞后待核实
	Alike     AlikeMovement `json:"alike"`
}

// LateMovement parts the projects that were late last quarter by what became
// of them; those late now are Still and New.
type LateMovement struct {
	Yellow    int `json:"yellow"` // late last quarter
	Red       int `json:"red"`
	Still     int `json:"still"`
	New       int `json:"new"`
	Recovered int `json:"recovered"` // 推进顺利 now
	Done      int `json:"done"`
	Doubtful  int `json:"doubtful"`         // 待核实 or 未报 now
	Merged    int `json:"merged,omitempty"` // goes on in others, by an approved merger or split
	Out       int `json:"out"`              // 暂缓, 取消, 未到启动时间, or no longer in the library
}

// Was is how many were late last quarter.
func (m LateMovement) Was() int { return m.Yellow + m.Red }

// AlikeMovement is 同口径: how the projects that had a light in both quarters
// went.
type AlikeMovement struct {
	Better   int `json:"better"`
	Worse    int `json:"worse"`
	Same     int `json:"same"`
	Reddened int `json:"reddened"` // of Worse, from yellow to red
}

// judgedInBoth is how many projects had a light in both quarters.
func (m AlikeMovement) judgedInBoth() int { return m.Better + m.Worse + m.Same }

// TrackRow is one line of the six-track table. Projects whose track is not
// known yet stand in a last row with No 0, which is there only if needed.
type TrackRow struct {
	No    int    `json:"no"`
	Name  string `json:"name"`
	Tally Tally  `json:"tally"`
	Last  *Tally `json:"last,omitempty"`
}

// TaskRow is one line of the tasks, with a last row as TrackRow's.
type TaskRow struct {
	No    int    `json:"no"`
	Name  string `json:"name"`
	Track string `json:"track"`
	Tally Tally  `json:"tally"`
}

// CommitmentRow is one thing the plan names, and the projects that cover it.
type CommitmentRow struct {
	TaskNo   int      `json:"task_no"`
	Name     string   `json:"name"`
	Projects []string `json:"projects"` // numbers; none: not covered
}

// UnitRow is how one unit stands: its report and the projects it leads.
// Projects of no unit of the roster stand in a last row with No 0, as above.
type UnitRow struct {
	No     int    `json:"no"`
	Unit   string `json:"unit"`
	Leader string `json:"leader"`
	Sent   string `json:"sent"` // 已报送, 零报告, 未报送, 不需报送 …
	Round  int    `json:"round"`
	Tally  Tally  `json:"tally"`
}

// ProjectRow is one line of 项目汇总表: the form in full and what is derived.
// Of Last it keeps how far the project was, not the texts.
type ProjectRow struct {
	*portfolio.Entry
	Key       filing.RowID `json:"key"`
	SourceRef string       `json:"source_ref"`    // file!sheet!row in words
	RowKey    string       `json:"row_key"`       // 行标识: sha12!sheet!row, or 2023Q1!number where figures are carried
	StatusOut string       `json:"status_out"`    // 推进中 for 在建 of services
	Why       string       `json:"why,omitempty"` // why it is 待核实 or 未报, as leaders are told it
	InTrack   string       `json:"in_track"`      // what totals count it under: names, or UnknownTrack …
	InTask    string       `json:"in_task"`
	InUnit    string       `json:"in_unit"`
}

// LateRow is one red or yellow project.
type LateRow struct {
	Subject
	Light       plan.Light   `json:"light"`
	LightBefore plan.Light   `json:"light_before"`        // last quarter's, Unlit without
	LateFor     int          `json:"late_for"`            // quarters running
	Expected    plan.Date    `json:"expected,omitzero"`   // when the department expects to finish it
	Contested   bool         `json:"contested,omitempty"` // who leads it is to be decided
	Measure     string       `json:"measure"`             // what Actual counts: 累计进度 or 本年目标完成率
	Due         plan.Percent `json:"due"`
	Actual      plan.Percent `json:"actual"`
	Shortfall   plan.Percent `json:"shortfall"`
	Timed       bool         `json:"timed"` // whether Due and Shortfall mean anything
	Deadline    plan.Date    `json:"deadline,omitzero"`
	Cause       string       `json:"cause"`            // why it is late, in words: 低于应达进度11.7个百分点
	Reason      string       `json:"reason"`           // the department's, "" if none was given
	Remark      string       `json:"remark,omitempty"` // the department's remark, where that says why
	Next        string       `json:"next"`
	Ask         string       `json:"ask,omitempty"`
	Self        string       `json:"self"`       // 自评
	Disagrees   bool         `json:"disagrees"`  // 自评 and light disagree
	Overridden  string       `json:"overridden"` // 核定理由 where the office set the light
}

// DoubtRow is one project that is 滞后待核实: what is known of it.
type DoubtRow struct {
	Subject
	Known    plan.Light   `json:"known"`   // when it was last judged
	Quarter  plan.Quarter `json:"quarter"` // of the figures
	Progress plan.Percent `json:"progress"`
	Deadline plan.Date    `json:"deadline,omitzero"`
	Overdue  bool         `json:"overdue"`
	Sent     bool         `json:"sent"` // reported with an error, else not at all
	// Contested has leads to be decided on, Unlisted stands in no row of a unit that reported.
	Contested bool `json:"contested,omitempty"`
	Unlisted  bool `json:"unlisted,omitempty"`
}

// AskRow is one thing asked of the leading group; those of late projects
// stand first.
type AskRow struct {
	Subject
	Ask   string     `json:"ask"`
	By    plan.Date  `json:"by,omitzero"` // an answer is needed by then, none if it was not said
	Light plan.Light `json:"light"`
}

// AskedRow is one thing asked last quarter, and what has become of it.
type AskedRow struct {
	Named
	Ask string `json:"ask"`
	Now string `json:"now"` // 仍在提请, 本季度没有再提请 …
}

// TargetRow is one project for which last quarter said how far it would be now.
type TargetRow struct {
	Named
	Target plan.Percent `json:"target"`
	Actual plan.Percent `json:"actual"`
	Known  bool         `json:"known"` // reported this quarter
}

// reached reports a target that was reached.
func (t TargetRow) reached() bool { return t.Known && t.Actual >= t.Target }

// ComparisonRow is one project against last quarter.
type ComparisonRow struct {
	Kind string `json:"kind"` // 新增, 完成, 推进, 停滞, 回退, 未报 …
	Named
	Before      string     `json:"before"` // progress or status
	After       string     `json:"after"`
	LightBefore plan.Light `json:"light_before"`
	LightNow    plan.Light `json:"light_now"`
	Note        string     `json:"note"`
}

// KindCount is how many projects one kind of comparison has.
type KindCount struct {
	Kind  string `json:"kind"`
	Count int    `json:"count"`
}

// DueRow is one project that falls due.
type DueRow struct {
	Month    string    `json:"month"` // 2023年9月
	Deadline plan.Date `json:"deadline"`
	Named
	Track    int          `json:"track"` // TrackRow.No
	Progress plan.Percent `json:"progress"`
	Light    plan.Light   `json:"light"`
	Next     string       `json:"next"` // the department's plan, "" where this quarter gave none
}

// LeaderRows are the projects of one 分管领导.
type LeaderRows struct {
	Leader  string   `json:"leader"`
	Tally   Tally    `json:"tally"`
	Numbers []string `json:"numbers"` // of Projects, the late ones first
	Rows    []int    `json:"rows"`    // their places in Projects
}

// ConflictRow is a line of 重复与冲突核定, worded.
type ConflictRow struct {
	portfolio.Conflict
	RuleTitle string `json:"rule_title"`
}

// Filing is one line of 报送情况.
type Filing struct {
	No          int               `json:"no"`
	Unit        string            `json:"unit"`
	Reporting   string            `json:"reporting"` // 报送方式
	State       string            `json:"state"`     // 按时, 迟报n天, 未报 …
	Files       []string          `json:"files"`
	Attachments []string          `json:"attachments"`
	Round       int               `json:"round"`
	Saved       string            `json:"saved"` // 2023-07-03 10:20, "" unknown
	Rows        portfolio.Balance `json:"rows"`
	Errors      int               `json:"errors"`
	Warnings    int               `json:"warnings"`
	Notes       int               `json:"notes"` // values read otherwise than typed
}

// CoercionRow is a line of 读取转换记录.
type CoercionRow struct {
	Unit string `json:"unit"`
	File string `json:"file"`
	filing.Coercion
}

// LeftOutRow is a line of 未计入.
type LeftOutRow struct {
	Unit   string         `json:"unit"`
	Cause  string         `json:"cause"`
	Number string         `json:"number"`
	Name   string         `json:"name"`
	Rules  []string       `json:"rules"`
	Source filing.Source  `json:"source"`
	Typed  []filing.Typed `json:"typed"`
	Last   string         `json:"last"` // last accepted values in words
}
