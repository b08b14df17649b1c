//go:build !windows

package system

import (
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

// HearPipes makes writing to a pipe that nobody reads an error instead of the
// program's end.
func HearPipes() { signal.Ignore(syscall.SIGPIPE) }

// doubleClicked: in a desktop, without a terminal.
func doubleClicked() bool {
	desktop := os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
	return desktop && os.Getenv("TERM") == "" && !OnTerminal(os.Stdin) && !OnTerminal(os.Stdout)
}

// Show shows a file, a folder or an address in the desktop.
func Show(what string) error {
	opener := "xdg-open"
	if runtime.GOOS == "darwin" {
		opener = "open"
	}
	return launched(exec.Command(opener, what))
}

// promptly is how soon a program says that it cannot do what it is asked.
const promptly = time.Second

// launched starts a program that may go on as long as what it opens. The error
// is its own where it ends at once.
func launched(c *exec.Cmd) error {
	if err := c.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- c.Wait() }()
	select {
	case err := <-ended:
		return err
	case <-time.After(promptly):
		return nil
	}
}
