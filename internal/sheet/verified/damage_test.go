package verified

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/sheet"
	"jingpin/internal/slowtest"
)

func TestPlain(t *testing.T) {
	wb, err := Open(pack(t, plain()), sheet.DefaultLimits)
	require.NoError(t, err)
	assert.Equal(t, `date1904 false, macros false, embedded false, links []
sheet "表", hidden false, 3 cells
  A1 text "甲"
  B1 number "12.5" as "0.0\"万元\""
  C3 text "乙"
`, dump(wb))
}

var le = binary.LittleEndian

// What the zip format calls its records, and how long they are.
const (
	localHeader        = "PK\x03\x04"
	directoryEnd       = "PK\x05\x06"
	localHeaderLen     = 30
	directoryHeaderLen = 46
)

// TestDamagedParts breaks one thing in a workbook whose zip archive is sound.
func TestDamagedParts(t *testing.T) {
	body := plain()[6].body
	for _, tt := range []struct {
		name   string
		parts  []part
		part   string
		reason string
	}{
		{"sheet cut in half", with(plain(), sheetPart, body[:len(body)/2]), sheetPart, "工作表“表”在第1行附近出错：内容在中途断开，不完整"},
		{"sheet cut in its last tag", with(plain(), sheetPart, body[:len(body)-1]), sheetPart, "工作表“表”在第3行附近出错：内容在中途断开，不完整"},
		{"sheet empty", with(plain(), sheetPart, ""), sheetPart, "断开"},
		{"text behind the sheet", with(plain(), sheetPart, body+"x"), sheetPart, "正文之外有多余内容"},
		{"second root, empty", with(plain(), sheetPart, body+"<x/>"), sheetPart, "正文之外有多余内容"},
		{"second root", with(plain(), sheetPart, body+body), sheetPart, "正文之外有多余内容"},
		{"DOCTYPE", with(plain(), sheetPart, `<!DOCTYPE x [<!ENTITY a "b">]>`+body), sheetPart, "DOCTYPE"},
		{"DOCTYPE in strings", swap(t, plain(), stringsPart, "<sst", "<!DOCTYPE sst><sst"), stringsPart, "DOCTYPE"},
		{"unknown entity", swap(t, plain(), stringsPart, "甲", "&nbsp;"), stringsPart, "字符代号"},
		{"character not allowed", swap(t, plain(), stringsPart, "甲", "\x01"), stringsPart, "不允许的字符"},
		{"invalid UTF-8", swap(t, plain(), stringsPart, "甲", "\xE7\x94"), stringsPart, "不允许的字符"},
		{"other encoding", swap(t, plain(), typesPart, `"UTF-8"`, `"KOI8-R"`), typesPart, "文字编码(KOI8-R)"},
		{"not in its encoding", with(plain(), stringsPart, `<?xml version="1.0" encoding="gb2312"?><sst xmlns="`+mainURI+"\"><si><t>\xD5\xFF\xFF</t></si><si/></sst>"), stringsPart, "不允许的字符"},
		{"attribute not in its encoding", with(plain(), bookPart, `<?xml version="1.0" encoding="gbk"?>`+strings.Replace(plain()[2].body, "表", "\x81", 1)), bookPart, "不允许的字符"},
		{"tags crossed", rows(`<row r="1"><c r="A1"></row></c>`), sheetPart, "不配对"},
		{"attribute twice", rows(`<row r="1" r="1"/>`), sheetPart, "重复"},
		{"attribute unquoted", rows(`<row r=1/>`), sheetPart, "不加引号"},
		{"prefix undeclared", rows(`<x:row r="1"/>`), sheetPart, "未声明的或过多的前缀"},
		{"other namespace", swap(t, plain(), sheetPart, mainURI, "urn:other"), sheetPart, "不是它应有的内容"},
		{"no sheetData", with(plain(), sheetPart, `<worksheet xmlns="`+mainURI+`"/>`), sheetPart, "没有数据区"},
		{"two sheetData", rows("", "<sheetData/>"), sheetPart, "有两个数据区"},
		{"rows wrapped", rows(`<x:w xmlns:x="urn:x"><row r="1"><c r="A1"><v>1</v></c></row></x:w>`), sheetPart, "不认识"},
		{"cells wrapped", rows(`<row r="1"><w><c r="A1"><v>1</v></c></w></row>`), sheetPart, "不认识"},
		{"value wrapped", rows(`<row r="1"><c r="A1"><w><v>1</v></w></c></row>`), sheetPart, "单元格A1的内容无法识别"},
		{"rows out of order", rows(`<row r="2"/><row r="1"/>`), sheetPart, "第2行附近出错：行号不对或行的次序颠倒"},
		{"row twice", rows(`<row r="2"/><row r="2"/>`), sheetPart, "行的次序"},
		{"row 0", rows(`<row r="0"/>`), sheetPart, "行号不对"},
		{"row beyond the sheet", rows(`<row r="1048577"/>`), sheetPart, "行号不对"},
		{"cells out of order", rows(`<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>`), sheetPart, "单元格的位置不对或次序颠倒"},
		{"cell twice", rows(`<row r="1"><c r="B1"><v>1</v></c><c r="B1"><v>2</v></c></row>`), sheetPart, "次序颠倒"},
		{"cell of another row", rows(`<row r="1"><c r="A2"><v>1</v></c></row>`), sheetPart, "位置不对"},
		{"cell without a row", rows(`<row r="1"><c r="A"><v>1</v></c></row>`), sheetPart, "位置不对"},
		{"column beyond the sheet", rows(`<row r="1"><c r="XFE1"><v>1</v></c></row>`), sheetPart, "位置不对"},
		{"string out of range", rows(`<row r="1"><c r="A1" t="s"><v>2</v></c></row>`), sheetPart, "单元格A1的文字编号越界"},
		{"string negative", rows(`<row r="1"><c r="A1" t="s"><v>-1</v></c></row>`), sheetPart, "文字编号越界"},
		{"no string table", without(swap(t, plain(), bookRels, "sharedStrings\"", "theme\""), stringsPart), sheetPart, "文字编号越界"},
		{"string table of something else", swap(t, plain(), stringsPart, "<si><t>甲</t></si>", "<x/>"), stringsPart, "文字表中有不认识的内容"},
		{"format without a number", swap(t, plain(), stylesPart, `numFmtId="164" f`, `f`), stylesPart, "数字格式的编号不对"},
		{"style without a format", swap(t, plain(), stylesPart, `<xf numFmtId="14"/>`, `<xf numFmtId="x"/>`), stylesPart, "数字格式编号不对"},
		{"style out of range", rows(`<row r="1"><c r="A1" s="3"><v>1</v></c></row>`), sheetPart, "样式编号越界"},
		{"not a number", rows(`<row r="1"><c r="A1"><v>12 万</v></c></row>`), sheetPart, "单元格A1的值不是数"},
		{"not a boolean", rows(`<row r="1"><c r="A1" t="b"><v>2</v></c></row>`), sheetPart, "值不是真假值"},
		{"unknown type", rows(`<row r="1"><c r="A1" t="x"><v>2</v></c></row>`), sheetPart, "类型无法识别"},
		{"two values", rows(`<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>`), sheetPart, "值有两个"},
		{"merge of nothing", rows("", `<mergeCells><mergeCell/></mergeCells>`), sheetPart, "合并单元格的范围不对"},
		{"no rels", without(plain(), relsPart), relsPart, "缺少这个部件"},
		{"rels lead nowhere", swap(t, plain(), relsPart, "xl/workbook.xml", "xl/book.xml"), "xl/book.xml", "缺少这个部件"},
		{"rels name no workbook", swap(t, plain(), relsPart, "/officeDocument\"", "/other\""), relsPart, "没有指明工作簿"},
		{"no content types", without(plain(), typesPart), typesPart, "缺少这个部件"},
		{"no workbook rels", without(plain(), bookRels), bookPart, "没有对应的部件"},
		{"no sheet part", without(plain(), sheetPart), sheetPart, "缺少这个部件"},
		{"no styles part", without(plain(), stylesPart), stylesPart, "缺少这个部件"},
		{"styles cut", with(plain(), stylesPart, "<styleSheet"), stylesPart, "断开"},
		{"strings cut", with(plain(), stringsPart, "<sst"), stringsPart, "断开"},
		{"two string tables", with(swap(t, plain(), bookRels, "</Relationships>", `<Relationship Id="rId4" Type="`+relURI+`/sharedStrings" Target="s2.xml"/></Relationships>`), "xl/s2.xml", "<sst/>"), "xl/s2.xml", "有两份文字表"},
		{"two parts of one sheet", swap(t, plain(), bookRels, "</Relationships>", `<Relationship Id="rId1" Type="`+relURI+`/worksheet" Target="worksheets/sheet9.xml"/></Relationships>`), bookPart, "工作表“表”有两个部件"},
		{"endless sheet name", swap(t, plain(), bookPart, `"表"`, `"`+strings.Repeat("表", 300)+`"`), bookPart, "名称太长"},
		{"no sheets", swap(t, plain(), bookPart, `<sheet name="表" sheetId="1" r:id="rId1"/>`, ""), bookPart, "没有工作表"},
		{"sheets of one name", swap(t, plain(), bookPart, `</sheets>`, `<sheet name="表" sheetId="2" r:id="rId1"/></sheets>`), bookPart, "有两个工作表都叫“表”"},
		{"sheets of one part", swap(t, plain(), bookPart, `</sheets>`, `<sheet name="表2" sheetId="2" r:id="rId1"/></sheets>`), sheetPart, "用了两次"},
		{"part twice", append(plain(), part{sheetPart, body}), sheetPart, "同名部件"},
		{"part twice but for case", append(plain(), part{"XL/Worksheets/Sheet1.xml", body}), sheetPart, "同名部件"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fault := refused(t, pack(t, tt.parts), sheet.DefaultLimits)
			assert.Equal(t, sheet.Damaged, fault.Kind)
			assert.Equal(t, tt.part, fault.Part)
			assert.Contains(t, fault.Reason, tt.reason)
			assert.Empty(t, fault.Limit)
			assert.Equal(t, fault.Part+"："+fault.Reason, fault.Error())
		})
	}
}

// TestDamagedArchive breaks the zip archive around a sound workbook.
func TestDamagedArchive(t *testing.T) {
	data := pack(t, plain())
	end := strings.LastIndex(string(data), directoryEnd)
	directory := int(le.Uint32(data[end+16:]))
	for _, tt := range []struct {
		name   string
		change func(data []byte)
		kind   sheet.FaultKind
		reason string
	}{
		{"checksum", func(d []byte) { d[directory+16]++ }, sheet.Torn, "校验和不符"},
		{"shorter than stated", func(d []byte) { d[directory+24]++ }, sheet.Torn, "长度与目录不符"},
		{"longer than stated", func(d []byte) { d[directory+24]-- }, sheet.Torn, "长度与目录不符"},
		{"compression broken", func(d []byte) { copy(d[localHeaderLen+len(typesPart):], "\xFF\xFF\xFF\xFF") }, sheet.Torn, "解压出错"},
		{"compression method", func(d []byte) { d[directory+10] = 99 }, sheet.Damaged, "压缩方法(99)"},
		{"password on an entry", func(d []byte) { d[directory+8] |= 1 }, sheet.Encrypted, "密码"},
		{"entry points elsewhere", func(d []byte) { d[directory+42]++ }, sheet.Torn, "对不上"},
		{"entry points outside", func(d []byte) { d[directory+45] = 0x7F }, sheet.Torn, "不在文件中"},
		{"entry named differently", func(d []byte) { d[directory+directoryHeaderLen+len(typesPart)-1] = 'k' }, sheet.Damaged, "缺少这个部件"},
		{"entry named longer", func(d []byte) { d[26]++ }, sheet.Torn, "对不上"},
		{"directory count", func(d []byte) { d[end+10]-- }, sheet.Torn, "目录的长度不对"},
		{"directory header", func(d []byte) { d[directory] = 0 }, sheet.Torn, "目录不完整"},
		{"directory place", func(d []byte) { d[end+18] = 0x7F }, sheet.Torn, "目录的位置不对"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			changed := append([]byte(nil), data...)
			tt.change(changed)
			fault := refused(t, changed, sheet.DefaultLimits)
			assert.Equal(t, tt.kind, fault.Kind)
			assert.Contains(t, fault.Reason, tt.reason)
		})
	}
}

// TestTruncated cuts a workbook at every length.
func TestTruncated(t *testing.T) {
	data := pack(t, plain())
	for n := range data {
		fault := refused(t, data[:n], sheet.DefaultLimits)
		if n >= len(localHeader) {
			require.Equal(t, sheet.Torn, fault.Kind, "%d of %d bytes", n, len(data))
		}
	}
}

// TestFlippedBits flips every bit of a workbook: it is refused, or the bit was
// one of those that carry nothing, such as a date in the zip directory.
func TestFlippedBits(t *testing.T) {
	slowtest.Long(t)
	for _, method := range []uint16{zip.Store, zip.Deflate} {
		data := packBy(t, plain(), method)
		wb, err := Open(data, sheet.DefaultLimits)
		require.NoError(t, err)
		want := dump(wb)
		survived := 0
		for bit := range 8 * len(data) {
			data[bit/8] ^= 1 << (bit % 8)
			wb, err := Open(data, sheet.DefaultLimits)
			data[bit/8] ^= 1 << (bit % 8)
			if err == nil {
				survived++
				require.Equal(t, want, dump(wb), "bit %d of byte %d", bit%8, bit/8)
			}
		}
		assert.Less(t, survived, 8*len(data)/5)
	}
}

// TestHarmless breaks or leaves out what holds no cells: the cells are read, and
// the fault is told.
func TestHarmless(t *testing.T) {
	wb, err := Open(pack(t, plain()), sheet.DefaultLimits)
	require.NoError(t, err)
	whole := dump(wb)
	const (
		custom = "docProps/custom.xml"
		core   = "docProps/core.xml"
		office = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
	)
	linked := func(kind, target string) []part {
		return swap(t, plain(), relsPart, "</Relationships>", `<Relationship Id="rId9" Type="`+kind+`" Target="`+target+`"/></Relationships>`)
	}
	sheetLinked := func(kind string) []part {
		return with(plain(), "xl/worksheets/_rels/sheet1.xml.rels", `<Relationships xmlns="`+pkgURI+`"><Relationship Id="rId1" Type="`+relURI+"/"+kind+`" Target="../lost.xml"/></Relationships>`)
	}
	numbers := with(plain(), sheetPart, worksheetXML(`<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c><c r="B1"><v>12.5</v></c></row>`))
	texts := with(plain(), sheetPart, worksheetXML(`<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="7" t="s"><v>1</v></c><c r="C1" s="9" t="s"><v>0</v></c><c r="D1" s="9"/></row>`))
	for _, tt := range []struct {
		name   string
		parts  []part
		reason string // of what is told, one a line
		same   bool   // the cells are those of the plain workbook
	}{
		{"core properties cut", with(linked(office+"core-properties", core), core, `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"><a>`), core + "：内容在中途断开，不完整", true},
		{"core properties missing", linked(office+"core-properties", core), core + "：缺少这个部件", true},
		{"custom properties of something else", with(linked(relURI+"/custom-properties", custom), custom, `<x/>`), custom + "：不是它应有的内容", true},
		{"thumbnail missing", linked(office+"thumbnail", "docProps/thumbnail.jpeg"), "docProps/thumbnail.jpeg：缺少这个部件", true},
		{"note on no cell", noted(`<comment ref="x"/>`), "xl/comments1.xml：批注的位置不对", true},
		{"notes cut", noted(`<comment ref="A1"/><comment ref="A1">`), "xl/comments1.xml：标签前后不配对", true},
		{"notes missing", sheetLinked("comments"), "xl/lost.xml：缺少这个部件", true},
		{"drawing missing", sheetLinked("drawing"), "xl/lost.xml：缺少这个部件", true},
		{"columns upside down", swap(t, plain(), sheetPart, "<sheetData>", `<cols><col min="4" max="3"/></cols><sheetData>`), sheetPart + "：工作表“表”的列的设置不对", true},
		{"a part nobody reads twice", append(plain(), part{"x", "1"}, part{"X", "2"}), "x：文件内部有两个同名部件\nX：文件内部有两个同名部件", true},
		{"no strings, none needed", without(numbers, stringsPart), stringsPart + "：缺少这个部件", false},
		{"strings cut, none needed", with(numbers, stringsPart, "<sst"), stringsPart + "：内容在中途断开，不完整", false},
		{"no styles, none needed", without(numbers, stylesPart), stylesPart + "：缺少这个部件", false},
		{"no styles, texts that have one", without(texts, stylesPart), stylesPart + "：缺少这个部件", false},
		{"styles that are not there, of texts", texts, sheetPart + "：单元格B1的样式编号越界", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wb, err := Open(pack(t, tt.parts), sheet.DefaultLimits)
			require.NoError(t, err)
			var told []string
			for _, f := range wb.Harmless {
				told = append(told, f.Error())
			}
			assert.Equal(t, tt.reason, strings.Join(told, "\n"))
			if tt.same {
				assert.Equal(t, whole, dump(wb))
			}
		})
	}
	parts := append(plain(), part{"xl/media/image1.png", strings.Repeat("picture", 100)})
	data := packBy(t, parts, zip.Store)
	data[strings.Index(string(data), "picture")] ^= 1
	wb, err = Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	assert.Equal(t, []*sheet.Fault{{Kind: sheet.Torn, Part: "xl/media/image1.png", Reason: "部件的校验和不符，内容已改变"}}, wb.Harmless)
}

// TestZip64 reads sizes from the field that archivers add for huge files, and
// some for all.
func TestZip64(t *testing.T) {
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, p := range plain() {
		field := append([]byte{9, 0, 1, 0, 0, 1, 0, 24, 0}, make([]byte, 24)...)
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate, Extra: field})
		require.NoError(t, err)
		_, err = f.Write([]byte(p.body))
		require.NoError(t, err)
	}
	require.NoError(t, w.Close())
	data := buf.Bytes()
	header := data[le.Uint32(data[bytes.LastIndex(data, []byte(directoryEnd))+16:]):]
	for range plain() {
		extra := header[directoryHeaderLen+int(le.Uint16(header[28:])):]
		for i, at := range []int{24, 20, 42} {
			le.PutUint64(extra[9+8*i:], uint64(le.Uint32(header[at:])))
			le.PutUint32(header[at:], 1<<32-1)
		}
		header = extra[le.Uint16(header[30:]):]
	}
	wb, err := Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	assert.Equal(t, 3, wb.Sheets[0].Count)
}

// TestZip64End finds the directory by the record that huge archives have, and
// cautious writers write.
func TestZip64End(t *testing.T) {
	data := pack(t, plain())
	end := bytes.LastIndex(data, []byte(directoryEnd))
	last := bytes.Clone(data[end:])
	record := append([]byte("PK\x06\x06"), make([]byte, 52)...)
	le.PutUint64(record[4:], 44)
	le.PutUint64(record[24:], uint64(le.Uint16(last[8:])))
	le.PutUint64(record[32:], uint64(le.Uint16(last[10:])))
	le.PutUint64(record[40:], uint64(le.Uint32(last[12:])))
	le.PutUint64(record[48:], uint64(le.Uint32(last[16:])))
	locator := append([]byte("PK\x06\x07"), make([]byte, 16)...)
	le.PutUint64(locator[8:], uint64(end))
	le.PutUint32(locator[16:], 1)
	whole := func(change func(record, locator, last []byte)) []byte {
		r, l, e := bytes.Clone(record), bytes.Clone(locator), bytes.Clone(last)
		change(r, l, e)
		return slices.Concat(data[:end], r, l, e)
	}
	huge := func(e []byte) { copy(e[8:], bytes.Repeat([]byte{0xFF}, 12)) }
	for _, change := range []func(r, l, e []byte){
		func(_, _, e []byte) { huge(e) },
		func(_, _, e []byte) { le.PutUint32(e[16:], 1<<32-1) },
		func(_, _, _ []byte) {},
	} {
		wb, err := Open(whole(change), sheet.DefaultLimits)
		require.NoError(t, err)
		assert.Equal(t, 3, wb.Sheets[0].Count)
	}
	for _, change := range []func(r, l, e []byte){
		func(_, l, e []byte) { huge(e); l[0] = 0 },
		func(_, l, e []byte) { huge(e); le.PutUint64(l[8:], 1<<63) },
		func(_, l, e []byte) { huge(e); l[8]++ },
		func(r, _, e []byte) { huge(e); le.PutUint64(r[48:], 1<<63) },
		func(r, _, e []byte) { huge(e); le.PutUint64(r[40:], 1<<63) },
	} {
		assert.Equal(t, sheet.Torn, refused(t, whole(change), sheet.DefaultLimits).Kind)
	}
	fault := refused(t, whole(func(r, _, e []byte) { huge(e); le.PutUint64(r[32:], 1<<63) }), sheet.DefaultLimits)
	assert.Equal(t, "内部部件不超过1000个", fault.Limit)
}

// TestEmptyDeflated reads an entry that says it is deflated and has no byte at
// all.
func TestEmptyDeflated(t *testing.T) {
	data := packBy(t, append(plain(), part{"docProps/thumbnail.wmf", ""}), zip.Store)
	end := bytes.LastIndex(data, []byte(directoryEnd))
	name := bytes.LastIndex(data[:end], []byte("docProps/thumbnail.wmf"))
	le.PutUint16(data[name-directoryHeaderLen+10:], 8)
	wb, err := Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	assert.Empty(t, wb.Harmless)
}
