package quarter

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/report"
)

// Overview is a quarter's folder as it stands: how the reports stand, how each
// was read, the report that would be written now, and the results that lie
// there already.
type Overview struct {
	*Status
	Plan        *plan.Plan
	Submissions []*filing.Submission // each with its rows as typed and as read
	Report      *report.Report
	Results     []Result
}

// Before is the 汇总表 of the quarter before that the work goes by, "" for none.
func (o *Overview) Before() string {
	if last := o.job.last; last != nil {
		return last.path
	}
	return ""
}

// Result is a file of a quarter's folder that the program wrote.
type Result struct {
	Dir  string // 成果, 退回 or 下发, or a folder in one of these: 成果/存档
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
	if j.Kept != nil {
		defer j.Kept.looked()
		j.memory.Lift()
	}
	paths, _, err := quarterFolder([]string{dir}, "")
	if err != nil {
		return nil, err
	}
	c, pf, err := j.portfolio(paths, filepath.Join(dir, DirResult, ResultBook))
	if err != nil {
		return nil, err
	}
	rep := j.build(c, pf, j.sealed(filepath.Join(dir, DirResult)))
	return &Overview{
		Status: j.statusOf(pf, rep), Plan: j.plan, Submissions: pf.Submissions, Report: rep, Results: resultsIn(dir),
	}, nil
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
// report's first, and behind them those that are kept in folders there.
func resultsIn(dir string) []Result {
	var all, kept []Result
	for _, folder := range []string{DirResult, DirReturn, DirSend} {
		here := filesIn(dir, folder)
		slices.SortStableFunc(here, func(a, b Result) int { return rankOf(a.Name) - rankOf(b.Name) })
		all = append(all, here...)
		for _, inner := range folders.Subfolders(filepath.Join(dir, folder)) {
			kept = append(kept, filesIn(dir, folder+"/"+filepath.Base(inner))...)
		}
	}
	return append(all, kept...)
}

// rankOf puts what is looked at first before the rest.
func rankOf(name string) int {
	first := []string{ResultReport, ResultBook, ResultDraft, folders.Annexes}
	if i := slices.Index(first, name); i >= 0 {
		return i
	}
	return len(first)
}

func filesIn(dir, folder string) []Result {
	entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(folder)))
	if err != nil {
		return nil // nothing has been written there yet
	}
	var files []Result
	for _, e := range entries {
		if e.Type().IsRegular() && !strings.HasPrefix(e.Name(), "~$") && !strings.HasPrefix(e.Name(), ".") {
			files = append(files, Result{folder, e.Name(), filepath.Join(dir, filepath.FromSlash(folder), e.Name())})
		}
	}
	return files
}

// Last is the report that was written last into a quarter's folder, nil for
// none that can be read.
func Last(dir string) *report.Report {
	data, err := os.ReadFile(folders.Newest(filepath.Join(dir, DirResult, ResultData)))
	if err != nil {
		return nil
	}
	rep, err := report.Decode(data)
	if err != nil {
		return nil
	}
	return rep
}

// PastQuarter is a project as a quarter reported it.
type PastQuarter struct {
	Quarter plan.Quarter
	Project report.ProjectRow
}

// History is a project as this quarter and those before reported it, this one
// first, as far as their results lie beside the folder. It follows the project
// through mergers, splits and new numbers.
func (o *Overview) History(dir, number string) []PastQuarter {
	numbers := []string{number}
	take := func(r *report.Report) (found []PastQuarter) {
		for _, p := range r.Projects {
			if slices.Contains(numbers, p.Number) {
				found = append(found, PastQuarter{r.Meta.Quarter, p})
			}
		}
		for _, p := range found {
			numbers = append(numbers, p.Project.From...)
		}
		return found
	}
	all := take(o.Report)
	abs, err := filepath.Abs(dir)
	if err != nil {
		return all
	}
	of := o.Quarter
	for _, folder := range folders.All(filepath.Dir(abs)) { // the newest first
		if q, err := plan.ParseQuarter(filepath.Base(folder)); err != nil || !q.Before(of) {
			continue
		}
		if last := Last(folder); last != nil && last.Meta.Quarter.Before(of) {
			of = last.Meta.Quarter
			all = append(all, take(last)...)
		}
	}
	return all
}

// Suppose is the report that would be written if the office decided so.
func (d *Desk) Suppose(ctx context.Context, dir string, decision filing.Decision) (*report.Report, error) {
	j := d.job(ctx)
	j.supposed = &decision
	o, err := attend(j, func() (*Overview, error) { return j.overview(dir) })
	if err != nil {
		return nil, err
	}
	return o.Report, nil
}
