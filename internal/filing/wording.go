package filing

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Wording is how a unit heads a form column where the header alone does not
// tell which it is: its next report is read by it.
type Wording struct {
	Unit   string `json:"unit,omitempty"` // whose it is, in a library
	Head   string `json:"head"`           // keys of what the header says, from the top down
	Column string `json:"column"`         // key
}

// CompareWordings orders wordings by whose they are and what they say.
func CompareWordings(a, b Wording) int {
	return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(a.Head, b.Head))
}

// The most that a report may say of its headers, and of one of them.
const (
	mostWordings = 512
	longestHead  = 512 // characters
)

// verifyWordings checks what a submission says of its headers. Whether the plan
// has such columns is for who reads by them to see.
func (s *Submission) verifyWordings() error {
	long := slices.ContainsFunc(s.Wordings, func(w Wording) bool { return utf8.RuneCountInString(w.Head) > longestHead })
	if long || len(s.Wordings) > mostWordings {
		return fmt.Errorf("“%s”记着的表头写法太多、太长", s.Path)
	}
	return nil
}
