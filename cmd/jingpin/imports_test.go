package main

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mayImport says which packages of ours each package may import: data flows
// one way.
var mayImport = map[string]string{
	"templates": "", "internal/output": "", "internal/sheet": "",
	"internal/plan":      "templates",
	"internal/filing":    "plan",
	"internal/form":      "plan filing",
	"internal/intake":    "plan filing sheet form",
	"internal/portfolio": "plan filing",
	"internal/report":    "plan filing portfolio",
	"internal/excel":     "plan filing form report sheet", // sheet reads back what was marked
	"internal/pdf":       "plan report templates",
	"internal/rehearse":  "plan filing form output",
	"internal/web":       "plan filing sheet form intake portfolio report excel pdf output rehearse templates",
}

// onlyIn says which packages may use a library.
var onlyIn = map[string][]string{
	"github.com/xuri/excelize/v2": {"internal/excel", "internal/rehearse"},
	"github.com/jung-kurt/gofpdf": {"internal/pdf"},
	"github.com/spf13/pflag":      {"cmd/jingpin"},
}

func TestImportsGoOneWay(t *testing.T) {
	root := filepath.Join("..", "..")
	dirs, err := filepath.Glob(filepath.Join(root, "internal", "*"))
	require.NoError(t, err)
	for _, dir := range append(dirs, filepath.Join(root, "templates"), filepath.Join(root, "cmd", "jingpin")) {
		pkg, err := filepath.Rel(root, dir)
		require.NoError(t, err)
		pkg = filepath.ToSlash(pkg)
		allowed, listed := mayImport[pkg]
		assert.True(t, listed || pkg == "cmd/jingpin", "%s: say in this test what it may import", pkg)
		for _, imported := range imports(t, dir) {
			if ours, ok := strings.CutPrefix(imported, "jingpin/"); ok && pkg != "cmd/jingpin" {
				assert.Contains(t, strings.Fields(allowed), strings.TrimPrefix(ours, "internal/"), "%s imports %s", pkg, ours)
			}
			if users, ok := onlyIn[imported]; ok {
				assert.Contains(t, users, pkg, "uses %s", imported)
			}
		}
	}
}

// imports are what the files of a package import, tests aside.
func imports(t *testing.T, dir string) []string {
	t.Helper()
	files, err := os.ReadDir(dir)
	require.NoError(t, err)
	var list []string
	for _, f := range files {
		if !strings.HasSuffix(f.Name(), ".go") || strings.HasSuffix(f.Name(), "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), filepath.Join(dir, f.Name()), nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			list = append(list, name)
		}
	}
	slices.Sort(list)
	return slices.Compact(list)
}
