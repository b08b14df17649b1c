// Package portfolio makes one library of projects out of a set of
// submissions. Merging is the union of the set; everything else here, the
// numbers, the rules H and X, the lights and the conflicts, is a pure function
// of the submissions, the plan, the previous quarter's library, the office's
// decisions and the dates, so shards may be merged in any order and any tree.
package portfolio

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Input is what a portfolio is a function of.
type Input struct {
	Plan        *plan.Plan
	Quarter     plan.Quarter
	AsOf        plan.Date // data date
	Today       plan.Date // the report's own date; exceptions expire by it
	Until       plan.Date // the last day an approved change may be of, 0 for any
	Submissions []*filing.Submission
	Attachments []filing.Attachment
	Previous    *filing.Library // nil without a previous quarter
	Office      filing.Office
}

// Portfolio is the library of projects at the data date. All slices are in
// the order outputs show them.
type Portfolio struct {
	Plan        *plan.Plan
	Quarter     plan.Quarter
	AsOf        plan.Date
	Previous    *filing.Library
	Entries     []Entry // by task, then number
	Units       []UnitState
	Strays      UnitState        // what was sent by no unit of the roster
	Findings    []filing.Finding // F to X, exceptions applied, sorted
	LeftOut     []LeftOut
	Conflicts   []Conflict
	Coverage    []Coverage      // of the plan's commitments, in its order
	Approved    []filing.Change // the office's ledger
	Unapproved  []filing.Change // changes found without approval (待批)
	Noted       []filing.Change // changes the office noted without approval, and not found
	Numbers     []filing.Registered
	Office      filing.Office
	Stale       []Stale              // the office's work that no longer applies
	Submissions []*filing.Submission // the union, each once, as units sent them, in a fixed order
	Attachments []filing.Attachment
}

// State is what this quarter knows of a project.
type State string

// The states of 本季数据.
const (
	Reported   State = "已报"
	Unverified State = "待核实" // its row or file has an error
	Missing    State = "未报"  // nothing was sent for it
)

// Entry is one project of the library with everything derived for it. Where
// State is not Reported, the project's figures are last quarter's (Carried),
// or it has no figures at all.
type Entry struct {
	Project     filing.Project   `json:"project"`
	Number      string           `json:"number"`                // 06-003; "" while its task is unknown
	Provisional bool             `json:"provisional,omitempty"` // the number is not frozen yet
	New         bool             `json:"new,omitempty"`         // reported, and not in last quarter's library (H07)
	State       State            `json:"state"`
	Carried     bool             `json:"carried,omitempty"` // figures are last quarter's (沿用上季度)
	Because     string           `json:"because,omitempty"` // why it is 待核实 or 未报, in words
	Verdict     plan.Verdict     `json:"verdict"`
	Light       plan.Light       `json:"light"` // after 核定亮灯
	Override    *filing.Override `json:"override,omitempty"`
	Deadline    plan.Date        `json:"approved_deadline,omitzero"` // the last approved one, which the light uses
	// Start and Category are what the light uses in the place of the row's: the last
	// approved ones, where the row has others.
	Start    plan.Date `json:"approved_start,omitzero"`
	Category string    `json:"approved_category,omitempty"`
	// Dated and Rate are check.Terms' own.
	Dated bool          `json:"approved_as_a_day,omitempty"`
	Rate  *plan.Percent `json:"last_rate,omitempty"`
	// Total is the last approved one, where the row has another without approval.
	Total *plan.Amount `json:"approved_total,omitempty"`
	// OpenStop says that the row stops the project (暂缓, 取消) without approval; Known
	// is then the light that it had before.
	OpenStop bool              `json:"open_stop,omitempty"`
	Last     *filing.Standing  `json:"last,omitempty"` // last quarter's, nil when new
	Partners []PartnerProgress `json:"partners,omitempty"`
	StandsIn bool              `json:"stands_in,omitempty"` // a partner's row stands in for the lead's (X01)
	Stalled  int               `json:"stalled,omitempty"`   // quarters running without progress
	LateFor  int               `json:"late_for,omitempty"`  // quarters running that it is late
	Known    plan.Light        `json:"known,omitzero"`      // where it could not be judged: its light when it last was
	// StillLate is 滞后待核实: it could not be judged, and was late when it last
	// was, or its last approved deadline has passed.
	StillLate bool `json:"still_late,omitempty"`
	// From are the numbers of last quarter's projects that go on in this one by
	// an approved merger or split, or by the office's word that they are one.
	From []string `json:"from,omitempty"`
	// MaybeFrom are those that it may be under another name, or a part or the
	// whole of: nobody has said so yet.
	MaybeFrom []string `json:"maybe_from,omitempty"`
	// Contested are the leads that units name for it while the office has not
	// decided between them (X02).
	Contested []string `json:"contested,omitempty"`
	// Sent is what the project's row says this quarter where an error keeps that
	// from counting: its good cells, nil without such a row. AsTyped are its bad
	// ones by column, as they were typed.
	Sent    *filing.Project   `json:"sent,omitempty"`
	AsTyped map[string]string `json:"as_typed,omitempty"`
	// SentMark tells that row from others, and Ruling what the office decided
	// about it: one of the choices of a filing.Ruling.
	SentMark string `json:"sent_mark,omitempty"`
	Ruling   string `json:"ruling,omitempty"`
	// Copied is the number of the first project of another unit whose progress
	// text is the same to the letter, "" for none.
	Copied string `json:"copied,omitempty"`
}

// PartnerProgress is what a partner reported about the lead's project.
type PartnerProgress struct {
	Unit     string        `json:"unit"`
	Progress *plan.Percent `json:"progress,omitempty"`
	Done     string        `json:"done,omitempty"`
	Source   filing.Source `json:"source"`
}

// UnitState is how one unit of the roster stands with its report.
type UnitState struct {
	Unit        plan.Unit
	Owes        bool // owes a report this quarter
	Sent        bool
	Zero        bool                 // 零报告
	Submissions []*filing.Submission // all it sent, the one that counts first
	Attachments []filing.Attachment
	Round       int // 第几次报送
	DaysLate    int // of the first report, by saved-time against the reporting day, 0 on time or unknown
	Rows        Balance
}

// Balance is rules.md's equation: Read = Counted + Faulty + Duplicate +
// Overruled + Superseded + Example.
type Balance struct {
	Read       int `json:"read"`
	Counted    int `json:"counted"`
	Faulty     int `json:"faulty"`
	Duplicate  int `json:"duplicate"`
	Overruled  int `json:"overruled"`
	Superseded int `json:"superseded"`
	Example    int `json:"example"`
	// The amounts of the same rows, as far as their totals could be read.
	ReadTotal    plan.Money `json:"read_total"`
	CountedTotal plan.Money `json:"counted_total"`
	OtherTotal   plan.Money `json:"other_total"`
}

// Adds reports that every row that was read has gone somewhere.
func (b Balance) Adds() bool {
	return b.Read == b.Counted+b.Faulty+b.Duplicate+b.Overruled+b.Superseded+b.Example
}

// LeftOut is a row that was read but is not counted.
type LeftOut struct {
	Unit   string
	Row    filing.Row
	Number string // of the project it belongs to, "" if unknown
	// Last are the last accepted values, nil if there are none.
	Last *filing.Standing
}

// Coverage says which projects do what the plan names.
type Coverage struct {
	Commitment plan.Commitment
	Numbers    []string // of projects that are not cancelled; none: not covered
}

// Conflict is something the office decides in 重复与冲突核定.
type Conflict struct {
	Rule    string   `json:"rule"`
	Key     string   `json:"key"`   // matches filing.Decision.Key; changes when the sides do
	Title   string   `json:"title"` // what it is about
	Sides   []Side   `json:"sides"` // two or more
	Choices []string `json:"choices"`
	Choice  string   `json:"choice,omitempty"` // the office's, "" until it decides
	Counts  string   `json:"counts"`           // what counts now, in words
	// Stake is the planned investment that depends on the choice.
	Stake plan.Money `json:"stake,omitempty"`
	// Hearsay says that all but the first side, last quarter's figures, are reports
	// of units that have nothing to do with the project (X01).
	Hearsay bool `json:"hearsay,omitempty"`
}

// Side is one side of a conflict.
type Side struct {
	Label  string         `json:"label"` // 甲, 乙 …
	Unit   string         `json:"unit"`
	Source filing.Source  `json:"source"`
	Values []filing.Typed `json:"values"` // the columns that differ, or the main ones
}

// Stale is something the office did that no longer applies, and why.
type Stale struct {
	What string `json:"what"` // in words: 核定意见 “…”
	Why  string `json:"why"`
}
