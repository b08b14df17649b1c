package system

import (
	"unsafe"

	"golang.org/x/sys/windows"
)

// HearPipes has nothing to do: here a broken pipe is an error of itself.
func HearPipes() {}

// doubleClicked: the console was made for the program alone. It is let go of, so
// that none is left standing.
func doubleClicked() bool {
	kernel := windows.NewLazySystemDLL("kernel32.dll")
	var processes [2]uint32
	n, _, _ := kernel.NewProc("GetConsoleProcessList").Call(uintptr(unsafe.Pointer(&processes[0])), uintptr(len(processes)))
	if n != 1 {
		return false
	}
	_, _, _ = kernel.NewProc("FreeConsole").Call() // a console that stays does no harm
	return true
}

// Show shows a file, a folder or an address in the desktop.
func Show(what string) error {
	name, err := windows.UTF16PtrFromString(what)
	if err != nil {
		return err
	}
	return windows.ShellExecute(0, nil, name, nil, nil, windows.SW_SHOWNORMAL)
}
