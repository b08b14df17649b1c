package forms

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The rows of 季度打印.
const (
	printRowHeader = 4
	printRowFirst  = 5
	printRowHigh   = 14 // points, for one line
)

// A row does not stretch to what a formula shows. So a project takes as many
// rows as its longest text has lines, and every row has the height of one.
const (
	printLeast   = 120 // rows; programs that print them all still print few pages
	printProject = 6   // for each project that is already there
	printSpare   = 45  // beside those, for new ones
)

// printFoot is the foot of each printed page, where the paper is signed.
const printFoot = "&L部门负责人（签字）：&C分管领导（签字）：&R（盖章）　　　　年　　月　　日　　　第 &P 页，共 &N 页"

// printLast is the last row of 季度打印 that may show a line of a project.
func (b *formBook) printLast() int {
	return printRowFirst - 1 + max(printLeast, printSpare+printProject*len(b.form.Standings))
}

// printSheet writes 季度打印: the quarter's columns of 项目计划表 on A4, only
// the rows that hold a project, by formulas, a line of it to a row. A sheet has one print area, so
// the quarter's has a sheet of its own and 项目计划表 prints in full on A3.
func (b *formBook) printSheet() {
	columns := b.printColumns()
	picked, lineNo := len(columns)+1, len(columns)+2
	s := book.Setup{Name: form.SheetPrint, Hidden: []int{picked, lineNo}, FreezeRows: printRowHeader, Tab: book.LineThin,
		TitleRows: fmt.Sprintf("$%d:$%d", printRowHeader, printRowHeader)}
	for _, c := range columns {
		s.Widths = append(s.Widths, printWidth(c))
	}
	s.Widths = append(s.Widths, 2, 2)
	p := b.NewPage(s)
	b.writePrintHead(p, columns)
	for row := printRowFirst; row <= b.printLast(); row++ {
		cells := make([]book.Cell, lineNo)
		for i, c := range columns {
			cells[i] = book.Live(b.printFormula(c, picked, row), book.Cell{Look: printLook(c)})
		}
		cells[picked-1] = book.Live(b.pickFormula(picked, row), book.Cell{Look: lookQuiet})
		cells[lineNo-1] = book.Live(lineFormula(picked, row), book.Cell{Look: lookQuiet})
		p.Write(book.RowOptions{Height: printRowHigh}, cells...)
	}
	b.ruleRows(len(columns), picked)
	b.Do(b.File.ProtectSheet(p.Name, &guarded))
	end := book.Letters(len(columns))
	// Where a program does not know an area that a formula ends, all rows are
	// printed, the empty ones blank.
	b.printArea(p, fmt.Sprintf("$A$1:INDEX(%s!$%s:$%s,MAX(%d,%d+COUNT(%s!%s)))", p.Name, end, end, printRowFirst, printRowHeader,
		p.Name, book.Fixed(picked, printRowFirst, b.printLast())))
	p.Printing()
	b.Do(b.File.SetHeaderFooter(p.Name, &excelize.HeaderFooterOptions{OddFooter: printFoot}))
	p.Flush()
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

// isPrintText reports a column whose text may take several lines.
func isPrintText(c plan.Column) bool {
	switch c.Type {
	case plan.TypeText, plan.TypeLong, plan.TypeYear:
		return c.Key != "no"
	}
	return false
}

// printRoom is how many hanzi a line of a column takes, with room for a mark
// that may not begin the next.
func printRoom(c plan.Column) int { return int(printWidth(c))/2 - 1 }

func printLook(c plan.Column) book.Look {
	l := book.Look{Middle: true, Shrink: !isPrintText(c)}
	switch c.Type {
	case plan.TypeMoney, plan.TypePercent:
		l.Align = "right"
	case plan.TypeChoice, plan.TypeDeadline:
		l.Align = "center"
	}
	if c.Key == "no" {
		l.Align = "center"
	}
	return l
}

func (b *formBook) writePrintHead(p *book.Page, columns []plan.Column) {
	end := len(columns)
	p.Write(book.RowOptions{Height: 30}, book.Text(b.plan.Info.FormTitle+"　"+b.form.Quarter.Chinese(), lookFormTitle))
	p.Merge(1, end)
	about := form.CaptionUnit + b.form.Unit.Name + "　　　" + form.CaptionAsOf + b.form.AsOf.Chinese() + "　　　" + form.MoneyUnit
	p.Write(book.RowOptions{Height: 20}, book.Text(about, book.Look{Middle: true, Align: "center"}))
	p.Merge(1, end)

	lines := form.SheetSums + "!" + book.Fixed(sumLines, form.FirstRow, b.lastRow())
	foot := fmt.Sprintf(`%s!$A$%d&"　　　"&%s!$A$%d&IF(SUM(%s)>%d,"　　　内容太长，后面的项目这里印不下，请另印“%s”","")`,
		form.SheetForm, b.lastRow()+1, form.SheetForm, b.lastRow()+2, lines, b.printLast()-printRowFirst+1, form.SheetForm)
	p.Write(book.RowOptions{Height: 22}, book.Live(foot, book.Text(form.FootLine(form.FootOf(b.form.Standings))+"　　　"+form.People, book.LookCaption)))
	p.Merge(1, end)

	header := make([]book.Cell, end)
	for i, c := range columns {
		header[i] = book.Text(c.Header, book.LookHead)
		if c.Year != 0 {
			header[i] = book.Text(c.Header+"目标", book.LookHead)
		}
	}
	p.Write(book.RowOptions{Height: 34}, header...)
}

// pickFormula is which of the ready rows the print row shows: that of the row
// above until its last line, then the next one with a name, "" when there is
// none left.
func (b *formBook) pickFormula(col, row int) string {
	names := b.rangeOf("name")
	before, line := book.Letters(col)+plan.Count(row-1), book.Letters(col+1)+plan.Count(row-1)
	next := `%s+MATCH("?*",INDEX(%s,%s+1):INDEX(%s,ROWS(%s)),0)`
	if row == printRowFirst {
		return fmt.Sprintf(`IFERROR(`+next+`,"")`, "0", names, "0", names, names)
	}
	lines := form.SheetSums + "!" + book.Fixed(sumLines, form.FirstRow, b.lastRow())
	return fmt.Sprintf(`IFERROR(IF(%s<INDEX(%s,%s),%s,`+next+`),"")`, line, lines, before, before, before, names, before, names, names)
}

// lineFormula is which line of its project the print row shows.
func lineFormula(picked, row int) string {
	here, above := book.Letters(picked)+plan.Count(row), book.Letters(picked)+plan.Count(row-1)
	if row == printRowFirst {
		return fmt.Sprintf(`IF(%s="","",1)`, here)
	}
	return fmt.Sprintf(`IF(%s="","",IF(%s=%s,%s+1,1))`, here, here, above, book.Letters(picked+1)+plan.Count(row-1))
}

// linesFormula is how many lines a ready row's project takes in print.
func (b *formBook) linesFormula(row int) string {
	lines := "1"
	for _, c := range b.printColumns() {
		if isPrintText(c) {
			lines += fmt.Sprintf(",ROUNDUP(LEN(%s)/%d,0)", unbroken(b.sheetCell(c.Key, row)), printRoom(c))
		}
	}
	return fmt.Sprintf(`IF(%s="",0,MAX(%s))`, b.sheetCell("name", row), lines)
}

// unbroken is a text without line breaks of its own.
func unbroken(text string) string { return fmt.Sprintf(`SUBSTITUTE(%s,CHAR(10),"")`, text) }

// printFormula is a column's line of the project. What is no text stands in
// the first; a project without a serial number is counted.
func (b *formBook) printFormula(c plan.Column, picked, row int) string {
	pick, line := "$"+book.Letters(picked)+plan.Count(row), "$"+book.Letters(picked+1)+plan.Count(row)
	from := fmt.Sprintf("INDEX(%s,%s)", b.rangeOf(c.Key), pick)
	if isPrintText(c) {
		return fmt.Sprintf(`IF(%s="","",%s)`, pick, textLine(unbroken(from), line, printRoom(c)))
	}
	blank := `""`
	if c.Key == "no" {
		blank = fmt.Sprintf("COUNTIF($%s$%d:%s,1)", book.Letters(picked+1), printRowFirst, line)
	}
	return fmt.Sprintf(`IF(%s<>1,"",IF(%s="",%s,%s))`, line, from, blank, from)
}

// lineEnders are marks that may not begin a line: one that would is taken up
// to the end of the line before.
const lineEnders = "，。、；：！？）》”"

// textLine is one line of a text, so many hanzi long.
func textLine(text, line string, room int) string {
	first := fmt.Sprintf("(%s-1)*%d+1", line, room)
	ends := func(at string) string { return fmt.Sprintf(`ISNUMBER(FIND(MID(%s,%s,1),"%s"))`, text, at, lineEnders) }
	return fmt.Sprintf(`IF(AND(%s>1,%s),MID(%s,%s+1,%d),MID(%s,%s,%d))&IF(%s,MID(%s,%s+%d,1),"")`,
		line, ends(first), text, first, room-1, text, first, room, ends(fmt.Sprintf("%s+%d", first, room)), text, first, room)
}

// ruleRows draws lines around the rows that show a project.
func (b *formBook) ruleRows(end, picked int) {
	line := book.LookCell.Style().Border
	pick, no := fmt.Sprintf("$%s%d", book.Letters(picked), printRowFirst), fmt.Sprintf("$%s%d", book.Letters(picked+1), printRowFirst)
	last := fmt.Sprintf("%s<>$%s%d", pick, book.Letters(picked), printRowFirst+1)
	var formats []excelize.ConditionalFormatOptions
	for _, r := range []struct {
		when  string
		sides []string
	}{
		{fmt.Sprintf(`AND(%s=1,%s)`, no, last), []string{"left", "right", "top", "bottom"}},
		{no + "=1", []string{"left", "right", "top"}},
		{fmt.Sprintf(`AND(%s<>"",%s)`, pick, last), []string{"left", "right", "bottom"}},
		{pick + `<>""`, []string{"left", "right"}},
	} {
		sides := slices.DeleteFunc(slices.Clone(line), func(b excelize.Border) bool { return !slices.Contains(r.sides, b.Type) })
		lined, err := b.File.NewConditionalStyle(&excelize.Style{Border: sides})
		b.Do(err)
		formats = append(formats, excelize.ConditionalFormatOptions{Type: "formula", Criteria: r.when, Format: &lined, StopIfTrue: true})
	}
	b.Do(b.File.SetConditionalFormat(form.SheetPrint, book.At(printRowFirst, 1)+":"+book.At(b.printLast(), end), formats))
}
