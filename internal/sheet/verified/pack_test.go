package verified

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"io"
	"slices"
	"strings"
	"testing"

	"jingpin/internal/sheet"

	"github.com/stretchr/testify/require"
)

// part is one entry of a workbook made by hand.
type part struct{ name, body string }

const (
	typesPart   = "[Content_Types].xml"
	relsPart    = "_rels/.rels"
	bookPart    = "xl/workbook.xml"
	bookRels    = "xl/_rels/workbook.xml.rels"
	stylesPart  = "xl/styles.xml"
	stringsPart = "xl/sharedStrings.xml"
	sheetPart   = "xl/worksheets/sheet1.xml"

	mainURI = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relURI  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pkgURI  = "http://schemas.openxmlformats.org/package/2006/relationships"
	mcURI   = "http://schemas.openxmlformats.org/markup-compatibility/2006"
)

// plain is a small workbook of one sheet 表 with two strings and three styles.
func plain() []part {
	return []part{
		{typesPart, `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		{relsPart, `<Relationships xmlns="` + pkgURI + `"><Relationship Id="rId1" Type="` + relURI + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{bookPart, `<workbook xmlns="` + mainURI + `" xmlns:r="` + relURI + `"><sheets><sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{bookRels, `<Relationships xmlns="` + pkgURI + `"><Relationship Id="rId1" Type="` + relURI + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relURI + `/styles" Target="/xl/styles.xml"/><Relationship Id="rId3" Type="` + relURI + `/sharedStrings" Target="sharedStrings.xml"/></Relationships>`},
		{stylesPart, `<styleSheet xmlns="` + mainURI + `"><numFmts><numFmt numFmtId="164" formatCode="0.0&quot;万元&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`},
		{stringsPart, `<sst xmlns="` + mainURI + `"><si><t>甲</t></si><si><t>乙</t></si></sst>`},
		{sheetPart, worksheetXML(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="2"><v>12.5</v></c></row><row r="3"><c r="C3" t="s"><v>1</v></c></row>`)},
	}
}

// worksheetXML wraps rows, and what may follow them, in a worksheet.
func worksheetXML(rows string, after ...string) string {
	return `<worksheet xmlns="` + mainURI + `"><sheetData>` + rows + `</sheetData>` + strings.Join(after, "") + `</worksheet>`
}

// with returns parts with one replaced, added at the end if it was not there.
func with(parts []part, name, body string) []part {
	parts = slices.Clone(parts)
	for i := range parts {
		if parts[i].name == name {
			parts[i].body = body
			return parts
		}
	}
	return append(parts, part{name, body})
}

// swap returns parts with old replaced by new in one of them; old must be there.
func swap(t *testing.T, parts []part, name, old, new string) []part {
	t.Helper()
	i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
	require.GreaterOrEqual(t, i, 0, name)
	require.Contains(t, parts[i].body, old)
	return with(parts, name, strings.Replace(parts[i].body, old, new, 1))
}

// without returns parts without one.
func without(parts []part, name string) []part {
	return slices.DeleteFunc(slices.Clone(parts), func(p part) bool { return p.name == name })
}

// rows returns the plain workbook with other rows.
func rows(xml string, after ...string) []part {
	return with(plain(), sheetPart, worksheetXML(xml, after...))
}

// noted returns the plain workbook with a notes part of one author.
func noted(comments string) []part {
	links := `<Relationship Id="rId1" Type="` + relURI + `/comments" Target="../comments1.xml"/><Relationship Id="rId2" Type="` + relURI + `/hyperlink" Target="http://example.com" TargetMode="External"/>`
	parts := with(plain(), "xl/worksheets/_rels/sheet1.xml.rels", `<Relationships xmlns="`+pkgURI+`">`+links+`</Relationships>`)
	return with(parts, "xl/comments1.xml", `<comments xmlns="`+mainURI+`"><authors><author>审核人</author></authors><commentList>`+comments+`</commentList></comments>`)
}

// pack writes parts as a zip archive.
func pack(tb testing.TB, parts []part) []byte {
	tb.Helper()
	return packBy(tb, parts, zip.Deflate)
}

func packBy(tb testing.TB, parts []part, method uint16) []byte {
	tb.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	deflate, err := flate.NewWriter(nil, flate.BestSpeed)
	require.NoError(tb, err)
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		deflate.Reset(out)
		return deflate, nil
	})
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: method})
		require.NoError(tb, err)
		_, err = f.Write([]byte(p.body))
		require.NoError(tb, err)
	}
	require.NoError(tb, w.Close())
	return buf.Bytes()
}

// refused opens data and returns why it was refused.
func refused(tb testing.TB, data []byte, lim sheet.Limits) *sheet.Fault {
	tb.Helper()
	wb, err := Open(data, lim)
	require.Error(tb, err)
	require.Nil(tb, wb)
	var fault *sheet.Fault
	require.ErrorAs(tb, err, &fault)
	return fault
}
