//go:build !windows

package main

import (
	"os/signal"
	"syscall"
)

// hearPipes makes writing to a pipe that nobody reads an error instead of the
// program's end.
func hearPipes() { signal.Ignore(syscall.SIGPIPE) }
