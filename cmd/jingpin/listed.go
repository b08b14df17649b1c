package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"jingpin/internal/quarter"
)

// listed reads paths from a file or standard input, one a line.
func (j *job) listed(from string) ([]string, error) {
	if from != "-" {
		f, err := os.Open(from)
		if err != nil {
			return nil, quarter.OpenError(from, err)
		}
		defer f.Close()
		return lines(f)
	}
	type names struct {
		list []string
		err  error
	}
	done := make(chan names, 1)
	go func() {
		list, err := lines(j.stdin)
		done <- names{list, err}
	}()
	select {
	case n := <-done:
		return n.list, n.err
	case <-j.ctx.Done(): // waiting for a keyboard can be stopped too
		return nil, j.ctx.Err()
	}
}

// maxPath is more than the longest path of any system.
const maxPath = 1 << 20

// lines are the lines that say something, with either kind of line end.
func lines(r io.Reader) ([]string, error) {
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
		return nil, usagef("--files-from 的第%d个文件名太长。应当一行写一个文件名。", len(out)+1)
	case err != nil:
		return nil, fmt.Errorf("--files-from 读不出来：%s", quarter.Reason(err))
	}
	return out, nil
}
