//go:build !windows

package main

import (
	"errors"
	"os/signal"
	"syscall"
)

// hearPipes makes writing to a pipe that nobody reads an error instead of the
// program's end.
func hearPipes() { signal.Ignore(syscall.SIGPIPE) }

// readerGone reports that the reader of a pipe has gone (head, a pager).
func readerGone(err error) bool { return errors.Is(err, syscall.EPIPE) }
