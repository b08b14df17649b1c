package odf

import (
	"encoding/xml"
	"strings"

	"jingpin/internal/sheet"
)

// paragraphs gathers the text of a cell or a note.
type paragraphs struct {
	text []byte
	runs []sheet.Run
	some bool // a paragraph was read
	gap  bool // blanks were read that count only before more text
	rich bool // a piece has a font of its own
}

const mostSpaces = 32_767

// read reads a paragraph, the element opened last.
func (g *paragraphs) read(p *xmlPart) {
	if g.some {
		g.text = append(g.text, '\n')
	}
	g.some, g.gap = true, false
	start := len(g.text)
	g.span(p, sheet.AsCell, start, 0)
	g.gap = false
}

// span reads the content of a paragraph or of a piece of it, in a font.
func (g *paragraphs) span(p *xmlPart, font sheet.RunFont, start, depth int) {
	const deepest = 64
	for {
		switch t := p.token().(type) {
		case nil:
			return
		case xml.EndElement:
			return
		case xml.CharData:
			g.write(t, start)
			g.end(font)
		case xml.StartElement:
			switch t.Name.Local {
			case "s":
				n := max(1, min(count(attr(t, "c")), mostSpaces))
				g.flush(start)
				for range n {
					g.text = append(g.text, ' ')
				}
			case "tab":
				g.flush(start)
				g.text = append(g.text, '\t')
			case "line-break":
				g.flush(start)
				g.text = append(g.text, '\n')
			case "span", "a":
				if depth == deepest {
					p.fail(sheet.Damage(p.name, "标签套得太深"))
					return
				}
				inner := font
				switch p.r.styles[styleKey("text", attr(t, "style-name"))].line {
				case struck:
					inner = sheet.StruckOut
				case notStruck:
					inner = sheet.NotStruck
				}
				g.rich = g.rich || inner != sheet.AsCell
				g.span(p, inner, start, depth+1)
				continue
			case "annotation", "note", "ruby-text":
			default: // a field, whose result is shown
				if strings.HasSuffix(t.Name.Space, ":text:1.0") && depth < deepest {
					g.span(p, font, start, depth+1)
					continue
				}
			}
			g.end(font)
			p.skip()
		}
	}
}

// flush writes the blank that was held back, unless the paragraph begins here.
func (g *paragraphs) flush(start int) {
	if g.gap && len(g.text) > start {
		g.text = append(g.text, ' ')
	}
	g.gap = false
}

// write appends characters; blanks in a row are one, and none at the beginning
// and end of a paragraph.
func (g *paragraphs) write(chars []byte, start int) {
	for _, c := range chars {
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			g.gap = true
			continue
		}
		g.flush(start)
		g.text = append(g.text, c)
	}
}

// end ends a run of a font.
func (g *paragraphs) end(font sheet.RunFont) {
	if n := len(g.runs); n > 0 && g.runs[n-1].Font == font {
		g.runs[n-1].End = len(g.text)
		return
	}
	g.runs = append(g.runs, sheet.Run{End: len(g.text), Font: font})
}

// fonts returns the runs; none if no piece has a font of its own.
func (g *paragraphs) fonts() []sheet.Run {
	if !g.rich || len(g.runs) == 0 {
		return nil
	}
	g.runs[len(g.runs)-1].End = len(g.text)
	return g.runs
}
