package web

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
)

// changesView is the ledger of the plan's changes.
type changesView struct {
	viewFrame
	Waiting  []change // found in the data, or noted by the office
	Approved []change // this quarter
	Earlier  []filing.Change
	Kinds    []string
}

// change is one with what tells it from all others.
type change struct {
	filing.Change
	Key, Title string
}

func (f viewFrame) changes(list []filing.Change) []change {
	var all []change
	for _, c := range list {
		all = append(all, change{c, changeKey(c), f.titleOf(c.Old, c.New)})
	}
	return all
}

func changeKey(c filing.Change) string {
	key := url.Values{"kind": {c.Kind}, "old": {c.Old}, "new": {c.New}, "before": {c.Before}, "after": {c.After}, "basis": {c.Basis}}
	return key.Encode()
}

// titleOf is the title of the first of the projects that is there.
func (f viewFrame) titleOf(numbers ...string) string {
	for _, p := range f.Report.Projects {
		if p.Number != "" && slices.Contains(numbers, p.Number) {
			return p.Project.Title()
		}
	}
	return ""
}

func (s *Server) showChanges(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := changesView{viewFrame: f, Waiting: f.changes(slices.Concat(f.Report.Unapproved, f.Report.Noted)), Kinds: filing.ChangeKinds()}
	for _, c := range f.Report.Approved {
		if c.Earlier() {
			v.Earlier = append(v.Earlier, c)
		} else {
			v.Approved = append(v.Approved, f.changes([]filing.Change{c})...)
		}
	}
	s.page(w, r, http.StatusOK, "changes.html", v)
	return nil
}

// doChange approves a change that waits, or registers one.
func (s *Server) doChange(w http.ResponseWriter, r *http.Request) error {
	return s.typed(w, r, func(desk *quarter.Desk, f viewFrame) error {
		q := r.PostForm
		c := filing.Change{Kind: q.Get("kind"), Old: q.Get("old"), New: q.Get("new"), Before: q.Get("before"), After: q.Get("after")}
		if key := q.Get("key"); key != "" {
			waiting := slices.Concat(f.Report.Unapproved, f.Report.Noted)
			i := slices.IndexFunc(waiting, func(c filing.Change) bool { return changeKey(c) == key })
			if i < 0 {
				return errGone
			}
			c = waiting[i]
		}
		day, err := plan.ParseDate(q.Get("day"))
		if err != nil {
			return quarter.Misuse{Message: "批准日期写成2023-06-30这样。"}
		}
		c.Basis, c.Approved, c.Dated = strings.TrimSpace(q.Get("basis")), day, ""
		return desk.Approve(r.Context(), f.Folder, c)
	})
}

// doUnchange takes a change of this quarter out again.
func (s *Server) doUnchange(w http.ResponseWriter, r *http.Request) error {
	return s.typed(w, r, func(desk *quarter.Desk, f viewFrame) error {
		for _, c := range f.Report.Approved {
			if !c.Earlier() && changeKey(c) == r.PostForm.Get("key") {
				return desk.Disapprove(r.Context(), f.Folder, c)
			}
		}
		return errGone
	})
}

// passesView are the exceptions in force.
type passesView struct {
	viewFrame
	Rules []plan.Rule // that allow exceptions
}

// RuleTitle is what a rule is called.
func (v passesView) RuleTitle(code string) string {
	rule, _ := v.Plan.Rule(code)
	return rule.Title
}

func (s *Server) showPasses(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := passesView{viewFrame: f}
	for _, rule := range f.Plan.Rules {
		if rule.Open && rule.On {
			v.Rules = append(v.Rules, rule)
		}
	}
	s.page(w, r, http.StatusOK, "passes.html", v)
	return nil
}

// doPass lets findings of a rule pass.
func (s *Server) doPass(w http.ResponseWriter, r *http.Request) error {
	return s.typed(w, r, func(desk *quarter.Desk, f viewFrame) error {
		q := r.PostForm
		e := plan.Exception{
			Rule: q.Get("rule"), Unit: q.Get("unit"), Project: strings.TrimSpace(q.Get("project")),
			ApprovedBy: strings.TrimSpace(q.Get("by")), Reason: strings.TrimSpace(q.Get("why")),
		}
		switch rule, known := f.Plan.Rule(e.Rule); {
		case !known:
			return errGone
		case !rule.Open:
			return quarter.Misuse{Message: "这条规则不能例外：缺了它就没有可以计入的数据。"}
		}
		if q.Get("expires") != "" {
			day, err := plan.ParseDate(q.Get("expires"))
			if err != nil {
				return quarter.Misuse{Message: "有效期写成2023-12-31这样，不写就是一直有效。"}
			}
			e.Expires = day
		}
		return desk.LetPass(r.Context(), f.Folder, e)
	})
}

// doUnpass takes an exception back.
func (s *Server) doUnpass(w http.ResponseWriter, r *http.Request) error {
	return s.typed(w, r, func(desk *quarter.Desk, f viewFrame) error {
		n, err := at(r.PostForm.Get("n"), len(f.Report.Office.Exceptions))
		if err != nil {
			return err
		}
		e := f.Report.Office.Exceptions[n]
		if e.Rule+e.Unit+e.Project != r.PostForm.Get("key") {
			return errGone
		}
		return desk.Withdraw(r.Context(), f.Folder, e)
	})
}
