//go:build !windows

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"jingpin/internal/quarter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// countdown is a context that ends when it has been asked a number of times,
// so that a run can be stopped wherever it asks.
type countdown struct {
	context.Context
	stop context.CancelFunc
	left atomic.Int32
}

func newCountdown(n int) *countdown {
	ctx, stop := context.WithCancel(context.Background())
	c := &countdown{Context: ctx, stop: stop}
	c.left.Store(int32(n))
	return c
}

func (c *countdown) count() {
	if c.left.Add(-1) < 0 {
		c.stop()
	}
}

func (c *countdown) Done() <-chan struct{} {
	c.count()
	return c.Context.Done()
}

func (c *countdown) Err() error {
	c.count()
	return c.Context.Err()
}

// A run that is stopped, wherever it is, leaves everything as it was.
func TestStoppedAnywhereLeavesNothingHalfDone(t *testing.T) {
	dir := rehearsed(t, 4, 3, "1")
	filed := filepath.Join(dir, quarter.DirFiled)
	for _, args := range [][]string{
		{"check", filed},
		{"merge", filed, "--strict", "-o", filepath.Join(dir, quarter.DirResult, quarter.ResultBook)},
		{"report", dir, "--strict"},
	} {
		t.Run(args[0], func(t *testing.T) {
			before := tree(t, dir)
			for n := 0; ; n++ {
				require.Less(t, n, 100)
				var complaints bytes.Buffer
				code := run(newCountdown(n), args, environment{stdout: io.Discard, stderr: &complaints, now: fixedDay})
				if code != exitFailed {
					assert.Equal(t, exitErrors, code)
					assert.NotEqual(t, before, tree(t, dir), "a whole run writes its results")
					return
				}
				assert.Contains(t, complaints.String(), "已按要求停下")
				require.Equal(t, before, tree(t, dir), "stopped at %d", n)
			}
		})
	}
}

// tree lists the files under a folder with what is in them.
func tree(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	require.NoError(t, fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(filepath.Join(dir, name))
		files[name] = fmt.Sprintf("%x", sha256.Sum256(data))
		return err
	}))
	return files
}

// program is jingpin as a program of its own.
func program(t *testing.T, args ...string) (command *exec.Cmd, complaints *bytes.Buffer) {
	t.Helper()
	command = exec.Command("jingpin", args...)
	complaints = new(bytes.Buffer)
	command.Stderr = complaints
	return command, complaints
}

func TestSignalsStopTheProgram(t *testing.T) {
	for _, signal := range []os.Signal{os.Interrupt, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "演练")
			command, complaints := program(t, "rehearse", dir, "--units", "5000", "--rows", "40")
			require.NoError(t, command.Start())
			require.Eventually(t, func() bool {
				_, err := os.Stat(filepath.Join(dir, quarter.DirFiled))
				return err == nil
			}, 30*time.Second, time.Millisecond)
			require.NoError(t, command.Process.Signal(signal))
			assert.Error(t, command.Wait())
			assert.Equal(t, exitFailed, command.ProcessState.ExitCode())
			assert.Equal(t, "jingpin rehearse：已按要求停下，没有留下写了一半的文件。\n", complaints.String())
			for name := range tree(t, dir) {
				assert.NotContains(t, name, ".tmp")
			}
		})
	}
}

// keyboard is a standard input at which nobody types; the user stops the
// program instead.
type keyboard struct {
	stop  func()
	never chan struct{}
}

func (k keyboard) Read([]byte) (int, error) {
	k.stop()
	<-k.never
	return 0, io.EOF
}

func TestWaitingForNamesCanBeStopped(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	k := keyboard{stop, make(chan struct{})}
	defer close(k.never)
	var complaints bytes.Buffer
	code := run(ctx, []string{"check", "--files-from", "-"}, environment{stdin: k, stdout: io.Discard, stderr: &complaints, now: fixedDay})
	assert.Equal(t, exitFailed, code)
	assert.Contains(t, complaints.String(), "已按要求停下")
}

// A reader that goes away (head, a pager) is no error to shout about.
func TestReaderGoneIsNoErrorStorm(t *testing.T) {
	dir := rehearsed(t, 6, 3, "1")
	for _, format := range []string{"text", "json", "ndjson"} {
		t.Run(format, func(t *testing.T) {
			r, w, err := os.Pipe()
			require.NoError(t, err)
			require.NoError(t, r.Close())
			back := t.TempDir()
			args := []string{"check", dir, "--quarter", "2023Q2", "--format", format}
			if format != "ndjson" {
				args = append(args, "--returns", back)
			}
			command, complaints := program(t, args...)
			command.Stdout = w
			assert.Error(t, command.Run())
			require.NoError(t, w.Close())
			assert.NotContains(t, complaints.String(), "pipe")
			assert.Less(t, strings.Count(complaints.String(), "\n"), 6)
			if format != "ndjson" {
				assert.NotEmpty(t, tree(t, back), "the files are written all the same")
			}
		})
	}
}

// Output cut short by a full disk is no success.
func TestFullDiskUnderStandardOutput(t *testing.T) {
	dir := rehearsed(t, 2, 2, "0")
	for _, format := range []string{"text", "json", "ndjson"} {
		t.Run(format, func(t *testing.T) {
			full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
			require.NoError(t, err)
			defer full.Close()
			command, complaints := program(t, "check", dir, "--quarter", "2023Q2", "--format", format, "--quiet")
			command.Stdout = full
			assert.Error(t, command.Run())
			assert.Equal(t, exitFailed, command.ProcessState.ExitCode())
			assert.Equal(t, "jingpin：结果没有全部显示出来：磁盘满了。\n", complaints.String())
		})
	}
}
