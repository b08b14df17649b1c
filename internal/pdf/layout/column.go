package layout

import (
	"math"
	"slices"
)

// columnWidths shares a width among the columns. Those with a given width get
// it; the others get what keeps their words whole, and then, bit by bit, what
// makes the rows lowest.
func (p *tablePiece) columnWidths(total float64) []float64 {
	widths := make([]float64, len(p.table.Columns))
	s := &sharing{widths: widths, least: make([]float64, len(widths)), longest: make([]float64, len(widths))}
	s.measureHeads(p)
	s.measureRows(p)
	for i, col := range p.table.Columns {
		widths[i] = s.least[i]
		if col.Width > 0 {
			widths[i] = col.Width*p.size + 2*cellSide
			s.longest[i] = 0 // asks for no more
		}
	}
	if used := sum(widths); used < total {
		s.share(total-used, p.size)
	}
	scale := total / sum(widths)
	for i := range widths {
		widths[i] *= scale
	}
	return widths
}

// A sharing decides how wide the columns of a table become.
type sharing struct {
	widths  []float64
	least   []float64   // that keeps short texts whole
	longest []float64   // of a column's texts on one line
	lengths [][]float64 // of the rows' texts, one line behind the other
	breaks  [][]float64 // how many lines of their own those texts have beyond one
	heights []float64   // of the rows, in lines, raised to the smoothness
}

// measureHeads asks for what the lowest heads need.
func (s *sharing) measureHeads(p *tablePiece) {
	for col, c := range p.table.Columns {
		if n := len(c.Heads); n > 0 {
			s.least[col] = headExtent(p.shape(Cell{Text: c.Heads[n-1], Strong: true}, Usual), p.size)
		}
	}
}

// measureRows asks for what the rows need, all of them: a column with one long
// text among many short ones needs room for it too. Figures are never broken,
// unless they are words.
func (s *sharing) measureRows(p *tablePiece) {
	for _, row := range p.table.Rows {
		if row.spans() {
			continue
		}
		lengths, breaks := make([]float64, len(s.widths)), make([]float64, len(s.widths))
		for col, cell := range row.Cells {
			glyphs := p.shape(cell, row.Look)
			for _, g := range glyphs {
				lengths[col] += g.adv
				if g.kind == kindBreak {
					breaks[col]++
				}
			}
			lengths[col] += p.indent(cell)
			s.least[col] = max(s.least[col], cellExtent(glyphs, p.indent(cell), p.size))
			s.longest[col] = max(s.longest[col], p.indent(cell)+lengthOf(glyphs))
		}
		s.lengths, s.breaks = append(s.lengths, lengths), append(s.breaks, breaks)
	}
	const longestFigure = 12 // ems
	for col, c := range p.table.Columns {
		if c.Align == Right {
			s.least[col] = max(s.least[col], min(s.longest[col], longestFigure*p.size))
		}
		s.least[col] += 2*cellSide + 0.2 // what rounding may take
		s.longest[col] += 2*cellSide + 0.2
	}
}

// headExtent is the least width of a head: three characters, or half of it. A
// head that says itself where it breaks keeps its lines.
func headExtent(glyphs []glyph, size float64) float64 {
	length := lengthOf(glyphs)
	if length <= 3.1*size || slices.ContainsFunc(glyphs, func(g glyph) bool { return g.kind == kindBreak }) {
		return length
	}
	return min(math.Ceil(length/size/2)*size, 4*size)
}

// cellExtent is the least width of a cell: a short text whole, of a longer one
// the longest word, unless that is very long.
func cellExtent(glyphs []glyph, indent, size float64) float64 {
	const short, wordLimit = 4, 9 // ems
	if length := lengthOf(glyphs); length <= short*size {
		return indent + length
	}
	return max(short*size, indent+min(longestPart(glyphs), wordLimit*size))
}

// smoothness makes a row's height nearly that of its highest cell, yet lets
// lower ones count a little.
const smoothness = 8

// share gives the columns what is free, each time to the column that lowers
// the rows most, until no column asks for more.
func (s *sharing) share(free, size float64) {
	s.heights = make([]float64, len(s.lengths))
	for i, lengths := range s.lengths {
		for col := range lengths {
			s.heights[i] += s.cell(i, col, s.widths[col], size)
		}
	}
	for ; free >= size; free -= size {
		best, most := -1, 0.0
		for col, width := range s.widths {
			if width >= s.longest[col] {
				continue
			}
			if saved := s.saved(col, width+size, size); saved > most {
				best, most = col, saved
			}
		}
		if best < 0 {
			return
		}
		for i := range s.lengths {
			s.heights[i] += s.cell(i, best, s.widths[best]+size, size) - s.cell(i, best, s.widths[best], size)
		}
		s.widths[best] += size
	}
}

// cell is what a cell adds to its row's height, raised to the smoothness, if
// its column has a width; half an em of every line is lost at its end, and
// about half of the line before a line end of the text's own.
func (s *sharing) cell(row, col int, width, size float64) float64 {
	room := max(size, width-2*cellSide-size/2)
	return math.Pow(s.lengths[row][col]/room+s.breaks[row][col]/2, smoothness)
}

// saved is how much lower the rows become if a column gets a width.
func (s *sharing) saved(col int, width, size float64) float64 {
	total := 0.0
	for i, height := range s.heights {
		lower := height - s.cell(i, col, s.widths[col], size) + s.cell(i, col, width, size)
		total += math.Pow(height, 1.0/smoothness) - math.Pow(max(0, lower), 1.0/smoothness)
	}
	return total
}

// longestPart is the length of the longest stretch that no good break divides.
func longestPart(glyphs []glyph) float64 {
	longest, length := 0.0, 0.0
	for i, g := range glyphs {
		length += g.adv
		if i+1 == len(glyphs) || g.kind == kindBreak || glyphs[i+1].kind == kindBreak || breakAfter(glyphs, i) == breakFree {
			longest, length = max(longest, length), 0
		}
	}
	return longest
}

// lengthOf is the length of the longest of the lines a text is made of.
func lengthOf(glyphs []glyph) float64 {
	longest, length := 0.0, 0.0
	for _, g := range glyphs {
		if g.kind == kindBreak {
			length = 0
			continue
		}
		length += g.adv
		longest = max(longest, length)
	}
	return longest
}

func sum(values []float64) float64 {
	total := 0.0
	for _, v := range values {
		total += v
	}
	return total
}
