package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"

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

// Marks never stand on what they are not about: of a file that changed after it
// was checked, the list alone goes back, and the run says so.
func TestReturnOfAFileThatChangedMeanwhile(t *testing.T) {
	dir := rehearsed(t, 2, 3, "1")
	var complaints bytes.Buffer
	j := &job{environment: environment{stdout: io.Discard, stderr: &complaints, now: fixedDay}, ctx: t.Context()}
	j.jobs, j.date = 1, plan.DayOf(fixedDay())
	c, err := j.collect([]string{filepath.Join(dir, dirFiled)})
	require.NoError(t, err)
	back, err := newReturns(filepath.Join(dir, dirReturn), c.inputs, c.subs, j.plan)
	require.NoError(t, err)
	faulty := back.faulty()
	require.Len(t, faulty, 2)
	changed, kept := c.subs[faulty[0]], c.subs[faulty[1]]
	require.NoError(t, os.WriteFile(filepath.Join(dir, dirFiled, changed.Path), read(t, filepath.Join(dir, dirFiled, kept.Path)), 0o644))

	var batch output.Batch
	require.NoError(t, back.stage(j, &batch))
	require.NoError(t, j.place(&batch))
	assert.Contains(t, complaints.String(), "“"+changed.Path+"”在检查以后又变了")
	assert.NotContains(t, complaints.String(), kept.Path)
	for sub, marked := range map[*filing.Submission]bool{changed: false, kept: true} {
		data := read(t, filepath.Join(dir, dirReturn, sub.Unit+".xlsx"))
		wb, err := sheet.Open(data, sheet.DefaultLimits)
		require.NoError(t, err)
		assert.Equal(t, marked, len(wb.Sheets) > 1, "%s: the list alone, or the department's own sheets too", sub.Path)
		letter := string(read(t, filepath.Join(dir, dirReturn, sub.Unit+letterEnding)))
		assert.Equal(t, !marked, strings.Contains(letter, "检查以后文件又变了"))
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return data
}
