package quarter

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// Checked is what a check found.
type Checked struct {
	Plan        *plan.Plan
	Quarter     plan.Quarter
	AsOf        plan.Date
	Submissions []*filing.Submission // in the order of the inputs
	Faulty      bool                 // something must be corrected

	job  *job
	back returns
}

// Check reads files and folders and checks each file by itself and against last
// quarter. Marked copies are to go to the folder returns or, where that is "",
// to 退回 beside 上报, if there is one; GiveBack writes them.
func (d *Desk) Check(ctx context.Context, paths []string, returns string) (*Checked, error) {
	j := d.job(ctx)
	c, err := j.checkable(paths)
	if err != nil {
		return nil, err
	}
	if err := j.checkAll(c); err != nil {
		return nil, err
	}
	if returns == "" {
		returns = returnsBeside(c.material)
	}
	back, err := newReturns(returns, c.inputs, c.subs, j.plan)
	if err != nil {
		return nil, err
	}
	return &Checked{
		Plan: j.plan, Quarter: c.opt.Quarter, AsOf: dataDate(c.opt), Submissions: c.subs, Faulty: faulty(c.subs...), job: j, back: back,
	}, nil
}

// Returned is where marked copies went, and how many.
type Returned struct {
	Dir   string // "" for nowhere
	Count int
}

// Line says it in a sentence.
func (r Returned) Line() string {
	return fmt.Sprintf("已写出带标记的退回表%d份，在“%s”。", r.Count, r.Dir)
}

// GiveBack writes a marked copy and a letter for every file with something to
// correct, and puts the old ones of units that are clean now into 已通过.
func (c *Checked) GiveBack() (Returned, error) {
	var batch output.Batch
	defer batch.Discard()
	if err := c.back.stage(c.job, &batch); err != nil {
		return Returned{}, err
	}
	if _, err := c.job.place(&batch); err != nil {
		return Returned{}, err
	}
	return c.back.settle()
}

// Stream checks like Check and writes each file's findings and rows as a line
// of ndjson, as soon as the file is known where the quarter is known before.
// It reports error-level findings, and stops at the first failure of w.
func (d *Desk) Stream(ctx context.Context, paths []string, w io.Writer) (bool, error) {
	j := d.job(ctx)
	c, err := j.checkable(paths)
	if err != nil {
		return false, err
	}
	if c.opt.Quarter.N != 0 {
		history, err := j.history(c.roots, c.opt.Quarter)
		if err != nil {
			return false, err
		}
		return j.stream(w, c, history)
	}
	if err := j.checkAll(c); err != nil {
		return false, err
	}
	return faulty(c.subs...), j.writeStream(w, c)
}

// checkable are the files to check. A stream that is named has been checked
// already.
func (j *job) checkable(paths []string) (*collection, error) {
	m, err := j.gather(paths)
	if err != nil {
		return nil, err
	}
	for i, in := range m.inputs {
		m.inputs[i].mail = in.mail || inMailbox(in.path) // named or not: only merging takes the office's word from there
		if isStream(in) && !m.inputs[i].mail {
			return nil, misused("“%s”是检查以后写出的数据，不用再检查。要合并，请用 jingpin merge。", in.path)
		}
	}
	if err := j.loadPlan(quarterFolders(m.roots)...); err != nil {
		return nil, err
	}
	return j.collection(m), nil
}

// checkAll reads and checks all inputs of a collection.
func (j *job) checkAll(c *collection) error {
	history, err := j.history(c.roots, c.opt.Quarter)
	if err != nil {
		return err
	}
	if err := j.take(c); err != nil {
		return err
	}
	if history == nil { // the quarter may be known only now
		if history, err = j.history(c.roots, c.opt.Quarter); err != nil {
			return err
		}
	}
	seen := copies{}
	for i, s := range c.subs {
		seen.mark(s, j.plan)
		c.subs[i] = j.finish(s, history, dataDate(c.opt))
	}
	return nil
}

// finish settles a submission and compares it with last quarter.
func (j *job) finish(s *filing.Submission, history *check.History, asOf plan.Date) *filing.Submission {
	portfolio.Settle(s, j.plan, j.plan.Exceptions, j.Date)
	if history != nil {
		portfolio.Compare(j.plan, history, s, asOf)
		portfolio.Settle(s, j.plan, j.plan.Exceptions, j.Date)
	}
	filing.SortFindings(s.Findings)
	return s
}

// dataDate is the date the data is told to be of.
func dataDate(opt intake.Options) plan.Date {
	if opt.AsOf != 0 {
		return opt.AsOf
	}
	return opt.Quarter.Last()
}

// faulty reports error-level findings in any of the submissions.
func faulty(subs ...*filing.Submission) bool {
	return slices.ContainsFunc(subs, func(s *filing.Submission) bool { return filing.CountSeverity(s.Findings, plan.Error) > 0 })
}

// above is the folder around a folder, as short as that was written: of “.” it
// is “..”.
func above(dir string) string { return filepath.Join(dir, "..") }

// history is last quarter's library, nil when there is none at hand.
func (j *job) history(roots []string, quarter plan.Quarter) (*check.History, error) {
	if quarter.N == 0 {
		return nil, nil
	}
	library, _, err := j.previousLibrary(roots, quarter)
	if err != nil || library == nil {
		return nil, err
	}
	return check.NewHistory(j.plan, quarter, library, nil), nil
}

// previousFile is the workbook of the quarter before: the one named, or that
// of a sibling folder.
func (j *job) previousFile(roots []string, quarter plan.Quarter) string {
	if j.Previous != "" {
		return j.Previous
	}
	for _, root := range roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			continue
		}
		for _, dir := range []string{abs, filepath.Dir(abs)} {
			for _, name := range []string{quarter.Add(-1).String(), quarter.Add(-1).Chinese()} {
				candidate := filepath.Join(filepath.Dir(dir), name, DirResult, ResultBook)
				if _, err := os.Stat(candidate); err == nil {
					return candidate
				}
			}
		}
	}
	return ""
}
