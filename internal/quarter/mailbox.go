package quarter

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/rehearse"
)

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
		path := output.In(filepath.Join(dir, DirFiled), target)
		if exists(path) {
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

// Folders are the quarters' folders in and beside the given ones, the newest
// first.
func Folders(around ...string) []string {
	var found []string
	for _, dir := range around {
		abs, err := filepath.Abs(dir)
		if err != nil {
			continue
		}
		for _, at := range []string{abs, filepath.Dir(abs)} {
			for _, f := range append(subfolders(at), at) {
				for _, inner := range append(subfolders(f), f) {
					if isQuarterFolder(inner) && !slices.Contains(found, inner) {
						found = append(found, inner)
					}
				}
			}
		}
	}
	slices.SortStableFunc(found, func(a, b string) int { return strings.Compare(filepath.Base(b), filepath.Base(a)) })
	return found
}

// NameOf is what a quarter's folder is called for people: the quarter, or the
// folder's own name where that tells none.
func NameOf(folder string) string {
	if q, err := plan.ParseQuarter(filepath.Base(folder)); err == nil {
		return q.Chinese()
	}
	return filepath.Base(folder)
}

// demoQuarters are the quarters of the samples, the one to look at last.
var demoQuarters = []plan.Quarter{{Year: 2023, N: 1}, {Year: 2023, N: 2}}

// Demo lays the samples out under dir as an office would have them, the first
// quarter reported already, and returns the folder of the second. What is there
// already stays.
func (d *Desk) Demo(ctx context.Context, dir string) (string, error) {
	last := filepath.Join(dir, demoQuarters[len(demoQuarters)-1].String())
	if exists(last) {
		return last, nil
	}
	files, err := rehearse.Samples()
	if err != nil {
		return "", err
	}
	var out []output.File
	for _, f := range files {
		quarter, name, _ := strings.Cut(f.Path, "/")
		if filepath.Ext(name) != ".json" {
			out = append(out, output.File{Path: filepath.Join(dir, quarter, DirFiled, filepath.FromSlash(name)), Data: f.Data})
		}
	}
	if err := d.job(ctx).write(out...); err != nil {
		return "", err
	}
	for _, q := range demoQuarters {
		if _, _, err := d.Found(ctx, filepath.Join(dir, q.String())); err != nil {
			return "", err
		}
	}
	_, err = d.Report(ctx, []string{filepath.Join(dir, demoQuarters[0].String())}, "")
	return last, err
}
