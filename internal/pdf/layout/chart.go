package layout

import "strings"

// A BarChart draws groups of horizontal bars, each made of parts: lights of
// this quarter above those of the last, or money planned above money paid.
// Parts differ in pattern as well as in colour, and carry their figures.
type BarChart struct {
	Series []Series
	Rows   []BarRow
}

// A Series is what parts of one fill stand for, as the legend says.
type Series struct {
	Name string
	Fill Fill
}

// A BarRow is a group of bars under one label.
type BarRow struct {
	Label string
	Bars  []Bar
}

// A Bar is one bar; Label stands before it and End after it.
type Bar struct {
	Label string
	Parts []Part
	End   string
}

// A Part is a stretch of a bar. Size is in whatever unit all sizes of the
// chart share and decides the length only; Label is what is written on it, for
// which it is at least long enough.
type Part struct {
	Series int
	Size   float64
	Label  string
}

// Lengths of charts, in points.
const (
	chartSize  = 8.5 // font size of labels
	figureSize = 7.5 // of figures and bar labels
	barHeight  = 11.0
	barGap     = 2.0
	groupGap   = 8.0
	labelGap   = 5.0 // between a label and what it labels
	figureRoom = 3.2 // white about a figure on a part
)

func (b BarChart) measure(faces *Faces, area frame) piece {
	d := &chartDrawing{faces: faces, chart: b, width: area.width}
	d.scale()
	p := &chartPiece{alt: b.altText(), legend: d.legend(), limit: area.height - 4*pitch}
	for _, row := range b.Rows {
		p.groups = append(p.groups, d.group(row))
	}
	return p
}

func (b BarChart) texts() []string {
	var texts []string
	for _, s := range b.Series {
		texts = append(texts, s.Name)
	}
	for _, row := range b.Rows {
		texts = append(texts, row.Label)
		for _, bar := range row.Bars {
			texts = append(texts, bar.Label, bar.End)
			for _, p := range bar.Parts {
				texts = append(texts, p.Label)
			}
		}
	}
	return texts
}

// A chartPiece is a chart's legend and its groups of bars, each of which stays
// whole. Where they do not all fit, the legend is repeated.
type chartPiece struct {
	alt    string
	legend chartPart
	groups []chartPart
	limit  float64 // a lower chart stays whole
}

// A chartPart is a stretch of a chart from its top.
type chartPart struct {
	marks  []mark
	height float64
}

func (p *chartPiece) need() float64 {
	total := p.legend.height
	for _, g := range p.groups {
		total += g.height
	}
	return min(total, p.limit)
}

func (p *chartPiece) place(c *composer) {
	if p.need() > c.room() {
		c.breakPage()
	}
	figure := c.block(kindFigure)
	if figure != nil {
		figure.alt = p.alt
	}
	c.within(figure, func() { p.placeGroups(c) })
	c.y += belowTable
}

func (p *chartPiece) placeGroups(c *composer) {
	p.legend.place(c)
	for i, g := range p.groups {
		if g.height > c.room() && i > 0 {
			c.addPage(c.page().landscape)
			p.legend.place(c)
		}
		g.place(c)
	}
}

// altText is the chart in words: row by row, what its bars' parts say.
func (b BarChart) altText() string {
	var rows []string
	for _, row := range b.Rows {
		words := row.Label + "："
		for i, bar := range row.Bars {
			if i > 0 {
				words += "，"
			}
			words += bar.Label
			for _, p := range bar.Parts {
				if p.Label != "" || len(bar.Parts) == 1 {
					words += b.Series[p.Series].Name + p.Label
				}
			}
			words += bar.End
		}
		rows = append(rows, words)
	}
	return strings.Join(rows, "；")
}

func (p chartPart) place(c *composer) {
	c.addMoved(p.marks, c.frame().left, c.y)
	c.y += p.height
}

// A chartDrawing gathers a chart's marks part by part.
type chartDrawing struct {
	faces *Faces
	chart BarChart
	marks []mark // of the part at hand
	width float64
	y     float64 // from the part's top
	left  float64 // where bars begin
	unit  float64 // points for a size of one
}

// part ends the part at hand.
func (d *chartDrawing) part() chartPart {
	p := chartPart{d.marks, d.y}
	d.marks, d.y = nil, 0
	return p
}

func (d *chartDrawing) text(s string, size float64, ink Color, x, middle float64, align int) {
	d.marks = append(d.marks, textAt(d.faces, roleTable, s, size, ink, x, middle+capHeight/2*size, align)...)
}

// capHeight is how high figures and Chinese type stand, in ems; half of it is
// what a baseline lies below the middle.
const capHeight = 0.74

// legend sets the series' names side by side, on as many lines as they take.
func (d *chartDrawing) legend() chartPart {
	const swatch, height, gap = 10.0, 8.0, 9.0
	x, line := 0.0, 14.0
	for _, s := range d.chart.Series {
		length := swatch + labelGap + d.faces.width(roleTable, s.Name, chartSize)
		if x > 0 && x+length > d.width {
			x, d.y = 0, d.y+line
		}
		d.marks = append(d.marks, areaMark{x: x, y: d.y + (line-height)/2, width: swatch, height: height, fill: s.Fill, outline: 0.5})
		d.text(s.Name, chartSize, black, x+swatch+labelGap, d.y+line/2, alignLeft)
		x += length + gap
	}
	d.y += line + 2
	return d.part()
}

// scale finds where the bars begin and how long they are.
func (d *chartDrawing) scale() {
	label, bar, end, longest := 0.0, 0.0, 0.0, 0.0
	for _, row := range d.chart.Rows {
		label = max(label, d.faces.width(roleTable, row.Label, chartSize))
		for _, b := range row.Bars {
			bar = max(bar, d.faces.width(roleTable, b.Label, figureSize))
			end = max(end, d.faces.width(roleTable, b.End, figureSize))
			length := 0.0
			for _, p := range b.Parts {
				length += p.Size
			}
			longest = max(longest, length)
		}
	}
	d.left = label + bar + 2*labelGap
	if longest > 0 {
		d.unit = (d.width - d.left - end - labelGap) / longest
	}
}

// group draws a row's label and bars, and the line from which they start.
func (d *chartDrawing) group(row BarRow) chartPart {
	d.y = groupGap / 2
	height := float64(len(row.Bars))*(barHeight+barGap) - barGap
	d.text(row.Label, chartSize, black, 0, d.y+height/2, alignLeft)
	for _, b := range row.Bars {
		d.bar(b)
		d.y += barHeight + barGap
	}
	d.y += groupGap/2 - barGap
	d.marks = append(d.marks, lineMark{x1: d.left, y1: 0, x2: d.left, y2: d.y, width: 0.6, ink: black})
	return d.part()
}

// bar draws one bar with its parts' figures.
func (d *chartDrawing) bar(b Bar) {
	middle := d.y + barHeight/2
	d.text(b.Label, figureSize, Grey, d.left-labelGap, middle, alignRight)
	x := d.left
	lengths := d.lengths(b)
	for i, p := range b.Parts {
		length := lengths[i]
		if length <= 0 {
			continue
		}
		fill := d.chart.Series[p.Series].Fill
		d.marks = append(d.marks, areaMark{x: x, y: d.y, width: length, height: barHeight, fill: fill, outline: 0.5})
		d.figure(p.Label, fill, x+length/2, middle, length)
		x += length
	}
	d.text(b.End, figureSize, black, x+labelGap, middle, alignLeft)
}

// lengths are those of a bar's parts. One too short for its figure takes what it
// lacks from the longest, or, where even that is short, makes the bar longer.
func (d *chartDrawing) lengths(b Bar) []float64 {
	lengths, least, longest := make([]float64, len(b.Parts)), make([]float64, len(b.Parts)), 0
	for i, p := range b.Parts {
		lengths[i] = p.Size * d.unit
		if p.Label != "" && p.Size > 0 {
			least[i] = d.faces.width(roleTable, p.Label, figureSize) + figureRoom
		}
		if lengths[i] > lengths[longest] {
			longest = i
		}
	}
	for i := range lengths {
		lack := least[i] - lengths[i]
		if lack <= 0 {
			continue
		}
		if lengths[longest]-lack >= least[longest] {
			lengths[longest] -= lack
		}
		lengths[i] = least[i]
	}
	return lengths
}

// figure writes a part's label on it, on a white patch where a pattern would
// cross it.
func (d *chartDrawing) figure(label string, fill Fill, x, middle, room float64) {
	length := d.faces.width(roleTable, label, figureSize)
	if label == "" || length+figureRoom > room+0.01 {
		return
	}
	ground := fill.Color
	if fill.Pattern != Bare {
		ground = Color{255, 255, 255}
		patch := areaMark{x: x - length/2 - 1.5, y: middle - 4.5, width: length + 3, height: 9, fill: Fill{Color: ground}}
		d.marks = append(d.marks, patch)
	}
	d.text(label, figureSize, ground.readable(), x, middle, alignCenter)
}

// readable is black on light colours and white on dark ones.
func (c Color) readable() Color {
	if 299*int(c.R)+587*int(c.G)+114*int(c.B) < 128_000 {
		return Color{255, 255, 255}
	}
	return black
}
