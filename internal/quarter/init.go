package quarter

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/output"
	"jingpin/internal/plan"
)

// Found makes the folders of a quarter in dir and writes its 方案.xlsx, whose
// path it returns: the plan named, else that of the youngest quarter beside, else
// the built-in one. One that is there is never overwritten: then wrote is false.
func (d *Desk) Found(ctx context.Context, dir string) (path string, wrote bool, err error) {
	j := d.job(ctx)
	if err := j.loadPlan(lastPlanned(dir)...); err != nil {
		return "", false, err
	}
	for _, name := range []string{DirSend, DirFiled, DirReturn, DirResult} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			return "", false, fmt.Errorf("建不了文件夹“%s”：%s", filepath.Join(dir, name), Reason(err))
		}
	}
	path = filepath.Join(dir, PlanFile)
	if exists(path) {
		return path, false, nil
	}
	j.note("方案照%s写。", j.planName)
	data, err := canonical(consolidated.WritePlan(j.plan))
	if err != nil {
		return "", false, err
	}
	return path, true, j.write(output.File{Path: path, Data: data})
}

// lastPlanned is the folder of the youngest quarter beside a new one that has a
// plan of its own, none for none.
func lastPlanned(dir string) []string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	var best string
	var of plan.Quarter
	for _, f := range subfolders(filepath.Dir(abs)) {
		q, err := plan.ParseQuarter(filepath.Base(f))
		if err == nil && f != abs && exists(filepath.Join(f, PlanFile)) && (best == "" || of.Before(q)) {
			best, of = f, q
		}
	}
	if best == "" {
		return nil
	}
	return []string{best}
}
