package rehearse

import (
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/slowtest"
)

var update = flag.Bool("update", false, "rewrite the workbooks that other packages read")

// layoutDir holds the layouts for the package that reads them.
var layoutDir = filepath.Join("..", "intake", "testdata", "layouts")

// resaved are the layouts that are also kept as LibreOffice saves them.
var resaved = []string{
	"01-规范表", "02-合并单元格", "04-分组行", "06-按行动分表", "12-全角", "13-日期格式", "14-1904日期", "17-合计在上", "20-换序加栏",
}

func TestLayoutsAreTheCommittedOnes(t *testing.T) {
	files, err := Layouts()
	require.NoError(t, err)
	if *update {
		var changed []string
		for _, f := range files {
			committed, err := os.ReadFile(filepath.Join(layoutDir, f.Path))
			name := strings.TrimSuffix(f.Path, ".xlsx")
			if slices.Contains(resaved, name) && (err != nil || string(committed) != string(f.Data)) {
				changed = append(changed, name)
			}
		}
		writeAll(t, layoutDir, files)
		resave(t, changed)
	}
	for _, f := range files {
		committed, err := os.ReadFile(filepath.Join(layoutDir, f.Path))
		require.NoError(t, err, "run go test ./internal/rehearse -update")
		assert.True(t, string(committed) == string(f.Data), "%s is not what the code makes: run go test ./internal/rehearse -update", f.Path)
	}
	for _, name := range resaved {
		assert.FileExists(t, filepath.Join(layoutDir, "libreoffice", name+".xlsx"))
	}
}

func writeAll(t *testing.T, dir string, files []SampleFile) {
	t.Helper()
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.Path))
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o755))
		require.NoError(t, os.WriteFile(path, f.Data, 0o644))
	}
}

// resave has LibreOffice open and save layouts.
func resave(t *testing.T, names []string) {
	t.Helper()
	if len(names) == 0 {
		return
	}
	_, err := exec.LookPath("soffice")
	require.NoError(t, err, "-update needs LibreOffice")
	written := map[string][]byte{}
	for _, name := range names {
		written[name], err = os.ReadFile(filepath.Join(layoutDir, name+".xlsx"))
		require.NoError(t, err)
	}
	var saved []SampleFile
	for name, data := range exceltest.AllSavedByLibreOffice(t, written) {
		saved = append(saved, SampleFile{Path: name + ".xlsx", Data: data})
	}
	writeAll(t, filepath.Join(layoutDir, "libreoffice"), saved)
}

func TestTheSameLayoutGivesTheSameBytes(t *testing.T) {
	slowtest.Long(t)
	a, err := Layouts()
	require.NoError(t, err)
	b, err := Layouts()
	require.NoError(t, err)
	for i := range a {
		assert.True(t, string(a[i].Data) == string(b[i].Data), a[i].Path)
	}
}
