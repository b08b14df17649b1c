package layout

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/jung-kurt/gofpdf"

	"jingpin/internal/pdf/truetype"
)

// A canvas draws marks with gofpdf.
type canvas struct {
	out      *gofpdf.Fpdf
	composed *composer
	families map[*face][]string       // the names of a face in the file
	codes    map[*face]map[rune]rune  // the code of each character in them
	private  map[string]map[rune]rune // by name: what codes of private use stand for
	family   string                   // the font at hand
	size     float64
	spacing  float64
	height   float64 // of the last page, which gofpdf takes for every bookmark's
	above    []int   // levels of the outline's last entry and those it stands below
}

// Draw writes a document as PDF. The same document and fonts give the same
// bytes. The error is the writer's.
func Draw(w io.Writer, doc Document, faces *Faces) error {
	faces.warm(rolesOf(doc.Blocks)...)
	composed := compose(doc, faces)
	for i, p := range composed.pages {
		p.margin = furniture(doc.Meta, faces, i+1)
	}
	c := &canvas{out: newFile(doc.Meta), composed: composed}
	c.embed()
	c.drawPages()
	var drawn bytes.Buffer
	if err := c.out.Output(&drawn); err != nil {
		return fmt.Errorf("draw PDF: %w", err)
	}
	finished, err := finish(drawn.Bytes(), doc.Meta, c.private)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, bytes.NewReader(finished)); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

// newFile is an empty PDF with everything set that would otherwise vary.
func newFile(meta Meta) *gofpdf.Fpdf {
	out := gofpdf.New("P", "pt", "A4", "")
	out.SetCatalogSort(true)
	out.SetCreationDate(meta.Date)
	out.SetModificationDate(meta.Date)
	out.SetTitle(basic(meta.Title), true)
	out.SetAuthor(basic(meta.Author), true)
	out.SetSubject(basic(meta.Subject), true)
	out.SetKeywords(basic(meta.Keywords), true)
	out.SetProducer("jingpin", true)
	out.SetAutoPageBreak(false, 0)
	out.SetMargins(0, 0, 0)
	out.SetCellMargin(0)
	out.SetDisplayMode("fullwidth", "continuous")
	return out
}

// basic replaces what gofpdf cannot put in properties and bookmarks.
func basic(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r > 0xFFFF:
			return missingMark
		case isInvisible(r):
			return -1
		}
		return r
	}, text)
}

// embed gives gofpdf each face with just the characters that are drawn.
func (c *canvas) embed() {
	used := make(map[*face]map[rune]bool)
	var faces []*face // in order of first use
	for _, p := range c.composed.pages {
		for _, m := range slices.Concat(p.marks, p.margin) {
			t, ok := m.(textMark)
			if !ok {
				continue
			}
			if used[t.face] == nil {
				used[t.face] = make(map[rune]bool)
				faces = append(faces, t.face)
			}
			for _, r := range t.text {
				used[t.face][r] = true
			}
		}
	}
	c.families, c.codes, c.private = make(map[*face][]string), make(map[*face]map[rune]rune), make(map[string]map[rune]rune)
	for _, f := range faces {
		c.codes[f] = encode(slices.Sorted(maps.Keys(used[f])))
		runeOf := make(map[rune]rune, len(c.codes[f]))
		for r, code := range c.codes[f] {
			runeOf[code] = r
		}
		for i, codes := range spread(slices.Sorted(maps.Keys(runeOf))) {
			family := f.family
			if i > 0 {
				family += fmt.Sprint(i)
			}
			c.families[f] = append(c.families[f], family)
			c.private[family] = make(map[rune]rune)
			chars := make([]truetype.Char, len(codes))
			for k, code := range codes {
				r := runeOf[code]
				if chars[k] = (truetype.Char{Code: uint16(code), Glyph: uint16(f.font().Glyph(r))}); r != code {
					c.private[family][code] = r
				}
			}
			c.out.AddUTF8FontFromBytes(family, "", f.font().Subset(family, chars))
		}
	}
}

// stretchLimit is the longest stretch of consecutive codes of one font:
// gofpdf's time for a font grows with the cube of it.
const stretchLimit = 128

// spread keeps codes in one font, or, where too many are consecutive, in two of
// which each has every other block of stretchLimit codes.
func spread(runes []rune) [][]rune {
	length := 0
	for i, r := range runes {
		length++
		if i == 0 || r != runes[i-1]+1 {
			length = 1
		}
		if length > stretchLimit {
			var halves [2][]rune
			for _, r := range runes {
				h := halfOf(r)
				halves[h] = append(halves[h], r)
			}
			return halves[:]
		}
	}
	return [][]rune{runes}
}

func halfOf(r rune) int { return int(r) / stretchLimit % 2 }

// drawPages draws all pages with their links and bookmarks.
func (c *canvas) drawPages() {
	pages := c.composed.pages
	c.height = pageHeight(pages[len(pages)-1])
	targets := c.targets()
	for _, p := range pages {
		orientation := "P"
		if p.landscape {
			orientation = "L"
		}
		c.out.AddPageFormat(orientation, gofpdf.SizeType{Wd: paperWidth, Ht: paperTall})
		c.family, c.spacing = "", 0
		for _, m := range p.marks {
			m.draw(c)
		}
		for _, l := range p.links {
			if target := targets[l.to]; target > 0 {
				c.out.Link(l.x, l.y, l.width, l.height, target)
			}
		}
		c.drawMargin(p)
		c.bookmark(p)
	}
}

func pageHeight(p *page) float64 {
	if p.landscape {
		return paperWidth
	}
	return paperTall
}

// targets makes a link target of every anchor on a page that is drawn.
func (c *canvas) targets() map[string]int {
	targets := make(map[string]int)
	for _, name := range slices.Sorted(maps.Keys(c.composed.anchors)) {
		if number := c.composed.numberOf(name); number > 0 {
			targets[name] = c.out.AddLink()
			c.out.SetLink(targets[name], c.composed.anchors[name].y, number)
		}
	}
	return targets
}

// drawMargin draws what stands outside the type area, on a landscape page
// turned so that it stands where it stands on the upright sheet.
func (c *canvas) drawMargin(p *page) {
	if p.landscape {
		c.out.RawWriteStr(fmt.Sprintf("q 0 -1 1 0 %.2f %.2f cm", paperTall-paperWidth, paperWidth))
		defer c.out.RawWriteStr("Q")
	}
	c.family = ""
	for _, m := range p.margin {
		m.draw(c)
	}
}

// bookmark adds a page's entries to the outline. gofpdf counts their height
// from the last page's, whatever page they are on.
func (c *canvas) bookmark(p *page) {
	for _, b := range p.bookmarks {
		c.out.Bookmark(basic(b.Bookmark), c.outlineLevel(b.Level), b.y+c.height-pageHeight(p))
	}
}

// outlineLevel is where the next entry stands in the outline: below the last
// entry of a higher level, which may be more than one level higher.
func (c *canvas) outlineLevel(level int) int {
	for n := len(c.above); n > 0 && c.above[n-1] >= level; n-- {
		c.above = c.above[:n-1]
	}
	c.above = append(c.above, level)
	return len(c.above) - 1
}
