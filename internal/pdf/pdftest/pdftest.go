// Package pdftest looks at PDFs in tests with the programs of poppler and qpdf.
package pdftest

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/stretchr/testify/require"
)

// Tool runs a program on a PDF file, which its arguments call FILE, and returns
// what it says; without the program the test is skipped.
func Tool(t *testing.T, pdf []byte, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		t.Skip("needs " + name)
	}
	path := filepath.Join(t.TempDir(), "t.pdf")
	require.NoError(t, os.WriteFile(path, pdf, 0o600))
	for i, a := range args {
		args[i] = strings.ReplaceAll(a, "FILE", path)
	}
	out, err := exec.Command(name, args...).CombinedOutput()
	require.NoError(t, err, "%s: %s", name, out)
	return string(out)
}

var pageNumber = regexp.MustCompile(`—\d+—`)

// Squash removes page numbers and all white space.
func Squash(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, text)
	return pageNumber.ReplaceAllString(text, "")
}
