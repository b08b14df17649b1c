package layout

import "cmp"

// A Heading of level 1 is in 黑体, of level 2 in 楷体, of level 3 in the text's
// bold face. It stays with what follows it.
type Heading struct {
	Level  int
	Text   string
	Anchor Anchor
}

func (b Heading) measure(faces *Faces, area frame) piece {
	style := [...]Style{Hei, Kai, Strong}[min(max(b.Level, 1), 3)-1]
	p := setText(faces, []Run{{Text: b.Text, Style: style}}, area, b.Anchor)
	p.kind = kindHeading(b.Level)
	return p
}

func (b Heading) texts() []string { return []string{b.Text} }

// A Paragraph is running text with its first line indented, or, when Small, a
// note under a table.
type Paragraph struct {
	Runs   []Run
	Anchor Anchor
	Small  bool
	// Label names the paragraph for those who read the document back; it is
	// not drawn.
	Label string
}

func (b Paragraph) measure(faces *Faces, area frame) piece {
	if b.Small {
		return setNote(faces, b.Runs, area.width, b.Anchor)
	}
	return setText(faces, b.Runs, area, b.Anchor)
}

func (b Paragraph) texts() []string { return textsOfRuns(b.Runs) }

func textsOfRuns(runs []Run) []string {
	texts := make([]string, len(runs))
	for i, r := range runs {
		texts[i] = r.Text
	}
	return texts
}

// A Caption stands above a table or picture: its name in the middle, and at the
// right edge a note such as the unit of its figures.
type Caption struct {
	Text  string
	Right string
}

// textPiece is lines of text, one below the other.
type textPiece struct {
	lines  []line
	runs   []Run
	anchor Anchor
	size   float64
	pitch  float64
	before float64 // white above, but not at the top of a page
	after  float64 // white below
	center float64 // the width to centre lines in; 0 if they are not
	note   bool    // stays whole unless it is long
	kind   string  // of its element; "" for a paragraph
}

// setText sets runs as the text of the report.
func setText(faces *Faces, runs []Run, area frame, anchor Anchor) *textPiece {
	size := area.text.size
	glyphs := faces.shape(runs, size, roleOfText)
	lines := wrap(glyphs, measure{width: area.width, indent: 2 * size, em: size, justify: true})
	return &textPiece{lines: lines, runs: runs, anchor: anchor, size: size, pitch: area.text.pitch}
}

// setNote sets runs small, as notes to tables are.
func setNote(faces *Faces, runs []Run, width float64, anchor Anchor) piece {
	const size = 9
	glyphs := faces.shape(runs, size, roleOfTable)
	lines := wrap(glyphs, measure{width: width, em: size, justify: true})
	return &textPiece{lines: lines, runs: runs, anchor: anchor, size: size, pitch: 1.5 * size, before: 3, after: 6, note: true}
}

// need is the first two lines; of a text of three, which its last two would
// leave with one, and of a note all.
func (p *textPiece) need() float64 {
	const few = 3 // lines
	if p.note || len(p.lines) <= few {
		return p.before + p.pitch*float64(min(len(p.lines), few))
	}
	return p.pitch * 2
}

// place sets the lines. The last two stay with what closes the text.
func (p *textPiece) place(c *composer) {
	c.within(c.block(cmp.Or(p.kind, kindText)), func() { p.placeLines(c) })
}

func (p *textPiece) placeLines(c *composer) {
	c.space(p.before)
	for i, l := range p.lines {
		left := len(p.lines) - i
		if needed := p.pitch * float64(min(left, 2)); left <= 2 && i == max(0, len(p.lines)-2) && needed+c.tail > c.room() {
			c.breakPage()
		}
		if p.pitch > c.room() {
			c.addPage(c.page().landscape)
		}
		if i == 0 {
			c.anchor(p.anchor)
		}
		x := c.frame().left
		if p.center > 0 {
			x += (p.center - l.width) / 2
		}
		c.putLine(l, p.runs, x, c.y, p.pitch, p.size)
		c.y += p.pitch
	}
	c.y += p.after
}

func (b Caption) texts() []string { return []string{b.Text, b.Right} }

func (b Caption) measure(faces *Faces, area frame) piece {
	const size, noteSize = 10.5, 9
	const height = 1.9 * size
	baseline := height - size/2
	marks := textAt(faces, roleTableHead, b.Text, size, black, area.width/2, baseline, alignCenter)
	marks = append(marks, textAt(faces, roleTable, b.Right, noteSize, black, area.width, baseline, alignRight)...)
	return &fixedPiece{texts: []fixedText{{marks: marks, kind: kindCaption}}, height: height, before: 4}
}

// fixedPiece is texts that stay together.
type fixedPiece struct {
	texts  []fixedText
	height float64
	before float64
	after  float64
	anchor Anchor
}

// A fixedText is one text placed relative to the frame, perhaps with a link.
type fixedText struct {
	marks []mark
	kind  string // of its element
	link  linkArea
}

func (p *fixedPiece) need() float64 { return p.before + p.height }

func (p *fixedPiece) place(c *composer) {
	c.space(p.before)
	if p.height > c.room() {
		c.breakPage()
	}
	c.anchor(p.anchor)
	for _, t := range p.texts {
		c.within(c.block(t.kind), func() {
			c.linked(t.link.to, func() {
				c.addMoved(t.marks, c.frame().left, c.y)
				if l := t.link; l.to != "" {
					l.x, l.y = c.frame().left+l.x, c.y+l.y
					c.link(l)
				}
			})
		})
	}
	c.y += p.height + p.after
}
