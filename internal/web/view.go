package web

import (
	"cmp"
	"html/template"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
)

// words are what the templates may ask for beside the values.
var words = template.FuncMap{
	"plus":  func(a, b int) int { return a + b },
	"join":  func(list []string) string { return strings.Join(list, "、") },
	"level": func(s plan.Severity) string { return s.Word() },
	"light": func(l plan.Light) string { return l.String() },
	"tone":  tone,
	"query": func(key, value string) string { return "/projects?" + url.Values{key: {value}}.Encode() },
}

// tones are the classes of lights and states, so that each has a colour beside
// its word.
var tones = map[string]string{
	plan.Red.String(): "red", plan.Yellow.String(): "yellow", plan.Green.String(): "green", plan.Done.String(): "blue",
	quarter.StateFaulty: "red", quarter.StateMissing: "yellow", quarter.StateDocuments: "yellow", quarter.StateStray: "yellow",
	quarter.StatePassed: "green", quarter.StateZero: "green",
}

func tone(word string) string {
	if t := tones[word]; t != "" {
		return t
	}
	return "grey"
}

// frame is what every view of a quarter has around it.
type frame struct {
	*quarter.Overview
	Folder    string
	Now, Last *work
	Notes     []string
	Held      string // the program that has 汇总表 open, "" for none
}

// frame reads the desk's folder for a view. Without a folder the page turns to
// the choice of one, and ok is false.
func (s *Server) frame(w http.ResponseWriter, r *http.Request) (f frame, ok bool, err error) {
	d := s.at()
	if d == nil {
		return f, false, done(w, r, "/choose")
	}
	f.Folder = d.folder
	f.Now, f.Last = d.works()
	f.Overview, f.Notes, err = d.overview(r.Context())
	if err != nil {
		s.page(w, r, http.StatusOK, "broken.html", broken{Folder: d.folder, Text: err.Error(), Now: f.Now, Last: f.Last})
		return f, false, nil
	}
	f.Held = quarter.OpenElsewhere(filepath.Join(d.folder, quarter.DirResult, quarter.ResultBook))
	return f, true, nil
}

// broken is a quarter's folder that cannot be read.
type broken struct {
	Folder, Text string
	Now, Last    *work
}

// Groups are the errands by group, in order.
func (f frame) Groups() []errandGroup {
	var groups []errandGroup
	for _, name := range []report.ErrandGroup{report.ToDecide, report.ToSend, report.Awaited, report.ToKnow} {
		g := errandGroup{Name: name}
		for i, e := range f.Report.Errands {
			if e.Group == name {
				g.Errands = append(g.Errands, numbered{i, e})
			}
		}
		groups = append(groups, g)
	}
	return groups
}

// errandGroup is one group of 待办.
type errandGroup struct {
	Name    report.ErrandGroup
	Errands []numbered
}

// Folded reports a group that is closed at first.
func (g errandGroup) Folded() bool { return g.Name == report.ToKnow || len(g.Errands) == 0 }

// numbered is an errand with its place in the report's list.
type numbered struct {
	N int
	report.Errand
}

// About is the project that it is about, where it does not say so itself.
func (e numbered) About() string {
	if strings.Contains(e.What, e.Project) {
		return ""
	}
	return e.Project
}

// Place is a result's place among the results, for its address; -1 for one that
// is not there.
func (f frame) Place(name string) int {
	return slices.IndexFunc(f.Results, func(r quarter.Result) bool { return r.Name == name && r.Dir == quarter.DirResult })
}

// ReturnOf is the place of a unit's marked copy among the results, -1 for none.
func (f frame) ReturnOf(unit string) int {
	return slices.IndexFunc(f.Results, func(r quarter.Result) bool { return r.Dir == quarter.DirReturn && r.Name == unit+".xlsx" })
}

// UnitAt is a unit's place among the units, -1 for none.
func (f frame) UnitAt(name string) int {
	return slices.IndexFunc(f.Units, func(u quarter.UnitLine) bool { return u.Unit == name })
}

func (s *Server) showDesk(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if ok {
		s.page(w, r, http.StatusOK, "desk.html", f)
	}
	return err
}

// unitView is one department's report: what was found and how it was read.
type unitView struct {
	frame
	Unit     quarter.UnitLine
	Findings []filing.Finding // what the department can do something about
	Projects []report.ProjectRow
}

func (s *Server) showUnit(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 0 || n >= len(f.Units) {
		return errGone
	}
	v := unitView{frame: f, Unit: f.Units[n]}
	for _, finding := range f.Report.Findings {
		if slices.Contains(v.Unit.Files, finding.File) && finding.Severity != plan.Note {
			v.Findings = append(v.Findings, finding)
		}
	}
	slices.SortStableFunc(v.Findings, func(a, b filing.Finding) int { // what must be corrected first
		return cmp.Compare(severityRank(a), severityRank(b))
	})
	for _, p := range f.Report.Projects {
		if p.InUnit == v.Unit.Unit {
			v.Projects = append(v.Projects, p)
		}
	}
	s.page(w, r, http.StatusOK, "unit.html", v)
	return nil
}

func severityRank(f filing.Finding) int {
	if f.Severity == plan.Error {
		return 0
	}
	return 1
}

// projectsView is the list of projects behind a figure.
type projectsView struct {
	frame
	Query    url.Values
	Tracks   []string
	Lights   []string
	Projects []report.ProjectRow
}

func (s *Server) showProjects(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := projectsView{frame: f, Query: r.URL.Query()}
	for _, t := range f.Report.Tracks {
		v.Tracks = append(v.Tracks, t.Name)
	}
	for _, p := range f.Report.Projects {
		if light := p.Light.String(); !slices.Contains(v.Lights, light) {
			v.Lights = append(v.Lights, light)
		}
		if wanted(&p, v.Query) {
			v.Projects = append(v.Projects, p)
		}
	}
	s.page(w, r, http.StatusOK, "projects.html", v)
	return nil
}

// Is is the value of a filter.
func (v projectsView) Is(key string) string { return v.Query.Get(key) }

// wanted reports a project that passes all filters that say something.
func wanted(p *report.ProjectRow, q url.Values) bool {
	for key, value := range map[string]string{
		"track": p.InTrack, "light": p.Light.String(), "unit": p.InUnit, "state": string(p.State), "task": p.InTask,
	} {
		if want := q.Get(key); want != "" && want != value {
			return false
		}
	}
	word := strings.TrimSpace(q.Get("q"))
	return word == "" || slices.ContainsFunc([]string{p.Number, p.Project.Title(), p.InUnit, p.Project.Content, p.Project.Done}, func(text string) bool {
		return strings.Contains(plan.Key(text), plan.Key(word))
	})
}

// errandView is a card on which the office decides.
type errandView struct {
	frame
	N      int
	Errand report.Errand
	Sides  report.Conflict
}

func (s *Server) showErrand(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	if err != nil || n < 0 || n >= len(f.Report.Errands) {
		return errGone
	}
	v := errandView{frame: f, N: n, Errand: f.Report.Errands[n]}
	for _, c := range f.Report.Conflicts {
		if c.Rule == v.Errand.Rule && c.Key == v.Errand.Key {
			v.Sides = c
		}
	}
	s.page(w, r, http.StatusOK, "errand.html", v)
	return nil
}

func (s *Server) showReport(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if ok {
		s.page(w, r, http.StatusOK, "report.html", f)
	}
	return err
}
