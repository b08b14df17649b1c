package layout

// Contents lists the bookmarks of the first two levels with their pages, on
// pages of its own. It is left out of documents of up to Over pages.
type Contents struct {
	Heading string
	Over    int
}

// contentsSize is the size of the contents' entries: four 号.
const contentsSize = 14

func (b Contents) measure(*Faces, frame) piece { return &contentsPiece{b.Heading, b.Over} }

func (b Contents) texts() []string { return []string{b.Heading} }

type contentsPiece struct {
	heading string
	over    int
}

// A reference is a page number to be written once it is known.
type reference struct {
	page        *page
	of          *element
	name        string // of the anchor
	x, baseline float64
}

func (p *contentsPiece) need() float64 { return 0 }

// place only keeps the room: what follows begins a page. Whether there will
// be contents is known only once everything is placed without them.
func (p *contentsPiece) place(c *composer) {
	c.contents = p
	if c.withContents {
		c.breakPage()
		c.insertAt = len(c.pages) - 1
	}
}

// fill sets the entries; the composer stands on an empty page.
func (p *contentsPiece) fill(c *composer, entries []Anchor) []reference {
	f := c.frame()
	title := textAt(c.faces, roleTitle, p.heading, titleSize, black, f.left+f.width/2, c.y+ascent*titleSize, alignCenter)
	c.within(c.block(kindHeading(1)), func() { c.addMoved(title, 0, 0) })
	list := c.block(kindContents)
	c.y += 2 * pitch
	var references []reference
	for _, e := range entries {
		if e.Level <= 1 {
			c.within(list.child(kindEntry), func() { references = append(references, p.entry(c, e)) })
		}
	}
	return references
}

// entry sets one entry: its words, a dotted line, and the place of its number.
func (p *contentsPiece) entry(c *composer, e Anchor) reference {
	const numberWidth = 3 * contentsSize
	f := c.frame()
	indent := float64(e.Level) * 2 * contentsSize
	as := roleBody
	if e.Level == 0 {
		as = roleHei
	}
	glyphs := c.faces.shapeAs(as, e.Bookmark, contentsSize)
	lines := wrap(glyphs, measure{width: f.width - indent - numberWidth, em: contentsSize})
	height := pitch * float64(len(lines))
	if height > c.room() {
		c.addPage(false)
	}
	of := c.at.child(kindLink)
	c.within(of, func() {
		c.link(linkArea{f.left, c.y, f.width, height, e.Name, e.Bookmark})
		for _, l := range lines {
			c.putLine(l, nil, f.left+indent, c.y, pitch, contentsSize)
			c.y += pitch
		}
	})
	baseline := c.y - pitch + (pitch-contentsSize)/2 + ascent*contentsSize
	last := lines[len(lines)-1]
	c.add(lineMark{
		x1: f.left + indent + last.width + contentsSize/2, x2: f.left + f.width - numberWidth,
		y1: baseline - 2, y2: baseline - 2, width: 0.6, ink: Grey, dotted: true,
	})
	return reference{page: c.page(), of: of, name: e.Name, x: f.left + f.width, baseline: baseline}
}
