package quarter

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// libraryFrom reads a consolidated workbook, or any project table, as the
// library it leaves to the next quarter.
func (j *job) libraryFrom(path string) (*filing.Library, error) {
	pf, err := j.portfolioFrom(path)
	if err != nil {
		return nil, err
	}
	library := pf.Library()
	return &library, nil
}

// portfolioFrom merges what a consolidated workbook, or any project table,
// holds.
func (j *job) portfolioFrom(path string) (*portfolio.Portfolio, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, OpenError(path, err)
	}
	taken := j.read(intake.File{Path: filepath.Base(path), Data: data}, intake.Options{})
	if taken.Err != nil {
		return nil, fmt.Errorf("“%s”：%w", path, taken.Err)
	}
	in := portfolio.Input{Plan: j.plan}
	if whole := taken.Consolidated; whole != nil {
		in.Quarter, in.AsOf, in.Submissions = whole.Head.Quarter, whole.Head.AsOf, whole.Submissions
		in.Previous, in.Office = whole.Previous, whole.Office
		if len(whole.Shares) > 0 {
			in.Today = in.AsOf
			_, joined, err := j.sideBySide(whole.Shares, in)
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
		return f.Rule != "P04" && (f.Rule != "P03" || !again[filing.Source{File: f.File, Sheet: f.Sheet, Row: f.Row}])
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
