package layout

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/pdf/pdftest"
	"jingpin/internal/slowtest"
)

// supplementary are the hanzi above U+FFFF that the built-in fonts have, which are
// those of 通用规范汉字表 but for three, and a few more.
func supplementary() string {
	var text strings.Builder
	for r := rune(0x20000); r <= 0x323AF; r++ {
		if _, drawn := testFaces().choose(roleBody, r); drawn == r {
			text.WriteRune(r)
		}
	}
	return text.String()
}

// readers are programs that copy the text out of a PDF.
var readers = [][]string{{"pdftotext", "-raw", "FILE", "-"}, {"mutool", "draw", "-F", "text", "FILE"}}

func TestSupplementaryCharactersAreDrawnAndCopied(t *testing.T) {
	slowtest.Long(t)
	rare := supplementary()
	assert.Len(t, []rune(rare), 222)
	for _, r := range "𬇙𫭟𪨰𨱇𩽾𩾃𠳐𬭁𬀪𬭚𫟼𬍛𬤊𬘓" {
		assert.Contains(t, rare, string(r))
	}
	assert.Equal(t, "𩽹𫚉𫚈", string(testFaces().Unsupported("𩽹𫚉𫚈"+rare+"䶮㙍")), "of the standard list")
	doc := Document{
		Meta: Properties{Title: "题" + rare, Author: "署" + rare},
		Blocks: []Block{
			Title{Parts: []string{rare}}, Paragraph{Runs: []Run{{Text: "地名" + rare + "改造"}, {Text: rare, Style: Strong}, {Text: rare, Style: Kai}}},
			Heading{Level: 1, Text: rare + "路", Anchor: Anchor{Bookmark: "书签" + rare}},
			Table{Columns: []Column{{Heads: []string{rare}}}, Rows: []Row{{Cells: cells(rare)}}},
		},
	}
	pdf := drawn(t, doc)
	for _, reader := range readers {
		t.Run(reader[0], func(t *testing.T) {
			text := squash(pdftest.Tool(t, pdf, reader[0], slices.Clone(reader[1:])...))
			assert.Contains(t, text, "地名"+rare+"改造"+rare+rare+rare+"路")
			assert.Equal(t, 7, strings.Count(text, rare))
		})
	}
	t.Run("bookmarks", func(t *testing.T) {
		assert.Contains(t, pdftest.Tool(t, pdf, "mutool", "show", "FILE", "outline"), "书签"+rare)
	})
	t.Run("properties", func(t *testing.T) {
		info := pdftest.Tool(t, pdf, "pdfinfo", "FILE")
		assert.Contains(t, info, "题"+rare+"\n")
		assert.Contains(t, info, "署"+rare+"\n")
	})
	t.Run("structure", func(t *testing.T) {
		said := squash(pdftest.Tool(t, pdf, "pdfinfo", "-struct-text", "FILE"))
		assert.Contains(t, strings.ReplaceAll(said, `"`, ""), "地名"+rare+"改造", "a paragraph over two pages")
	})
	t.Run("syntax", func(t *testing.T) {
		assert.Contains(t, pdftest.Tool(t, pdf, "qpdf", "--check", "FILE"), "No syntax or stream encoding errors found")
	})
}

func TestEncode(t *testing.T) {
	assert.Equal(t, map[rune]rune{'中': '中', 0xE000: 0xE000, 0x20000: 0xE001, 0x2A700: 0xE002}, encode([]rune{'中', 0xE000, 0x20000, 0x2A700}))
}

func TestDocumentSaysWhatItIs(t *testing.T) {
	doc := demo(1)
	doc.Meta.Title = "甲<乙>&丙"
	pdf := drawn(t, doc)
	assert.True(t, bytes.HasPrefix(pdf, []byte("%PDF-1.7\n")))
	for _, want := range []string{"/Lang (zh-CN)", "/DisplayDocTitle true", "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">甲&lt;乙&gt;&amp;丙<"} {
		assert.Contains(t, string(pdf), want)
	}
	for _, row := range strings.Split(strings.TrimSpace(pdftest.Tool(t, pdf, "pdffonts", "FILE")), "\n")[2:] {
		assert.Regexp(t, `^[A-Z]{6}\+utf8\w+ .* Identity-H +yes yes yes`, row, "embedded in part, with a Unicode map")
	}
	other := drawn(t, demo(2))
	assert.NotEqual(t, idOf(t, pdf), idOf(t, other), "another content, another identity")
}

func idOf(t *testing.T, pdf []byte) string {
	t.Helper()
	_, id, found := bytes.Cut(pdf, []byte("/ID ["))
	require.True(t, found)
	return string(id[:34])
}
