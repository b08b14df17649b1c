package layout

// goesOn tells a row so high that it rather goes on over pages than leaves a
// large part of this one empty.
func (t *tableRun) goesOn(i int) bool {
	const high, large = 0.4, 0.2 // of the type area
	return t.table.Merge == 0 && t.rows[i].height > high*t.area.height && t.c.room() > large*t.area.height
}

// placeLong draws a row line by line, over as many pages as it takes; no
// single line is left for the last.
func (t *tableRun) placeLong(i int) {
	t.c.anchor(t.table.Rows[i].Anchor)
	t.openRow(i)
	longest := 0
	for _, cell := range t.rows[i].cells {
		longest = max(longest, len(cell.lines))
	}
	for from := 0; ; {
		fit := max(1, int((t.c.room()-2*t.white)/t.pitch))
		to := min(from+fit, longest)
		if longest-to == 1 && fit > 2 {
			to--
		}
		t.placeLines(i, from, to)
		t.onPage++
		if to == longest {
			t.begin(i+1, true)
			return
		}
		from = to
		t.nextPage(i)
	}
}

// placeLines draws some lines of every cell of a row. Merging cells, and the
// first ones, which tell the rows apart, begin anew on every page; a sign
// stands before the first line only.
func (t *tableRun) placeLines(i, from, to int) {
	c, x := t.c, t.c.frame().left
	height := t.pitch*float64(to-from) + 2*t.white
	t.paint(i, height)
	for col, laid := range t.rows[i].cells {
		cell, lines, of := t.table.Rows[i].Cells[col], laid.lines, t.cell(i, col)
		if from == 0 || laid.joined {
			of = unsaid(of)
		}
		again := t.repeated(i, col, from)
		switch {
		case len(again) > 0 && len(again) <= to-from:
			lines, of = again, nil
		case col >= max(1, len(t.segments)) || len(lines) > to-from:
			lines = lines[min(from, len(lines)):min(to, len(lines))]
			if from > 0 {
				cell.Sign = Sign{}
			}
		case from > 0:
			of = nil
		}
		c.within(of, func() {
			t.putCell(c, lines, cell, t.table.Columns[col].Align, x, c.y, t.widths[col], t.heightOf(lines))
		})
		t.box(c, x, c.y, t.widths[col], height)
		x += t.widths[col]
	}
	c.y += height
}

// repeated are a cell's lines as they stand on a further page of its row, none
// for a cell that goes on itself or begins anew as it is.
func (t *tableRun) repeated(i, col, from int) []line {
	row := t.table.Rows[i]
	if from == 0 || col == 0 || col >= t.table.Repeat || row.Cells[col].Text == "" {
		return nil
	}
	cell := row.Cells[col]
	cell.Text += GoesOn
	return t.layCell(cell, row.Look, t.widths[col])
}

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
	t.openRow(i)
	t.c.within(t.cell(i, 0), func() { t.drawBand(t.rows[i].cells[0].lines) })
	t.onPage++
}

// bandAgain is the band at hand as it stands at the top of a further page.
func (t *tableRun) bandAgain() []line {
	cell := t.table.Rows[t.band].Cells[0]
	cell.Text += GoesOn
	return t.layCell(cell, Band, sum(t.widths))
}

func (t *tableRun) drawBand(lines []line) {
	c, width, height := t.c, sum(t.widths), t.heightOf(lines)
	c.add(areaMark{x: c.frame().left, y: c.y, width: width, height: height, fill: Fill{Color: tint}})
	t.putCell(c, lines, Cell{}, Left, c.frame().left, c.y, width, height)
	t.box(c, c.frame().left, c.y, width, height)
	c.y += height
}

// wideTogether is how many lines of a wide row stay together at least.
const wideTogether = 2

// placeWide draws a wide row, over as many pages as it takes; no single line is
// left for the last.
func (t *tableRun) placeWide(i int) {
	rest := t.rows[i].cells[0].lines
	var again []line
	t.openRow(i)
	for {
		fit := int((t.c.room() - 2*t.white) / t.pitch)
		if fit < min(wideTogether, len(rest)) && t.onPage > 0 {
			t.nextPage(i)
			again = t.layCell(Cell{Text: t.table.Rows[i].Again, Strong: true}, Wide, sum(t.widths))
			continue
		}
		now := min(max(1, fit-len(again)), len(rest))
		if len(rest)-now == 1 && now > wideTogether {
			now--
		}
		t.drawWide(i, again, rest[:now])
		if rest, again = rest[now:], nil; len(rest) == 0 {
			return
		}
	}
}

// drawWide draws lines of a wide row below what is said again above them.
func (t *tableRun) drawWide(i int, again, lines []line) {
	c, width := t.c, sum(t.widths)
	height := t.heightOf(again) + t.pitch*float64(len(lines))
	t.putCell(c, again, Cell{}, Left, c.frame().left, c.y, width, t.heightOf(again))
	c.within(t.cell(i, 0), func() {
		t.putCell(c, lines, Cell{}, Left, c.frame().left, c.y+t.pitch*float64(len(again)), width, t.heightOf(lines))
	})
	t.box(c, c.frame().left, c.y, width, height)
	c.y += height
	t.onPage++
}
