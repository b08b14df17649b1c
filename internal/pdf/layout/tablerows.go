package layout

import "slices"

// A tableRun is the part of a table that is placed on one page.
type tableRun struct {
	*tablePiece
	c        *composer
	rows     []layRow     // the piece's, or lower ones
	segments []mergedCell // of the merging columns
	band     int          // the row that heads those at hand, -1 for none
	onPage   int          // rows that stand on the page at hand
	tail     float64      // what must stand below the last row on its page
	of       *element
	body     *element     // of the rows
	cells    [][]*element // row by row, as far as placed; nil for what is merged with the cell above
}

// A mergedCell is a merged cell on the page at hand.
type mergedCell struct {
	row int // its first row
	top float64
}

func (p *tablePiece) place(c *composer) {
	c.space(aboveTable)
	if p.need() > c.room() {
		c.breakPage()
	}
	t := p.run(c)
	t.settle()
	t.placeRows()
	c.y += belowTable
}

// run readies the table for being placed where a composer stands.
func (p *tablePiece) run(c *composer) *tableRun {
	return &tableRun{tablePiece: p, c: c, rows: slices.Clone(p.rows), segments: make([]mergedCell, p.table.Merge), band: -1, of: c.block(kindTable)}
}

func (t *tableRun) placeRows() {
	t.placeHead(t.c, t.headCells())
	t.body = t.of.child(kindBody)
	for i := range t.rows {
		t.placeAny(i)
	}
	t.thick(t.c, t.c.y)
}

// placeAny places row i, on the next page where it has no room on this one.
func (t *tableRun) placeAny(i int) {
	if t.table.Rows[i].Look == Band {
		t.placeBand(i)
		return
	}
	if t.table.Rows[i].Look == Wide {
		t.placeWide(i)
		return
	}
	t.begin(i, false)
	if needed := t.heightAtEnd(i) + t.below(i); needed > t.c.room() && t.onPage > 0 && !t.goesOn(i) {
		t.nextPage(i)
	}
	if t.rows[i].height > t.c.room() {
		t.placeLong(i)
		return
	}
	t.placeRow(i)
}

// begin starts the segments whose cell is not joined with the one above.
func (t *tableRun) begin(i int, page bool) {
	for col := range t.segments {
		if page || !t.rows[i].cells[col].joined {
			t.segments[col] = mergedCell{row: i, top: t.c.y}
		}
	}
}

// nextPage goes on at the top of a new page with row i.
func (t *tableRun) nextPage(i int) {
	t.thick(t.c, t.c.y)
	t.c.addPage(t.c.page().landscape)
	t.onPage = 0
	t.placeHead(t.c, nil)
	if t.band >= 0 {
		t.drawBand(t.bandAgain())
	}
	t.begin(i, true)
}

// ends tells whether the merged cell of a column ends with row i.
func (t *tableRun) ends(i, col int) bool {
	return i+1 == len(t.rows) || t.table.Rows[i+1].spans() || !t.rows[i+1].cells[col].joined
}

// heightAtEnd is row i's height if the page ended with it: its merged cells
// must have found room for their lines by then.
func (t *tableRun) heightAtEnd(i int) float64 {
	height := t.rows[i].height
	for col, s := range t.segments {
		height = max(height, t.heightOf(t.rows[s.row].cells[col].lines)-(t.c.y-s.top))
	}
	return height
}

// below is what must stand on the same page below row i: under the last row
// the tail, under the last but one a row of sums, above a wide row its first lines.
func (t *tableRun) below(i int) float64 {
	last := len(t.rows) - 1
	switch {
	case i == last:
		return t.tail
	case t.table.Rows[i+1].Look == Wide:
		return t.pitch*float64(min(wideTogether, len(t.rows[i+1].cells[0].lines))) + 2*t.white
	case i == last-1 && t.table.Rows[last].Look == Total:
		return t.rows[last].height + t.tail
	}
	return 0
}

// heightInside is row i's height if the page goes on after it.
func (t *tableRun) heightInside(i int) float64 {
	height := t.rows[i].height
	for col, s := range t.segments {
		if t.ends(i, col) {
			height = max(height, t.heightOf(t.rows[s.row].cells[col].lines)-(t.c.y-s.top))
		}
	}
	return height
}

// lastOnPage tells whether row i+1 will begin a new page.
func (t *tableRun) lastOnPage(i int, height float64) bool {
	if i+1 == len(t.rows) {
		return true
	}
	next := t.rows[i+1].height
	if t.table.Rows[i+1].Look == Wide {
		return t.below(i) > t.c.room()-height
	}
	if t.table.Rows[i+1].Look == Band {
		return next+t.leastAfter(i+1) > t.c.room()-height
	}
	for col, s := range t.segments {
		top, row := s.top, s.row
		if !t.rows[i+1].cells[col].joined {
			top, row = t.c.y+height, i+1
		}
		next = max(next, t.heightOf(t.rows[row].cells[col].lines)-(t.c.y+height-top))
	}
	return next+t.below(i+1) > t.c.room()-height
}

// placeRow draws a row that fits, and the merged cells that end with it.
func (t *tableRun) placeRow(i int) {
	c, row := t.c, t.table.Rows[i]
	height := t.heightInside(i)
	last := t.lastOnPage(i, height)
	if last {
		height = t.heightAtEnd(i)
	}
	c.anchor(row.Anchor)
	t.openRow(i)
	t.paint(i, height)
	x := c.frame().left
	for col, cell := range t.rows[i].cells {
		width := t.widths[col]
		if col >= len(t.segments) {
			c.within(t.cell(i, col), func() {
				t.putCell(c, cell.lines, row.Cells[col], t.table.Columns[col].Align, x, c.y, width, height)
			})
			t.putLine(c, row.Cells[col].Line, t.tops[col], frame{left: x, top: c.y, width: width, height: height})
			t.box(c, x, c.y, width, height)
		} else if s := t.segments[col]; last || t.ends(i, col) {
			whole := c.y + height - s.top
			c.within(unsaid(t.cell(s.row, col)), func() {
				t.putCell(c, cell.lines, t.table.Rows[s.row].Cells[col], t.table.Columns[col].Align, x, s.top, width, whole)
			})
			t.box(c, x, s.top, width, whole)
		}
		x += width
	}
	c.y += height
	t.onPage++
}

// paint shades a row, but not its merged cells.
func (t *tableRun) paint(i int, height float64) {
	look := t.table.Rows[i].Look
	if look == Usual {
		return
	}
	merged := sum(t.widths[:len(t.segments)])
	color := shade
	if look == Total {
		merged, color = 0, tint
	}
	t.c.add(areaMark{x: t.c.frame().left + merged, y: t.c.y, width: sum(t.widths) - merged, height: height, fill: Fill{Color: color}})
}

// putCell draws lines in the middle of a cell's height.
func (p *tablePiece) putCell(c *composer, lines []line, cell Cell, align Align, x, y, width, height float64) {
	c.linked(cell.Link, func() { p.putLines(c, lines, cell, align, x, y, width, height) })
}

func (p *tablePiece) putLines(c *composer, lines []line, cell Cell, align Align, x, y, width, height float64) {
	top := y + (height-p.pitch*float64(len(lines)))/2
	for i, l := range lines {
		left := x + cellSide
		free := width - 2*cellSide - l.width
		switch align {
		case Center:
			left += free / 2
		case Right:
			left += free
		}
		baseline := top + (p.pitch-p.size)/2 + ascent*p.size
		if i == 0 && cell.Sign.Shape != NoShape {
			c.add(shapeMark{cell.Sign.Shape, left + p.size*0.45, baseline - 0.36*p.size, 0.72 * p.size, cell.Sign.Color})
		}
		for _, m := range placed(l, left, baseline, p.size, cell.ink()) {
			c.add(m)
		}
		if cell.Link != "" {
			c.link(linkArea{left, top, l.width, p.pitch, cell.Link, cell.Text})
		}
		top += p.pitch
	}
}

func (c Cell) ink() Color {
	if c.Faint {
		return Grey
	}
	return black
}

// box rules a cell's edges.
func (p *tablePiece) box(c *composer, x, y, width, height float64) {
	c.add(boxMark{x: x, y: y, width: width, height: height})
}

// thick rules the table's upper and lower edge.
func (p *tablePiece) thick(c *composer, y float64) {
	left := c.frame().left
	c.add(lineMark{x1: left, y1: y, x2: left + sum(p.widths), y2: y, width: ruleThick, ink: black})
}

// settle decides how closely the rows are set. A table that is a little too
// high for the page, with what must stand below it, gives up white in its
// rows; one that fits only without goes alone rather than in two. A table over
// several pages gives up white if that spares it a last page of a few rows.
func (t *tableRun) settle() {
	if t.c.tail > 0 {
		t.tail = t.c.tail + belowTable
	}
	over := t.height() + t.tail - t.c.room()
	spare := t.spare() * float64(len(t.rows))
	switch {
	case over <= 0 || t.table.Merge > 0:
	case over <= spare:
		t.tighten(over/float64(len(t.rows)) + 0.01)
	case over <= t.tail:
		t.tail = 0
	default:
		t.spareLastPage()
	}
}

// spare is the white that a row can spare.
func (t *tableRun) spare() float64 { return max(0, 2*(t.white-leastWhite)) }

// tighten takes white from every row.
func (t *tableRun) tighten(white float64) {
	for i := range t.rows {
		t.rows[i].height -= white
	}
}

// Limits of sparing a page: more rows are not tried, and a last page that is
// filled by more than this share is none to be spared.
const (
	rowsToTry   = 400
	littleShare = 0.25
)

// spareLastPage tightens the rows by as little as it takes to do with a page
// less, where the last page has little on it.
func (t *tableRun) spareLastPage() {
	const steps = 4
	if len(t.rows) > rowsToTry {
		return
	}
	pages, filled := t.try(0)
	if pages == 1 || filled > littleShare*t.area.height {
		return
	}
	for step := 1; step <= steps; step++ {
		white := t.spare() * float64(step) / steps
		if fewer, _ := t.try(white); fewer < pages {
			t.tighten(white)
			return
		}
	}
}

// try places the table, its rows tightened, on pages that are thrown away, and
// tells how many these are and how high the last is filled.
func (t *tableRun) try(white float64) (pages int, filled float64) {
	c := &composer{faces: t.faces, anchors: make(map[string]anchorPlace), tail: t.c.tail}
	c.addPage(t.c.page().landscape)
	c.y = t.c.y
	trial := t.run(c)
	trial.tail = t.tail
	trial.tighten(white)
	trial.placeRows()
	return len(c.pages), c.y + trial.tail - c.frame().top
}
