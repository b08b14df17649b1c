package excel

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The looks of a form. What a clerk fills in is white, what is not for the
// clerk is grey.
var (
	lookOptional  = look{fill: fillMuted, align: "center", middle: true, wrap: true, border: true}
	lookFormTitle = look{head: true, size: 16, ink: inkTitle, middle: true, align: "center", wrap: true}
	lookQuiet     = look{middle: true, ink: inkMuted}
	lookLabel     = look{middle: true, align: "right"}
	lookTyped     = look{border: true, middle: true, wrap: true, free: true, format: formatText}
	lookAmount    = look{border: true, middle: true, align: "right", free: true}
	lookTick      = look{border: true, middle: true, align: "center", bold: true, free: true, fill: fillInput, format: formatText}
)

// planSheet writes 项目计划表.
func (b *formBook) planSheet() {
	b.defineNames()
	p := b.newPage(b.planSetup())
	b.writeHead(p)
	b.writeHeaders(p)
	for i := range form.ReadyRows {
		b.writeReady(p, form.FirstRow+i)
	}
	b.writeFoot(p)
	b.addChecks()
	b.addMarks()
	header := at(form.RowHeaders, 1) + ":" + at(form.LastRow, len(b.slots))
	b.do(b.file.AutoFilter(p.name, header, nil))
	b.do(b.file.ProtectSheet(p.name, &guarded))
	b.printArea(p, fmt.Sprintf("$A$1:$%s$%d", letters(len(b.slots)), form.RowPeople+1))
	p.close()
}

// planSetup is the sheet's widths, panes and paper. Plan columns that are not
// the quarter's are grouped, and folded away in a rolled-forward form.
func (b *formBook) planSetup() setup {
	name := b.column["name"]
	s := setup{
		name: form.SheetForm, freezeCols: name, freezeRows: form.RowHeaders, paper: paperA3, across: 2, tab: inkTitle,
		titleRows: fmt.Sprintf("$%d:$%d", form.RowParents, form.RowHeaders), titleCols: "$A:$" + letters(name),
	}
	for i, slot := range b.slots {
		width := float64(slot.Width)
		if slot.Last {
			width = min(width, lastWidth)
		}
		s.widths = append(s.widths, width)
		if col := i + 1; col > name && b.folds(slot) {
			s.fold = append(s.fold, [2]int{col, col})
			if b.rolled() {
				s.hidden = append(s.hidden, col)
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
func (b *formBook) writeHead(p *page) {
	name := b.column["name"]
	first := make([]cell, name)
	first[0], first[1] = textCell(form.Attachment, lookCaption), textCell(form.ZeroReport+"选"+form.ZeroTick+"：", lookLabel)
	first[name-1] = cell{look: lookTick}
	p.write(rowOptions{height: 22}, first...)
	p.merge(2, name-1)

	p.write(rowOptions{height: 44}, cell{value: []excelize.RichTextRun{
		{Text: b.plan.Info.FormTitle + "\n", Font: lookFormTitle.font()},
		{Text: form.NothingSecret, Font: look{ink: inkRed, size: 9}.font()},
	}, look: lookFormTitle})
	p.merge(1, name)

	third := make([]cell, len(b.slots))
	third[0] = textCell(form.CaptionUnit+b.form.Unit.Name, lookCaption)
	third[name-1] = textCell(form.CaptionQuarter+b.form.Quarter.Chinese(), lookCaption)
	shown := b.shownAfter(name)
	third[shown[0]-1] = textCell(form.CaptionAsOf+b.form.AsOf.Chinese(), lookCaption)
	third[shown[2]-1] = textCell(form.MoneyUnit+"　　　深色表头的栏目必须填", lookQuiet)
	p.write(rowOptions{height: 22}, third...)
	p.merge(1, name-1)
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
func (b *formBook) writeHeaders(p *page) {
	parents, children := make([]cell, len(b.slots)), make([]cell, len(b.slots))
	for i, s := range b.slots {
		children[i] = textCell(s.Header, headerLook(s))
		parents[i] = children[i]
		if b.parentOf(i) != "" {
			parents[i] = textCell(s.Parent, lookHead)
		}
	}
	p.write(rowOptions{height: 20}, parents...)
	for i := 0; i < len(b.slots); i++ {
		first := i
		for b.parentOf(i) != "" && b.parentOf(i+1) == b.parentOf(i) {
			i++
		}
		p.merge(first+1, i+1)
	}
	p.write(rowOptions{height: 34}, children...)
	for i := range b.slots {
		if b.parentOf(i) == "" {
			p.do(p.stream.MergeCell(at(form.RowParents, i+1), at(form.RowHeaders, i+1)))
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

func headerLook(s form.Slot) look {
	switch {
	case s.Last || s.Type == plan.TypeComputed:
		return lookOptional.muted()
	case s.Required == plan.Must:
		return lookHead
	}
	return lookOptional
}

// writeReady writes one ready row, with the project that is rolled forward
// into it, if any. Its height is left to the program that shows it.
func (b *formBook) writeReady(p *page, row int) {
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
				c.value = row - form.FirstRow + 1
			}
		case plan.KeyDue:
			c = live(b.dueFormula(row), c)
		case plan.KeyLight:
			c = live(b.lightFormula(row), textCell(openingLight(old), c.look))
		}
		cells[i] = excelize.Cell{StyleID: p.style(c.look), Formula: c.formula, Value: c.value}
	}
	p.row = row
	if p.err == nil {
		p.do(p.stream.SetRow(at(row, 1), cells))
	}
}

// typedLook is the look of a cell to fill in, by its column's type. Dates are
// text: a program that turned 2023年12月 into the first of December would
// change what was meant.
func typedLook(c plan.Column) look {
	l := lookTyped
	switch c.Type {
	case plan.TypeMoney, plan.TypePercent:
		return lookAmount
	case plan.TypeComputed, plan.TypeNumber:
		return lookCenter.muted()
	case plan.TypeChoice, plan.TypeStart, plan.TypeDeadline, plan.TypeUnit:
		l.align = "center"
	}
	if c.Key == "no" {
		l.align, l.format = "center", ""
	}
	return l
}

// writeFoot writes the totals, which are the signed paper's check against the
// file, and the places to sign. Each line is one cell at the left edge: under
// the columns of a project it could be taken for one.
func (b *formBook) writeFoot(p *page) {
	total := fmt.Sprintf(`"%s"&%s&"%s"&%s&"%s"&%s&"%s"`, form.FootProjects, b.countProjects(), form.FootTotal,
		b.sumOf("total"), form.FootPaid, b.sumOf("paid"), form.FootEnd)
	end := b.column["name"]
	totals := make([]cell, end)
	for i := range totals {
		totals[i] = cell{look: lookCell.total()}
	}
	totals[0] = live(total, textCell(form.FootLine(b.footNow()), lookCell.total()))
	p.write(rowOptions{height: 24}, totals...)
	p.merge(1, end)

	people := make([]cell, end)
	for i := range people {
		people[i] = cell{look: lookTyped}
	}
	people[0] = textCell(form.People, lookTyped)
	p.write(rowOptions{height: 24}, people...)
	p.merge(1, end)
	p.write(rowOptions{height: 30}, textCell(form.Signatures, look{middle: true}))
}

// footNow are the totals of the rows that are already there. What is paid is
// known of finished projects alone, for the others are still to be reported.
func (b *formBook) footNow() filing.Foot {
	var total, paid plan.Money
	for _, s := range b.form.Standings {
		total += s.Project.Total.Value()
		if finished(s) {
			paid += s.Project.Paid.Value()
		}
	}
	return filing.Foot{Projects: len(b.form.Standings), Total: plan.Exactly(total), Paid: plan.Exactly(paid)}
}

// countProjects counts the rows with a name; the pattern passes over blanks.
func (b *formBook) countProjects() string { return `COUNTIF(` + b.rangeOf("name") + `,"?*")` }

func (b *formBook) sumOf(key string) string { return "ROUND(SUM(" + b.rangeOf(key) + "),6)" }

// rangeOf is a column's ready rows.
func (b *formBook) rangeOf(key string) string {
	return form.SheetForm + "!" + fixed(b.column[key], form.FirstRow, form.LastRow)
}

// printArea is what of a sheet is printed.
func (b *formBook) printArea(p *page, area string) {
	b.do(b.file.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", Scope: p.name, RefersTo: p.name + "!" + area}))
}
