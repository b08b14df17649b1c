package filing

import (
	"regexp"
	"strconv"
	"strings"

	"jingpin/internal/plan"
)

// RowID says which project a row, a finding or a piece of the office's work is
// about, in any file, quarter and run: by task, name and sub-project, in which
// two spellings of one name are the same. The zero RowID is no project.
//
// It is text, to be kept in JSON and in hidden cells as it is and sorted as
// such: "6|王家宅小区改造" or, with a sub-project, "6|王家宅小区改造|东段".
type RowID string

// rowSeparator stands between the parts: no key holds a sign.
const rowSeparator = "|"

// RowOf is the id of a project of that task, made of its Project.NameKey.
func RowOf(task int, nameKey string) RowID {
	return RowID(strconv.Itoa(task) + rowSeparator + nameKey)
}

// Numbered is the id of the project that has a frozen number, whatever it is
// called meanwhile.
func Numbered(number string) RowID { return RowID("#" + number) }

// NameKey is the id without its task.
func (id RowID) NameKey() string {
	_, name, _ := strings.Cut(string(id), rowSeparator)
	return name
}

// Name is the key of the name alone, without task and sub-project.
func (id RowID) Name() string {
	name, _, _ := strings.Cut(id.NameKey(), rowSeparator)
	return name
}

// TaskNo is the id's task, 0 for none.
func (id RowID) TaskNo() int {
	task, _, _ := strings.Cut(string(id), rowSeparator)
	no, err := strconv.Atoi(task)
	if err != nil {
		return 0
	}
	return no
}

// Case is the Key of the office's case about the project between these
// parties: it changes when they do.
func (id RowID) Case(parties ...string) string {
	return strings.Join(append([]string{string(id)}, parties...), rowSeparator)
}

// Key is the project's id.
func (p *Project) Key() RowID { return RowOf(p.TaskNo, p.NameKey()) }

// NameKey is the key of the project's name and sub-project, as its id has it.
func (p *Project) NameKey() string {
	key := plan.Key(p.Name)
	if p.Sub != "" {
		key += rowSeparator + plan.Key(p.Sub)
	}
	if p.Office != "" {
		key += streetMark + plan.Key(p.Office)
	}
	return key
}

// streetMark stands before the street of an id where several streets' projects
// are laid side by side.
const streetMark = rowSeparator + "@"

// Of is the id as it is where the projects of several streets are laid side by
// side.
func (id RowID) Of(street string) RowID {
	if id == "" {
		return ""
	}
	return id + RowID(streetMark+plan.Key(street))
}

// FindingID is what makes two findings of two runs the same: the rule, the
// project and the column, wherever the cell has moved. It is kept in the return
// workbook.
type FindingID string

// ID identifies the finding across runs.
func (f *Finding) ID() FindingID {
	return FindingID(f.Rule + rowSeparator + string(f.Key) + rowSeparator + f.Column)
}

// Row is the project the finding is about, "" for none.
func (id FindingID) Row() RowID {
	_, rest, _ := strings.Cut(string(id), rowSeparator)
	if i := strings.LastIndex(rest, rowSeparator); i >= 0 {
		return RowID(rest[:i])
	}
	return ""
}

// CaseID is what a decision is about: a rule, and the Key of the case that
// portfolio made of it.
type CaseID struct{ Rule, Key string }

// Case is what the decision is about.
func (d Decision) Case() CaseID { return CaseID{d.Rule, d.Key} }

// numberPattern is a project number: 06-003.
var numberPattern = regexp.MustCompile(`\b\d{2,}-\d{3,}\b`)

// RenumberAll puts other numbers in the place of the project numbers in a text.
func RenumberAll(text string, other func(number string) string) string {
	return numberPattern.ReplaceAllStringFunc(strings.Map(narrowNumber, text), other)
}

// Numbers are the project numbers in a text, whatever stands between them and
// however wide they are typed.
func Numbers(text string) []string {
	return numberPattern.FindAllString(strings.Map(narrowNumber, text), -1)
}

// narrowNumber makes what numbers are typed of on a Chinese keyboard plain.
func narrowNumber(r rune) rune {
	switch {
	case r >= '０' && r <= '９':
		return r - '０' + '0'
	case strings.ContainsRune("－–—―−‐﹣", r):
		return '-'
	}
	return r
}
