package web

import (
	"net/http"
	"regexp"

	"jingpin/internal/filing"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
)

// cardView is a card on which the office decides about a conflict.
type cardView struct {
	viewFrame
	What, Project string
	Conflict      report.ConflictRow
	Basis         string     // of the decision taken, "" for none
	Outcomes      []supposed // what becomes of the figures; nil until that is asked for
	Do            string     // where it is done, for what cannot be decided here
	Change        bool       // it is a change that waits for approval
}

// supposed is what a choice would make of the report.
type supposed struct {
	Label string
	Lines []string
}

// showErrand is the card of a line of 待办.
func (s *Server) showErrand(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	n, err := at(r.PathValue("n"), len(f.Report.Errands))
	if err != nil {
		return err
	}
	e := f.Report.Errands[n]
	v := cardView{viewFrame: f, What: e.What, Project: e.Project, Do: e.Do, Change: e.Change != nil}
	if c, ok := f.conflict(e.Rule, e.Key); ok {
		v.Conflict = c
	}
	return s.card(w, r, v)
}

// showDecided is the card of a conflict that has been decided.
func (s *Server) showDecided(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	n, err := at(r.PathValue("n"), len(f.Report.Conflicts))
	if err != nil {
		return err
	}
	c := f.Report.Conflicts[n]
	return s.card(w, r, cardView{viewFrame: f, What: c.RuleTitle, Project: c.Title, Conflict: c})
}

func (s *Server) card(w http.ResponseWriter, r *http.Request, v cardView) error {
	for _, d := range v.Report.Office.Decisions {
		if d.Rule == v.Conflict.Rule && d.Key == v.Conflict.Key {
			v.Basis = d.Basis
		}
	}
	if r.URL.Query().Has("suppose") && v.Conflict.Key != "" {
		if err := s.suppose(r, &v); err != nil {
			return err
		}
	}
	s.page(w, r, http.StatusOK, "errand.html", v)
	return nil
}

// suppose makes the report that would be written after each choice.
func (s *Server) suppose(r *http.Request, v *cardView) error {
	desk := quarter.Open(s.at().options(nil))
	for _, o := range v.Conflict.Options() {
		rep, err := desk.Suppose(r.Context(), v.Folder, filing.Decision{Rule: v.Conflict.Rule, Key: v.Conflict.Key, Choice: o.Choice})
		if err != nil {
			return err
		}
		v.Outcomes = append(v.Outcomes, supposed{o.Label, rep.Since(v.Report)})
	}
	return nil
}

// conflict is the one with that rule and key.
func (f viewFrame) conflict(rule, key string) (report.ConflictRow, bool) {
	for _, c := range f.Report.Conflicts {
		if key != "" && c.Rule == rule && c.Key == key {
			return c, true
		}
	}
	return report.ConflictRow{}, false
}

// doDecide takes a decision of the office, or takes it back.
func (s *Server) doDecide(w http.ResponseWriter, r *http.Request) error {
	return s.typed(w, r, func(desk *quarter.Desk, f viewFrame) error {
		c, ok := f.conflict(r.PostForm.Get("rule"), r.PostForm.Get("key"))
		if !ok {
			return errGone // the list has changed since the page was shown
		}
		options := c.Options()
		i, err := at(r.PostForm.Get("choice"), len(options))
		if err != nil {
			return quarter.Misuse{Message: "请选一项。"}
		}
		return desk.Decide(r.Context(), f.Folder, filing.Decision{Rule: c.Rule, Key: c.Key, Choice: options[i].Choice, Basis: r.PostForm.Get("basis")})
	})
}

// typed does a piece of the office's own work, which is typed into 汇总表, and
// goes back to where the form stood or, from a card, to the desk.
func (s *Server) typed(w http.ResponseWriter, r *http.Request, do func(*quarter.Desk, viewFrame) error) error {
	d, f, err := s.filled(w, r)
	if err != nil {
		return err
	}
	if err := do(quarter.Open(d.options(nil)), f); err != nil {
		return err
	}
	s.hub.send("changed", "")
	to := r.PostForm.Get("to")
	if !ownPage.MatchString(to) {
		to = ""
	}
	return done(w, r, "/"+to)
}

// filled takes a filled form of the folder's, where that may be written to: its
// desk, and what the folder holds now.
func (s *Server) filled(w http.ResponseWriter, r *http.Request) (*desk, viewFrame, error) {
	d := s.at()
	if d == nil {
		return nil, viewFrame{}, errNoFolder
	}
	if err := form(w, r); err != nil {
		return nil, viewFrame{}, err
	}
	if err := d.mayWrite(); err != nil {
		return nil, viewFrame{}, err
	}
	view, _, err := d.overview(r.Context())
	return d, viewFrame{Overview: view, Folder: d.folder}, err
}

// ownPage is what comes after the slash in the address of a page of ours.
var ownPage = regexp.MustCompile(`^[a-z]*(/[0-9]+)?$`)

// doSent marks an errand as sent today, or takes the mark off.
func (s *Server) doSent(w http.ResponseWriter, r *http.Request) error {
	return s.typed(w, r, func(desk *quarter.Desk, f viewFrame) error {
		for _, e := range f.Report.Errands {
			if (numberedErrand{Errand: e}).ToSend() && e.What == r.PostForm.Get("what") {
				return desk.MarkSent(r.Context(), f.Folder, filing.Sent{What: e.What, Day: s.opt.Today()}, !e.Sent)
			}
		}
		return errGone
	})
}
