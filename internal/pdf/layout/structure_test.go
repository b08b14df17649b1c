package layout

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/pdf/pdftest"
)

// heard are a document's elements in the order they are read aloud, one a line,
// each with its own text.
func heard(c *composer) []string {
	said := make(map[*page][]string) // by content
	for _, p := range c.pages {
		at := -1
		texts := make([]string, len(p.contents))
		for _, m := range p.marks {
			switch m := m.(type) {
			case tagMark:
				at = -1
				// What is no decoration says which content it is.
				_, _ = fmt.Sscanf(regexp.MustCompile(`MCID \d+`).FindString(m.begins), "MCID %d", &at)
			case textMark:
				if at >= 0 {
					texts[at] += m.text
				}
			}
		}
		said[p] = texts
	}
	var lines []string
	var walk func(e *element)
	walk = func(e *element) {
		at := len(lines)
		lines = append(lines, e.kind+e.table)
		for _, k := range e.kids {
			switch {
			case k.element != nil:
				walk(k.element)
			case k.link == nil:
				lines[at] += " " + said[k.page][k.id]
			}
		}
	}
	walk(c.root)
	return lines
}

func TestStructureOfADocument(t *testing.T) {
	doc := Document{Blocks: []Block{
		Title{Parts: []string{"推进", "情况"}},
		Heading{Level: 1, Text: "一、总体"},
		Paragraph{Runs: []Run{{Text: "见", Style: Strong}, {Text: "附件", Link: "a"}, {Text: "。"}}},
		Caption{Text: "表", Right: "单位：个"},
		Table{Merge: 1, Columns: []Column{{Heads: []string{"行动"}}, {Heads: []string{"进度", "上"}}, {Heads: []string{"进度", "下"}}}, Rows: []Row{
			{Look: Band, Cells: cells("任务")},
			{Cells: cells("甲", 1, 2)}, {Cells: []Cell{{Text: "甲"}, {Text: "3", Link: "a"}, {Text: ""}}},
			{Look: Wide, Cells: cells("长")},
			{Look: Total, Cells: cells("合计", 4, 6)},
		}},
		Caption{Text: "图"},
		BarChart{Series: []Series{{Name: "已完成"}, {Name: "滞后"}}, Rows: []BarRow{{Label: "甲", Bars: []Bar{{Label: "本季度", End: "4个", Parts: []Part{{Series: 0, Size: 3, Label: "3"}, {Series: 1, Size: 1, Label: "1"}}}}}}},
		Caption{Text: "到期"},
		Timeline{Periods: []Stretch{{Label: "三季度", Note: "1个", Items: []Due{{When: "9月", Text: "口袋公园"}}}, {Label: "四季度"}}},
		Closing{Annexes: []Run{{Text: "一览表", Link: "a"}}, Lines: []string{"办公室", "7月"}},
		PageBreak{Landscape: true},
		Title{Label: "附件1", Parts: []string{"一览表"}, Anchor: Anchor{Name: "a"}},
	}}
	c := compose(doc, testFaces())
	assert.Equal(t, []string{
		"Document", "H1 推进情况", "H2 一、总体", "P 见 。", "Link 附件",
		"Table", "Caption 表单位：个",
		"THead", "TR", "TH/Scope /Column/RowSpan 2 行动", "TH/Scope /Column/ColSpan 2 进度", "TR", "TH/Scope /Column 上", "TH/Scope /Column 下",
		"TBody", "TR", "TH/Scope /Column/ColSpan 3 任务", "TR", "TH/Scope /Row/RowSpan 2 甲", "TD 1", "TD 2", "TR", "TD", "Link 3", "TD",
		"TR", "TD/ColSpan 3 长", "TR", "TH/Scope /Row 合计", "TD 4", "TD 6",
		"Figure 已完成滞后甲本季度314个", "Caption 图",
		"P 到期", "P 三季度1个", "L", "LI", "LBody 9月 口袋公园", "P 四季度",
		"P 附件：", "P", "Link 一览表", "P 办公室", "P 7月", "H2 附件1一览表",
	}, heard(c))
	figure := c.root.kids[4].element
	require.Equal(t, kindFigure, figure.kind)
	assert.Equal(t, "甲：本季度已完成3滞后14个", figure.alt)
}

// Whatever is drawn again on a further page is said once, and nothing is said in
// parts of two sentences.
func TestWhatIsDrawnAgainIsSaidOnce(t *testing.T) {
	long := strings.Repeat("逐行写的很长的进展情况。", 200)
	table := Table{Merge: 1, Columns: []Column{{Heads: []string{"任务"}}, {Heads: []string{"名称"}}, {Heads: []string{"进展"}}}}
	for i := range 60 {
		table.Rows = append(table.Rows, Row{Cells: cells(fmt.Sprintf("第%d组", i/40), fmt.Sprintf("项目%02d", i), "正常")})
	}
	table.Rows = append(table.Rows, Row{Again: "项目60（续）", Cells: cells(long), Look: Wide}, Row{Look: Band, Cells: cells("长的")})
	rows := Table{Repeat: 2, Columns: table.Columns, Rows: []Row{{Look: Band, Cells: cells("带")}, {Cells: cells("甲任务", "乙项目", long)}}}
	c := compose(Document{Blocks: []Block{table, rows}}, testFaces())
	require.Greater(t, len(c.pages), 4)
	all := strings.Join(heard(c), "\n")
	for _, once := range []string{"TH/Scope /Row/RowSpan 40 第0组\n", "TH/Scope /Row/RowSpan 20 第1组\n", "TD 项目00\n", "TD 项目59\n", "甲任务\n", "乙项目\n", "TH/Scope /Column/ColSpan 3 带\n"} {
		assert.Equal(t, 1, strings.Count(all, once), once)
	}
	assert.Equal(t, 2, strings.Count(all, "TH/Scope /Column 任务\n"), "one of each table")
	assert.NotContains(t, all, "续")
	for _, kind := range []string{"TD/ColSpan 3", "TD"} {
		var whole []string
		for _, line := range heard(c) {
			if text, ok := strings.CutPrefix(line, kind+" 逐"); ok {
				whole = append(whole, "逐"+strings.ReplaceAll(text, " ", ""))
			}
		}
		assert.Equal(t, []string{long}, whole, kind)
	}
}

// Everything on a page is told to be content or decoration.
func TestAllContentIsMarked(t *testing.T) {
	plain := pdftest.Tool(t, drawn(t, demo(60)), "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
	inside, shown := 0, 0
	for line := range strings.Lines(plain) {
		switch line = strings.TrimSpace(line); {
		case strings.HasSuffix(line, " BDC"), strings.HasSuffix(line, " BMC"):
			inside++
		case line == contentEnd:
			inside--
		case strings.Contains(line, "Tj ET"):
			shown++
			assert.Equal(t, 1, inside, line)
		}
	}
	assert.Zero(t, inside)
	assert.Greater(t, shown, 500)
	pages := strings.Count(plain, "/Type /Page\n")
	assert.Equal(t, pages, strings.Count(plain, "/StructParents "))
	assert.Equal(t, pages, strings.Count(plain, "/Tabs /S"))
	assert.Contains(t, plain, "/Marked true")
}

// Poppler finds the same structure in the file.
func TestStructureIsRead(t *testing.T) {
	doc := Document{Blocks: []Block{
		Heading{Level: 1, Text: "一、总体"}, Paragraph{Runs: []Run{{Text: "见"}, {Text: "表", Link: "a"}, {Text: "，又见"}, {Text: "无处", Link: "b"}}},
		Table{Columns: []Column{{Heads: []string{"名称"}}}, Rows: []Row{{Cells: cells("甲"), Anchor: Anchor{Name: "a"}}}},
	}}
	said := pdftest.Tool(t, drawn(t, doc), "pdfinfo", "-struct-text", "FILE")
	said = regexp.MustCompile(`Object \d+ 0|\s+`).ReplaceAllString(said, " ")
	assert.Equal(t, `Document H2 (block) "一、总体" P (block) "见" Link (inline) "表" "，又见" Span (inline) "无处" `+
		`Table (block) THead TR TH: /Scope /Column "名称" TBody TR TH: /Scope /Row "甲"`, strings.Join(strings.Fields(said), " "))
}
