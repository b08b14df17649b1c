package pdf

// wideTogether is how many lines of a wide row stay together at least.
const wideTogether = 2

// placeWide draws a wide row, over as many pages as it takes; no single line is
// left for the last.
func (t *tableRun) placeWide(i int) {
	rest := t.rows[i].cells[0].lines
	for {
		fit := int((t.c.room() - 2*cellTop) / t.pitch)
		if fit < min(wideTogether, len(rest)) && t.onPage > 0 {
			t.nextPage(i)
			rest = append(t.layCell(Cell{Text: t.table.Rows[i].Again, Strong: true}, Wide, sum(t.widths)), rest...)
			continue
		}
		now := min(max(1, fit), len(rest))
		if len(rest)-now == 1 && now > wideTogether {
			now--
		}
		t.drawWide(rest[:now])
		if rest = rest[now:]; len(rest) == 0 {
			return
		}
	}
}

func (t *tableRun) drawWide(lines []line) {
	c, width, height := t.c, sum(t.widths), t.heightOf(lines)
	t.putCell(c, lines, Cell{}, Left, c.frame().left, c.y, width, height)
	t.box(c, c.frame().left, c.y, width, height)
	c.y += height
	t.onPage++
}
