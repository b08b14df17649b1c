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
)

// Decide writes a decision of the office into the 汇总表 of a quarter's folder,
// where the next report takes it from, just as if it had been chosen there. An
// empty choice takes it back.
func (d *Desk) Decide(ctx context.Context, dir string, decision filing.Decision) error {
	j := d.job(ctx)
	_, err := attend(j, func() (struct{}, error) { return struct{}{}, j.decide(dir, decision) })
	return err
}

func (j *job) decide(dir string, decision filing.Decision) error {
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
	after, err := canonical(consolidated.Decide(before, decision))
	switch {
	case errors.Is(err, consolidated.ErrNoConflict):
		return misused("%s。", err)
	case err != nil:
		return fmt.Errorf("“%s”改不了：%s", path, Reason(err))
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
