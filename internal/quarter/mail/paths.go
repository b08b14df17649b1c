package mail

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
)

// Paths are those that a file lists, one a line, or stdin where its name is "-".
func Paths(ctx context.Context, file string, stdin io.Reader) ([]string, error) {
	if file == "-" {
		return pathsOf(ctx, stdin)
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, runner.OpenError(file, err)
	}
	defer f.Close()
	return pathsOf(ctx, f)
}

// pathsOf reads paths, with either kind of line end. Waiting for a keyboard ends
// with the context.
func pathsOf(ctx context.Context, r io.Reader) ([]string, error) {
	type read struct {
		paths []string
		err   error
	}
	done := make(chan read, 1)
	go func() {
		paths, err := readPaths(r)
		done <- read{paths, err}
	}()
	select {
	case all := <-done:
		return all.paths, all.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// maxPath is more than the longest path of any system.
const maxPath = 1 << 20

// readPaths are the lines that say something.
func readPaths(r io.Reader) ([]string, error) {
	var out []string
	s := bufio.NewScanner(r)
	s.Buffer(nil, maxPath)
	for s.Scan() {
		line := strings.TrimRight(strings.TrimPrefix(s.Text(), "\ufeff"), "\r")
		if strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
	}
	switch err := s.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		return nil, runner.Misused("--files-from 的第%d个文件名太长。应当一行写一个文件名。", len(out)+1)
	case err != nil:
		return nil, fmt.Errorf("--files-from 读不出来：%s", system.Reason(err))
	}
	return out, nil
}
