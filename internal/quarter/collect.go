package quarter

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/stream"
)

// collection is everything the PATHs of a merge hold: what units sent, and
// what consolidated workbooks among them carry.
type collection struct {
	mail.Material
	subs      []*filing.Submission
	others    []intake.StreetPart  // what the offices of other streets have brought, each street once
	shares    []filing.StreetShare // once merged: what every office has brought, where there are several
	office    filing.Office
	line      form.Lineage    // of the workbook to be written
	own       form.Own        // what the office has there of its own
	refused   []string        // what the office wrote that was not taken, with its cell
	library   *filing.Library // a consolidated workbook's own last quarter
	carried   []filing.Attachment
	ended     []plan.Exception // that held last quarter and that the office has taken back
	book      string           // the workbook whose office's work was taken over, "" for none
	opt       intake.Options
	sources   []string          // consolidated workbooks and streams that were read
	known     map[string]string // content by path of the files read here and in streams
	dateAsked bool              // the data date was asked for, now or when an input was made
	dated     string            // the input it was taken over from, "" for --as-of
}

// collect reads all PATHs of a merge, whose workbook is about to replace the one
// at target.
func (j *job) collect(paths []string, target string) (*collection, error) {
	m, err := mail.Gather(paths)
	if err != nil {
		return nil, err
	}
	c, err := j.collectionOf(m)
	if err != nil {
		return nil, err
	}
	j.readAhead(target)
	return c, j.take(c)
}

// collectionOf is one of which nothing has been read yet, by the plan and what
// else the office has chosen for the folders that it lies in.
func (j *job) collectionOf(m mail.Material) (*collection, error) {
	if len(m.Passed) > 0 {
		j.note("略过%d个不是表格也不是附件的文件：%s。", len(m.Passed), strings.Join(m.Passed, "、"))
	}
	if err := j.follow(m.Roots); err != nil {
		return nil, err
	}
	if err := j.loadPlan(folders.Around(m.Roots)...); err != nil {
		return nil, err
	}
	return j.collection(m), nil
}

// collection is one of which nothing has been read yet.
func (j *job) collection(m mail.Material) *collection {
	opt := intake.Options{Quarter: j.Quarter, AsOf: j.AsOf}
	if opt.Quarter.N == 0 {
		opt.Quarter = folders.QuarterOf(m.Roots)
	}
	return &collection{Material: m, opt: opt, dateAsked: j.AsOf != 0}
}

// take reads the inputs side by side. Streams and consolidated workbooks bring
// submissions of their own; those that units sent are read again where the
// quarter they were read under turns out to be another.
func (j *job) take(c *collection) error {
	j.begin(len(c.Inputs), "读取") // last quarter's workbook first
	if err := j.learn(c); err != nil {
		return err
	}
	j.memory.Read(sizesOf(c.Inputs), len(c.Inputs))
	taken, err := eachInput(j, c.Inputs, func(in mail.Item) intake.Taken {
		if !in.Mail && in.IsStream() {
			return intake.Taken{}
		}
		t := j.taken(in, c.opt)
		j.memory.Keep(t.Submissions...)
		return t
	})
	if err != nil {
		return err
	}
	return j.sortOut(c, taken)
}

// sortOut puts what the inputs gave into the collection.
func (j *job) sortOut(c *collection, taken []intake.Taken) error {
	var sent []mail.Item
	var subs []*filing.Submission
	c.known = map[string]string{}
	for _, t := range taken {
		for _, s := range t.Submissions {
			c.known[s.Path] = s.SHA256
		}
	}
	for i, in := range c.Inputs {
		var err error
		switch t := taken[i]; {
		case t.Submissions == nil && in.IsStream():
			err = j.addStream(in, c)
		case t.Submissions != nil:
			for _, s := range t.Submissions {
				sent, subs = append(sent, in), append(subs, s)
			}
		default:
			err = j.addConsolidated(in, t, c)
		}
		if err != nil {
			return err
		}
	}
	if err := j.addSilent(c); err != nil {
		return err
	}
	j.settleOwn(c, len(subs) > 0)
	j.memory.Keep(c.subs...)
	all := c.subs
	for _, o := range c.others {
		all = append(all[:len(all):len(all)], o.Submissions...)
	}
	if err := j.settleQuarter(sent, subs, all, c); err != nil {
		return err
	}
	for _, s := range subs {
		if why := misplaced(s); why != "" {
			j.note("%s：%s", s.Path, why)
		}
	}
	c.Inputs = sent
	c.subs = append(c.subs, subs...)
	return nil
}

// addConsolidated adds what a consolidated workbook holds.
func (j *job) addConsolidated(in mail.Item, t intake.Taken, c *collection) error {
	if t.Err != nil {
		return fmt.Errorf("“%s”：%w", in.Name, t.Err)
	}
	workbook := t.Consolidated
	c.sources = append(c.sources, in.Name)
	if shares := sharesOf(workbook, j.plan); shares != nil {
		if err := j.addShares(in, shares, c); err != nil {
			return err
		}
		j.warnOf(c, in, workbook)
		return c.agree(in, stream.Head{Quarter: workbook.Head.Quarter, AsOf: workbook.Head.AsOf, AsOfGiven: workbook.Head.AsOfGiven})
	}
	c.subs = append(c.subs, workbook.Submissions...)
	c.office = c.office.With(workbook.Office)
	c.own = workbook.Own
	c.descend(workbook.Record)
	if workbook.Previous != nil {
		c.library = workbook.Previous
	}
	j.warnOf(c, in, workbook)
	return c.agree(in, workbook.Head)
}

// warnOf tells what the office wrote that means nothing, which is kept for 待办,
// and what was understood otherwise than it stands there.
func (j *job) warnOf(c *collection, in mail.Item, workbook *intake.Consolidated) {
	c.refused = append(c.refused, workbook.Problems...)
	for _, p := range workbook.Problems {
		j.warn("%s：%s", in.Name, p)
	}
	j.otherwise = j.otherwise || len(workbook.Remarks) > 0
	for _, r := range workbook.Remarks {
		j.note("%s：%s。", in.Name, r)
	}
}

// addStream adds what a stream of checks holds.
func (j *job) addStream(in mail.Item, c *collection) error {
	f, err := os.Open(in.Path)
	if err != nil {
		return runner.OpenError(in.Path, err)
	}
	defer f.Close()
	head, subs, err := stream.Read(f)
	if err != nil {
		return runner.Misused("“%s”：%s。", in.Name, err)
	}
	if !j.plan.Follows(head.Plan) {
		return runner.Misused("“%s”是按另一份方案检查的，不能合并。", in.Name)
	}
	for _, s := range subs {
		if err := cmp.Or(s.Verify(j.plan), s.VerifyNames(j.plan)); err != nil {
			return runner.Misused("“%s”不能采用：%s。", in.Name, err)
		}
	}
	c.sources = append(c.sources, in.Name)
	c.adopt(in, subs)
	return c.agree(in, head)
}

// adopt adds submissions that another run has checked. There a path may stand
// for another file than here: then the stream's name goes before it.
func (c *collection) adopt(in mail.Item, subs []*filing.Submission) {
	name := strings.TrimSuffix(in.Name, path.Ext(in.Name))
	for _, s := range subs {
		if content, taken := c.known[s.Path]; taken && content != s.SHA256 {
			s.Rename(path.Join(name, s.Path))
		}
		c.known[s.Path] = s.SHA256
	}
	c.subs = append(c.subs, subs...)
}

// agree takes over what stands at the head of a whole input: its attachments,
// and the quarter and data date, where two that differ cannot be merged.
func (c *collection) agree(in mail.Item, head stream.Head) error {
	c.carried = append(c.carried, head.Attachments...)
	if c.opt.Quarter.N == 0 {
		c.opt.Quarter = head.Quarter
	}
	if head.Quarter.N != 0 && head.Quarter != c.opt.Quarter {
		return runner.Misused("“%s”是%s的，这次做的是%s。上季度的汇总表用 --previous 指定。", in.Name, head.Quarter.Chinese(), c.opt.Quarter.Chinese())
	}
	return c.agreeDate(in, head)
}

// agreeDate takes over a data date that was asked for when a whole input was
// made. Two that differ cannot both be kept, unless --as-of says which. A date
// that was made out is made out again, from all submissions.
func (c *collection) agreeDate(in mail.Item, head stream.Head) error {
	switch {
	case !head.AsOfGiven || c.dateAsked && c.dated == "":
	case !c.dateAsked:
		c.opt.AsOf, c.dateAsked, c.dated = head.AsOf, true, in.Name
	case head.AsOf != c.opt.AsOf:
		return runner.Misused("“%s”的数据截至%s，“%s”的截至%s，不是同一天。请用 --as-of 写明以哪一天为准。",
			c.dated, c.opt.AsOf.Chinese(), in.Name, head.AsOf.Chinese())
	}
	return nil
}

// merge makes the portfolio of a collection.
func (j *job) merge(c *collection) (*portfolio.Portfolio, error) {
	last, library, err := j.before(c)
	if err != nil {
		return nil, err
	}
	if last != nil {
		c.sources = append(c.sources, filepath.Base(last.path))
	}
	if library == nil && !j.First && j.replaced != "" {
		if err := refuseNumbered(c.subs); err != nil {
			return nil, err
		}
	}
	c.carry(library, j.Date)
	j.tellGround(c, last)
	bar := j.begin(1, "汇总")
	defer bar.end()
	subs := c.subs
	c.subs = nil // the portfolio has its own: what was read need not be held until all is written
	if len(c.others) > 0 {
		return j.join(c, subs, library)
	}
	return portfolio.Merge(portfolio.Input{
		Plan: j.plan, Quarter: c.opt.Quarter, AsOf: dataDate(c.opt), Today: j.Date, Until: j.Date, Submissions: subs,
		Attachments: append(j.attached(c.Attachments), c.carried...), Previous: library, Office: c.office,
	}), nil
}

// refuseNumbered refuses reports that carry last quarter's numbers where last
// quarter is not at hand: every project would be taken for a new one.
func refuseNumbered(subs []*filing.Submission) error {
	n := 0
	for _, s := range subs {
		for i := range s.Rows {
			if s.Rows[i].Project.ID != "" {
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	return runner.Misused("表里有%d个项目带着以前的编号，却没有找到上季度的汇总表，编号和进度都对不上。\n"+
		"请用 --previous 写明上季度的汇总表在哪里；这就是第一个季度、编号不作数的，加 --first。", n)
}

// attached tells whose scans and letters lie beside the workbooks.
func (j *job) attached(inputs []mail.Item) []filing.Attachment {
	var out []filing.Attachment
	for _, in := range inputs {
		out = append(out, filing.Attachment{Path: in.Name, Unit: intake.UnitOfFile(in.Name, j.plan)})
	}
	return out
}

// joinNames is a list of names of units in a sentence, at most a few.
func joinNames(names []string) string {
	const most = 8
	if len(names) > most {
		return strings.Join(names[:most], "、") + "等"
	}
	return strings.Join(names, "、")
}
