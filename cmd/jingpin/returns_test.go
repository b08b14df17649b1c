package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

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
