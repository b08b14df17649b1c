package layout

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"jingpin/internal/pdf/object"
)

// finish makes of what gofpdf has drawn a PDF 1.7 that says what it is: its
// properties, outline, links and structure, its fonts named as subsets, characters
// of private codes to be copied as what they are. Its identity is made of its
// content.
func finish(drawn []byte, meta Properties, c *canvas) ([]byte, error) {
	f, err := object.TakeApart(drawn)
	if err != nil {
		return nil, err
	}
	f.TagSubsets()
	f.MapPrivate(c.private)
	f.Replace(f.Info, properties(meta))
	outline := writeOutline(f, c.composed.outline())
	f.Replace(f.Root, catalog(f, meta, outline, writeStructure(f, c.composed)))
	return f.Bytes(), nil
}

// properties are the document's, for programs that know no XMP.
func properties(meta Properties) string {
	date := meta.Date.UTC().Format("D:20060102150405Z")
	var b strings.Builder
	b.WriteString("<<\n")
	for _, p := range []struct{ key, text string }{
		{"Producer", producer}, {"Title", meta.Title}, {"Subject", meta.Subject}, {"Author", meta.Author}, {"Keywords", meta.Keywords},
	} {
		if p.text != "" {
			fmt.Fprintf(&b, "/%s %s\n", p.key, textString(p.text))
		}
	}
	fmt.Fprintf(&b, "/CreationDate (%s)\n/ModDate (%s)\n>>", date, date)
	return b.String()
}

const producer = "jingpin"

// textString is a text as dictionaries hold it, without what is never visible.
func textString(text string) string { return object.TextString(string(slices.Collect(visible(text)))) }

// catalog says what there is in the document, what language it is in, that a
// window shows its title.
func catalog(f *object.PDF, meta Properties, outline, structure int) string {
	metadata := f.Add(object.Stream("/Type /Metadata/Subtype /XML", xmp(meta)))
	entries := fmt.Sprintf("/Type /Catalog\n/Pages 1 0 R\n/OpenAction [%d 0 R /FitH null]\n/PageLayout /OneColumn\n", pageObject(0))
	if outline > 0 {
		entries += fmt.Sprintf("/Outlines %d 0 R\n/PageMode /UseOutlines\n", outline)
	}
	entries += fmt.Sprintf("/Lang (zh-CN)\n/ViewerPreferences <</DisplayDocTitle true>>\n/Metadata %d 0 R\n", metadata)
	entries += fmt.Sprintf("/MarkInfo <</Marked true>>\n/StructTreeRoot %d 0 R\n", structure)
	return "<<\n" + entries + ">>"
}

// xmp are the properties in XMP.
func xmp(meta Properties) string {
	text := func(s string) string {
		var b strings.Builder
		// Writing to memory does not fail.
		_ = xml.EscapeText(&b, []byte(s))
		return b.String()
	}
	date := meta.Date.Format("2006-01-02T15:04:05Z07:00")
	return `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + text(meta.Title) + `</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>` + text(meta.Author) + `</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">` + text(meta.Subject) + `</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>` + text(meta.Keywords) + `</pdf:Keywords>
<pdf:Producer>` + producer + `</pdf:Producer>
<xmp:CreateDate>` + date + `</xmp:CreateDate>
<xmp:ModifyDate>` + date + `</xmp:ModifyDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`
}
