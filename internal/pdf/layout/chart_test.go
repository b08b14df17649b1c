package layout

import (
	"fmt"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// lightChart shows two quarters' lights of every track.
func lightChart() BarChart {
	chart := BarChart{Series: []Series{{"已完成", toneDone}, {"推进顺利", toneGood}, {"进度偏慢", toneSlow}, {"进度滞后", toneLate}, {"未到启动时间", toneEarly}, {"数据待核实", tonePending}}}
	for i, name := range tracks {
		row := BarRow{Label: name}
		for q, label := range []string{"本季度", "上季度"} {
			bar := Bar{Label: label}
			total := 0
			for s, n := range []int{i - q, 6 + i, 2 - q, i % 2, 1 + q, 2} {
				bar.Parts = append(bar.Parts, Part{Series: s, Size: float64(n), Label: strconv.Itoa(n)})
				total += max(n, 0)
			}
			bar.End = fmt.Sprintf("%d个", total)
			row.Bars = append(row.Bars, bar)
		}
		chart.Rows = append(chart.Rows, row)
	}
	return chart
}

// moneyChart shows planned above paid.
func moneyChart() BarChart {
	chart := BarChart{Series: []Series{{"计划总投资", toneEarly}, {"累计完成投资", toneDone}}}
	for i, name := range tracks {
		chart.Rows = append(chart.Rows, BarRow{Label: name, Bars: []Bar{
			{Parts: []Part{{Series: 0, Size: float64(21879 / (i + 1))}}, End: fmt.Sprintf("%d.85", 21879/(i+1))},
			{Parts: []Part{{Series: 1, Size: float64(5401 / (i + 1))}}, End: fmt.Sprintf("%d.75（24.7%%）", 5401/(i+1))},
		}})
	}
	return chart
}

// dueLine shows four quarters.
func dueLine() Timeline {
	var t Timeline
	for i, label := range []string{"2023年三季度", "2023年四季度", "2024年一季度", "2024年二季度"} {
		p := Stretch{Label: label, Note: fmt.Sprintf("%d个", 3+4*i%6)}
		for k := range 3 + 4*i%6 {
			p.Items = append(p.Items, Due{When: fmt.Sprintf("%d月", 7+k%3), Text: fmt.Sprintf("潍坊%d村成片区改造（二期）", k+1), Sign: Sign{Triangle, Color{191, 144, 0}}})
		}
		t.Periods = append(t.Periods, p)
	}
	return t
}

func TestBarsAreInProportion(t *testing.T) {
	chart := BarChart{Series: []Series{{"甲", toneDone}, {"乙", toneSlow}}, Rows: []BarRow{
		{Label: "一", Bars: []Bar{{Parts: []Part{{0, 30, "30"}, {1, 10, "10"}}, End: "40"}, {Parts: []Part{{1, 0.1, ""}}}}},
	}}
	c := compose(Document{Blocks: []Block{chart}}, testFaces())
	var lengths []float64
	for _, m := range c.pages[0].marks {
		if area, ok := m.(areaMark); ok && area.height == barHeight {
			lengths = append(lengths, area.width)
		}
	}
	require.Len(t, lengths, 3)
	assert.InDelta(t, 3, lengths[0]/lengths[1], 0.001)
	assert.InDelta(t, 100, lengths[1]/lengths[2], 0.001)
	assert.Equal(t, Color{255, 255, 255}, find(t, c, "30").ink, "light on dark")
	assert.Equal(t, black, find(t, c, "10").ink)
}

func TestLongChartsGoOn(t *testing.T) {
	chart := lightChart()
	for range 4 {
		chart.Rows = append(chart.Rows, chart.Rows[:6]...)
	}
	c := compose(Document{Blocks: []Block{chart}}, testFaces())
	assert.Len(t, c.pages, 2)
	for _, text := range pageTexts(c) {
		assert.Contains(t, text, "数据待核实", "the legend is repeated")
	}
	inside(t, c)
}

func TestTimelineKeepsEveryItem(t *testing.T) {
	var line Timeline
	for i := range 4 {
		p := Stretch{Label: fmt.Sprintf("第%d季", i+1)}
		for k := range 90 * i {
			p.Items = append(p.Items, Due{When: "8月", Text: fmt.Sprintf("项目%d/%d完", i, k), Sign: Sign{Disc, black}})
		}
		line.Periods = append(line.Periods, p)
	}
	c := compose(Document{Blocks: []Block{line}}, testFaces())
	all := strings.Join(pageTexts(c), "")
	for i, p := range line.Periods {
		for k := range p.Items {
			assert.Equal(t, 1, strings.Count(all, fmt.Sprintf("项目%d/%d完", i, k)))
		}
	}
	assert.Equal(t, len(c.pages), strings.Count(all, "第1季"), "the arrow is repeated")
	inside(t, c)
}

func TestTimelineSharesItsWidth(t *testing.T) {
	line := Timeline{Key: []Legend{{Sign{Square, black}, "进度滞后"}}}
	for n := range 4 {
		period := Stretch{Label: "2024年\n第一季度", Note: "20个"}
		for range 1 + n*n*20 {
			period.Items = append(period.Items, Due{When: "6月", Text: "一个名称不算短的项目（管理办）", Sign: Sign{Square, black}})
		}
		line.Periods = append(line.Periods, period)
	}
	p := line.measure(testFaces(), frameOf(false)).(*timelinePiece)
	assert.InDelta(t, frameOf(false).width, sum(p.widths), 0.01)
	assert.Greater(t, p.widths[3], 2*p.widths[0], "the longest list has the most room")
	c := compose(Document{Blocks: []Block{line}}, testFaces())
	pages := pageTexts(c)
	assert.Contains(t, pages[0], "进度滞后")
	assert.NotContains(t, pages[0], "（续）")
	assert.Contains(t, pages[1], "第一季度（续）")
	inside(t, c)
}

func TestEveryPartKeepsItsFigure(t *testing.T) {
	chart := BarChart{Series: []Series{{"甲", toneDone}, {"乙", toneLate}}, Rows: []BarRow{{Label: "长", Bars: []Bar{
		{Parts: []Part{{0, 900, "900"}, {1, 1, "1"}}, End: "901个"}, {Parts: []Part{{0, 2, "2"}, {1, 3, "3"}}, End: "5个"},
	}}}}
	c := compose(Document{Blocks: []Block{chart}}, testFaces())
	for _, figure := range []string{"900", "1", "2", "3"} {
		find(t, c, figure)
	}
	inside(t, c)
}
