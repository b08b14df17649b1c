package output

import (
	"errors"

	"golang.org/x/sys/windows"
)

// running reports a process of this machine that has not ended.
func running(process int) bool {
	if process <= 0 {
		return false
	}
	handle, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, uint32(process))
	if err != nil {
		return errors.Is(err, windows.ERROR_ACCESS_DENIED)
	}
	defer windows.CloseHandle(handle)
	const stillActive = 259
	var code uint32
	return windows.GetExitCodeProcess(handle, &code) == nil && code == stillActive
}
