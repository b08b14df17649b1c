package web

import (
	"net/http"
	"os"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
)

// unitView is one department's report: what was found in it, and how each row
// was read.
type unitView struct {
	viewFrame
	N        int
	Unit     quarter.UnitLine
	Findings []filing.Finding // what the department can do something about
	Files    []fileRows
	Projects []listed
}

// fileRows are the rows of a file.
type fileRows struct {
	File string
	Rows []rowView
}

// rowView is a row as typed beside what was read of it.
type rowView struct {
	Source filing.Source
	Title  string
	State  string // 计入, or why not
	Cells  []cellView
}

// cellView is a cell as typed beside what was read of it.
type cellView struct {
	Column, Cell, Typed, Read string
	Findings                  []filing.Finding
}

// Odd reports a cell that was read otherwise than typed, or that something was
// found in.
func (c cellView) Odd() bool { return len(c.Findings) > 0 || c.Read != "" && c.Typed != c.Read }

func (s *Server) showUnit(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	n, err := at(r.PathValue("n"), len(f.Units))
	if err != nil {
		return err
	}
	v := unitView{viewFrame: f, N: n, Unit: f.Units[n], Findings: f.Report.ProblemsIn(f.Units[n].Files)}
	for _, sub := range f.Submissions {
		if slices.Contains(v.Unit.Files, sub.Path) && len(sub.Rows) > 0 {
			v.Files = append(v.Files, fileRows{sub.Path, f.rowsOf(sub)})
		}
	}
	v.Projects = f.listed(func(p *report.ProjectRow) bool { return p.InUnit == v.Unit.Unit })
	s.page(w, r, http.StatusOK, "unit.html", v)
	return nil
}

// LettersTo reports that there is something to tell the unit.
func (v unitView) LettersTo() bool { return len(v.lettersTo(v.Unit.Unit)) > 0 }

// Passable reports a finding that the office may let pass.
func (v unitView) Passable(f filing.Finding) bool {
	rule, ok := v.Plan.Rule(f.Rule)
	return ok && rule.Open && f.Severity != plan.Note
}

// rowsOf are the rows of a submission, and what became of each.
func (f viewFrame) rowsOf(sub *filing.Submission) []rowView {
	rows := rowsOf(sub, f.Plan)
	for i := range rows {
		for _, l := range f.Report.LeftOut {
			if l.Source == rows[i].Source {
				rows[i].State = "没有计入：" + l.Cause
			}
		}
	}
	return rows
}

// rowsOf are the rows of a submission.
func rowsOf(sub *filing.Submission, p *plan.Plan) []rowView {
	found := map[filing.Source]map[string][]filing.Finding{} // by row and column
	for _, f := range sub.Findings {
		at := filing.Source{File: f.File, Sheet: f.Sheet, Row: f.Row}
		if found[at] == nil {
			found[at] = map[string][]filing.Finding{}
		}
		found[at][f.Column] = append(found[at][f.Column], f)
	}
	rows := make([]rowView, len(sub.Rows))
	for i := range sub.Rows {
		r := &sub.Rows[i]
		v := rowView{Source: r.Project.Source, Title: r.Project.Title(), State: "计入"}
		if r.Cause != filing.Counted {
			v.State = "没有计入：" + string(r.Cause)
		}
		for _, c := range p.Columns {
			cell := cellView{Column: c.Title(), Read: r.Project.Value(c.Key)}
			cell.Cell, cell.Typed = sub.CellOf(v.Source.Sheet, cell.Column, v.Source.Row), cell.Read
			for _, f := range found[v.Source][cell.Column] {
				if f.Rule == filing.CoercionRule {
					cell.Typed = f.Value
					continue
				}
				cell.Findings = append(cell.Findings, f)
			}
			for _, t := range r.Typed {
				if t.Column == cell.Column {
					cell.Typed = t.Value
				}
			}
			if cell.Typed != "" || cell.Read != "" || len(cell.Findings) > 0 {
				v.Cells = append(v.Cells, cell)
			}
		}
		rows[i] = v
	}
	return rows
}

// letterView are the messages to a unit.
type letterView struct {
	viewFrame
	To      string
	Letters []quarter.Letter
}

func (s *Server) showLetter(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := letterView{viewFrame: f, To: "全体部门"}
	unit := ""
	if r.PathValue("n") != "all" {
		n, err := at(r.PathValue("n"), len(f.Units))
		if err != nil {
			return err
		}
		unit, v.To = f.Units[n].Unit, f.Units[n].Unit
	}
	v.Letters = f.lettersTo(unit)
	s.page(w, r, http.StatusOK, "letter.html", v)
	return nil
}

// lettersTo are the messages to a unit, the one that goes with its return
// first; those to all for "".
func (f viewFrame) lettersTo(unit string) []quarter.Letter {
	var letters []quarter.Letter
	for _, res := range f.Results {
		if unit == "" || res.Dir != quarter.DirReturn || res.Name != unit+quarter.ReturnLetter {
			continue
		}
		if text, err := os.ReadFile(res.Path); err == nil {
			letters = append(letters, quarter.Letter{Unit: unit, Name: "退回说明", Text: plain(string(text))})
		}
	}
	for _, l := range f.Letters() {
		if l.Unit == unit {
			letters = append(letters, l)
		}
	}
	return letters
}

// plain is a letter without what the system's editor wants.
func plain(text string) string {
	return strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n")
}

// ruleView is a rule, explained.
type ruleView struct {
	viewFrame
	Rule plan.Rule
}

func (s *Server) showRule(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	rule, known := f.Plan.Rule(r.PathValue("code"))
	if !known {
		return errGone
	}
	s.page(w, r, http.StatusOK, "rule.html", ruleView{f, rule})
	return nil
}

// notedView is what was recorded and needs nothing done.
type notedView struct {
	viewFrame
	Rules []noted
}

// noted is what was recorded by one rule.
type noted struct {
	plan.Rule
	Findings []filing.Finding
}

// mostNoted is how many findings of a rule are shown.
const mostNoted = 200

// First are those that are shown.
func (n noted) First() []filing.Finding { return n.Findings[:min(len(n.Findings), mostNoted)] }

// Beyond is how many more there are.
func (n noted) Beyond() int { return len(n.Findings) - len(n.First()) }

func (s *Server) showNoted(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := notedView{viewFrame: f}
	for _, rule := range f.Plan.Rules {
		if recorded := f.Report.Recorded(rule.Code); len(recorded) > 0 {
			v.Rules = append(v.Rules, noted{rule, recorded})
		}
	}
	s.page(w, r, http.StatusOK, "noted.html", v)
	return nil
}
