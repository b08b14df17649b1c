package quarter

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/report"
)

// Overview is a quarter's folder as it stands: how the reports stand, the
// report that would be written now, and the results that lie there already.
type Overview struct {
	*Status
	Report  *report.Report
	Results []Result
}

// Result is a file of a quarter's folder that the program wrote.
type Result struct {
	Dir  string // 成果, 退回 or 下发
	Name string
	Path string
}

// Overview reads a quarter's folder, with what the office did in its 汇总表,
// and writes nothing.
func (d *Desk) Overview(ctx context.Context, dir string) (*Overview, error) {
	j := d.job(ctx)
	return attend(j, func() (*Overview, error) { return j.overview(dir) })
}

func (j *job) overview(dir string) (*Overview, error) {
	paths, _, err := quarterFolder([]string{dir}, "")
	if err != nil {
		return nil, err
	}
	c, pf, err := j.portfolio(paths, filepath.Join(dir, DirResult, ResultBook))
	if err != nil {
		return nil, err
	}
	return &Overview{Status: j.statusOf(pf), Report: j.build(c, pf, j.sealed(filepath.Join(dir, DirResult))), Results: resultsIn(dir)}, nil
}

// Counts are a quarter's first figures: units that owe a report, what has come
// of them, projects.
type Counts struct{ Owe, Sent, Faulty, Missing, Projects, Unverified int }

// Counts counts them.
func (o *Overview) Counts() Counts {
	c := Counts{Projects: len(o.Report.Projects), Unverified: o.unverified}
	for _, u := range o.Units {
		switch u.State {
		case StateFree, StateStray:
			continue
		case StateMissing, StateDocuments:
			c.Missing++
		case StateFaulty:
			c.Faulty++
			c.Sent++
		default:
			c.Sent++
		}
		c.Owe++
	}
	return c
}

// resultsIn are the files that lie in a quarter's folders of results, the
// report's first.
func resultsIn(dir string) []Result {
	var all []Result
	for _, folder := range []string{DirResult, DirReturn, DirSend} {
		entries, err := os.ReadDir(filepath.Join(dir, folder))
		if err != nil {
			continue // nothing has been written there yet
		}
		at := len(all)
		for _, e := range entries {
			if !e.Type().IsRegular() || strings.HasPrefix(e.Name(), "~$") || strings.HasPrefix(e.Name(), ".") {
				continue
			}
			r := Result{folder, e.Name(), filepath.Join(dir, folder, e.Name())}
			if i := slices.Index([]string{ResultReport, ResultBook, ResultDraft, ResultAnnexes}, e.Name()); i >= 0 {
				all = slices.Insert(all, min(at+i, len(all)), r)
				continue
			}
			all = append(all, r)
		}
	}
	return all
}
