package web

import (
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
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/seals"
	"jingpin/internal/report"
)

// words are what the templates may ask for beside the values.
var words = template.FuncMap{
	"plus":   func(a, b int) int { return a + b },
	"join":   func(list []string) string { return strings.Join(list, "、") },
	"level":  func(f filing.Finding) string { return f.Level() },
	"tone":   tone,
	"query":  query,
	"figure": func(n int, pairs ...string) figure { return figure{n, query(pairs...)} },
}

// query is the address of the projects that these filters let through: keys
// and values in turn.
func query(pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	return "/projects?" + q.Encode()
}

// figure is a number that opens the projects it is made of.
type figure struct {
	N  int
	To string
}

// tones are the classes of lights and states, so that each has a colour beside
// its word.
var tones = map[string]string{
	plan.Red.String(): "red", plan.Yellow.String(): "yellow", plan.Green.String(): "green", plan.Done.String(): "blue",
	quarter.StateFaulty: "red", quarter.StateMissing: "yellow", quarter.StateDocuments: "yellow", quarter.StateStray: "yellow",
	quarter.StatePassed: "green", quarter.StateZero: "green",
	plan.Error.Word(): "red", plan.Warning.Word(): "yellow", filing.Answered: "green",
}

func tone(word string) string {
	if t := tones[word]; t != "" {
		return t
	}
	return "grey"
}

// viewFrame is what every view of a quarter has around it.
type viewFrame struct {
	*quarter.Overview
	Folder    string
	Now, Last *work
	Notes     []string
	Held      string // the program that has 汇总表 open, "" for none
	Due       string // how long until the reports are due, in words
	Other     string // who else works here, so that nothing can be written; "" for nobody
	Silent    bool   // they are not heard of any more
}

// frame reads the desk's folder for a view. Without a folder the page turns to
// the choice of one, and ok is false.
func (s *Server) frame(w http.ResponseWriter, r *http.Request) (f viewFrame, ok bool, err error) {
	if s.self != nil {
		return f, false, done(w, r, "/self")
	}
	d := s.at()
	if d == nil {
		return f, false, done(w, r, "/choose")
	}
	if s.stillReading(w, r, d) {
		return f, false, nil
	}
	f.Folder = d.folder
	f.Now, f.Last = d.works()
	f.Overview, f.Notes, err = d.overview(r.Context())
	if err != nil {
		s.page(w, r, http.StatusOK, "broken.html", broken{Folder: d.folder, Text: err.Error(), Now: f.Now, Last: f.Last})
		return f, false, nil
	}
	f.Held = quarter.OpenElsewhere(filepath.Join(d.folder, quarter.DirResult, quarter.ResultBook))
	f.Due = dueWord(f.Plan.Info.Due(f.Quarter), s.opt.Today())
	if f.Other = d.other(); f.Other != "" {
		f.Silent = quarter.Silent(d.folder)
	}
	return f, true, nil
}

// dueWord says how long it is until a day.
func dueWord(due, today plan.Date) string {
	switch days := int(due - today); {
	case days > 0:
		return "距报送日" + plan.Count(days) + "天"
	case days == 0:
		return "今天是报送日"
	default:
		return "报送日已过" + plan.Count(-days) + "天"
	}
}

// broken is a quarter's folder that cannot be read.
type broken struct {
	Folder, Text string
	Now, Last    *work
}

// Buckets are what projects are counted in.
func (f viewFrame) Buckets() []report.Bucket { return report.Buckets }

// Groups are the errands by group, in order.
func (f viewFrame) Groups() []errandGroup {
	var groups []errandGroup
	for _, name := range []report.ErrandGroup{report.ToDecide, report.ToSend, report.Awaited, report.ToKnow} {
		g := errandGroup{Name: name}
		for i, e := range f.Report.Errands {
			if e.Group == name {
				g.Errands = append(g.Errands, numberedErrand{i, e})
			}
		}
		groups = append(groups, g)
	}
	return groups
}

// errandGroup is one group of 待办.
type errandGroup struct {
	Name    report.ErrandGroup
	Errands []numberedErrand
}

// openMost is how long a list may be that is open at first: what there is to
// decide is always seen, and the first screen shows what else there is.
const openMost = 5

// Notes reports the group of what needs nothing done.
func (g errandGroup) Notes() bool { return g.Name == report.ToKnow && len(g.Errands) > 0 }

// Folded reports a group that is closed at first.
func (g errandGroup) Folded() bool {
	return g.Name == report.ToKnow || len(g.Errands) == 0 || g.Name != report.ToDecide && len(g.Errands) > openMost
}

// numberedErrand is an errand with its place in the report's list.
type numberedErrand struct {
	N int
	report.Errand
}

// ToSend reports an errand that can be marked as sent, or the mark taken off.
func (e numberedErrand) ToSend() bool { return e.Group == report.ToSend || e.Sent }

// Others are the units that it concerns, where it does not say so itself.
func (e numberedErrand) Others() []string {
	return slices.DeleteFunc(slices.Clone(e.Units), func(unit string) bool { return strings.Contains(e.What, unit) })
}

// About is the project that it is about, where it does not say so itself.
func (e numberedErrand) About() string {
	if strings.Contains(e.What, e.Project) {
		return ""
	}
	return e.Project
}

// Place is a result's place among the results, for its address; -1 for one that
// is not there.
func (f viewFrame) Place(name string) int {
	return slices.IndexFunc(f.Results, func(r quarter.Result) bool { return r.Name == name && r.Dir == quarter.DirResult })
}

// ReturnOf is the place of a unit's marked copy among the results, -1 for none.
func (f viewFrame) ReturnOf(unit string) int {
	return slices.IndexFunc(f.Results, func(r quarter.Result) bool { return r.Dir == quarter.DirReturn && r.Name == unit+".xlsx" })
}

// UnitAt is a unit's place among the units, -1 for none.
func (f viewFrame) UnitAt(name string) int {
	return slices.IndexFunc(f.Units, func(u quarter.UnitLine) bool { return u.Unit == name })
}

// Punctual says whether a unit's report came in time.
func (f viewFrame) Punctual(unit string) string {
	for _, line := range f.Report.Filings {
		if line.Unit == unit {
			return line.State
		}
	}
	return ""
}

// resultsFolder is a folder of results.
type resultsFolder struct {
	Dir   string
	Files []placed
}

// placed is a result with its place among all.
type placed struct {
	N int
	quarter.Result
}

// Shelves are the results by their folders.
func (f viewFrame) Shelves() []resultsFolder {
	var all []resultsFolder
	for i, r := range f.Results {
		if n := len(all); n == 0 || all[n-1].Dir != r.Dir {
			all = append(all, resultsFolder{Dir: r.Dir})
		}
		last := &all[len(all)-1]
		last.Files = append(last.Files, placed{i, r})
	}
	return all
}

// Settled are the conflicts that the office has decided, with their places.
func (f viewFrame) Settled() []settled {
	var all []settled
	for i, c := range f.Report.Conflicts {
		if c.Choice != "" {
			all = append(all, settled{i, c})
		}
	}
	return all
}

// settled is a conflict with its place among the report's.
type settled struct {
	N int
	report.ConflictRow
}

// Label is the office's choice under the departments' own names.
func (c settled) Label() string {
	for _, o := range c.Options() {
		if o.Choice == c.Choice {
			return o.Label
		}
	}
	return c.Choice
}

// at is the place that a request names in a list of so many.
func at(text string, of int) (int, error) {
	n, err := strconv.Atoi(text)
	if err != nil || n < 0 || n >= of {
		return 0, errGone
	}
	return n, nil
}

// deskView is the desk, and the way on to the next quarter's where that is laid
// out.
type deskView struct {
	viewFrame
	Next named // zero where it is not
}

func (s *Server) showDesk(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := deskView{viewFrame: f}
	_, order := f.NextForms(f.Folder)
	if folder := filepath.Dir(order.Dir); folders.IsFolder(folder) {
		v.Next = named{s.number(folder), folder}
	}
	s.page(w, r, http.StatusOK, "desk.html", v)
	return nil
}

func (s *Server) showReport(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if ok {
		s.page(w, r, http.StatusOK, "report.html", f)
	}
	return err
}

// sinceView is what has changed since the last report.
type sinceView struct {
	viewFrame
	Written bool // a report has been written that can be compared
	Lines   []string
}

func (s *Server) showSince(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := sinceView{viewFrame: f}
	if last := quarter.Last(f.Folder); last != nil {
		v.Written, v.Lines = true, f.Report.Since(last)
	}
	s.page(w, r, http.StatusOK, "since.html", v)
	return nil
}

// verifyView is how the results stand against the inputs, and the sealed set.
type verifyView struct {
	viewFrame
	Lines []string
}

func (s *Server) showVerify(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := verifyView{viewFrame: f}
	results := filepath.Join(f.Folder, quarter.DirResult)
	if f.Place(quarter.ResultData) < 0 {
		v.Lines = []string{"还没有出过报告。"}
	} else if read, err := seals.Verify(filepath.Join(results, quarter.ResultReport), filepath.Join(results, quarter.ResultData), ""); err != nil {
		v.Lines = []string{err.Error()}
	} else {
		v.Lines = read.Lines()
	}
	if len(seals.All(results)) > 0 {
		sealed, err := seals.VerifySet(f.Folder)
		if err != nil {
			return err
		}
		v.Lines = append(v.Lines, sealed.Lines()...)
	}
	s.page(w, r, http.StatusOK, "verify.html", v)
	return nil
}
