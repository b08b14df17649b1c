package quarter

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"path/filepath"
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/stream"
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
	return attend(j, func() (*Checked, error) { return j.check(paths, returns) })
}

func (j *job) check(paths []string, returns string) (*Checked, error) {
	c, err := j.checkable(paths)
	if err != nil {
		return nil, err
	}
	if err := j.checkAll(c); err != nil {
		return nil, err
	}
	if returns == "" {
		returns = returnsBeside(c.Material)
	}
	back, err := newReturns(returns, c.Inputs, c.subs, j.plan)
	if err != nil {
		return nil, err
	}
	return &Checked{
		Plan: j.plan, Quarter: c.opt.Quarter, AsOf: dataDate(c.opt), Submissions: c.subs, Faulty: faulty(c.subs...), job: j, back: back,
	}, nil
}

// WriteJSON writes all that was found as one JSON object.
func (c *Checked) WriteJSON(w io.Writer) error {
	out := struct {
		Tool     string              `json:"tool"`
		Plan     string              `json:"plan"`
		Quarter  plan.Quarter        `json:"quarter"`
		AsOf     plan.Date           `json:"as_of"`
		Files    []stream.FileObject `json:"files"`
		Findings []filing.Finding    `json:"findings"`
	}{Tool: filing.Tool, Plan: c.Plan.Digest(), Quarter: c.Quarter, AsOf: c.AsOf, Files: []stream.FileObject{}, Findings: []filing.Finding{}}
	for _, s := range c.Submissions {
		out.Files = append(out.Files, stream.Object(s))
		out.Findings = append(out.Findings, s.Findings...)
	}
	filing.SortFindings(out.Findings)
	return writeJSON(w, out)
}

// writeJSON writes a value as JSON that people can read too.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// GivenBack is where marked copies went, and how many.
type GivenBack struct {
	Dir   string // "" for nowhere
	Count int
}

// Line says it in a sentence.
func (r GivenBack) Line() string {
	return fmt.Sprintf("已写出带标记的退回表%d份，在“%s”。", r.Count, r.Dir)
}

// GiveBack writes a marked copy and a letter for every file with something to
// correct, and puts the old ones of units that are clean now into 已通过.
func (c *Checked) GiveBack() (GivenBack, error) {
	return attend(c.job, func() (GivenBack, error) {
		batch := c.job.work.Batch()
		defer batch.Discard()
		bar := c.job.begin(len(c.back.faulty()), "写退回表")
		defer bar.end()
		if err := c.back.stage(c.job, batch, bar); err != nil {
			return GivenBack{}, err
		}
		if _, err := c.job.place(batch); err != nil {
			return GivenBack{}, err
		}
		return c.back.settle()
	})
}

// Stream checks like Check and writes each file's findings and rows as a line
// of ndjson, as soon as the file is known where the quarter is known before.
// It reports error-level findings, and stops at the first failure of w.
func (d *Desk) Stream(ctx context.Context, paths []string, w io.Writer) (anyFaulty bool, err error) {
	j := d.job(ctx)
	err = runner.Guard(func() (err error) {
		anyFaulty, err = j.checkInto(w, paths)
		return err
	})
	return anyFaulty, err
}

func (j *job) checkInto(w io.Writer, paths []string) (bool, error) {
	c, err := j.checkable(paths)
	if err != nil {
		return false, err
	}
	if c.opt.Quarter.N != 0 {
		g, err := j.ground(c)
		if err != nil {
			return false, err
		}
		c.opt.Lessons = intake.LessonsOf(j.plan, g.library)
		return j.stream(w, c, g)
	}
	if err := j.checkAll(c); err != nil {
		return false, err
	}
	return faulty(c.subs...), j.writeStream(w, c)
}

// checkable are the files to check. A stream that is named has been checked
// already.
func (j *job) checkable(paths []string) (*collection, error) {
	m, err := mail.Gather(paths)
	if err != nil {
		return nil, err
	}
	for i, in := range m.Inputs {
		m.Inputs[i].Mail = in.Mail || folders.InMailbox(in.Path) // named or not: only merging takes the office's word from there
		if in.IsStream() && !m.Inputs[i].Mail {
			return nil, runner.Misused("“%s”是检查以后写出的数据，不用再检查。要合并，请用 jingpin merge。", in.Path)
		}
	}
	return j.collectionOf(m)
}

// checkAll reads and checks all inputs of a collection.
func (j *job) checkAll(c *collection) error {
	if err := j.take(c); err != nil {
		return err
	}
	reports := c.subs
	if err := j.replayBeside(c); err != nil {
		return err
	}
	added := c.subs[len(reports):] // rows of the office's own are nobody's report
	c.subs = reports
	g, err := j.ground(c)
	if err != nil {
		return err
	}
	seen := copies{}
	for i, s := range c.subs {
		seen.mark(s, j.plan)
		c.subs[i] = j.finish(s, g)
	}
	if decided, edited := workOf(c.office); decided+edited+len(added) > 0 {
		j.leaveSettled(c, added, g)
	}
	return nil
}

// leaveSettled takes off what the office has settled in its own workbook since
// the reports came: a cell it has corrected is not asked for again.
func (j *job) leaveSettled(c *collection, added []*filing.Submission, g ground) {
	pf := portfolio.Merge(portfolio.Input{
		Plan: j.plan, Quarter: c.opt.Quarter, AsOf: g.asOf, Today: j.Date, Until: j.Date, Submissions: slices.Concat(c.subs, added),
		Previous: g.library, Office: c.office,
	})
	type spot struct {
		file, sheet, column, rule string
		row                       int
	}
	at := func(f *filing.Finding) spot { return spot{f.File, f.Sheet, f.Column, f.Rule, f.Row} }
	open, newer := map[spot]bool{}, map[filing.Source]bool{}
	for i := range pf.Findings {
		open[at(&pf.Findings[i])] = true
	}
	for _, out := range pf.LeftOut {
		newer[out.Row.Project.Source] = out.Row.Cause == filing.Superseded
	}
	for i, place := range portfolio.Places(j.plan, c.subs) {
		s := c.subs[i]
		if place == portfolio.Replaced {
			continue // merging leaves out all of it, settled or not
		}
		s.Findings = slices.DeleteFunc(s.Findings, func(f filing.Finding) bool {
			return f.Row > 0 && f.Severity != plan.Note && !open[at(&f)] && !newer[filing.Source{File: f.File, Sheet: f.Sheet, Row: f.Row}]
		})
		portfolio.Settle(s, j.plan, g.exceptions, j.Date)
	}
}

// ground is what a file is checked against beside the plan.
type ground struct {
	library    *filing.Library  // nil without a last quarter
	history    *check.History   // nil without a last quarter
	exceptions []plan.Exception // the plan's, and those of the office's own book
	asOf       plan.Date
}

// ground settles it, and tells what it is.
func (j *job) ground(c *collection) (ground, error) {
	last, library, err := j.before(c)
	if err != nil {
		return ground{}, err
	}
	g := ground{asOf: dataDate(c.opt), library: library}
	if g.library != nil {
		g.history = check.NewHistory(j.plan, c.opt.Quarter, g.library, c.office.Changes)
	}
	c.carry(g.library, j.Date)
	j.tellGround(c, last)
	g.exceptions = slices.Concat(j.plan.Exceptions, c.office.Exceptions)
	return g, nil
}

// finish settles a submission and compares it with last quarter.
func (j *job) finish(s *filing.Submission, g ground) *filing.Submission {
	if g.history == nil {
		portfolio.Settle(s, j.plan, g.exceptions, j.Date)
	} else {
		portfolio.Compare(s, j.plan, g.history, g.exceptions, g.asOf, j.Date)
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

// SelfCheck is how files were read that somebody looks at before sending them.
type SelfCheck struct {
	Plan        *plan.Plan
	PlanName    string // in words
	Submissions []*filing.Submission
	// Headway says, for each of these that was returned, what has been done since;
	// "" for the others.
	Headway []string
}

// LookAt reads files as a check does and writes nothing. Where a 方案.xlsx lies
// beside the first of them, they are held to that.
func (d *Desk) LookAt(ctx context.Context, paths []string) (*SelfCheck, error) {
	j := d.job(ctx)
	if beside := filepath.Join(filepath.Dir(paths[0]), PlanFile); j.PlanPath == "" && folders.Exists(beside) {
		j.PlanPath = beside
	}
	return attend(j, func() (*SelfCheck, error) {
		c, err := j.checkable(paths)
		if err != nil {
			return nil, err
		}
		if err := j.checkAll(c); err != nil {
			return nil, err
		}
		s := &SelfCheck{Plan: j.plan, PlanName: j.planName, Submissions: c.subs}
		for i, sub := range c.subs {
			s.Headway = append(s.Headway, headwayOf(c.Inputs[i].Load().Data, sub))
		}
		return s, nil
	})
}

// Findings are those of all files that a department can do something about.
func (s *SelfCheck) Findings() []filing.Finding {
	all := []filing.Finding{}
	for _, sub := range s.Submissions {
		all = append(all, ToCorrect(sub.Findings)...)
	}
	return all
}

// ToCorrect are the findings that a department can do something about.
func ToCorrect(found []filing.Finding) []filing.Finding { return form.Returned(found) }

// headwayOf says what has become of the findings that a returned workbook lists,
// "" for one that was never returned.
func headwayOf(data []byte, sub *filing.Submission) string {
	wb, err := verified.Open(data, sheet.DefaultLimits)
	if err != nil {
		return ""
	}
	if round, ok := intake.RoundIn(wb); ok {
		return round.Headway(sub.Findings, false).String()
	}
	return ""
}

// Corrections is what became of findings from one reading to the next.
type Corrections struct{ Corrected, Left, Fresh []filing.Finding }

// Became tells what became of findings.
func Became(before, now []filing.Finding) Corrections {
	open := map[filing.FindingID]int{}
	for _, f := range before {
		open[f.ID()]++
	}
	var c Corrections
	for _, f := range now {
		if open[f.ID()] > 0 {
			open[f.ID()]--
			c.Left = append(c.Left, f)
			continue
		}
		c.Fresh = append(c.Fresh, f)
	}
	for _, f := range before {
		if open[f.ID()] > 0 {
			open[f.ID()]--
			c.Corrected = append(c.Corrected, f)
		}
	}
	return c
}
