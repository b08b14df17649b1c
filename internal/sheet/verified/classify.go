package verified

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"jingpin/internal/opc"
	"jingpin/internal/sheet"
)

// classify tells by its first bytes whether data is a zip archive, as every
// workbook is, and otherwise says what it is. File names are not asked: people
// rename files.
func classify(data []byte) *sheet.Fault {
	switch {
	case len(data) == 0:
		return sheet.Tear("", "文件是空的(0字节)")
	case hasPrefix(data, "PK\x03\x04"):
		return nil
	case hasPrefix(data, "PK\x05\x06"):
		return sheet.Foreign("是空的压缩包", "")
	case len(bytes.Trim(data[:min(len(data), 4096)], "\x00")) == 0:
		return sheet.Tear("", "文件内容全是零字节，多半是拷贝或传输时中断")
	}
	for _, m := range magics {
		if len(data) > m.at && hasPrefix(data[m.at:], m.mark) {
			return &sheet.Fault{Kind: m.kind, Reason: m.reason, Advice: m.advice}
		}
	}
	return classifyText(data)
}

// magics are the marks by which other kinds of files begin, and those of the
// clients by which offices encrypt whatever they save.
var magics = []struct {
	at     int
	mark   string
	kind   sheet.FaultKind
	reason string
	advice string
}{
	{0, "%PDF-", sheet.NotWorkbook, "是 PDF 文件", sheet.AdviceFill},
	{0, "\xFF\xD8\xFF", sheet.NotWorkbook, "是图片(JPEG)", sheet.AdviceFill},
	{0, "\x89PNG", sheet.NotWorkbook, "是图片(PNG)", sheet.AdviceFill},
	{0, "GIF8", sheet.NotWorkbook, "是图片(GIF)", sheet.AdviceFill},
	{6, "\x00\x00\x00\x00\x36\x00\x00\x00", sheet.NotWorkbook, "是图片(BMP)", sheet.AdviceFill},
	{0, "II*\x00", sheet.NotWorkbook, "是图片(TIFF)", sheet.AdviceFill},
	{0, "MM\x00*", sheet.NotWorkbook, "是图片(TIFF)", sheet.AdviceFill},
	{8, "WEBP", sheet.NotWorkbook, "是图片(WebP)", sheet.AdviceFill},
	{4, "ftyphei", sheet.NotWorkbook, "是图片(HEIC)", sheet.AdviceFill},
	{4, "ftypmif1", sheet.NotWorkbook, "是图片(HEIC)", sheet.AdviceFill},
	{4, "ftyp", sheet.NotWorkbook, "是视频", sheet.AdviceFill},
	{0, "Rar!", sheet.NotWorkbook, "是 RAR 压缩包", sheet.AdviceUnpack},
	{0, "7z\xBC\xAF\x27\x1C", sheet.NotWorkbook, "是 7z 压缩包", sheet.AdviceUnpack},
	{0, "\x1F\x8B", sheet.NotWorkbook, "是 gzip 压缩包", sheet.AdviceUnpack},
	{0, `{\rtf`, sheet.NotWorkbook, "是 RTF 文档", sheet.AdviceFill},
	{0, "\x78\x9F\x3E\x22", sheet.NotWorkbook, "是邮件附件包(winmail.dat)", sheet.AdviceMail},
	{0, "MZ\x90\x00", sheet.NotWorkbook, "是 Windows 程序", ""},
	{0, "\x09\x08", sheet.NotWorkbook, oldWorkbook, ""}, // BIFF5 and 8 without a container
	{0, "\x09\x04", sheet.NotWorkbook, oldWorkbook, ""}, // BIFF4
	{0, "\x09\x02", sheet.NotWorkbook, oldWorkbook, ""}, // BIFF3
	{0, "\x09\x00\x04\x00", sheet.NotWorkbook, oldWorkbook, ""},
	{0, "ID;P", sheet.NotWorkbook, "是 SYLK 表格(.slk)", ""},
	{4, "E-SafeNet", sheet.Encrypted, "被单位的加密软件加密，只能在本单位电脑上打开", sheet.AdviceDecrypt},
	{0, "%TSD-Header-###%", sheet.Encrypted, "被单位的加密软件加密，只能在本单位电脑上打开", sheet.AdviceDecrypt},
}

const oldWorkbook = "是Excel 95或更早版本的工作簿"

// classifyText tells kinds of text apart by how they begin.
func classifyText(data []byte) *sheet.Fault {
	head := data[:min(len(data), 4096)]
	if hasPrefix(head, "\xFF\xFE") || hasPrefix(head, "\xFE\xFF") {
		head = bytes.ReplaceAll(head[2:], []byte{0}, nil)
	} else if bytes.IndexByte(head, 0) >= 0 {
		return &sheet.Fault{Kind: sheet.NotWorkbook, Reason: "认不出是什么文件", Unknown: true}
	}
	if isMail(head) {
		return &sheet.Fault{Kind: sheet.NotWorkbook, Reason: "是邮件(.eml)", Advice: sheet.AdviceMail}
	}
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xEF\xBB\xBF")), " \t\r\n")
	start := strings.ToLower(string(head))
	switch {
	case strings.HasPrefix(start, "mime-version:"):
		return sheet.Foreign("是网页存档(.mht)", "")
	case strings.Contains(start, "<html"), strings.Contains(start, "<!doctype html"), strings.HasPrefix(start, "<table"):
		return sheet.Foreign("是网页(HTML)", "")
	case strings.Contains(start, "urn:schemas-microsoft-com:office:spreadsheet"):
		return sheet.Foreign("是 XML 表格 2003", "")
	case strings.Contains(start, "opendocument"):
		return sheet.Foreign("是 OpenDocument 表格(.fods)", "")
	case strings.Contains(start, "uof:"):
		return sheet.Foreign("是标文通(UOF)文档", "")
	case strings.HasPrefix(start, "<?xml"):
		return sheet.Foreign("是 XML 文本", "")
	case !isText(head):
		return &sheet.Fault{Kind: sheet.NotWorkbook, Reason: "认不出是什么文件", Unknown: true}
	case bytes.ContainsAny(head, ",\t;"):
		return sheet.Foreign("是 CSV 文本", "")
	}
	return sheet.Foreign("是纯文本", "")
}

// isMail reports whether a text begins with the header of a mail: a sender, and
// a subject or a receiver. Web pages saved with their pictures begin alike, but
// say so.
func isMail(head []byte) bool {
	header, _, _ := bytes.Cut(bytes.ReplaceAll(bytes.ToLower(head), []byte("\r\n"), []byte("\n")), []byte("\n\n"))
	has := func(field string) bool {
		return bytes.HasPrefix(header, []byte(field)) || bytes.Contains(header, []byte("\n"+field))
	}
	return has("from:") && (has("subject:") || has("to:") || has("received:")) && !has("snapshot-content-location:") && !bytes.Contains(header, []byte("multipart/related"))
}

// isText reports whether head holds no control characters but those of text.
// Any encoding will do.
func isText(head []byte) bool {
	for _, b := range head {
		if b < ' ' && b != '\t' && b != '\r' && b != '\n' || b == utf8.RuneSelf-1 {
			return false
		}
	}
	return true
}

// foreignArchive says what an archive without content types is.
func foreignArchive(a *opc.Archive) *sheet.Fault {
	switch {
	case len(a.Entries) == 0:
		return sheet.Foreign("是空的压缩包", "")
	case a.Find("mimetype") != nil:
		return openDocument(a)
	case a.Find("OFD.xml") != nil:
		return sheet.Foreign("是 OFD 版式文件", sheet.AdviceFill)
	case a.Find("xl/workbook.xml") != nil:
		return sheet.Damage("[Content_Types].xml", "缺少这个部件")
	}
	return sheet.Foreign("是 zip 压缩包，不是工作簿", sheet.AdviceUnpack)
}

// isSpreadsheet reports whether an archive is an OpenDocument spreadsheet. Where the
// entry that says so is missing, the list of its parts does.
func isSpreadsheet(a *opc.Archive) bool {
	const spreadsheet, list = "opendocument.spreadsheet", "META-INF/manifest.xml"
	if a.Find("mimetype") != nil {
		return strings.Contains(mimetype(a), spreadsheet)
	}
	e := a.Find(list)
	if e == nil || a.Find("content.xml") == nil || e.Size > 1<<20 {
		return false
	}
	data, err := io.ReadAll(a.Open(e))
	return err == nil && bytes.Contains(data, []byte(spreadsheet))
}

// mimetype returns the beginning of the entry by which OpenDocument files say
// what they are.
func mimetype(a *opc.Archive) string {
	e := a.Find("mimetype")
	if e == nil {
		return ""
	}
	var kind [128]byte
	n, _ := a.Open(e).Read(kind[:])
	return string(kind[:n])
}

// openDocument tells OpenDocument files that are no spreadsheets apart.
func openDocument(a *opc.Archive) *sheet.Fault {
	switch text := mimetype(a); {
	case strings.Contains(text, "opendocument.text"):
		return sheet.Foreign("是 OpenDocument 文档(.odt)", sheet.AdviceFill)
	case strings.Contains(text, "opendocument"):
		return sheet.Foreign("是 OpenDocument 文件", sheet.AdviceFill)
	}
	return sheet.Foreign("是 zip 压缩包，不是工作簿", sheet.AdviceUnpack)
}

func hasPrefix(b []byte, prefix string) bool { return bytes.HasPrefix(b, []byte(prefix)) }
