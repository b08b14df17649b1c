package pdf

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// pictureAnnex draws lights, investment and what falls due.
func (w *writer) pictureAnnex() []Block {
	lights := "各专项行动亮灯情况"
	if w.LastOverall != nil {
		lights += "（上：本季度，下：" + w.lastQuarter() + "）"
	}
	blocks := []Block{
		Caption{Text: lights, Right: "单位：个"}, w.lightChart(),
		Caption{Text: "各专项行动投资情况（上：计划总投资，下：累计完成投资）", Right: "单位：万元"}, w.moneyChart(),
	}
	if table := w.turnedTable(); w.listed() && len(table.Rows) > 0 {
		blocks = append(blocks, Caption{Text: "亮灯有变化的项目"}, table)
	}
	return append(blocks, Caption{Text: "今后四个季度到期项目"}, w.dueLine())
}

// turnedTable lists the projects whose light is another than last quarter's.
func (w *writer) turnedTable() Table {
	table := Table{Columns: []Column{
		{Heads: []string{"编号"}}, {Heads: []string{"项目名称"}}, {Heads: []string{"牵头部门"}},
		{Heads: []string{w.lastQuarter()}}, {Heads: []string{"本季度"}}, {Heads: []string{"进度变化"}},
	}}
	for _, c := range w.Turned() {
		table.Rows = append(table.Rows, Row{Cells: []Cell{
			{Text: c.Number}, {Text: c.Name, Link: projectAnchor(c.Number)}, {Text: c.Unit}, lightCell(c.LightBefore), lightCell(c.LightNow),
			{Text: c.Course()},
		}})
	}
	return table
}

func (w *writer) lightChart() BarChart {
	shown := w.shownBuckets()
	var chart BarChart
	for _, b := range shown {
		chart.Series = append(chart.Series, Series{b.head, b.fill})
	}
	for _, l := range w.Charts.Lights {
		row := BarRow{Label: l.Track, Bars: []Bar{lightBar("本季度", l.Now, shown)}}
		if l.Last != nil {
			row.Bars = append(row.Bars, lightBar(w.lastQuarter(), *l.Last, shown))
		}
		chart.Rows = append(chart.Rows, row)
	}
	return chart
}

// shownBuckets are the buckets that hold any project, now or last quarter.
func (w *writer) shownBuckets() []bucket {
	return slices.DeleteFunc(slices.Clone(buckets), func(b bucket) bool {
		return b.count(w.Overall) == 0 && (w.LastOverall == nil || b.count(*w.LastOverall) == 0)
	})
}

func lightBar(label string, t report.Tally, shown []bucket) Bar {
	bar := Bar{Label: label, End: plan.Count(t.Projects) + "个"}
	for i, b := range shown {
		n := b.count(t)
		bar.Parts = append(bar.Parts, Part{Series: i, Size: float64(n), Label: plan.Count(n)})
	}
	return bar
}

func (w *writer) moneyChart() BarChart {
	chart := BarChart{Series: []Series{{"计划总投资", Fill{Color: Color{255, 255, 255}, Ink: grey}}, {"累计完成投资", Fill{Color: blue, Ink: blue}}}}
	for _, m := range w.Charts.Investment {
		end := m.Paid.Short()
		if m.Plan != 0 {
			end += "（" + m.Rate.Tenths() + "%）"
		}
		chart.Rows = append(chart.Rows, BarRow{Label: m.Track, Bars: []Bar{
			{Parts: []Part{{Series: 0, Size: m.Plan.Float()}}, End: m.Plan.Short()},
			{Parts: []Part{{Series: 1, Size: m.Paid.Float()}}, End: end},
		}})
	}
	return chart
}

// dueLine shows what falls due quarter by quarter.
func (w *writer) dueLine() Timeline {
	var line Timeline
	for _, q := range w.Charts.Timeline {
		period := Period{Label: strings.Replace(q.Quarter.Chinese(), "年", "年\n", 1), Note: plan.Count(len(q.Projects)) + "个"}
		if w.listed() {
			for _, d := range q.Projects {
				_, month, _ := strings.Cut(d.Month, "年")
				text := d.Name + "（" + d.Unit + "）"
				period.Items = append(period.Items, Due{When: month, Text: text, Sign: signs[d.Light], Link: projectAnchor(d.Number)})
			}
		}
		line.Periods = append(line.Periods, period)
	}
	line.Key = keyOf(line)
	return line
}

// keyOf says what the signs of a time line mean, in the order of the lights.
func keyOf(line Timeline) []Legend {
	drawn := map[Sign]bool{}
	for _, p := range line.Periods {
		for _, d := range p.Items {
			drawn[d.Sign] = true
		}
	}
	var key []Legend
	for _, l := range []plan.Light{plan.Green, plan.Yellow, plan.Red, plan.NotDue} {
		if drawn[signs[l]] {
			key = append(key, Legend{signs[l], l.String()})
		}
	}
	if drawn[signs[plan.Unverified]] {
		key = append(key, Legend{signs[plan.Unverified], "数据待核实或暂缓"})
	}
	return key
}
