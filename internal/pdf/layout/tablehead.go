package layout

// A tableHead is the head of a table, laid out from its top.
type tableHead struct {
	cells  []headCell
	height float64
}

// A headCell is a head that spans columns and levels.
type headCell struct {
	lines         []line
	x, width      float64
	y, height     float64
	first, levels int
	columns       int
}

// layHead finds which heads are drawn as one and how high the levels are.
func (p *tablePiece) layHead() tableHead {
	levels := 1
	for _, c := range p.table.Columns {
		levels = max(levels, len(c.Heads))
	}
	var head tableHead
	for level := range levels {
		x := 0.0
		for from := 0; from < len(p.widths); {
			to := p.headEnd(from, level)
			width := sum(p.widths[from:to])
			if heads := p.table.Columns[from].Heads; level < len(heads) {
				cell := headCell{x: x, width: width, first: level, levels: 1, columns: to - from}
				if level == len(heads)-1 {
					cell.levels = levels - level // it reaches down to the rows
				}
				cell.lines = evenLines(p.shape(Cell{Text: heads[level], Strong: true}, Usual), p.size, width-2*cellSide)
				head.cells = append(head.cells, cell)
			}
			x += width
			from = to
		}
	}
	p.setHeights(&head, levels)
	return head
}

// headEnd is the column after the head that begins at a column on a level:
// the same words under the same parents, above something.
func (p *tablePiece) headEnd(from, level int) int {
	columns := p.table.Columns
	to := from + 1
	for to < len(columns) && p.sameHeads(from, to, level) {
		to++
	}
	return to
}

func (p *tablePiece) sameHeads(a, b, level int) bool {
	left, right := p.table.Columns[a].Heads, p.table.Columns[b].Heads
	if level >= len(left)-1 || level >= len(right)-1 {
		return false
	}
	for i := range level + 1 {
		if left[i] != right[i] {
			return false
		}
	}
	return true
}

// setHeights gives every level the height of its own heads; a head of several
// levels that needs more makes the last one higher.
func (p *tablePiece) setHeights(head *tableHead, levels int) {
	tops := make([]float64, levels+1)
	for level := range levels {
		height := p.pitch + 2*p.white
		for _, c := range head.cells {
			if c.first+c.levels-1 != level {
				continue
			}
			height = max(height, p.heightOf(c.lines)-(tops[level]-tops[c.first]))
		}
		tops[level+1] = tops[level] + height
	}
	for i := range head.cells {
		c := &head.cells[i]
		c.y = tops[c.first]
		c.height = tops[c.first+c.levels] - c.y
	}
	head.height = tops[levels]
}

// placeHead draws the head at the top of a table, as the elements of its cells,
// or, with none of them, again at the top of a page.
func (p *tablePiece) placeHead(c *composer, cells []*element) {
	left := c.frame().left
	c.add(areaMark{x: left, y: c.y, width: sum(p.widths), height: p.head.height, fill: Fill{Color: tint}})
	for i, h := range p.head.cells {
		var of *element
		if cells != nil {
			of = cells[i]
		}
		c.within(of, func() { p.putCell(c, h.lines, Cell{}, Center, left+h.x, c.y+h.y, h.width, h.height) })
		p.box(c, left+h.x, c.y+h.y, h.width, h.height)
	}
	p.thick(c, c.y)
	c.y += p.head.height
	p.thick(c, c.y)
}
