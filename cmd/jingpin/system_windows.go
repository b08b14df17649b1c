package main

import (
	"errors"

	"golang.org/x/sys/windows"
)

// hearPipes has nothing to do: here a broken pipe is an error of itself.
func hearPipes() {}

// readerGone reports that the reader of a pipe has gone.
func readerGone(err error) bool {
	return errors.Is(err, windows.ERROR_BROKEN_PIPE) || errors.Is(err, windows.ERROR_NO_DATA)
}
