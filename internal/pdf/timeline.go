package pdf

// A Timeline lists what falls due period by period, side by side under an
// arrow. A list longer than the page goes on on the next.
type Timeline struct{ Periods []Period }

// A Period is a stretch of the time line, such as a quarter; Note is said
// beside its label, such as how many items it has.
type Period struct {
	Label string
	Note  string
	Items []Due
}

// A Due is an item of a period: when, and what.
type Due struct {
	When string
	Text string
	Sign Sign
	Link string
}

// Lengths of time lines, in points.
const (
	dueSize    = 8.5
	duePitch   = 1.4 * dueSize
	dueGap     = 3.0  // between items
	periodGap  = 10.0 // between periods
	arrowRoom  = 30.0 // height of the arrow and the periods' labels
	nodeRadius = 3.0
)

func (b Timeline) measure(faces *Faces, area frame) piece {
	p := &timelinePiece{timeline: b, faces: faces, step: area.width / float64(max(1, len(b.Periods)))}
	p.width = p.step - periodGap
	for _, period := range b.Periods {
		var items []dueItem
		for _, due := range period.Items {
			items = append(items, p.layItem(due))
		}
		p.items = append(p.items, items)
	}
	return p
}

func (b Timeline) texts() []string {
	var texts []string
	for _, p := range b.Periods {
		texts = append(texts, p.Label, p.Note)
		for _, d := range p.Items {
			texts = append(texts, d.When, d.Text)
		}
	}
	return texts
}

// A timelinePiece is a time line whose items are broken into lines.
type timelinePiece struct {
	timeline Timeline
	faces    *Faces
	step     float64 // from period to period
	width    float64 // of a period's texts
	items    [][]dueItem
}

// A dueItem is an item ready to be drawn.
type dueItem struct {
	due   Due
	runs  []Run
	lines []line
}

func (p *timelinePiece) layItem(due Due) dueItem {
	item := dueItem{due: due, runs: []Run{{Text: due.When, Style: Strong, Link: due.Link}, {Text: due.Text, Link: due.Link}}}
	if due.When != "" {
		item.runs[0].Text += " "
	}
	glyphs := p.faces.shape(item.runs, dueSize, roleOfTable)
	item.lines = wrapEven(glyphs, measure{width: p.width - indentOf(due), em: dueSize})
	return item
}

// indentOf is the room of the sign before an item.
func indentOf(due Due) float64 {
	if due.Sign.Shape == NoShape {
		return 0
	}
	return signRoom * dueSize
}

func (d dueItem) height() float64 { return duePitch*float64(len(d.lines)) + dueGap }

// need is the arrow and the first items, or all of it where that is little.
func (p *timelinePiece) need() float64 {
	const little = 160
	tallest := 0.0
	for _, items := range p.items {
		height := 0.0
		for _, d := range items {
			height += d.height()
		}
		tallest = max(tallest, height)
	}
	return arrowRoom + min(tallest, little)
}

func (p *timelinePiece) place(c *composer) {
	c.space(2)
	if p.need() > c.room() {
		c.breakPage()
	}
	next := make([]int, len(p.items)) // the first item of each period not yet placed
	for {
		p.placeArrow(c)
		bottom := c.y
		for i := range p.items {
			bottom = max(bottom, p.placeItems(c, i, &next[i]))
		}
		c.y = bottom
		if p.done(next) {
			break
		}
		c.addPage(c.page().landscape)
	}
	c.y += 6
}

func (p *timelinePiece) done(next []int) bool {
	for i, items := range p.items {
		if next[i] < len(items) {
			return false
		}
	}
	return true
}

// placeArrow draws the arrow with a node and a label for each period.
func (p *timelinePiece) placeArrow(c *composer) {
	left, y := c.frame().left, c.y+nodeRadius+1
	right := left + p.step*float64(len(p.items))
	c.add(lineMark{x1: left, y1: y, x2: right - 4, y2: y, width: 1.2, ink: grey})
	c.add(shapeMark{shape: Arrow, x: right - 4, y: y, size: 8, ink: grey})
	for i, period := range p.timeline.Periods {
		x := left + p.step*float64(i)
		c.add(shapeMark{shape: Disc, x: x + nodeRadius, y: y, size: 2 * nodeRadius, ink: black})
		baseline := y + nodeRadius + 4 + dueSize
		label := textAt(p.faces, roleTableHead, period.Label, dueSize, black, x, baseline, alignLeft)
		width := p.faces.width(roleTableHead, period.Label, dueSize)
		note := textAt(p.faces, roleTable, period.Note, dueSize, grey, x+width+labelGap, baseline, alignLeft)
		c.addMoved(append(label, note...), 0, 0)
	}
	c.y += arrowRoom - 4
}

// placeItems places a period's items from *next on as far as the page goes,
// and returns where they end. At least one is placed on an empty page.
func (p *timelinePiece) placeItems(c *composer, period int, next *int) float64 {
	x, y := c.frame().left+p.step*float64(period), c.y
	for first := *next; *next < len(p.items[period]); *next++ {
		item := p.items[period][*next]
		if y+item.height()-dueGap > c.frame().bottom() && *next > first {
			break
		}
		if item.due.Sign.Shape != NoShape {
			c.add(shapeMark{item.due.Sign.Shape, x + dueSize*0.45, y + duePitch/2, 0.72 * dueSize, item.due.Sign.Color})
		}
		for _, l := range item.lines {
			c.putLine(l, item.runs, x+indentOf(item.due), y, duePitch, dueSize)
			y += duePitch
		}
		y += dueGap
	}
	return y
}
