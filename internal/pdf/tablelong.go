package pdf

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
	longest := 0
	for _, cell := range t.rows[i].cells {
		longest = max(longest, len(cell.lines))
	}
	for from := 0; ; {
		fit := max(1, int((t.c.room()-2*cellTop)/t.pitch))
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
	height := t.pitch*float64(to-from) + 2*cellTop
	t.paint(i, height)
	for col, laid := range t.rows[i].cells {
		cell, lines := t.table.Rows[i].Cells[col], laid.lines
		again := t.repeated(i, col, from)
		switch {
		case len(again) > 0 && len(again) <= to-from:
			lines = again
		case col >= max(1, len(t.segments)) || len(lines) > to-from:
			lines = lines[min(from, len(lines)):min(to, len(lines))]
			if from > 0 {
				cell.Sign = Sign{}
			}
		}
		t.putCell(c, lines, cell, t.table.Columns[col].Align, x, c.y, t.widths[col], t.heightOf(lines))
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
	cell.Text += goesOnMark
	return t.layCell(cell, row.Look, t.widths[col])
}
