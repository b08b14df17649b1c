package forms

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The looks of a form. What a clerk fills in is white, what is not for the
// clerk is grey.
var (
	lookOptional  = book.Look{Fill: book.FillMuted, Align: "center", Middle: true, Wrap: true, Border: true}
	lookFormTitle = book.Look{Head: true, Size: 16, Ink: book.InkTitle, Middle: true, Align: "center", Wrap: true}
	lookQuiet     = book.Look{Middle: true, Ink: book.InkMuted}
	lookLabel     = book.Look{Middle: true, Align: "right"}
	lookTyped     = book.Look{Border: true, Middle: true, Wrap: true, Free: true, Format: book.FormatText}
	lookAmount    = book.Look{Border: true, Middle: true, Align: "right", Free: true}
	lookTick      = book.Look{Border: true, Middle: true, Align: "center", Bold: true, Free: true, Fill: book.FillInput, Format: book.FormatText}
)

// planSheet writes 项目计划表.
func (b *formBook) planSheet() {
	b.defineNames()
	p := b.NewPage(b.planSetup())
	b.writeHead(p)
	b.writeHeaders(p)
	for row := form.FirstRow; row <= b.lastRow(); row++ {
		b.writeReady(p, row)
	}
	b.writeFoot(p)
	b.addChecks()
	b.addMarks()
	header := book.At(form.RowHeaders, 1) + ":" + book.At(b.lastRow(), len(b.slots))
	b.Do(b.File.AutoFilter(p.Name, header, nil))
	b.Do(b.File.ProtectSheet(p.Name, &guarded))
	b.printArea(p, fmt.Sprintf("$A$1:$%s$%d", book.Letters(len(b.slots)), b.lastRow()+footRows))
	p.Close()
}

// The rows of a form that brings projects along: so many at least, as many as fit
// one sheet of paper, and so many left for new ones.
const (
	rolledRows = 40
	spareRows  = 20
)

// lastRow is the last ready row. Every project brought along has one.
func (b *formBook) lastRow() int {
	if n := len(b.form.Standings); n > 0 {
		return form.FirstRow - 1 + max(rolledRows, n+spareRows)
	}
	return form.LastRow
}

// footRows are the lines below the last ready row: the totals, the people and
// the signatures.
const footRows = 3

// planSetup is the sheet's widths, panes and paper. Plan columns that are not
// the quarter's are grouped, and folded away in a rolled-forward form.
func (b *formBook) planSetup() book.Setup {
	name := b.column["name"]
	s := book.Setup{
		Name: form.SheetForm, FreezeCols: name, FreezeRows: form.RowHeaders, Paper: book.PaperA3, Across: 2, Tab: book.InkTitle,
		TitleRows: fmt.Sprintf("$%d:$%d", form.RowParents, form.RowHeaders), TitleCols: "$A:$" + book.Letters(name),
	}
	for i, slot := range b.slots {
		width := float64(slot.Width)
		if slot.Last {
			width = min(width, lastWidth)
		}
		s.Widths = append(s.Widths, width)
		if col := i + 1; col > name && b.folds(slot) {
			s.Fold = append(s.Fold, [2]int{col, col})
			if b.rolled() {
				s.Hidden = append(s.Hidden, col)
			}
		}
	}
	return s
}

// lastWidth is the most room a column of last quarter's texts takes.
const lastWidth = 24

// folds reports a plan column that is not needed every quarter. The lead and
// the total may change, and a change has to be seen.
func (b *formBook) folds(s form.Slot) bool {
	switch {
	case s.Last, !s.Has(plan.TraitPlan), s.Key == "lead", s.Key == "total":
		return false
	case s.Year != 0:
		return s.Year != b.form.Quarter.Year
	case s.Key == "sub":
		return !slices.ContainsFunc(b.form.Standings, func(s filing.Standing) bool { return s.Project.Sub != "" })
	}
	return !s.Has(plan.TraitQuarter)
}

// writeHead writes the rows above the header. What must be seen on opening
// stands within the columns that stay in view.
func (b *formBook) writeHead(p *book.Page) {
	name := b.column["name"]
	first := make([]book.Cell, name)
	first[0], first[1] = book.Text(form.Attachment, book.LookCaption), book.Text(form.ZeroReport+"选"+form.ZeroTick+"：", lookLabel)
	first[name-1] = book.Cell{Look: lookTick}
	p.Write(book.RowOptions{Height: 22}, first...)
	p.Merge(2, name-1)

	p.Write(book.RowOptions{Height: 44}, book.Cell{Value: []excelize.RichTextRun{
		{Text: b.plan.Info.FormTitle + "\n", Font: lookFormTitle.Font()},
		{Text: form.NothingSecret, Font: book.Look{Ink: book.InkRed, Size: 9}.Font()},
	}, Look: lookFormTitle})
	p.Merge(1, name)

	third := make([]book.Cell, len(b.slots))
	third[0] = book.Text(form.CaptionUnit+b.form.Unit.Name, book.LookCaption)
	third[name-1] = book.Text(form.CaptionQuarter+b.form.Quarter.Chinese(), book.LookCaption)
	shown := b.shownAfter(name)
	third[shown[0]-1] = book.Text(form.CaptionAsOf+b.form.AsOf.Chinese(), book.LookCaption)
	third[shown[2]-1] = book.Text(form.MoneyUnit+"　　　深色表头的栏目必须填", lookQuiet)
	p.Write(book.RowOptions{Height: 22}, third...)
	p.Merge(1, name-1)
}

// shownAfter are the columns right of one that are not folded away.
func (b *formBook) shownAfter(col int) []int {
	var shown []int
	for i := col; i < len(b.slots); i++ {
		if !b.rolled() || !b.folds(b.slots[i]) {
			shown = append(shown, i+1)
		}
	}
	return shown
}

// writeHeaders writes the two-level header.
func (b *formBook) writeHeaders(p *book.Page) {
	parents, children := make([]book.Cell, len(b.slots)), make([]book.Cell, len(b.slots))
	for i, s := range b.slots {
		children[i] = book.Text(s.Header, headerLook(s))
		parents[i] = children[i]
		if b.parentOf(i) != "" {
			parents[i] = book.Text(s.Parent, book.LookHead)
		}
	}
	p.Write(book.RowOptions{Height: 20}, parents...)
	for i := 0; i < len(b.slots); i++ {
		first := i
		for b.parentOf(i) != "" && b.parentOf(i+1) == b.parentOf(i) {
			i++
		}
		p.Merge(first+1, i+1)
	}
	p.Write(book.RowOptions{Height: 34}, children...)
	for i := range b.slots {
		if b.parentOf(i) == "" {
			p.Do(p.Stream.MergeCell(book.At(form.RowParents, i+1), book.At(form.RowHeaders, i+1)))
		}
	}
}

// parentOf is the upper header over a slot, "" where it has none.
func (b *formBook) parentOf(i int) string {
	if i >= len(b.slots) || b.slots[i].Last {
		return ""
	}
	return b.slots[i].Parent
}

func headerLook(s form.Slot) book.Look {
	switch {
	case s.Last || s.Type == plan.TypeComputed:
		return lookOptional.Muted()
	case s.Required == plan.Must:
		return book.LookHead
	}
	return lookOptional
}

// writeReady writes one ready row, with the project that is rolled forward
// into it, if any. Its height is left to the program that shows it.
func (b *formBook) writeReady(p *book.Page, row int) {
	var old *filing.Standing
	if i := row - form.FirstRow; i < len(b.form.Standings) {
		old = &b.form.Standings[i]
	}
	cells := make([]any, len(b.slots))
	for i, s := range b.slots {
		c := b.cellOf(s, old)
		switch s.Key {
		case "no":
			if old != nil {
				c.Value = row - form.FirstRow + 1
			}
		case plan.KeyDue:
			c = book.Live(b.dueFormula(row), c)
		case plan.KeyLight:
			c = book.Live(b.lightFormula(row), book.Text(openingLight(old), c.Look))
		}
		cells[i] = excelize.Cell{StyleID: p.Style(c.Look), Formula: c.Formula, Value: c.Value}
	}
	p.Row = row
	if p.Err == nil {
		p.Do(p.Stream.SetRow(book.At(row, 1), cells))
	}
}

// typedLook is the look of a cell to fill in, by its column's type. Dates are
// text: a program that turned 2023年12月 into the first of December would
// change what was meant.
func typedLook(c plan.Column) book.Look {
	l := lookTyped
	switch c.Type {
	case plan.TypeMoney, plan.TypePercent:
		return lookAmount
	case plan.TypeComputed, plan.TypeNumber:
		return book.LookCenter.Muted()
	case plan.TypeChoice, plan.TypeStart, plan.TypeDeadline, plan.TypeUnit:
		l.Align = "center"
	}
	if c.Key == "no" {
		l.Align, l.Format = "center", ""
	}
	return l
}

// writeFoot writes the totals, which are the signed paper's check against the
// file, and the places to sign. Each line is one cell at the left edge: under
// the columns of a project it could be taken for one.
func (b *formBook) writeFoot(p *book.Page) {
	total := fmt.Sprintf(`"%s"&%s&"%s"&%s&"%s"&%s&"%s"`, form.FootProjects, b.countProjects(), form.FootTotal,
		b.sumOf("total"), form.FootPaid, b.sumOf("paid"), form.FootEnd)
	end := b.column["name"]
	totals := make([]book.Cell, end)
	for i := range totals {
		totals[i] = book.Cell{Look: book.LookCell.Total()}
	}
	totals[0] = book.Live(total, book.Text(form.FootLine(form.FootOf(b.form.Standings)), book.LookCell.Total()))
	p.Write(book.RowOptions{Height: 24}, totals...)
	p.Merge(1, end)

	people := make([]book.Cell, end)
	for i := range people {
		people[i] = book.Cell{Look: lookTyped}
	}
	people[0] = book.Text(form.People, lookTyped)
	p.Write(book.RowOptions{Height: 24}, people...)
	p.Merge(1, end)
	p.Write(book.RowOptions{Height: 30}, book.Text(form.Signatures, book.Look{Middle: true}))
}

// countProjects counts the rows with a name; the pattern passes over blanks.
func (b *formBook) countProjects() string { return `COUNTIF(` + b.rangeOf("name") + `,"?*")` }

func (b *formBook) sumOf(key string) string { return "ROUND(SUM(" + b.rangeOf(key) + "),6)" }

// rangeOf is a column's ready rows.
func (b *formBook) rangeOf(key string) string {
	return form.SheetForm + "!" + book.Fixed(b.column[key], form.FirstRow, b.lastRow())
}

// printArea is what of a sheet is printed.
func (b *formBook) printArea(p *book.Page, area string) {
	b.Do(b.File.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: p.Name, RefersTo: p.Name + "!" + area}))
}
