package pdf

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

const testCode = "0123-4567"

// written is a report as PDF.
func written(t testing.TB, r *report.Report, opt Options) []byte {
	t.Helper()
	if opt.Faces == nil {
		opt.Faces = testFaces()
	}
	opt.Code = testCode
	out, err := Write(r, opt)
	require.NoError(t, err)
	return out
}

// read is a PDF's text without white space and what stands in the margins.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	text := squash(tool(t, pdf, "pdftotext", "-raw", "FILE", "-"))
	return regexp.MustCompile(`内部资料注意保管|`+codeMark+testCode).ReplaceAllString(text, "")
}

func TestWriteSameBytes(t *testing.T) {
	first := written(t, sample("odd"), Options{})
	for range 3 {
		assert.True(t, bytes.Equal(first, written(t, sample("odd"), Options{})), "two runs differ")
	}
}

func TestWriteFromData(t *testing.T) {
	r := sample("sixty")
	data, err := report.Encode(r)
	require.NoError(t, err)
	again, err := report.Decode(data)
	require.NoError(t, err)
	assert.True(t, bytes.Equal(written(t, r, Options{}), written(t, again, Options{})), "the report drawn from its data differs")
}

// Every character of what departments write and of every paragraph is drawn.
func TestReportIsReadWhole(t *testing.T) {
	for _, name := range []string{"one", "sixty", "odd"} {
		t.Run(name, func(t *testing.T) {
			r := sample(name)
			text := read(t, written(t, r, Options{}))
			holds := func(want string) {
				t.Helper()
				assert.True(t, strings.Contains(text, squash(drawable(want))), "not read: %s", want)
			}
			holds(r.Meta.Title)
			for _, p := range r.Projects {
				f := p.Project
				for _, want := range []string{p.Number, f.Title(), f.Done, f.Problem, f.Ask, f.Next, p.Because} {
					holds(want)
				}
			}
			for _, s := range r.Sections {
				holds(s.Heading)
				for _, p := range s.Paragraphs {
					holds(p.Heading)
					holds(p.Lead + p.Text)
				}
			}
			for _, u := range r.UnitRanking {
				holds(u.Unit + u.Leader + u.Sent)
			}
			for _, c := range r.Charts.Timeline {
				for _, d := range c.Projects {
					holds(d.Name + "（" + d.Unit + "）")
				}
			}
		})
	}
}

// drawable is a text as it is drawn: 〓 for what no font has.
func drawable(text string) string {
	var out strings.Builder
	for r := range visible(strings.Join(strings.Fields(text), "")) {
		_, drawn := testFaces().choose(roleBody, r)
		out.WriteRune(drawn)
	}
	return out.String()
}

// Rows that go on over pages are read column by column, for pages lie between,
// and so are the long texts that stand below them, over all columns.
func TestLongTextsAreDrawnWhole(t *testing.T) {
	r := sample("many")
	w := &writer{Report: r}
	c := compose(document(r, Options{}), testFaces())
	inside(t, c)
	table := w.projectAnnex()[0].(Table)
	edges := table.measure(testFaces(), frameOf(true)).(*tablePiece).widths
	for col := len(edges) - 2; col < len(edges); col++ {
		var want strings.Builder
		for _, row := range table.Rows {
			if !row.spans() {
				want.WriteString(row.Cells[col].Text)
			}
		}
		left := frameOf(true).left + sum(edges[:col])
		got := annexText(c, false, left, left+edges[col])
		assert.True(t, strings.ReplaceAll(got, table.Columns[col].Heads[0], "") == squash(drawable(want.String())), "column %d", col)
	}
	var want strings.Builder
	got := annexText(c, true, 0, paperTall)
	for _, row := range table.Rows {
		switch row.Look {
		case Band:
			band := squash(row.Cells[0].Text)
			got = strings.ReplaceAll(strings.ReplaceAll(got, band+goesOnMark, ""), band, "")
		case Wide:
			got = strings.ReplaceAll(got, squash(row.Again), "")
			want.WriteString(row.Cells[0].Text)
		}
	}
	assert.True(t, got == squash(drawable(want.String())), "wide rows")
	for i := range r.Projects {
		p := &r.Projects[i].Project
		row := slices.IndexFunc(table.Rows, func(row Row) bool { return row.Anchor.Name == projectAnchor(r.Projects[i].Number) })
		said := ""
		for _, cell := range slices.Concat(table.Rows[row].Cells, table.Rows[min(row+1, len(table.Rows)-1)].Cells) {
			said += cell.Text
		}
		for _, text := range []string{p.Done, p.Problem, p.Ask, p.Next} {
			assert.Contains(t, said, text, "row or the one below of %s", p.Name)
		}
	}
}

// annexText is what stands between two edges on the pages of the first annex,
// in the order it is drawn: in rows over all columns, or in all others.
func annexText(c *composer, wide bool, left, right float64) string {
	var out strings.Builder
	for _, p := range c.pages[c.numberOf("附件1")-1 : c.numberOf("附件2")-1] {
		for _, m := range p.marks {
			text, ok := m.(textMark)
			if !ok || text.x < left-4 || text.x > right-4 || text.size >= bodySize {
				continue
			}
			across := slices.ContainsFunc(p.marks, func(m mark) bool {
				box, ok := m.(boxMark)
				return ok && box.width > 0.99*frameOf(true).width && box.y < text.y && text.y < box.y+box.height
			})
			if across == wide {
				out.WriteString(text.text)
			}
		}
	}
	return squash(out.String())
}

func TestReportIsWellFormed(t *testing.T) {
	for _, name := range samples {
		opt := Options{Summary: name == "sixty"}
		assert.Contains(t, tool(t, written(t, sample(name), opt), "qpdf", "--check", "FILE"), "No syntax or stream encoding errors found", name)
	}
}

// No text leaves the type area, no rune is drawn in a font that lacks it.
func TestReportStaysInside(t *testing.T) {
	for _, name := range []string{"empty", "one", "sixty", "odd"} {
		r := sample(name)
		c := compose(document(r, Options{}), testFaces())
		inside(t, c)
		for _, page := range c.pages {
			for _, m := range page.marks {
				if mark, ok := m.(textMark); ok {
					for _, char := range mark.text {
						assert.True(t, mark.face.draws(char), "%s: %c", name, char)
					}
				}
			}
		}
	}
	noInkInMargins(t, written(t, sample("odd"), Options{}))
}

func TestReportFonts(t *testing.T) {
	list := tool(t, written(t, sample("sixty"), Options{}), "pdffonts", "FILE")
	rows := strings.Split(strings.TrimSpace(list), "\n")[2:]
	assert.Len(t, rows, 4, "宋体 and 黑体, upright and bold")
	for _, row := range rows {
		assert.Regexp(t, `Identity-H +yes (yes|no) +yes`, row, "embedded, with a Unicode map")
	}
}

// Whatever is said in it, the first page holds the title, the first section
// and the table of tracks with its sum.
func TestFirstPage(t *testing.T) {
	for _, name := range samples {
		r := sample(name)
		first := pageTexts(compose(document(r, Options{}), testFaces()))[0]
		for _, p := range r.Sections[0].Paragraphs {
			assert.Contains(t, squash(first), squash(p.Text), name)
		}
		assert.Contains(t, first, "合计", name)
		assert.Equal(t, r.Overall.CarriedTotal > 0, strings.Contains(first, "沿用上季度"), name)
	}
}

func TestFirstPageIsSetAsTheStandardWhereItFits(t *testing.T) {
	doc := document(sample("empty"), Options{})
	pieces := measureAll(doc, testFaces())
	for i, b := range doc.Blocks[:doc.FirstPage] {
		if _, ok := b.(Paragraph); ok {
			assert.InDelta(t, pitch, pieces[i].(*textPiece).pitch, 0.001)
		}
	}
}

func TestSummary(t *testing.T) {
	pdf := written(t, sample("sixty"), Options{Summary: true})
	assert.Regexp(t, `Pages: +3\n`, tool(t, pdf, "pdfinfo", "FILE"))
	text := read(t, pdf)
	assert.Contains(t, text, "二、进度偏慢和滞后项目")
	assert.NotContains(t, text, "目录")
	assert.NotContains(t, text, "附件")
	assert.Equal(t, 1, strings.Count(text, "以下从略，全文见季度报告"))
	assert.NotContains(t, read(t, written(t, sample("empty"), Options{Summary: true})), "从略", "nothing is left out")
}

func TestShortenedEndsWithWholeBlocks(t *testing.T) {
	for filler := range 25 {
		doc := Document{Limit: 1, Rest: "从略", Blocks: []Block{
			Paragraph{Runs: plain(strings.Repeat("行\n", filler) + "行")}, Heading{Level: 2, Text: "小标题"},
			Paragraph{Runs: plain("始\n中\n末")}, PageBreak{}, Paragraph{Runs: plain("另页")},
		}}
		c := compose(doc, testFaces())
		require.Len(t, c.pages, 1)
		text := pageTexts(c)[0]
		assert.Equal(t, strings.Contains(text, "小标题"), strings.Contains(text, "末"), "after %d lines", filler+1)
		assert.True(t, strings.HasSuffix(text, "从略"))
		inside(t, c)
	}
}

func TestFullListIsOptInAboveTwoThousand(t *testing.T) {
	long(t)
	now, _ := invented(listUnasked+1, func(i, _ int) string { return "项目" })
	r := quarter{now: now}.report()
	short, full := written(t, r, Options{}), written(t, r, Options{FullList: true})
	assert.Contains(t, read(t, short), "项目共2001个，本报告不逐个列出")
	assert.NotContains(t, read(t, short), "项目第2001号")
	assert.Contains(t, read(t, full), "项目第2001号")
	assert.Less(t, len(short), 1<<20)
}

func TestContentsOverTenPages(t *testing.T) {
	short, long := sample("one"), sample("sixty")
	assert.NotContains(t, read(t, written(t, short, Options{})), "目录")
	pages := pageTexts(compose(document(long, Options{}), testFaces()))
	assert.Contains(t, squash(pages[1]), "目录")
	for _, s := range long.Sections {
		assert.Contains(t, pages[1], s.Heading)
	}
	for _, name := range []string{"附件1", "附件2", "附件3", "附件4"} {
		assert.Contains(t, pages[1], name)
	}
}

// Names in the text lead to the project's row; the list of annexes to them.
func TestLinks(t *testing.T) {
	r := sample("sixty")
	c := compose(document(r, Options{}), testFaces())
	links := make(map[string]int)
	for _, p := range c.pages {
		for _, l := range p.links {
			links[l.to]++
			assert.Contains(t, c.anchors, l.to)
		}
	}
	for _, l := range r.Late {
		assert.GreaterOrEqual(t, links[projectAnchor(l.Number)], 3, "%s: in the table, in its paragraph, in its leader's block", l.Name)
	}
	for _, a := range r.Asks {
		assert.GreaterOrEqual(t, links[projectAnchor(a.Number)], 2, a.Name)
	}
	for _, name := range []string{"附件1", "附件2", "附件3", "附件4"} {
		assert.Equal(t, 2, links[name], "%s: in the contents, under the text", name)
	}
	assert.True(t, c.anchors[projectAnchor(r.Late[0].Number)].page.landscape)
}

func TestCarriedRowsAreMarked(t *testing.T) {
	q := sampleQuarter("sixty")
	r := q.report()
	blocks := (&writer{Report: r}).projectAnnex()
	var grey []Row
	for _, row := range blocks[0].(Table).Rows {
		if row.Look == Shaded {
			grey = append(grey, row)
		}
	}
	require.Len(t, grey, 1)
	texts := ""
	for _, cell := range grey[0].Cells {
		texts += cell.Text + "|"
	}
	assert.Contains(t, texts, "待核实\n沿用上季度")
	assert.Contains(t, texts, q.now[5].Name)
}

func TestRewrittenParagraphsArePrinted(t *testing.T) {
	q := sampleQuarter("sixty")
	q.office.Drafts = []filing.Draft{{Section: "一-1", Revised: "领导小组办公室改写的一段。"}}
	text := read(t, written(t, q.report(), Options{}))
	assert.Contains(t, text, "领导小组办公室改写的一段。")
	assert.NotContains(t, text, "街道打造精品城区六大专项行动、16项重点任务共有")
}

func TestUnsupportedOfAReport(t *testing.T) {
	r := sample("odd")
	assert.Equal(t, "☑😀𠮷", string(Unsupported(r, Options{Faces: testFaces()})))
	assert.Empty(t, Unsupported(sample("sixty"), Options{Faces: testFaces()}))
}

// An office's font helps out wherever the others lack a character.
func TestOfficeFontsHelpOut(t *testing.T) {
	const rare = '\uE000'
	faces, err := OfficeFaces(fstest.MapFS{"f.ttf": {Data: smallFont("仿宋_GB2312", officeText+string(rare))}})
	require.NoError(t, err)
	for as := range roleCount {
		_, drawn := faces.choose(as, rare)
		assert.Equal(t, rare, drawn, "role %d", as)
	}
}

func TestCodeOf(t *testing.T) {
	assert.Equal(t, testCode, CodeOf(written(t, sample("one"), Options{})))
	for _, other := range []string{"", "%PDF-1.4", "/Keywords (" + codeMark + ")", string(drawn(t, demo(1)))} {
		assert.Empty(t, CodeOf([]byte(other)))
	}
}

func TestProperties(t *testing.T) {
	info := tool(t, written(t, sample("one"), Options{}), "pdfinfo", "FILE")
	for _, want := range []string{
		"Title:           潍坊新村街道打造精品城区专项行动2023年第二季度推进情况报告", "2023年第二季度推进情况\n", "、2023年第二季度、核对码" + testCode,
		"Author:          潍坊新村街道打造精品城区领导小组办公室", "Jul  5 00:00:00 2023",
	} {
		assert.Contains(t, info, want)
	}
}

func TestSize(t *testing.T) {
	assert.Less(t, len(written(t, sample("sixty"), Options{})), 1<<20)
}

// The office may write several paragraphs into one cell.
func TestParagraphsOfTheOffice(t *testing.T) {
	w := &writer{Report: &report.Report{}, titles: map[string]string{"06-001": "小区改造", "06-002": "道路改造"}}
	got := w.paragraphs(report.Paragraph{Lead: "要点：", Text: "先说道路改造。\n\n再说小区改造。", Numbers: []string{"06-001", "06-002"}})
	assert.Equal(t, []Block{
		Paragraph{Runs: []Run{{Text: "要点：", Style: Strong}, {Text: "先说"}, {Text: "道路改造", Link: "项目06-002"}, {Text: "。"}}},
		Paragraph{Runs: []Run{{Text: "再说"}, {Text: "小区改造", Link: "项目06-001"}, {Text: "。"}}},
	}, got)
}

func TestLateTableStandsBeforeTheProjects(t *testing.T) {
	w := &writer{Report: &report.Report{Late: []report.LateRow{{Name: "道路改造"}}}}
	for _, heading := range []string{"", "（一）进度滞后项目"} {
		blocks := w.section(report.Section{ID: "late", Paragraphs: []report.Paragraph{
			{Text: "共1个。"}, {Text: "其中。"}, {Heading: heading, Lead: "道路改造。", Text: "管理办牵头。"}, {},
		}})
		assert.IsType(t, Paragraph{}, blocks[2])
		assert.IsType(t, Table{}, blocks[4], "heading %q", heading)
		last := blocks[len(blocks)-1].(Paragraph)
		assert.Equal(t, "管理办牵头。", last.Runs[len(last.Runs)-1].Text, "a paragraph without words is not drawn")
	}
}

// TestHeadsBreakBetweenWords looks at the heads of the widest tables.
func TestHeadsBreakBetweenWords(t *testing.T) {
	w := &writer{Report: sample("sixty")}
	var drawn []string
	for area, blocks := range map[bool][]Block{false: w.trackTable(), true: slices.Concat(w.unitAnnex(), w.leaderAnnex(), w.projectAnnex())} {
		for _, b := range blocks {
			if table, ok := b.(Table); ok {
				for _, h := range table.measure(testFaces(), frameOf(area)).(*tablePiece).head.cells {
					drawn = append(drawn, strings.Join(texts(h.lines), "/"))
				}
			}
		}
	}
	for _, want := range []string{"投资/完成率(%)", "累计完成/投资", "累计完成/投资/(万元)", "未到启动/时间", "数据/待核实", "应达/进度(%)", "累计/进度(%)"} {
		assert.Contains(t, drawn, want)
	}
}

func TestNotesStandUnderTheTitle(t *testing.T) {
	w := &writer{Report: sample("sixty")}
	w.Projects[0].Verdict = plan.Verdict{Timed: true, Due: plan.Full, Actual: plan.Full - 1}
	for _, blocks := range [][]Block{w.projectAnnex(), w.leaderAnnex()} {
		require.Len(t, blocks, 2)
		assert.IsType(t, Paragraph{}, blocks[0])
	}
}

func TestBandsAreSiblingsInTheOutline(t *testing.T) {
	c := &canvas{}
	var got []int
	for _, level := range []int{0, 1, 1, 0, 2, 2, 0, 2} {
		got = append(got, c.outlineLevel(level))
	}
	assert.Equal(t, []int{0, 1, 1, 0, 1, 1, 0, 1}, got)
}
