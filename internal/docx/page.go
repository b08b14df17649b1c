package docx

import (
	"encoding/hex"
	"math"
	"strconv"
	"strings"

	"jingpin/internal/pdf/layout"
)

// A paper is cut as GB/T 9704 has it: A4, 37 mm above, 28 mm at the binding
// edge, a type area of 156 by 225 mm; lying across, turned as a whole.
type paper struct{ landscape bool }

var portrait = paper{}

func pageOf(b layout.PageBreak) paper { return paper{b.Landscape} }

// Lengths of a page in millimetres.
const (
	paperWidth, paperHeight = 210.0, 297.0
	topMargin, bottomMargin = 37.0, 35.0
	bindMargin, openMargin  = 28.0, 26.0
)

// width is that of the type area, in points.
func (p paper) width() float64 {
	if p.landscape {
		return points(paperHeight - topMargin - bottomMargin)
	}
	return points(paperWidth - bindMargin - openMargin)
}

// section is the properties of the section that ends here: the header, page
// numbers at the outer edge, the paper.
func (p paper) section() string {
	w, h := paperWidth, paperHeight
	top, right, bottom, left := topMargin, openMargin, bottomMargin, bindMargin
	orient := ""
	if p.landscape {
		w, h = h, w
		top, right, bottom, left = bindMargin, topMargin, openMargin, bottomMargin
		orient = ` w:orient="landscape"`
	}
	mm := func(v float64) string { return number(twips(points(v))) }
	return `<w:sectPr><w:headerReference w:type="default" r:id="rId4"/><w:headerReference w:type="even" r:id="rId4"/>` +
		`<w:footerReference w:type="default" r:id="rId5"/><w:footerReference w:type="even" r:id="rId6"/>` +
		`<w:type w:val="nextPage"/><w:pgSz w:w="` + mm(w) + `" w:h="` + mm(h) + `"` + orient + `/>` +
		`<w:pgMar w:top="` + mm(top) + `" w:right="` + mm(right) + `" w:bottom="` + mm(bottom) + `" w:left="` + mm(left) +
		`" w:header="851" w:footer="` + mm(bottom-7-5) + `" w:gutter="0"/></w:sectPr>`
}

// points are millimetres as points.
func points(mm float64) float64 { return mm * 72 / 25.4 }

// twips are points as Word counts them: twentieths.
func twips(points float64) int { return int(math.Round(points * 20)) }

func number(n int) string { return strconv.Itoa(n) }

func hexOf(c layout.Color) string { return strings.ToUpper(hex.EncodeToString([]byte{c.R, c.G, c.B})) }
