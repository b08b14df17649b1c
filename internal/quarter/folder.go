package quarter

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// isQuarterFolder reports a folder in which the office works: it is called after
// a quarter, or has the office's own sub-folders. Only there does the office's
// word count; any other folder is mail.
func isQuarterFolder(dir string) bool {
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
			if isQuarterFolder(dir) {
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
