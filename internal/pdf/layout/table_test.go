package layout

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// pageTexts joins the texts drawn on each page.
func pageTexts(c *composer) []string {
	var out []string
	for _, texts := range (Pages{c}).Texts() {
		out = append(out, strings.Join(texts, ""))
	}
	return out
}

// find returns the first text mark with a text.
func find(t *testing.T, c *composer, text string) textMark {
	t.Helper()
	for _, p := range c.pages {
		for _, m := range p.marks {
			if mark, ok := m.(textMark); ok && mark.text == text {
				return mark
			}
		}
	}
	require.Failf(t, "not drawn", "%s", text)
	return textMark{}
}

func TestTableOverPages(t *testing.T) {
	c := compose(Document{Blocks: []Block{PageBreak{Landscape: true}, projectTable(60)}}, testFaces())
	pages := pageTexts(c)
	require.Greater(t, len(pages), 4)
	for i, text := range pages {
		assert.Equal(t, 1, strings.Count(text, "项目名称"), "the head stands on page %d", i+1)
		assert.Contains(t, text, "行动", "the merged track begins anew on page %d", i+1)
	}
	all := strings.Join(pages, "")
	assert.Equal(t, 60, strings.Count(all, "已完成方案设计和居民征询"))
	assert.Less(t, strings.Count(all, "党建引领行动"), 4, "equal tracks are one cell")
	inside(t, c)
}

// inside asserts that no text of any page leaves the type area.
func inside(t *testing.T, c *composer) {
	t.Helper()
	assert.Empty(t, Pages{c}.Outside())
}

func TestTableRowsStayWhole(t *testing.T) {
	table := Table{Columns: []Column{{Heads: []string{"序号"}}, {Heads: []string{"内容"}}}}
	for i := range 40 {
		table.Rows = append(table.Rows, Row{Cells: cells("", strings.Repeat("一二三四五六七八九十", 3+i%20)+"完")})
		table.Rows[i].Cells[0].Text = "始"
	}
	for i, text := range pageTexts(compose(Document{Blocks: []Block{table}}, testFaces())) {
		assert.Equal(t, strings.Count(text, "始"), strings.Count(text, "完"), "page %d", i+1)
	}
}

func TestTableRowHigherThanAPage(t *testing.T) {
	long := strings.Repeat("一二三四五六七八九十", 600)
	table := Table{Merge: 1, Columns: []Column{{Heads: []string{"组"}, Width: 4}, {Heads: []string{"内容"}, Width: 12}, {Heads: []string{"备注"}}}, Rows: []Row{
		{Cells: cells("甲组", "短", "短")}, {Cells: cells("甲组", long, "短")}, {Cells: cells("甲组", "末", "短")},
	}}
	c := compose(Document{Blocks: []Block{table}}, testFaces())
	all := strings.Join(pageTexts(c), "")
	assert.Greater(t, len(c.pages), 2)
	assert.Equal(t, 600, strings.Count(strings.ReplaceAll(strings.ReplaceAll(all, "组内容备注", ""), "甲组", ""), "一二三四五六七八九十"))
	assert.Contains(t, all, "末")
	for i, text := range pageTexts(c) {
		assert.Contains(t, text, "甲组", "the merged cell is repeated on page %d", i+1)
	}
	inside(t, c)
}

func TestTableMergedCellFindsRoom(t *testing.T) {
	name := strings.Repeat("很长的专项行动名称", 4)
	table := Table{Merge: 1, Columns: []Column{{Heads: []string{"行动"}, Width: 4}, {Heads: []string{"内容"}}}, Rows: []Row{
		{Cells: cells(name, "一")}, {Cells: cells(name, "二")}, {Cells: cells("另一", "三")},
	}}
	c := compose(Document{Blocks: []Block{table}}, testFaces())
	last := 0.0
	for _, m := range c.pages[0].marks {
		if mark, ok := m.(textMark); ok && mark.x < marginBinding+4*tableSize && mark.text != "另一" {
			last = max(last, mark.y)
		}
	}
	assert.Less(t, last, find(t, c, "三").y, "the merged cell ends above the next one")
}

func TestTableAlignment(t *testing.T) {
	table := Table{Columns: []Column{{Heads: []string{"名称"}, Width: 10}, {Heads: []string{"金额"}, Width: 10, Align: Right}}, Rows: []Row{
		{Cells: cells("甲", "1084.35")}, {Cells: cells("乙", "9.1")},
	}}
	c := compose(Document{Blocks: []Block{table}}, testFaces())
	long, short := find(t, c, "1084.35"), find(t, c, "9.1")
	assert.InDelta(t, long.x+long.width, short.x+short.width, 0.01)
	assert.InDelta(t, paperWidth-marginOuter-cellSide, long.x+long.width, 0.01)
}

func TestTableHeads(t *testing.T) {
	piece := Table{Columns: []Column{
		{Heads: []string{"名称"}}, {Heads: []string{"资金", "总投资"}}, {Heads: []string{"资金", "累计"}}, {Heads: []string{"进度", "累计"}}, {Heads: []string{"备注"}}, {Heads: []string{"备注"}},
	}}.measure(testFaces(), frameOf(false)).(*tablePiece)
	type span struct {
		text          string
		first, levels int
	}
	var got []span
	for _, h := range piece.head.cells {
		got = append(got, span{texts(h.lines)[0], h.first, h.levels})
	}
	assert.Equal(t, []span{{"名称", 0, 2}, {"资金", 0, 1}, {"进度", 0, 1}, {"备注", 0, 2}, {"备注", 0, 2}, {"总投资", 1, 1}, {"累计", 1, 1}, {"累计", 1, 1}}, got)
	assert.InDelta(t, piece.widths[1]+piece.widths[2], piece.head.cells[1].width, 0.01)
}

func TestTableWidths(t *testing.T) {
	table := projectTable(60)
	piece := table.measure(testFaces(), frameOf(true)).(*tablePiece)
	assert.InDelta(t, frameOf(true).width, sum(piece.widths), 0.01)
	for i, row := range piece.rows {
		assert.Len(t, row.cells[5].lines, 1, "the date of row %d is on one line", i)
		assert.Len(t, row.cells[6].lines, 1, "the amount of row %d is on one line", i)
		assert.Len(t, row.cells[10].lines, 1, "the light of row %d is on one line", i)
	}
}

// TestEveryRowDecidesTheWidths: one long text among many rows, wherever it stands.
func TestEveryRowDecidesTheWidths(t *testing.T) {
	widths := func(long int) []float64 {
		table := Table{Columns: []Column{{Heads: []string{"甲"}}, {Heads: []string{"乙"}}}}
		for i := range 400 {
			text := "短"
			if i == long {
				text = strings.Repeat("长", 300)
			}
			table.Rows = append(table.Rows, Row{Cells: cells(strings.Repeat("句", 20), text)})
		}
		return table.Widths(testFaces(), 400)
	}
	for _, long := range []int{0, 1, 2, 3, 398, 399} {
		assert.Equal(t, widths(0), widths(long), "row %d", long)
	}
	assert.Greater(t, widths(1)[1], 2*widths(-1)[1])
	assert.Greater(t, widths(1)[0], 400*0.4, "the full column keeps its room")
}

// TestSmallLinesShareTheirScale and pass over what is no number.
func TestSmallLinesShareTheirScale(t *testing.T) {
	table := Table{Columns: []Column{{Heads: []string{"名称"}}, {Heads: []string{"走势"}, Width: 5}}, Rows: []Row{
		{Cells: []Cell{{Text: "甲"}, {Line: []float64{0, 10, 5}}}}, {Cells: []Cell{{Text: "乙"}, {Line: []float64{math.NaN(), 5, 5}}}},
		{Cells: []Cell{{Text: "丙"}, {Line: []float64{math.NaN(), math.NaN()}}}},
	}}
	c := compose(Document{Blocks: []Block{table}}, testFaces())
	var lines []lineMark
	var dots []shapeMark
	for _, m := range c.pages[0].marks {
		switch m := m.(type) {
		case lineMark:
			if m.ink == Grey {
				lines = append(lines, m)
			}
		case shapeMark:
			dots = append(dots, m)
		}
	}
	require.Len(t, lines, 3)
	require.Len(t, dots, 2, "none where there is no number")
	whole := lines[0].y1 - lines[0].y2
	assert.InDelta(t, whole/2, lines[1].y2-lines[1].y1, 0.01)
	assert.InDelta(t, 0, lines[2].y1-lines[2].y2, 0.01)
	assert.Equal(t, lines[1].y2-dots[0].y, lines[2].y2-dots[1].y)
	assert.InDelta(t, dots[0].y-lines[0].y2, whole/2, 0.01)
	piece := table.measure(testFaces(), frameOf(false)).(*tablePiece)
	assert.InDelta(t, dots[1].y-dots[0].y, piece.rows[0].height, 0.01, "half of the largest, like the first row's last")
	left := frameOf(false).left + piece.widths[0]
	for _, l := range lines {
		assert.True(t, l.x1 > left && l.x2 < left+piece.widths[1] && l.x1 < l.x2)
	}
}

func TestHeadingStaysWithWhatFollows(t *testing.T) {
	for filler := range 25 {
		doc := Document{Blocks: []Block{
			Paragraph{Runs: plain(strings.Repeat("行\n", filler) + "行")},
			Heading{Level: 1, Text: "一、标题"}, Heading{Level: 2, Text: "（一）小标题"}, Caption{Text: "表"}, trackTable(),
		}}
		pages := pageTexts(compose(doc, testFaces()))
		for _, text := range pages {
			assert.Equal(t, strings.Contains(text, "一、标题"), strings.Contains(text, "党建引领行动"), "after %d lines", filler+1)
		}
	}
}

// TestTextsBeginWithTwoLines on their page, one of three lines with all, and
// so the heading above them.
func TestTextsBeginWithTwoLines(t *testing.T) {
	for text, least := range map[string]int{"始\n二": 2, "始\n二\n三": 3, "始\n二\n三\n四\n五": 2} {
		for filler := range 23 {
			doc := Document{Blocks: []Block{
				Paragraph{Runs: plain(strings.Repeat("行\n", filler) + "行")}, Heading{Level: 1, Text: "题"}, Paragraph{Runs: plain(text)},
			}}
			for _, page := range pageTexts(compose(doc, testFaces())) {
				if _, below, found := strings.Cut(page, "题"); found {
					assert.GreaterOrEqual(t, utf8.RuneCountInString(below), least, "%q after %d lines", text, filler+1)
				}
			}
		}
	}
}

// TestCloseSettingsTakeWhiteFromTables, where text is set close, too.
func TestCloseSettingsTakeWhiteFromTables(t *testing.T) {
	table := trackTable()
	height := func(s setting) float64 {
		area := frameOf(false)
		area.text = s
		return table.measure(testFaces(), area).(*tablePiece).height()
	}
	rows := float64(len(table.Rows) + len(table.Columns[len(table.Columns)-1].Heads))
	assert.InDelta(t, 2*rows*(2.6-1.2), height(settings[0])-height(settings[len(settings)-1]), 0.01)
}

func TestClosingStaysWithTheText(t *testing.T) {
	for filler := range 25 {
		doc := Document{Blocks: []Block{
			Paragraph{Runs: plain(strings.Repeat("行\n", filler) + "末")}, Closing{Lines: []string{"办公室", "2023年7月10日"}},
		}}
		pages := pageTexts(compose(doc, testFaces()))
		last := pages[len(pages)-1]
		assert.Contains(t, last, "末", "after %d lines", filler+1)
		assert.Contains(t, last, "办公室2023年7月10日")
	}
}

// TestClosingAsTheStandard has the date begin two ems right of the office, and
// the longer of the two end two ems from the edge.
func TestClosingAsTheStandard(t *testing.T) {
	edge := paperWidth - marginOuter - 2*bodySize
	for _, office := range []string{"潍坊新村街道打造精品城区领导小组办公室", "街道办"} {
		c := compose(Document{Blocks: []Block{Closing{Lines: []string{office, "2023年7月10日"}}}}, testFaces())
		first, date := find(t, c, office), find(t, c, "2023年7月10日")
		assert.InDelta(t, first.x+2*bodySize, date.x, 0.01)
		assert.InDelta(t, edge, max(first.x+first.width, date.x+date.width), 0.01)
	}
}

func TestTitleIsBalanced(t *testing.T) {
	length := func(s string) float64 { return float64(len([]rune(s))) }
	assert.Equal(t, []string{"潍坊新村街道打造精品城区专项行动", "2023年第二季度推进情况报告"},
		balance([]string{"潍坊新村街道", "打造精品城区", "专项行动", "2023年第二季度", "推进情况报告"}, length, 20))
	assert.Equal(t, []string{"短题"}, balance([]string{"短", "题"}, length, 20))
	assert.Empty(t, balance(nil, length, 20))
}

func TestTableKeepsItsSumAndNote(t *testing.T) {
	for filler := range 25 {
		doc := Document{Blocks: []Block{
			Paragraph{Runs: plain(strings.Repeat("行\n", filler) + "行")}, trackTable(), Paragraph{Small: true, Runs: plain("注")},
		}}
		for _, text := range pageTexts(compose(doc, testFaces())) {
			assert.Equal(t, strings.Contains(text, "平安守护行动"), strings.Contains(text, "合计"), "after %d lines", filler+1)
		}
		inside(t, compose(doc, testFaces()))
	}
}

// TestRowsAreColouredByTheirLook: a sum over all columns, a shaded row but for
// what is merged, and no other.
func TestRowsAreColouredByTheirLook(t *testing.T) {
	table := Table{Merge: 1, Columns: []Column{{Heads: []string{"任务"}, Width: 10}, {Heads: []string{"内容"}, Width: 10}}}
	for _, look := range []RowLook{Usual, Shaded, Total} {
		table.Rows = append(table.Rows, Row{Look: look, Cells: cells("任务", "一行")})
	}
	c := compose(Document{Blocks: []Block{table}}, testFaces())
	wide := map[Color]float64{}
	for _, m := range c.pages[0].marks {
		if area, ok := m.(areaMark); ok && area.y > find(t, c, "一行").y-2*pitch {
			wide[area.fill.Color] = area.width
		}
	}
	assert.Positive(t, wide[shade])
	assert.InDelta(t, wide[tint], 2*wide[shade], 1)
}

// TestSumStandsWithARow has tables that are not set closer to spare a page.
func TestSumStandsWithARow(t *testing.T) {
	for filler := range 30 {
		table := Table{Merge: 1, Columns: []Column{{Heads: []string{"任务"}}, {Heads: []string{"内容"}}}}
		for i := range 30 + filler {
			table.Rows = append(table.Rows, Row{Cells: cells(i, "一行")})
		}
		table.Rows = append(table.Rows, Row{Look: Total, Cells: cells("合计", "")})
		pages := pageTexts(compose(Document{Blocks: []Block{table}}, testFaces()))
		assert.Contains(t, pages[len(pages)-1], "一行合计", "%d rows", 31+filler)
	}
}

// TestNoteStandsWithTheLastRow below tables that are not set closer for it.
func TestNoteStandsWithTheLastRow(t *testing.T) {
	for rows := range 30 {
		table := Table{Merge: 1, Columns: []Column{{Heads: []string{"任务"}}, {Heads: []string{"内容"}}}}
		for i := range 30 + rows {
			table.Rows = append(table.Rows, Row{Cells: cells(i, "一行")})
		}
		pages := pageTexts(compose(Document{Blocks: []Block{table, Paragraph{Small: true, Runs: plain("注")}}}, testFaces()))
		assert.Contains(t, pages[len(pages)-1], "一行注", "%d rows", 30+rows)
	}
}

func TestTableTightensToFit(t *testing.T) {
	rows := func(lines int) Document {
		return Document{Blocks: []Block{Paragraph{Runs: plain(strings.Repeat("行\n", lines-1) + "行")}, trackTable(), Paragraph{Small: true, Runs: plain("注")}}}
	}
	most := 0
	for lines := 1; len(compose(rows(lines), testFaces()).pages) == 1; lines++ {
		most = lines
	}
	c := compose(rows(most), testFaces())
	last := find(t, c, "注")
	assert.Greater(t, last.y, frameOf(false).bottom()-2*pitch, "the page is filled")
	inside(t, c)
}

func TestHighRowsGoOnWithTheirNumber(t *testing.T) {
	table := Table{Columns: []Column{{Heads: []string{"编号"}}, {Heads: []string{"内容"}, Width: 20}}}
	for i := range 30 {
		table.Rows = append(table.Rows, Row{Cells: cells(fmt.Sprintf("06-%03d", i), strings.Repeat(fmt.Sprintf("第%02d段", i), 20+70*i))})
	}
	pages := pageTexts(compose(Document{Blocks: []Block{PageBreak{Landscape: true}, table}}, testFaces()))
	for _, text := range pages {
		for i := range 30 {
			if strings.Contains(text, fmt.Sprintf("第%02d段", i)) {
				assert.Contains(t, text, fmt.Sprintf("06-%03d", i))
			}
		}
	}
	for i := range 30 {
		assert.Equal(t, 20+70*i, strings.Count(strings.Join(pages, ""), fmt.Sprintf("%02d段", i)), "row %d", i)
	}
}

func TestHighRowsRepeatTheirName(t *testing.T) {
	table := Table{Repeat: 2, Columns: []Column{{Heads: []string{"编号"}}, {Heads: []string{"名称"}}, {Heads: []string{"内容"}, Width: 12}}, Rows: []Row{
		{Cells: cells("06-001", "道路改造", strings.Repeat("一二三四五六七八九十", 300))},
	}}
	pages := pageTexts(compose(Document{Blocks: []Block{table}}, testFaces()))
	require.Greater(t, len(pages), 2)
	for i, text := range pages {
		assert.Contains(t, text, "06-001", "page %d", i+1)
		assert.Equal(t, i > 0, strings.Contains(text, "道路改造（续）"), "page %d", i+1)
	}
}

func TestWideRowsStayWithTheirs(t *testing.T) {
	for filler := range 25 {
		table := Table{Columns: []Column{{Heads: []string{"编号"}}, {Heads: []string{"名称"}}}}
		for range filler {
			table.Rows = append(table.Rows, Row{Cells: cells("06-000", "填充")})
		}
		table.Rows = append(table.Rows, Row{Cells: cells("06-001", "道路改造")},
			Row{Look: Wide, Again: "06-001道路改造（续）", Cells: cells(strings.Repeat("一二三四五六七八九十", 200))})
		c := compose(Document{Blocks: []Block{table}}, testFaces())
		pages := pageTexts(c)
		all := strings.Join(pages, "")
		assert.Equal(t, len(pages)-1, strings.Count(all, "06-001道路改造（续）"))
		all = strings.ReplaceAll(strings.ReplaceAll(all, "06-001道路改造（续）", ""), "编号名称", "")
		assert.Equal(t, 200, strings.Count(all, "一二三四五六七八九十"), "after %d rows", filler)
		for _, text := range pages {
			assert.Equal(t, strings.Contains(text, "道路改造"), strings.Contains(text, "一二三四五六七八九十"), "the row stands with the first of its words")
		}
		inside(t, c)
	}
}

func TestBandsStayWithTheirRows(t *testing.T) {
	table := Table{Columns: []Column{{Heads: []string{"编号"}}, {Heads: []string{"内容"}}}}
	for band := range 30 {
		table.Rows = append(table.Rows, Row{Look: Band, Cells: cells(fmt.Sprintf("第%02d组", band))})
		for i := range band % 9 {
			table.Rows = append(table.Rows, Row{Cells: cells(i, fmt.Sprintf("%02d之%d", band, i))})
		}
	}
	c := compose(Document{Blocks: []Block{table}}, testFaces())
	for i, text := range pageTexts(c) {
		assert.NotRegexp(t, `第\d\d组$`, text, "page %d ends with a band", i+1)
		for band := range 30 {
			if strings.Contains(text, fmt.Sprintf("%02d之", band)) {
				assert.Contains(t, text, fmt.Sprintf("第%02d组", band), "page %d", i+1)
			}
		}
	}
	inside(t, c)
}

func TestLastPageOfAFewRowsIsSpared(t *testing.T) {
	table := func(rows int) Document {
		long := Table{Columns: []Column{{Heads: []string{"编号"}}, {Heads: []string{"内容"}}}}
		for i := range rows {
			long.Rows = append(long.Rows, Row{Cells: cells(i, "内容")})
		}
		return Document{Blocks: []Block{long}}
	}
	for rows := 1; rows < 120; rows++ {
		pages := pageTexts(compose(table(rows), testFaces()))
		if len(pages) > 1 {
			assert.Greater(t, strings.Count(pages[len(pages)-1], "内容"), 5, "%d rows", rows)
		}
	}
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
