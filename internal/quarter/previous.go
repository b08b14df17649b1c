package quarter

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/seals"
)

// lastQuarter is what the quarter before left, and the workbook that says so.
type lastQuarter struct {
	filing.Library
	path string
}

// lastQuarter is that of the workbook named, else of one that lies in the
// folders around and holds the quarter before, whatever the folders are called.
// It is nil when there is none, or the quarter is not known yet.
func (j *job) lastQuarter(roots []string, quarter plan.Quarter) (*lastQuarter, error) {
	switch {
	case quarter.N == 0:
		return nil, nil
	case j.last != nil && j.lastOf == quarter:
		return j.last, nil
	}
	last, err := j.findLast(roots, quarter)
	j.last, j.lastOf = last, quarter
	return last, err
}

// before is what the quarter before left to a collection: the workbook found or
// named, or else what a consolidated workbook among the inputs holds of it, and
// of both the later. Both are nil where there is none, or the quarter is not known yet.
func (j *job) before(c *collection) (last *lastQuarter, library *filing.Library, err error) {
	last, err = j.lastQuarter(c.Roots, c.opt.Quarter)
	library = c.library
	switch {
	case err != nil:
		return nil, library, err
	case last == nil && j.First && library != nil && library.Quarter != c.opt.Quarter.Add(-1):
		return nil, nil, nil // the office does not go on from it
	case last != nil && (j.Previous != "" || library == nil || !last.Quarter.Before(library.Quarter)):
		return last, &last.Library, nil
	case library != nil:
		library.Follow(j.plan)
	}
	return nil, library, nil
}

// learn lets reports be read by what the quarter before left, as far as that is
// known.
func (j *job) learn(c *collection) error {
	_, library, err := j.before(c)
	c.opt.Lessons = intake.LessonsOf(j.plan, library)
	return err
}

func (j *job) findLast(roots []string, quarter plan.Quarter) (*lastQuarter, error) {
	if j.Previous != "" {
		library, err := j.libraryFrom(j.Previous)
		if err != nil {
			return nil, err
		}
		if library.Quarter.N != 0 && !library.Quarter.Before(quarter) {
			return nil, runner.Misused("“%s”是%s的，不在%s之前，不能当作上季度的汇总表。", j.Previous, library.Quarter.Chinese(), quarter.Chinese())
		}
		return &lastQuarter{*library, j.Previous}, nil
	}
	for back := 1; back <= farthestBack && (back == 1 || !j.First); back++ {
		last, err := j.bookOf(roots, quarter.Add(-back))
		if last != nil || err != nil {
			return last, err
		}
	}
	return nil, nil
}

// farthestBack is how many quarters back a workbook is looked for: where one
// quarter was left out, projects go on from the one before all the same.
const farthestBack = 4

// bookOf is the workbook around that holds a quarter, nil for none.
func (j *job) bookOf(roots []string, quarter plan.Quarter) (*lastQuarter, error) {
	for _, path := range booksAround(roots, quarter) {
		library, err := j.libraryFrom(path)
		switch {
		case err != nil && named(path) == quarter:
			return nil, err // it is the one, and cannot be read
		case err == nil && library.Quarter == quarter:
			j.settledSince(library, path)
			return &lastQuarter{*library, path}, nil
		}
	}
	return nil, nil
}

// settledSince adds to what a sealed workbook leaves what the office has settled
// in the quarter's own workbook since: approved changes, exceptions, numbers
// given. Figures stay the sealed ones.
func (j *job) settledSince(library *filing.Library, path string) {
	sealed := filepath.Dir(path)
	if !seals.IsSet(sealed) {
		return
	}
	now := folders.Newest(filepath.Join(filepath.Dir(sealed), ResultBook))
	if now == "" || sameFile(now, path) {
		return
	}
	later, err := j.libraryFrom(now)
	if err != nil || later.Quarter != library.Quarter {
		j.warn("“%s”在定稿以后改过，读不出来，里面后来批准的变更没有用上。", folders.Shown(now))
		return
	}
	library.Changes, library.Exceptions = later.Changes, later.Exceptions
	for _, r := range later.Numbers {
		if !slices.ContainsFunc(library.Numbers, func(given filing.Registered) bool { return given.Number == r.Number }) {
			library.Numbers = append(library.Numbers, r)
		}
	}
	j.note("上季度定稿以后汇总表又有变化：数据按定稿，后来批准的变更和核准例外也用上；定稿后补报的，本季度没有再报时沿用。")
	if added := reportedLate(library, later); len(added) > 0 {
		j.warn("上季度定稿以后新报的%d个项目（%s）不在定稿里，要部门本季度再报。", len(added), joinNames(added))
	}
}

// reportedLate adds to the projects of a sealed library what their units have
// reported since, and names those that it does not have.
func reportedLate(library, later *filing.Library) (added []string) {
	sealed := map[string]*filing.Standing{}
	for i := range library.Standings {
		sealed[library.Standings[i].Number] = &library.Standings[i]
	}
	for i := range later.Standings {
		now := &later.Standings[i]
		if now.Quarter != library.Quarter || now.Number == "" {
			continue
		}
		switch s := sealed[now.Number]; {
		case s == nil:
			added = append(added, now.Project.Title())
		case s.Quarter.N != 0 && !s.Left && !reflect.DeepEqual(s.Project, now.Project):
			s.Late = &filing.LateReport{Project: now.Project, Light: now.Light, Quarter: now.Quarter}
		}
	}
	return added
}

// sameFile reports two files of the same content.
func sameFile(a, b string) bool {
	x, errX := os.ReadFile(a)
	y, errY := os.ReadFile(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}

// named is the quarter that a result's folder is called after, zero for none.
func named(book string) plan.Quarter {
	results := filepath.Dir(book)
	if seals.IsSet(results) {
		results = filepath.Dir(results)
	}
	q, _ := plan.ParseQuarter(filepath.Base(filepath.Dir(results)))
	return q
}

// mostBooks is how many workbooks are looked into whose folders do not say which
// quarter they are of.
const mostBooks = 8

// booksAround are the consolidated workbooks that may be of the quarter: first
// those whose folder is called after it, then those whose folder is called after
// none. They lie beside the folders of the roots, or in a folder of the year.
func booksAround(roots []string, quarter plan.Quarter) []string {
	dirs := folders.Around(roots)
	if len(dirs) == 0 {
		for _, root := range roots {
			dirs = append(dirs, root, folders.Above(root))
		}
	}
	year := strconv.Itoa(quarter.Year)
	var called, other []string
	for _, dir := range dirs {
		abs, err := filepath.Abs(dir)
		if err != nil {
			continue
		}
		around := folders.Subfolders(filepath.Dir(abs))
		if parent := filepath.Dir(abs); yearName.MatchString(filepath.Base(parent)) {
			around = append(around, folders.Subfolders(filepath.Dir(parent))...)
		}
		for _, f := range around {
			if strings.Contains(filepath.Base(f), year) {
				around = append(around, folders.Subfolders(f)...)
			}
		}
		for _, f := range around {
			book := settledBook(filepath.Join(f, DirResult))
			switch q, err := plan.ParseQuarter(filepath.Base(f)); {
			case book == "" || f == abs:
			case err != nil:
				other = append(other, book)
			case q == quarter:
				called = append(called, book)
			}
		}
	}
	other = folders.Distinct(other)
	return slices.Concat(folders.Distinct(called), other[:min(len(other), mostBooks)])
}

// yearName is what the folder of a year is called.
var yearName = regexp.MustCompile(`20[0-9][0-9]`)

// carry lets pass what the office let pass last quarter, until that expires or
// the office takes it back.
func (c *collection) carry(library *filing.Library, today plan.Date) {
	if library == nil {
		return
	}
	for _, e := range library.Exceptions {
		if (e.Expires == 0 || e.Expires >= today) && !slices.Contains(c.ended, e) && !slices.Contains(c.office.Exceptions, e) {
			c.office.Exceptions = append(slices.Clip(c.office.Exceptions), e)
		}
	}
}

// tellGround tells which plan, last quarter and work of the office's a run goes
// by.
func (j *job) tellGround(c *collection, last *lastQuarter) {
	from := "没有上季度的汇总表"
	switch {
	case last != nil:
		from = "上季度用“" + folders.Shown(last.path) + "”"
	case c.library != nil:
		from = "上季度用汇总表里存着的"
	case len(c.others) > 0:
		from = "各街道照自己的方案和上季度"
	}
	j.note("照%s检查，%s。", j.planName, from)
	if before := c.opt.Quarter.Add(-1); last != nil && j.Previous == "" && last.Quarter != before {
		j.note("没有找到%s的汇总表，接着%s的做；不接着它做的，加 --first。", before.Chinese(), last.Quarter.Chinese())
	}
	if len(j.chosen) > 0 {
		j.note("这个季度照“%s”：%s。", TermsFile, strings.Join(j.chosen, "，"))
	}
	decided, edited := workOf(c.office)
	j.otherwise = j.otherwise || c.book == "" && decided+edited > 0
	if c.book != "" && decided+edited > 0 {
		j.note("采用了“%s”里的核定意见%d条、修改%d处。", c.book, decided, edited)
	}
}

// workOf counts what the office has decided and corrected.
func workOf(o filing.Office) (decided, edited int) {
	return len(o.Decisions) + len(o.Overrides) + len(o.Rulings), len(o.Edits) + len(o.Removed)
}

// libraryFrom reads a consolidated workbook, or any project table, as the
// library it leaves to the next quarter.
func (j *job) libraryFrom(path string) (*filing.Library, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, runner.OpenError(path, err)
	}
	if kept := j.Kept.library(path, data, j.plan); kept != nil {
		return kept, nil
	}
	said := len(j.said)
	pf, err := j.portfolioOf(path, data)
	if err != nil {
		return nil, err
	}
	library := pf.Library()
	library.Follow(j.plan)
	if len(j.said) == said { // of others it is said again what is to be said of them
		j.Kept.keepLibrary(path, data, j.plan, &library)
	}
	return &library, nil
}

// portfolioFrom merges what a consolidated workbook, or any project table,
// holds.
func (j *job) portfolioFrom(path string) (*portfolio.Portfolio, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, runner.OpenError(path, err)
	}
	return j.portfolioOf(path, data)
}

// portfolioOf is portfolioFrom for one that has been loaded.
func (j *job) portfolioOf(path string, data []byte) (*portfolio.Portfolio, error) {
	taken := j.read(intake.Received{Path: filepath.Base(path), Data: data}, intake.Options{})
	if taken.Err != nil {
		return nil, fmt.Errorf("“%s”：%w", path, taken.Err)
	}
	in := portfolio.Input{Plan: j.plan, Until: j.Date}
	if workbook := taken.Consolidated; workbook != nil {
		in.Quarter, in.AsOf, in.Submissions = workbook.Head.Quarter, workbook.Head.AsOf, workbook.Submissions
		in.Previous, in.Office = workbook.Previous, workbook.Office
		if len(workbook.Shares) > 0 {
			in.Today = in.AsOf
			_, joined, err := j.sideBySide(workbook.Shares, in)
			return joined, err
		}
	} else {
		sub := taken.Submissions[0]
		if len(sub.Rows) == 0 {
			return nil, errors.New("“" + path + "”里没有读到项目，不能当作上季度的表")
		}
		j.tellNameless(path, sub)
		officeTable(sub)
		in.Quarter, in.Submissions = sub.Quarter, []*filing.Submission{sub}
		in.AsOf = sub.AsOf
		if in.AsOf == 0 && in.Quarter.N != 0 {
			in.AsOf = in.Quarter.Last()
		}
	}
	in.Today = in.AsOf // exceptions that have expired since held then
	return portfolio.Merge(in), nil
}

// officeTable makes a table that someone kept by hand the office's own: it is
// no unit's report, so nothing found in it keeps a row from being carried on.
// What cannot be read is blank, for the unit to fill in.
func officeTable(sub *filing.Submission) {
	sub.ByOffice, sub.Unit = true, ""
	type led struct {
		lead string
		id   filing.RowID
	}
	again, seen := map[filing.Source]bool{}, map[led]bool{}
	for i := range sub.Rows {
		p := &sub.Rows[i].Project
		p.Unit = p.Lead
		// Two units may each have a project of that name; one has it once.
		key := led{p.Lead, p.Key()}
		again[p.Source], seen[key] = seen[key], true
	}
	sub.Findings = slices.DeleteFunc(sub.Findings, func(f filing.Finding) bool {
		return f.Rule != filing.ExampleRule && (f.Rule != filing.DoubleRule || !again[filing.Source{File: f.File, Sheet: f.Sheet, Row: f.Row}])
	})
}

// tellNameless tells the rows that no form can list.
func (j *job) tellNameless(path string, sub *filing.Submission) {
	var rows []string
	for i := range sub.Rows {
		if p := &sub.Rows[i].Project; p.Name == "" {
			rows = append(rows, plan.Count(p.Source.Row))
		}
	}
	if len(rows) > 0 {
		j.warn("“%s”里有%d行没有项目名称，不能带到下季度：第%s行。", path, len(rows), joinNames(rows))
	}
}
