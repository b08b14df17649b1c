package quarter

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"jingpin/internal/quarter/seals"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// packed is a .zip of files.
func packed(t *testing.T, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, data := range files {
		w, err := z.Create(name)
		require.NoError(t, err)
		_, err = w.Write(data)
		require.NoError(t, err)
	}
	require.NoError(t, z.Close())
	return b.Bytes()
}

// What is sent in a .zip is read, returned and verified as if it lay there.
func TestReportsInAnArchive(t *testing.T) {
	dir := folder(t)
	filed := filepath.Join(dir, DirFiled)
	clean, err := desk().Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	entries, err := os.ReadDir(filed)
	require.NoError(t, err)
	files := map[string][]byte{"说明.txt": []byte("x"), "盖章件.pdf": []byte("x"), "../方案.xlsx": read(t, filepath.Join(dir, PlanFile))}
	for _, e := range entries {
		path := filepath.Join(filed, e.Name())
		files["各部门/"+e.Name()] = read(t, path)
		require.NoError(t, os.Remove(path))
	}
	put(t, filepath.Join(filed, "来件.zip"), packed(t, files))
	var noted []string
	o, err := desk(func(e Event) { noted = append(noted, e.Text) }).Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	assert.Equal(t, clean.Reported, o.Reported)
	assert.Contains(t, noted, "略过1个不是表格也不是附件的文件：来件.zip/说明.txt。")
	assert.Contains(t, noted, "来件.zip/方案.xlsx：这是方案，不是填报表，没有采用；这次照的是“"+filepath.Join(dir, PlanFile)+"”。")
	v, err := seals.Verify(o.Report, o.Data, "")
	require.NoError(t, err)
	assert.True(t, v.Good(), v.Changed)

	// One without spreadsheets is an attachment, one that is broken a finding.
	put(t, filepath.Join(filed, "照片.zip"), packed(t, map[string][]byte{"1.jpg": []byte("x")}))
	put(t, filepath.Join(filed, "坏了.zip"), packed(t, files)[:2000])
	c, err := desk().Check(t.Context(), []string{filed}, "")
	require.NoError(t, err)
	found := map[string]string{}
	for _, s := range c.Submissions {
		for _, f := range s.Findings {
			found[s.Path] += f.Rule
		}
	}
	assert.NotContains(t, found, "照片.zip")
	assert.Contains(t, found["坏了.zip"], "F0")
}
