package layout

import "math"

// largest is the largest value of the small lines of each column.
func (b Table) largest() []float64 {
	tops := make([]float64, len(b.Columns))
	for _, row := range b.Rows {
		for col, cell := range row.Cells {
			for _, v := range cell.Line {
				if v > tops[col] {
					tops[col] = v
				}
			}
		}
	}
	return tops
}

// putLine draws a small line through values in a cell, a dot on the last.
func (p *tablePiece) putLine(c *composer, values []float64, top float64, cell frame) {
	const dot = 2.4
	step := (cell.width - 4*cellSide) / float64(max(1, len(values)-1))
	height := cell.height - 2*p.white - dot
	lastX, lastY, begun := 0.0, 0.0, false
	for i, v := range values {
		if math.IsNaN(v) {
			continue
		}
		x, y := cell.left+2*cellSide+step*float64(i), cell.bottom()-p.white-dot/2
		if top > 0 {
			y -= v / top * height
		}
		if begun {
			c.add(lineMark{x1: lastX, y1: lastY, x2: x, y2: y, width: 0.8, ink: Grey})
		}
		lastX, lastY, begun = x, y, true
	}
	if begun {
		c.add(shapeMark{Disc, lastX, lastY, dot, black})
	}
}
