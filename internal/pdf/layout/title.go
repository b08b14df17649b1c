package layout

import (
	"slices"
	"strconv"
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
	level := 0
	var p titlePiece
	if b.Label != "" {
		size = annexSize
		label := wrap(faces.shapeAs(roleHei, b.Label, bodySize), measure{width: area.width, em: bodySize})
		p = append(p, &textPiece{lines: label, anchor: b.Anchor, size: bodySize, pitch: pitch})
		b.Anchor = Anchor{}
		level = 1
	}
	title := &textPiece{anchor: b.Anchor, size: size, pitch: 1.5 * size, after: pitch / 2, center: area.width, kind: kindHeading(level)}
	for _, text := range b.linesAt(faces, size, area.width) {
		title.lines = append(title.lines, evenLines(faces.shapeAs(roleTitle, text, size), size, area.width)...)
	}
	return append(p, title)
}

// Lines are the lines of a title without a label in a type area of that width,
// in points, as far as they end between parts.
func (b Title) Lines(faces *Faces, width float64) []string { return b.linesAt(faces, titleSize, width) }

func (b Title) linesAt(faces *Faces, size, width float64) []string {
	return balance(b.Parts, func(s string) float64 { return faces.width(roleTitle, s, size) }, width)
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
	c.within(c.block(p[len(p)-1].kind), func() {
		for _, t := range p {
			t.placeLines(c)
		}
	})
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

// Closing are the last lines of a text, never alone on a page: the list of
// annexes, each with its link, and then such lines as the office and the date,
// as GB/T 9704 has them without a seal: two ems from the right edge, the date
// beginning two ems further right than the office.
type Closing struct {
	Annexes []Run
	Lines   []string
}

func (b Closing) texts() []string {
	return append(textsOfRuns(b.Annexes), append(b.Lines, annexWord)...)
}

// annexWord stands before the list of annexes.
const annexWord = "附件："

func (b Closing) measure(faces *Faces, area frame) piece {
	p := b.annexes(faces)
	for i, x := range b.starts(faces, area.width) {
		p.line(faces, b.Lines[i], x, alignLeft)
	}
	return p
}

// starts are where the lines begin: each two ems further right than the one
// before, the longest reach ending two ems from the right edge.
func (b Closing) starts(faces *Faces, width float64) []float64 {
	starts, reach := make([]float64, len(b.Lines)), 0.0
	for i, text := range b.Lines {
		starts[i] = 2 * bodySize * float64(i)
		reach = max(reach, starts[i]+faces.width(roleBody, text, bodySize))
	}
	for i := range starts {
		starts[i] += width - 2*bodySize - reach
	}
	return starts
}

// annexes lists the annexes, numbered if there are several, after the word that tells what they are.
func (b Closing) annexes(faces *Faces) *fixedPiece {
	p := &fixedPiece{before: pitch}
	if len(b.Annexes) == 0 {
		return p
	}
	word := faces.width(roleBody, annexWord, bodySize)
	p.line(faces, annexWord, 2*bodySize, alignLeft)
	p.height -= pitch
	for i, a := range b.Annexes {
		text := a.Text
		if len(b.Annexes) > 1 {
			text = strconv.Itoa(i+1) + ". " + text
		}
		link := linkArea{2*bodySize + word, p.height, faces.width(roleBody, text, bodySize), pitch, a.Link, text}
		p.line(faces, text, 2*bodySize+word, alignLeft)
		p.texts[len(p.texts)-1].link = link
	}
	p.height += pitch
	return p
}

// line adds a line of text below what the piece has.
func (p *fixedPiece) line(faces *Faces, text string, x float64, align int) {
	baseline := p.height + (pitch-bodySize)/2 + ascent*bodySize
	p.texts = append(p.texts, fixedText{marks: textAt(faces, roleBody, text, bodySize, black, x, baseline, align), kind: kindText})
	p.height += pitch
}
