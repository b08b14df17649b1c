//go:build !windows

package system

import (
	"errors"
	"syscall"
)

// diskFull reports that there is no room left.
func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}

// ReaderGone reports that the reader of a pipe has gone (head, a pager).
func ReaderGone(err error) bool { return errors.Is(err, syscall.EPIPE) }
