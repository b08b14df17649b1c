package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"jingpin/internal/filing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestReturnNames(t *testing.T) {
	for _, c := range []struct {
		files []filing.Submission
		want  []string
	}{
		{[]filing.Submission{{Unit: "管理办"}, {Unit: "管理办"}, {Unit: "管理办"}}, []string{"管理办", "管理办(2)", "管理办(3)"}},
		{[]filing.Submission{{Path: "a/报表(2).xlsx"}, {Path: "a/报表.xlsx"}, {Path: "b/报表.xlsx"}}, []string{"报表(2)", "报表", "报表(3)"}},
		{[]filing.Submission{{Path: "Book1.xlsx"}, {Path: "x/book1.XLSX"}}, []string{"Book1", "book1(2)"}},
	} {
		var subs []*filing.Submission
		for _, s := range c.files {
			subs = append(subs, &s)
		}
		assert.Equal(t, c.want, returnNames(subs, make([]int, len(subs))))
	}
}

// The same reports give the same returns, byte for byte.
func TestReturnsAreRepeatable(t *testing.T) {
	var runs [2]string
	for i := range runs {
		runs[i] = t.TempDir()
		_, code := runQuietly(t, "check", filepath.Join("..", "..", "samples", "2023Q2"), "--returns", runs[i])
		require.Equal(t, exitErrors, code)
	}
	entries, err := os.ReadDir(runs[0])
	require.NoError(t, err)
	require.NotEmpty(t, entries)
	for _, e := range entries {
		var data [2][]byte
		for i, dir := range runs {
			data[i], err = os.ReadFile(filepath.Join(dir, e.Name()))
			require.NoError(t, err)
		}
		assert.True(t, bytes.Equal(data[0], data[1]), e.Name())
	}
}
