package main

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sharedNames are the names of types that may stand in several packages, and why.
var sharedNames = map[string]string{
	"Options": "what a package is asked with: the package says of what",

	"Row": "of a sheet, a table, a form and a page", "Cell": "as Row", "Column": "as Row", "Table": "as Row",
	"Run": "of text in one font: of a cell, of a page", "Paragraph": "of a report, of a page",

	"reader": "of one kind of workbook", "tab": "as reader", "worksheet": "as reader", "style": "as reader", "xf": "as reader",
}

// TestPackagesStaySmall keeps a package to as many files as a stranger looks
// through, and the program, which only asks and prints, to as many lines.
func TestPackagesStaySmall(t *testing.T) {
	const mostFiles, mostLines = 25, 900
	files, lines := map[string]int{}, 0
	require.NoError(t, filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files[filepath.Dir(path)]++
		if filepath.Base(filepath.Dir(path)) == "jingpin" {
			data, err := os.ReadFile(path)
			require.NoError(t, err)
			lines += bytes.Count(data, []byte("\n"))
		}
		return nil
	}))
	for dir, n := range files {
		assert.LessOrEqual(t, n, mostFiles, dir)
	}
	assert.Positive(t, lines)
	assert.Less(t, lines, mostLines)
}

// TestOneNameOneType keeps a type's name in one package, so that a stranger who
// meets it knows which is meant.
func TestOneNameOneType(t *testing.T) {
	root := filepath.Join("..", "..")
	packages := map[string][]string{}
	require.NoError(t, filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
		require.NoError(t, err)
		pkg := filepath.ToSlash(filepath.Dir(strings.TrimPrefix(path, root+string(filepath.Separator))))
		for _, decl := range parsed.Decls {
			if types, ok := decl.(*ast.GenDecl); ok && types.Tok == token.TYPE {
				for _, spec := range types.Specs {
					if spec := spec.(*ast.TypeSpec); !spec.Assign.IsValid() { // an alias is the type it names
						packages[spec.Name.Name] = append(packages[spec.Name.Name], pkg)
					}
				}
			}
		}
		return nil
	}))
	for name, in := range packages {
		_, shared := sharedNames[name]
		assert.Equal(t, shared, len(in) > 1, "%s stands in %s", name, strings.Join(in, ", "))
	}
	for name := range sharedNames {
		assert.Contains(t, packages, name)
	}
}
