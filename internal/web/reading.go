package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"jingpin/internal/quarter"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/runner"
)

// What is shown of a large folder that was opened just now: after so long, of so
// many files, how far its reading is, and no figure before it is right.
const (
	patience = 200 * time.Millisecond
	many     = 50
)

// readingProgress is how far something is that takes its time.
type readingProgress struct {
	Text     string // what is being done
	Done, Of int
}

// Percent is how far it is.
func (p readingProgress) Percent() int {
	if p.Of == 0 {
		return 0
	}
	return 100 * p.Done / p.Of
}

// readingView is a folder that is being read for the first time.
type readingView struct {
	readingProgress
	Name, Folder string
}

// stillReading shows how far the reading of a folder is that was not shown
// before, to a browser that goes there: its script asks again at once, and that
// is answered when all is read.
func (s *Server) stillReading(w http.ResponseWriter, r *http.Request, d *desk) bool {
	if r.Header.Get("Sec-Fetch-Mode") != "navigate" || d.shown() {
		return false
	}
	read := make(chan struct{})
	go func() {
		defer close(read)
		d.readAhead()
	}()
	select {
	case <-read:
		return false
	case <-time.After(patience):
	}
	d.lock.Lock()
	v := readingView{readingProgress: d.first, Name: folders.NameOf(d.folder), Folder: d.folder}
	d.lock.Unlock()
	if v.Of < many {
		return false
	}
	s.page(w, r, http.StatusOK, "reading.html", v)
	return true
}

// readAhead reads the folder for who will ask.
func (d *desk) readAhead() {
	_ = runner.Guard(func() error { _, _, err := d.overview(context.Background()); return err })
}

// shown reports a folder that was read before.
func (d *desk) shown() bool {
	d.lock.Lock()
	defer d.lock.Unlock()
	return d.view != nil || d.err != nil
}

// look takes how far the first reading is, and tells who waits for it.
func (d *desk) look(e quarter.Event) {
	d.lock.Lock()
	now := readingProgress{e.Text, e.Done, e.Of}
	waits := d.view == nil && d.err == nil && now.Of >= max(many, d.first.Of)
	news := waits && now.Percent() != d.first.Percent()
	if waits {
		d.first = now
	}
	d.lock.Unlock()
	if news {
		d.hub.send("reading", strconv.Itoa(now.Percent()))
	}
}
