package layout

import (
	"bytes"
	"flag"
	"fmt"
	"io"
	"os"

	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/pdf/pdftest"
	"jingpin/internal/slowtest"
)

var demoPath = flag.String("demo", "", "write the demonstration to this file, to be looked at")

// drawn is a document as PDF.
func drawn(t testing.TB, doc Document) []byte {
	t.Helper()
	var out bytes.Buffer
	require.NoError(t, Draw(&out, doc, testFaces()))
	return out.Bytes()
}

func TestDrawSameBytes(t *testing.T) {
	first := drawn(t, demo(60))
	for range 3 {
		assert.True(t, bytes.Equal(first, drawn(t, demo(60))), "two runs differ")
	}
	if *demoPath != "" {
		require.NoError(t, os.WriteFile(*demoPath, first, 0o644))
	}
}

func TestDrawIsWellFormed(t *testing.T) {
	slowtest.Long(t)
	for _, rows := range []int{0, 1, 60} {
		assert.Contains(t, pdftest.Tool(t, drawn(t, demo(rows)), "qpdf", "--check", "FILE"), "No syntax or stream encoding errors found")
	}
}

func TestDrawEmbedsFonts(t *testing.T) {
	list := pdftest.Tool(t, drawn(t, demo(10)), "pdffonts", "FILE")
	rows := strings.Split(strings.TrimSpace(list), "\n")[2:]
	assert.Len(t, rows, 4)
	for _, row := range rows {
		assert.Regexp(t, `Identity-H +yes (yes|no) +yes`, row, "embedded, with a Unicode map")
	}
}

func TestDrawEmptyDocument(t *testing.T) {
	assert.Contains(t, pdftest.Tool(t, drawn(t, Document{}), "qpdf", "--check", "FILE"), "No syntax")
}

func TestDrawLimit(t *testing.T) {
	doc := demo(30)
	doc.Limit = 2
	info := pdftest.Tool(t, drawn(t, doc), "pdfinfo", "FILE")
	assert.Regexp(t, `Pages: +2\n`, info)
	assert.Contains(t, pdftest.Tool(t, drawn(t, doc), "qpdf", "--check", "FILE"), "No syntax")
}

func TestDrawProperties(t *testing.T) {
	doc := demo(1)
	doc.Meta.Subject = "𠮷\x00题"
	info := pdftest.Tool(t, drawn(t, doc), "pdfinfo", "FILE")
	assert.Contains(t, info, "潍坊新村街道打造精品城区专项行动2023年第二季度推进情况报告")
	assert.Contains(t, info, "𠮷题")
	assert.Contains(t, info, "Jul 10 00:00:00 2023")
}

// nasty are texts that other programs lose characters of.
var nasty = []string{
	strings.Repeat("街道打造精品城区六大专项行动共有项目62个。", 30),
	"生僻字：㙍䶮龘靐齉䴙䴘翀頔喆垚犇骉；符号：·é ñ ½ ㎡ ℃ № ① ⑩ ㈠ → ≤ ≥ ± × ÷ ‰ ￥ € ～ 〇",
	"！！？？……——（《“‘嵌套’”》）。；：、「『』」【〖〗】",
	"T/CECS 1136-2022、A/B/C、a.b.c@example、2,110.5万元、24.7%、1136体系、2023-06-30、(half-width),;:!?[]{}<>|\\^~`'\"#$&*+=_",
	strings.Repeat("VeryLongLatinWordWithoutAnySpaces", 12),
	strings.Repeat("1234567890", 40),
	strings.Repeat("，", 100) + strings.Repeat("（", 100),
	"行一\n行二\r\n\n行四\t制表",
}

func TestTextIsExtractedWhole(t *testing.T) {
	slowtest.Long(t)
	doc := Document{Meta: Properties{Header: "HEADER", Code: "CODE"}}
	table := Table{Columns: []Column{{Heads: []string{"甲"}, Width: 3}, {Heads: []string{"乙"}}, {Heads: []string{"丙"}, Align: Right}}}
	for i, text := range nasty {
		doc.Blocks = append(doc.Blocks, Paragraph{Runs: []Run{{Text: text}, {Text: text, Style: Strong}}}, Heading{Level: 1 + i%3, Text: text}, Title{Parts: []string{text}})
		table.Rows = append(table.Rows, Row{Cells: cells(i, text, text)})
	}
	doc.Blocks = append(doc.Blocks, PageBreak{Landscape: true}, table)
	text := squash(pdftest.Tool(t, drawn(t, doc), "pdftotext", "-raw", "FILE", "-"))
	for _, want := range nasty {
		assert.Equal(t, 6, strings.Count(text, squash(want)), "%.60s", want)
	}
}

// squash removes what a page adds to the text, and all white space.
func squash(text string) string {
	return regexp.MustCompile(`HEADER|CODE|甲乙丙`).ReplaceAllString(pdftest.Squash(text), "")
}

func TestMissingCharactersAreSeen(t *testing.T) {
	doc := Document{Blocks: []Block{Paragraph{Runs: plain("𠮷家\u200d😀\ufe0f坊")}}}
	assert.Contains(t, squash(pdftest.Tool(t, drawn(t, doc), "pdftotext", "-raw", "FILE", "-")), "〓家〓坊")
}

func TestDrawWithOfficeFonts(t *testing.T) {
	faces, err := OfficeFaces(fstest.MapFS{"f.ttf": {Data: smallFont("仿宋_GB2312", officeText)}})
	require.NoError(t, err)
	var out bytes.Buffer
	require.NoError(t, Draw(&out, demo(5), faces))
	assert.Contains(t, pdftest.Tool(t, out.Bytes(), "pdffonts", "FILE"), "utf8fangsong")
	text := squash(pdftest.Tool(t, out.Bytes(), "pdftotext", "-raw", "FILE", "-"))
	assert.Contains(t, text, "截至2023年6月30日，街道打造精品城区六大专项行动")
}

// gofpdf's time grows with the cube of a stretch of consecutive characters.
func TestDrawAllHanzi(t *testing.T) {
	slowtest.Long(t)
	var all strings.Builder
	for r := rune(0x4E00); r <= 0x9FA5; r++ {
		all.WriteRune(r)
	}
	start := time.Now()
	doc := Document{Blocks: []Block{Paragraph{Runs: plain(all.String())}}}
	text := squash(pdftest.Tool(t, drawn(t, doc), "pdftotext", "-raw", "FILE", "-"))
	assert.Less(t, time.Since(start), 20*time.Second)
	assert.Contains(t, text, all.String())
}

// pixels renders the pages in grey, one byte a pixel, at 36 pixels an inch.
func pixels(t *testing.T, pdf []byte) []page36 {
	dir := t.TempDir()
	pdftest.Tool(t, pdf, "pdftoppm", "-r", "36", "-gray", "FILE", filepath.Join(dir, "p"))
	names, err := filepath.Glob(filepath.Join(dir, "*.pgm"))
	require.NoError(t, err)
	var pages []page36
	for _, name := range names {
		data, err := os.ReadFile(name)
		require.NoError(t, err)
		fields := bytes.SplitN(data, []byte("\n"), 4)
		var p page36
		_, err = fmt.Sscan(string(fields[1]), &p.width, &p.height)
		require.NoError(t, err)
		p.grey = fields[3]
		pages = append(pages, p)
	}
	return pages
}

type page36 struct {
	width, height int
	grey          []byte
}

// inkOutside finds the first dark pixel outside some rectangles, in points.
func (p page36) inkOutside(areas ...frame) (x, y float64, found bool) {
	for i, g := range p.grey {
		x, y := 2*float64(i%p.width), 2*float64(i/p.width) // a pixel is two points wide
		inside := g > 230
		for _, a := range areas {
			inside = inside || x > a.left-3 && x < a.left+a.width+2 && y > a.top-3 && y < a.bottom()+2
		}
		if !inside {
			return x, y, true
		}
	}
	return 0, 0, false
}

func TestNothingCrossesTheMargins(t *testing.T) {
	slowtest.Long(t)
	doc := demo(40)
	for _, text := range nasty {
		doc.Blocks = append(doc.Blocks, Paragraph{Runs: plain(text)}, Table{Columns: []Column{{Heads: []string{text}}, {Heads: []string{"表头"}}}, Rows: []Row{{Cells: cells(text, text)}}})
	}
	noInkInMargins(t, drawn(t, doc))
}

// noInkInMargins asserts that no page has ink outside the type area, the
// header and the foot.
func noInkInMargins(t *testing.T, pdf []byte) {
	t.Helper()
	upright := []frame{
		frameOf(false),
		{left: marginBinding, top: marginTop - 12*mm, width: 156 * mm, height: 6 * mm},         // header
		{left: marginBinding, top: marginTop + 225*mm + 6*mm, width: 156 * mm, height: 9 * mm}, // page number and code
	}
	for i, p := range pixels(t, pdf) {
		areas := upright
		if p.width > p.height {
			areas = []frame{frameOf(true)}
			for _, a := range upright[1:] { // the sheet turned by a quarter to the right
				areas = append(areas, frame{left: paperTall - a.bottom(), top: a.left, width: a.height, height: a.width})
			}
		}
		x, y, found := p.inkOutside(areas...)
		assert.False(t, found, "page %d has ink at %.0f, %.0f", i+1, x, y)
	}
}

func TestPageNumbersStandOutside(t *testing.T) {
	number := func(n int) textMark { return furniture(Properties{}, testFaces(), n)[0].(textMark) }
	odd, even := number(1), number(12)
	assert.Equal(t, "— 1 —", odd.text)
	assert.InDelta(t, paperWidth-marginOuter-numberSize, odd.x+odd.width, 0.1, "one em from the right edge")
	assert.Equal(t, "— 12 —", even.text)
	assert.InDelta(t, marginBinding+numberSize, even.x, 0.1, "one em from the left edge")
}

func TestContentsTellThePages(t *testing.T) {
	slowtest.Long(t)
	pages := strings.Split(pdftest.Tool(t, drawn(t, demo(60)), "pdftotext", "-layout", "FILE", "-"), "\f")
	entries := regexp.MustCompile(`(?m)^ *(\S.*\S) +(\d+)$`).FindAllStringSubmatch(pages[4], -1)
	require.Len(t, entries, 5, "%s", pages[4])
	for _, e := range entries {
		number, err := strconv.Atoi(e[2])
		require.NoError(t, err)
		for _, word := range strings.Fields(e[1]) {
			assert.Contains(t, squash(pages[number-1]), squash(word), "page %d", number)
		}
	}
}

func TestContentsAreLeftOutOfShortDocuments(t *testing.T) {
	doc := demo(1)
	for i, b := range doc.Blocks {
		if contents, ok := b.(Contents); ok {
			contents.Over = 10
			doc.Blocks[i] = contents
		}
	}
	assert.NotContains(t, squash(pdftest.Tool(t, drawn(t, doc), "pdftotext", "FILE", "-")), "目录")
}

// TestContentsBeginOverTheirLimit has contents over a number of pages, not
// from it on.
func TestContentsBeginOverTheirLimit(t *testing.T) {
	doc := demo(60)
	limit := func(pages int) int {
		for i, b := range doc.Blocks {
			if contents, ok := b.(Contents); ok {
				contents.Over = pages
				doc.Blocks[i] = contents
			}
		}
		return len(compose(doc, testFaces()).pages)
	}
	without := limit(1000)
	assert.Equal(t, without, limit(without))
	assert.Greater(t, limit(without-1), without)
}

// gofpdf's own ways of setting text lose characters.
func TestGofpdfTextIsNotUsed(t *testing.T) {
	forbidden := regexp.MustCompile(`\.(MultiCell|SplitText|SplitLines|Writef?|WriteAligned|Text|AliasNbPages)\(`)
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(name)
		require.NoError(t, err)
		assert.NotRegexp(t, forbidden, string(source), name)
	}
}

// BenchmarkDraw draws the demonstration, fonts unpacked anew each time.
func BenchmarkDraw(b *testing.B) {
	for _, rows := range []int{60, 2000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			doc := demo(rows)
			for b.Loop() {
				if err := Draw(io.Discard, doc, BuiltInFaces()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// gofpdf measures every bookmark's height from the last page's top edge.
func TestBookmarksAndLinksLeadToTheirPlaces(t *testing.T) {
	doc := Document{Blocks: []Block{
		Heading{Level: 1, Text: "甲", Anchor: Anchor{Name: "a", Bookmark: "甲"}},
		Paragraph{Runs: []Run{{Text: "见乙", Link: "b"}, {Text: "、见丙", Link: "none"}}},
		PageBreak{Landscape: true},
		Heading{Level: 1, Text: "乙", Anchor: Anchor{Name: "b", Bookmark: "乙", Level: 3}},
	}}
	plain := pdftest.Tool(t, drawn(t, doc), "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
	var heights []string
	for _, m := range regexp.MustCompile(`/XYZ\s+0\s+([0-9.]+)\s+null`).FindAllStringSubmatch(plain, -1) {
		heights = append(heights, m[1])
	}
	upright := fmt.Sprintf("%.2f", paperTall-marginTop)
	across := fmt.Sprintf("%.2f", paperWidth-marginBinding)
	assert.Equal(t, []string{across, upright, across}, heights, "the link, then the two bookmarks")
}

func TestBandsAreSiblingsInTheOutline(t *testing.T) {
	p := &page{}
	for _, level := range []int{0, 1, 1, 0, 2, 2, 0, 2} {
		p.bookmarks = append(p.bookmarks, bookmark{Anchor: Anchor{Bookmark: "a", Level: level}})
	}
	var below []int
	for _, item := range (&composer{pages: []*page{p}}).outline().kids {
		below = append(below, len(item.kids))
	}
	assert.Equal(t, []int{2, 2, 1}, below)
}

func TestFirstPageIsSetAsTheStandardWhereItFits(t *testing.T) {
	for lines, standard := range map[int]bool{5: true, 24: false} {
		doc := Document{FirstPage: 1, Blocks: []Block{Paragraph{Runs: plain(strings.Repeat("行\n", lines-1) + "行")}}}
		set := measureAll(doc, testFaces())[0].(*textPiece).pitch
		assert.Equal(t, standard, set == pitch, "%d lines are set %.1f apart", lines, set)
		assert.Len(t, compose(doc, testFaces()).pages, 1)
	}
}

// TestAnnexesOfTextStandOnOnePage where that can be; other text does not.
func TestAnnexesOfTextStandOnOnePage(t *testing.T) {
	text := Paragraph{Runs: plain(strings.Repeat("行\n", 25) + "行")}
	pages := func(blocks ...Block) int { return len(compose(Document{Blocks: blocks}, testFaces()).pages) }
	assert.Equal(t, 2, pages(text))
	assert.Equal(t, 2, pages(Caption{Text: "表"}, PageBreak{}, text))
	assert.Equal(t, 3, pages(Caption{Text: "表"}, PageBreak{}, text, trackTable()), "with a table it is set as usual")
	assert.Equal(t, 3, pages(Caption{Text: "表"}, PageBreak{}, text, PageBreak{}, trackTable()))
}

// TestCharactersAreDrawnInFontsThatHaveThem looks at every stretch of text.
func TestCharactersAreDrawnInFontsThatHaveThem(t *testing.T) {
	doc := demo(20)
	for _, text := range nasty {
		doc.Blocks = append(doc.Blocks, Paragraph{Runs: plain(text)})
	}
	for _, page := range compose(doc, testFaces()).pages {
		for _, m := range page.marks {
			if mark, ok := m.(textMark); ok {
				for _, char := range mark.text {
					assert.True(t, mark.face.draws(char), "%c", char)
				}
			}
		}
	}
}
