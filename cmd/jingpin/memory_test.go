package main

import (
	"runtime/debug"
	"syscall"
	"testing"

	"github.com/stretchr/testify/assert"
)

// A quarter of 20 departments of 60 projects is reported within 120 MB: an
// office's machine has other things to do.
func TestReportTakesLittleMemory(t *testing.T) {
	long(t)
	if raced() {
		t.Skip("the race detector takes memory of its own")
	}
	const most = 120 << 10 // KB
	dir := rehearsed(t, 20, 60, "0.3")
	command, complaints := program(t, "report", "--quarter", "2023Q2", "--quiet", dir, "-o", t.TempDir())
	assert.NoError(t, command.Run(), complaints.String())
	assert.Less(t, command.ProcessState.SysUsage().(*syscall.Rusage).Maxrss, int64(most))
}

// raced tells a test with the race detector.
func raced() bool {
	info, _ := debug.ReadBuildInfo()
	for _, s := range info.Settings {
		if s.Key == "-race" {
			return s.Value == "true"
		}
	}
	return false
}
