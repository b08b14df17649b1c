package filing

import (
	"strings"

	"jingpin/internal/plan"
)

// Finding is one thing to say about one cell, row, sheet or file. All texts
// are Chinese. Fields that do not apply are zero.
type Finding struct {
	File     string        `json:"file"`
	Sheet    string        `json:"sheet,omitempty"`
	Cell     string        `json:"cell,omitempty"`
	Row      int           `json:"row,omitempty"` // physical row
	Column   string        `json:"column,omitempty"`
	Rule     string        `json:"rule"`
	Severity plan.Severity `json:"severity"`
	Unit     string        `json:"unit,omitempty"`
	Project  string        `json:"project,omitempty"`
	Value    string        `json:"value,omitempty"` // as typed
	Expected string        `json:"expected,omitempty"`
	Message  string        `json:"message"`
	Hint     string        `json:"hint,omitempty"`
	// Suggest is a value that would certainly mend the cell; the return
	// workbook offers it for acceptance.
	Suggest string `json:"suggest,omitempty"`
	Key     RowID  `json:"key,omitempty"` // the project's
	// Witness is what of last quarter, or of the approved changes, would
	// confirm that Suggest was meant; nil for nothing.
	Witness *Witness `json:"witness,omitempty"`
	// PassedBy says who let an exception pass; such a finding counts as a note.
	PassedBy string `json:"passed_by,omitempty"`
	// Answer is what the department says to it in 问题清单. A warning with an
	// answer is not asked again while the value stays, and counts as a note.
	Answer string `json:"answer,omitempty"`
	// Covered marks an error in a column of the plan of a project that counts
	// this quarter with its last approved values.
	Covered bool `json:"covered,omitempty"`
	// Was is the severity before the exception let it pass, or before the answer.
	Was plan.Severity `json:"was,omitempty"`
	// Across marks a finding that takes more than its file: last quarter or
	// other files. Merging finds these anew.
	Across bool `json:"across,omitempty"`
	// Also names further cells of the same fault (the other of two columns).
	Also []string `json:"also,omitempty"`
	// AlsoMend would mend those of them that one acceptance of Suggest mends too.
	AlsoMend []Mending `json:"also_mend,omitempty"`
	// Col is the physical column of Cell, for sorting; 0 for a whole row.
	Col int `json:"col,omitempty"`
}

// Mending is a cell that is wrong, and what would certainly mend it.
type Mending struct {
	Column  string `json:"column"` // the form's name of it
	Value   string `json:"value"`  // as typed
	Suggest string `json:"suggest"`
}

// Unread says which columns were left out, in a sentence, "" for none.
func Unread(fs []Finding) string {
	n := 0
	var names []string
	for _, f := range fs {
		if f.Rule == UnreadRule && f.Severity == plan.Note {
			n += 1 + len(f.Also)
			names = append(names, f.Value)
		}
	}
	if n == 0 {
		return ""
	}
	return "另有" + plan.Count(n) + "列没有并入：" + strings.Join(names, "、") + "。"
}

// Coercion is a C03 finding as the ledger lists it.
type Coercion struct {
	Sheet  string `json:"sheet"`
	Cell   string `json:"cell"`
	Column string `json:"column"`
	Raw    string `json:"raw"`
	Read   string `json:"read"`
}

// IsAt reports a finding about the row that a project was read from.
func (f *Finding) IsAt(src Source) bool { return f.Sheet == src.Sheet && f.Row == src.Row }

// Answered is the level of a finding that the department has answered.
const Answered = "已答复"

// IsAnswered reports a warning that the department has answered.
func (f *Finding) IsAnswered() bool {
	return f.Answer != "" && f.Severity == plan.Note && f.PassedBy == ""
}

// IsAsked reports a finding that the unit that sent the file is to see to: what
// the office has to settle between files (X) is none, nor what is merely
// recorded.
func (f *Finding) IsAsked() bool {
	return (f.Severity == plan.Error || f.Severity == plan.Warning) && !strings.HasPrefix(f.Rule, "X")
}

// Level is the finding's severity in words, or Answered.
func (f *Finding) Level() string {
	if f.IsAnswered() {
		return Answered
	}
	return f.Severity.Word()
}

// CountSeverity is how many findings have that severity.
func CountSeverity(fs []Finding, s plan.Severity) int {
	n := 0
	for _, f := range fs {
		if f.Severity == s {
			n++
		}
	}
	return n
}
