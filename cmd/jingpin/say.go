package main

import (
	"fmt"
	"time"

	"jingpin/internal/quarter"

	"github.com/schollz/progressbar/v3"
)

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
		}
		_ = j.bar.Set(e.Done)
	}
}
