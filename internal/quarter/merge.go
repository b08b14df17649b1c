package quarter

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/seals"
	"jingpin/internal/report"
)

// Merge checks and merges everything the paths hold into the consolidated
// workbook at target.
func (d *Desk) Merge(ctx context.Context, paths []string, target string) (*Outcome, error) {
	return d.replacing(ctx, target, func(j *job) (*Outcome, error) {
		c, pf, err := j.portfolio(paths, target)
		if err != nil {
			return nil, err
		}
		batch := j.work.Batch()
		defer batch.Discard()
		j.warnNotCarried(c)
		o := outcomeOf(pf)
		stored, rep := j.toStore(c, pf), j.build(c, pf, nil)
		o.Desk = rep.ErrandLine()
		if err := j.stageWorkbook(batch, target, rep, stored); err != nil {
			return nil, err
		}
		at, err := j.place(batch)
		o.Book, o.Unchanged = at[target], batch.Unchanged(target)
		return o, err
	})
}

// Report checks, merges and analyses everything the paths hold and writes the
// results, with marked copies in 退回. A folder's reports are in its 上报, if it
// has one, and its results go to its 成果 unless another folder is named.
func (d *Desk) Report(ctx context.Context, paths []string, results string) (*Outcome, error) {
	named := results
	paths, results, err := places(paths, named)
	if err != nil {
		return nil, err
	}
	returned := filepath.Join(results, DirReturn)
	if named == "" {
		returned = filepath.Join(filepath.Dir(results), DirReturn)
	}
	target := filepath.Join(results, ResultBook)
	return d.replacing(ctx, target, func(j *job) (*Outcome, error) {
		if err := j.follow(paths); err != nil {
			return nil, err
		}
		j.footprint = j.footprintOf(paths, results)
		if o := j.footprint.recall(j); o != nil {
			return o, nil
		}
		c, pf, err := j.portfolio(paths, target)
		if err != nil {
			return nil, err
		}
		return j.publish(c, pf, results, returned)
	})
}

// againAtMost is how often work is done anew because the office saved the
// workbook meanwhile.
const againAtMost = 3

// replacing does work that replaces the office's workbook, and does it again
// when that was saved after it was read: no edit is lost to timing.
func (d *Desk) replacing(ctx context.Context, target string, do func(*job) (*Outcome, error)) (*Outcome, error) {
	claims, err := d.job(ctx).occupy(target)
	if err != nil {
		return nil, err
	}
	defer vacate(claims)
	for range againAtMost {
		j := d.job(ctx)
		j.claims, j.replaced, j.seen = claims, target, booksAt(target)
		o, err := attend(j, func() (*Outcome, error) { return do(j) })
		if !errors.Is(err, errSavedMeanwhile) {
			return o, err
		}
		j.warn("“%s”在这次运行的时候又保存过，重新读一遍。", target)
	}
	return nil, fmt.Errorf("“%s”一直在改，没有换上新的结果。请存好、关上以后再运行一次", target)
}

// errSavedMeanwhile is a workbook that was saved after it was read.
var errSavedMeanwhile = errors.New("saved meanwhile")

// booksAt are the digests of the workbook at target and of those that were
// written beside it.
func booksAt(target string) map[string]string {
	seen := map[string]string{}
	for _, path := range folders.Editions(target) {
		data, err := os.ReadFile(path)
		if err != nil {
			data = nil // as good as another content
		}
		seen[path] = mail.Digest(data)
	}
	return seen
}

// portfolio reads and merges all PATHs, with what the office did in the
// workbook about to be replaced.
func (j *job) portfolio(paths []string, replaced string) (*collection, *portfolio.Portfolio, error) {
	c, err := j.collect(paths, replaced)
	if err != nil {
		return nil, nil, err
	}
	if err := j.replay(c, replaced); err != nil {
		return nil, nil, err
	}
	if j.supposed != nil {
		c.suppose(*j.supposed)
	}
	pf, err := j.merge(c)
	return c, pf, err
}

// suppose takes a decision for the office's, in place of one about the same.
func (c *collection) suppose(decision filing.Decision) {
	c.office.Decisions = slices.DeleteFunc(slices.Clone(c.office.Decisions), func(d filing.Decision) bool { return d.Case() == decision.Case() })
	if decision.Choice != "" {
		c.office.Decisions = append(c.office.Decisions, decision)
	}
}

var errNoResults = runner.Misused("请用 -o 写明结果放到哪个文件夹。")

// places settles what is read and where results go: a folder's 上报 if it has
// one, and its 成果.
func places(given []string, named string) (paths []string, results string, err error) {
	if paths, results, err = quarterFolder(given, named); err == nil && results == "" {
		err = errNoResults
	}
	return paths, results, err
}

// quarterFolder is places for work that writes no results: for files without a
// folder they are "".
func quarterFolder(given []string, named string) (paths []string, results string, err error) {
	paths, results = given, named
	info, err := os.Stat(given[0])
	if err != nil {
		return nil, "", runner.OpenError(given[0], err)
	}
	if len(given) == 1 && info.IsDir() {
		if results == "" {
			results = filepath.Join(given[0], DirResult)
		}
		if filed := filepath.Join(given[0], DirFiled); folders.Exists(filed) {
			paths = []string{filed}
		}
	}
	return paths, results, nil
}

// Outcome is what merging or reporting came to.
type Outcome struct {
	Quarter                                 plan.Quarter
	Projects, Reported, Unverified, Missing int
	Errors, Warnings                        int
	Silent                                  []string          // units that owe a report and sent none
	Stale                                   []portfolio.Stale // work of the office that could not be used

	Book, Report, Data, Word string // where they stand; "" for what was not written
	Unchanged                bool   // what was to be written stood there already
	Returned                 GivenBack
	Draft                    *DraftRead // nil where none was to be read
	Desk                     string     // the list 待办, counted

	Leaders   []string          // the PDFs of leaders' editions
	ToDecide  int               // decisions the office has still to make
	AfterSeal *report.AfterSeal // what differs from what was sealed earlier, nil for nothing
	Seal      *seals.Set        // what was sealed now, or stood sealed already; nil where that was not asked
}

// outcomeOf sums a portfolio up, so that a large one need not be held.
func outcomeOf(pf *portfolio.Portfolio) *Outcome {
	o := &Outcome{
		Quarter: pf.Quarter, Projects: len(pf.Entries), Stale: pf.Stale,
		Errors: filing.CountSeverity(pf.Findings, plan.Error), Warnings: filing.CountSeverity(pf.Findings, plan.Warning),
	}
	for _, e := range pf.Entries {
		switch e.State {
		case portfolio.Reported:
			o.Reported++
		case portfolio.Unverified:
			o.Unverified++
		case portfolio.Missing:
			o.Missing++
		}
	}
	for _, u := range pf.Units {
		if u.Owes && !u.Sent {
			o.Silent = append(o.Silent, u.Unit.Name)
		}
	}
	return o
}

// Written says what was written and where, and what to look at first.
func (o *Outcome) Written() []string {
	if o.Report == "" {
		return []string{o.wrote() + o.Book + "。"}
	}
	lines := []string{o.wrote() + "：", "  " + o.Report, "  " + o.Book, "  " + o.Data, "  " + o.Word + "（附件另是一个文件，送审时用Word改）"}
	for _, e := range o.Leaders {
		lines = append(lines, "  "+e+"（旁边有Word的）")
	}
	if o.Returned.Count > 0 {
		lines = append(lines, fmt.Sprintf("  %s（带标记的退回表%d份，发还部门改）", o.Returned.Dir, o.Returned.Count))
	}
	return append(lines, fmt.Sprintf("先看%s的第一页，再办%s里的“%s”。", ResultReport, ResultBook, form.PageDesk))
}

func (o *Outcome) wrote() string {
	if o.Unchanged {
		return "和上次的一样，没有改写"
	}
	return "已写出"
}

// Lines say in sentences what was found and what is still to be done.
func (o *Outcome) Lines() []string {
	var lines []string
	if o.Draft != nil {
		lines = o.Draft.Lines()
	}
	lines = append(lines,
		fmt.Sprintf("%s：共有项目%d个，其中已报%d个、待核实%d个、未报%d个。", o.Quarter.Chinese(), o.Projects, o.Reported, o.Unverified, o.Missing),
		fmt.Sprintf("还要办的：必须改%d处，请核实%d处。", o.Errors, o.Warnings),
		o.Desk,
	)
	if len(o.Silent) > 0 {
		lines = append(lines, fmt.Sprintf("还有%d个部门没有报送：%s。", len(o.Silent), joinNames(o.Silent)))
	}
	lines = append(lines, o.sealLines()...)
	for _, s := range o.Stale {
		lines = append(lines, fmt.Sprintf("办公室的%s没有用上：%s。", s.What, s.Why))
	}
	return lines
}
