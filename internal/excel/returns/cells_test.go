package returns

import (
	"encoding/binary"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

func TestSetColumn(t *testing.T) {
	const head, tail = `<worksheet><sheetData>`, `</sheetData><color/></worksheet>`
	for _, c := range []struct{ name, rows, want string }{
		{"behind the last", `<row r="2" spans="1:1"><c r="A2"><v>1</v></c></row>`, `<row r="2"><c r="A2"><v>1</v></c><new/></row>`},
		{"before a later one", `<row r="2"><c r="A2"/><c r="d2" s="3"/></row>`, `<row r="2"><c r="A2"/><new/><c r="d2" s="3"/></row>`},
		{"for an empty one", `<row r="2"><c r="C2" s="3"/></row>`, `<row r="2"><new/></row>`},
		{"for one that is open and empty", `<row r="2"><c r="C2" s="3"></c><c r="D2"/></row>`, `<row r="2"><new/><c r="D2"/></row>`},
		{"without references", `<row><c/></row><row><c/><c><is><r><rPr><color/></rPr></r></is></c><c/><c/></row>`, `<row><c/></row><row><c/><c><is><r><rPr><color/></rPr></r></is></c><new/><c/></row>`},
		{"in an empty row", `<row r="1"/><row r="2" ht="9"/>`, `<row r="1"/><row r="2" ht="9"><new/></row>`},
		{"in a row that is not there", `<row r="1"/><row r="4"/>`, `<row r="1"/><row r="2"><new/></row><row r="4"/>`},
		{"behind all rows", `<row r="1"/>`, `<row r="1"/><row r="2"><new/></row>`},
		{"for a blank text", `<row r="2"><c r="C2" t="str"><v></v></c></row>`, `<row r="2"><new/></row>`},
		{"before what else a row has", `<row r="2"><c r="A2"/><extLst><ext/></extLst></row>`, `<row r="2"><c r="A2"/><new/><extLst><ext/></extLst></row>`},
		{"with white space", "\n<row r=\"2\">\n <c r=\"A2\"/>\n</row>\n", "\n<row r=\"2\">\n <c r=\"A2\"/>\n<new/></row>\n"},
	} {
		got, err := setColumn([]byte(head+c.rows+tail), 3, map[int][]byte{2: []byte("<new/>")})
		require.NoError(t, err, c.name)
		assert.Equal(t, head+c.want+tail, string(got), c.name)
	}
	_, err := setColumn([]byte(head+`<row r="2"><c r="C2"><f>A1</f><v/></c></row>`+tail), 3, map[int][]byte{2: []byte("<new/>")})
	assert.ErrorIs(t, err, errUnmarkable, "a formula is not lost")
	got, err := setColumn([]byte(head+`<row r="2"><c r="C2"><v>1</v></c><c r="D2"/></row>`+tail), 3, map[int][]byte{2: nil})
	require.NoError(t, err)
	assert.Equal(t, head+`<row r="2"><c r="D2"/></row>`+tail, string(got), "taken off")
}

func TestSetWidth(t *testing.T) {
	sheet := func(cols string) []byte { return []byte(`<worksheet>` + cols + `<sheetData/></worksheet>`) }
	for _, c := range []struct {
		cols, want string
		was        float64
	}{
		{``, `<cols><col min="3" max="3" width="46" customWidth="1"/></cols>`, defaultWidth},
		{`<cols><col min="1" max="9" width="7.5" style="2"/></cols>`,
			`<cols><col min="1" max="2" width="7.5" style="2"/><col min="3" max="3" width="46" customWidth="1" style="2"/><col min="4" max="9" width="7.5" style="2"/></cols>`, 7.5},
		{`<cols><col min="3" max="3" width="5" hidden="1"/></cols>`, `<cols><col min="3" max="3" width="46" customWidth="1"/></cols>`, 5},
		{`<cols><col min="2" max="2" width="5"/><col min="4" max="4" width="6"/></cols>`,
			`<cols><col min="2" max="2" width="5"/><col min="3" max="3" width="46" customWidth="1"/><col min="4" max="4" width="6"/></cols>`, defaultWidth},
	} {
		was, err := widthOf(sheet(c.cols), 3)
		require.NoError(t, err)
		assert.Equal(t, c.was, was, c.cols)
		got, err := setWidth(sheet(c.cols), 3, 46)
		require.NoError(t, err)
		assert.Equal(t, string(sheet(c.want)), string(got))
	}
	was, err := widthOf([]byte(`<worksheet><sheetFormatPr baseColWidth="8" defaultColWidth="11"/><sheetData/></worksheet>`), 3)
	require.NoError(t, err)
	assert.Equal(t, 11.0, was)
}

func TestSetPanes(t *testing.T) {
	const pane = `<pane ySplit="5" topLeftCell="A6" activePane="bottomLeft" state="frozen"/>`
	sheet := func(views string) []byte { return []byte(`<worksheet>` + views + `<cols/><sheetData/></worksheet>`) }
	for _, c := range []struct{ views, want, off string }{
		{``, `<sheetViews><sheetView workbookViewId="0">` + pane + `</sheetView></sheetViews>`, `<sheetViews><sheetView workbookViewId="0"></sheetView></sheetViews>`},
		{`<sheetViews><sheetView zoomScale="80" workbookViewId="0"/></sheetViews>`,
			`<sheetViews><sheetView zoomScale="80" workbookViewId="0">` + pane + `</sheetView></sheetViews>`,
			`<sheetViews><sheetView zoomScale="80" workbookViewId="0"></sheetView></sheetViews>`},
		{`<sheetViews><sheetView topLeftCell="A40" workbookViewId="0"/><extLst/></sheetViews>`,
			`<sheetViews><sheetView workbookViewId="0">` + pane + `</sheetView><extLst/></sheetViews>`,
			`<sheetViews><sheetView workbookViewId="0"></sheetView><extLst/></sheetViews>`},
		{`<sheetViews><sheetView><selection activeCell="B2"/><extLst/></sheetView></sheetViews>`,
			`<sheetViews><sheetView>` + pane + `<extLst/></sheetView></sheetViews>`, `<sheetViews><sheetView><extLst/></sheetView></sheetViews>`},
	} {
		got, err := setPanes(sheet(c.views), 5)
		require.NoError(t, err)
		assert.Equal(t, string(sheet(c.want)), string(got))
		has, err := hasPanes(got)
		require.NoError(t, err)
		assert.True(t, has)
		off, err := setPanes(got, 0)
		require.NoError(t, err)
		assert.Equal(t, string(sheet(c.off)), string(off))
	}
	has, err := hasPanes(sheet(`<sheetViews><sheetView/></sheetViews>`))
	require.NoError(t, err)
	assert.False(t, has)
}

// Some programs write every element with a prefix, or comments into a sheet.
func TestReturnOfSheetsWrittenOtherwise(t *testing.T) {
	slowtest.Long(t)
	data := faulty(t)
	element := regexp.MustCompile(`<(/?)(\w+[\s/>])`)
	for name, change := range map[string]func(string) string{
		"prefixes": func(s string) string {
			return strings.Replace(element.ReplaceAllString(s, "<${1}main:$2"), "xmlns=", "xmlns:main=", 1)
		},
		"strict": func(s string) string {
			return strings.NewReplacer("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main",
				"http://schemas.openxmlformats.org/officeDocument/2006/relationships", "http://purl.oclc.org/ooxml/officeDocument/relationships").Replace(s)
		},
		"spaces": func(s string) string {
			return strings.NewReplacer(`<row r=`, `<row r = `, `<sheetData>`, `<sheetData >`, `</row>`, `</row >`).Replace(s)
		},
		"blank formulas to the right": func(s string) string {
			return strings.ReplaceAll(s, "</row>", `<c><f>""</f><v></v></c></row>`)
		},
		"blank texts to the right": func(s string) string { return strings.ReplaceAll(s, "</row>", `<c t="str"><v></v></c></row>`) },
		"far cell": func(s string) string {
			return strings.Replace(s, "</sheetData>", `<row r="900"><c r="XFD900" t="str"><v>误触</v></c></row></sheetData>`, 1)
		},
		"UTF-16": func(s string) string {
			out := []byte{0xFF, 0xFE}
			for _, u := range utf16.Encode([]rune(strings.Replace(s, "UTF-8", "UTF-16", 1))) {
				out = binary.LittleEndian.AppendUint16(out, u)
			}
			return string(out)
		},
		"GB18030": func(s string) string {
			out, err := simplifiedchinese.GB18030.NewEncoder().String(strings.Replace(s, "UTF-8", "GB18030", 1))
			require.NoError(t, err)
			return out
		},
		"sealed":  func(s string) string { return s },
		"comment": func(s string) string { return strings.Replace(s, "<sheetData>", "<!-- <sheetData> --><sheetData>", 1) },
	} {
		file, err := openMarkable(data)
		require.NoError(t, err)
		sheets, err := file.SheetParts()
		require.NoError(t, err)
		for _, part := range []string{sheets[form.SheetForm], "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"} {
			file.Put(part, []byte(change(string(file.Data[part]))))
		}
		other, err := file.Bytes()
		require.NoError(t, err)
		if name == "sealed" {
			other, err = excelize.Encrypt(other, &excelize.Options{Password: "VelvetSweatshop"})
			require.NoError(t, err)
		}
		sub := exceltest.Checked("管理办.xlsx", other)
		require.Equal(t, []string{"S05", "T03", "M03", "U05"}, codes(sub), name)
		workbook, _, err := Write(other, plan.Builtin(), sub, false)
		require.NoError(t, err)
		fills, notes := marksOf(t, workbook)
		assert.Len(t, fills, 4, name)
		assert.Len(t, notes, 4, name)
		again := exceltest.Checked("管理办.xlsx", workbook)
		assert.Equal(t, codes(sub), codes(again), name)
	}
}

// Results are never put where nobody sees them.
func TestReturnPassesOverHiddenColumns(t *testing.T) {
	free := len(plan.Builtin().Columns) + 1
	f := exceltest.Opened(t, faulty(t))
	require.NoError(t, f.SetColVisible(form.SheetForm, book.Letters(free), false))
	data, err := f.WriteToBuffer()
	require.NoError(t, err)
	workbook, _ := returned(t, "管理办.xlsx", data.Bytes())
	header, err := exceltest.Opened(t, workbook).GetCellValue(form.SheetForm, book.At(form.RowHeaders, free+1))
	require.NoError(t, err)
	assert.Equal(t, form.ResultHeader, header)
}
