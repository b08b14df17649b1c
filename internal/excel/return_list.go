package excel

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// problemWidths are the widths of 问题清单's columns.
var problemWidths = []float64{6, 9, 20, 24, 16, 20, 40, 48, 18, 9, 8, 14, 8, 8, 20}

// addList adds 问题清单 as the first sheet and opens the file on it.
func (m *marking) addList() error {
	m.list = m.freeName()
	b := bookOf(m.file)
	m.writeList(b, true)
	if b.err != nil {
		return b.err
	}
	m.moveFirst()
	m.renumberNames()
	return nil
}

// moveFirst makes the last sheet the first and opens the file on it. The
// library would read all sheets and write them again.
func (m *marking) moveFirst() {
	book := m.file.WorkBook
	sheets := book.Sheets.Sheet
	last := len(sheets) - 1
	book.Sheets.Sheet = slices.Concat(sheets[last:], sheets[:last])
	if views := book.BookViews; views != nil && len(views.WorkBookView) > 0 {
		views.WorkBookView[0].ActiveTab = 0
	}
}

// freeName is a name for the list that no sheet of the department's has.
func (m *marking) freeName() string {
	for n := 0; ; n++ {
		if i, err := m.file.GetSheetIndex(form.ProblemsName(n)); err == nil && i < 0 {
			return form.ProblemsName(n)
		}
	}
}

// renumberNames moves the names of single sheets along after the last sheet
// became the first: the library leaves print areas and filters behind.
func (m *marking) renumberNames() {
	names := m.file.WorkBook.DefinedNames
	if names == nil {
		return
	}
	for i := range names.DefinedName {
		if id := names.DefinedName[i].LocalSheetID; id != nil {
			moved := (*id + 1) % m.file.SheetCount
			names.DefinedName[i].LocalSheetID = &moved
		}
	}
}

// writeAlone is a workbook with the list alone, for a file without marks.
func (r *returning) writeAlone() ([]byte, error) {
	b := newBook()
	defer b.file.Close()
	r.writeList(b, false)
	if b.err != nil {
		return nil, b.err
	}
	return b.saved()
}

// writeList writes 问题清单, with links where the cells are in the workbook.
func (r *returning) writeList(b *book, linked bool) {
	s := setup{name: r.list, widths: problemWidths, freezeRows: form.ProblemHeader, tab: inkRed,
		titleRows: fmt.Sprintf("$%d:$%d", form.ProblemHeader, form.ProblemHeader)}
	for col := form.ProblemRule; col <= form.ProblemSame; col++ {
		s.hidden = append(s.hidden, col)
	}
	p := b.newPage(s)
	title := make([]cell, form.ProblemRule+2)
	title[0] = textCell(form.SheetProblems+"　"+r.fileName(), lookTitle)
	title[form.ProblemRule-1] = textCell(form.RoundCaption, look{})
	title[form.ProblemRule] = cell{value: r.round()}
	title[form.ProblemRule+1] = textCell(form.TouchedText(r.touched), look{})
	p.write(rowOptions{height: heightTitle}, title...)
	r.listLine(p, r.summary(), lookCaption)
	r.listLine(p, r.advice(linked), lookNote)
	header := make([]cell, 0, form.ProblemSame)
	for _, t := range form.ProblemTitles() {
		header = append(header, textCell(t, lookHead))
	}
	p.write(rowOptions{least: 24}, header...)
	for i, f := range r.findings {
		p.write(rowOptions{least: heightList}, problemRow(i+1, f, linked)...)
	}
	r.offer(p)
	p.close()
}

// listLine writes a line over the visible columns.
func (r *returning) listLine(p *page, line string, l look) {
	width := 0.0
	for _, w := range problemWidths[:form.ProblemAccept] {
		width += w
	}
	l.wrap = true
	p.write(rowOptions{height: float64(linesIn(line, width))*heightLine + 8}, textCell(line, l))
	p.merge(1, form.ProblemAccept)
}

// problemRow is one finding. What the file says stays text.
func problemRow(no int, f filing.Finding, linked bool) []cell {
	level := lookCenter
	tint := severityTints[f.Severity]
	level.ink, level.fill, level.bold = tint.ink, tint.fill, true
	position, row, col := textCell(positionOf(f), lookCell), cell{}, cell{}
	if f.Row > 0 {
		row = cell{value: f.Row}
	}
	if f.Col > 0 {
		col = cell{value: f.Col}
	}
	if linked && f.Row > 0 {
		to := place{f.Sheet, max(f.Col, 1), f.Row}
		position = live(`HYPERLINK(`+quoted("#"+to.ref())+`,`+quoted(positionOf(f))+`)`, textCell(positionOf(f), lookLink))
		row = live("ROW("+to.ref()+")", row)
		if f.Col > 0 {
			col = live("COLUMN("+to.ref()+")", col)
		}
	}
	accept := cell{look: lookCenter}
	if f.Suggest != "" && f.Cell != "" {
		accept.look = lookCenter.input()
	}
	return []cell{
		{value: no, look: lookCenter}, textCell(f.Severity.Word(), level), position, words(f.Project), words(f.Column), words(f.Value),
		words(f.Message), words(f.Hint), words(f.Suggest), accept,
		textCell(f.Rule, look{}), textCell(f.Sheet, look{}), row, col, textCell(string(f.ID()), look{}),
	}
}

// positionOf is where a finding is, as people say it.
func positionOf(f filing.Finding) string {
	switch {
	case f.Cell != "":
		return f.Sheet + "!" + f.Cell
	case f.Row > 0:
		return f.Sheet + "第" + plan.Count(f.Row) + "行"
	case f.Sheet != "":
		return f.Sheet
	}
	return "整个文件"
}

// offer adds the drop-down of the suggestions.
func (r *returning) offer(p *page) {
	dv := excelize.NewDataValidation(true)
	for i, f := range r.findings {
		if f.Suggest != "" && f.Cell != "" {
			dv.SetSqref(at(form.ProblemHeader+1+i, form.ProblemAccept))
		}
	}
	if dv.Sqref == "" || p.err != nil {
		return
	}
	p.do(dv.SetDropList([]string{form.AcceptWord}))
	dv.SetInput(form.AcceptWord, "建议值对的，在这里选“"+form.AcceptWord+"”，不用再到表里改。")
	dv.SetError(excelize.DataValidationErrorStyleStop, form.AcceptWord, "只能选“"+form.AcceptWord+"”或留空。")
	p.do(p.file.AddDataValidation(p.name, dv))
}
