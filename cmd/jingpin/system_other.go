//go:build !windows

package main

import (
	"os"
	"os/signal"
	"syscall"
)

// hearPipes makes writing to a pipe that nobody reads an error instead of the
// program's end.
func hearPipes() { signal.Ignore(syscall.SIGPIPE) }

// doubleClicked reports a start from the desktop: in one, without a terminal,
// and with nothing that waits for what is printed.
func doubleClicked() bool {
	desktop := os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
	return desktop && os.Getenv("TERM") == "" && !onTerminal(os.Stdin) && !onTerminal(os.Stdout)
}
