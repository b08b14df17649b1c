package layout

import (
	"math"
	"strings"
)

// A Timeline lists what falls due period by period, side by side under an
// arrow, each period as wide as its list asks for. A list longer than the page
// goes on on the next. Above it stands what the signs mean.
type Timeline struct {
	Periods []Stretch
	Key     []Legend
}

// A Legend is what a sign means.
type Legend struct {
	Sign Sign
	Text string
}

// A Stretch is a stretch of the time line, such as a quarter; its label may have
// two lines. Note is said beside the last, such as how many items it has.
type Stretch struct {
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
	dueGap     = 3.0             // between items
	periodGap  = 10.0            // between periods
	arrowRoom  = 30.0 + duePitch // height of the arrow and the periods' labels
	nodeRadius = 3.0
)

func (b Timeline) measure(faces *Faces, area frame) piece {
	p := &timelinePiece{timeline: b, faces: faces, most: area.height - 4*pitch}
	p.share(area.width)
	for i, period := range b.Periods {
		var items []dueItem
		for _, due := range period.Items {
			items = append(items, p.layItem(due, p.widths[i]-periodGap))
		}
		p.items = append(p.items, items)
	}
	return p
}

// share gives every period what its label needs, and the rest, bit by bit, to
// the one whose list is longest.
func (p *timelinePiece) share(total float64) {
	lengths := make([][]float64, len(p.timeline.Periods))
	for i, period := range p.timeline.Periods {
		label := p.labelWidth(period.Label)
		least := max(label+labelGap+p.faces.width(roleTable, period.Note, dueSize), label+p.labelWidth(GoesOn))
		p.widths = append(p.widths, least+periodGap)
		for _, due := range period.Items {
			lengths[i] = append(lengths[i], lengthOf(p.shape(due)))
		}
	}
	free := total - sum(p.widths)
	if len(p.widths) == 0 || free <= 0 {
		return
	}
	for ; free > 0; free -= dueSize {
		longest, most := 0, -1.0
		for i := range lengths {
			if height := listHeight(lengths[i], p.widths[i]); height > most {
				longest, most = i, height
			}
		}
		p.widths[longest] += min(free, dueSize)
	}
}

// labelWidth is the length of a label's longest line.
func (p *timelinePiece) labelWidth(label string) float64 {
	return p.faces.width(roleTableHead, label, dueSize)
}

// listHeight is about how high texts of some lengths become in a period.
func listHeight(lengths []float64, width float64) float64 {
	room := width - periodGap - (signRoom+0.5)*dueSize // half an em is lost at a line's end
	height := 0.0
	for _, length := range lengths {
		height += duePitch*math.Ceil(length/max(dueSize, room)) + dueGap
	}
	return height
}

func (b Timeline) texts() []string {
	var texts []string
	for _, k := range b.Key {
		texts = append(texts, k.Text)
	}
	for _, p := range b.Periods {
		texts = append(texts, p.Label, p.Note, GoesOn)
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
	widths   []float64 // of the periods, with the gap
	most     float64   // a lower time line stays whole
	items    [][]dueItem
}

// A dueItem is an item ready to be drawn.
type dueItem struct {
	due   Due
	runs  []Run
	lines []line
}

// runsOf are an item's words: when, then what.
func runsOf(due Due) []Run {
	runs := []Run{{Text: due.When, Style: Strong, Link: due.Link}, {Text: due.Text, Link: due.Link}}
	if due.When != "" {
		runs[0].Text += " "
	}
	return runs
}

func (p *timelinePiece) shape(due Due) []glyph {
	return p.faces.shape(runsOf(due), dueSize, roleOfTable)
}

func (p *timelinePiece) layItem(due Due, width float64) dueItem {
	return dueItem{due, runsOf(due), wrapEven(p.shape(due), measure{width: width - indentOf(due), em: dueSize})}
}

// indentOf is the room of the sign before an item.
func indentOf(due Due) float64 {
	if due.Sign.Shape == NoShape {
		return 0
	}
	return signRoom * dueSize
}

func (d dueItem) height() float64 { return duePitch*float64(len(d.lines)) + dueGap }

// need is all of it where that fits on a page, else the arrow and the first items.
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
	if above := p.keyRoom() + arrowRoom; above+tallest > p.most {
		return above + little
	}
	return p.keyRoom() + arrowRoom + tallest
}

// keyRoom is the height of the line that says what the signs mean.
func (p *timelinePiece) keyRoom() float64 {
	if len(p.timeline.Key) == 0 {
		return 0
	}
	return 1.8 * dueSize
}

func (p *timelinePiece) place(c *composer) {
	c.space(2)
	if p.need() > c.room() {
		c.breakPage()
	}
	p.placeKey(c)
	var labels, lists []*element
	for _, items := range p.items {
		labels, lists = append(labels, c.block(kindText)), append(lists, nil)
		if len(items) > 0 {
			lists[len(lists)-1] = c.block(kindList)
		}
	}
	next := make([]int, len(p.items)) // the first item of each period not yet placed
	for {
		p.placeArrow(c, next, labels)
		bottom := c.y
		for i := range p.items {
			bottom = max(bottom, p.placeItems(c, i, &next[i], lists[i]))
		}
		c.y = bottom
		if p.done(next) {
			break
		}
		c.addPage(c.page().landscape)
	}
	c.y += 6
}

// placeKey sets what the signs mean on one line.
func (p *timelinePiece) placeKey(c *composer) {
	if len(p.timeline.Key) == 0 {
		return
	}
	x, middle, key := c.frame().left, c.y+dueSize/2, c.block(kindText)
	for _, k := range p.timeline.Key {
		c.add(shapeMark{k.Sign.Shape, x + dueSize*0.45, middle, 0.72 * dueSize, k.Sign.Color})
		x += signRoom * dueSize
		c.within(key, func() {
			c.addMoved(textAt(p.faces, roleTable, k.Text, dueSize, black, x, middle+capHeight/2*dueSize, alignLeft), 0, 0)
		})
		x += p.faces.width(roleTable, k.Text, dueSize) + 1.5*dueSize
	}
	c.y += p.keyRoom()
}

func (p *timelinePiece) done(next []int) bool {
	for i, items := range p.items {
		if next[i] < len(items) {
			return false
		}
	}
	return true
}

// GoesOn stands behind what goes on from the page before: a row's name, a
// band's words, the label of a period whose list is long.
const GoesOn = "（续）"

// placeArrow draws the arrow with a node and a label for each period; next are
// the first items still to be placed.
func (p *timelinePiece) placeArrow(c *composer, next []int, labels []*element) {
	left, y := c.frame().left, c.y+nodeRadius+1
	right := left + sum(p.widths)
	c.add(lineMark{x1: left, y1: y, x2: right - 4, y2: y, width: 1.2, ink: Grey})
	c.add(shapeMark{shape: Arrow, x: right - 4, y: y, size: 8, ink: Grey})
	x := left
	for i, period := range p.timeline.Periods {
		c.add(shapeMark{shape: Disc, x: x + nodeRadius, y: y, size: 2 * nodeRadius, ink: black})
		label, note := period.Label, period.Note
		if next[i] > 0 && next[i] < len(p.items[i]) {
			label, note = label+GoesOn, ""
		}
		c.within(unsaid(labels[i]), func() { p.placeLabel(c, label, note, x, y+nodeRadius+4+dueSize) })
		x += p.widths[i]
	}
	c.y += arrowRoom - 4
}

// placeLabel sets a period's label line by line, and the note behind the last.
func (p *timelinePiece) placeLabel(c *composer, label, note string, x, baseline float64) {
	lines := strings.Split(label, "\n")
	for i, text := range lines {
		c.addMoved(textAt(p.faces, roleTableHead, text, dueSize, black, x, baseline+duePitch*float64(i), alignLeft), 0, 0)
	}
	last := len(lines) - 1
	x += p.labelWidth(lines[last]) + labelGap
	c.addMoved(textAt(p.faces, roleTable, note, dueSize, Grey, x, baseline+duePitch*float64(last), alignLeft), 0, 0)
}

// placeItems places a period's items from *next on as far as the page goes,
// and returns where they end. At least one is placed on an empty page.
func (p *timelinePiece) placeItems(c *composer, period int, next *int, list *element) float64 {
	x, y := c.frame().left+sum(p.widths[:period]), c.y
	for first := *next; *next < len(p.items[period]); *next++ {
		item := p.items[period][*next]
		if y+item.height()-dueGap > c.frame().bottom() && *next > first {
			break
		}
		if item.due.Sign.Shape != NoShape {
			c.add(shapeMark{item.due.Sign.Shape, x + dueSize*0.45, y + duePitch/2, 0.72 * dueSize, item.due.Sign.Color})
		}
		c.within(list.child(kindItem).child(kindItemText), func() {
			for _, l := range item.lines {
				c.putLine(l, item.runs, x+indentOf(item.due), y, duePitch, dueSize)
				y += duePitch
			}
		})
		y += dueGap
	}
	return y
}
