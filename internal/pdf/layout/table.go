package layout

import (
	"cmp"
	"math"
)

// A Table repeats its head on every page. Rows stay whole unless they are
// higher than a page; the first Merge columns draw equal neighbours as one
// cell, which begins anew on every page. A row that goes on over pages repeats
// its first Repeat columns, at least one; further ones than the first say （续）.
type Table struct {
	Columns []Column
	Rows    []Row
	Merge   int
	Repeat  int
	Size    float64 // font size; 0 for 9
}

// A Column has its heads from the top level down; equal heads side by side at
// one level, above different ones, are drawn as one. A line end in a head tells
// between which words it breaks.
type Column struct {
	Heads []string
	Width float64 // in ems of the table; 0 for what its texts need
	Align Align
}

// An Align says where a column's texts stand.
type Align uint8

// The alignments of columns.
const (
	Left Align = iota
	Center
	Right
)

// A Row is one row of cells, as many as there are columns, or one for all of
// them. Again is said above what goes on of a wide row on the next page.
type Row struct {
	Cells  []Cell
	Look   RowLook
	Anchor Anchor
	Again  string
}

// spans tells a row of one cell over all columns.
func (r Row) spans() bool { return r.Look == Band || r.Look == Wide }

// A RowLook sets rows apart.
type RowLook uint8

// The looks of rows.
const (
	Usual  RowLook = iota
	Band           // one cell over all columns, which heads the rows below up to the next one
	Wide           // one cell over all columns, which goes on with the row above: its long texts
	Shaded         // of less weight, such as last quarter's figures
	Total          // a sum: bold
)

// A Cell is a text with, optionally, a small sign before it and a link, or a
// small line through some values, all lines of a column to one scale from 0; a
// value that is no number is passed over.
type Cell struct {
	Text   string
	Strong bool
	Faint  bool // in grey
	Sign   Sign
	Link   string
	Line   []float64
}

// A Sign is a small coloured shape.
type Sign struct {
	Shape Shape
	Color Color
}

// Lengths of tables, in points or ems of the table's size.
const (
	tableSize    = 9
	tableLeading = 1.35 // line pitch, ems
	cellSide     = 3    // white at a cell's left and right
	leastWhite   = 0.6  // white above and below in a row that spares what it can
	signRoom     = 1.1  // room of a sign, ems
	aboveTable   = 4
	belowTable   = 6
	ruleThin     = 0.4
	ruleThick    = 0.9
)

func (b Table) measure(faces *Faces, area frame) piece {
	p := b.piece(faces)
	p.area = area
	p.pitch, p.white = tableLeading*p.size, area.text.white
	p.widths = p.columnWidths(area.width)
	p.head = p.layHead()
	p.tops = b.largest()
	p.rows = make([]layRow, len(b.Rows))
	for i, r := range b.Rows {
		p.rows[i] = p.layRow(i, r)
	}
	return p
}

// piece is the table before anything of it is measured.
func (b Table) piece(faces *Faces) *tablePiece {
	return &tablePiece{table: b, faces: faces, size: cmp.Or(b.Size, tableSize)}
}

// Widths are the columns' widths where the table takes that width, in points.
func (b Table) Widths(faces *Faces, width float64) []float64 {
	return b.piece(faces).columnWidths(width)
}

func (b Table) texts() []string {
	var texts []string
	for _, c := range b.Columns {
		texts = append(texts, c.Heads...)
	}
	for _, row := range b.Rows {
		for _, cell := range row.Cells {
			texts = append(texts, cell.Text)
		}
	}
	return texts
}

// A tablePiece is a table whose texts are broken into lines.
type tablePiece struct {
	table  Table
	faces  *Faces
	area   frame
	size   float64
	pitch  float64
	white  float64 // above and below a cell's lines
	widths []float64
	head   tableHead
	rows   []layRow
	tops   []float64 // of each column's lines, the largest value
}

// A layRow is a row ready to be drawn.
type layRow struct {
	cells  []layCell
	height float64 // without merged cells
}

// A layCell is a cell's lines; a merged one is drawn by its segment.
type layCell struct {
	lines  []line
	joined bool // with the cell above
}

func (p *tablePiece) layRow(i int, r Row) layRow {
	laid := layRow{cells: make([]layCell, len(r.Cells))}
	if r.spans() {
		lines := p.layCell(r.Cells[0], r.Look, sum(p.widths))
		return layRow{cells: []layCell{{lines: lines}}, height: p.heightOf(lines)}
	}
	joined := i > 0 && !p.table.Rows[i-1].spans()
	for col, cell := range r.Cells {
		joined = joined && col < p.table.Merge && p.table.Rows[i-1].Cells[col].Text == cell.Text
		if joined && p.mergeable(p.rows[i-1].cells[col].lines) {
			laid.cells[col] = layCell{joined: true, lines: p.rows[i-1].cells[col].lines}
			continue
		}
		lines := p.layCell(cell, r.Look, p.widths[col])
		laid.cells[col].lines = lines
		if col >= p.table.Merge || !p.mergeable(lines) {
			laid.height = max(laid.height, p.heightOf(lines))
		}
	}
	laid.height = max(laid.height, p.pitch+2*p.white)
	return laid
}

// mergeable tells whether a merged cell is sure to find room on any page.
func (p *tablePiece) mergeable(lines []line) bool {
	return p.heightOf(lines) < p.area.height/4
}

func (p *tablePiece) layCell(cell Cell, look RowLook, width float64) []line {
	glyphs := p.shape(cell, look)
	return wrapEven(glyphs, measure{width: width - 2*cellSide, indent: p.indent(cell), em: p.size})
}

func (p *tablePiece) shape(cell Cell, look RowLook) []glyph {
	style := Plain
	if cell.Strong || look == Total || look == Band {
		style = Strong
	}
	return p.faces.shape([]Run{{Text: cell.Text, Style: style}}, p.size, roleOfTable)
}

// indent is the room of the sign before a cell's text.
func (p *tablePiece) indent(cell Cell) float64 {
	if cell.Sign.Shape == NoShape {
		return 0
	}
	return signRoom * p.size
}

// height is that of the head and all rows.
func (p *tablePiece) height() float64 {
	height := p.head.height
	for _, r := range p.rows {
		height += r.height
	}
	return height
}

func (p *tablePiece) heightOf(lines []line) float64 {
	return p.pitch*float64(len(lines)) + 2*p.white
}

// rowsTogether is how many rows a table begins with on a page.
const rowsTogether = 3

// need is the head and the first rows with what is merged into them, unless
// that is more than a page holds; of a low table it is all.
func (p *tablePiece) need() float64 {
	if height := p.height(); height < p.area.height/3 {
		return height
	}
	first := p.rows[0].height
	for i := 1; i < min(rowsTogether, len(p.rows)); i++ {
		first += min(p.rows[i].height, p.area.height/8)
	}
	for col := range min(p.table.Merge, len(p.rows[0].cells)) {
		first = max(first, p.heightOf(p.rows[0].cells[col].lines))
	}
	const above = 4 * pitch // of headings and the like
	return p.head.height + min(first, p.area.height-p.head.height-above)
}

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
