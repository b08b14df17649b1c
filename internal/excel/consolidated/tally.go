package consolidated

import (
	"fmt"
	"strings"

	"jingpin/internal/excel/book"
	"jingpin/internal/plan"
	"jingpin/internal/report"
)

// tallyTitles are the headers over tallyCells.
func tallyTitles() []string {
	titles := []string{"项目数"}
	for _, b := range report.Buckets {
		titles = append(titles, b.Word)
	}
	return append(titles, "总投资(万元)", "累计完成投资(万元)", "投资完成率")
}

// tallyWidths fit tallyTitles.
func tallyWidths() []float64 {
	ws := []float64{9}
	for range report.Buckets {
		ws = append(ws, 10)
	}
	return append(ws, 15, 15, 11)
}

// Where the columns of tallyTitles stand, from the first.
const (
	tallyProjects = 0
	tallyDone     = 1
	tallyGreen    = 2
	tallyYellow   = 3
	tallyRed      = 4
	tallyUnknown  = 7
	tallyTotal    = 8
	tallyPaid     = 9
	tallyRate     = 10
)

// selector says which projects a row of a table is about: a named column of
// 项目汇总表 and the cell with the value to look for. The zero selector takes
// all projects.
type selector struct {
	name, cell string
}

// and adds the selector to the criteria of a COUNTIFS or SUMIFS.
func (s selector) and() string {
	if s.name == "" {
		return ""
	}
	return "," + s.name + "," + s.cell
}

// tallyCells are the figures of the selected projects, live over 项目汇总表:
// row is where they will stand and first their first column.
func tallyCells(t report.Tally, s selector, row, first int) []book.Cell {
	cells := []book.Cell{book.Live(countFormula(nameState, `"?*"`, s), book.Count(t.Projects))}
	for _, b := range report.Buckets {
		var parts []string
		for _, light := range b.Lights {
			parts = append(parts, countFormula(nameFinal, `"`+light.String()+`"`, s))
		}
		cells = append(cells, book.Live(strings.Join(parts, "+"), book.Count(b.Count(t))))
	}
	total := book.At(row, first+tallyTotal)
	return append(cells,
		book.Live(sumFormula(nameTotal, s, ""), book.Money(t.Total)),
		book.Live(sumFormula(namePaid, s, ""), book.Money(t.Paid)),
		book.Live(rateFormula(total, s), rateCell(t.PaidRate, t.Total == 0)),
	)
}

func countFormula(name, criterion string, s selector) string {
	return "COUNTIFS(" + name + "," + criterion + s.and() + ")"
}

// sumFormula sums a money column over projects, to the 分.
func sumFormula(name string, s selector, more string) string {
	return fmt.Sprintf(`ROUND(SUMIFS(%s,%s,"?*"%s%s),6)`, name, nameState, s.and(), more)
}

// rateFormula is 投资完成率: what is paid of the projects with a known total,
// of that total. It counts in whole 分 and rounds as the report does.
func rateFormula(total string, s selector) string {
	paid := "ROUND(" + sumFormula(namePaid, s, ","+nameTotal+`,">=0"`) + "*1000000,0)"
	whole := "ROUND(" + total + "*1000000,0)"
	return fmt.Sprintf(`IF(%s=0,"%s",INT((2000*%s+%s)/(2*%s))/10)`, total, noRate, paid, whole, whole)
}

// noRate stands where there is nothing to take a share of.
const noRate = "—"

// rateCell is a share with its sign, or a dash where it has no meaning.
func rateCell(p plan.Percent, none bool) book.Cell {
	if none {
		return book.Text(noRate, book.LookRate)
	}
	return book.Cell{Value: p.Float(), Look: book.LookRate}
}

// totals changes a row of cells to the look of a total.
func totals(cells []book.Cell) []book.Cell {
	for i := range cells {
		cells[i] = cells[i].Restyle(book.Look.Total)
	}
	return cells
}

// bucketHeader is the header of a tally table, the lights in their colours.
func bucketHeader(titles ...string) []book.Cell {
	var cells []book.Cell
	for _, t := range append(titles, tallyTitles()...) {
		cells = append(cells, book.Text(t, book.LookHead.Lit(t)))
	}
	return cells
}
