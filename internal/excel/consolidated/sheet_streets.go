package consolidated

import (
	"jingpin/internal/excel/book"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// streets sets the streets' figures beneath those of the tracks, each live over
// its own projects; there is no such table in one office's workbook.
func (p *tab) streets(r *report.Report) {
	if len(r.Streets) == 0 {
		return
	}
	p.Skip(1)
	p.Write(book.RowOptions{Least: 34}, bucketHeader("序号", "街道")...)
	for _, s := range r.Streets {
		row := p.Row + 1
		cells := []book.Cell{book.Count(s.No).As(book.LookCenter), book.Words(s.Street)}
		p.Write(book.RowOptions{Height: 24}, append(cells, tallyCells(s.Tally, selector{nameStreet, "$B" + plan.Count(row)}, row, overallTally)...)...)
	}
	cells := []book.Cell{{Look: book.LookCell}, book.Words("合计")}
	p.Write(book.RowOptions{Height: 24}, totals(append(cells, tallyCells(r.Overall, selector{}, p.Row+1, overallTally)...))...)
}
