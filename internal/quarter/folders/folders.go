// Package folders is where things lie: what a quarter's folder and the folders
// and files in it are called, and which of those around are an office's. What
// flows in and out are paths; but for making the folders of a quarter nothing is
// written, and no file is read.
package folders

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"

	"jingpin/internal/plan"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
)

// The folders of a quarter.
const (
	Send     = "下发"
	Filed    = "上报"
	Returned = "退回"
	Results  = "成果"

	Passed = "已通过" // in Returned: what has been put right
	Kept   = "存档"  // in Results: what has been replaced
)

// The names of files: those the office lays beside the reports, and the results.
const (
	Plan    = "方案.xlsx"  // the plan definition
	Terms   = "照什么算.txt" // what the quarter's work goes by where the office has chosen; made to be read and changed by people
	Book    = "汇总表.xlsx"
	Report  = "季度报告.pdf"
	Data    = "数据.json"
	Draft   = "季度报告（送审稿）.docx"
	Annexes = "季度报告附件（送审稿）.docx"
)

// IsQuarter reports a folder in which the office works: it is called after
// a quarter, or has the office's own sub-folders. Only there does the office's
// word count; any other folder is mail.
func IsQuarter(dir string) bool {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	if slices.Contains([]string{Send, Filed, Returned, Results}, filepath.Base(abs)) {
		return false
	}
	if _, err := plan.ParseQuarter(filepath.Base(abs)); err == nil {
		return true
	}
	return slices.ContainsFunc([]string{Send, Filed, Results}, func(name string) bool { return IsFolder(filepath.Join(abs, name)) })
}

// IsFolder reports a folder that is there.
func IsFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// InMailbox reports a file somewhere below a folder 上报.
func InMailbox(path string) bool {
	return slices.Contains(strings.Split(filepath.ToSlash(filepath.Dir(path)), "/"), Filed)
}

// Around are the office's folders around the roots of what is read: a
// root itself, or the one it lies in.
func Around(roots []string) []string {
	var dirs []string
	for _, root := range roots {
		for _, dir := range []string{root, Above(root)} {
			if IsQuarter(dir) {
				dirs = append(dirs, dir)
				break
			}
		}
	}
	return Distinct(dirs)
}

// QuarterOf is the quarter that the folders' names tell, zero if they
// tell none or several.
func QuarterOf(roots []string) plan.Quarter {
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

// Make makes the folders of a quarter that are not there yet.
func Make(dir string) error {
	for _, name := range []string{Send, Filed, Returned, Results} {
		if err := os.MkdirAll(filepath.Join(dir, name), 0o755); err != nil {
			return fmt.Errorf("建不了文件夹“%s”：%s", filepath.Join(dir, name), system.Reason(err))
		}
	}
	return nil
}

// LastPlanned is the folder of the youngest quarter beside a new one that has a
// plan of its own, none for none.
func LastPlanned(dir string) []string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil
	}
	var best string
	var of plan.Quarter
	for _, f := range Subfolders(filepath.Dir(abs)) {
		q, err := plan.ParseQuarter(filepath.Base(f))
		if err == nil && f != abs && Exists(filepath.Join(f, Plan)) && (best == "" || of.Before(q)) {
			best, of = f, q
		}
	}
	if best == "" {
		return nil
	}
	return []string{best}
}

// All are the quarters' folders in and beside the given ones, the newest
// first.
func All(around ...string) []string {
	var found []string
	for _, dir := range around {
		abs, err := filepath.Abs(dir)
		if err != nil {
			continue
		}
		for _, at := range []string{abs, filepath.Dir(abs)} {
			for _, f := range append(Subfolders(at), at) {
				for _, inner := range append(Subfolders(f), f) {
					if IsQuarter(inner) && !slices.Contains(found, inner) {
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
		return nil, runner.OpenError(dir, err)
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
	for _, folder := range append([]string{abs}, All(filepath.Dir(abs))...) {
		if path := filepath.Join(folder, Plan); Exists(path) && !slices.Contains(plans, path) {
			plans = append(plans, path)
		}
		if book := Newest(filepath.Join(folder, Results, Book)); book != "" && folder != abs {
			books = append(books, book)
		}
	}
	return plans, books
}

// Exists reports a file or folder that is there.
func Exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// Above is the folder around a folder, as short as that was written: of “.” it
// is “..”.
func Above(dir string) string { return filepath.Join(dir, "..") }

// Shown is a path as people would write it where they are.
func Shown(path string) string {
	here, err := os.Getwd()
	if err != nil {
		return path
	}
	short, err := filepath.Rel(here, path)
	if err != nil || len(short) >= len(path) {
		return path
	}
	return short
}

// Behind is the folder a link leads to, which a walk would not follow. A
// folder that is no link stays as it was written.
func Behind(dir string) (string, error) {
	info, err := os.Lstat(dir)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return dir, err
	}
	return filepath.EvalSymlinks(dir)
}

// mostInside is how many entries a folder has at most that holds the quarters of
// an office.
const mostInside = 200

// Subfolders are the folders in a folder, none where there are too many to be
// an office's quarters.
func Subfolders(dir string) []string {
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) > mostInside {
		return nil
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() && !strings.HasPrefix(e.Name(), ".") {
			list = append(list, filepath.Join(dir, e.Name()))
		}
	}
	return list
}

// Newest is the youngest of a result and of those that were written beside it
// because it was open, "" where none is there.
func Newest(target string) string {
	best, when := "", time.Time{}
	for _, path := range Editions(target) {
		if info, err := os.Stat(path); err == nil && (best == "" || info.ModTime().After(when)) {
			best, when = path, info.ModTime()
		}
	}
	return best
}

// Editions are the result at target, if it is there, and those that were
// written beside it because it was open: 汇总表(新1).xlsx.
func Editions(target string) []string {
	entries, err := os.ReadDir(filepath.Dir(target))
	if err != nil {
		return nil
	}
	ext := filepath.Ext(target)
	stem := strings.TrimSuffix(filepath.Base(target), ext)
	var list []string
	for _, e := range entries {
		rest, ours := strings.CutPrefix(e.Name(), stem)
		rest, isBook := strings.CutSuffix(rest, ext)
		if !ours || !isBook || e.IsDir() || rest != "" && !beside.MatchString(rest) {
			continue
		}
		path := filepath.Join(filepath.Dir(target), e.Name())
		if rest == "" {
			list = slices.Insert(list, 0, target)
		} else {
			list = append(list, path)
		}
	}
	return list
}

// beside is what package output adds to the name of a result whose place is
// taken.
var beside = regexp.MustCompile(`^\(新[0-9]+\)$`)

// Of are the quarters' folders that files stand in.
func Of(targets []string) []string {
	var dirs []string
	for _, target := range targets {
		for _, dir := range []string{filepath.Dir(target), Above(filepath.Dir(target)), Above(Above(filepath.Dir(target)))} {
			if IsQuarter(dir) {
				dirs = append(dirs, dir)
				break
			}
		}
	}
	return dirs
}

// Distinct keeps the first of the paths that lead to the same place.
func Distinct(paths []string) []string {
	seen := map[string]bool{}
	return slices.DeleteFunc(paths, func(path string) bool {
		again := seen[filepath.Clean(path)]
		seen[filepath.Clean(path)] = true
		return again
	})
}
