package quarter

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// input is one file to read.
type input struct {
	path string // where it is
	name string // how findings name it: relative to the PATH given, with /
	mail bool   // it came from a department: it can only be a unit's report
	err  error  // why it cannot be read, known before it is opened
}

// material is what the PATHs hold.
type material struct {
	inputs      []input
	attachments []input  // scans, letters and archives beside the workbooks
	passed      []string // what is neither, by name
	roots       []string
}

// The kinds of files by their ending.
var (
	spreadsheets = []string{".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".xltx", ".xltm", ".xlsb"}
	attachable   = []string{".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".doc", ".docx", ".wps", ".ofd", ".zip", ".rar", ".7z"}
)

// gather lists the files the PATHs name. A file is always taken, for what it
// is; a folder is read through but for its sub-folders of results, and what is
// found there is mail.
func (j *job) gather(paths []string) (material, error) {
	var m material
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return m, OpenError(p, err)
		}
		if !info.IsDir() {
			m.roots = append(m.roots, filepath.Dir(p))
			m.inputs = append(m.inputs, input{path: p, name: filepath.Base(p)})
			continue
		}
		m.roots = append(m.roots, p)
		if err := j.walk(p, &m); err != nil {
			return m, err
		}
	}
	m.roots = distinct(m.roots, func(root string) string { return root })
	m.inputs = distinct(m.inputs, func(in input) string { return filepath.Clean(in.path) })
	m.distinguish()
	if len(m.passed) > 0 {
		j.note("略过%d个不是表格也不是附件的文件：%s。", len(m.passed), strings.Join(m.passed, "、"))
	}
	return m, nil
}

// distinct keeps the first of those with the same key.
func distinct[T any](list []T, key func(T) string) []T {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(item T) bool {
		k := key(item)
		again := seen[k]
		seen[k] = true
		return again
	})
}

// behind is the folder a link leads to, which a walk would not follow. A
// folder that is no link stays as it was written.
func behind(dir string) (string, error) {
	info, err := os.Lstat(dir)
	if err != nil || info.Mode()&fs.ModeSymlink == 0 {
		return dir, err
	}
	return filepath.EvalSymlinks(dir)
}

func (j *job) walk(dir string, m *material) error {
	root, err := behind(dir)
	if err != nil {
		return OpenError(dir, err)
	}
	return filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil && p == root {
			return OpenError(dir, err)
		}
		rel, relErr := filepath.Rel(root, p)
		if relErr != nil {
			return relErr
		}
		if err != nil { // what cannot be entered stops nothing
			m.inputs = append(m.inputs, input{path: p, name: filepath.ToSlash(rel), mail: true, err: err})
			return fs.SkipDir
		}
		name := d.Name()
		if d.IsDir() {
			if p != root && (slices.Contains([]string{DirSend, DirReturn, DirResult}, name) || strings.HasPrefix(name, ".")) {
				return fs.SkipDir
			}
			return nil
		}
		in := input{path: p, name: filepath.ToSlash(rel), mail: true}
		ext := strings.ToLower(filepath.Ext(name))
		switch {
		case strings.HasPrefix(name, "~$"), strings.HasPrefix(name, "."), name == PlanFile && isQuarterFolder(filepath.Dir(p)):
		case slices.Contains(spreadsheets, ext), ext == StreamEnding:
			m.inputs = append(m.inputs, in)
		case slices.Contains(attachable, ext):
			m.attachments = append(m.attachments, in)
		default:
			m.passed = append(m.passed, in.name)
		}
		return nil
	})
}

// distinguish adds the folder to the names of files that would else be named
// alike, or the whole path where that does not tell them apart.
func (m *material) distinguish() {
	longer := []func(path, name string) string{
		func(whole, name string) string { return path.Join(path.Base(strings.TrimSuffix(whole, name)), name) },
		func(whole, _ string) string { return path.Clean(whole) },
	}
	for _, lengthen := range longer {
		seen := map[string]int{}
		for _, in := range m.inputs {
			seen[in.name]++
		}
		for i, in := range m.inputs {
			if seen[in.name] > 1 {
				m.inputs[i].name = lengthen(filepath.ToSlash(in.path), in.name)
			}
		}
	}
}
