package layout

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"slices"

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
	finished, err := finish(drawn.Bytes(), doc.Meta, c)
	if err != nil {
		return err
	}
	if _, err := io.Copy(w, bytes.NewReader(finished)); err != nil {
		return fmt.Errorf("write PDF: %w", err)
	}
	return nil
}

// newFile is an empty PDF with everything set that would otherwise vary.
func newFile(meta Properties) *gofpdf.Fpdf {
	out := gofpdf.New("P", "pt", "A4", "")
	out.SetCatalogSort(true)
	out.SetCreationDate(meta.Date)
	out.SetModificationDate(meta.Date)
	out.SetAutoPageBreak(false, 0)
	out.SetMargins(0, 0, 0)
	out.SetCellMargin(0)
	out.SetDisplayMode("fullwidth", "continuous")
	return out
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

// drawPages draws all pages.
func (c *canvas) drawPages() {
	for _, p := range c.composed.pages {
		orientation := "P"
		if p.landscape {
			orientation = "L"
		}
		c.out.AddPageFormat(orientation, gofpdf.SizeType{Wd: paperWidth, Ht: paperTall})
		c.family, c.spacing = "", 0
		for _, m := range p.marks {
			m.draw(c)
		}
		if len(p.marks) > 0 {
			c.out.RawWriteStr(contentEnd)
		}
		c.drawMargin(p)
	}
}

func pageHeight(p *page) float64 {
	if p.landscape {
		return paperWidth
	}
	return paperTall
}

// drawMargin draws what stands outside the type area, on a landscape page
// turned so that it stands where it stands on the upright sheet.
func (c *canvas) drawMargin(p *page) {
	c.out.RawWriteStr(marginBegin)
	defer c.out.RawWriteStr(contentEnd)
	if p.landscape {
		c.out.RawWriteStr(fmt.Sprintf("q 0 -1 1 0 %.2f %.2f cm", paperTall-paperWidth, paperWidth))
		defer c.out.RawWriteStr("Q")
	}
	c.family = ""
	for _, m := range p.margin {
		m.draw(c)
	}
}
