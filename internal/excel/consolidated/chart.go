package consolidated

import (
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
)

// The charts under the track table.
const (
	chartWidth  = 530
	chartHeight = 320
)

// charts draws the lights and the investment of the tracks beneath what has
// been written, side by side.
func (p *resultSheet) charts(tracks int) {
	if p.Err != nil || tracks == 0 {
		return
	}
	row := p.Row + 2
	p.Do(p.File.AddChart(p.Name, book.At(row, 2), p.lightsChart(tracks)))
	p.Do(p.File.AddChart(p.Name, book.At(row, 8), p.moneyChart(tracks)))
}

// series is a column of the track table as a series of a chart.
func (p *resultSheet) series(column, tracks int, color string) excelize.ChartSeries {
	sheet := book.QuoteSheet(form.PageOverall) + "!"
	last := overallFirst + tracks - 1
	return excelize.ChartSeries{
		Name:       sheet + "$" + book.Letters(column) + "$" + book.At(overallHeader, 1)[1:],
		Categories: sheet + book.Fixed(2, overallFirst, last),
		Values:     sheet + book.Fixed(column, overallFirst, last),
		Fill:       book.Solid(color),
	}
}

// lightsChart stacks each track's projects by light.
func (p *resultSheet) lightsChart(tracks int) *excelize.Chart {
	colors := []string{"8FB4DC", "7FBF8C", "F2C14E", "D9534F", "C9D1DA", "A7AFB9", "B7A6CF"}
	c := p.newChart(excelize.BarStacked, "各专项行动项目亮灯(个)")
	for i, color := range colors {
		c.Series = append(c.Series, p.series(overallTally+1+i, tracks, color))
	}
	c.XAxis.ReverseOrder = true // the first track on top
	gap, overlap := uint(50), 100
	c.GapWidth, c.Overlap = &gap, &overlap
	c.PlotArea.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "0;;;"}
	return c
}

// moneyChart sets what is paid beside what is planned.
func (p *resultSheet) moneyChart(tracks int) *excelize.Chart {
	c := p.newChart(excelize.Col, "各专项行动投资(万元)")
	c.Series = []excelize.ChartSeries{
		p.series(overallTally+tallyTotal, tracks, "B9CDE5"), p.series(overallTally+tallyPaid, tracks, book.InkTitle),
	}
	gap := uint(60)
	c.GapWidth = &gap
	c.PlotArea.NumFmt = excelize.ChartNumFmt{CustomNumFmt: "#,##0;;;"}
	return c
}

func (p *resultSheet) newChart(kind excelize.ChartType, title string) *excelize.Chart {
	font := excelize.Font{Family: book.FaceBody, Size: 9, Color: book.InkText}
	return &excelize.Chart{
		Type:      kind,
		Dimension: excelize.ChartDimension{Width: chartWidth, Height: chartHeight},
		Format:    excelize.GraphicOptions{AltText: title},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{
			Text: title, Font: &excelize.Font{Family: book.FaceHead, Size: 12, Color: book.InkTitle},
		}}},
		Legend:   excelize.ChartLegend{Position: "bottom", Font: &font},
		PlotArea: excelize.ChartPlotArea{ShowVal: true},
		XAxis:    excelize.ChartAxis{Font: font},
		YAxis:    excelize.ChartAxis{Font: font, MajorGridLines: true},
		Border:   excelize.LineOptions{Type: excelize.LineSolid, Width: 0.75, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{book.LineThin}}},
	}
}
