package odf

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/opc"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/sheettest"
)

const (
	head = `<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0">`
	foot = `</office:document-content>`

	automatic = `<office:automatic-styles>` +
		`<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
		`<style:style style:name="T2" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>` +
		`<style:style style:name="co1" style:family="table-column"><style:table-column-properties style:column-width="1in"/></style:style>` +
		`<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>` +
		`<number:number-style style:name="N0"><number:number number:min-integer-digits="1"/></number:number-style>` +
		`<number:percentage-style style:name="N1"><number:number number:decimal-places="1" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>` +
		`<number:date-style style:name="N2"><number:year number:style="long"/><number:text>年</number:text><number:month/><number:text>月</number:text></number:date-style>` +
		`<number:number-style style:name="N3"><number:number number:decimal-places="0" number:min-integer-digits="5"><number:embedded-text number:position="4">.</number:embedded-text></number:number></number:number-style>` +
		`<number:number-style style:name="N4P0"><number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/></number:number-style>` +
		`<number:number-style style:name="N4"><number:text>-</number:text><number:number number:decimal-places="2" number:min-integer-digits="1" number:display-factor="1000"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N4P0"/></number:number-style>` +
		`<style:style style:name="general" style:family="table-cell" style:data-style-name="N0"/>` +
		`<style:style style:name="percent" style:family="table-cell" style:data-style-name="N1"/>` +
		`<style:style style:name="month" style:family="table-cell" style:data-style-name="N2"/>` +
		`<style:style style:name="wan" style:family="table-cell" style:data-style-name="N3"/>` +
		`<style:style style:name="sections" style:family="table-cell" style:data-style-name="N4"/>` +
		`<style:style style:name="gone" style:family="table-cell" style:parent-style-name="base"><style:text-properties style:text-line-through-type="single"/></style:style>` +
		`<style:style style:name="kept" style:family="table-cell" style:parent-style-name="gone"><style:text-properties style:text-line-through-type="none"/></style:style>` +
		`</office:automatic-styles>`

	common = `<number:percentage-style style:name="N9"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>` +
		`<style:style style:name="base" style:family="table-cell" style:data-style-name="N9"/>`
)

// pack makes a spreadsheet of tables and further parts, name and content by turns.
func pack(t testing.TB, tables string, parts ...string) *opc.Archive {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	parts = append([]string{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", head + automatic + `<office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body>` + foot, "styles.xml", head + common + foot}, parts...)
	for i := 0; i < len(parts); i += 2 {
		e, err := w.Create(parts[i])
		require.NoError(t, err)
		_, err = e.Write([]byte(parts[i+1]))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	a := new(opc.Archive)
	require.Nil(t, a.Load(buf.Bytes(), opc.ArchiveLimits{Entries: 100, Unpacked: 64 << 20}))
	return a
}

func table1(rows string) string { return `<table:table table:name="表">` + rows + `</table:table>` }

func cellDumps(wb *sheet.Workbook) []string {
	var lines []string
	for _, sh := range wb.Sheets {
		for _, k := range sh.Struck {
			lines = append(lines, "struck "+k.Ref()+" "+k.Struck)
		}
		for _, row := range sh.Rows {
			for _, c := range row.Cells {
				line := c.Ref() + " " + c.Text
				if c.Kind != sheet.Text {
					line += " " + map[sheet.Kind]string{sheet.Number: "number", sheet.Bool: "bool", sheet.Error: "error", sheet.Missing: "missing"}[c.Kind]
				}
				if c.Formula {
					line += " formula"
				}
				if c.Format != "" {
					line += " as " + c.Format
				}
				lines = append(lines, line)
			}
		}
	}
	return lines
}

func TestCells(t *testing.T) {
	text := func(p string) string {
		return `<table:table-cell office:value-type="string">` + p + `</table:table-cell>`
	}
	number := func(style, value string) string {
		return `<table:table-cell table:style-name="` + style + `" office:value-type="float" office:value="` + value + `"><text:p>别的</text:p></table:table-cell>`
	}
	row := func(cells ...string) string {
		return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
	}
	for _, tt := range []struct {
		name string
		rows string
		want []string
	}{
		{"texts", row(text("<text:p> 一  二\n三<text:s text:c=\"2\"/>四<text:tab/><text:line-break/></text:p><text:p/><text:p>五</text:p>"), text(""), text("<text:p><text:span><text:a>六</text:a><text:sheet-name>七</text:sheet-name></text:span></text:p>")),
			[]string{"A1 一 二 三  四\t\n\n\n五", "C1 六七"}},
		{"text that is only an attribute", row(`<table:table-cell office:value-type="string" office:string-value="甲"/>`), []string{"A1 甲"}},
		{"numbers", row(number("general", "0.1000"), number("percent", "0.45"), number("wan", "12345"), number("sections", "-5"), number("none", "1E-7")),
			[]string{"A1 0.1000 number", "B1 0.45 number as 0.0%", `C1 12345 number as 0"."0000`, `D1 -5 number as [>=0]#,##0.00;-0.00,`, "E1 1E-7 number"}},
		{"percentage and money", row(`<table:table-cell office:value-type="percentage" office:value="0.5"/>`, `<table:table-cell office:value-type="currency" office:value="3"/>`), []string{"A1 0.5 number as 0%", "B1 3 number"}},
		{"money of others", row(`<table:table-cell office:value-type="currency" office:currency="USD" office:value="3"/>`, `<table:table-cell office:value-type="currency" office:currency="CNY" office:value="3"/>`, `<table:table-cell table:style-name="wan" office:value-type="currency" office:currency="USD" office:value="3"/>`),
			[]string{"A1 3 number as [$USD]0.00", "B1 3 number", `C1 3 number as 0"."0000`}},
		{"errors that are numbers", row(`<table:table-cell table:formula="x" office:value-type="float" office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>`, `<table:table-cell table:formula="x" office:value-type="float" office:value="0"><text:p>Err:502</text:p></table:table-cell>`, `<table:table-cell table:formula="x" office:value-type="float" office:value="7"><text:p>#7</text:p></table:table-cell>`, `<table:table-cell office:value-type="float" office:value="7"><text:p>#N/A</text:p></table:table-cell>`),
			[]string{"A1 #DIV/0! error formula", "B1 Err:502 error formula", "C1 7 number formula", "D1 7 number"}},
		{"dates", row(`<table:table-cell table:style-name="month" office:value-type="date" office:date-value="2023-06-30"/>`, `<table:table-cell office:value-type="date" office:date-value="2023-06-30T18:00:00"/>`, `<table:table-cell office:value-type="date" office:date-value="1900-02-28"/>`, `<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"/>`, `<table:table-cell office:value-type="date" office:date-value="1899-12-30"/>`),
			[]string{`A1 45107 number as yyyy"年"m"月"`, "B1 45107.75 number as yyyy-mm-dd", "C1 59 number as yyyy-mm-dd", "D1 0.3958333333333333 number as h:mm", "E1 0 number as yyyy-mm-dd"}},
		{"booleans, errors, formulas", row(`<table:table-cell office:value-type="boolean" office:boolean-value="true"/>`, `<table:table-cell table:formula="x" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>`, `<table:table-cell table:formula="x"/>`, `<table:table-cell table:formula="x" office:value-type="float" office:value="2"/>`, `<table:table-cell table:formula="x" office:value-type="string"/>`),
			[]string{"A1 1 bool", "B1 #REF! error formula", "C1  missing formula", "D1 2 number formula"}},
		{"repeated", `<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="7"/></table:table-row><table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` + row(text("<text:p>末</text:p>")),
			[]string{"D1 7 number", "E1 7 number", "D2 7 number", "E2 7 number", "A1048573 末"}},
		{"styles by row and by column", `<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="percent"/><table:table-column table:default-cell-style-name="month"/><table:table-row><table:table-cell table:number-columns-repeated="4" office:value-type="float" office:value="7"/></table:table-row><table:table-row table:default-cell-style-name="wan"><table:table-cell office:value-type="float" office:value="7"/></table:table-row>`,
			[]string{"A1 7 number as 0.0%", "B1 7 number as 0.0%", `C1 7 number as yyyy"年"m"月"`, "D1 7 number", `A2 7 number as 0"."0000`}},
		{"struck", row(text(`<text:p>先<text:span text:style-name="T1">划<text:span text:style-name="T2">留</text:span></text:span>后</text:p>`), number("gone", "0.5"), number("kept", "0.5"), `<table:table-cell table:style-name="gone" office:value-type="string"><text:p>甲<text:span text:style-name="T2">乙</text:span></text:p></table:table-cell>`),
			[]string{"struck A1 划", "struck B1 0.5", "struck D1 甲", "A1 先留后", "C1 0.5 number as 0%", "D1 乙 as 0%"}},
		{"groups and headers", `<table:table-header-rows>` + row(text("<text:p>头</text:p>")) + `</table:table-header-rows><table:table-row-group><table:table-row-group>` + row(text("<text:p>身</text:p>")) + `</table:table-row-group></table:table-row-group>`, []string{"A1 头", "A2 身"}},
		{"covered", row(`<table:table-cell table:number-columns-spanned="2" office:value-type="string"><text:p>甲</text:p></table:table-cell><table:covered-table-cell office:value-type="float" office:value="3"/>`), []string{"A1 甲", "B1 3 number"}},
		{"what is no cell", `<table:shapes><table:table table:name="图"/></table:shapes>` + row(`<table:table-cell office:value-type="string"><text:p>甲<office:annotation><text:p>注</text:p></office:annotation></text:p><table:table><table:table-row/></table:table></table:table-cell>`), []string{"A1 甲"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wb, fault := Read(pack(t, table1(tt.rows)), sheet.DefaultLimits)
			require.Nil(t, fault)
			require.Len(t, wb.Sheets, 1)
			assert.Equal(t, tt.want, cellDumps(wb))
		})
	}
}

func TestBeyondCells(t *testing.T) {
	a := pack(t, `<table:tracked-changes><table:table table:name="旧"/></table:tracked-changes>`+
		`<table:table table:name="'file:///D:/去年.ods'#$表" table:style-name="ta_extref"><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row></table:table>`+
		table1(`<table:table-column table:style-name="co1"/><table:table-column-group><table:table-column table:number-columns-repeated="2" table:visibility="collapse"/></table:table-column-group>`+
			`<table:table-row table:visibility="filter"><table:table-cell table:number-rows-spanned="2" table:number-columns-spanned="3" office:value-type="string"><office:annotation><dc:creator>审核人</dc:creator><text:p>核</text:p><text:p>对</text:p></office:annotation><text:p>甲</text:p></table:table-cell></table:table-row>`)+
		`<table:table table:name="藏" table:style-name="off"/>`,
		"meta.xml", head+`<dc:date>2023-07-03T09:30:00.123</dc:date><meta:user-defined meta:name="轮次">2</meta:user-defined>`+foot, "Basic/x", "", "Object 1/content.xml", "", "META-INF/manifest.xml", "<m/>")
	wb, fault := Read(a, sheet.DefaultLimits)
	require.Nil(t, fault)
	require.Len(t, wb.Sheets, 2)
	sh := wb.Sheets[0]
	assert.Equal(t, []string{"file:///D:/去年.ods"}, wb.Links)
	assert.Equal(t, []sheet.Span{{First: 2, Last: 3, Grouped: true}}, sh.HiddenCols)
	assert.Equal(t, []sheet.Width{{First: 1, Last: 1, Chars: 13}}, sh.Widths)
	assert.Equal(t, []sheet.Range{{Top: 1, Left: 1, Bottom: 2, Right: 3}}, sh.Merges)
	assert.Equal(t, []sheet.Note{{Row: 1, Col: 1, Author: "审核人", Text: "核\n对"}}, sh.Notes)
	assert.True(t, sh.Rows[0].Hidden)
	assert.True(t, wb.Sheets[1].Hidden)
	assert.True(t, wb.Macros && wb.Embedded)
	assert.Equal(t, map[string]string{"轮次": "2"}, wb.Custom)
	assert.Equal(t, "2023-07-03 09:30:00", wb.Saved.Format("2006-01-02 15:04:05"))
	assert.Empty(t, wb.Harmless)
}

func TestDamaged(t *testing.T) {
	cell := func(attrs string) string {
		return table1(`<table:table-row><table:table-cell ` + attrs + `/></table:table-row>`)
	}
	for _, tt := range []struct {
		name   string
		tables string
		parts  []string
		reason string
		kind   sheet.FaultKind
	}{
		{"no tables", "", nil, "没有工作表", sheet.Damaged},
		{"cut", "<table:table>", nil, "断开", sheet.Damaged},
		{"DOCTYPE", "<!DOCTYPE x>", nil, "不允许", sheet.Damaged},
		{"not a number", cell(`office:value-type="float" office:value="1,5"`), nil, "第1行附近出错：单元格A1的数不对", sheet.Damaged},
		{"hexadecimal", cell(`office:value-type="float" office:value="0x1p4"`), nil, "数", sheet.Damaged},
		{"infinite", cell(`office:value-type="float" office:value="INF"`), nil, "数", sheet.Damaged},
		{"no number", cell(`office:value-type="percentage"`), nil, "数", sheet.Damaged},
		{"not a date", cell(`office:value-type="date" office:date-value="2023-02-30"`), nil, "日期", sheet.Damaged},
		{"not a time", cell(`office:value-type="time" office:time-value="9:30"`), nil, "时间", sheet.Damaged},
		{"neither true nor false", cell(`office:value-type="boolean" office:boolean-value="1"`), nil, "真假值", sheet.Damaged},
		{"another type", cell(`office:value-type="other"`), nil, "类型", sheet.Damaged},
		{"beyond the last column", table1(`<table:table-row><table:table-cell table:number-columns-repeated="16384"/><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`), nil, "列号", sheet.Damaged},
		{"beyond the last row", table1(`<table:table-row table:number-rows-repeated="1048576"/><table:table-row><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`), nil, "行号", sheet.Damaged},
		{"merge beyond", cell(`table:number-columns-spanned="99999"`), nil, "合并", sheet.Damaged},
		{"one name twice", table1("") + table1(""), nil, "都叫“表”", sheet.Damaged},
		{"encrypted", table1(""), []string{"META-INF/manifest.xml", `<m:manifest xmlns:m="m"><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>`}, "密码", sheet.Encrypted},
		{"every row", table1(`<table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1"/></table:table-row>`), nil, "行太多", sheet.TooLarge},
		{"every column", cell(`table:number-columns-repeated="16384" office:value-type="float" office:value="1"`), nil, "列太多", sheet.TooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wb, fault := Read(pack(t, tt.tables, tt.parts...), sheet.DefaultLimits)
			require.NotNil(t, fault)
			assert.Nil(t, wb)
			assert.Equal(t, tt.kind, fault.Kind)
			assert.Contains(t, fault.Reason, tt.reason)
		})
	}
	wb, fault := Read(pack(t, table1(""), "meta.xml", "<a>"), sheet.DefaultLimits)
	require.Nil(t, fault)
	assert.Len(t, wb.Harmless, 1)
}

func FuzzRead(f *testing.F) {
	f.Add(table1(`<table:table-row><table:table-cell office:value-type="string"><text:p>先<text:span text:style-name="T1">划</text:span></text:p></table:table-cell></table:table-row>`))
	f.Add(table1(`<table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" table:style-name="sections" office:value-type="float" office:value="7"/></table:table-row>`))
	f.Fuzz(func(t *testing.T, tables string) {
		lim := sheet.DefaultLimits
		lim.Rows, lim.Cells = 1000, 10_000
		wb, fault := Read(pack(t, tables), lim)
		if fault != nil {
			require.Nil(t, wb)
			return
		}
		sheettest.Sound(t, wb)
	})
}
