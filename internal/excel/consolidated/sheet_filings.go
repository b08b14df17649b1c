package consolidated

import (
	"fmt"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/report"
)

// Columns of the equation on 报送情况.
const (
	filingRead      = 9
	filingCounted   = 10
	filingBalance   = 16
	filingReadTotal = 17
	filingErrors    = 20
	filingNotes     = 22
)

// filings writes who reported what and when, and proves that no row is lost.
func (b *workbook) filings(l *layout) {
	r := l.report
	header := list{sheet: form.PageFilings}
	p := b.newTab(book.Setup{
		Back: true, Name: form.PageFilings, Widths: header.widths(), FreezeCols: 2, FreezeRows: form.ListHeaderRow, TitleRows: "$3:$3",
	})
	p.Heading(r.Meta.Quarter.Chinese()+"报送情况", "读出行数=计入+待核实+重复+冲突未采用+旧版+示例，每个部门和合计都要相等；金额单位：万元。")
	p.Write(book.RowOptions{Least: 34}, header.header()...)
	first := p.Row + 1
	for _, f := range r.Filings {
		p.Write(book.RowOptions{Least: book.HeightList}, filingCells(f, p.Row+1)...)
	}
	last := p.Row
	if last >= first {
		p.Write(book.RowOptions{Height: 24}, filingTotal(r.Balance, first, last)...)
		p.Do(p.autoFilter(form.ListHeaderRow, len(header.columns()), last))
	}
	p.Close()
}

func (p *resultSheet) autoFilter(header, columns, last int) error {
	if p.Err != nil {
		return nil
	}
	return p.File.AutoFilter(p.Name, book.At(header, 1)+":"+book.At(last, columns), nil)
}

func filingCells(f report.Filing, row int) []book.Cell {
	cells := []book.Cell{
		book.Count(f.No).As(book.LookCenter), book.Words(f.Unit), book.Words(f.Reporting), book.Centered(f.State), book.CountOrBlank(f.Round).As(book.LookCenter),
		book.Words(strings.Join(f.Files, "\n")), book.Words(strings.Join(f.Attachments, "\n")), book.Centered(f.Saved),
	}
	return append(cells, balanceCells(f, row)...)
}

// balanceCells are the figures of one line, its own equation among them.
func balanceCells(f report.Filing, row int) []book.Cell {
	rows := f.Rows
	verdict := "相等"
	if !rows.Adds() {
		verdict = "不等"
	}
	check := fmt.Sprintf(`IF(%s=SUM(%s:%s),"相等","不等")`, book.At(row, filingRead), book.At(row, filingCounted), book.At(row, filingBalance-1))
	return []book.Cell{
		book.Count(rows.Read), book.Count(rows.Counted), book.Count(rows.Faulty), book.Count(rows.Duplicate), book.Count(rows.Overruled), book.Count(rows.Superseded),
		book.Count(rows.Example), book.Live(check, book.Centered(verdict)), book.Money(rows.ReadTotal), book.Money(rows.CountedTotal), book.Money(rows.OtherTotal),
		book.Count(f.Errors), book.Count(f.Warnings), book.Count(f.Notes),
	}
}

// filingTotal adds the lines up, live.
func filingTotal(total report.Filing, first, last int) []book.Cell {
	cells := make([]book.Cell, filingRead-1)
	for i := range cells {
		cells[i].Look = book.LookCell
	}
	cells[1] = book.Words("合计")
	cells = append(cells, balanceCells(total, last+1)...)
	for col := filingRead; col <= filingNotes; col++ {
		span := book.At(first, col) + ":" + book.At(last, col)
		switch {
		case col == filingBalance:
		case col >= filingReadTotal && col < filingErrors:
			cells[col-1].Formula = "ROUND(SUM(" + span + "),6)"
		default:
			cells[col-1].Formula = "SUM(" + span + ")"
		}
	}
	return totals(cells)
}
