package layout

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/pdf/pdftest"
)

// Characters of 通用规范汉字表 above U+FFFF.
const supplementary = "𬇙𫔶𫭟𪨰𨱇𩽾𩾃𠳐𬭁𬀪"

func TestSupplementaryCharactersAreDrawnAndCopied(t *testing.T) {
	assert.Empty(t, testFaces().Unsupported(supplementary))
	doc := Document{Blocks: []Block{
		Paragraph{Runs: []Run{{Text: "地名" + supplementary + "改造"}, {Text: supplementary, Style: Strong}}}, Heading{Level: 1, Text: supplementary + "路"},
		Table{Columns: []Column{{Heads: []string{supplementary}}}, Rows: []Row{{Cells: cells(supplementary)}}},
	}}
	pdf := drawn(t, doc)
	text := squash(pdftest.Tool(t, pdf, "pdftotext", "-raw", "FILE", "-"))
	assert.Contains(t, text, "地名"+supplementary+"改造"+supplementary+supplementary+"路")
	assert.Equal(t, 5, strings.Count(text, supplementary))
	assert.Contains(t, pdftest.Tool(t, pdf, "qpdf", "--check", "FILE"), "No syntax or stream encoding errors found")
}

func TestEncode(t *testing.T) {
	assert.Equal(t, map[rune]rune{'中': '中', 0xE000: 0xE000, 0x20000: 0xE001, 0x2A700: 0xE002}, encode([]rune{'中', 0xE000, 0x20000, 0x2A700}))
}

func TestToUnicodeKeepsBlocksShort(t *testing.T) {
	private := map[rune]rune{}
	for i := range rune(250) {
		private[firstPrivate+i] = 0x20000 + i
	}
	m := toUnicode(private)
	assert.Contains(t, m, "2 beginbfrange\n<0000> <DFFF> <0000>\n<E0FA> <FFFF> <E0FA>\nendbfrange")
	assert.Contains(t, m, "100 beginbfchar\n<E000> <D840DC00>\n")
	assert.Contains(t, m, "50 beginbfchar\n")
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

func TestTakeApartRefusesOthers(t *testing.T) {
	for _, data := range []string{"", "%PDF-1.4", "startxref\n99\n%%EOF", "xref\n0 1\nstartxref\n0\n%%EOF"} {
		_, err := takeApart([]byte(data))
		assert.ErrorIs(t, err, errForeign, data)
	}
}
