package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/opc"
	"jingpin/internal/pdf/layout"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sample is a short report with everything that a Word file can hold.
func sample() layout.Document {
	column := func(heads ...string) layout.Column { return layout.Column{Heads: heads} }
	return layout.Document{
		Meta: layout.Properties{Title: "某街道2023年第二季度推进情况报告", Author: "领导小组办公室", Header: "内部资料 注意保管", Date: time.Date(2023, 7, 7, 0, 0, 0, 0, time.UTC)},
		Blocks: []layout.Block{
			layout.Title{Parts: []string{"某街道", "2023年第二季度", "推进情况报告"}},
			layout.Heading{Level: 1, Text: "一、总体推进情况"},
			layout.Paragraph{Label: "一-1", Runs: []layout.Run{{Text: "共有项目62个，已完成3个。"}}},
			layout.Paragraph{Label: "一-2", Runs: []layout.Run{{Text: "需要关注的是：", Style: layout.Strong}, {Text: "两个项目<滞后>&待核实。"}}},
			layout.Paragraph{Label: "一-2", Runs: []layout.Run{{Text: "第二行。"}}},
			layout.Caption{Text: "推进情况", Right: "单位：个"},
			layout.Table{
				Merge: 1, Columns: []layout.Column{column("行动"), column("进度", "上季度"), column("进度", "本季度"), column("亮灯")},
				Rows: []layout.Row{
					{Look: layout.Band, Cells: []layout.Cell{{Text: "甲任务"}}},
					{Cells: []layout.Cell{{Text: "甲"}, {Text: "1"}, {Text: "2"}, {Text: "滞后", Sign: layout.Sign{Shape: layout.Square, Color: layout.Color{R: 192}}}}},
					{Cells: []layout.Cell{{Text: "甲"}, {Text: "3"}, {Text: "4"}, {Text: "偏慢"}}},
					{Look: layout.Total, Cells: []layout.Cell{{Text: "合计"}, {Text: "4"}, {Text: "6"}, {}}},
				},
			},
			layout.Paragraph{Small: true, Runs: []layout.Run{{Text: "表注。"}}},
			layout.Paragraph{Label: "二-1", Runs: []layout.Run{{Text: "提请协调事项3项。"}}},
			layout.Paragraph{Label: "二-2", Runs: []layout.Run{{Text: "下季度到期2个。"}}},
			layout.Closing{Annexes: []layout.Run{{Text: "项目一览表"}, {Text: "部门推进情况"}}, Lines: []string{"领导小组办公室", "2023年7月7日"}},
			layout.PageBreak{Landscape: true},
			layout.Title{Label: "附件1", Parts: []string{"项目一览表"}},
			layout.Table{Columns: []layout.Column{column("名称"), column("走势")}, Rows: []layout.Row{{Cells: []layout.Cell{{Text: "口袋公园"}, {Line: []float64{1, 2}}}}}},
			layout.PageBreak{},
			layout.Title{Label: "附件2", Parts: []string{"部门推进情况"}},
			layout.BarChart{Series: []layout.Series{{Name: "已完成"}, {Name: "滞后"}}, Rows: []layout.BarRow{{Label: "甲行动", Bars: []layout.Bar{{Label: "本季度", Parts: []layout.Part{{Series: 0, Label: "3"}, {Series: 1, Label: "1"}}}}}}},
			layout.Timeline{Periods: []layout.Stretch{{Label: "2023年\n三季度", Note: "1个", Items: []layout.Due{{When: "9月", Text: "口袋公园（甲办）"}}}, {Label: "2023年\n四季度", Note: "0个"}}},
		},
	}
}

func write(t *testing.T) Files {
	t.Helper()
	d, err := Write(sample(), layout.BuiltInFaces(), "A1B2")
	require.NoError(t, err)
	return d
}

// document is the text's part of a Word file.
func document(t *testing.T, file []byte) string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	require.NoError(t, err)
	b, err := partOf(z, "word/document.xml")
	require.NoError(t, err)
	return string(b)
}

// edited is a Word file whose text's part is changed.
func edited(t *testing.T, file []byte, change func(string) string) []byte {
	t.Helper()
	p, err := opc.OpenPackage(file)
	require.NoError(t, err)
	p.Put("word/document.xml", []byte(change(string(p.Data["word/document.xml"]))))
	out, err := p.Bytes()
	require.NoError(t, err)
	return out
}

func TestWriteGivesTheSameBytes(t *testing.T) {
	a, b := write(t), write(t)
	assert.Equal(t, a, b)
	assert.NotContains(t, string(a.Text), time.Now().Format("2006-01-02"))
}

// order are the children of an element as the schema has them, as far as they
// are written.
var order = map[string][]string{
	"pPr":      {"pStyle", "keepNext", "tabs", "overflowPunct", "snapToGrid", "spacing", "ind", "jc", "outlineLvl", "sectPr"},
	"rPr":      {"rFonts", "b", "color", "sz", "szCs", "lang"},
	"tblPr":    {"tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar"},
	"tcPr":     {"tcW", "gridSpan", "vMerge", "shd", "vAlign"},
	"trPr":     {"cantSplit", "tblHeader"},
	"sectPr":   {"headerReference", "footerReference", "type", "pgSz", "pgMar"},
	"style":    {"name", "basedOn", "next", "uiPriority", "qFormat", "pPr", "rPr", "tblPr"},
	"settings": {"zoom", "evenAndOddHeaders", "characterSpacingControl", "compat", "themeFontLang"},
}

func TestElementsFollowTheSchema(t *testing.T) {
	d := write(t)
	for _, file := range [][]byte{d.Text, d.Annexes} {
		z, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
		require.NoError(t, err)
		for _, f := range z.File {
			b, err := partOf(z, f.Name)
			require.NoError(t, err)
			checkOrder(t, f.Name, b)
		}
	}
}

// checkOrder checks that a part is well-formed and its elements in order.
func checkOrder(t *testing.T, name string, part []byte) {
	t.Helper()
	type open struct {
		name string
		at   int
	}
	var stack []open
	d := xml.NewDecoder(bytes.NewReader(part))
	for {
		token, err := d.Token()
		if err == io.EOF {
			return
		}
		require.NoError(t, err, name)
		switch e := token.(type) {
		case xml.StartElement:
			if n := len(stack); n > 0 && order[stack[n-1].name] != nil {
				at := slices.Index(order[stack[n-1].name], e.Name.Local)
				if assert.GreaterOrEqual(t, at, stack[n-1].at, "%s: %s in %s", name, e.Name.Local, stack[n-1].name) {
					stack[n-1].at = at
				}
			}
			stack = append(stack, open{name: e.Name.Local})
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		}
	}
}

func TestWriteDrawsTables(t *testing.T) {
	d := write(t)
	text := document(t, d.Text)
	assert.Equal(t, 2, strings.Count(text, "<w:tblHeader/>"), "both rows of the head are repeated")
	assert.Contains(t, text, `<w:gridSpan w:val="2"/>`, "a head over two columns is one cell")
	assert.Contains(t, text, `<w:vMerge w:val="restart"/>`)
	assert.Contains(t, text, `<w:color w:val="C00000"/>`)
	assert.Contains(t, text, ">■<", "a light is a shape too")
	assert.Contains(t, text, "&lt;滞后&gt;&amp;待核实")
	annexes := document(t, d.Annexes)
	assert.Equal(t, 2, strings.Count(annexes, "<w:sectPr>"))
	assert.Equal(t, 1, strings.Count(annexes, `w:orient="landscape"`))
	assert.NotContains(t, annexes, "走势", "small lines are not drawn")
	for _, figure := range []string{">3<", "2023年三季度（1个）", "2023年四季度（0个）", "口袋公园（甲办）"} {
		assert.Contains(t, annexes, figure)
	}
}

// paragraph matches the whole paragraph in which a text stands.
func paragraph(text string) *regexp.Regexp {
	return regexp.MustCompile(`<w:p>(?:[^<]|<(?:[^/]|/[^w]|/w:[^p]|/w:pP))*?` + regexp.QuoteMeta(text) + `.*?</w:p>`)
}

func TestReadTellsWhatWasEdited(t *testing.T) {
	file := edited(t, write(t).Text, func(s string) string {
		s = strings.Replace(s, "已完成3个", "已完成4个", 1)
		moved := paragraph("下季度到期2个").FindString(s)
		require.NotEmpty(t, moved)
		s = strings.Replace(s, moved, "", 1)
		gone := paragraph("提请协调事项3项").FindString(s)
		require.NotEmpty(t, gone)
		s = strings.Replace(s, "第二行。", "", 1) // its paragraph stays, and its label
		first := paragraph("需要关注的是").FindString(s)
		require.NotEmpty(t, first)
		added := "<w:p><w:r><w:t>新加的一段。</w:t></w:r><w:del><w:r><w:delText>删去的字</w:delText></w:r></w:del><w:ins><w:r><w:t>插入的字</w:t></w:r></w:ins></w:p>"
		s = strings.Replace(s, first, moved+first, 1)
		return strings.Replace(s, gone, added, 1)
	})
	e, err := Read(file, sample())
	require.NoError(t, err)
	assert.Equal(t, "A1B2", e.Key)
	assert.Equal(t, []DraftParagraph{
		{Fixed: true, Text: "某街道2023年第二季度推进情况报告"},
		{Fixed: true, Text: "一、总体推进情况"},
		{Labels: []string{"一-1"}, Text: "共有项目62个，已完成4个。"},
		{Labels: []string{"二-2"}, Text: "下季度到期2个。"},
		{Labels: []string{"一-2"}, Text: "需要关注的是：两个项目<滞后>&待核实。"},
		{Labels: []string{"一-2"}},
		{Fixed: true, Text: "推进情况 单位：个"},
		{Fixed: true, Text: "表注。"},
		{Text: "新加的一段。插入的字"},
		{Fixed: true, Text: "附件：1. 项目一览表"},
		{Fixed: true, Text: "2. 部门推进情况"},
		{Fixed: true, Text: "领导小组办公室"},
		{Fixed: true, Text: "2023年7月7日"},
	}, e.Paragraphs)
}

func TestReadRefuses(t *testing.T) {
	whole := write(t).Text
	for _, c := range []struct {
		name string
		data []byte
		want error
	}{
		{"a picture", []byte("\x89PNG"), ErrNotWord},
		{"an old Word file", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), ErrOldWord},
		{"half a file", whole[:len(whole)/2], ErrDamaged},
		{"broken XML", edited(t, whole, func(s string) string { return s[:len(s)/2] }), ErrDamaged},
	} {
		_, err := Read(c.data, sample())
		assert.ErrorIs(t, err, c.want, c.name)
	}
}

func TestReadOfADraftWithoutBookmarks(t *testing.T) {
	file := edited(t, write(t).Text, func(s string) string {
		return regexp.MustCompile(`<w:bookmark(?:Start|End)[^>]*>`).ReplaceAllString(s, "")
	})
	e, err := Read(file, sample())
	require.NoError(t, err)
	for _, p := range e.Paragraphs {
		assert.Empty(t, p.Labels)
		assert.False(t, p.Fixed)
	}
}

// TestTablesSpanAndJoin looks at which cells of a table go over several columns
// and which reach down over several rows.
func TestTablesSpanAndJoin(t *testing.T) {
	doc := sample()
	i := slices.IndexFunc(doc.Blocks, func(b layout.Block) bool { _, is := b.(layout.Table); return is })
	table := doc.Blocks[i].(layout.Table)
	table.Rows = slices.Insert(slices.Clone(table.Rows), 3, layout.Row{Look: layout.Wide, Cells: []layout.Cell{{Text: "长文"}}})
	table.Rows = append(table.Rows, layout.Row{Cells: []layout.Cell{{Text: "乙"}, {Text: "4"}, {Text: "6"}, {Text: "正常"}}})
	doc.Blocks[i] = table
	files, err := Write(doc, layout.BuiltInFaces(), "")
	require.NoError(t, err)
	written, _, found := strings.Cut(document(t, files.Text), "</w:tbl>")
	require.True(t, found)
	var rows [][]string
	for _, row := range strings.Split(written, "</w:tr>") {
		var cells []string
		for _, cell := range regexp.MustCompile(`(?s)<w:tc>.*?</w:tc>`).FindAllString(row, -1) {
			said := ""
			for _, text := range regexp.MustCompile(`<w:t(?: [^>]*)?>([^<]*)</w:t>`).FindAllStringSubmatch(cell, -1) {
				said += text[1]
			}
			if span := regexp.MustCompile(`<w:gridSpan w:val="(\d)"/>`).FindStringSubmatch(cell); span != nil {
				said += " →" + span[1]
			}
			switch {
			case strings.Contains(cell, `<w:vMerge w:val="restart"/>`):
				said += " ↓"
			case strings.Contains(cell, `<w:vMerge/>`):
				said += " ↑"
			}
			cells = append(cells, said)
		}
		if cells != nil {
			rows = append(rows, cells)
		}
	}
	assert.Equal(t, [][]string{
		{"行动 ↓", "进度 →2", "亮灯 ↓"},
		{" ↑", "上季度", "本季度", " ↑"},
		{"甲任务 →4"},
		{"甲 ↓", "1", "2", "■滞后"},
		{"甲 ↑", "3", "4", "偏慢"},
		{"长文 →4"},
		{"合计", "4", "6", ""},
		{"乙", "4", "6", "正常"},
	}, rows)
}

// TestLibreOfficeKeepsTheLabels has the draft opened and saved by another
// program.
func TestLibreOfficeKeepsTheLabels(t *testing.T) {
	saved := exceltest.AllConverted(t, "docx", "docx:MS Word 2007 XML", map[string][]byte{"draft": write(t).Text})
	e, err := Read(saved["draft"], sample())
	require.NoError(t, err)
	assert.Equal(t, "A1B2", e.Key)
	var labels []string
	for _, p := range e.Paragraphs {
		labels = append(labels, p.Labels...)
	}
	assert.Equal(t, []string{"一-1", "一-2", "一-2", "二-1", "二-2"}, labels)
}

func BenchmarkWrite(b *testing.B) {
	doc, faces := sample(), layout.BuiltInFaces()
	for b.Loop() {
		if _, err := Write(doc, faces, ""); err != nil {
			b.Fatal(err)
		}
	}
}
