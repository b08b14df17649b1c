package quarter

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
)

// takeOver takes over the office's work of the workbook about to be replaced.
// Where that was made from a copy which is an input now, the copy says what
// was done and taken back in it, and only what was done in the workbook itself
// is added.
func (c *collection) takeOver(workbook *intake.Consolidated) {
	own := workbook.Line.Own.With(workbook.Fresh)
	work := workbook.Office
	related := slices.Contains(c.line.Parents, workbook.Record)
	switch {
	case related:
		own = workbook.Fresh
		work = own.Office
	case slices.ContainsFunc(c.line.Parents, func(r string) bool { return slices.Contains(workbook.Line.Parents, r) }):
		related = true
		work = own.Office
	}
	work.Arrivals = workbook.Office.Arrivals
	c.own = workbook.Own
	c.office = c.office.With(work)
	for _, s := range workbook.Submissions {
		if s.ByOffice && (!related || slices.Contains(own.Rows, s.SHA256)) {
			c.subs = append(c.subs, s)
		}
	}
	c.remember(workbook.Submissions)
	if workbook.Previous != nil {
		for _, e := range workbook.Previous.Exceptions {
			if !slices.Contains(workbook.Office.Exceptions, e) {
				c.ended = append(c.ended, e)
			}
		}
	}
	if c.library == nil {
		c.library = workbook.Previous
	}
	c.line.Own = own
	for _, r := range workbook.Line.Parents {
		c.descend(r)
	}
}

// remember gives a report that is no return what its unit answered in returns
// before: it has no place for answers, so it takes none back. They hold as long
// as the values are the same.
func (c *collection) remember(before []*filing.Submission) {
	answered := map[string][]filing.Answer{}
	for _, s := range before {
		answered[s.Unit] = append(answered[s.Unit], s.Answers...)
	}
	for i, s := range c.subs {
		if s.Round == 0 && s.Unit != "" && !s.ByOffice && len(s.Answers) == 0 && len(answered[s.Unit]) > 0 {
			again := *s
			again.Answers = answered[s.Unit]
			c.subs[i] = &again
		}
	}
}

// descend notes that the workbook to be written is made from that with the
// record; none where it has lost its record.
func (c *collection) descend(record string) {
	if i, known := slices.BinarySearch(c.line.Parents, record); record != "" && !known {
		c.line.Parents = slices.Insert(c.line.Parents, i, record)
	}
}

// officeBook is where the office's work is: the workbook named by --decisions, or
// the one that the result at target is about to replace; "" for none.
func (j *job) officeBook(target string) string {
	return cmp.Or(j.Decisions, keptBook(target))
}

// replay takes over what the office did in the workbook about to be replaced,
// or the one named by --decisions.
func (j *job) replay(c *collection, target string) error {
	path := j.officeBook(target)
	if path == "" {
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return runner.OpenError(path, err)
	}
	j.memory.Book(len(data))
	taken := j.read(intake.Received{Path: filepath.Base(path), Data: data}, c.opt)
	switch workbook := taken.Consolidated; {
	case errors.Is(taken.Err, intake.ErrJumbled):
		return fmt.Errorf("“%s”的%w。没有采用里面的内容，也没有改动任何文件", path, taken.Err)
	case taken.Err != nil:
		return j.unreadableWork(path, taken.Err.Error())
	case workbook == nil:
		return j.unreadableWork(path, whyNotConsolidated(taken.Submissions[0]))
	case workbook.Head.Quarter != c.opt.Quarter:
		j.note("“%s”是%s的，其中办公室核定的内容这次不用。", path, workbook.Head.Quarter.Chinese())
		return nil
	case sharesOf(workbook, j.plan) != nil:
		c.own = workbook.Own
		j.warnOf(c, mail.Item{Name: path}, workbook)
		return nil
	default:
		c.takeOver(workbook)
		c.book = path
		j.warnOf(c, mail.Item{Name: path}, workbook)
		return nil
	}
}

// replayBeside takes over what the office did in the quarter's own workbook,
// for work that replaces none.
func (j *job) replayBeside(c *collection) error {
	for _, dir := range folders.Around(c.Roots) {
		if target := filepath.Join(dir, DirResult, ResultBook); j.Decisions != "" || keptBook(target) != "" {
			return j.replay(c, target)
		}
	}
	return nil
}

// whyNotConsolidated says why a file is not read as a consolidated workbook.
func whyNotConsolidated(s *filing.Submission) string {
	for _, f := range s.Findings {
		if f.Rule == "F04" {
			return strings.TrimSuffix(f.Message, "。")
		}
	}
	return "文件已损坏，或者不是汇总表"
}

// unreadableWork refuses to replace a workbook whose office's work would be
// lost with it, and to go on without decisions that were asked for.
func (j *job) unreadableWork(path, why string) error {
	if j.Decisions != "" {
		return fmt.Errorf("--decisions 的“%s”里办公室核定的内容读不出来（%s）。请换一份汇总表，或者不写 --decisions", path, why)
	}
	return fmt.Errorf("“%s”里办公室核定的内容读不出来（%s）。请先把它移到别处，再运行", path, why)
}

// What the office does on its desk is typed into the 汇总表 of the quarter's
// folder, as if it had been typed there: the next report takes it from there,
// whichever face made it.

// Decide writes a decision about a conflict. An empty choice takes it back.
func (d *Desk) Decide(ctx context.Context, dir string, decision filing.Decision) error {
	return d.enter(ctx, dir, consolidated.Decided(decision))
}

// MarkSent marks an errand as sent, or takes the mark off.
func (d *Desk) MarkSent(ctx context.Context, dir string, s filing.Sent, sent bool) error {
	return d.enter(ctx, dir, consolidated.MarkedSent(s, sent))
}

// Approve writes a change of the plan with its basis and the day of approval.
func (d *Desk) Approve(ctx context.Context, dir string, c filing.Change) error {
	switch {
	case !c.Settled():
		return runner.Misused("项目变更要写明批准依据。")
	case c.Approved == 0:
		return runner.Misused("项目变更要写明哪天批准的。")
	}
	return d.enter(ctx, dir, consolidated.Changed(c))
}

// Disapprove takes a change that was approved this quarter out again.
func (d *Desk) Disapprove(ctx context.Context, dir string, c filing.Change) error {
	return d.enter(ctx, dir, consolidated.Unchanged(c))
}

// LetPass writes an exception (核准例外).
func (d *Desk) LetPass(ctx context.Context, dir string, e plan.Exception) error {
	if e.ApprovedBy == "" || e.Reason == "" {
		return runner.Misused("核准例外要写明批准人和理由。")
	}
	return d.enter(ctx, dir, consolidated.LetPass(e))
}

// Withdraw takes an exception back.
func (d *Desk) Withdraw(ctx context.Context, dir string, e plan.Exception) error {
	return d.enter(ctx, dir, consolidated.Withdraw(e))
}

func (d *Desk) enter(ctx context.Context, dir string, entries []consolidated.TypedLine) error {
	j := d.job(ctx)
	_, err := attend(j, func() (struct{}, error) { return struct{}{}, j.enter(dir, entries) })
	return err
}

func (j *job) enter(dir string, entries []consolidated.TypedLine) error {
	path := folders.Newest(filepath.Join(dir, DirResult, ResultBook)) // a sealed one is left alone
	if path == "" {
		return runner.Misused("还没有出过报告。请先出一次报告，再来核定。")
	}
	if holder := OpenElsewhere(path); holder != "" {
		return runner.Misused("“%s”正在%s里打开着。请先保存关闭，再来核定。", filepath.Base(path), holder)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		return runner.OpenError(path, err)
	}
	after, err := canonical(consolidated.Enter(before, entries...))
	switch {
	case errors.Is(err, consolidated.ErrNoSheet):
		return runner.Misused("%s。", err)
	case err != nil:
		return fmt.Errorf("“%s”改不了：%s", path, system.Reason(err))
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, before) {
		return runner.Misused("“%s”刚刚被别的程序改过，请再试一次。", filepath.Base(path))
	}
	return j.write(output.File{Path: path, Data: after})
}

// OpenElsewhere names the kind of program that has a workbook open, as the lock
// files beside it tell; "" for none.
func OpenElsewhere(path string) string {
	switch lock := output.Lock(path); {
	case strings.HasPrefix(lock, "~$"):
		return "Excel或WPS"
	case lock != "":
		return "LibreOffice或WPS"
	}
	return ""
}
