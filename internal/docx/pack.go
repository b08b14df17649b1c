package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"strings"

	"jingpin/internal/pdf/layout"
)

// keyProperty is the custom property that says which report a draft was made
// from.
const keyProperty = "报告标识"

// packed is one part of the package.
type packed struct{ name, text string }

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// Namespaces and types of the parts.
const (
	nsMain     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	nsRelation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	nsPackage  = "http://schemas.openxmlformats.org/package/2006/"
	typeMain   = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	namespaces = ` xmlns:w="` + nsMain + `" xmlns:r="` + nsRelation + `"`
)

// pack puts the parts of a file together, always in the same order and without
// times, so that equal documents are equal bytes.
func pack(meta layout.Properties, body []byte, key string) ([]byte, error) {
	parts := []packed{
		{"[Content_Types].xml", contentTypes(key != "")},
		{"_rels/.rels", relations(
			relation{nsRelation + "/officeDocument", "word/document.xml"},
			relation{nsPackage + "relationships/metadata/core-properties", "docProps/core.xml"},
			relation{nsRelation + "/custom-properties", when(key != "", "docProps/custom.xml")},
		)},
		{"docProps/core.xml", coreProperties(meta)},
		{"word/_rels/document.xml.rels", relations(
			relation{nsRelation + "/styles", "styles.xml"}, relation{nsRelation + "/settings", "settings.xml"},
			relation{nsRelation + "/fontTable", "fontTable.xml"}, relation{nsRelation + "/header", "header1.xml"},
			relation{nsRelation + "/footer", "footer1.xml"}, relation{nsRelation + "/footer", "footer2.xml"},
		)},
		{"word/document.xml", xmlHead + "<w:document" + namespaces + "><w:body>" + string(body) + "</w:body></w:document>"},
		{"word/fontTable.xml", fontTable()},
		{"word/footer1.xml", footer("right")},
		{"word/footer2.xml", footer("left")},
		{"word/header1.xml", header(meta.Header)},
		{"word/settings.xml", settings},
		{"word/styles.xml", styles()},
	}
	if key != "" {
		parts = append(parts, packed{"docProps/custom.xml", customProperty(key)})
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(p.text)); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

// when is s if it holds, else "".
func when(holds bool, s string) string {
	if holds {
		return s
	}
	return ""
}

// escape makes a text fit for XML; what XML cannot hold becomes U+FFFD.
func escape(s string) string {
	if !strings.ContainsAny(s, "<>&\"'\t\r\n") && strings.IndexFunc(s, func(r rune) bool { return r < ' ' || r == 0xFFFE || r == 0xFFFF }) < 0 {
		return s
	}
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // writing to memory does not fail
	return b.String()
}

type relation struct{ kind, target string }

// relations are numbered rId1 and on; one without a target is left out.
func relations(rs ...relation) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Relationships xmlns="` + nsPackage + `relationships">`)
	for i, r := range rs {
		if r.target != "" {
			b.WriteString(`<Relationship Id="rId` + number(i+1) + `" Type="` + r.kind + `" Target="` + r.target + `"/>`)
		}
	}
	b.WriteString("</Relationships>")
	return b.String()
}

func contentTypes(custom bool) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<Types xmlns="` + nsPackage + `content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>`)
	for _, p := range []packed{
		{"/word/document.xml", typeMain + "document.main+xml"}, {"/word/styles.xml", typeMain + "styles+xml"},
		{"/word/settings.xml", typeMain + "settings+xml"}, {"/word/fontTable.xml", typeMain + "fontTable+xml"},
		{"/word/header1.xml", typeMain + "header+xml"}, {"/word/footer1.xml", typeMain + "footer+xml"}, {"/word/footer2.xml", typeMain + "footer+xml"},
		{"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
		{when(custom, "/docProps/custom.xml"), "application/vnd.openxmlformats-officedocument.custom-properties+xml"},
	} {
		if p.name != "" {
			b.WriteString(`<Override PartName="` + p.name + `" ContentType="` + p.text + `"/>`)
		}
	}
	b.WriteString("</Types>")
	return b.String()
}

func coreProperties(m layout.Properties) string {
	date := m.Date.UTC().Format("2006-01-02T15:04:05Z")
	return xmlHead + `<cp:coreProperties xmlns:cp="` + nsPackage + `metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		"<dc:title>" + escape(m.Title) + "</dc:title><dc:subject>" + escape(m.Subject) + "</dc:subject><dc:creator>" + escape(m.Author) + "</dc:creator>" +
		"<cp:lastModifiedBy>" + escape(m.Author) + "</cp:lastModifiedBy>" +
		`<dcterms:created xsi:type="dcterms:W3CDTF">` + date + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + date + "</dcterms:modified>" +
		"<dc:language>zh-CN</dc:language></cp:coreProperties>"
}

func customProperty(key string) string {
	return xmlHead + `<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" ` +
		`xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="` +
		keyProperty + `"><vt:lpwstr>` + escape(key) + "</vt:lpwstr></property></Properties>"
}

func header(text string) string {
	return xmlHead + "<w:hdr" + namespaces + `><w:p><w:pPr><w:pStyle w:val="` + string(styleHeader) + `"/></w:pPr><w:r><w:t xml:space="preserve">` +
		escape(text) + "</w:t></w:r></w:p></w:hdr>"
}

// footer is the page's number between dashes at the outer edge, one em in.
func footer(side string) string {
	run := func(inner string) string { return "<w:r>" + inner + "</w:r>" }
	return xmlHead + "<w:ftr" + namespaces + `><w:p><w:pPr><w:pStyle w:val="` + string(styleFooter) + `"/><w:ind w:left="280" w:right="280"/><w:jc w:val="` + side + `"/></w:pPr>` +
		run(`<w:t xml:space="preserve">— </w:t>`) + run(`<w:fldChar w:fldCharType="begin"/>`) + run(`<w:instrText xml:space="preserve"> PAGE </w:instrText>`) +
		run(`<w:fldChar w:fldCharType="separate"/>`) + run(`<w:t>1</w:t>`) + run(`<w:fldChar w:fldCharType="end"/>`) +
		run(`<w:t xml:space="preserve"> —</w:t>`) + "</w:p></w:ftr>"
}

const settings = xmlHead + `<w:settings xmlns:w="` + nsMain + `"><w:zoom w:percent="100"/><w:evenAndOddHeaders/>` +
	`<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:compatSetting w:name="compatibilityMode" ` +
	`w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>`
