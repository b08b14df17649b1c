package quarterly

import (
	"bytes"
	"math"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/pdf/layout"
	"jingpin/internal/pdf/pdftest"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"
)

// testFaces are the built-in fonts, unpacked once for all tests.
var testFaces = sync.OnceValue(layout.BuiltInFaces)

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

// drawn is a sample quarter's report as PDF, drawn once for all tests.
func drawn(t testing.TB, name string) []byte {
	t.Helper()
	pdf, known := drawings.Load(name)
	if !known {
		pdf, _ = drawings.LoadOrStore(name, written(t, sample(name), Options{}))
	}
	return pdf.([]byte)
}

var drawings sync.Map // by name

// read is a PDF's text without white space and what stands in the margins.
func read(t *testing.T, pdf []byte) string {
	t.Helper()
	text := pdftest.Squash(pdftest.Tool(t, pdf, "pdftotext", "-raw", "FILE", "-"))
	return regexp.MustCompile(`内部资料注意保管|`+codeMark+testCode).ReplaceAllString(text, "")
}

func TestWriteSameBytes(t *testing.T) {
	first := drawn(t, "odd")
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
	assert.True(t, bytes.Equal(drawn(t, "sixty"), written(t, again, Options{})), "the report drawn from its data differs")
}

// Every character of what departments write and of every paragraph is drawn.
func TestReportIsReadWhole(t *testing.T) {
	for _, name := range []string{"one", "sixty", "odd"} {
		t.Run(name, func(t *testing.T) {
			r := sample(name)
			text := read(t, drawn(t, name))
			holds := func(want string) {
				t.Helper()
				assert.True(t, strings.Contains(text, pdftest.Squash(drawable(want))), "not read: %s", want)
			}
			holds(r.Meta.Title)
			for _, p := range r.Projects {
				f := p.Project
				for _, want := range []string{p.Number, f.Title(), f.Done, f.Problem, f.Ask, f.Next, p.Why} {
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
	missing := testFaces().Unsupported(text)
	return strings.Map(func(r rune) rune {
		if slices.Contains(missing, r) {
			return '〓'
		}
		return r
	}, text)
}

// pagesOf are a report's pages.
func pagesOf(r *report.Report) layout.Pages {
	return layout.Compose(Document(r, Options{}), testFaces())
}

// joined are the texts of each page as one.
func joined(pages layout.Pages) []string {
	var out []string
	for _, texts := range pages.Texts() {
		out = append(out, strings.Join(texts, ""))
	}
	return out
}

// Rows that go on over pages, and the long texts that stand below them over all
// columns, are drawn with every character.
func TestLongTextsAreDrawnWhole(t *testing.T) {
	r := sample("many")
	pages := pagesOf(r)
	assert.Empty(t, pages.Outside())
	drawn := map[rune]int{}
	for _, text := range joined(pages)[pages.PageOf("附件1")-1 : pages.PageOf("附件2")-1] {
		for _, char := range text {
			drawn[char]++
		}
	}
	table := (&blockWriter{Report: r}).projectAnnex()[0].(layout.Table)
	for _, row := range table.Rows {
		for _, cell := range row.Cells {
			for _, char := range drawable(pdftest.Squash(cell.Text)) {
				drawn[char]--
			}
		}
	}
	for char, n := range drawn {
		assert.GreaterOrEqual(t, n, 0, "%c is missing", char)
	}
	for i := range r.Projects {
		p := &r.Projects[i].Project
		row := slices.IndexFunc(table.Rows, func(row layout.Row) bool { return row.Anchor.Name == projectAnchor(r.Projects[i].Number) })
		said := ""
		for _, cell := range slices.Concat(table.Rows[row].Cells, table.Rows[min(row+1, len(table.Rows)-1)].Cells) {
			said += cell.Text
		}
		for _, text := range []string{p.Done, p.Problem, p.Ask, p.Next} {
			assert.Contains(t, said, text, "row or the one below of %s", p.Name)
		}
	}
}

func TestReportIsWellFormed(t *testing.T) {
	for _, name := range samples {
		assert.Contains(t, pdftest.Tool(t, drawn(t, name), "qpdf", "--check", "FILE"), "No syntax or stream encoding errors found", name)
	}
	summary := written(t, sample("sixty"), Options{Summary: true})
	assert.Contains(t, pdftest.Tool(t, summary, "qpdf", "--check", "FILE"), "No syntax or stream encoding errors found")
}

func TestReportStaysInside(t *testing.T) {
	for _, name := range []string{"empty", "one", "sixty", "odd"} {
		assert.Empty(t, pagesOf(sample(name)).Outside(), name)
	}
}

func TestReportFonts(t *testing.T) {
	list := pdftest.Tool(t, drawn(t, "sixty"), "pdffonts", "FILE")
	rows := strings.Split(strings.TrimSpace(list), "\n")[2:]
	assert.Len(t, rows, 4, "宋体 and 黑体, upright and bold")
	for _, row := range rows {
		assert.Regexp(t, `Identity-H +yes (yes|no) +yes`, row, "embedded, with a Unicode map")
	}
}

// However much there is to say, page one holds the whole first section with its
// table, and the running text takes six pages for eighty projects, eight for any
// number; contents are not counted.
func TestFirstPageAndBodyHoldTheirOwn(t *testing.T) {
	t.Parallel()
	for _, q := range pressing() {
		r := q.report()
		doc := Document(r, Options{})
		doc.Blocks = doc.Blocks[:doc.Body]
		doc.Blocks[doc.FirstPage] = layout.Contents{Heading: "目　　录"} // even where the annexes are few
		pages := joined(layout.Compose(doc, testFaces()))
		most := report.BodyPages
		if len(r.Projects) > report.FewProjects {
			most = report.BodyPagesMany
		}
		assert.LessOrEqual(t, len(pages)-1, most, q.name)
		first := pdftest.Squash(pages[0])
		for _, p := range r.Sections[0].Paragraphs {
			assert.Contains(t, first, pdftest.Squash(drawable(p.Lead+p.Text)), q.name)
		}
		assert.Contains(t, first, "合计", q.name)
		assert.Contains(t, pages[1], "目　　录", "page one is one page")
		late := min(len(r.Late), report.LateTold)
		assert.GreaterOrEqual(t, strings.Count(strings.Join(pages, ""), "低于应达进度"), late, "%s: each of the worst is told", q.name)
	}
}

func TestSummary(t *testing.T) {
	pdf := written(t, sample("sixty"), Options{Summary: true})
	assert.Regexp(t, `Pages: +[23]\n`, pdftest.Tool(t, pdf, "pdfinfo", "FILE"))
	text := read(t, pdf)
	assert.Contains(t, text, "二、进度偏慢和滞后项目")
	assert.NotContains(t, text, "目录")
	assert.NotContains(t, text, "项目一览表")
	assert.Equal(t, 1, strings.Count(text, "以下从略，全文见季度报告"))
	assert.NotContains(t, read(t, written(t, sample("empty"), Options{Summary: true})), "从略", "nothing is left out")
}

func TestFullListIsOptInAboveTwoThousand(t *testing.T) {
	slowtest.Long(t)
	now, _ := invented(listUnasked+1, func(i, _ int) string { return "项目" })
	r := quarter{now: now}.report()
	short, full := written(t, r, Options{}), written(t, r, Options{FullList: true})
	assert.Contains(t, read(t, short), "项目共2001个，本报告不逐个列出")
	assert.NotContains(t, read(t, short), "项目第2001号")
	assert.Contains(t, read(t, full), "项目第2001号")
	assert.Less(t, len(short), 1<<20)
}

func TestContentsOfLongReports(t *testing.T) {
	long := sample("sixty")
	assert.NotContains(t, read(t, drawn(t, "one")), "目录")
	pages := joined(pagesOf(long))
	assert.Contains(t, pdftest.Squash(pages[1]), "目录")
	for _, s := range long.Sections[:6] {
		assert.Contains(t, pages[1], s.Heading)
	}
	for _, name := range []string{"附件1", "附件2", "附件3", "附件4", "附件5"} {
		assert.Contains(t, pages[1], name)
	}
}

// Names in the text lead to the project's row; the list of annexes to them.
func TestLinks(t *testing.T) {
	r := sample("sixty")
	pages := pagesOf(r)
	links := pages.Links()
	for to := range links {
		assert.Positive(t, pages.PageOf(to), to)
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
	assert.GreaterOrEqual(t, pages.PageOf(projectAnchor(r.Late[0].Number)), pages.PageOf("附件1"))
}

func TestCarriedRowsAreMarked(t *testing.T) {
	q := sampleQuarter("sixty")
	r := q.report()
	blocks := (&blockWriter{Report: r}).projectAnnex()
	var grey []layout.Row
	for _, row := range blocks[0].(layout.Table).Rows {
		if row.Look == layout.Shaded {
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

func TestCodeOf(t *testing.T) {
	var other bytes.Buffer
	require.NoError(t, layout.Draw(&other, layout.Document{}, testFaces()))
	assert.Equal(t, testCode, CodeOf(drawn(t, "one")))
	for _, none := range []string{"", "%PDF-1.4", "/Keywords (" + codeMark + ")", other.String()} {
		assert.Empty(t, CodeOf([]byte(none)))
	}
}

func TestProperties(t *testing.T) {
	info := pdftest.Tool(t, drawn(t, "one"), "pdfinfo", "FILE")
	for _, want := range []string{
		"Title:           潍坊新村街道打造精品城区专项行动2023年第二季度推进情况报告", "2023年第二季度推进情况\n", "、2023年第二季度、核对码" + testCode,
		"Author:          潍坊新村街道打造精品城区领导小组办公室", "Jul  5 00:00:00 2023",
	} {
		assert.Contains(t, info, want)
	}
}

func TestSize(t *testing.T) {
	assert.Less(t, len(drawn(t, "sixty")), 1<<20)
}

// The office may write several paragraphs into one cell.
func TestParagraphsOfTheOffice(t *testing.T) {
	w := &blockWriter{Report: &report.Report{}, titles: map[string]string{"06-001": "小区改造", "06-002": "道路改造"}}
	got := w.paragraphs(report.Paragraph{Lead: "要点：", Text: "先说道路改造。\n\n再说小区改造。", Numbers: []string{"06-001", "06-002"}})
	assert.Equal(t, []layout.Block{
		layout.Paragraph{Runs: []layout.Run{{Text: "要点：", Style: layout.Strong}, {Text: "先说"}, {Text: "道路改造", Link: "项目06-002"}, {Text: "。"}}},
		layout.Paragraph{Runs: []layout.Run{{Text: "再说"}, {Text: "小区改造", Link: "项目06-001"}, {Text: "。"}}},
	}, got)
}

// TestOtherLateProjectsStandInATable before the leaders' blocks.
func TestOtherLateProjectsStandInATable(t *testing.T) {
	w := &blockWriter{Report: &report.Report{}}
	for _, n := range []int{0, report.LateTold} {
		w.Late = make([]report.LateRow, n)
		assert.Empty(t, w.lateTable(), "%d late", n)
	}
	w.Late = make([]report.LateRow, report.LateTold+2)
	w.Late[report.LateTold].Timed, w.Late[report.LateTold].Due, w.Late[report.LateTold].Actual = true, 50*plan.Point, 30*plan.Point
	told := w.lateTable()[1].(layout.Table).Rows
	assert.Equal(t, []string{"50.0", "30.0", "—", "0.0"}, []string{told[0].Cells[4].Text, told[0].Cells[5].Text, told[1].Cells[4].Text, told[1].Cells[5].Text})
	rows := w.leaderAnnex()[1].(layout.Table).Rows
	require.Len(t, rows, 2)
	assert.Equal(t, plan.Count(report.LateTold+1), rows[0].Cells[0].Text)
}

// TestLeadersReadLongTextsInTheFirstAnnex, and what they are about in their own.
func TestLeadersReadLongTextsInTheFirstAnnex(t *testing.T) {
	w := &blockWriter{Report: sample("one")}
	w.Projects[0].Project.Problem = strings.Repeat("管线搬迁没有谈妥。", 30)
	last := func(table layout.Table) string { return table.Rows[1].Cells[len(table.Columns)-1].Text }
	blocks := w.leaderAnnex()
	brief := last(blocks[len(blocks)-1].(layout.Table))
	assert.Contains(t, brief, "问题：管线搬迁没有谈妥。")
	assert.Contains(t, brief, "（全文见附件1）")
	assert.Less(t, strings.Count(brief, "管线搬迁"), 10)
	blocks = w.projectAnnex()
	rows := blocks[len(blocks)-1].(layout.Table).Rows
	assert.Equal(t, 30, strings.Count(rows[2].Cells[0].Text, "管线搬迁"))
}

// TestQuartersStandWithSmallLines, without the quarters of which a measure is not
// known.
func TestQuartersStandWithSmallLines(t *testing.T) {
	w := &blockWriter{Report: &report.Report{History: []report.TrackHistory{{Track: "党建引领行动", Points: []report.HistoryPoint{
		{Quarter: plan.Quarter{Year: 2023, N: 1}, Late: 1, Lit: 4, NoTotal: true}, {Quarter: plan.Quarter{Year: 2023, N: 2}, Rate: 30 * plan.Point},
	}}}}}
	table := w.historyTable()
	cells := table.Rows[0].Cells
	require.Len(t, cells, len(table.Columns))
	late, rate := cells[5].Line, cells[6].Line
	assert.Equal(t, float64(25*plan.Point), late[0])
	assert.True(t, math.IsNaN(late[1]), "no project had a light")
	assert.True(t, math.IsNaN(rate[0]), "no total was known")
	assert.Equal(t, float64(30*plan.Point), rate[1])
	assert.Equal(t, []string{"走势", "完成率"}, table.Columns[6].Heads)
}

// TestHeadsBreakBetweenWords looks at the heads of the widest tables.
func TestHeadsBreakBetweenWords(t *testing.T) {
	drawn := ""
	for _, texts := range pagesOf(sample("sixty")).Texts() {
		drawn += strings.Join(texts, "/")
	}
	for _, want := range []string{"/完成/率(%)/", "/累计/完成/", "/累计/完成/(万元)/", "/未到/启动/", "/待/核实/", "/应达/进度(%)/"} {
		assert.Contains(t, drawn, want)
	}
}

func TestNotesStandUnderTheTitle(t *testing.T) {
	w := &blockWriter{Report: sample("sixty")}
	w.Projects[0].Verdict = plan.Verdict{Timed: true, Due: plan.Full, Actual: plan.Full - 1}
	for _, blocks := range [][]layout.Block{w.projectAnnex(), w.leaderAnnex()} {
		require.Len(t, blocks, 2)
		assert.IsType(t, layout.Paragraph{}, blocks[0])
	}
}

// TestLateCountsStandOut, and zeros recede: the eye goes to what is late.
func TestLateCountsStandOut(t *testing.T) {
	cells := tallyCells(report.Tally{Projects: 3, Done: 2, Red: 1, Total: plan.Wan})
	for i, want := range []layout.Cell{
		{Text: "3"}, {Text: "2"}, {Text: "0", Faint: true}, {Text: "0", Faint: true}, {Text: "1", Strong: true}, {Text: "0", Faint: true},
		{Text: "0", Faint: true}, {Text: "0", Faint: true}, {Text: "1"}, {Text: "0", Faint: true}, {Text: "0.0"},
	} {
		assert.Equal(t, want, cells[i], i)
	}
	none := tallyCells(report.Tally{})
	assert.Equal(t, layout.Cell{Text: "—", Faint: true}, none[len(none)-1], "a share of nothing")
}

// TestLightsDifferInShape, for those who print in black and white.
func TestLightsDifferInShape(t *testing.T) {
	seen := map[layout.Shape]plan.Light{}
	for _, l := range []plan.Light{plan.Done, plan.Green, plan.Yellow, plan.Red, plan.NotDue, plan.Unverified} {
		shape := lightCell(l).Sign.Shape
		assert.NotEqual(t, layout.NoShape, shape, l)
		assert.NotContains(t, seen, shape, l)
		seen[shape] = l
	}
}

// TestQuarterBeforeIsNamedWhereItIsNotTheLast one.
func TestQuarterBeforeIsNamedWhereItIsNotTheLast(t *testing.T) {
	w := &blockWriter{Report: &report.Report{}}
	w.Meta.Quarter = plan.Quarter{Year: 2023, N: 2}
	for _, c := range []struct {
		previous plan.Quarter
		want     string
	}{{plan.Quarter{Year: 2023, N: 1}, "上季度"}, {plan.Quarter{}, "上季度"}, {plan.Quarter{Year: 2022, N: 4}, "2022年第四季度"}} {
		w.Meta.Previous = c.previous
		assert.Equal(t, c.want, w.lastQuarter())
	}
}

func TestTextsOfAHundredCharactersStayInTheirColumn(t *testing.T) {
	short, long := layout.Cell{Text: strings.Repeat("字", 100)}, layout.Cell{Text: strings.Repeat("字", 101)}
	assert.Empty(t, moveLong(&short, "进展"))
	assert.Equal(t, strings.Repeat("字", 100), short.Text)
	assert.Equal(t, "进展："+strings.Repeat("字", 101)+"\n", moveLong(&long, "进展"))
	assert.Equal(t, "见下", long.Text)
}
