package quarter

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"jingpin/internal/quarter/system"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// input is one file to read.
type input struct {
	path string // where it is
	name string // how findings name it: relative to the PATH given, with /
	mail bool   // it came from a department: it can only be a unit's report
	err  error  // why it cannot be read, known before it is opened

	bundle *bundle // the archive it was sent in, nil for a file of its own
	member int     // which of its members
}

// bundle is an archive that several read from, one at a time.
type bundle struct {
	lock sync.Mutex
	*verified.Bundle
}

func (b *bundle) read(member int) ([]byte, *sheet.Fault) {
	b.lock.Lock()
	defer b.lock.Unlock()
	return b.Read(member)
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
	attachable   = []string{".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".doc", ".docx", ".wps", ".ofd", ".zip"}
	wrappings    = []string{".rar", ".7z", ".eml", ".msg"} // that may hold workbooks, and cannot be looked into
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
			if in := (input{path: p, name: filepath.Base(p)}); !m.unpack(in) {
				m.inputs = append(m.inputs, in)
			}
			continue
		}
		m.roots = append(m.roots, p)
		if err := j.walk(p, &m); err != nil {
			return m, err
		}
	}
	m.roots = distinct(m.roots, func(root string) string { return root })
	named := map[string]bool{}
	for _, in := range m.inputs {
		named[filepath.Clean(in.path)] = named[filepath.Clean(in.path)] || !in.mail
	}
	m.inputs = slices.DeleteFunc(m.inputs, func(in input) bool { // named too: then it is what it is
		return in.mail && in.bundle == nil && named[filepath.Clean(in.path)]
	})
	m.inputs = distinct(m.inputs, func(in input) string { return filepath.Clean(in.path) + "|" + strconv.Itoa(in.member) })
	m.distinguish()
	if len(m.passed) > 0 {
		j.note("略过%d个不是表格也不是附件的文件：%s。", len(m.passed), strings.Join(m.passed, "、"))
	}
	return m, nil
}

// unpack takes what lies in a .zip as if it lay there, and reports whether there
// is a spreadsheet in it: one without is a file like any other, and one that
// cannot be opened is for its finding to tell.
func (m *material) unpack(in input) bool {
	if !strings.EqualFold(filepath.Ext(in.path), ".zip") {
		return false
	}
	f := load(in)
	if f.Err != nil || f.Cut {
		m.inputs = append(m.inputs, in)
		return true
	}
	opened, fault := verified.OpenBundle(f.Data, sheet.DefaultLimits)
	if fault != nil || opened == nil {
		m.inputs = append(m.inputs, in)
		return true
	}
	isSheet := func(name string) bool { return slices.Contains(spreadsheets, strings.ToLower(path.Ext(name))) }
	if !slices.ContainsFunc(opened.Members, isSheet) {
		return false
	}
	shared := &bundle{Bundle: opened}
	for i, name := range opened.Members {
		member := input{path: in.path, name: path.Join(in.name, name), mail: true, bundle: shared, member: i}
		switch ext := strings.ToLower(path.Ext(name)); {
		case isSheet(name), slices.Contains(wrappings, ext), ext == StreamEnding:
			m.inputs = append(m.inputs, member)
		case slices.Contains(attachable, ext):
			m.attachments = append(m.attachments, member)
		default:
			m.passed = append(m.passed, member.name)
		}
	}
	return true
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
		case strings.HasPrefix(name, "~$"), strings.HasPrefix(name, "."), (name == PlanFile || name == TermsFile) && IsQuarterFolder(filepath.Dir(p)):
		case slices.Contains(spreadsheets, ext), slices.Contains(wrappings, ext), ext == StreamEnding:
			m.inputs = append(m.inputs, in)
		case m.unpack(in):
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

// Paths are those that a file lists, one a line, or stdin where its name is "-".
func Paths(ctx context.Context, file string, stdin io.Reader) ([]string, error) {
	if file == "-" {
		return pathsOf(ctx, stdin)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, OpenError(file, err)
	}
	defer f.Close()
	return pathsOf(ctx, f)
}

// pathsOf reads paths, with either kind of line end. Waiting for a keyboard ends
// with the context.
func pathsOf(ctx context.Context, r io.Reader) ([]string, error) {
	type read struct {
		paths []string
		err   error
	}
	done := make(chan read, 1)
	go func() {
		paths, err := readPaths(r)
		done <- read{paths, err}
	}()
	select {
	case all := <-done:
		return all.paths, all.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// maxPath is more than the longest path of any system.
const maxPath = 1 << 20

// readPaths are the lines that say something.
func readPaths(r io.Reader) ([]string, error) {
	var out []string
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxPath)
	for s.Scan() {
		line := strings.TrimRight(strings.TrimPrefix(s.Text(), "\ufeff"), "\r")
		if strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
	}
	switch err := s.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, misused("--files-from 的第%d个文件名太长。应当一行写一个文件名。", len(out)+1)
	case err != nil:
		return nil, fmt.Errorf("--files-from 读不出来：%s", system.Reason(err))
	}
	return out, nil
}
