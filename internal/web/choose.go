package web

import (
	"net/http"
	"path/filepath"
	"slices"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/system"
)

// catalogue are the paths that pages of ours have named. A request names one by
// its number here; there is no other way to name a path.
type catalogue struct {
	paths   []string
	numbers map[string]int
}

// maxCatalogue is how many paths are remembered; beyond, pages that are open
// must be opened anew.
const maxCatalogue = 50_000

// number is a path's.
func (s *Server) number(path string) int {
	s.lock.Lock()
	defer s.lock.Unlock()
	if n, known := s.named.numbers[path]; known {
		return n
	}
	if s.named.numbers == nil || len(s.named.paths) >= maxCatalogue {
		s.named = catalogue{numbers: map[string]int{}}
	}
	s.named.paths = append(s.named.paths, path)
	s.named.numbers[path] = len(s.named.paths) - 1
	return len(s.named.paths) - 1
}

// path is the one with that number.
func (s *Server) path(number string) (string, error) {
	s.lock.Lock()
	defer s.lock.Unlock()
	n, err := at(number, len(s.named.paths))
	if err != nil {
		return "", err
	}
	return s.named.paths[n], nil
}

// named is a path with its number.
type named struct {
	N    int
	Path string
}

// Base is its last name.
func (n named) Base() string { return filepath.Base(n.Path) }

// Quarter is what the folder is called for people.
func (n named) Quarter() string { return folders.NameOf(n.Path) }

// Chosen reports the path among others.
func (n named) Chosen(path string) bool { return n.Path == path }

func (s *Server) name(paths []string) []named {
	var list []named
	for _, p := range paths {
		list = append(list, named{s.number(p), p})
	}
	return list
}

// choice is the choice of a quarter's folder.
type choice struct {
	Trouble string // why what was asked for is not shown
	Found   []named
	Lately  []named
	Here    named  // where a new folder is made
	Now     string // what the folder at hand is called, "" for none
	Next    []plan.Quarter
}

func (s *Server) showChoice(w http.ResponseWriter, r *http.Request) error {
	c := choice{Trouble: s.opt.Trouble, Next: s.nextQuarters()}
	if d := s.at(); d != nil {
		c.Now = folders.NameOf(d.folder)
	}
	found := folders.All(s.opt.Around...)
	c.Found = s.name(found)
	c.Lately = s.name(slices.DeleteFunc(s.memory.lately(), func(path string) bool { return slices.Contains(found, path) || !folders.IsFolder(path) }))
	if len(s.opt.Around) > 0 {
		c.Here = s.name(s.opt.Around[:1])[0]
	}
	s.page(w, r, http.StatusOK, "choose.html", c)
	return nil
}

// nextQuarters are those that a new folder may be of.
func (s *Server) nextQuarters() []plan.Quarter {
	today := plan.QuarterOf(s.opt.Today())
	return []plan.Quarter{today, today.Add(-1), today.Add(1)}
}

// browsing is a folder in which a quarter's is looked for.
type browsing struct {
	Here    named // zero at the beginning
	Up      named // zero where there is nothing above
	Inside  []named
	Quarter bool // Here is a quarter's folder
	Next    []plan.Quarter
	Failed  string
}

// Begin reports the list of where to begin.
func (b browsing) Begin() bool { return b.Here.Path == "" }

// IsQuarter reports a quarter's folder.
func (b browsing) IsQuarter(n named) bool { return folders.IsQuarter(n.Path) }

// showFolders draws the folders of the machine.
func (s *Server) showFolders(w http.ResponseWriter, r *http.Request) error {
	b := browsing{Next: s.nextQuarters()}
	if r.PathValue("n") == "" {
		b.Inside = s.name(slices.Concat(s.opt.Around, system.Places()))
		s.page(w, r, http.StatusOK, "folders.html", b)
		return nil
	}
	path, err := s.path(r.PathValue("n"))
	if err != nil {
		return err
	}
	b.Here = named{s.number(path), path}
	if up := filepath.Dir(path); up != path {
		b.Up = named{s.number(up), up}
	}
	inside, err := folders.Inside(path)
	if err != nil {
		b.Failed = err.Error()
	}
	b.Inside, b.Quarter = s.name(inside), folders.IsQuarter(path)
	s.page(w, r, http.StatusOK, "folders.html", b)
	return nil
}

// doChoose turns to a quarter's folder.
func (s *Server) doChoose(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	path, err := s.path(r.PostForm.Get("n"))
	switch {
	case err != nil:
		return err
	case !folders.IsQuarter(path):
		return quarter.Misuse{Message: "“" + path + "”不是一个季度的文件夹：名字不是季度，里面也没有下发、上报、成果。"}
	}
	s.choose(path)
	return done(w, r, "/")
}

// doFound makes the folder of a new quarter.
func (s *Server) doFound(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	q, err := plan.ParseQuarter(r.PostForm.Get("quarter"))
	if err != nil {
		return quarter.Misuse{Message: "请选一个季度。"}
	}
	here, err := s.path(r.PostForm.Get("n"))
	if err != nil {
		return err
	}
	folder := filepath.Join(here, q.String())
	o := s.opt.Desk
	o.Date = s.opt.Today()
	if _, _, err := quarter.Open(o).Found(r.Context(), folder); err != nil {
		return err
	}
	s.choose(folder)
	return done(w, r, "/")
}

// doDemo lays out the samples in a folder of their own.
func (s *Server) doDemo(w http.ResponseWriter, r *http.Request) error {
	if len(s.opt.Around) == 0 {
		return errNoFolder
	}
	o := s.opt.Desk
	o.Date = s.opt.Today()
	folder, err := quarter.Open(o).Demo(r.Context(), filepath.Join(s.opt.Around[0], "演示"))
	if err != nil {
		return err
	}
	s.choose(folder)
	return done(w, r, "/")
}

// groundView is what the work goes by, to be changed.
type groundView struct {
	Folder string
	Name   string
	Set    quarter.Terms
	Plans  []named
	Books  []named
	Failed string // why what is set cannot be read
}

// showGround shows what the work goes by. It reads nothing, so that a wrong
// choice can be put right.
func (s *Server) showGround(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return done(w, r, "/choose")
	}
	plans, books := folders.Beside(d.folder)
	v := groundView{Folder: d.folder, Name: folders.NameOf(d.folder)}
	var err error
	if v.Set, err = quarter.TermsOf(d.folder); err != nil {
		v.Failed = err.Error()
	}
	v.Plans, v.Books = s.name(with(plans, v.Set.Plan)), s.name(with(books, v.Set.Previous))
	s.page(w, r, http.StatusOK, "ground.html", v)
	return nil
}

// with is a list that holds a path, where there is one.
func with(paths []string, path string) []string {
	if path == "" || slices.Contains(paths, path) {
		return paths
	}
	return append(paths, path)
}

// doGround sets what the work goes by.
func (s *Server) doGround(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	if err := form(w, r); err != nil {
		return err
	}
	q := r.PostForm
	g := quarter.Terms{First: q.Get("previous") == "first", Summary: q.Has("summary"), Full: q.Has("full")}
	var err error
	if q.Get("as_of") != "" {
		if g.AsOf, err = plan.ParseDate(q.Get("as_of")); err != nil {
			return quarter.Misuse{Message: "数据截至哪天，写成2023-06-30这样；不写就照各部门写的。"}
		}
	}
	if n := q.Get("previous"); n != "" && !g.First {
		if g.Previous, err = s.path(n); err != nil {
			return err
		}
	}
	if n := q.Get("plan"); n != "" {
		if g.Plan, err = s.path(n); err != nil {
			return err
		}
	}
	if err := d.mayWrite(); err != nil {
		return err
	}
	if err := quarter.Open(d.options(nil)).Follow(r.Context(), d.folder, g); err != nil {
		return err
	}
	s.hub.send("changed", "")
	return done(w, r, "/")
}
