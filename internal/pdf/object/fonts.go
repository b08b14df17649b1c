package object

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

var namesInFile = regexp.MustCompile(`/(BaseFont|FontName) /(utf8\w+)\n`)

// TagSubsets puts before each font's name the six letters that say that only a
// part of it is embedded: those of its content.
func (f *PDF) TagSubsets() {
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

// MapPrivate says of fonts with codes of private use what these stand for.
func (f *PDF) MapPrivate(private map[string]map[rune]rune) {
	for _, object := range f.objects {
		m := typeZero.FindSubmatch(object)
		if m == nil || len(private[string(m[1])]) == 0 {
			continue
		}
		n, _ := strconv.Atoi(string(m[2]))
		f.Replace(n, Stream("", toUnicode(private[string(m[1])])))
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
