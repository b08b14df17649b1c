package book

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestJoinSums(t *testing.T) {
	a, b := []byte("汇总表"), bytes.Repeat([]byte("项目"), 50_000)
	assert.Equal(t, crc32.ChecksumIEEE(append(bytes.Clone(a), b...)), joinSums(crc32.ChecksumIEEE(a), crc32.ChecksumIEEE(b), int64(len(b))))
	assert.Equal(t, crc32.ChecksumIEEE(a), joinSums(crc32.ChecksumIEEE(a), 0, 0))
}

// An entry of which the middle was compressed beforehand is read like any, where
// there is room for a file and where there is none.
func TestWritePacked(t *testing.T) {
	for name, noFile := range map[string]bool{"in a file": false, "in memory": true} {
		var want strings.Builder
		want.WriteString("<head>")
		p := newPacking()
		p.out.full = noFile
		block := []byte(nil)
		for range 5 {
			text := bytes.Repeat([]byte("<row>完成</row>"), 40_000)
			want.Write(text)
			block = p.take(append(block, text...))
		}
		want.WriteString("</head>")
		p.finish()
		middle, err := p.packed()
		require.NoError(t, err, name)
		var file bytes.Buffer
		z := zip.NewWriter(&file)
		require.NoError(t, writePacked(z, "part.xml", []byte("<head>"), middle, []byte("</head>")))
		require.NoError(t, z.Close())
		p.discard()
		r, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
		require.NoError(t, err)
		in, err := r.Open("part.xml")
		require.NoError(t, err)
		got, err := io.ReadAll(in) // checks the sum and the size
		require.NoError(t, err, name)
		assert.Equal(t, want.String(), string(got), name)
	}
}
