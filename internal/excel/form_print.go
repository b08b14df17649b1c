package excel

import (
	"fmt"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The rows of 季度打印.
const (
	printRowHeader = 4
	printRowFirst  = 5
	printRowLast   = printRowFirst + form.ReadyRows - 1
	printRowHigh   = 66 // points: a row does not stretch to what a formula shows
)

// printFoot is the foot of each printed page, where the paper is signed.
const printFoot = "&L部门负责人（签字）：&C分管领导（签字）：&R（盖章）　　　　年　　月　　日　　　第 &P 页，共 &N 页"

// printSheet writes 季度打印: the quarter's columns of 项目计划表 on A4, only
// the rows that hold a project, by formulas. A sheet has one print area, so
// the quarter's has a sheet of its own and 项目计划表 prints in full on A3.
func (b *formBook) printSheet() {
	columns := b.printColumns()
	picked := len(columns) + 1
	s := setup{name: form.SheetPrint, hidden: []int{picked}, freezeRows: printRowHeader, tab: lineThin,
		titleRows: fmt.Sprintf("$%d:$%d", printRowHeader, printRowHeader)}
	for _, c := range columns {
		s.widths = append(s.widths, printWidth(c))
	}
	s.widths = append(s.widths, 2)
	p := b.newPage(s)
	b.writePrintHead(p, columns)
	for row := printRowFirst; row <= printRowLast; row++ {
		cells := make([]cell, picked)
		for i, c := range columns {
			cells[i] = live(b.printFormula(c, picked, row), cell{look: printLook(c)})
		}
		cells[picked-1] = live(b.pickFormula(picked, row), cell{look: lookQuiet})
		p.write(rowOptions{height: printRowHigh}, cells...)
	}
	b.ruleRows(len(columns), picked)
	b.do(b.file.ProtectSheet(p.name, &guarded))
	b.printUsed(p, len(columns), fmt.Sprintf("MAX(%d,%d+COUNT(%s!%s))", printRowFirst, printRowHeader, p.name,
		fixed(picked, printRowFirst, printRowLast)))
	p.printing()
	b.do(b.file.SetHeaderFooter(p.name, &excelize.HeaderFooterOptions{OddFooter: printFoot}))
	p.flush()
}

// flush ends a sheet that is printed in a way of its own.
func (p *page) flush() {
	if p.err == nil {
		p.do(p.stream.Flush())
	}
}

// printColumns are the columns of a quarter's print: of the yearly targets
// only this year's.
func (b *formBook) printColumns() []plan.Column {
	var columns []plan.Column
	for _, c := range b.plan.Columns {
		if c.Has(plan.TraitQuarter) && (c.Year == 0 || c.Year == b.form.Quarter.Year) {
			columns = append(columns, c)
		}
	}
	return columns
}

// printWidth gives texts more room than they have on the screen.
func printWidth(c plan.Column) float64 {
	if c.Type == plan.TypeLong {
		return max(float64(c.Width), 30)
	}
	return float64(c.Width)
}

func printLook(c plan.Column) look {
	l := look{middle: true, wrap: true}
	switch c.Type {
	case plan.TypeMoney, plan.TypePercent:
		l.align = "right"
	case plan.TypeChoice, plan.TypeDeadline:
		l.align = "center"
	}
	if c.Key == "no" {
		l.align = "center"
	}
	return l
}

func (b *formBook) writePrintHead(p *page, columns []plan.Column) {
	end := len(columns)
	p.write(rowOptions{height: 30}, textCell(b.plan.Info.FormTitle+"　"+b.form.Quarter.Chinese(), lookFormTitle))
	p.merge(1, end)
	about := form.CaptionUnit + b.form.Unit.Name + "　　　" + form.CaptionAsOf + b.form.AsOf.Chinese() + "　　　" + form.MoneyUnit
	p.write(rowOptions{height: 20}, textCell(about, look{middle: true, align: "center"}))
	p.merge(1, end)

	foot := fmt.Sprintf(`%s!$A$%d&"　　　"&%s!$A$%d`, form.SheetForm, form.RowTotals, form.SheetForm, form.RowPeople)
	p.write(rowOptions{height: 22}, live(foot, textCell(form.FootLine(b.footNow())+"　　　"+form.People, lookCaption)))
	p.merge(1, end)

	header := make([]cell, end)
	for i, c := range columns {
		header[i] = textCell(c.Header, lookHead)
		if c.Year != 0 {
			header[i] = textCell(c.Header+"目标", lookHead)
		}
	}
	p.write(rowOptions{height: 34}, header...)
}

// pickFormula is which of the ready rows the print row shows: the next one
// with a name, "" when there is none left.
func (b *formBook) pickFormula(col, row int) string {
	names := b.rangeOf("name")
	before := letters(col) + plan.Count(row-1)
	if row == printRowFirst {
		before = "0"
	}
	return fmt.Sprintf(`IFERROR(%s+MATCH("?*",INDEX(%s,%s+1):INDEX(%s,ROWS(%s)),0),"")`, before, names, before, names, names)
}

func (b *formBook) printFormula(c plan.Column, picked, row int) string {
	from := fmt.Sprintf("INDEX(%s,$%s%d)", b.rangeOf(c.Key), letters(picked), row)
	return fmt.Sprintf(`IF($%s%d="","",IF(%s="","",%s))`, letters(picked), row, from, from)
}

// ruleRows draws lines around the rows that show a project.
func (b *formBook) ruleRows(end, picked int) {
	lined, err := b.file.NewConditionalStyle(&excelize.Style{Border: lookCell.style().Border})
	b.do(err)
	b.do(b.file.SetConditionalFormat(form.SheetPrint, at(printRowFirst, 1)+":"+at(printRowLast, end), []excelize.ConditionalFormatOptions{
		{Type: "formula", Criteria: fmt.Sprintf(`$%s%d<>""`, letters(picked), printRowFirst), Format: &lined},
	}))
}
