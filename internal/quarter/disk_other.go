//go:build !windows

package quarter

import (
	"errors"
	"syscall"
)

// diskFull reports that there is no room left.
func diskFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
