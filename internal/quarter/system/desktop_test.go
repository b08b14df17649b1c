package system

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDesktopEntryNamesTheProgram(t *testing.T) {
	assert.Equal(t, `"/opt/精品 季报/jingpin"`, quoted("/opt/精品 季报/jingpin"))
	assert.Equal(t, `"/a\\$b/\\`+"`"+`c/100%%/\\"d/\\\\e"`, quoted(`/a$b/`+"`"+`c/100%/"d/\e`))
}

// TestWhatOpensIsHeard has a program stand for the desktop's own: one that
// cannot open anything, and one that opens what it is given.
func TestWhatOpensIsHeard(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("asks xdg-open")
	}
	dir := t.TempDir()
	told := filepath.Join(dir, "told")
	stand := func(does string) {
		require.NoError(t, os.WriteFile(filepath.Join(dir, "xdg-open"), []byte("#!/bin/sh\n"+does+"\n"), 0o755))
	}
	t.Setenv("PATH", dir+string(filepath.ListSeparator)+os.Getenv("PATH"))
	stand("exit 3")
	var exit *exec.ExitError
	require.ErrorAs(t, Show("http://127.0.0.1:1/"), &exit)
	stand(`printf %s "$1" >"` + told + `"`)
	what := filepath.Join(dir, "带 空格$1", "汇总表.xlsx")
	require.NoError(t, Show(what))
	text, err := os.ReadFile(told)
	require.NoError(t, err)
	assert.Equal(t, what, string(text))
}
