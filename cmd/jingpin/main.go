// Command jingpin collects departments' project-plan workbooks, checks them
// against the action plan, merges them, and reports to the leading group.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"jingpin/internal/quarter/system"
)

func main() {
	system.HearPipes()
	os.Exit(run(interruptible(), os.Args[1:], environment{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, now: time.Now, colour: system.OnTerminal(os.Stdout), progress: system.OnTerminal(os.Stderr),
	}))
}

// environment is what a run takes from outside beside its arguments.
type environment struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time
	colour         bool // stdout is a terminal
	progress       bool // stderr is a terminal
}

// The exit codes.
const (
	exitDone   = 0 // the work is done; of check and verify: nothing is wrong
	exitErrors = 1 // check, verify, --strict: something is wrong; outputs are written all the same
	exitUsage  = 2 // wrong usage; nothing written
	exitFailed = 3 // could not do the work; nothing half-written
)

// interruptible is a context that ends when the user (Ctrl-C) or the system
// asks the program to stop. Asked a second time, the program ends at once.
func interruptible() context.Context {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	return ctx
}
