package filing

import (
	"cmp"
	"slices"

	"jingpin/internal/plan"
)

// Office is what the office has done in a consolidated workbook; it is
// replayed on the next run. The zero Office has done nothing.
type Office struct {
	Decisions  []Decision       `json:"decisions,omitempty"`
	Overrides  []Override       `json:"overrides,omitempty"`
	Exceptions []plan.Exception `json:"exceptions,omitempty"`
	Edits      []Edit           `json:"edits,omitempty"`
	Changes    []Change         `json:"changes,omitempty"`
	Drafts     []Draft          `json:"drafts,omitempty"`
	Removed    []Removal        `json:"removed,omitempty"`
	Rulings    []Ruling         `json:"rulings,omitempty"`
	Arrivals   []Arrival        `json:"arrivals,omitempty"`
	Sent       []Sent           `json:"sent,omitempty"`
	Settled    []Given          `json:"settled,omitempty"`
}

// Given is a number that stands in the quarter's sealed report (定稿): the
// project keeps it in whatever is reported later in the quarter.
type Given struct {
	Number string `json:"number"`
	Key    RowID  `json:"key"` // of the project that has it
}

// Sent is an errand of the office's that it has marked as sent (标为已发): a
// return or a reminder, as its line in 待办 says it. Once the line says
// something else, it is to be sent anew.
type Sent struct {
	What string    `json:"what"`
	Day  plan.Date `json:"day,omitempty"` // none where it was only ticked
}

// Arrival is the day a unit's first report of the quarter was saved (收文): a
// unit that corrects and sends again is not late for it.
type Arrival struct {
	Unit string    `json:"unit"`
	Day  plan.Date `json:"day"`
}

// Decision is a choice the office made about a conflict.
type Decision struct {
	Rule   string `json:"rule"` // X01, X02, X03, X07, X09
	Key    string `json:"key"`  // of the conflict, as portfolio made it
	Choice string `json:"choice"`
	Basis  string `json:"basis,omitempty"` // who decided, and when
}

// Override is a light the office set itself (核定亮灯).
type Override struct {
	Key    RowID      `json:"key"`
	Light  plan.Light `json:"light"`
	Reason string     `json:"reason"`
}

// Ruling is what the office decided about a project whose row an error
// keeps from counting (核定). It holds while the row says what it said.
type Ruling struct {
	Number string `json:"number,omitempty"`
	Key    RowID  `json:"key"`
	Title  string `json:"title"`
	Choice string `json:"choice"` // RulingListed or RulingCarried
	Mark   string `json:"mark"`   // of the row, as portfolio made it
}

// The choices of a Ruling: the row counts as the unit sent it, last
// quarter's value standing for what cannot be read; or last quarter's figures
// go on, and the project stays unverified.
const (
	RulingListed  = "按表中所列计入"
	RulingCarried = "沿用上季度"
)

// Rulings are the choices in the order a list shows them.
func Rulings() []string { return []string{RulingListed, RulingCarried} }

// Edit is a cell the office corrected (办公室修改), by project and column.
type Edit struct {
	Number string `json:"number"`
	Key    RowID  `json:"key"`    // before the edit
	Column string `json:"column"` // column key of the form
	Before string `json:"before"`
	After  string `json:"after"`
	// Seq orders the corrections of one cell, 0 for the first.
	Seq int `json:"seq,omitempty"`
	// Unit is whose row a correction made in 问题清单 mends; "" for one of the
	// row that counts.
	Unit string `json:"unit,omitempty"`
}

// Removal is a row the office deleted from 项目汇总表.
type Removal struct {
	Key    RowID  `json:"key"`
	Name   string `json:"name"`
	Reason string `json:"reason,omitempty"`
}

// The kinds of approved changes.
const (
	ChangeNew      = "新增"
	ChangeName     = "更名"
	ChangeDeadline = "调整时限"
	ChangeStart    = "调整启动时间"
	ChangeCategory = "调整类别"
	ChangeMoney    = "调整资金"
	ChangeSplit    = "拆分"
	ChangeMerge    = "合并"
	ChangeTransfer = "移交"
	ChangePause    = "暂缓"
	ChangeCancel   = "取消"
)

// ChangeKinds are the kinds of approved changes in the order a list shows them.
func ChangeKinds() []string {
	return []string{ChangeNew, ChangeName, ChangeDeadline, ChangeStart, ChangeCategory, ChangeMoney, ChangeSplit, ChangeMerge, ChangeTransfer, ChangePause, ChangeCancel}
}

// Change is one change of the plan (项目变更), approved or only noted (待批).
type Change struct {
	Kind     string    `json:"kind"`
	Old      string    `json:"old,omitempty"` // 原项目编号
	New      string    `json:"new,omitempty"` // 新项目编号
	Before   string    `json:"before,omitempty"`
	After    string    `json:"after,omitempty"`
	Basis    string    `json:"basis,omitempty"`
	Approved plan.Date `json:"approved,omitzero"`
	// Dated is the day of approval as typed where that names none.
	Dated string `json:"dated,omitempty"`
	// Quarter is the one whose ledger holds the change, for those that a
	// library carries on; none for this quarter's.
	Quarter plan.Quarter `json:"quarter,omitzero"`
}

// Settled reports a change that is approved: one with a basis, of a kind and a
// day that are known.
func (c Change) Settled() bool {
	return c.Basis != "" && c.Dated == "" && slices.Contains(ChangeKinds(), c.Kind)
}

// Earlier reports a change that an earlier quarter's ledger holds.
func (c Change) Earlier() bool { return c.Quarter.N != 0 }

// OldNumbers are the projects a change is about, of which one row may name
// several: its text as it stands where that holds no number.
func (c Change) OldNumbers() []string {
	if numbers := Numbers(c.Old); len(numbers) > 0 {
		return numbers
	}
	return []string{c.Old}
}

// Leaves reports a change that takes its project out of the library.
func (c Change) Leaves() bool {
	return c.Kind == ChangeCancel || c.Kind == ChangeMerge || c.Kind == ChangeSplit
}

// CompareChanges is an order of changes of one day.
func CompareChanges(a, b Change) int {
	return cmp.Or(cmp.Compare(a.Old, b.Old), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.New, b.New),
		cmp.Compare(a.Before, b.Before), cmp.Compare(a.After, b.After))
}

// Draft is a paragraph of the report and what the office made of it.
type Draft struct {
	Section   string `json:"section"`
	Generated string `json:"generated"`
	Revised   string `json:"revised,omitempty"`
}

// Standing is a project as a quarter leaves it: what the next quarter
// compares with, and falls back on.
type Standing struct {
	Number   string       `json:"number"`
	Project  Project      `json:"project"`
	Light    plan.Light   `json:"light"`
	Quarter  plan.Quarter `json:"quarter"`           // of the data, older when carried
	Deadline plan.Date    `json:"deadline,omitzero"` // last approved
	// Start and Category are the last approved ones where the project's row has others.
	Start    plan.Date `json:"start,omitzero"`
	Category string    `json:"category,omitempty"`
	// Dated says that the last approved deadline is a day, though the row calls it
	// open-ended; Rate is the last 本年目标完成率 where the row has none.
	Dated bool          `json:"dated,omitempty"`
	Rate  *plan.Percent `json:"rate,omitempty"`
	// Total is the last approved one where the row has another, and OpenStop says
	// that it stops the project without approval.
	Total    *plan.Amount `json:"total,omitempty"`
	OpenStop bool         `json:"open_stop,omitempty"`
	Stalled  int          `json:"stalled,omitempty"` // quarters running without progress
	// Known is the last light it was judged to have, for one that this quarter
	// could not judge.
	Known plan.Light `json:"known,omitzero"`
	// LateFor is for how many quarters running it has been late, this one among
	// them.
	LateFor int `json:"late_for,omitempty"`
	// Sent are the good cells of its row where that did not count, nil for none:
	// the next form begins with them where there is nothing better.
	Sent *Project `json:"sent,omitempty"`
	// Late is what its unit reported once the quarter's report was sealed, nil for
	// nothing: not what was published, but what is carried on.
	Late *LateReport `json:"late,omitempty"`
	// Left marks a project that counts in its quarter's figures and in no later
	// ones: it leaves with approval, or has no number to go on under.
	Left bool `json:"left,omitempty"`
}

// LateReport is a report that came too late for its quarter's figures.
type LateReport struct {
	Project Project      `json:"project"`
	Light   plan.Light   `json:"light"`
	Quarter plan.Quarter `json:"quarter"`
}

// HasFigures reports a project that was reported at some time, and not only named
// in the library; nil is none.
func (s *Standing) HasFigures() bool { return s != nil && s.Quarter.N != 0 }

// LastKnown is the last that was reported of the project, and for which quarter.
func (s *Standing) LastKnown() (*Project, plan.Quarter) {
	if s.Late != nil {
		return &s.Late.Project, s.Late.Quarter
	}
	return &s.Project, s.Quarter
}

// Registered is one line of the 编号登记: every number ever given.
type Registered struct {
	Number  string       `json:"number"`
	Key     RowID        `json:"key"` // at registration
	Name    string       `json:"name"`
	Unit    string       `json:"unit"`
	Quarter plan.Quarter `json:"quarter"`
	Closed  string       `json:"closed,omitempty"` // why the number is no longer used
	Next    []string     `json:"next,omitempty"`   // numbers that follow it after a split or merger
}

// Library is the portfolio a quarter hands on to the next.
type Library struct {
	Quarter   plan.Quarter `json:"quarter"`
	AsOf      plan.Date    `json:"as_of"`
	Standings []Standing   `json:"standings"`
	Numbers   []Registered `json:"numbers"`
	// Changes are all that have been approved so far, oldest first.
	Changes []Change `json:"changes,omitempty"`
	// Exceptions are what the office lets pass, in later quarters too until they expire.
	Exceptions []plan.Exception `json:"exceptions,omitempty"`
	// Wordings are how units headed columns, as far as it took more than the
	// headers to tell.
	Wordings []Wording `json:"wordings,omitempty"`
	// Past are the figures of the quarters before, oldest first.
	Past []Past `json:"past,omitempty"`
}

// Follow gives the units of its projects the names that they have in a plan now:
// one may have been renamed since.
func (l *Library) Follow(p *plan.Plan) {
	named := func(name *string) {
		if u, ok := p.Unit(*name); ok {
			*name = u.Name
		}
	}
	for i := range l.Standings {
		s := &l.Standings[i]
		named(&s.Project.Lead)
		named(&s.Project.Unit)
		if s.Late != nil {
			named(&s.Late.Project.Lead)
			named(&s.Late.Project.Unit)
		}
	}
}

// Past is how the tracks stood in one quarter.
type Past struct {
	Quarter plan.Quarter `json:"quarter"`
	Tracks  []TrackPast  `json:"tracks"` // as the plan has them
}

// TrackPast is how one track stood: how many of its projects were late, of how
// many with a light, and its investment.
type TrackPast struct {
	No    int        `json:"no"`
	Late  int        `json:"late"`
	Lit   int        `json:"lit"`
	Total plan.Money `json:"total"`
	Paid  plan.Money `json:"paid"` // of projects with a known total
}
