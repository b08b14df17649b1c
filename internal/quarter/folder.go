package quarter

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/system"
)

// IsQuarterFolder reports a folder in which the office works: it is called after
// a quarter, or has the office's own sub-folders. Only there does the office's
// word count; any other folder is mail.
func IsQuarterFolder(dir string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	if slices.Contains([]string{DirSend, DirFiled, DirReturn, DirResult}, filepath.Base(abs)) {
		return false
	}
	if _, err := plan.ParseQuarter(filepath.Base(abs)); err == nil {
		return true
	}
	return slices.ContainsFunc([]string{DirSend, DirFiled, DirResult}, func(name string) bool { return IsFolder(filepath.Join(abs, name)) })
}

// IsFolder reports a folder that is there.
func IsFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// inMailbox reports a file somewhere below a folder 上报.
func inMailbox(path string) bool {
	return slices.Contains(strings.Split(filepath.ToSlash(filepath.Dir(path)), "/"), DirFiled)
}

// quarterFolders are the office's folders around the roots of what is read: a
// root itself, or the one it lies in.
func quarterFolders(roots []string) []string {
	var dirs []string
	for _, root := range roots {
		for _, dir := range []string{root, above(root)} {
			if IsQuarterFolder(dir) {
				dirs = append(dirs, dir)
				break
			}
		}
	}
	return distinct(dirs, filepath.Clean)
}

// folderQuarter is the quarter that the folders' names tell, zero if they
// tell none or several.
func folderQuarter(roots []string) plan.Quarter {
	var found plan.Quarter
	for _, root := range roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			continue
		}
		for _, name := range []string{filepath.Base(abs), filepath.Base(filepath.Dir(abs))} {
			q, err := plan.ParseQuarter(name)
			if err != nil {
				continue
			}
			if found.N != 0 && q != found {
				return plan.Quarter{}
			}
			found = q
			break
		}
	}
	return found
}

// Found makes the folders of a quarter in dir and writes its 方案.xlsx, whose
// path it returns: the plan named, else that of the youngest quarter beside, else
// the built-in one. One that is there is never overwritten: then wrote is false.
func (d *Desk) Found(ctx context.Context, dir string) (path string, wrote bool, err error) {
	return d.job(ctx).found(dir)
}

func (j *job) found(dir string) (path string, wrote bool, err error) {
	if err := j.loadPlan(lastPlanned(dir)...); err != nil {
		return "", false, err
	}
	if err := makeFolders(dir); err != nil {
		return "", false, err
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

// makeFolders makes the folders of a quarter that are not there yet.
func makeFolders(dir string) error {
	for _, name := range []string{DirSend, DirFiled, DirReturn, DirResult} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			return fmt.Errorf("建不了文件夹“%s”：%s", filepath.Join(dir, name), system.Reason(err))
		}
	}
	return nil
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
					if IsQuarterFolder(inner) && !slices.Contains(found, inner) {
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

// Inside are the folders in a folder, by name; hidden ones are left out.
func Inside(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, OpenError(dir, err)
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") && !strings.HasPrefix(e.Name(), "$") {
			list = append(list, filepath.Join(dir, e.Name()))
		}
	}
	return list, nil
}

// Beside are the plans that lie in the quarters' folders around one, its own
// first, and the consolidated workbooks of the others, the newest first.
func Beside(dir string) (plans, books []string) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, nil
	}
	for _, folder := range append([]string{abs}, Folders(filepath.Dir(abs))...) {
		if path := filepath.Join(folder, PlanFile); exists(path) && !slices.Contains(plans, path) {
			plans = append(plans, path)
		}
		if book := newest(filepath.Join(folder, DirResult, ResultBook)); book != "" && folder != abs {
			books = append(books, book)
		}
	}
	return plans, books
}
