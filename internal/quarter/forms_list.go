package quarter

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/check"
	"jingpin/internal/filename"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
)

// FormsList is what forms would be written and what each of them would hold, to
// be looked through before any is.
type FormsList struct {
	Dir      string
	Quarter  plan.Quarter
	From     string // what they are rolled forward from, "" for nothing
	Plan     string // which plan they follow, in words
	Lines    []FormLine
	Unplaced []FormProject // in no form: the lead is not one unit that fills one in
	Without  []WithoutForm

	rolled bool // they bring projects along
}

// FormLine is one unit's form.
type FormLine struct {
	Unit    string
	File    string // its name in Dir
	There   bool   // a file of that name lies there and is replaced
	Open    string // the program that has that open, so that the form is written beside it; "" for none
	Carried []FormProject
	Left    []FormProject // that the unit led, and that are not in its form

	unit      plan.Unit
	standings []filing.Standing
}

// FormProject is a project that a form brings along or leaves out.
type FormProject struct {
	Number, Title string
	Why           string // of one that is done, or left out
}

// WithoutForm is a unit of the roster that fills in no form, and why.
type WithoutForm struct{ Unit, Why string }

// Blank is how many forms bring no project along.
func (l *FormsList) Blank() int {
	n := 0
	for _, line := range l.Lines {
		if len(line.Carried) == 0 {
			n++
		}
	}
	return n
}

// Digest tells this list from any other.
func (l *FormsList) Digest() string {
	text, err := json.Marshal(l)
	if err != nil {
		return "" // there is nothing in it that has no JSON
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}

// Table is a line for every form, below its titles.
func (l *FormsList) Table() [][]string {
	rows := [][]string{{"部门", "带着的项目", "其中已完结", "不再列的", "文件", "那里已有的"}}
	for _, f := range l.Lines {
		rows = append(rows, []string{
			f.Unit, plan.Count(len(f.Carried)), plan.Count(f.Finished()), strings.Join(titlesOf(f.Left), "、"), f.File, f.Standing(),
		})
	}
	return rows
}

// Finished is how many of the projects it brings along are done or cancelled:
// they are listed, and not to be filled in.
func (f FormLine) Finished() int {
	n := 0
	for _, p := range f.Carried {
		if p.Why != "" {
			n++
		}
	}
	return n
}

// Standing says what becomes of what lies there already, "" where nothing does.
func (f FormLine) Standing() string {
	switch {
	case f.Open != "":
		return "同名的表正在" + f.Open + "里打开着，新的写在旁边"
	case f.There:
		return "有同名的表，会换成新的"
	}
	return ""
}

// titlesOf are what projects are called.
func titlesOf(list []FormProject) []string {
	var titles []string
	for _, p := range list {
		titles = append(titles, cmp.Or(p.Title, p.Number, "没有名称的项目"))
	}
	return titles
}

// ListForms lists the forms that Forms would write, and writes nothing.
func (d *Desk) ListForms(ctx context.Context, o FormsOrder) (*FormsList, error) {
	j := d.job(ctx)
	return attend(j, func() (*FormsList, error) { return j.formsList(o) })
}

// NextForms is the order of the forms of the quarter after the one that is
// looked at, in a folder beside its own.
func (o *Overview) NextForms(folder string) (plan.Quarter, FormsOrder) {
	next := o.Quarter.Add(1)
	dir := filepath.Join(folder, "..", next.String(), DirSend)
	return next, FormsOrder{Dir: dir, From: filepath.Join(folder, DirResult, ResultBook), Found: true}
}

// OwnForms is the order of the forms of the quarter that is looked at.
func (o *Overview) OwnForms(folder string) (plan.Quarter, FormsOrder) {
	return o.Quarter, FormsOrder{Dir: filepath.Join(folder, DirSend), From: o.Before(), Found: true}
}

func (j *job) formsList(o FormsOrder) (*FormsList, error) {
	dir := o.dir()
	dirs := append(folders.Around([]string{dir}), ".")
	if o.Found {
		dirs = append([]string{filepath.Dir(dir)}, folders.LastPlanned(filepath.Dir(dir))...)
	}
	if err := j.follow([]string{dir}); err != nil {
		return nil, err
	}
	if err := j.loadPlan(dirs...); err != nil {
		return nil, err
	}
	list := &FormsList{
		Dir: dir, From: o.From, Plan: j.planName,
		Quarter: cmp.Or(j.Quarter, folders.QuarterOf([]string{dir}), folders.QuarterOf([]string{"."})),
	}
	rolled, left, err := j.rollForward(o.From, &list.Quarter)
	if err != nil {
		return nil, err
	}
	if list.Quarter.N == 0 {
		return nil, runner.Misused("请用 --quarter 写明是哪个季度的表，如 --quarter 2023Q3。")
	}
	if info := j.plan.Info; list.Quarter.Last() < info.First() || list.Quarter.First() > info.Last() {
		return nil, runner.Misused("%s不在行动计划期内（%s至%s），不发填报表。", list.Quarter.Chinese(), info.First().Chinese(), info.Last().Chinese())
	}
	units, err := j.chosenUnits(o.Units)
	if err != nil {
		return nil, err
	}
	list.rolled = len(rolled) > 0
	used := names{}
	for _, u := range units {
		list.Lines = append(list.Lines, j.formLine(u, dir, used.of(u.Name)+".xlsx", rolled, left))
	}
	for _, s := range rolled {
		if !slices.ContainsFunc(j.reporting(), func(u plan.Unit) bool { return j.fillsIn(u, s) }) {
			list.Unplaced = append(list.Unplaced, formProject(s))
		}
	}
	for _, u := range j.plan.Units {
		switch {
		case u.Collector != "":
			list.Without = append(list.Without, WithoutForm{u.Name, "由" + u.Collector + "汇总报送"})
		case u.Reporting == plan.ReportsNot:
			list.Without = append(list.Without, WithoutForm{u.Name, "不需报送"})
		}
	}
	return list, nil
}

// formLine is one unit's form of the projects that are rolled forward.
func (j *job) formLine(u plan.Unit, dir, file string, rolled []filing.Standing, left []leaver) FormLine {
	path := filename.In(dir, file)
	line := FormLine{Unit: u.Name, File: filepath.Base(path), There: folders.Exists(path), Open: OpenElsewhere(path), unit: u}
	for _, s := range rolled {
		if j.fillsIn(u, s) {
			line.standings = append(line.standings, s)
			line.Carried = append(line.Carried, formProject(s))
		}
	}
	for _, s := range left {
		if j.fillsIn(u, s.Standing) {
			line.Left = append(line.Left, FormProject{s.Number, s.Project.Title(), s.why})
		}
	}
	return line
}

// leaver is a project that goes into no form, and why.
type leaver struct {
	filing.Standing
	why string
}

// rollForward are the projects that a 汇总表 or a table hands on to the next
// quarter's forms, and those that it does not. Without a quarter asked for it
// tells which that is.
func (j *job) rollForward(from string, quarter *plan.Quarter) (rolled []filing.Standing, left []leaver, err error) {
	if from == "" {
		return nil, nil, nil
	}
	pf, err := j.portfolioFrom(from)
	if err != nil {
		return nil, nil, err
	}
	if len(pf.Plan.Streets) > 0 {
		return nil, nil, runner.Misused("“%s”是几个街道合并的。填报表由各街道办公室照自己的汇总表发。", from)
	}
	library := pf.Library()
	exits := check.NewLedger(pf.Plan, pf.Approved)
	for _, s := range library.Standings {
		if !s.Left {
			rolled = append(rolled, s)
		} else if c, leaves := exits.Exits(s.Number); leaves {
			left = append(left, leaver{s, c.Kind + "（" + c.Basis + "）"})
		}
	}
	rolled = append(rolled, pf.Unnumbered()...)
	for i := range rolled {
		j.fillIn(&rolled[i])
	}
	if quarter.N == 0 && library.Quarter.N != 0 {
		*quarter = library.Quarter.Add(1)
	}
	return rolled, left, nil
}

// chosenUnits are the units that get a form: those asked for, or all that
// report for themselves.
func (j *job) chosenUnits(asked []string) ([]plan.Unit, error) {
	if len(asked) == 0 {
		return j.reporting(), nil
	}
	var units []plan.Unit
	for _, name := range asked {
		u, ok := j.plan.Unit(name)
		if !ok {
			near := j.plan.NearestUnit(name)
			if near != "" {
				near = "最接近的是“" + near + "”。"
			}
			return nil, runner.Misused("部门名单里没有“%s”。%s", name, near)
		}
		units = append(units, u)
	}
	return units, nil
}

// reporting are the units that fill in a form of their own.
func (j *job) reporting() []plan.Unit {
	var units []plan.Unit
	for _, u := range j.plan.Units {
		if u.Reporting == plan.ReportsItself || u.Reporting == plan.ReportsIfLead {
			units = append(units, u)
		}
	}
	return units
}

// fillsIn reports the unit that tells of a project: it leads it, or reports for
// who does.
func (j *job) fillsIn(u plan.Unit, s filing.Standing) bool {
	r, ok := j.plan.Reporter(s.Project.Lead)
	return ok && r.Name == u.Name
}

// formProject is a project that a form brings along.
func formProject(s filing.Standing) FormProject {
	p := FormProject{Number: s.Number, Title: s.Project.Title()}
	if form.Finished(s) {
		p.Why = s.Project.Status + "，不用再填"
	}
	return p
}
