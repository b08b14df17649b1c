//go:build !windows

package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A quarter of 20 departments of 60 projects is reported within 120 MB: an
// office's machine has other things to do.
func TestReportTakesLittleMemory(t *testing.T) {
	slowtest.Long(t)
	if raced() {
		t.Skip("the race detector takes memory of its own")
	}
	if mostOf(os.Getpid()) == 0 {
		t.Skip("the system does not tell what a program has taken")
	}
	const most = 120 << 10 // KB
	dir := rehearsed(t, 20, 60, "0.3")
	command, complaints := program(t, "report", "--quarter", "2023Q2", "--quiet", dir, "-o", t.TempDir())
	require.NoError(t, command.Start())
	ended := make(chan error, 1)
	go func() { ended <- command.Wait() }()
	took := 0
	for {
		select {
		case err := <-ended:
			assert.NoError(t, err, complaints.String())
			assert.Positive(t, took)
			assert.Less(t, took, most)
			return
		case <-time.After(2 * time.Millisecond):
			took = max(took, mostOf(command.Process.Pid))
		}
	}
}

// mostOf is the most memory that a running program has taken so far, in KB; 0
// where the system does not tell. What the system counts for a program that has
// ended may be its parent's, which here is the tests'.
func mostOf(pid int) (kb int) {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	_, most, _ := strings.Cut(string(status), "VmHWM:")
	_, _ = fmt.Sscan(most, &kb)
	return kb
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
