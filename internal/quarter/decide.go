package quarter

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/system"
)

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
		return misused("项目变更要写明批准依据。")
	case c.Approved == 0:
		return misused("项目变更要写明哪天批准的。")
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
		return misused("核准例外要写明批准人和理由。")
	}
	return d.enter(ctx, dir, consolidated.LetPass(e))
}

// Withdraw takes an exception back.
func (d *Desk) Withdraw(ctx context.Context, dir string, e plan.Exception) error {
	return d.enter(ctx, dir, consolidated.Withdraw(e))
}

func (d *Desk) enter(ctx context.Context, dir string, entries []consolidated.Entry) error {
	j := d.job(ctx)
	_, err := attend(j, func() (struct{}, error) { return struct{}{}, j.enter(dir, entries) })
	return err
}

func (j *job) enter(dir string, entries []consolidated.Entry) error {
	path := newest(filepath.Join(dir, DirResult, ResultBook))
	if path == "" {
		return misused("还没有出过报告。请先出一次报告，再来核定。")
	}
	if holder := OpenElsewhere(path); holder != "" {
		return misused("“%s”正在%s里打开着。请先保存关闭，再来核定。", filepath.Base(path), holder)
	}
	before, err := os.ReadFile(path)
	if err != nil {
		return OpenError(path, err)
	}
	after, err := canonical(consolidated.Enter(before, entries...))
	switch {
	case errors.Is(err, consolidated.ErrNoSheet):
		return misused("%s。", err)
	case err != nil:
		return fmt.Errorf("“%s”改不了：%s", path, system.Reason(err))
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, before) {
		return misused("“%s”刚刚被别的程序改过，请再试一次。", filepath.Base(path))
	}
	return j.write(output.File{Path: path, Data: after})
}

// OpenElsewhere names the kind of program that has a workbook open, as the lock
// files beside it tell; "" for none.
func OpenElsewhere(path string) string {
	dir, name := filepath.Split(path)
	switch {
	case exists(filepath.Join(dir, "~$"+name)):
		return "Excel或WPS"
	case exists(filepath.Join(dir, ".~lock."+name+"#")):
		return "LibreOffice或WPS"
	}
	return ""
}
