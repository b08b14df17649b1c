package web

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
)

// projectsView is the list of projects behind a figure.
type projectsView struct {
	viewFrame
	Query    url.Values
	Tracks   []string
	Tasks    []string
	Projects []listed // of this sheet
	Found    int
	Sheet    int
}

// listed is a project with its place in the report.
type listed struct {
	N int
	report.ProjectRow
}

// listed are the projects that are to be listed.
func (f viewFrame) listed(keep func(*report.ProjectRow) bool) []listed {
	var list []listed
	for i := range f.Report.Projects {
		if p := &f.Report.Projects[i]; keep(p) {
			list = append(list, listed{i, *p})
		}
	}
	return list
}

// sheetOf is how many projects are listed on one page.
const sheetOf = 200

// More is the address of the next sheet, "" for the last.
func (v projectsView) More() string { return v.sheet(v.Sheet + 1) }

// Before is the address of the sheet before, "" for the first.
func (v projectsView) Before() string { return v.sheet(v.Sheet - 1) }

func (v projectsView) sheet(n int) string {
	if n < 0 || n*sheetOf >= v.Found {
		return ""
	}
	q := url.Values{}
	for key, values := range v.Query {
		q[key] = values
	}
	q.Set("sheet", strconv.Itoa(n))
	return "/projects?" + q.Encode()
}

func (s *Server) showProjects(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := projectsView{viewFrame: f, Query: r.URL.Query()}
	for _, t := range f.Report.Tracks {
		v.Tracks = append(v.Tracks, t.Name)
	}
	for _, t := range f.Report.Tasks {
		v.Tasks = append(v.Tasks, t.Name)
	}
	all := f.listed(func(p *report.ProjectRow) bool { return wanted(p, v.Query) })
	v.Found = len(all)
	if n, err := strconv.Atoi(v.Query.Get("sheet")); err == nil && n > 0 && n*sheetOf < v.Found {
		v.Sheet = n
	}
	v.Projects = all[v.Sheet*sheetOf : min(len(all), (v.Sheet+1)*sheetOf)]
	s.page(w, r, http.StatusOK, "projects.html", v)
	return nil
}

// Is is the value of a filter.
func (v projectsView) Is(key string) string { return v.Query.Get(key) }

// wanted reports a project that passes all filters that say something.
func wanted(p *report.ProjectRow, q url.Values) bool {
	for key, value := range map[string]string{
		"track": p.InTrack, "light": p.Bucket(), "unit": p.InUnit, "state": string(p.State), "task": p.InTask,
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

// projectView is one project: what was read of it, and how it stood before.
type projectView struct {
	viewFrame
	Project report.ProjectRow
	Cells   []cellView
	Past    []quarter.PastQuarter
	Unit    int // where its row stands as typed, -1 for nowhere
}

func (s *Server) showProject(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	n, err := at(r.PathValue("n"), len(f.Report.Projects))
	if err != nil {
		return err
	}
	p := f.Report.Projects[n]
	v := projectView{viewFrame: f, Project: p, Unit: -1}
	for _, sub := range f.Submissions {
		if sub.Path != p.Project.Source.File {
			continue
		}
		for _, row := range f.rowsOf(sub) {
			if row.Source == p.Project.Source {
				v.Cells = row.Cells
				v.Unit = slices.IndexFunc(f.Units, func(u quarter.UnitLine) bool { return slices.Contains(u.Files, sub.Path) })
			}
		}
	}
	if v.Cells == nil { // its figures are carried
		for _, c := range f.Plan.Columns {
			if value := p.Project.Value(c.Key); value != "" {
				v.Cells = append(v.Cells, cellView{Column: c.Title(), Read: value})
			}
		}
	}
	v.Past = f.History(f.Folder, p.Number)
	s.page(w, r, http.StatusOK, "project.html", v)
	return nil
}
