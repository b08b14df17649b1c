package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"image/png"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/pdf/layout"
)

func newRelease(t *testing.T) *release {
	t.Helper()
	return &release{
		out: t.TempDir(), source: filepath.Join("..", ".."), tag: "v1.2.0-3-gabcdef0", commit: strings.Repeat("ab", 20),
		made: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC), sums: map[string]string{},
	}
}

func TestNumber(t *testing.T) {
	for tag, want := range map[string]string{"v1.2.0": "1.2.0", "v1.2.0-3-gabcdef0": "1.2.0", "73068a7": "0.0.0", "v1.x.0": "0.0.0"} {
		assert.Equal(t, want, (&release{tag: tag}).number(), tag)
	}
}

// The README has what the papers are made of, and it comes through: its tables,
// its lists and its strong words.
func TestPapersComeFromTheReadme(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	require.NoError(t, err)
	users := section(string(readme), "## 使用说明")
	assert.NotContains(t, users, "CHANGELOG")
	departments := section(users, "### 部门填报人")
	assert.Contains(t, departments, "万元")
	assert.NotContains(t, departments, "### ")
	var headings, tables, strong int
	for _, b := range blocksOf(users) {
		switch b := b.(type) {
		case layout.Heading:
			headings++
		case layout.Table:
			tables++
			for _, row := range b.Rows {
				assert.Len(t, row.Cells, len(b.Columns))
			}
		case layout.Paragraph:
			for _, run := range b.Runs {
				assert.NotContains(t, run.Text, "**")
				assert.NotContains(t, run.Text, "`")
				if run.Style == layout.Strong {
					strong++
				}
			}
		}
	}
	assert.Equal(t, strings.Count(users, "\n### "), headings)
	assert.Positive(t, tables)
	assert.Positive(t, strong)
	guide, notes, err := newRelease(t).papers()
	require.NoError(t, err)
	again, _, err := newRelease(t).papers()
	require.NoError(t, err)
	assert.True(t, bytes.Equal(guide, again))
	assert.NotEqual(t, guide, notes)
	t.Run("pages", func(t *testing.T) {
		tool, err := exec.LookPath("pdftotext")
		if err != nil {
			t.Skip("pdftotext is not installed")
		}
		safety, err := newRelease(t).safety([][2]string{{"jingpin", strings.Repeat("0", 64)}})
		require.NoError(t, err)
		for name, data := range map[string][]byte{"填报须知": notes, "安全说明": safety} {
			path := filepath.Join(t.TempDir(), name+".pdf")
			require.NoError(t, os.WriteFile(path, data, 0o644))
			text, err := exec.Command(tool, path, "-").Output()
			require.NoError(t, err)
			assert.Equal(t, 1, bytes.Count(text, []byte("\f")), "%s is one page", name)
		}
	})
}

func TestIcon(t *testing.T) {
	data, err := icon(32)
	require.NoError(t, err)
	picture, err := png.Decode(bytes.NewReader(data))
	require.NoError(t, err)
	_, _, _, corner := picture.At(0, 0).RGBA()
	_, _, _, middle := picture.At(16, 16).RGBA()
	assert.Equal(t, []int{32, 0, 0xffff}, []int{picture.Bounds().Dx(), int(corner), int(middle)})
}

// A package holds the program where the system looks for it and runs nothing
// of its own; it is the same each time.
func TestDebianPackage(t *testing.T) {
	program := []byte("not really a program\n")
	var made [][]byte
	for range 2 {
		r := newRelease(t)
		require.NoError(t, r.debian(target{"linux", "loong64"}, program, []archiveMember{{"使用说明.pdf", []byte("%PDF"), 0o644}}))
		require.Equal(t, []string{"jingpin_1.2.0_loong64.deb"}, r.names)
		data, err := os.ReadFile(filepath.Join(r.out, r.names[0]))
		require.NoError(t, err)
		made = append(made, data)
	}
	assert.True(t, bytes.Equal(made[0], made[1]))
	members := membersOf(t, made[0])
	assert.Equal(t, "2.0\n", string(members["debian-binary"]))
	control, body := filesOf(t, members["control.tar.gz"]), filesOf(t, members["data.tar.gz"])
	require.Len(t, control, 2, "no scripts")
	assert.Contains(t, control["./control"], "Architecture: loong64\n")
	assert.Contains(t, control["./md5sums"], "  usr/bin/jingpin\n")
	assert.Equal(t, string(program), body["./usr/bin/jingpin"])
	assert.Contains(t, body["./usr/share/applications/jingpin.desktop"], "Exec=/usr/bin/jingpin serve %F\n")
	assert.NotEmpty(t, body["./usr/share/doc/jingpin/使用说明.pdf"])
}

// membersOf are the members of a Unix archive.
func membersOf(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	members := map[string][]byte{}
	rest, ok := bytes.CutPrefix(data, []byte("!<arch>\n"))
	require.True(t, ok)
	for len(rest) > 0 {
		head := string(rest[:60])
		size := 0
		for _, c := range strings.TrimSpace(head[48:58]) {
			size = 10*size + int(c-'0')
		}
		require.Equal(t, "`\n", head[58:])
		members[strings.TrimSpace(head[:16])] = rest[60 : 60+size]
		rest = rest[60+size+size%2:]
	}
	return members
}

func filesOf(t *testing.T, packed []byte) map[string]string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	require.NoError(t, err)
	files := map[string]string{}
	for in := tar.NewReader(z); ; {
		head, err := in.Next()
		if err == io.EOF {
			return files
		}
		require.NoError(t, err)
		assert.Equal(t, []any{0, 0, "root"}, []any{head.Uid, head.Gid, head.Uname})
		data, err := io.ReadAll(in)
		require.NoError(t, err)
		if head.Typeflag == tar.TypeReg {
			files[head.Name] = string(data)
		}
	}
}
