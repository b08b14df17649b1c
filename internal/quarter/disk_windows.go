package quarter

import (
	"errors"

	"golang.org/x/sys/windows"
)

// diskFull reports that there is no room left.
func diskFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}
