package quarter

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Paths reads paths, one a line with either kind of line end. Waiting for a
// keyboard ends with the context.
func Paths(ctx context.Context, r io.Reader) ([]string, error) {
	done := make(chan result[[]string], 1)
	go func() {
		list, err := readPaths(r)
		done <- result[[]string]{list, err}
	}()
	select {
	case r := <-done:
		return r.value, r.err
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
		return nil, misused("--files-from 的第%d个文件名太长。应当一行写一个文件名。", len(out)+1)
	case err != nil:
		return nil, fmt.Errorf("--files-from 读不出来：%s", Reason(err))
	}
	return out, nil
}
