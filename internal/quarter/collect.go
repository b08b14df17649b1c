package quarter

import (
	"cmp"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/stream"
)

// collection is everything the PATHs of a merge hold: what units sent, and
// what consolidated workbooks among them carry.
type collection struct {
	material
	subs      []*filing.Submission
	others    []intake.Share // what the offices of other streets have brought, each street once
	shares    []filing.Share // once merged: what every office has brought, where there are several
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
	m, err := j.gather(paths)
	if err != nil {
		return nil, err
	}
	if err := j.follow(m.roots); err != nil {
		return nil, err
	}
	if err := j.loadPlan(quarterFolders(m.roots)...); err != nil {
		return nil, err
	}
	j.readAhead(target)
	c := j.collection(m)
	if err := j.take(c); err != nil {
		return nil, err
	}
	return c, nil
}

// collection is one of which nothing has been read yet.
func (j *job) collection(m material) *collection {
	opt := intake.Options{Quarter: j.Quarter, AsOf: j.AsOf}
	if opt.Quarter.N == 0 {
		opt.Quarter = folderQuarter(m.roots)
	}
	return &collection{material: m, opt: opt, dateAsked: j.AsOf != 0}
}

// take reads the inputs side by side. Streams and consolidated workbooks bring
// submissions of their own; those that units sent are read again where the
// quarter they were read under turns out to be another.
func (j *job) take(c *collection) error {
	if err := j.learn(c); err != nil {
		return err
	}
	j.memory.Read(sizesOf(c.inputs), len(c.inputs))
	taken, err := eachInput(j, c.inputs, func(in input) intake.Taken {
		if !in.mail && isStream(in) {
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

// isStream reports a stream of checks: by its ending or, as a batch engine
// calls its parts what it likes, by its beginning.
func isStream(in input) bool {
	ext := strings.ToLower(path.Ext(in.name))
	if in.bundle != nil {
		return ext == StreamEnding
	}
	if ext == StreamEnding || slices.Contains(spreadsheets, ext) {
		return ext == StreamEnding
	}
	data, _, err := readFile(in.path, len(stream.HeadMark)-1)
	return err == nil && string(data) == stream.HeadMark
}

// sortOut puts what the inputs gave into the collection.
func (j *job) sortOut(c *collection, taken []intake.Taken) error {
	var sent []input
	var subs []*filing.Submission
	c.known = map[string]string{}
	for _, t := range taken {
		for _, s := range t.Submissions {
			c.known[s.Path] = s.SHA256
		}
	}
	for i, in := range c.inputs {
		var err error
		switch t := taken[i]; {
		case t.Submissions == nil && isStream(in):
			err = j.addStream(in, c)
		case t.Submissions != nil:
			for _, s := range t.Submissions {
				sent, subs = append(sent, in), append(subs, s)
			}
		default:
			err = j.addWhole(in, t, c)
		}
		if err != nil {
			return err
		}
	}
	c.settleOwn(len(subs) > 0)
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
	c.inputs = sent
	c.subs = append(c.subs, subs...)
	return nil
}

// addWhole adds what a consolidated workbook holds.
func (j *job) addWhole(in input, t intake.Taken, c *collection) error {
	if t.Err != nil {
		return fmt.Errorf("“%s”：%w", in.name, t.Err)
	}
	whole := t.Consolidated
	c.sources = append(c.sources, in.name)
	if shares := sharesOf(whole, j.plan); shares != nil {
		if err := j.addShares(in, shares, c); err != nil {
			return err
		}
		j.warnOf(c, in, whole)
		return c.agree(in, stream.Head{Quarter: whole.Head.Quarter, AsOf: whole.Head.AsOf, AsOfGiven: whole.Head.AsOfGiven})
	}
	c.subs = append(c.subs, whole.Submissions...)
	c.office = c.office.With(whole.Office)
	c.own = whole.Own
	c.descend(whole.Record)
	if whole.Previous != nil {
		c.library = whole.Previous
	}
	j.warnOf(c, in, whole)
	return c.agree(in, whole.Head)
}

// warnOf tells what the office wrote that means nothing, which is kept for 待办,
// and what was understood otherwise than it stands there.
func (j *job) warnOf(c *collection, in input, whole *intake.Consolidated) {
	c.refused = append(c.refused, whole.Problems...)
	for _, p := range whole.Problems {
		j.warn("%s：%s", in.name, p)
	}
	j.otherwise = j.otherwise || len(whole.Remarks) > 0
	for _, r := range whole.Remarks {
		j.note("%s：%s。", in.name, r)
	}
}

// addStream adds what a stream of checks holds.
func (j *job) addStream(in input, c *collection) error {
	f, err := os.Open(in.path)
	if err != nil {
		return OpenError(in.path, err)
	}
	defer f.Close()
	head, subs, err := stream.Read(f)
	if err != nil {
		return misused("“%s”：%s。", in.name, err)
	}
	if !j.plan.Follows(head.Plan) {
		return misused("“%s”是按另一份方案检查的，不能合并。", in.name)
	}
	for _, s := range subs {
		if err := cmp.Or(s.Verify(j.plan), s.VerifyNames(j.plan)); err != nil {
			return misused("“%s”不能采用：%s。", in.name, err)
		}
	}
	c.sources = append(c.sources, in.name)
	c.adopt(in, subs)
	return c.agree(in, head)
}

// adopt adds submissions that another run has checked. There a path may stand
// for another file than here: then the stream's name goes before it.
func (c *collection) adopt(in input, subs []*filing.Submission) {
	name := strings.TrimSuffix(in.name, path.Ext(in.name))
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
func (c *collection) agree(in input, head stream.Head) error {
	c.carried = append(c.carried, head.Attachments...)
	if c.opt.Quarter.N == 0 {
		c.opt.Quarter = head.Quarter
	}
	if head.Quarter.N != 0 && head.Quarter != c.opt.Quarter {
		return misused("“%s”是%s的，这次做的是%s。上季度的汇总表用 --previous 指定。", in.name, head.Quarter.Chinese(), c.opt.Quarter.Chinese())
	}
	return c.agreeDate(in, head)
}

// agreeDate takes over a data date that was asked for when a whole input was
// made. Two that differ cannot both be kept, unless --as-of says which. A date
// that was made out is made out again, from all submissions.
func (c *collection) agreeDate(in input, head stream.Head) error {
	switch {
	case !head.AsOfGiven || c.dateAsked && c.dated == "":
	case !c.dateAsked:
		c.opt.AsOf, c.dateAsked, c.dated = head.AsOf, true, in.name
	case head.AsOf != c.opt.AsOf:
		return misused("“%s”的数据截至%s，“%s”的截至%s，不是同一天。请用 --as-of 写明以哪一天为准。",
			c.dated, c.opt.AsOf.Chinese(), in.name, head.AsOf.Chinese())
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
		Plan: j.plan, Quarter: c.opt.Quarter, AsOf: dataDate(c.opt), Today: j.Date, Submissions: subs,
		Attachments: append(j.attached(c.attachments), c.carried...), Previous: library, Office: c.office,
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
	return misused("表里有%d个项目带着以前的编号，却没有找到上季度的汇总表，编号和进度都对不上。\n"+
		"请用 --previous 写明上季度的汇总表在哪里；这就是第一个季度、编号不作数的，加 --first。", n)
}

// attached tells whose scans and letters lie beside the workbooks.
func (j *job) attached(inputs []input) []filing.Attachment {
	var out []filing.Attachment
	for _, in := range inputs {
		out = append(out, filing.Attachment{Path: in.name, Unit: intake.UnitOfFile(in.name, j.plan)})
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
