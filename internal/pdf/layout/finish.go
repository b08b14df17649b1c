package layout

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/xml"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// finish makes of what gofpdf has drawn a PDF 1.7 that says what it is: its
// properties, outline, links and structure, its fonts named as subsets, characters
// of private codes to be copied as what they are. Its identity is made of its
// content.
func finish(drawn []byte, meta Meta, c *canvas) ([]byte, error) {
	f, err := takeApart(drawn)
	if err != nil {
		return nil, err
	}
	f.tagSubsets()
	f.mapPrivate(c.private)
	f.replace(f.info, properties(meta))
	outline := f.writeOutline(c.composed.outline())
	f.replace(f.root, f.catalog(meta, outline, f.writeStructure(c.composed)))
	return f.bytes(), nil
}

// An objectFile is a PDF taken apart into its objects, the first being 1.
type objectFile struct {
	objects [][]byte // each from its number to endobj; nil for those that are packed
	packed  []packedObject
	root    int
	info    int
}

var (
	errForeign     = errors.New("not a PDF as gofpdf writes it")
	trailerNumbers = regexp.MustCompile(`/Root (\d+) 0 R\n/Info (\d+) 0 R`)
)

// takeApart reads the table of a file that gofpdf has written.
func takeApart(data []byte) (*objectFile, error) {
	_, after, found := bytes.Cut(data[max(0, len(data)-64):], []byte("startxref\n"))
	at, _, _ := bytes.Cut(after, []byte("\n"))
	start, err := strconv.Atoi(string(at))
	if !found || err != nil || start <= 0 || start >= len(data) {
		return nil, errForeign
	}
	const lineLength = 20
	_, entries, _ := bytes.Cut(data[start:], []byte("f \n"))
	var offsets []int
	for len(entries) >= lineLength && bytes.HasSuffix(entries[:lineLength], []byte(" 00000 n \n")) {
		offset, err := strconv.Atoi(string(entries[:10]))
		if err != nil || offset >= start {
			return nil, errForeign
		}
		offsets, entries = append(offsets, offset), entries[lineLength:]
	}
	numbers := trailerNumbers.FindSubmatch(entries)
	if len(offsets) == 0 || numbers == nil {
		return nil, errForeign
	}
	f := &objectFile{objects: make([][]byte, len(offsets))}
	f.root, _ = strconv.Atoi(string(numbers[1]))
	f.info, _ = strconv.Atoi(string(numbers[2]))
	ends := append(slices.Sorted(slices.Values(offsets)), start)
	for i, offset := range offsets {
		next, _ := slices.BinarySearch(ends, offset+1)
		f.objects[i] = data[offset:ends[next]]
	}
	return f, nil
}

// add appends an object and returns its number.
func (f *objectFile) add(content string) int {
	n := len(f.objects) + 1
	f.objects = append(f.objects, []byte(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", n, content)))
	return n
}

// replace replaces an object's content.
func (f *objectFile) replace(n int, content string) {
	f.objects[n-1] = []byte(fmt.Sprintf("%d 0 obj\n%s\nendobj\n", n, content))
}

// insert puts entries into an object's dictionary behind some others.
func (f *objectFile) insert(n int, behind, entries string) {
	f.objects[n-1] = bytes.Replace(f.objects[n-1], []byte(behind), []byte(behind+entries), 1)
}

// A packedObject is an object that is no stream: many are packed in one.
type packedObject struct {
	number  int
	content string
}

// reserve is the number of an object that is yet to be put.
func (f *objectFile) reserve() int {
	f.objects = append(f.objects, nil)
	return len(f.objects)
}

// put gives a reserved object its content.
func (f *objectFile) put(n int, content string) {
	f.packed = append(f.packed, packedObject{n, content})
}

// stream is a stream object's content.
func stream(entries, data string) string {
	return fmt.Sprintf("<<%s/Length %d>>\nstream\n%s\nendstream", entries, len(data), data)
}

var namesInFile = regexp.MustCompile(`/(BaseFont|FontName) /(utf8\w+)\n`)

// tagSubsets puts before each font's name the six letters that say that only a
// part of it is embedded: those of its content.
func (f *objectFile) tagSubsets() {
	tags := make(map[string]string)
	for i, object := range f.objects {
		m := namesInFile.FindSubmatch(object)
		if m == nil || !bytes.Contains(object, []byte("/Subtype /CIDFontType2")) {
			continue
		}
		sum := sha256.Sum256(f.objects[i]) // holds the widths of the characters at hand
		letters := make([]byte, 6)
		for k := range letters {
			letters[k] = 'A' + sum[k]%26
		}
		tags[string(m[2])] = string(letters)
	}
	for i, object := range f.objects {
		if !bytes.HasPrefix(afterNumber(object), []byte("<</Type /Font")) {
			continue
		}
		f.objects[i] = namesInFile.ReplaceAllFunc(object, func(match []byte) []byte {
			m := namesInFile.FindSubmatch(match)
			return fmt.Appendf(nil, "/%s /%s+%s\n", m[1], tags[string(m[2])], m[2])
		})
	}
}

// afterNumber is an object without its first line.
func afterNumber(object []byte) []byte {
	_, content, _ := bytes.Cut(object, []byte("\n"))
	return content
}

var typeZero = regexp.MustCompile(`/Subtype /Type0\n/BaseFont /(?:[A-Z]{6}\+)?utf8(\w+)\n[^>]*/ToUnicode (\d+) 0 R`)

// mapPrivate says of fonts with codes of private use what these stand for.
func (f *objectFile) mapPrivate(private map[string]map[rune]rune) {
	for _, object := range f.objects {
		m := typeZero.FindSubmatch(object)
		if m == nil || len(private[string(m[1])]) == 0 {
			continue
		}
		n, _ := strconv.Atoi(string(m[2]))
		f.replace(n, stream("", toUnicode(private[string(m[1])])))
	}
}

// blockLimit is how many entries a block of a character map has at most.
const blockLimit = 100

// toUnicode is the character map of a font whose codes are their characters but
// for some.
func toUnicode(private map[rune]rune) string {
	codes := slices.Sorted(maps.Keys(private))
	var ranges []string
	from := rune(0)
	for _, code := range append(codes, 0x10000) {
		if code > from {
			ranges = append(ranges, fmt.Sprintf("<%04X> <%04X> <%04X>", from, code-1, from))
		}
		from = code + 1
	}
	var chars []string
	for _, code := range codes {
		high, low := utf16.EncodeRune(private[code])
		chars = append(chars, fmt.Sprintf("<%04X> <%04X%04X>", code, high, low))
	}
	var b strings.Builder
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\n<</Registry (Adobe)\n/Ordering (UCS)\n" +
		"/Supplement 0\n>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	writeBlocks(&b, "bfrange", ranges)
	writeBlocks(&b, "bfchar", chars)
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.String()
}

func writeBlocks(b *strings.Builder, kind string, entries []string) {
	for block := range slices.Chunk(entries, blockLimit) {
		fmt.Fprintf(b, "%d begin%s\n%s\nend%s\n", len(block), kind, strings.Join(block, "\n"), kind)
	}
}

// properties are the document's, for programs that know no XMP.
func properties(meta Meta) string {
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

var escapes = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`, "\r", `\r`)

// textString is a text as dictionaries hold it, without what is never visible.
func textString(text string) string {
	b := []byte{0xFE, 0xFF}
	for r := range visible(text) {
		for _, word := range utf16.AppendRune(nil, r) {
			b = binary.BigEndian.AppendUint16(b, word)
		}
	}
	return "(" + escapes.Replace(string(b)) + ")"
}

// catalog says what there is in the document, what language it is in, that a
// window shows its title.
func (f *objectFile) catalog(meta Meta, outline, structure int) string {
	metadata := f.add(stream("/Type /Metadata/Subtype /XML", xmp(meta)))
	entries := fmt.Sprintf("/Type /Catalog\n/Pages 1 0 R\n/OpenAction [%d 0 R /FitH null]\n/PageLayout /OneColumn\n", pageObject(0))
	if outline > 0 {
		entries += fmt.Sprintf("/Outlines %d 0 R\n/PageMode /UseOutlines\n", outline)
	}
	entries += fmt.Sprintf("/Lang (zh-CN)\n/ViewerPreferences <</DisplayDocTitle true>>\n/Metadata %d 0 R\n", metadata)
	entries += fmt.Sprintf("/MarkInfo <</Marked true>>\n/StructTreeRoot %d 0 R\n", structure)
	return "<<\n" + entries + ">>"
}

// xmp are the properties in XMP.
func xmp(meta Meta) string {
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
