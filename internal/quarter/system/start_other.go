//go:build !windows

package system

import (
	"os"
	"os/signal"
	"syscall"
)

// HearPipes makes writing to a pipe that nobody reads an error instead of the
// program's end.
func HearPipes() { signal.Ignore(syscall.SIGPIPE) }

// DoubleClicked reports a start from the desktop: in one, without a terminal,
// and with nothing that waits for what is printed.
func DoubleClicked() bool {
	desktop := os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
	return desktop && os.Getenv("TERM") == "" && !OnTerminal(os.Stdin) && !OnTerminal(os.Stdout)
}
