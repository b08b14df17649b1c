package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"

	"jingpin/internal/opc"
	"jingpin/internal/sheet"

	"github.com/stretchr/testify/require"
)

// part is one entry of a workbook made by hand.
type part struct{ name, body string }

const (
	bookPart   = "xl/workbook.xml"
	stylesPart = "xl/styles.xml"
	sheetPart  = "xl/worksheets/sheet1.xml"

	mainURI = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	relURI  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	pkgURI  = "http://schemas.openxmlformats.org/package/2006"
)

// A plan sheet's first lines and a sound row, cells between |.
const (
	heading = "填报单位：管理办|填报季度：2023年第二季度"
	header  = "专项行动|重点任务|项目名称|项目内容|年度计划2023年|计划开工时间|完成时限|牵头部门|总投资(万元)|资金落实|项目状态|累计进度(%)|本季度进展情况|累计完成投资|存在问题及滞后原因|下季度计划"
	sound   = "形态改善行动|推进道路设施提升|福康路道路改造%d|实施福康路道路改造。|完成主体施工|2023年3月|2024年6月|管理办|350|已落实|在建|35|完成招标并进场施工，累计完成三成。|100||继续施工"
)

// planSheet is the workbook of a unit that led some projects.
func planSheet(projects int) []part {
	lines := []string{heading, header}
	for i := range projects {
		lines = append(lines, fmt.Sprintf(sound, i+1))
	}
	return withRows(lines...)
}

// withRows is a workbook whose only sheet has these lines.
func withRows(lines ...string) []part {
	var rows strings.Builder
	for i, line := range lines {
		fmt.Fprintf(&rows, `<row r="%d">`, i+1)
		for k, text := range strings.Split(line, "|") {
			if text != "" {
				fmt.Fprintf(&rows, `<c r="%s" t="inlineStr"><is><t>%s</t></is></c>`, sheet.Ref(i+1, k+1), text)
			}
		}
		rows.WriteString("</row>")
	}
	return withXML(rows.String())
}

// withXML is a workbook whose only sheet has these rows, and what may follow.
func withXML(rows string, after ...string) []part {
	return []part{
		{"[Content_Types].xml", `<Types xmlns="` + pkgURI + `/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + pkgURI + `/relationships"><Relationship Id="rId1" Type="` + relURI + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{bookPart, `<workbook xmlns="` + mainURI + `" xmlns:r="` + relURI + `"><sheets><sheet name="项目计划表" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + pkgURI + `/relationships"><Relationship Id="rId1" Type="` + relURI + `/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="` + relURI + `/styles" Target="styles.xml"/></Relationships>`},
		{stylesPart, `<styleSheet xmlns="` + mainURI + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.00"/></numFmts><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>`},
		{sheetPart, `<worksheet xmlns="` + mainURI + `"><sheetData>` + rows + `</sheetData>` + strings.Join(after, "") + `</worksheet>`},
	}
}

// swap returns parts with old, which must be there, replaced by new in one of
// them.
func swap(t *testing.T, parts []part, name, old, new string) []part {
	t.Helper()
	i := slices.IndexFunc(parts, func(p part) bool { return p.name == name })
	require.GreaterOrEqual(t, i, 0, name)
	require.Contains(t, parts[i].body, old)
	parts = slices.Clone(parts)
	parts[i].body = strings.Replace(parts[i].body, old, new, 1)
	return parts
}

// pack writes parts as a zip archive.
func pack(t *testing.T, parts []part) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := opc.NewZip(&buf) // a new compressor for each of 20,000 parts takes seconds
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		require.NoError(t, err)
		_, err = io.WriteString(f, p.body)
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	return buf.Bytes()
}

// each writes one line for each number from 1 to n.
func each(n int, format string) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}
