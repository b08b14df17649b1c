// Package mail is what lies in the folders and archives that are to be read: the
// files, each by the name that findings give it, and what is in them. What flows
// in are paths, what flows out are inputs in their order; nothing is written, and
// what cannot be read is for its input to say.
package mail

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// Item is one file to read.
type Item struct {
	Path string // where it is
	Name string // how findings name it: relative to the PATH given, with /
	Mail bool   // it came from a department: it can only be a unit's report
	Err  error  // why it cannot be read, known before it is opened

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

// Material is what the PATHs hold.
type Material struct {
	Inputs      []Item
	Attachments []Item   // scans, letters and archives beside the workbooks
	Passed      []string // what is neither, by name
	Roots       []string // the folders that were named, and those of the files
}

// StreamEnding ends the name of a stream of the checks' own output, which is an
// input of merging.
const StreamEnding = ".ndjson"

// The other kinds of files by their ending.
var (
	spreadsheets = []string{".xlsx", ".xlsm", ".xls", ".et", ".ods", ".csv", ".xltx", ".xltm", ".xlsb"}
	attachable   = []string{".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".doc", ".docx", ".wps", ".ofd", ".zip"}
	wrappings    = []string{".rar", ".7z", ".eml", ".msg"} // that may hold workbooks, and cannot be looked into
)

// Gather lists the files the PATHs name. A file is always taken, for what it
// is; a folder is read through but for its sub-folders of results, and what is
// found there is mail.
func Gather(paths []string) (Material, error) {
	var m Material
	for _, p := range paths {
		info, err := os.Stat(p)
		if err != nil {
			return m, runner.OpenError(p, err)
		}
		if !info.IsDir() {
			m.Roots = append(m.Roots, filepath.Dir(p))
			if in := (Item{Path: p, Name: filepath.Base(p)}); !m.unpack(in) {
				m.Inputs = append(m.Inputs, in)
			}
			continue
		}
		m.Roots = append(m.Roots, p)
		if err := m.walk(p); err != nil {
			return m, err
		}
	}
	m.Roots = folders.Distinct(m.Roots)
	m.distinct()
	m.distinguish()
	return m, nil
}

// distinct leaves each file once: as what it is, where it is named too.
func (m *Material) distinct() {
	named := map[string]bool{}
	for _, in := range m.Inputs {
		named[filepath.Clean(in.Path)] = named[filepath.Clean(in.Path)] || !in.Mail
	}
	type file struct {
		path   string
		member int
	}
	seen := map[file]bool{}
	m.Inputs = slices.DeleteFunc(m.Inputs, func(in Item) bool {
		f := file{filepath.Clean(in.Path), in.member}
		if in.Mail && in.bundle == nil && named[f.path] || seen[f] {
			return true
		}
		seen[f] = true
		return false
	})
}

// unpack takes what lies in a .zip as if it lay there, and reports whether there
// is a spreadsheet in it: one without is a file like any other, and one that
// cannot be opened is for its finding to tell.
func (m *Material) unpack(in Item) bool {
	if !strings.EqualFold(filepath.Ext(in.Path), ".zip") {
		return false
	}
	f := in.Load()
	if f.Err != nil || f.Cut {
		m.Inputs = append(m.Inputs, in)
		return true
	}
	opened, fault := verified.OpenBundle(f.Data, sheet.DefaultLimits)
	if fault != nil || opened == nil {
		m.Inputs = append(m.Inputs, in)
		return true
	}
	isSheet := func(name string) bool { return slices.Contains(spreadsheets, strings.ToLower(path.Ext(name))) }
	if !slices.ContainsFunc(opened.Members, isSheet) {
		return false
	}
	shared := &bundle{Bundle: opened}
	for i, name := range opened.Members {
		member := Item{Path: in.Path, Name: path.Join(in.Name, name), Mail: true, bundle: shared, member: i}
		switch ext := strings.ToLower(path.Ext(name)); {
		case isSheet(name), slices.Contains(wrappings, ext), ext == StreamEnding:
			m.Inputs = append(m.Inputs, member)
		case slices.Contains(attachable, ext):
			m.Attachments = append(m.Attachments, member)
		default:
			m.Passed = append(m.Passed, member.Name)
		}
	}
	return true
}

func (m *Material) walk(dir string) error {
	root, err := folders.Behind(dir)
	if err != nil {
		return runner.OpenError(dir, err)
	}
	return filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil && p == root {
			return runner.OpenError(dir, err)
		}
		rel, relErr := filepath.Rel(root, p)
		if relErr != nil {
			return relErr
		}
		if err != nil { // what cannot be entered stops nothing
			m.Inputs = append(m.Inputs, Item{Path: p, Name: filepath.ToSlash(rel), Mail: true, Err: err})
			return fs.SkipDir
		}
		name := d.Name()
		if d.IsDir() {
			if p != root && (slices.Contains([]string{folders.Send, folders.Returned, folders.Results}, name) || strings.HasPrefix(name, ".")) {
				return fs.SkipDir
			}
			return nil
		}
		in := Item{Path: p, Name: filepath.ToSlash(rel), Mail: true}
		ext := strings.ToLower(filepath.Ext(name))
		switch {
		case strings.HasPrefix(name, "~$"), strings.HasPrefix(name, "."), (name == folders.Plan || name == folders.Terms) && folders.IsQuarter(filepath.Dir(p)):
		case slices.Contains(spreadsheets, ext), slices.Contains(wrappings, ext), ext == StreamEnding:
			m.Inputs = append(m.Inputs, in)
		case m.unpack(in):
		case slices.Contains(attachable, ext):
			m.Attachments = append(m.Attachments, in)
		default:
			m.Passed = append(m.Passed, in.Name)
		}
		return nil
	})
}

// distinguish adds the folder to the names of files that would else be named
// alike, or the whole path where that does not tell them apart.
func (m *Material) distinguish() {
	longer := []func(path, name string) string{
		func(whole, name string) string { return path.Join(path.Base(strings.TrimSuffix(whole, name)), name) },
		func(whole, _ string) string { return path.Clean(whole) },
	}
	for _, lengthen := range longer {
		seen := map[string]int{}
		for _, in := range m.Inputs {
			seen[in.Name]++
		}
		for i, in := range m.Inputs {
			if seen[in.Name] > 1 {
				m.Inputs[i].Name = lengthen(filepath.ToSlash(in.Path), in.Name)
			}
		}
	}
}
