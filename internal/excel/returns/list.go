package returns

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// problemWidths are the widths of 问题清单's columns.
var problemWidths = []float64{6, 9, 20, 24, 16, 20, 40, 44, 18, 9, 28, 8, 14, 8, 8, 20, 12}

// addList adds 问题清单 as the first sheet and opens the file on it.
func (m *marking) addList() error {
	m.list = m.freeName()
	b := book.Of(m.file)
	m.writeList(b, true)
	if b.Err != nil {
		return b.Err
	}
	m.showMarked()
	m.moveFirst()
	m.renumberNames()
	return nil
}

// showMarked takes sheets with marks out of hiding.
func (m *marking) showMarked() {
	sheets := m.file.WorkBook.Sheets.Sheet
	for i := range sheets {
		if len(m.badCells(sheets[i].Name)) > 0 {
			sheets[i].State = ""
		}
	}
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
	b := book.New()
	defer b.File.Close()
	r.writeList(b, false)
	if b.Err != nil {
		return nil, b.Err
	}
	return b.Saved()
}

// writeList writes 问题清单, with links where the cells are in the workbook.
func (r *returning) writeList(b *book.Book, linked bool) {
	s := book.Setup{Name: r.list, Widths: problemWidths, FreezeRows: form.ProblemHeader, Tab: book.InkRed,
		TitleRows: fmt.Sprintf("$%d:$%d", form.ProblemHeader, form.ProblemHeader)}
	for col := form.ProblemRule; col <= form.ProblemAlso; col++ {
		s.Hidden = append(s.Hidden, col)
	}
	p := b.NewPage(s)
	title := make([]book.Cell, form.ProblemRule+2)
	title[0] = book.Text(form.SheetProblems+"　"+r.fileName(), book.LookTitle)
	title[form.ProblemRule-1] = book.Text(form.RoundCaption, book.Look{})
	title[form.ProblemRule] = book.Cell{Value: r.round()}
	title[form.ProblemRule+1] = book.Text(form.TouchedText(r.touched), book.Look{})
	p.Write(book.RowOptions{Height: book.HeightTitle}, title...)
	r.listLine(p, r.summary().Summary(), book.LookCaption)
	r.listLine(p, r.advice(linked), book.LookNote)
	header := make([]book.Cell, 0, form.ProblemAlso)
	for _, t := range form.ProblemTitles() {
		header = append(header, book.Text(t, book.LookHead))
	}
	p.Write(book.RowOptions{Least: 24}, header...)
	for i, f := range slices.Concat(r.findings, form.Answered(r.sub.Findings), r.kept()) {
		p.Write(book.RowOptions{Least: book.HeightList}, r.problemRow(i+1, f, linked)...)
	}
	r.offer(p)
	p.Close()
}

// kept are the findings of the round before that have been answered and that
// this one did not look for: their answers hold until it is known better.
func (r *returning) kept() []filing.Finding {
	if r.merged {
		return nil
	}
	var kept []filing.Finding
	for _, l := range r.last.Listed {
		if l.Answer == "" || !l.GoesBeyond() || slices.ContainsFunc(r.sub.Findings, func(f filing.Finding) bool { return f.ID() == l.ID }) {
			continue
		}
		f := filing.Finding{
			Rule: l.Rule, Severity: plan.Note, Sheet: l.Sheet, Project: l.Project, Key: l.ID.Row(), Column: l.Column,
			Value: l.Value, Message: l.Message, Hint: l.Hint, Suggest: l.Suggest, Answer: l.Answer,
		}
		if slices.ContainsFunc(r.sub.Sheets, func(s filing.PlanSheet) bool { return s.Name == l.Sheet }) && l.Row > 0 {
			f.Row, f.Col = l.Row, l.Col
			if l.Col > 0 {
				f.Cell = book.At(l.Row, l.Col)
			}
		}
		kept = append(kept, f)
	}
	return kept
}

// listLine writes a line over the visible columns.
func (r *returning) listLine(p *book.Page, line string, l book.Look) {
	width := 0.0
	for _, w := range problemWidths[:form.ProblemAnswer] {
		width += w
	}
	l.Wrap = true
	p.Write(book.RowOptions{Height: float64(book.LinesIn(line, width))*book.HeightLine + 8}, book.Text(line, l))
	p.Merge(1, form.ProblemAnswer)
}

// problemRow is one finding. What the file says stays text.
func (r *returning) problemRow(no int, f filing.Finding, linked bool) []book.Cell {
	level := book.LookCenter.Muted()
	if tint, open := severityTints[f.Severity]; open {
		level.Ink, level.Fill, level.Bold = tint.Ink, tint.Fill, true
	}
	position, row, col := book.Text(positionOf(f), book.LookCell), book.Cell{}, book.Cell{}
	if f.Row > 0 {
		row = book.Cell{Value: f.Row}
	}
	if f.Col > 0 {
		col = book.Cell{Value: f.Col}
	}
	if linked && f.Row > 0 {
		to := book.CellRef{Sheet: f.Sheet, Col: cmp.Or(f.Col, r.firstShown(f.Sheet)), Row: f.Row}
		position = book.Live(`HYPERLINK(`+book.Quoted("#"+to.Ref())+`,`+book.Quoted(positionOf(f))+`)`, book.Text(positionOf(f), book.LookLink))
		row = book.Live("ROW("+to.Ref()+")", row)
		if f.Col > 0 {
			col = book.Live("COLUMN("+to.Ref()+")", col)
		}
	}
	accept := book.Cell{Look: book.LookCenter}
	if f.Suggest != "" && f.Cell != "" && !f.IsAnswered() {
		accept.Look = book.LookCenter.Input()
	}
	answer := book.Words(f.Answer)
	if linked {
		answer = answer.Restyle(book.Look.Input)
	}
	return []book.Cell{
		{Value: no, Look: book.LookCenter}, book.Text(f.Level(), level), position, book.Words(f.Project), book.Words(f.Column), book.Words(f.Value),
		book.Words(f.Message), book.Words(f.Hint), book.Words(f.Suggest), accept, answer,
		book.Text(f.Rule, book.Look{}), book.Text(f.Sheet, book.Look{}), row, col, book.Text(string(f.ID()), book.Look{}), book.Text(form.CorrectionsText(f.AlsoMend), book.Look{}),
	}
}

// firstShown is the first column of a sheet that people see.
func (r *returning) firstShown(name string) int {
	if r.shown == nil {
		return 1
	}
	return r.shown(name)
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
func (r *returning) offer(p *book.Page) {
	dv := excelize.NewDataValidation(true)
	for i, f := range r.findings {
		if f.Suggest != "" && f.Cell != "" {
			dv.SetSqref(book.At(form.ProblemHeader+1+i, form.ProblemAccept))
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
