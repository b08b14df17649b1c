package verified

import (
	"bytes"
	"encoding/binary"
	"os"
	"regexp"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/sheet"
	"jingpin/internal/sheet/cfb"
)

func TestClassify(t *testing.T) {
	saved := func(name string) []byte {
		data, err := os.ReadFile("testdata/foreign/" + name)
		require.NoError(t, err)
		return data
	}
	archive := func(names ...string) []byte {
		var parts []part
		for _, name := range names {
			name, body, _ := strings.Cut(name, "=")
			parts = append(parts, part{name, body})
		}
		return pack(t, parts)
	}
	other := func(contentType string) []byte {
		return pack(t, swap(t, plain(), typesPart, "openxmlformats-officedocument.spreadsheetml.sheet.main+xml", contentType))
	}
	for _, tt := range []struct {
		name   string
		data   []byte
		kind   sheet.FaultKind
		reason string
	}{
		{"empty", nil, sheet.Torn, "文件是空的(0字节)"},
		{"zeros", make([]byte, 5000), sheet.Torn, "文件内容全是零字节，多半是拷贝或传输时中断"},
		{"old workbook of Excel 95", ole("Book"), sheet.NotWorkbook, "是Excel 95或更早版本的工作簿"},
		{"old workbook without content", ole("Workbook", ">WordDocument"), sheet.Torn, "内容不完整，多半是拷贝或传输时中断"},
		{"old workbook without a container", []byte("\x09\x08\x10\x00\x00\x06"), sheet.NotWorkbook, "是Excel 95或更早版本的工作簿"},
		{"old document", ole("WordDocument"), sheet.NotWorkbook, "是旧版 .doc(或 .wps)文档"},
		{"old document with a workbook inside", ole("WordDocument", ">Workbook"), sheet.NotWorkbook, "是旧版 .doc(或 .wps)文档"},
		{"old slides", ole("PowerPoint Document"), sheet.NotWorkbook, "是旧版 .ppt(或 .dps)演示文稿"},
		{"mail", ole("__properties_version1.0"), sheet.NotWorkbook, "是邮件(.msg)"},
		{"other container", ole("Contents"), sheet.NotWorkbook, "是旧版 Office 文件，不是工作簿"},
		{"container cut", ole("Workbook")[:700], sheet.Torn, "是旧版 Office 文件，而且不完整"},
		{"password", ole("EncryptionInfo", "EncryptedPackage"), sheet.Encrypted, "设了打开密码"},
		{"encrypted by a document guard", []byte("\x62\x14\x23\x65E-SafeNet LOCK"), sheet.Encrypted, "被单位的加密软件加密，只能在本单位电脑上打开"},
		{"parts of a spreadsheet without a list", archive("content.xml"), sheet.NotWorkbook, "是 zip 压缩包，不是工作簿"},
		{"no spreadsheet, by its list", archive("content.xml", "META-INF/manifest.xml=opendocument.text"), sheet.NotWorkbook, "是 zip 压缩包，不是工作簿"},
		{"spreadsheet by its list, without content", archive("content.xml", "META-INF/manifest.xml=opendocument.spreadsheet"), sheet.Damaged, "没有工作表"},
		{"OpenDocument text", archive("mimetype=application/vnd.oasis.opendocument.text"), sheet.NotWorkbook, "是 OpenDocument 文档(.odt)"},
		{"OpenDocument slides", archive("mimetype=application/vnd.oasis.opendocument.presentation"), sheet.NotWorkbook, "是 OpenDocument 文件"},
		{"flat OpenDocument", saved("calc.fods"), sheet.NotWorkbook, "是 OpenDocument 表格(.fods)"},
		{"web page", saved("calc.html"), sheet.NotWorkbook, "是网页(HTML)"},
		{"table saved by a web system", []byte("\xEF\xBB\xBF \n<table><tr><td>1"), sheet.NotWorkbook, "是网页(HTML)"},
		{"web archive", []byte("MIME-Version: 1.0\r\n"), sheet.NotWorkbook, "是网页存档(.mht)"},
		{"XML table", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">`), sheet.NotWorkbook, "是 XML 表格 2003"},
		{"UOF", []byte(`<?xml version="1.0"?><uof:UOF xmlns:uof="x">`), sheet.NotWorkbook, "是标文通(UOF)文档"},
		{"XML", []byte(`<?xml version="1.0"?><a/>`), sheet.NotWorkbook, "是 XML 文本"},
		{"csv", []byte("项目名称,牵头部门\n"), sheet.NotWorkbook, "是 CSV 文本"},
		{"csv of Chinese Excel", []byte("\xCF\xEE\xC4\xBF,\xC7\xA3\xCD\xB7\r\n"), sheet.NotWorkbook, "是 CSV 文本"},
		{"csv in UTF-16", utf16le("\uFEFF项目\t牵头\r\n"), sheet.NotWorkbook, "是 CSV 文本"},
		{"text", []byte("BM 一段文字"), sheet.NotWorkbook, "是纯文本"},
		{"slk", []byte("ID;PWXL;N;E\n"), sheet.NotWorkbook, "是 SYLK 表格(.slk)"},
		{"rtf", []byte(`{\rtf1\ansi`), sheet.NotWorkbook, "是 RTF 文档"},
		{"pdf", []byte("%PDF-1.7\n%\xE2\xE3"), sheet.NotWorkbook, "是 PDF 文件"},
		{"jpeg", []byte("\xFF\xD8\xFF\xE0\x00\x10JFIF"), sheet.NotWorkbook, "是图片(JPEG)"},
		{"png", []byte("\x89PNG\r\n\x1A\n"), sheet.NotWorkbook, "是图片(PNG)"},
		{"bmp", []byte("BM\x00\x10\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00"), sheet.NotWorkbook, "是图片(BMP)"},
		{"phone picture", []byte("\x00\x00\x00\x18ftypheic"), sheet.NotWorkbook, "是图片(HEIC)"},
		{"rar", []byte("Rar!\x1A\x07"), sheet.NotWorkbook, "是 RAR 压缩包"},
		{"7z", []byte("7z\xBC\xAF\x27\x1C"), sheet.NotWorkbook, "是 7z 压缩包"},
		{"zip", archive("a.txt"), sheet.NotWorkbook, "是 zip 压缩包，不是工作簿"},
		{"zip with a mimetype", archive("mimetype=application/epub+zip"), sheet.NotWorkbook, "是 zip 压缩包，不是工作簿"},
		{"empty zip", archive(), sheet.NotWorkbook, "是空的压缩包"},
		{"OFD", archive("OFD.xml"), sheet.NotWorkbook, "是 OFD 版式文件"},
		{"document", other("openxmlformats-officedocument.wordprocessingml.document.main+xml"), sheet.NotWorkbook, "是 Word 文档(.docx)"},
		{"document with macros", other("ms-word.document.macroEnabled.main+xml"), sheet.NotWorkbook, "是 Word 文档(.docm)"},
		{"slides", other("openxmlformats-officedocument.presentationml.presentation.main+xml"), sheet.NotWorkbook, "是演示文稿(.pptx)"},
		{"binary workbook", other("ms-excel.sheet.binary.macroEnabled.main"), sheet.NotWorkbook, "是二进制工作簿(.xlsb)"},
		{"mail as text", []byte("Return-Path: <a@b.cn>\r\nFrom: a@b.cn\r\nSubject: =?gbk?B?xNo=?=\r\n\r\n<html>"), sheet.NotWorkbook, "是邮件(.eml)"},
		{"mail that begins with its version", []byte("MIME-Version: 1.0\nFrom: a@b.cn\nTo: c@d.cn\n\nx"), sheet.NotWorkbook, "是邮件(.eml)"},
		{"web page saved with its pictures", []byte("From: <由 Microsoft Internet Explorer 保存>\r\nSubject: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n"), sheet.NotWorkbook, "是纯文本"},
		{"web page saved by another browser", []byte("From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a\r\nSubject: x\r\n\r\n"), sheet.NotWorkbook, "是纯文本"},
		{"attachments of Outlook", []byte("\x78\x9F\x3E\x22\x01\x00"), sheet.NotWorkbook, "是邮件附件包(winmail.dat)"},
		{"encrypted by another document guard", []byte("%TSD-Header-###%\x01"), sheet.Encrypted, "被单位的加密软件加密，只能在本单位电脑上打开"},
		{"unknown", []byte("\x01\x02\x03\x04"), sheet.NotWorkbook, "认不出是什么文件"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			fault := refused(t, tt.data, sheet.DefaultLimits)
			assert.Equal(t, tt.kind, fault.Kind)
			assert.Equal(t, tt.reason, fault.Reason)
			assert.Equal(t, tt.kind == sheet.Damaged, fault.Part != "")
			assert.Equal(t, tt.name == "unknown", fault.Unknown)
			unusual := regexp.MustCompile("邮件|[R7zp] 压缩包|图片|PDF|OFD|Word|RTF|od[tp]|Document 文件|文稿|wps|加密").MatchString(tt.reason)
			assert.Equal(t, unusual, fault.Advice != "", "advice of its own")
		})
	}
}

// TestPassword opens a workbook that excelize has encrypted.
func TestPassword(t *testing.T) {
	var buf bytes.Buffer
	require.NoError(t, excelize.NewFile().Write(&buf, excelize.Options{Password: "secret"}))
	assert.Equal(t, sheet.Encrypted, refused(t, buf.Bytes(), sheet.DefaultLimits).Kind)
}

// ole makes an OLE container with named streams in its root; a name after ">"
// belongs to a storage there.
func ole(names ...string) []byte {
	const none = 0xFFFFFFFF
	data := make([]byte, 512*4)
	le := binary.LittleEndian
	copy(data, cfb.Magic)
	for at := 80; at < 512; at += 4 {
		le.PutUint32(data[at:], none)
	}
	le.PutUint32(data[68:], none-1)
	le.PutUint16(data[30:], 9)
	le.PutUint32(data[48:], 1) // the directory begins in sector 1
	sector := func(n int) []byte { return data[512*(n+1):] }
	le.PutUint32(sector(0)[4:], 2) // and goes on in sector 2
	le.PutUint32(sector(0)[8:], none-1)

	entry := func(id int, name string, next, child uint32) {
		e := sector(1)[128*id:]
		units := utf16le(name)
		copy(e, units)
		le.PutUint16(e[64:], uint16(len(units)+2))
		le.PutUint32(e[68:], none)
		le.PutUint32(e[72:], next)
		le.PutUint32(e[76:], child)
	}
	names = append([]string{"Storage"}, names...)
	entry(0, "Root Entry", none, 1)
	for i, name := range names {
		id, next := i+1, uint32(none)
		if i+1 < len(names) && !strings.HasPrefix(names[i+1], ">") {
			next = uint32(id + 1)
		}
		name, inside := strings.CutPrefix(name, ">")
		entry(id, name, next, none)
		if inside {
			entry(1, "Storage", 2, uint32(id))
		}
	}
	return data
}

func utf16le(text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = binary.LittleEndian.AppendUint16(out, unit)
	}
	return out
}
