package output

import (
	"errors"

	"golang.org/x/sys/windows"
)

// held reports a target that another program has open.
func held(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
