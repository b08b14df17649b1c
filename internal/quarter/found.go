package quarter

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/filename"
	"jingpin/internal/output"
	"jingpin/internal/quarter/folders"
)

// Found makes the folders of a quarter in dir and writes its 方案.xlsx, whose
// path it returns: the plan named, else that of the youngest quarter beside, else
// the built-in one. One that is there is never overwritten: then wrote is false.
func (d *Desk) Found(ctx context.Context, dir string) (path string, wrote bool, err error) {
	return d.job(ctx).found(dir)
}

func (j *job) found(dir string) (path string, wrote bool, err error) {
	if err := j.loadPlan(folders.LastPlanned(dir)...); err != nil {
		return "", false, err
	}
	if err := folders.Make(dir); err != nil {
		return "", false, err
	}
	path = filepath.Join(dir, PlanFile)
	if folders.Exists(path) {
		return path, false, nil
	}
	j.note("方案照%s写。", j.planName)
	data, err := canonical(consolidated.WritePlan(j.plan))
	if err != nil {
		return "", false, err
	}
	return path, true, j.write(output.File{Path: path, Data: data})
}

// TakeIn puts a file into a quarter's 上报 under its name, or with a number
// behind it where one of that name is there: nothing is ever replaced.
func (d *Desk) TakeIn(dir, name string, from io.Reader) error {
	ext := filepath.Ext(name)
	stem := strings.TrimSuffix(filepath.Base(filepath.FromSlash(name)), ext)
	for n := 1; ; n++ {
		target := stem + ext
		if n > 1 {
			target = fmt.Sprintf("%s(%d)%s", stem, n, ext)
		}
		path := filename.In(filepath.Join(dir, DirFiled), target)
		if folders.Exists(path) {
			continue
		}
		batch := output.Batch{}
		defer batch.Discard()
		err := batch.AddFrom(path, func(w io.Writer) error {
			_, err := io.Copy(w, from)
			return err
		})
		if err != nil {
			return unwritable(path, err)
		}
		_, err = batch.Place()
		return err
	}
}
