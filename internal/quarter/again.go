package quarter

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/seals"
)

// Memory is where a desk remembers what its reports were made of, so that one
// that would come out the same is not made again. The zero Memory remembers
// nothing: then all is made anew.
type Memory struct {
	Dir     string // outside the quarters' folders: nothing that travels with them is believed
	Program string // tells this build from any other
}

// run is what is remembered of one run of the report: what it was made of, what
// it said and what it wrote.
type run struct {
	Inputs  string // digest
	Last    string // digest of the workbooks that last quarter's may be
	Outputs map[string]string
	Outcome Outcome
	Said    []Event
}

// footprint is the run that is about to be made.
type footprint struct {
	record string // where it is remembered
	paths  []string
	target string
	inputs string // digest
	roots  []string
}

// footprintOf is that of a report of the paths, nil for one that is always made
// anew: what it takes besides, or writes besides, is not remembered.
func (j *job) footprintOf(paths []string, results string) *footprint {
	if j.Memory.Dir == "" || j.Draft != "" || j.Final || len(j.Print.Leaders) > 0 || seals.Last(results) != nil {
		return nil
	}
	target, err := filepath.Abs(filepath.Join(results, ResultBook))
	if err != nil {
		return nil
	}
	f := &footprint{paths: paths, target: filepath.Join(results, ResultBook), record: filepath.Join(j.Memory.Dir, mail.Digest([]byte(target))[:32]+".json")}
	if f.inputs, err = j.inputsDigest(paths, f); err != nil {
		return nil
	}
	return f
}

// inputsDigest tells all that a report is made of but last quarter's workbook
// and the one it replaces.
func (j *job) inputsDigest(paths []string, f *footprint) (string, error) {
	h := sha256.New()
	o := j.Options
	o.Tell, o.Jobs, o.Claim, o.Kept, o.Memory.Dir = nil, 0, nil, nil, ""
	fmt.Fprintf(h, "%#v\n", o)
	for _, p := range paths {
		abs, err := filepath.Abs(p)
		if err != nil {
			return "", err
		}
		fmt.Fprintf(h, "%q %q\n", p, abs)
		info, err := os.Stat(p)
		if err != nil {
			return "", err
		}
		if !info.IsDir() {
			f.roots = append(f.roots, filepath.Dir(p))
			if err := addFile(h, p); err != nil {
				return "", err
			}
			continue
		}
		f.roots = append(f.roots, p)
		if err := addTree(h, p, DirSend, DirReturn, DirResult); err != nil {
			return "", err
		}
	}
	for _, named := range []string{j.PlanPath, j.Previous, j.Decisions} {
		if named != "" {
			if err := addFile(h, named); err != nil {
				return "", err
			}
		}
	}
	for _, dir := range folders.Around(f.roots) {
		fmt.Fprintf(h, "%q\n", dir)
		if path := filepath.Join(dir, PlanFile); folders.Exists(path) {
			if err := addFile(h, path); err != nil {
				return "", err
			}
		}
	}
	if j.Print.Fonts != "" {
		if err := addTree(h, j.Print.Fonts); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// addTree adds the files below a folder, but for hidden ones and those in folders
// of these names.
func addTree(h io.Writer, dir string, but ...string) error {
	root, err := folders.Behind(dir)
	if err != nil {
		return err
	}
	return filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != root && slices.Contains(but, d.Name()):
			return fs.SkipDir
		case d.IsDir(), strings.HasPrefix(d.Name(), "."), strings.HasPrefix(d.Name(), "~$"):
			return nil
		}
		return addFile(h, p)
	})
}

// addFile adds a file's path and content.
func addFile(h io.Writer, path string) error {
	sum, err := fileDigest(path)
	fmt.Fprintf(h, "%q %s\n", path, sum)
	return err
}

func fileDigest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// lastDigest tells the workbooks that last quarter's may be.
func (f *footprint) lastDigest(quarter plan.Quarter) (string, error) {
	h := sha256.New()
	for _, path := range booksAround(f.roots, quarter.Add(-1)) {
		if err := addFile(h, path); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// recall is the outcome of the run before, where that was made of the same and
// all that it wrote stands as it was written; nil for any other. What it said
// is said again.
func (f *footprint) recall(j *job) *Outcome {
	if f == nil {
		return nil
	}
	data, err := os.ReadFile(f.record)
	var before run
	if err != nil || json.Unmarshal(data, &before) != nil || before.Inputs != f.inputs || len(before.Outputs) == 0 {
		return nil
	}
	if last, err := f.lastDigest(before.Outcome.Quarter); err != nil || last != before.Last {
		return nil
	}
	if !slices.Equal(folders.Editions(f.target), []string{f.target}) {
		return nil
	}
	for path, want := range before.Outputs {
		if sum, err := fileDigest(path); err != nil || sum != want {
			return nil
		}
	}
	for _, e := range before.Said {
		j.tell(e)
	}
	o := before.Outcome
	o.Unchanged = true
	return &o
}

// remember keeps what a run was made of and what it wrote, where another would
// say and write the same: none of the office's work was refused, corrected or
// understood otherwise, and nothing changed meanwhile. What cannot be kept is
// not missed.
func (f *footprint) remember(j *job, o *Outcome, batch *output.Batch) {
	if f == nil {
		return
	}
	_ = os.Remove(f.record)
	again := j.footprintOf(f.paths, filepath.Dir(f.target))
	if again == nil || again.inputs != f.inputs || len(o.Stale) > 0 || !j.saysTheSame() {
		return
	}
	r := run{Inputs: f.inputs, Outputs: map[string]string{}, Outcome: *o, Said: j.said}
	var err error
	if r.Last, err = f.lastDigest(o.Quarter); err != nil {
		return
	}
	for path, sum := range batch.Sums() {
		if !strings.HasPrefix(path, filepath.Join(filepath.Dir(f.target), folders.Kept)) {
			r.Outputs[path] = sum
		}
	}
	if data, err := json.Marshal(r); err == nil {
		_, _ = output.Write(output.File{Path: f.record, Data: data})
	}
}

// saysTheSame reports a run that would say again what it has said.
func (j *job) saysTheSame() bool {
	return !j.otherwise && !slices.ContainsFunc(j.said, func(e Event) bool { return e.Kind == Warning })
}
