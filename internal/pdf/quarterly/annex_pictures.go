package quarterly

import (
	"math"
	"slices"
	"strings"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// pictureAnnex draws lights, investment and what falls due.
func (w *blockWriter) pictureAnnex() []layout.Block {
	lights := "各专项行动亮灯情况"
	if w.LastOverall != nil {
		lights += "（上：本季度，下：" + w.lastQuarter() + "）"
	}
	blocks := []layout.Block{
		layout.Caption{Text: lights, Right: "单位：个"}, w.lightChart(),
		layout.Caption{Text: "各专项行动投资情况（上：计划总投资，下：累计完成投资）", Right: "单位：万元"}, w.moneyChart(),
	}
	if table := w.historyTable(); len(table.Rows) > 0 {
		blocks = append(blocks, layout.Caption{Text: "近几个季度各专项行动情况（偏慢和滞后/研判项目，投资完成率）", Right: "单位：个、%"}, table)
	}
	if table := w.turnedTable(); w.listed() && len(table.Rows) > 0 {
		blocks = append(blocks, layout.Caption{Text: "亮灯有变化的项目"}, table)
	}
	if len(w.Charts.Timeline) == 0 {
		return blocks
	}
	return append(blocks, layout.Caption{Text: "今后四个季度到期项目"}, w.dueLine())
}

// historyTable sets the last quarters of each track side by side, and small lines
// of how they went.
func (w *blockWriter) historyTable() layout.Table {
	table := layout.Table{Columns: []layout.Column{{Heads: []string{"专项行动"}}}}
	for i, h := range w.History {
		row := layout.Row{Cells: []layout.Cell{{Text: h.Track}}}
		for _, p := range h.Points {
			if i == 0 {
				for _, head := range []string{"偏慢和滞后", "完成率"} {
					table.Columns = append(table.Columns, layout.Column{Heads: []string{p.Quarter.Chinese(), head}, Align: layout.Right})
				}
			}
			late := layout.Cell{Text: plan.Count(p.Late) + "/" + plan.Count(p.Lit), Faint: p.Late == 0, Strong: p.Late > 0}
			rate := layout.Cell{Text: p.Rate.Tenths()}
			if p.NoTotal {
				rate = layout.Cell{Text: none, Faint: true}
			}
			row.Cells = append(row.Cells, late, rate)
		}
		table.Rows = append(table.Rows, layout.Row{Cells: append(row.Cells, lineCell(h, lateShare), lineCell(h, paidRate))})
	}
	for _, head := range []string{"偏慢和滞后", "完成率"} {
		table.Columns = append(table.Columns, layout.Column{Heads: []string{"走势", head}, Width: lineWidth})
	}
	return table
}

// lineWidth is the width of a small line, in ems of its table.
const lineWidth = 5

// lineCell is the small line of one measure of a track's quarters.
func lineCell(h report.TrackHistory, measure func(report.HistoryPoint) float64) layout.Cell {
	var cell layout.Cell
	for _, p := range h.Points {
		cell.Line = append(cell.Line, measure(p))
	}
	return cell
}

func lateShare(p report.HistoryPoint) float64 {
	if p.Lit == 0 {
		return math.NaN()
	}
	return float64(plan.Share(p.Late, p.Lit))
}

func paidRate(p report.HistoryPoint) float64 {
	if p.NoTotal {
		return math.NaN()
	}
	return float64(p.Rate)
}

// turnedTable lists the projects whose light is another than last quarter's.
func (w *blockWriter) turnedTable() layout.Table {
	table := layout.Table{Columns: []layout.Column{
		{Heads: []string{"编号"}}, {Heads: []string{"项目名称"}}, {Heads: []string{"牵头部门"}},
		{Heads: []string{w.lastQuarter()}}, {Heads: []string{"本季度"}}, {Heads: []string{"进度变化"}},
	}}
	for _, c := range w.Turned() {
		table.Rows = append(table.Rows, layout.Row{Cells: []layout.Cell{
			{Text: c.Number}, {Text: c.Name, Link: projectAnchor(c.Number)}, {Text: c.Unit}, lightCell(c.LightBefore), lightCell(c.LightNow),
			{Text: c.Course()},
		}})
	}
	return table
}

func (w *blockWriter) lightChart() layout.BarChart {
	shown := w.shownBuckets()
	var chart layout.BarChart
	for _, b := range shown {
		chart.Series = append(chart.Series, layout.Series{Name: b.Word, Fill: fills[b.Word]})
	}
	for _, l := range w.Charts.Lights {
		row := layout.BarRow{Label: l.Track, Bars: []layout.Bar{lightBar("本季度", l.Now, shown)}}
		if l.Last != nil {
			row.Bars = append(row.Bars, lightBar(w.lastQuarter(), *l.Last, shown))
		}
		chart.Rows = append(chart.Rows, row)
	}
	return chart
}

// shownBuckets are the buckets that hold any project, now or last quarter.
func (w *blockWriter) shownBuckets() []report.Bucket {
	return slices.DeleteFunc(slices.Clone(report.Buckets), func(b report.Bucket) bool {
		return b.Count(w.Overall) == 0 && (w.LastOverall == nil || b.Count(*w.LastOverall) == 0)
	})
}

func lightBar(label string, t report.Tally, shown []report.Bucket) layout.Bar {
	bar := layout.Bar{Label: label, End: plan.Count(t.Projects) + "个"}
	for i, b := range shown {
		n := b.Count(t)
		bar.Parts = append(bar.Parts, layout.Part{Series: i, Size: float64(n), Label: plan.Count(n)})
	}
	return bar
}

func (w *blockWriter) moneyChart() layout.BarChart {
	chart := layout.BarChart{Series: []layout.Series{{Name: "计划总投资", Fill: layout.Fill{Color: layout.Color{R: 255, G: 255, B: 255}, Ink: layout.Grey}}, {Name: "累计完成投资", Fill: layout.Fill{Color: blue, Ink: blue}}}}
	for _, m := range w.Charts.Investment {
		end := m.Paid.Short()
		if m.Plan != 0 {
			end += "（" + m.Rate.Tenths() + "%）"
		}
		chart.Rows = append(chart.Rows, layout.BarRow{Label: m.Track, Bars: []layout.Bar{
			{Parts: []layout.Part{{Series: 0, Size: m.Plan.Float()}}, End: m.Plan.Short()},
			{Parts: []layout.Part{{Series: 1, Size: m.Paid.Float()}}, End: end},
		}})
	}
	return chart
}

// dueLine shows what falls due quarter by quarter.
func (w *blockWriter) dueLine() layout.Timeline {
	var line layout.Timeline
	for _, q := range w.Charts.Timeline {
		period := layout.Stretch{Label: strings.Replace(q.Quarter.Chinese(), "年", "年\n", 1), Note: plan.Count(len(q.Projects)) + "个"}
		if w.listed() {
			for _, d := range q.Projects {
				_, month, _ := strings.Cut(d.Month, "年")
				text := d.Name + "（" + d.Unit + "）"
				period.Items = append(period.Items, layout.Due{When: month, Text: text, Sign: signs[d.Light], Link: projectAnchor(d.Number)})
			}
		}
		line.Periods = append(line.Periods, period)
	}
	line.Key = keyOf(line)
	return line
}

// keyOf says what the signs of a time line mean, in the order of the lights.
func keyOf(line layout.Timeline) []layout.Legend {
	drawn := map[layout.Sign]bool{}
	for _, p := range line.Periods {
		for _, d := range p.Items {
			drawn[d.Sign] = true
		}
	}
	var key []layout.Legend
	for _, l := range []plan.Light{plan.Green, plan.Yellow, plan.Red, plan.NotDue} {
		if drawn[signs[l]] {
			key = append(key, layout.Legend{Sign: signs[l], Text: l.String()})
		}
	}
	if drawn[signs[plan.Unverified]] {
		key = append(key, layout.Legend{Sign: signs[plan.Unverified], Text: "数据待核实或暂缓"})
	}
	return key
}
