package portfolio_test

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

var (
	first  = plan.Quarter{Year: 2023, N: 1}
	second = plan.Quarter{Year: 2023, N: 2}
)

// change alters a project of a test.
type change func(*filing.Project)

// set puts a value into a column, written as the form has it.
func set(key, value string) change {
	return func(p *filing.Project) {
		if err := p.Set(plan.Builtin(), key, value); err != nil {
			panic(err)
		}
	}
}

func all(changes ...change) change {
	return func(p *filing.Project) {
		for _, c := range changes {
			c(p)
		}
	}
}

// project is a sound project under way, led by the unit that reports it.
func project(task int, name string, changes ...change) filing.Project {
	p := plan.Builtin()
	t, _ := p.TaskNo(task)
	half := 50 * plan.Point
	project := filing.Project{
		Track: p.TrackNo(t.Track).Name, Task: t.Name, TaskNo: task, Name: name, Content: name + "的内容", Kind: plan.KindWorks,
		Targets: map[int]string{2023: "完成"}, Start: plan.Day(2023, 1, 1), Deadline: plan.Day(2023, 12, 31),
		Total: plan.Exactly(100 * plan.Wan), Street: plan.Exactly(100 * plan.Wan), Paid: plan.Exactly(40 * plan.Wan),
		Funding: "已落实", Status: plan.StatusUnderWay, Progress: &half, Done: name + "完成一半以上,进场施工。", Next: "继续施工",
	}
	for _, c := range changes {
		c(&project)
	}
	return project
}

// submission is a unit's file with these projects from row 6 on.
func submission(unit string, projects ...filing.Project) *filing.Submission {
	columns := map[string]string{}
	for i, c := range plan.Builtin().Columns {
		columns[c.Title()] = letters(i + 1)
	}
	s := &filing.Submission{
		Unit: unit, Quarter: second, AsOf: second.Last(), Saved: time.Date(2023, 6, 18, 9, 0, 0, 0, time.UTC),
		Sheets: []filing.PlanSheet{{Name: "项目计划表", HeaderRow: 5, Columns: columns}},
	}
	for i, p := range projects {
		p.Unit = unit
		if p.Lead == "" {
			p.Lead = unit
		}
		p.Source = filing.Source{Sheet: "项目计划表", Row: 6 + i}
		s.Rows = append(s.Rows, filing.Row{Project: p})
	}
	return named(s, unit+".xlsx")
}

func letters(n int) string {
	s := ""
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

// named gives a submission its path, and content that differs from others'.
func named(s *filing.Submission, path string) *filing.Submission {
	s.Path = path
	digest := sha256.Sum256([]byte(path))
	s.SHA256 = hex.EncodeToString(digest[:])
	for i := range s.Rows {
		s.Rows[i].Project.Source.File = path
	}
	return s
}

// fault adds a finding of the rule at the submission's i-th row, or for the
// whole file when i is negative.
func fault(s *filing.Submission, i int, code string) *filing.Submission {
	rule, _ := plan.Builtin().Rule(code)
	f := filing.Finding{File: s.Path, Rule: code, Severity: rule.Severity, Unit: s.Unit, Message: rule.Title}
	if i >= 0 {
		p := s.Rows[i].Project
		f.Sheet, f.Row, f.Project, f.Key = p.Source.Sheet, p.Source.Row, p.Title(), p.Key()
		f.Column = plan.Builtin().Title(rule.Column)
		f.Cell = s.CellOf(f.Sheet, f.Column, f.Row)
		s.Rows[i].Typed = []filing.Typed{{Column: "项目名称", Cell: "E6", Value: p.Name}}
	}
	s.Findings = append(s.Findings, f)
	return s
}

// input is a second quarter's collection.
func input(subs ...*filing.Submission) portfolio.Input {
	return portfolio.Input{
		Plan: plan.Builtin(), Quarter: second, AsOf: second.Last(), Today: plan.Day(2023, 7, 5), Submissions: subs,
	}
}

// compare holds a submission to last quarter's library.
func compare(s *filing.Submission, lib *filing.Library, changes []filing.Change) {
	portfolio.Compare(s, plan.Builtin(), check.NewHistory(plan.Builtin(), second, lib, changes), nil, second.Last(), plan.Day(2023, 7, 5))
}

// libraryOf is the first quarter's library of these submissions.
func libraryOf(subs ...*filing.Submission) *filing.Library {
	in := input(subs...)
	in.Quarter, in.AsOf = first, first.Last()
	lib := portfolio.Merge(in).Library()
	return &lib
}

// entry is the portfolio's project of that name.
func entry(t *testing.T, pf *portfolio.Portfolio, name string) portfolio.Entry {
	t.Helper()
	for _, e := range pf.Entries {
		if e.Project.Title() == name {
			return e
		}
	}
	require.Fail(t, "no project "+name)
	return portfolio.Entry{}
}

// found are the findings of a rule.
func found(pf *portfolio.Portfolio, code string) []filing.Finding {
	var fs []filing.Finding
	for _, f := range pf.Findings {
		if f.Rule == code {
			fs = append(fs, f)
		}
	}
	return fs
}
