//go:build !windows

package output

import (
	"errors"
	"syscall"
)

// running reports a process of this machine that has not ended.
func running(process int) bool {
	if process <= 0 {
		return false
	}
	err := syscall.Kill(process, 0)
	return err == nil || errors.Is(err, syscall.EPERM)
}
