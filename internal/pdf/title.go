package pdf

import (
	"slices"
	"strings"
)

// A Title stands centred at the top of a page, on as few lines as it needs,
// of about equal length. Lines end only between its Parts, such as a body's
// name and what the paper is; a part wider than the line is broken as text is.
// With a label, such as 附件1, it is the title of an annex.
type Title struct {
	Label  string
	Parts  []string
	Anchor Anchor
}

// annexSize is the size of an annex's title: small two 号.
const annexSize = 18

func (b Title) measure(faces *Faces, area frame) piece {
	size := float64(titleSize)
	var p titlePiece
	if b.Label != "" {
		size = annexSize
		label := wrap(faces.shapeAs(roleHei, b.Label, bodySize), measure{width: area.width, em: bodySize})
		p = append(p, &textPiece{lines: label, anchor: b.Anchor, size: bodySize, pitch: pitch})
		b.Anchor = Anchor{}
	}
	title := &textPiece{anchor: b.Anchor, size: size, pitch: 1.5 * size, after: pitch / 2, center: area.width}
	for _, text := range balance(b.Parts, func(s string) float64 { return faces.width(roleTitle, s, size) }, area.width) {
		title.lines = append(title.lines, evenLines(faces.shapeAs(roleTitle, text, size), size, area.width)...)
	}
	return append(p, title)
}

func (b Title) texts() []string { return append([]string{b.Label}, b.Parts...) }

// A titlePiece is a title, with an annex's label before it.
type titlePiece []*textPiece

func (p titlePiece) need() float64 {
	total := 0.0
	for _, t := range p {
		total += t.need()
	}
	return total
}

func (p titlePiece) place(c *composer) {
	for _, t := range p {
		t.place(c)
	}
}

// placed turns a line into marks on a baseline.
func placed(l line, x, baseline, size float64, ink Color) []mark {
	var marks []mark
	for _, f := range l.fragments {
		marks = append(marks, textMark{fragment: f, x: x + f.x, y: baseline, size: size, spacing: l.spacing, ink: ink})
	}
	return marks
}

// width is the length of a text on one line.
func (f *Faces) width(as role, text string, size float64) float64 {
	return lengthOf(f.shapeAs(as, text, size))
}

// balance joins parts to as few lines as the width allows, and of all ways to
// do so takes the one whose lines differ least.
func balance(parts []string, length func(string) float64, width float64) []string {
	type way struct {
		lines []string
		cost  float64 // lines first, then the squares of what they leave empty
	}
	const line = 1e12
	best := make([]way, len(parts)+1)
	for end := 1; end <= len(parts); end++ {
		for begin := end - 1; begin >= 0; begin-- {
			text := strings.Join(parts[begin:end], "")
			free := width - length(text)
			if free < 0 && begin < end-1 {
				break
			}
			cost := best[begin].cost + line + free*free
			if best[end].lines == nil || cost < best[end].cost {
				best[end] = way{append(slices.Clone(best[begin].lines), text), cost}
			}
		}
	}
	return best[len(parts)].lines
}

// evenLines breaks a text into as few lines as it needs, of about equal length.
func evenLines(glyphs []glyph, size, width float64) []line {
	lines := wrap(glyphs, measure{width: width, em: size})
	for narrow := width - size/2; len(lines) > 1 && narrow > size; narrow -= size / 2 {
		tighter := wrap(glyphs, measure{width: narrow, em: size})
		if len(tighter) > len(lines) {
			break
		}
		lines = tighter
	}
	return lines
}
