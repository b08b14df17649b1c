package quarter_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/quarter"
)

func TestMain(m *testing.M) {
	code := m.Run()
	if sampledDir != "" {
		_ = os.RemoveAll(sampledDir)
	}
	os.Exit(code)
}

// samples is the folder of a quarter's samples.
func samples(name string) string { return filepath.Join("..", "..", "samples", name) }

// sampled is a folder with the results of the samples' two quarters, made once
// for all tests: nothing may be written there.
var sampled = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "sampled"); err != nil {
		return "", err
	}
	sampledDir = dir
	for _, name := range []string{"2023Q1", "2023Q2"} {
		if err = reportSamples(name, dir, filepath.Join(dir, name)); err != nil {
			return "", err
		}
	}
	return dir, nil
})

var sampledDir string // "" until it is made

// reportSamples reports a quarter of the samples, the second with what stands in
// before for the first.
func reportSamples(name, before, results string) error {
	o := quarter.Options{Date: today}
	if name == "2023Q2" {
		o.Previous = filepath.Join(before, "2023Q1", quarter.ResultBook)
	}
	_, err := quarter.Open(o).Report(context.Background(), []string{samples(name)}, results)
	return err
}

// resultsOf is the folder with the results of a quarter's samples.
func resultsOf(t *testing.T, name string) string {
	t.Helper()
	dir, err := sampled()
	require.NoError(t, err)
	return filepath.Join(dir, name)
}

// firstQuarter is the workbook of the first quarter's samples.
func firstQuarter(t *testing.T) string {
	t.Helper()
	return filepath.Join(resultsOf(t, "2023Q1"), quarter.ResultBook)
}

// Two runs give the same bytes.
func TestReportIsRepeatable(t *testing.T) {
	t.Parallel()
	first, second := resultsOf(t, "2023Q2"), t.TempDir()
	require.NoError(t, reportSamples("2023Q2", filepath.Dir(first), second))
	for _, name := range []string{quarter.ResultBook, quarter.ResultReport, quarter.ResultData} {
		a, err := os.ReadFile(filepath.Join(first, name))
		require.NoError(t, err)
		b, err := os.ReadFile(filepath.Join(second, name))
		require.NoError(t, err)
		assert.True(t, bytes.Equal(a, b), name)
	}
}

// The consolidated workbook is an input like any other: a report from it says
// what the report from the files says.
func TestReportFromItsOwnWorkbook(t *testing.T) {
	t.Parallel()
	first, second := resultsOf(t, "2023Q2"), t.TempDir()
	_, err := quarter.Open(quarter.Options{Date: today}).Report(t.Context(), []string{filepath.Join(first, quarter.ResultBook)}, second)
	require.NoError(t, err)
	a, b := reportIn(t, first), reportIn(t, second)
	a.Inputs, b.Inputs = nil, nil
	assert.Equal(t, a, b)
}

// The same reports give the same returns, byte for byte.
func TestReturnsAreRepeatable(t *testing.T) {
	t.Parallel()
	var runs [2]string
	for i := range runs {
		runs[i] = t.TempDir()
		c, err := quarter.Open(quarter.Options{Date: today}).Check(t.Context(), []string{samples("2023Q2")}, runs[i])
		require.NoError(t, err)
		_, err = c.GiveBack()
		require.NoError(t, err)
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
