package portfolio_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"

	"jingpin/internal/filing"
	"jingpin/internal/portfolio"
)

// What a unit's columns turned out to be is told by the unit's own files alone,
// the latest before the others, and is handed on until it is told otherwise.
func TestWordingsAreHandedOn(t *testing.T) {
	says := func(unit, name, column string, change func(*filing.Submission)) *filing.Submission {
		s := submission(unit, project(6, name))
		s.Wordings = []filing.Wording{{Head: "收口日", Column: column}}
		if change != nil {
			change(s)
		}
		return named(s, name+".xlsx")
	}
	doubtful := func(s *filing.Submission) { s.Doubtful = true }
	guest := func(s *filing.Submission) { s.Doubtful, s.Guest = true, true }
	office := func(s *filing.Submission) { s.ByOffice = true }
	earlier := func(s *filing.Submission) { s.Saved = s.Saved.Add(-48 * time.Hour) }
	last := filing.Wording{Unit: "管理办", Head: "收口日", Column: "start"}
	for _, c := range []struct {
		about string
		subs  []*filing.Submission
		want  string // what 管理办 means by it
	}{
		{"nothing new", []*filing.Submission{submission("管理办", project(6, "甲"))}, "start"},
		{"told anew", []*filing.Submission{says("管理办", "甲", "deadline", nil)}, "deadline"},
		{"by another unit", []*filing.Submission{says("服务办", "乙", "deadline", nil)}, "start"},
		{"of a file that may be another's", []*filing.Submission{says("管理办", "甲", "deadline", doubtful)}, "start"},
		{"in another's file", []*filing.Submission{says("管理办", "甲", "deadline", guest)}, "start"},
		{"of the office's rows", []*filing.Submission{says("管理办", "甲", "deadline", office)}, "start"},
		{"of two files", []*filing.Submission{says("管理办", "甲", "deadline", nil), says("管理办", "甲的旧稿", "finished", earlier)}, "deadline"},
	} {
		t.Run(c.about, func(t *testing.T) {
			in := input(c.subs...)
			in.Previous = &filing.Library{Quarter: first, Wordings: []filing.Wording{last}}
			got := map[filing.Wording]string{}
			for _, w := range portfolio.Merge(in).Library().Wordings {
				got[filing.Wording{Unit: w.Unit, Head: w.Head}] = w.Column
			}
			assert.Equal(t, c.want, got[filing.Wording{Unit: "管理办", Head: "收口日"}])
		})
	}
}
