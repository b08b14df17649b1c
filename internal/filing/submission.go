package filing

import (
	"iter"
	"time"

	"jingpin/internal/plan"
)

// Submission is one file as a unit sent it: every project row it holds,
// counted or not, and everything found in it.
type Submission struct {
	Path    string
	SHA256  string // hex, of the file's bytes; "" when it could not be read to its end
	Unit    string // roster name, "" when it cannot be told
	Office  string // the street it was sent to where several streets' lie together, "" in an office's own
	Quarter plan.Quarter
	AsOf    plan.Date // 截至日期 the file states, none if it does not
	Saved   time.Time // saved-time inside the file, zero if none
	Round   int       // 第几次报送 stamped in a return workbook, 0 without a stamp
	// Doubtful marks a file whose identity, heading and name disagree (U03):
	// it never displaces another.
	Doubtful bool
	// Guest marks the report of a unit in a file that is another's: it counts
	// only while its unit has sent nothing itself. The file's own report has the
	// same path and other sheets.
	Guest bool
	// ByOffice marks rows the office added to the consolidated workbook: no
	// unit's report.
	ByOffice bool
	Sheets   []PlanSheet
	Rows     []Row
	Findings []Finding
	// Facts are what the file's reading showed; nil once they are judged.
	Facts *Facts
	// Answers are what the department wrote beside the findings of the round
	// before, in the order of its list.
	Answers []Answer
	// Wordings are the headers that took more than themselves to be read.
	Wordings []Wording
	// Foot are the totals printed at the form's foot, if any.
	Foot Foot
}

// Answer is what a department says to a finding: it holds while the value is
// the one it was given for.
type Answer struct {
	Finding FindingID `json:"finding"`
	Value   string    `json:"value,omitempty"`
	Text    string    `json:"text"`
}

// Attachment is a scan or letter beside the workbooks (附带文件).
type Attachment struct {
	Path string `json:"path"`
	Unit string `json:"unit"` // "" when its name tells none
}

// PlanSheet says where a plan sheet's columns were found.
type PlanSheet struct {
	Name      string            `json:"name"`
	HeaderRow int               `json:"header_row"`
	Columns   map[string]string `json:"columns"` // the form's column name → letter
	// Broken marks a sheet none of whose rows may be judged, for want of a
	// column.
	Broken bool `json:"-"`
	// Heads are the headers of the form's columns by key, while the sheet is
	// judged.
	Heads map[string]HeaderCell `json:"-"`
}

// HeaderCell is one column's header as it stands.
type HeaderCell struct {
	Text, Cell string
	Row, Col   int
}

// Foot is the line of printed totals under a form. Zero values are blanks.
type Foot struct {
	Projects int         `json:"projects,omitempty"`
	Total    plan.Amount `json:"total,omitzero"`
	Paid     plan.Amount `json:"paid,omitzero"`
}

// Cause says why a row is not counted. The zero Cause counts.
type Cause string

// The causes, in rules.md's equation.
const (
	Counted    Cause = ""
	Faulty     Cause = "错误"    // an error-level finding: 待核实
	Duplicate  Cause = "重复"    // P03, X01
	Overruled  Cause = "冲突未采用" // X02
	Superseded Cause = "旧版"    // X07
	Example    Cause = "示例"    // P04: the form's worked example
)

// Row is one project row.
type Row struct {
	Project Project
	// Typed is the row as typed, in column order; until it is judged, only
	// where that differs from what was read.
	Typed []Typed
	Cause Cause
	Rules []string // the rules that keep it from counting
}

// Typed is one cell as typed.
type Typed struct {
	Column string `json:"column"` // the form's column name
	Cell   string `json:"cell"`
	Value  string `json:"value"`
}

// Rename gives the file another path, in its rows and findings too.
func (s *Submission) Rename(path string) {
	for i := range s.Rows {
		s.Rows[i].Project.Source.File = path
	}
	for i := range s.Findings {
		s.Findings[i].File = path
	}
	s.Path = path
}

// Accepted are the projects of the rows that count.
func (s *Submission) Accepted() []Project {
	var ps []Project
	for p := range s.Counting() {
		ps = append(ps, *p)
	}
	return ps
}

// Counting leads to the project of each row that counts.
func (s *Submission) Counting() iter.Seq[*Project] {
	return func(yield func(*Project) bool) {
		for i := range s.Rows {
			if s.Rows[i].Cause == Counted && !yield(&s.Rows[i].Project) {
				return
			}
		}
	}
}

// CountRows is how many rows have that cause.
func (s *Submission) CountRows(c Cause) int {
	n := 0
	for _, r := range s.Rows {
		if r.Cause == c {
			n++
		}
	}
	return n
}

// CellOf is where a sheet's column meets a row, "" when the sheet does not
// have the column.
func (s *Submission) CellOf(sheet, column string, row int) string {
	for _, sh := range s.Sheets {
		if letter := sh.Columns[column]; sh.Name == sheet && letter != "" {
			return letter + plan.Count(row)
		}
	}
	return ""
}

// Coercions are the values read otherwise than typed.
func (s *Submission) Coercions() []Coercion {
	var cs []Coercion
	for _, f := range s.Findings {
		if f.Rule == CoercionRule {
			cs = append(cs, Coercion{f.Sheet, f.Cell, f.Column, f.Value, f.Expected})
		}
	}
	return cs
}

// beijing is the time offices go by; files store theirs in UTC.
var beijing = time.FixedZone("UTC+8", 8*60*60)

// SavedWord says when the file was saved, as the office's clock had it: "" if
// the file does not say.
func (s *Submission) SavedWord() string {
	if s.Saved.IsZero() {
		return ""
	}
	return s.Saved.In(beijing).Format("2006-01-02 15:04")
}

// SavedDay is the day the file was saved, none if it does not say.
func (s *Submission) SavedDay() plan.Date {
	if s.Saved.IsZero() {
		return 0
	}
	return plan.DayOf(s.Saved.In(beijing))
}
