package layout

import (
	"fmt"
	"strings"

	"github.com/jung-kurt/gofpdf"
)

// A mark is something drawn on a page, in points from the top left.
type mark interface {
	draw(c *canvas)
	moved(dx, dy float64) mark
}

// A textMark is a fragment of text on a baseline.
type textMark struct {
	fragment
	x, y    float64
	size    float64
	spacing float64
	ink     Color
}

func (t textMark) moved(dx, dy float64) mark {
	t.x, t.y = t.x+dx, t.y+dy
	return t
}

func (t textMark) draw(c *canvas) {
	if c.spacing != t.spacing {
		c.out.RawWriteStr(fmt.Sprintf("%.3f Tc", t.spacing))
		c.spacing = t.spacing
	}
	c.out.SetTextColor(int(t.ink.R), int(t.ink.G), int(t.ink.B))
	x := t.x
	for _, part := range c.parts(t) {
		c.setFont(part.family, t.size)
		c.out.SetXY(x, t.y-0.3*t.size) // CellFormat's baseline is 0.3 em below the middle of the cell
		c.out.CellFormat(part.width, 0, part.text, "", 0, "", false, 0, "")
		x += part.width
	}
}

func (c *canvas) setFont(family string, size float64) {
	if c.family != family || c.size != size {
		c.out.SetFont(family, "", size)
		c.family, c.size = family, size
	}
}

// A textPart is a stretch of a fragment that is in one font of the file.
type textPart struct {
	family string
	text   string
	width  float64
}

// parts are a fragment in the codes of the file, split where its face is spread
// over two fonts.
func (c *canvas) parts(t textMark) []textPart {
	families, codes := c.families[t.face], c.codes[t.face]
	if len(families) == 1 {
		return []textPart{{families[0], strings.Map(func(r rune) rune { return codes[r] }, t.text), t.width}}
	}
	var parts []textPart
	for _, r := range t.text {
		width := float64(t.face.advance(r))*t.size/1000 + t.spacing
		family, code := families[halfOf(codes[r])], string(codes[r])
		if n := len(parts); n > 0 && parts[n-1].family == family {
			parts[n-1].text += code
			parts[n-1].width += width
			continue
		}
		parts = append(parts, textPart{family, code, width})
	}
	return parts
}

// A lineMark is a straight line.
type lineMark struct {
	x1, y1, x2, y2 float64
	width          float64
	ink            Color
	dotted         bool
}

func (l lineMark) moved(dx, dy float64) mark {
	l.x1, l.y1, l.x2, l.y2 = l.x1+dx, l.y1+dy, l.x2+dx, l.y2+dy
	return l
}

func (l lineMark) draw(c *canvas) {
	c.setPen(l.width, l.ink)
	if l.dotted {
		c.out.SetDashPattern([]float64{0.6, 2.4}, 0)
	}
	c.out.Line(l.x1, l.y1, l.x2, l.y2)
	if l.dotted {
		c.out.SetDashPattern(nil, 0)
	}
}

// A Pattern is drawn over a colour, so that areas differ without it.
type Pattern uint8

// The patterns of areas.
const (
	Bare     Pattern = iota // the colour alone
	Rising                  // lines from bottom left to top right
	Falling                 // lines from top left to bottom right
	Crossed                 // both
	Dotted                  // small dots
	Vertical                // upright lines
)

// A Fill is how an area is filled: its colour, and a pattern in Ink over it.
type Fill struct {
	Color   Color
	Pattern Pattern
	Ink     Color
}

// An areaMark is a rectangle, filled and, where outline is wide, outlined.
type areaMark struct {
	x, y, width, height float64
	fill                Fill
	outline             float64
}

func (a areaMark) moved(dx, dy float64) mark {
	a.x, a.y = a.x+dx, a.y+dy
	return a
}

func (a areaMark) draw(c *canvas) {
	c.setFill(a.fill.Color)
	c.out.Rect(a.x, a.y, a.width, a.height, "F")
	if a.fill.Pattern != Bare {
		c.out.ClipRect(a.x, a.y, a.width, a.height, false)
		c.hatch(a)
		c.out.ClipEnd()
	}
	if a.outline > 0 {
		c.setPen(a.outline, a.fill.Ink)
		c.out.Rect(a.x, a.y, a.width, a.height, "D")
	}
}

// A boxMark is the thin edge of a table's cell.
type boxMark struct{ x, y, width, height float64 }

func (b boxMark) moved(dx, dy float64) mark {
	b.x, b.y = b.x+dx, b.y+dy
	return b
}

func (b boxMark) draw(c *canvas) {
	c.setPen(ruleThin, rule)
	c.out.Rect(b.x, b.y, b.width, b.height, "D")
}

// patternGap is the distance of a pattern's lines and dots, in points.
const patternGap = 3.6

// hatch draws an area's pattern over its rectangle and somewhat beyond.
func (c *canvas) hatch(a areaMark) {
	p := a.fill.Pattern
	if p == Dotted {
		c.dots(a)
		return
	}
	c.setPen(0.5, a.fill.Ink)
	for x := -a.height; x < a.width; x += patternGap {
		if p == Rising || p == Crossed {
			c.out.Line(a.x+x, a.y+a.height, a.x+x+a.height, a.y)
		}
		if p == Falling || p == Crossed {
			c.out.Line(a.x+x, a.y, a.x+x+a.height, a.y+a.height)
		}
		if p == Vertical && x > 0 {
			c.out.Line(a.x+x, a.y, a.x+x, a.y+a.height)
		}
	}
}

func (c *canvas) dots(a areaMark) {
	c.setFill(a.fill.Ink)
	for x := patternGap / 2; x < a.width+patternGap; x += patternGap {
		for y := patternGap / 2; y < a.height+patternGap; y += patternGap {
			c.out.Circle(a.x+x, a.y+y, 0.55, "F")
		}
	}
}

// A Shape is a small sign beside a word.
type Shape uint8

// The shapes, each told from the others without its colour.
const (
	NoShape Shape = iota
	Disc
	Ring
	Triangle
	Square
	Diamond
	Dash
	Arrow // points right
)

// A shapeMark is a small sign about its centre.
type shapeMark struct {
	shape Shape
	x, y  float64
	size  float64 // of the square it fits in
	ink   Color
}

func (s shapeMark) moved(dx, dy float64) mark {
	s.x, s.y = s.x+dx, s.y+dy
	return s
}

func (s shapeMark) draw(c *canvas) {
	c.setFill(s.ink)
	r := s.size / 2
	switch s.shape {
	case Disc:
		c.out.Circle(s.x, s.y, r, "F")
	case Ring:
		c.setPen(s.size/6, s.ink)
		c.out.Circle(s.x, s.y, r*5/6, "D")
	case Triangle:
		c.polygon(s.x, s.y-r, s.x+r, s.y+r*0.8, s.x-r, s.y+r*0.8)
	case Square:
		c.out.Rect(s.x-r*0.85, s.y-r*0.85, r*1.7, r*1.7, "F")
	case Arrow:
		c.polygon(s.x-r, s.y-r*0.8, s.x+r, s.y, s.x-r, s.y+r*0.8)
	case Diamond:
		c.polygon(s.x, s.y-r, s.x+r, s.y, s.x, s.y+r, s.x-r, s.y)
	case Dash:
		c.out.Rect(s.x-r, s.y-r*0.3, s.size, r*0.6, "F")
	}
}

// polygon fills the polygon through points given as x, y, x, y ….
func (c *canvas) polygon(at ...float64) {
	var points []gofpdf.PointType
	for i := 0; i < len(at); i += 2 {
		points = append(points, gofpdf.PointType{X: at[i], Y: at[i+1]})
	}
	c.out.Polygon(points, "F")
}

func (c *canvas) setPen(width float64, ink Color) {
	c.out.SetLineWidth(width)
	c.out.SetDrawColor(int(ink.R), int(ink.G), int(ink.B))
}

func (c *canvas) setFill(ink Color) {
	c.out.SetFillColor(int(ink.R), int(ink.G), int(ink.B))
}
