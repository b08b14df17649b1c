package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// mayImport says which of our families of packages each may import beside its
// own: data flows one way. A package with a line of its own goes by that.
var mayImport = map[string]string{
	"templates":                "",
	"internal/tabular":         "",
	"internal/filename":        "",
	"internal/plan":            "templates tabular filename",
	"internal/adopt":           "plan tabular",
	"internal/near":            "plan",
	"internal/slowtest":        "",
	"internal/filing":          "plan tabular",
	"internal/stream":          "plan filing",
	"internal/opc":             "",
	"internal/sheet":           "opc",
	"internal/form":            "plan filing tabular stream",
	"internal/intake":          "plan filing sheet form check tabular stream",
	"internal/check":           "plan filing",
	"internal/portfolio":       "plan filing check near stream",
	"internal/report":          "plan filing check portfolio",
	"internal/report/figures":  "plan",
	"internal/report/letters":  "plan filing",
	"internal/excel":           "plan filing form report opc sheet tabular", // sheet reads back what was marked
	"internal/excel/exceltest": "plan filing form intake check portfolio opc slowtest",
	"internal/pdf":             "plan report",
	"internal/pdf/layout":      "templates", // a typesetter that knows no report
	"internal/pdf/object":      "",
	"internal/docx":            "filing report opc pdf",
	"internal/output":          "opc",
	"internal/rehearse":        "plan filing sheet form excel opc output tabular adopt",
	"internal/quarter":         "templates plan filing sheet form intake check portfolio report excel pdf docx output opc rehearse text stream adopt filename",
	"internal/quarter/runner":  "filing output", // how work is done, whatever it is about
	"internal/text":            "plan filing",
	"internal/web":             "templates plan filing report quarter",
	"internal/release":         "pdf",
	"cmd/jingpin":              "plan filing text quarter web",
}

// onlyIn says which packages may use a library.
var onlyIn = map[string]string{
	"github.com/xuri/excelize/v2": "internal/excel internal/rehearse",
	"github.com/jung-kurt/gofpdf": "internal/pdf",
	"github.com/spf13/pflag":      "cmd/jingpin",
}

func TestImportsGoOneWay(t *testing.T) {
	root := filepath.Join("..", "..")
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		dir, err := filepath.Rel(root, filepath.Dir(path))
		require.NoError(t, err)
		pkg := filepath.ToSlash(dir)
		allowed, listed := mayImport[pkg]
		if !listed {
			allowed, listed = mayImport[family(pkg)]
		}
		assert.True(t, listed, "%s: say in this test what it may import", pkg)
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
		require.NoError(t, err)
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			require.NoError(t, err)
			if ours, ok := strings.CutPrefix(imported, "jingpin/"); ok && family(ours) != family(pkg) {
				assert.Contains(t, strings.Fields(allowed), strings.TrimPrefix(family(ours), "internal/"), "%s imports %s", path, ours)
			}
			if users, ok := onlyIn[imported]; ok {
				assert.True(t, slices.Contains(strings.Fields(users), family(pkg)), "%s uses %s", path, imported)
			}
		}
		return nil
	}))
}

// family is a package without what stands below the second level of its path.
func family(pkg string) string {
	parts := strings.Split(pkg, "/")
	return strings.Join(parts[:min(2, len(parts))], "/")
}
