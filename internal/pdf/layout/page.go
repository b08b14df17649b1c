package layout

import "strconv"

// Lengths of GB/T 9704-2012, in points. Three 号 is 15.75 points, so that 28
// characters fill the 156 mm of a line; 22 lines fill the 225 mm of a page.
const (
	mm         = 72 / 25.4
	paperWidth = 210 * mm
	paperTall  = 297 * mm
	bodySize   = 15.75
	titleSize  = 22
	pitch      = 225 * mm / 22
	ascent     = 0.88 // of Chinese type, in ems

	marginTop     = 37 * mm
	marginBottom  = 35 * mm
	marginBinding = 28 * mm
	marginOuter   = 26 * mm
)

// A frame is the part of a page that text may fill, and how text fills it.
type frame struct {
	left, top, width, height float64
	text                     setting
}

// A setting is the size and the pitch of running text, and the white above and
// below what stands in the cells of tables.
type setting struct{ size, pitch, white float64 }

// The white in tables, where they stand in the way and otherwise.
const (
	tableWhite = 2.6
	closeWhite = 1.2
)

// settings are the standard one and closer ones, down to 小四 with little
// white and a little below, for a first page that must hold all that belongs on it.
var settings = []setting{
	{bodySize, pitch, tableWhite}, {bodySize, 27.5, tableWhite}, {bodySize, 26, tableWhite}, {bodySize, 24.5, tableWhite}, {bodySize, 23, tableWhite},
	{15, 22, tableWhite}, {14, 21, closeWhite}, {14, 19.5, closeWhite}, {13, 18.5, closeWhite}, {12.5, 17.5, closeWhite}, {12, 16.5, closeWhite},
	{12, 15.5, closeWhite}, {11.5, 15, closeWhite}, {11, 14.5, closeWhite},
}

// closeSetting is 小四, for a text that takes more pages than it should.
var closeSetting = setting{12, 16.5, closeWhite}

// frameOf is the type area of an upright page, or of one that lies across:
// then the binding is at the top.
func frameOf(landscape bool) frame {
	width := paperWidth - marginBinding - marginOuter
	height := paperTall - marginTop - marginBottom
	if landscape {
		return frame{left: marginBottom, top: marginBinding, width: height, height: width, text: settings[0]}
	}
	return frame{left: marginBinding, top: marginTop, width: width, height: height, text: settings[0]}
}

func (f frame) bottom() float64 { return f.top + f.height }

// What stands outside the type area.
const (
	numberSize = 14
	headerSize = 9
	codeSize   = 7.5
	headerGap  = 8 * mm // from the header's line to the type area
	numberGap  = 7 * mm // from the type area to the page number
)

// furniture are the marks of a page's margin, on the upright sheet: the header,
// the page number one em from the outer edge, the code at the inner edge.
func furniture(meta Properties, faces *Faces, number int) []mark {
	f := frameOf(false)
	right := f.left + f.width
	numberY := f.bottom() + numberGap + ascent*numberSize
	text := "— " + strconv.Itoa(number) + " —"
	marks := textAt(faces, roleTable, meta.Header, headerSize, Grey, f.left, f.top-headerGap, alignLeft)
	if number%2 == 1 {
		marks = append(marks, textAt(faces, roleBody, text, numberSize, black, right-numberSize, numberY, alignRight)...)
		return append(marks, textAt(faces, roleTable, meta.Code, codeSize, Grey, f.left, numberY, alignLeft)...)
	}
	marks = append(marks, textAt(faces, roleBody, text, numberSize, black, f.left+numberSize, numberY, alignLeft)...)
	return append(marks, textAt(faces, roleTable, meta.Code, codeSize, Grey, right, numberY, alignRight)...)
}

// Alignments of single lines about a point.
const (
	alignLeft = iota
	alignCenter
	alignRight
)

// textAt is one line of text on a baseline, unbroken.
func textAt(faces *Faces, as role, text string, size float64, ink Color, x, baseline float64, align int) []mark {
	glyphs := faces.shapeAs(as, text, size)
	width := lengthOf(glyphs)
	switch align {
	case alignCenter:
		x -= width / 2
	case alignRight:
		x -= width
	}
	l := wrap(glyphs, measure{width: width + size, em: size})[0]
	return placed(l, x, baseline, size, ink)
}
