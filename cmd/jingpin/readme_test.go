package main

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// The functions that the README walks through are there, in their packages.
func TestReadmeWalksThroughWhatIsThere(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	_, walk, found := strings.Cut(string(readme), "### One row, from sheet to paper\n")
	require.True(t, found)
	walk, _, _ = strings.Cut(walk, "\n`.ci/run`")
	assert.Less(t, strings.Count(walk, "\n"), 40)
	source := map[string]string{} // by package
	require.NoError(t, filepath.WalkDir(filepath.Join("..", "..", "internal"), func(path string, _ fs.DirEntry, err error) error {
		if err == nil && strings.HasSuffix(path, ".go") && !strings.HasSuffix(path, "_test.go") {
			var data []byte
			data, err = os.ReadFile(path)
			source[filepath.Base(filepath.Dir(path))] += string(data)
		}
		return err
	}))
	named := regexp.MustCompile("`([a-z]+)\\.([A-Za-z]+)`").FindAllStringSubmatch(walk, -1)
	assert.Greater(t, len(named), 20)
	for _, n := range named {
		declared := regexp.MustCompile(`(?m)^(func (\([^)]*\) )?|type )` + n[2] + `[\[( ]`)
		assert.Regexp(t, declared, source[n[1]], "%s.%s", n[1], n[2])
	}
}
