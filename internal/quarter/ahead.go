package quarter

import (
	"crypto/sha256"
	"os"
	"path/filepath"

	"jingpin/internal/intake"
	"jingpin/internal/quarter/mail"
)

// ahead is a workbook of the office's own that is read beside all else, before
// it is asked for: with last quarter's it takes half of a first look at a folder.
type ahead struct {
	content [sha256.Size]byte
	name    string
	read    chan struct{} // closed once taken is there
	taken   intake.Taken  // not judged: by what, is not known yet
}

// readAhead begins to read the office's work in the workbook about to be
// replaced, where it is not kept from before. Work that writes reads it in its
// turn: what is held at once is bounded there.
func (j *job) readAhead(target string) {
	path := j.officeBook(target)
	if j.Kept == nil || path == "" {
		return
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return // who asks for it will say so
	}
	a := &ahead{content: sha256.Sum256(data), name: filepath.Base(path), read: make(chan struct{})}
	if j.Kept.has(a.content) {
		return
	}
	j.ahead = a
	go func() {
		defer close(a.read)
		opt := intake.Options{Limits: mail.BookLimits()}
		a.taken = intake.Take(intake.Received{Path: a.name, Data: data}, j.plan, opt, slowBook)
	}()
}

// take takes what a file gave that was read ahead; ok is false for any other, and
// for one that is no workbook of the office's: how that is read depends on more.
func (a *ahead) take(f intake.Received, opt intake.Options) (t intake.Taken, ok bool) {
	if a == nil || opt.Mail != "" || f.Path != a.name || sha256.Sum256(f.Data) != a.content {
		return t, false
	}
	<-a.read
	t, a.taken = a.taken, intake.Taken{}
	return t, t.Consolidated != nil
}
