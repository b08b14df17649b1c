package layout

import "slices"

// headCells are the elements of the head's cells, in its order, each level a row.
func (t *tableRun) headCells() []*element {
	if t.of == nil || len(t.head.cells) == 0 {
		return nil
	}
	var rows []*element
	head, cells := t.of.child(kindHead), make([]*element, len(t.head.cells))
	for i, h := range t.head.cells {
		for len(rows) <= h.first {
			rows = append(rows, head.child(kindRow))
		}
		cells[i] = rows[h.first].cell("Column", h.levels, h.columns)
	}
	return cells
}

// openRow makes the elements of row i and its cells: the first cell, and a band,
// is the head of what stands beside and below it.
func (t *tableRun) openRow(i int) {
	if t.of == nil {
		return
	}
	row, of := t.table.Rows[i], t.body.child(kindRow)
	cells := make([]*element, len(row.Cells))
	for col := range row.Cells {
		switch {
		case row.Look == Band:
			cells[col] = of.cell("Column", 1, len(t.widths))
		case row.Look == Wide:
			cells[col] = of.cell("", 1, len(t.widths))
		case t.rows[i].cells[col].joined:
		case col == 0 && row.Cells[col].Text != "":
			cells[col] = of.cell("Row", t.joinedBelow(i, col), 1)
		default:
			cells[col] = of.cell("", t.joinedBelow(i, col), 1)
		}
	}
	t.cells = append(t.cells, cells)
}

// joinedBelow is how many rows a merged cell that begins in row i has.
func (t *tableRun) joinedBelow(i, col int) int {
	end := slices.IndexFunc(t.rows[i+1:], func(r layRow) bool { return col >= len(r.cells) || !r.cells[col].joined })
	if end < 0 {
		end = len(t.rows) - i - 1
	}
	return end + 1
}

// cell is the element of a cell, for a merged one that of the first row's.
func (t *tableRun) cell(i, col int) *element {
	if t.of == nil {
		return nil
	}
	for t.rows[i].cells[col].joined {
		i--
	}
	return t.cells[i][col]
}

// unsaid is an element that nothing has been drawn of, nil for others: what is
// drawn again is decoration.
func unsaid(e *element) *element {
	if e == nil || len(e.kids) > 0 {
		return nil
	}
	return e
}
