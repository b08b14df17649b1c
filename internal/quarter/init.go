package quarter

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/output"
)

// Found makes the folders of a quarter in dir and writes its 方案.xlsx, whose
// path it returns. One that is there is never overwritten: then wrote is false.
func (d *Desk) Found(ctx context.Context, dir string) (path string, wrote bool, err error) {
	j := d.job(ctx)
	if err := j.loadPlan(); err != nil {
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
	data, err := canonical(consolidated.WritePlan(j.plan))
	if err != nil {
		return "", false, err
	}
	return path, true, j.write(output.File{Path: path, Data: data})
}
