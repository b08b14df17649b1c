package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Every command's --help ends with examples that work as they stand, from a
// copy of the repository's root and in the order of the commands.
func TestExamplesOfHelpWork(t *testing.T) {
	slowtest.Long(t)
	root := t.TempDir()
	for _, name := range []string{"2023Q1", "2023Q2"} {
		require.NoError(t, os.CopyFS(filepath.Join(root, "samples", name), os.DirFS(filepath.Join("..", "..", "samples", name))))
	}
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("XDG_DATA_HOME", filepath.Join(home, "data"))
	t.Chdir(root)
	for _, c := range commands() {
		require.NotEmpty(t, c.example, c.name)
		for line := range strings.Lines(c.example) {
			words := strings.Fields(line)
			require.Equal(t, "jingpin", words[0], line)
			ctx, stop := context.WithCancel(t.Context())
			out := &heard{stop: func() {}}
			if c.name == serveCommand.name {
				out.stop = stop // once it says where it is
			}
			var complaints bytes.Buffer
			code := run(ctx, words[1:], environment{stdin: bytes.NewReader(nil), stdout: out, stderr: &complaints, now: fixedDay})
			stop()
			most := exitDone
			if words[1] == checkCommand.name {
				most = exitErrors // the samples hold faults
			}
			assert.LessOrEqual(t, code, most, "%s\n%s", line, complaints.String())
			assert.Positive(t, out.bytes, line)
		}
	}
}

// heard counts what is printed, and stops what prints.
type heard struct {
	bytes int
	stop  func()
}

func (h *heard) Write(p []byte) (int, error) {
	h.bytes += len(p)
	h.stop()
	return len(p), nil
}
