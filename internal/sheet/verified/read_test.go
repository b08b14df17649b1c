package verified

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"jingpin/internal/sheet"
)

// TestCells reads one sheet of handwritten rows.
func TestCells(t *testing.T) {
	for _, tt := range []struct {
		name string
		rows string
		want []string
	}{
		{"positions by order", `<row><c><v>1</v></c><c r="D1"><v>2</v></c><c><v>3</v></c></row><row r="5"><c><v>4</v></c></row><row><c><v>5</v></c></row>`,
			[]string{`A1 number "1"`, `D1 number "2"`, `E1 number "3"`, `A5 number "4"`, `A6 number "5"`}},
		{"last cell of a sheet", `<row r="1048576"><c r="SR1048576"><v>1</v></c></row>`, []string{`SR1048576 number "1"`}},
		{"prefixed attribute", `<row r="1" x:r="7" xmlns:x="urn:x"><c r="A1"><v>1</v></c></row>`, []string{`A1 number "1"`}},
		{"numbers as stored", `<row r="1"><c r="A1"><v>0.1000</v></c><c r="B1"><v> -1E-7 </v></c><c r="C1"><v>+.5</v></c><c r="D1" t="n"><v>5.</v></c></row>`,
			[]string{`A1 number "0.1000"`, `B1 number "-1E-7"`, `C1 number "+.5"`, `D1 number "5."`}},
		{"empty cells", `<row r="1"><c r="A1" s="1"/><c r="B1"><v></v></c><c r="C1" t="s"/><c r="D1" t="str"><v/></c><c r="E1" t="inlineStr"><is><t/></is></c></row>`, nil},
		{"blanks are text", `<row r="1"><c r="A1" t="str"><v> </v></c></row>`, []string{`A1 text " "`}},
		{"booleans and errors", `<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>false</v></c><c r="C1" t="e"><v>#N/A</v></c></row>`,
			[]string{`A1 bool "1"`, `B1 bool "0"`, `C1 error "#N/A"`}},
		{"formulas", `<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f t="shared" si="0"/><v>x</v></c><c r="C1"><f>B1</f></c><c r="D1"><f>B1</f><v></v></c><c r="E1" t="str"><f>""</f><v></v></c><c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>`,
			[]string{`A1 number "2" formula`, `B1 text "x" formula`, `C1 missing "" formula`, `D1 missing "" formula`, `F1 error "#DIV/0!" formula`}},
		{"inline strings", `<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1" t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve"> 乙</t></r><r><t>丙 </t></r><rPh sb="0" eb="1"><t>bing</t></rPh></is></c><c r="C1" t="inlineStr"><v>丁</v></c><c r="D1" t="inlineStr"><v>0</v><is><t>戊</t></is></c><c r="E1" s="" t="inlineStr"><is><t>己</t></is><v>0</v></c></row>`,
			[]string{`A1 text "甲"`, `B1 text " 乙丙 "`, `C1 text "丁"`, `D1 text "戊"`, `E1 text "己"`}},
		{"escapes", `<row r="1"><c r="A1" t="str"><v>a_x000D_&#10;b_x005F_x000D__xZZZZ__x12</v></c><c r="B1" t="str"><v>_xD842__xDFB7_&#x20BB7;_xD842_</v></c></row>`,
			[]string{`A1 text "a\r\nb_x000D__xZZZZ__x12"`, "B1 text \"𠮷𠮷\uFFFD\""}},
		{"entities and line ends", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&lt;&amp;&gt;&quot;&apos;\r\nx\ry</v></c></row>",
			[]string{`A1 text "<&>\"'\nx\ny"`}},
		{"CDATA and comments", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>1<!-- - -->2<![CDATA[<3>\r\n&]]><?pi x?>4</v></c></row>", []string{`A1 text "12<3>\n&4"`}},
		{"dates", `<row r="1"><c r="A1" s="1"><v>45107.75</v></c><c r="B1" t="d"><v>2023-06-30T00:00:00</v></c></row>`,
			[]string{`A1 number "45107.75" as "yyyy/m/d" = 2023-06-30`, `B1 iso date "2023-06-30T00:00:00" = 2023-06-30`}},
		{"extensions", `<row r="1"><c r="A1"><v>1</v><extLst><ext><v>2</v></ext></extLst></c><extLst/></row>`, []string{`A1 number "1"`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wb, err := Open(pack(t, swap(t, rows(tt.rows), sheetPart, "<worksheet ", `<worksheet xmlns:x14="urn:x" `)), limits(func(l *sheet.Limits) { l.Columns = 600 }))
			require.NoError(t, err)
			assert.Equal(t, tt.want, cellDumps(wb.Sheets[0]))
			assert.Len(t, tt.want, wb.Sheets[0].Count)
		})
	}
}

func cellDumps(sh *sheet.Sheet) []string {
	var lines []string
	for _, row := range sh.Rows {
		for _, c := range row.Cells {
			lines = append(lines, dumpCell(c, false))
		}
	}
	return lines
}

// TestForms reads the plain workbook in the other forms that programs give it.
func TestForms(t *testing.T) {
	reread := func(change func(p part) part) []part {
		parts := plain()
		for i := range parts {
			parts[i] = change(parts[i])
		}
		return parts
	}
	strict := strings.NewReplacer(mainURI, "http://purl.oclc.org/ooxml/spreadsheetml/main", relURI, "http://purl.oclc.org/ooxml/officeDocument/relationships")
	prefixed := strings.NewReplacer("xmlns=", "xmlns:x=", "</", "</x:", "<?", "<?", "<", "<x:")
	upper := strings.NewReplacer("worksheets/sheet1.xml", "Worksheets/SHEET1.xml")
	wb, err := Open(pack(t, plain()), sheet.DefaultLimits)
	require.NoError(t, err)
	want := dump(wb)
	for _, tt := range []struct {
		name  string
		parts []part
	}{
		{"strict", reread(func(p part) part { return part{p.name, strict.Replace(p.body)} })},
		{"prefixed", reread(func(p part) part { return part{p.name, prefixed.Replace(p.body)} })},
		{"UTF-16 little endian", reread(func(p part) part {
			return part{p.name, string(utf16le("\uFEFF" + strings.Replace(p.body, "UTF-8", "UTF-16", 1)))}
		})},
		{"UTF-16 big endian", reread(func(p part) part {
			return part{p.name, string(swapBytes(utf16le("\uFEFF" + strings.Replace(p.body, "UTF-8", "utf-16", 1))))}
		})},
		{"UTF-16 without a mark", reread(func(p part) part { return part{p.name, string(utf16le(strings.Replace(p.body, "UTF-8", "UTF-16", 1)))} })},
		{"UTF-16 that is none", reread(func(p part) part { return part{p.name, `<?xml version="1.0" encoding="utf-16"?>` + undeclared(p.body)} })},
		{"GB2312", reread(func(p part) part { return part{p.name, encoded(t, "gb2312", p.body)} })},
		{"GB18030", reread(func(p part) part { return part{p.name, encoded(t, "GB18030", p.body)} })},
		{"Latin 1", reread(func(p part) part {
			return part{p.name, `<?xml version="1.0" encoding="ISO-8859-1"?>` + strings.NewReplacer("甲", "&#x7532;", "乙", "&#x4E59;", "表", "&#x8868;", "万元", "&#x4E07;&#x5143;").Replace(undeclared(p.body))}
		})},
		{"byte order mark", reread(func(p part) part { return part{p.name, "\xEF\xBB\xBF" + p.body} })},
		{"part names in other case", reread(func(p part) part { return part{upper.Replace(p.name), p.body} })},
		{"backslashes", reread(func(p part) part { return part{strings.ReplaceAll(p.name, "/", `\`), p.body} })},
		{"leading slashes", reread(func(p part) part { return part{"/" + p.name, p.body} })},
		{"folders as entries", append(plain(), part{"xl/", ""}, part{"xl/worksheets/", ""})},
		{"targets with dots", swap(t, plain(), bookRels, `"worksheets/sheet1.xml"`, `"../xl/./worksheets/sheet1.xml"`)},
		{"pretty-printed", reread(func(p part) part {
			return part{p.name, strings.NewReplacer("><si>", ">\n <si>", "<row", "\n  <row", "<c ", "\r\n\t<c ", "</row>", "\n</row>").Replace(p.body)}
		})},
		{"phonetic runs", swap(t, plain(), stringsPart, "<si><t>甲</t></si>", `<si><r><t>甲</t></r><rPh sb="0" eb="1"><t>jia</t></rPh><phoneticPr fontId="1"/></si>`)},
		{"targets with backslashes", swap(t, plain(), bookRels, `"worksheets/sheet1.xml"`, `"worksheets\sheet1.xml"`)},
		{"targets escaped", renamed(t, "xl/计划 表.xml", "%E8%AE%A1%E5%88%92%20%E8%A1%A8.xml")},
		{"names escaped", renamed(t, "xl/%E8%AE%A1%E5%88%92.xml", "计划.xml")},
		{"one string table twice", swap(t, plain(), bookRels, "</Relationships>", `<Relationship Id="rId8" Type="`+relURI+`/sharedStrings" Target="sharedStrings.xml"/></Relationships>`)},
		{"ignorable elements", reread(func(p part) part {
			body := strings.Replace(p.body, " xmlns=", ` mc:Ignorable="x v" xmlns:mc="`+mcURI+`" xmlns:x="urn:x" xmlns:v="http://schemas.microsoft.com/office/later" xmlns=`, 1)
			return part{p.name, strings.NewReplacer("<si>", "<x:a><si><t>丁</t></si></x:a><si>", "<row", "<v:a/><row", "<c ", "<x:c r=\"A1\"><v>9</v></x:c><c ", "<v>", "<x:v>9</x:v><v>").Replace(body)}
		})},
		{"alternatives", reread(func(p part) part {
			body := strings.Replace(p.body, " xmlns=", ` xmlns:mc="`+mcURI+`" xmlns:x="urn:x" xmlns:v="http://schemas.microsoft.com/office/later" xmlns=`, 1)
			wrap := func(element, old, new string) {
				const open, end = `<mc:AlternateContent>`, `</mc:AlternateContent>`
				choice := func(requires, content string) string {
					return `<mc:Choice Requires="` + requires + `">` + content + `</mc:Choice>`
				}
				fallback := func(content string) string { return `<mc:Fallback>` + content + `</mc:Fallback>` }
				other := strings.Replace(element, old, new, 1)
				body = strings.Replace(body, element, open+choice("x", other)+choice("v", element)+choice("v", other)+fallback(other)+end+open+choice("v x", other)+"<!-- -->"+end, 1)
				body = strings.Replace(body, element, open+choice("x", other)+fallback(open+fallback(element)+end)+end, 1)
			}
			wrap(`<xf numFmtId="0"/>`, "0", "9")
			wrap(`<xf numFmtId="164"/>`, "164", "9")
			wrap(`<si><t>甲</t></si>`, "甲", "乙")
			wrap(`<t>乙</t>`, "乙", "甲")
			wrap(`<row r="3">`+"<c r=\"C3\" t=\"s\"><v>1</v></c></row>", `<v>1`, `<v>0`)
			wrap(`<c r="B1" s="2"><v>12.5</v></c>`, "12.5", "7")
			wrap(`<sheet name="表" sheetId="1" r:id="rId1"/>`, "rId1", "rId7")
			return part{p.name, body}
		})},
		{"format named in Chinese", swap(t, swap(t, plain(), stylesPart, "</numFmts>", `<numFmt numFmtId="165" formatCode="G/通用格式"/></numFmts>`), stylesPart, `<xf numFmtId="0"/>`, `<xf numFmtId="165"/>`)},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wb, err := Open(pack(t, tt.parts), sheet.DefaultLimits)
			require.NoError(t, err)
			assert.Equal(t, want, dump(wb))
		})
	}
	t.Run("stored", func(t *testing.T) {
		wb, err := Open(packBy(t, plain(), zip.Store), sheet.DefaultLimits)
		require.NoError(t, err)
		assert.Equal(t, want, dump(wb))
	})
}

// undeclared returns a part without its XML declaration.
func undeclared(body string) string {
	if strings.HasPrefix(body, "<?xml") {
		_, body, _ = strings.Cut(body, "?>")
	}
	return body
}

// encoded returns a part in an encoding of Chinese text.
func encoded(t *testing.T, name, body string) string {
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(undeclared(body))
	require.NoError(t, err)
	return `<?xml version="1.0" encoding="` + name + `"?>` + gb
}

func swapBytes(b []byte) []byte {
	for i := 0; i+1 < len(b); i += 2 {
		b[i], b[i+1] = b[i+1], b[i]
	}
	return b
}

// renamed returns the plain workbook with its sheet's part named otherwise, and
// the target that leads there.
func renamed(t *testing.T, name, target string) []part {
	parts := swap(t, plain(), bookRels, `"worksheets/sheet1.xml"`, `"`+target+`"`)
	for i := range parts {
		if parts[i].name == sheetPart {
			parts[i].name = name
		}
	}
	return parts
}

// TestCompatibilityMisplaced refuses what only looks like alternatives, and
// elements that nobody said could be ignored.
func TestCompatibilityMisplaced(t *testing.T) {
	for name, xml := range map[string]string{
		"choice outside":          `<mc:Choice Requires="x"/>`,
		"fallback outside":        `<row><mc:Fallback/></row>`,
		"a cell in no choice":     `<row r="1"><mc:AlternateContent><c r="A1"><v>1</v></c><mc:Other/></mc:AlternateContent></row>`,
		"not ignorable":           `<x:a/>`,
		"not ignorable, the main": `<row mc:Ignorable="m"><m:what/></row>`,
		"undeclared and required": `<mc:AlternateContent><mc:Choice Requires="y"/><mc:Fallback></mc:Choice></mc:AlternateContent>`,
	} {
		parts := swap(t, rows(xml), sheetPart, "<worksheet ", `<worksheet xmlns:mc="`+mcURI+`" xmlns:x="urn:x" xmlns:m="`+mainURI+`" `)
		assert.Equal(t, sheet.Damaged, refused(t, pack(t, parts), sheet.DefaultLimits).Kind, name)
	}
}

// TestModuleSheet passes over the modules that Excel 5 kept among the sheets.
func TestModuleSheet(t *testing.T) {
	parts := swap(t, plain(), bookPart, "</sheets>", `<sheet name="Module1" sheetId="9" state="veryHidden" r:id=""/></sheets>`)
	wb, err := Open(pack(t, parts), sheet.DefaultLimits)
	require.NoError(t, err)
	assert.Len(t, wb.Sheets, 1)
	assert.True(t, wb.Macros)
}

// TestUTF16Damaged refuses what only looks like UTF-16.
func TestUTF16Damaged(t *testing.T) {
	body := plain()[6].body
	for name, body := range map[string]string{
		"half a unit":    string(utf16le("\uFEFF"+body)) + "\x20",
		"half a pair":    string(utf16le("\uFEFF<a>")) + "\x42\xD8\x20\x00" + string(utf16le("</a>")),
		"second half":    string(utf16le("\uFEFF<a>")) + "\xB7\xDF" + string(utf16le("</a>")),
		"declared UTF-8": string(utf16le("\uFEFF" + `<?xml version="1.0" encoding="UTF-8"?>` + body)),
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, sheet.Damaged, refused(t, pack(t, with(plain(), sheetPart, body)), sheet.DefaultLimits).Kind)
		})
	}
}

// TestBeyondCells reads what a workbook says besides its cells.
func TestBeyondCells(t *testing.T) {
	parts := noted(`<comment ref="B2" authorId="0"><text><r><t>核</t></r><r><t>对</t></r></text></comment><comment ref="C2"/>`)
	parts = with(parts, sheetPart, worksheetXML(`<row r="2" hidden="1" outlineLevel="1"><c r="B2"><v>1</v></c></row><row r="3" hidden="true"/>`,
		`<cols><col min="5" max="5" hidden="1" outlineLevel="1"/><col min="4" max="4"/><col min="2" max="3" hidden="1"/></cols>`,
		`<mergeCells count="2"><mergeCell ref="A1:B3"/><mergeCell ref="D4"/></mergeCells>`))
	parts = swap(t, parts, bookPart, "<sheets>", `<workbookPr date1904="1"/><sheets>`)
	parts = swap(t, parts, bookPart, "</sheets>", `<sheet name="藏" sheetId="2" state="veryHidden" r:id="rId4"/><sheet name="图" sheetId="3" r:id="rId5"/><sheet name="宏" sheetId="4" r:id="rId6"/></sheets>`)
	parts = swap(t, parts, bookRels, "</Relationships>", `<Relationship Id="rId4" Type="`+relURI+`/worksheet" Target="worksheets/sheet2.xml"/><Relationship Id="rId5" Type="`+relURI+`/chartsheet" Target="chartsheets/sheet1.xml"/><Relationship Id="rId6" Type="http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet" Target="macrosheets/sheet1.xml"/><Relationship Id="rId7" Type="`+relURI+`/externalLink" Target="externalLinks/externalLink1.xml"/></Relationships>`)
	parts = with(parts, "xl/worksheets/sheet2.xml", worksheetXML(""))
	parts = with(parts, "xl/externalLinks/_rels/externalLink1.xml.rels", `<Relationships xmlns="`+pkgURI+`"><Relationship Id="rId1" Type="`+relURI+`/externalLinkPath" Target="file:///D:\去年.xlsx" TargetMode="External"/></Relationships>`)
	parts = with(parts, "xl/embeddings/oleObject1.bin", "x")
	parts = swap(t, parts, relsPart, "</Relationships>", `<Relationship Id="rId2" Type="`+relURI+`/custom-properties" Target="docProps/custom.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`)
	parts = with(parts, "docProps/custom.xml", `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property name="轮次" pid="2"><vt:i4>2</vt:i4></property><property name="单位" pid="3"><vt:lpwstr>管理办</vt:lpwstr></property></Properties>`)
	parts = with(parts, "docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dcterms="http://purl.org/dc/terms/"><dcterms:created>2023-07-01T00:00:00Z</dcterms:created><dcterms:modified>2023-07-03T17:30:00+08:00</dcterms:modified></cp:coreProperties>`)
	wb, err := Open(pack(t, parts), sheet.DefaultLimits)
	require.NoError(t, err)
	assert.Equal(t, `date1904 true, macros true, embedded true, links ["file:///D:\\去年.xlsx"]
custom 单位 = "管理办"
custom 轮次 = "2"
saved 2023-07-03T17:30:00+08:00
sheet "表", hidden false, 1 cells
  merge A1:B3
  merge D4:D4
  hidden columns B:C, grouped false
  hidden columns E:E, grouped true
  note B2 by "审核人": "核对"
  note C2 by "": ""
  row 2 hidden true, grouped true
  B2 number "1"
sheet "藏", hidden true, 0 cells
`, dump(wb))
}

// TestDraggedShut takes rows and columns without any height or width for hidden.
func TestDraggedShut(t *testing.T) {
	parts := with(plain(), sheetPart, worksheetXML(`<row r="2" ht="0" customHeight="1"><c r="A2"><v>1</v></c></row><row r="3" ht="0.5"><c r="A3"><v>1</v></c></row>`,
		`<cols><col min="2" max="2" width="0" customWidth="1"/><col min="3" max="3" width="0.5"/></cols>`, ""))
	wb, err := Open(pack(t, parts), sheet.DefaultLimits)
	require.NoError(t, err)
	sh := wb.Sheets[0]
	assert.Equal(t, []bool{true, false}, []bool{sh.Rows[0].Hidden, sh.Rows[1].Hidden})
	assert.Equal(t, []sheet.Span{{First: 2, Last: 2}}, sh.HiddenCols)
}

func TestMacros(t *testing.T) {
	wb, err := Open(pack(t, append(plain(), part{"xl/vbaProject.bin", "x"})), sheet.DefaultLimits)
	require.NoError(t, err)
	assert.True(t, wb.Macros)
	assert.False(t, wb.Embedded)
}

// TestAsExcelize writes workbooks with excelize and compares every cell read.
func TestAsExcelize(t *testing.T) {
	streamed := table(t, 60)
	for name, data := range map[string][]byte{"streamed": streamed, "shared strings": shared(t, streamed)} {
		t.Run(name, func(t *testing.T) {
			wb, err := Open(data, sheet.DefaultLimits)
			require.NoError(t, err)
			assert.Equal(t, 60*33, wb.Sheets[0].Count)
			assertAsExcelize(t, data, wb)
		})
	}
	t.Run("formulas", func(t *testing.T) {
		f := excelize.NewFile()
		require.NoError(t, f.SetCellFormula("Sheet1", "A1", "1+1"))
		require.NoError(t, f.SetCellValue("Sheet1", "A2", "_x0041_"))
		require.NoError(t, f.SetCellValue("Sheet1", "A3", time.Date(2023, 6, 30, 0, 0, 0, 0, time.UTC)))
		wb, err := Open(bytesOf(t, f), sheet.DefaultLimits)
		require.NoError(t, err)
		assert.Equal(t, []string{`A1 missing "" formula`, `A2 text "A"`, `A3 number "45107" as "yyyy/m/d" = 2023-06-30`}, cellDumps(wb.Sheets[0]))
	})
}

// TestParallel reads with shared buffers from many goroutines.
func TestParallel(t *testing.T) {
	data := pack(t, plain())
	wb, err := Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	want := dump(wb)
	for range 8 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for range 50 {
				_, err := Open(data[:len(data)-1], sheet.DefaultLimits)
				assert.Error(t, err)
				wb, err := Open(bytes.Clone(data), sheet.DefaultLimits)
				require.NoError(t, err)
				assert.Equal(t, want, dump(wb))
			}
		})
	}
}

func TestAt(t *testing.T) {
	wb, err := Open(pack(t, plain()), sheet.DefaultLimits)
	require.NoError(t, err)
	sh := wb.Sheets[0]
	c, ok := sh.At(3, 3)
	assert.True(t, ok)
	assert.Equal(t, "乙", c.Text)
	for _, at := range [][2]int{{1, 3}, {2, 1}, {3, 1}, {3, 4}, {4, 1}, {0, 0}} {
		_, ok := sh.At(at[0], at[1])
		assert.False(t, ok, at)
	}
}
