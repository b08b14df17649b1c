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
	b := Of(m.file)
	m.writeList(b, true)
	if b.Err != nil {
		return b.Err
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
	b := New()
	defer b.File.Close()
	r.writeList(b, false)
	if b.Err != nil {
		return nil, b.Err
	}
	return b.Saved()
}

// writeList writes 问题清单, with links where the cells are in the workbook.
func (r *returning) writeList(b *Book, linked bool) {
	s := Setup{Name: r.list, Widths: problemWidths, FreezeRows: form.ProblemHeader, Tab: InkRed,
		TitleRows: fmt.Sprintf("$%d:$%d", form.ProblemHeader, form.ProblemHeader)}
	for col := form.ProblemRule; col <= form.ProblemSame; col++ {
		s.Hidden = append(s.Hidden, col)
	}
	p := b.NewPage(s)
	title := make([]Cell, form.ProblemRule+2)
	title[0] = Text(form.SheetProblems+"　"+r.fileName(), LookTitle)
	title[form.ProblemRule-1] = Text(form.RoundCaption, Look{})
	title[form.ProblemRule] = Cell{Value: r.round()}
	title[form.ProblemRule+1] = Text(form.TouchedText(r.touched), Look{})
	p.Write(RowOptions{Height: HeightTitle}, title...)
	r.listLine(p, r.summary(), LookCaption)
	r.listLine(p, r.advice(linked), LookNote)
	header := make([]Cell, 0, form.ProblemSame)
	for _, t := range form.ProblemTitles() {
		header = append(header, Text(t, LookHead))
	}
	p.Write(RowOptions{Least: 24}, header...)
	for i, f := range r.findings {
		p.Write(RowOptions{Least: HeightList}, problemRow(i+1, f, linked)...)
	}
	r.offer(p)
	p.Close()
}

// listLine writes a line over the visible columns.
func (r *returning) listLine(p *Page, line string, l Look) {
	width := 0.0
	for _, w := range problemWidths[:form.ProblemAccept] {
		width += w
	}
	l.Wrap = true
	p.Write(RowOptions{Height: float64(LinesIn(line, width))*HeightLine + 8}, Text(line, l))
	p.Merge(1, form.ProblemAccept)
}

// problemRow is one finding. What the file says stays text.
func problemRow(no int, f filing.Finding, linked bool) []Cell {
	level := LookCenter
	tint := severityTints[f.Severity]
	level.Ink, level.Fill, level.Bold = tint.Ink, tint.Fill, true
	position, row, col := Text(positionOf(f), LookCell), Cell{}, Cell{}
	if f.Row > 0 {
		row = Cell{Value: f.Row}
	}
	if f.Col > 0 {
		col = Cell{Value: f.Col}
	}
	if linked && f.Row > 0 {
		to := Place{f.Sheet, max(f.Col, 1), f.Row}
		position = Live(`HYPERLINK(`+Quoted("#"+to.Ref())+`,`+Quoted(positionOf(f))+`)`, Text(positionOf(f), LookLink))
		row = Live("ROW("+to.Ref()+")", row)
		if f.Col > 0 {
			col = Live("COLUMN("+to.Ref()+")", col)
		}
	}
	accept := Cell{Look: LookCenter}
	if f.Suggest != "" && f.Cell != "" {
		accept.Look = LookCenter.Input()
	}
	return []Cell{
		{Value: no, Look: LookCenter}, Text(f.Severity.Word(), level), position, Words(f.Project), Words(f.Column), Words(f.Value),
		Words(f.Message), Words(f.Hint), Words(f.Suggest), accept,
		Text(f.Rule, Look{}), Text(f.Sheet, Look{}), row, col, Text(string(f.ID()), Look{}),
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
func (r *returning) offer(p *Page) {
	dv := excelize.NewDataValidation(true)
	for i, f := range r.findings {
		if f.Suggest != "" && f.Cell != "" {
			dv.SetSqref(At(form.ProblemHeader+1+i, form.ProblemAccept))
		}
	}
	if dv.Sqref == "" || p.Err != nil {
		return
	}
	p.Do(dv.SetDropList([]string{form.AcceptWord}))
	dv.SetInput(form.AcceptWord, "建议值对的，在这里选“"+form.AcceptWord+"”，不用再到表里改。")
	dv.SetError(excelize.DataValidationErrorStyleStop, form.AcceptWord, "只能选“"+form.AcceptWord+"”或留空。")
	p.Do(p.File.AddDataValidation(p.Name, dv))
}
