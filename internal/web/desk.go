package web

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"jingpin/internal/quarter"
	"jingpin/internal/quarter/runner"
)

// desk is one quarter's folder as the page shows it. What was read of it is
// kept until something in it changes.
type desk struct {
	folder string
	opt    Options
	hub    *hub

	reading sync.Mutex // one reading at a time
	lock    sync.Mutex
	untidy  bool // the folder was looked at since tidy
	view    *quarter.Overview
	err     error
	first   readingProgress // how far the first look is
	stamp   string          // of the folder that view shows
	kept    quarter.Kept
	claim   *quarter.Claim  // nil while another has the folder, or nobody can have it
	holder  *quarter.Holder // who has it, nil for nobody
	notes   []string
	work    *work // under way, nil for none
	last    *work // the one before
}

// work is a piece of work under way, or what it came to.
type work struct {
	What    string
	Started time.Time
	stop    context.CancelFunc
	ended   chan struct{}

	readingProgress
	Lines []string // what it came to, in sentences
	Bad   bool
}

// shortest is how many sentences what it came to may have and be shown whole.
const shortest = 3

// First are the sentences that are seen at once: all of what went wrong.
func (w *work) First() []string {
	if w.Bad || len(w.Lines) <= shortest {
		return w.Lines
	}
	return w.Lines[:1]
}

// Rest are those that are opened.
func (w *work) Rest() []string { return w.Lines[len(w.First()):] }

func newDesk(folder string, opt Options, h *hub) *desk {
	return &desk{folder: folder, opt: opt, hub: h}
}

// options are those of the quarter's work today; what is told goes to tell.
func (d *desk) options(tell func(quarter.Event)) quarter.Options {
	o := d.opt.Desk
	o.Date, o.Tell, o.Kept = d.opt.Today(), tell, &d.kept
	d.lock.Lock()
	o.Claim = d.claim
	d.lock.Unlock()
	return o
}

// overview is the folder as it stands, read anew where it has changed.
func (d *desk) overview(ctx context.Context) (*quarter.Overview, []string, error) {
	d.reading.Lock()
	defer d.reading.Unlock()
	stamp, err := stampOf(d.folder)
	if err != nil {
		return nil, nil, runner.OpenError(d.folder, err)
	}
	d.lock.Lock()
	if d.stamp == stamp && (d.view != nil || d.err != nil) {
		defer d.lock.Unlock()
		return d.view, d.notes, d.err
	}
	d.lock.Unlock()
	var notes []string
	view, err := quarter.Open(d.options(func(e quarter.Event) {
		if e.Kind == quarter.Progress {
			d.look(e)
		} else {
			notes = append(notes, e.Text)
		}
	})).Overview(ctx, d.folder)
	if errors.Is(err, context.Canceled) {
		return nil, nil, err // not to be remembered
	}
	d.lock.Lock()
	defer d.lock.Unlock()
	d.view, d.err, d.notes, d.stamp = view, err, notes, stamp
	d.untidy = true
	return view, notes, err
}

// tidy gives back to the system what looking at the folder took and needs no
// more, once: a page is left open all day.
func (d *desk) tidy() {
	d.lock.Lock()
	untidy := d.untidy
	d.untidy = false
	d.lock.Unlock()
	if untidy {
		debug.FreeOSMemory()
	}
}

// stampOf tells two states of a folder apart: by names, rights, sizes and times.
func stampOf(folder string) (string, error) {
	var b strings.Builder
	for _, sub := range []string{"", quarter.DirFiled, quarter.DirResult, quarter.DirReturn, quarter.DirSend} {
		err := filepath.WalkDir(filepath.Join(folder, sub), func(path string, e os.DirEntry, err error) error {
			switch {
			case err != nil && path == folder:
				return err
			case err != nil:
				return nil // one that cannot be looked into is told by who reads it
			case e.IsDir() && sub != quarter.DirFiled && path != filepath.Join(folder, sub):
				return filepath.SkipDir
			case e.IsDir() || strings.HasSuffix(e.Name(), ".tmp") || e.Name() == quarter.ClaimFile:
				return nil
			}
			if info, err := e.Info(); err == nil {
				fmt.Fprintf(&b, "%s %s %d %d\n", path, info.Mode(), info.Size(), info.ModTime().UnixNano())
			}
			return nil
		})
		if err != nil && sub == "" {
			return "", err
		}
	}
	return b.String(), nil
}

// occupy takes the folder, or finds out who has it.
func (d *desk) occupy() {
	d.lock.Lock()
	defer d.lock.Unlock()
	if !d.claim.Held() {
		d.claim, d.holder = quarter.Occupy(d.folder)
	}
}

// beat shows others that the page is open, and whether it is at work.
func (d *desk) beat() {
	d.lock.Lock()
	defer d.lock.Unlock()
	if d.claim != nil {
		d.claim.Beat(d.work != nil)
	}
}

// leave leaves the folder to others.
func (d *desk) leave() {
	d.stop()
	d.lock.Lock()
	defer d.lock.Unlock()
	if d.claim != nil {
		d.claim.Release()
	}
	d.claim = nil
}

// takeOver takes the folder from who is not heard of any more.
func (d *desk) takeOver() error {
	c, err := quarter.TakeOver(d.folder)
	if err != nil {
		return err
	}
	d.lock.Lock()
	defer d.lock.Unlock()
	d.claim, d.holder = c, nil
	return nil
}

// other is who else works in the folder, "" for nobody.
func (d *desk) other() string {
	d.occupy()
	d.lock.Lock()
	defer d.lock.Unlock()
	if d.holder == nil {
		return ""
	}
	return d.holder.String()
}

// mayWrite refuses work in a folder that another has taken.
func (d *desk) mayWrite() error {
	if who := d.other(); who != "" {
		return quarter.Misuse{Message: who + "正在用这个季度，这里只能看，不能写。请等那边关闭程序。"}
	}
	return nil
}

// begin begins a piece of work, unless one is under way. What is set for it
// alone is set by with, which may be nil.
func (d *desk) begin(what string, with func(*quarter.Options), do func(context.Context, *quarter.Desk) ([]string, error)) error {
	if err := d.mayWrite(); err != nil {
		return err
	}
	defer d.beat()
	d.lock.Lock()
	defer d.lock.Unlock()
	if d.work != nil {
		return quarter.Misuse{Message: "正在" + d.work.What + "，请等它做完。"}
	}
	ctx, stop := context.WithCancel(context.Background())
	w := &work{What: what, Started: time.Now(), stop: stop, ended: make(chan struct{})}
	d.work = w
	go func() {
		defer close(w.ended)
		o := d.options(func(e quarter.Event) { d.hear(w, e) })
		o.Kept = nil // what is written is made of what lies there, read anew
		if with != nil {
			with(&o)
		}
		lines, err := do(ctx, quarter.Open(o))
		d.finish(w, lines, err)
	}()
	return nil
}

// hear takes an event of the work under way.
func (d *desk) hear(w *work, e quarter.Event) {
	d.lock.Lock()
	switch e.Kind {
	case quarter.Progress:
		w.readingProgress = readingProgress{e.Text, e.Done, e.Of}
	case quarter.Warning: // what is only good to know stands on the desk
		w.Lines = append(w.Lines, e.Text)
	}
	told := fmt.Sprintf("%s\n%d", w.Text, w.Percent())
	d.lock.Unlock()
	if e.Kind == quarter.Progress {
		d.hub.send("progress", told)
	}
}

func (d *desk) finish(w *work, lines []string, err error) {
	w.stop()
	d.lock.Lock()
	w.Lines = append(lines, w.Lines...)
	switch {
	case errors.Is(err, context.Canceled):
		w.Lines, w.Bad = []string{"已停下，已有的文件没有改动。"}, true
	case err != nil:
		w.Lines, w.Bad = append([]string{err.Error()}, w.Lines...), true
	}
	d.work, d.last, d.stamp = nil, w, ""
	d.lock.Unlock()
	d.beat()
	var fault runner.Crash
	if errors.As(err, &fault) && d.opt.Faults != nil {
		d.opt.Faults(err)
	}
	d.hub.send("changed", "")
}

// stop stops the work under way and waits for it.
func (d *desk) stop() {
	d.lock.Lock()
	w := d.work
	d.lock.Unlock()
	if w != nil {
		w.stop()
		<-w.ended
	}
}

// works are the work under way and the one before, as they are now.
func (d *desk) works() (now, last *work) {
	d.lock.Lock()
	defer d.lock.Unlock()
	if d.work != nil {
		w := *d.work
		now = &w
	}
	if d.last != nil {
		w := *d.last
		last = &w
	}
	return now, last
}
