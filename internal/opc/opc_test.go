package opc

import (
	"archive/zip"
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCanonicalIgnoresOrderAndTime(t *testing.T) {
	a := pack(t, "xl/b.xml", "B", contentTypes, `<Types><Override b="2"/><Default a="1"/></Types>`, "_rels/.rels", "R")
	b := pack(t, "_rels/.rels", "R", contentTypes, `<Types><Default a="1"/><Override b="2"/></Types>`, "xl/b.xml", "B")
	ca, err := Canonical(a)
	require.NoError(t, err)
	cb, err := Canonical(b)
	require.NoError(t, err)
	assert.Equal(t, ca, cb)
	r, err := zip.NewReader(bytes.NewReader(ca), int64(len(ca)))
	require.NoError(t, err)
	assert.Equal(t, contentTypes, r.File[0].Name)

	_, err = Canonical([]byte("no zip"))
	assert.Error(t, err)
}

func pack(t *testing.T, pairs ...string) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for i := 0; i < len(pairs); i += 2 {
		f, err := w.Create(pairs[i])
		require.NoError(t, err)
		_, err = f.Write([]byte(pairs[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return buf.Bytes()
}

func TestRelationIsToldFromWhereThePartLies(t *testing.T) {
	a := NewPackage()
	a.Relate("xl/worksheets/sheet1.xml", "rIdNotes", RelComments, "xl/comments7.xml")
	assert.Contains(t, string(a.Data["xl/worksheets/_rels/sheet1.xml.rels"]), `Target="../comments7.xml"`)
	to, err := a.Related("xl/worksheets/sheet1.xml", RelComments)
	require.NoError(t, err)
	assert.Equal(t, "xl/comments7.xml", to)
}
