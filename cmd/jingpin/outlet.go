package main

import (
	"fmt"
	"io"
	"time"

	"jingpin/internal/quarter"

	"github.com/schollz/progressbar/v3"
)

// outlet is where a command writes what people or other programs read. Writing
// never fails: what cannot be written has nobody to read it, and must not keep
// the command from finishing its files. The first failure is kept, for output
// cut short by a full disk is no success.
type outlet struct {
	w   io.Writer
	err error
}

// Write writes p, unless an earlier write has failed.
func (o *outlet) Write(p []byte) (int, error) {
	if o.err == nil {
		_, o.err = o.w.Write(p)
	}
	return len(p), nil
}

// whileRead is an outlet for what is worth making only while it is read: it
// fails as soon as the outlet has.
type whileRead struct{ *outlet }

func (w whileRead) Write(p []byte) (int, error) {
	n, _ := w.outlet.Write(p)
	return n, w.err
}

// say tells what was done, unless only results are wanted.
func (j *job) say(format string, args ...any) {
	if !j.quiet {
		fmt.Fprintf(j.stdout, format+"\n", args...)
	}
}

// hear shows what happens while the work goes on: how far it is on a terminal
// only, notes unless only results are wanted, warnings always.
func (j *job) hear(e quarter.Event) {
	if e.Kind == quarter.Progress {
		j.showProgress(e)
		return
	}
	if j.bar != nil {
		_ = j.bar.Clear()
	}
	if e.Kind == quarter.Warning || !j.quiet {
		fmt.Fprintln(j.stderr, e.Text)
	}
}

func (j *job) showProgress(e quarter.Event) {
	switch {
	case !j.progress || j.quiet:
	case e.Of == 0:
		if j.bar != nil {
			_ = j.bar.Clear()
		}
		j.bar = nil
	default:
		if j.bar == nil {
			j.bar = progressbar.NewOptions(e.Of,
				progressbar.OptionSetWriter(j.stderr), progressbar.OptionSetDescription(e.Text), progressbar.OptionShowCount(),
				progressbar.OptionClearOnFinish(), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionFullWidth())
			_ = j.bar.RenderBlank()
		}
		_ = j.bar.Set(e.Done)
	}
}
