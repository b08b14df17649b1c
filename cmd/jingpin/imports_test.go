package main

import (
	"go/parser"
	"go/token"
	"io/fs"
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
	"templates": "", "internal/output": "", "internal/opc": "",
	"internal/sheet":              "opc sheet/grid sheet/ooxml",
	"internal/sheet/grid":         "opc",
	"internal/sheet/ooxml":        "opc sheet/grid",
	"internal/plan":               "templates",
	"internal/filing":             "plan",
	"internal/form":               "plan filing",
	"internal/intake":             "plan filing sheet form",
	"internal/portfolio":          "plan filing",
	"internal/report":             "plan filing portfolio",
	"internal/excel/book":         "plan form",
	"internal/excel/forms":        "plan filing form excel/book",
	"internal/excel/returns":      "plan filing form report sheet excel/book excel/forms", // sheet reads back what was marked
	"internal/excel/consolidated": "plan filing form report excel/book",
	"internal/excel/exceltest":    "plan filing form intake check",
	"internal/pdf/layout":         "templates",
	"internal/pdf/pdftest":        "",
	"internal/pdf/quarterly":      "pdf/layout plan report",
	"internal/rehearse":           "plan filing form output",
	"internal/web":                "plan filing sheet form intake portfolio report excel/forms excel/returns excel/consolidated pdf/quarterly output rehearse templates",
}

// onlyIn says which packages may use a library.
var onlyIn = map[string][]string{
	"github.com/xuri/excelize/v2": {"internal/excel/book", "internal/excel/forms", "internal/excel/returns", "internal/excel/consolidated", "internal/excel/exceltest", "internal/rehearse"},
	"github.com/jung-kurt/gofpdf": {"internal/pdf/layout"},
	"github.com/spf13/pflag":      {"cmd/jingpin"},
}

func TestImportsGoOneWay(t *testing.T) {
	root := filepath.Join("..", "..")
	for _, dir := range append(packages(t, filepath.Join(root, "internal")), filepath.Join(root, "templates"), filepath.Join(root, "cmd", "jingpin")) {
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

// packages are the folders below one that hold Go files.
func packages(t *testing.T, root string) []string {
	t.Helper()
	var dirs []string
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".go" && !slices.Contains(dirs, filepath.Dir(path)) {
			dirs = append(dirs, filepath.Dir(path))
		}
		return err
	}))
	return dirs
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
