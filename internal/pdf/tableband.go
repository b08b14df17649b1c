package pdf

// leastAfter is the room that what follows a band needs beneath it.
func (p *tablePiece) leastAfter(i int) float64 {
	if i+1 == len(p.rows) {
		return 0
	}
	return min(p.rows[i+1].height, p.area.height/2)
}

// placeBand draws a band together with at least the row after it.
func (t *tableRun) placeBand(i int) {
	t.band = -1
	if t.rows[i].height+t.leastAfter(i) > t.c.room() && t.onPage > 0 {
		t.nextPage(i)
	}
	t.band = i
	t.c.anchor(t.table.Rows[i].Anchor)
	t.drawBand(t.rows[i].cells[0].lines)
	t.onPage++
}

// bandAgain is the band at hand as it stands at the top of a further page.
func (t *tableRun) bandAgain() []line {
	cell := t.table.Rows[t.band].Cells[0]
	cell.Text += goesOnMark
	return t.layCell(cell, Band, sum(t.widths))
}

func (t *tableRun) drawBand(lines []line) {
	c, width, height := t.c, sum(t.widths), t.heightOf(lines)
	c.add(areaMark{x: c.frame().left, y: c.y, width: width, height: height, fill: Fill{Color: tint}})
	t.putCell(c, lines, Cell{}, Left, c.frame().left, c.y, width, height)
	t.box(c, c.frame().left, c.y, width, height)
	c.y += height
}
