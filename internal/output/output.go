// Package output puts finished files in place. A file appears whole or not at
// all: it is written beside its target under another name, synced to the disk
// and renamed. The package knows nothing about what is in the files.
package output

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// File is one finished output.
type File struct {
	Path string
	Data []byte
}

// Write puts files in place together, as a Batch does.
func Write(files ...File) ([]Placed, error) {
	var b Batch
	defer b.Discard()
	for _, f := range files {
		if err := b.Add(f); err != nil {
			return nil, err
		}
	}
	return b.Place()
}

// Batch puts files in place together without holding them in memory: first all
// are written in full beside their targets, then all are renamed, so a full
// disk leaves every old file as it was. The zero Batch is empty. Files may be
// added by several goroutines at once. Discard it when done.
type Batch struct {
	lock      sync.Mutex
	writing   map[string]bool // names of files being written
	staged    []staged
	same      []Placed          // files that hold already what was added
	sums      map[string]string // SHA-256 of what was added, by target
	swept     map[string]bool   // folders rid of what killed programs left
	discarded bool
}

// staged is a file written in full under a temporary name.
type staged struct{ name, target string }

// Add writes a file in full beside its target. Missing folders are made.
func (b *Batch) Add(f File) error {
	return b.AddFrom(f.Path, func(w io.Writer) error {
		_, err := w.Write(f.Data)
		return err
	})
}

// AddFrom is Add for a file that is written bit by bit.
func (b *Batch) AddFrom(path string, write func(io.Writer) error) error {
	name, err := b.stage(path, write)
	switch {
	case errors.Is(err, errDiscarded):
		return nil // to who did not wait for this
	case err != nil:
		return err
	}
	at, same := holding(name, path)
	b.lock.Lock()
	defer b.lock.Unlock()
	delete(b.writing, name)
	if same || b.discarded {
		_ = os.Remove(name)
	}
	switch {
	case b.discarded:
	case same:
		b.same = append(b.same, Placed{at, path})
	default:
		b.staged = append(b.staged, staged{name, path})
	}
	return nil
}

// Targets are what will be replaced.
func (b *Batch) Targets() []string {
	b.lock.Lock()
	defer b.lock.Unlock()
	var targets []string
	for _, s := range b.staged {
		targets = append(targets, s.target)
	}
	return targets
}

// Unchanged reports a target that holds already what was added for it, or one
// that is open and has a file beside it that does.
func (b *Batch) Unchanged(target string) bool {
	b.lock.Lock()
	defer b.lock.Unlock()
	return slices.ContainsFunc(b.same, func(p Placed) bool { return p.Target == target })
}

// holding is the file that has the content of the staged one already: the
// target or, where that is open, one of those written beside it.
func holding(staged, target string) (path string, same bool) {
	if sameContent(staged, target) {
		return target, true
	}
	if Lock(target) == "" {
		return "", false
	}
	for n := 1; n <= maxSpare; n++ {
		if spare := spareName(target, n); sameContent(staged, spare) {
			return spare, true
		}
	}
	return "", false
}

// sameContent reports two files that are byte for byte the same.
func sameContent(a, b string) bool {
	x, err := os.Open(a)
	if err != nil {
		return false
	}
	defer x.Close()
	y, err := os.Open(b)
	if err != nil {
		return false
	}
	defer y.Close()
	const piece = 64 << 10
	p, q := make([]byte, piece), make([]byte, piece)
	for {
		n, errX := io.ReadFull(x, p)
		m, errY := io.ReadFull(y, q)
		if n != m || !bytes.Equal(p[:n], q[:m]) {
			return false
		}
		if errX != nil || errY != nil {
			return errors.Is(errX, io.EOF) && errors.Is(errY, io.EOF) ||
				errors.Is(errX, io.ErrUnexpectedEOF) && errors.Is(errY, io.ErrUnexpectedEOF)
		}
	}
}

// Placed is where a file stands. That differs from the target asked for when
// the target is open in another program, which holds it (Excel on Windows) or
// has laid a lock file beside it: then the new file stands beside it, never lost
// to whoever saves last.
type Placed struct{ Path, Target string }

// Place renames all files onto their targets, in the order of their paths, but
// for those that hold already what was added. With an error, it returns those
// that stand.
func (b *Batch) Place() ([]Placed, error) { return b.place(os.Rename) }

func (b *Batch) place(rename func(from, to string) error) (placed []Placed, err error) {
	placed = append(placed, b.same...)
	slices.SortStableFunc(b.staged, func(x, y staged) int { return strings.Compare(x.target, y.target) })
	folders := map[string]bool{}
	for _, s := range b.staged {
		path, err := place(s.name, s.target, rename)
		if err != nil {
			return placed, err
		}
		placed = append(placed, Placed{path, s.target})
		if dir := filepath.Dir(path); !folders[dir] {
			folders[dir] = true
			defer syncDir(dir)
		}
	}
	b.staged = nil
	return placed, nil
}

// Discard removes what was added and not placed, and what is being added still.
func (b *Batch) Discard() {
	b.lock.Lock()
	defer b.lock.Unlock()
	b.discarded = true
	for name := range b.writing {
		_ = os.Remove(name) // where an open file may go
	}
	for _, s := range b.staged {
		_ = os.Remove(s.name) // gone already when it was renamed
	}
	b.staged = nil
}

// errFolder is why a file cannot stand where a folder is.
var errFolder = errors.New("同名的文件夹已经存在")

// stage writes one file in full under a temporary name in its folder.
func (b *Batch) stage(path string, write func(io.Writer) error) (name string, err error) {
	if info, err := os.Lstat(path); err == nil && info.IsDir() {
		return "", errFolder
	}
	dir := filepath.Dir(path)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	b.sweep(dir)
	tmp, err := b.begin(dir)
	if err != nil {
		return "", err
	}
	defer func() {
		err = errors.Join(err, tmp.Close())
		if err != nil {
			_ = os.Remove(tmp.Name())
		}
	}()
	sum := sha256.New()
	if err := write(io.MultiWriter(tmp, sum)); err != nil {
		return "", err
	}
	b.sum(path, hex.EncodeToString(sum.Sum(nil)))
	if err := tmp.Chmod(0o644); err != nil {
		return "", err
	}
	return tmp.Name(), tmp.Sync()
}

// sum notes the digest of what was added for a target.
func (b *Batch) sum(target, digest string) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.sums == nil {
		b.sums = map[string]string{}
	}
	b.sums[target] = digest
}

// Sums are the SHA-256 of all that was added, in hex, by target.
func (b *Batch) Sums() map[string]string {
	b.lock.Lock()
	defer b.lock.Unlock()
	return maps.Clone(b.sums)
}

// errDiscarded is why nothing is written any more.
var errDiscarded = errors.New("the batch has been discarded")

// begin makes a file to be written in a folder. Discard comes before it or
// removes it: who discards a batch may end before others have done adding.
func (b *Batch) begin(dir string) (*os.File, error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	if b.discarded {
		return nil, errDiscarded
	}
	tmp, err := os.CreateTemp(dir, temporary(os.Getpid()))
	if err != nil {
		return nil, err
	}
	if b.writing == nil {
		b.writing = map[string]bool{}
	}
	b.writing[tmp.Name()] = true
	return tmp, nil
}

// maxSpare is how many names beside a held target are tried.
const maxSpare = 99

// place renames a staged file onto its target, or beside it when the target
// cannot be replaced.
func place(staged, target string, rename func(from, to string) error) (string, error) {
	err := errOpen
	if Lock(target) == "" {
		if err = rename(staged, target); err == nil {
			return target, nil
		}
		if !errors.Is(err, fs.ErrPermission) && !held(err) {
			return "", err
		}
	}
	for n := 1; n <= maxSpare; n++ {
		spare := spareName(target, n)
		if _, statErr := os.Lstat(spare); statErr == nil {
			continue
		}
		if rename(staged, spare) == nil {
			return spare, nil
		}
		return "", err
	}
	return "", err
}

// errOpen is why a file whose lock lies beside it is not replaced.
var errOpen = errors.New("正在被别的程序打开")

// spareName is the n-th name beside a target that is open.
func spareName(target string, n int) string {
	ext := filepath.Ext(target)
	return fmt.Sprintf("%s(新%d)%s", strings.TrimSuffix(target, ext), n, ext)
}

// syncDir makes renames survive a power cut where folders can be synced.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return // a folder that cannot be opened cannot be synced either
	}
	defer d.Close()
	_ = d.Sync() // not supported everywhere
}

// Archive adds a copy of a file about to be replaced, in dir under its name and
// the next free number: 汇总表-01.xlsx. A file that is not there is no error.
func (b *Batch) Archive(path, dir string) error {
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	ext := filepath.Ext(path)
	stem := strings.TrimSuffix(filepath.Base(path), ext)
	for n := 1; ; n++ {
		to := filepath.Join(dir, fmt.Sprintf("%s-%02d%s", stem, n, ext))
		switch _, err := os.Lstat(to); {
		case errors.Is(err, fs.ErrNotExist):
			return b.Add(File{to, data})
		case err != nil:
			return err // the next name would fail likewise, for ever
		}
	}
}
