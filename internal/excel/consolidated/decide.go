package consolidated

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// TypedLine is what the office types into one line of a sheet that it works in.
type TypedLine struct {
	Page string       // one of form's that is a list
	Line []TitledText // the cells that tell the line from all others
	Type []TitledText // what is typed into it
	Add  bool         // a line that is not there is added below the last, with what tells it
}

// TitledText is a text under a column's title, "" for a blank.
type TitledText struct{ Title, Text string }

// ErrNoSheet says that a workbook lacks a sheet of ours.
var ErrNoSheet = errors.New("汇总表里少了一张表，请先重新出报告")

// Enter types into a consolidated workbook, as if the office had done so.
func Enter(book []byte, entries ...TypedLine) ([]byte, error) {
	f, err := excelize.OpenReader(bytes.NewReader(book))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for _, e := range entries {
		if err := e.enter(f); err != nil {
			return nil, err
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func (e TypedLine) enter(f *excelize.File) error {
	page := form.PageNamed(e.Page)
	var last *typedList
	for _, sheet := range f.GetSheetList() {
		if sheet != e.Page && !strings.HasPrefix(sheet, e.Page+"(") {
			continue
		}
		l, err := listIn(f, sheet, page)
		if err != nil {
			return err
		}
		if l == nil {
			continue
		}
		if row := l.line(e.Line); row > 0 {
			return l.set(f, row, e.Type)
		}
		last = l
	}
	switch {
	case last == nil:
		return ErrNoSheet
	case !e.Add:
		return nil
	}
	return last.set(f, last.free(), slices.Concat(e.Line, e.Type))
}

// typedList is a list of the workbook as it stands.
type typedList struct {
	sheet   string
	rows    [][]string
	header  int            // its row, counted from 1
	columns map[string]int // by title, counted from 1
	typed   []string       // the titles that are read back
}

// listIn is the list of a sheet, nil where its header is gone.
func listIn(f *excelize.File, sheet string, page form.OfficeSheet) (*typedList, error) {
	rows, err := f.GetRows(sheet)
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		if slices.ContainsFunc(page.Known, func(title string) bool { return !slices.Contains(row, title) }) {
			continue
		}
		l := &typedList{sheet: sheet, rows: rows, header: i + 1, columns: map[string]int{}}
		for col, title := range row {
			if at := page.Place(title); at > 0 {
				l.columns[title] = col + 1
				if page.List[at-1].Read {
					l.typed = append(l.typed, title)
				}
			}
		}
		return l, nil
	}
	return nil, nil
}

// text is what stands under a title in a row.
func (l *typedList) text(row int, title string) string {
	if col := l.columns[title]; col > 0 && row <= len(l.rows) && col <= len(l.rows[row-1]) {
		return strings.TrimSpace(l.rows[row-1][col-1])
	}
	return ""
}

// line is the row that holds all of these, 0 for none.
func (l *typedList) line(cells []TitledText) int {
	for row := l.header + 1; row <= len(l.rows); row++ {
		if !slices.ContainsFunc(cells, func(c TitledText) bool { return l.text(row, c.Title) != strings.TrimSpace(form.CellText(c.Text)) }) {
			return row
		}
	}
	return 0
}

// free is the first row below the header in which nothing stands that is read
// back.
func (l *typedList) free() int {
	row := l.header + 1
	for slices.ContainsFunc(l.typed, func(title string) bool { return l.text(row, title) != "" }) {
		row++
	}
	return row
}

func (l *typedList) set(f *excelize.File, row int, cells []TitledText) error {
	for _, c := range cells {
		col := l.columns[c.Title]
		if col == 0 {
			return ErrNoSheet
		}
		cell, err := excelize.CoordinatesToCellName(col, row)
		if err != nil {
			return err
		}
		var value any // a blank
		if c.Text != "" {
			value = form.CellText(c.Text)
		}
		if err := f.SetCellValue(l.sheet, cell, value); err != nil {
			return err
		}
	}
	return nil
}

// Decided is a decision about a conflict. Where 待办 says another, that would
// go, so it is cleared there. An empty choice leaves the conflict open again.
func Decided(d filing.Decision) []TypedLine {
	line := []TitledText{{form.ColRule, d.Rule}, {form.ColKey, d.Key}}
	return []TypedLine{
		{Page: form.PageConflicts, Line: line, Type: []TitledText{{form.ColChoice, d.Choice}, {form.ColDecidedBy, d.Basis}}, Add: true},
		{Page: form.PageDesk, Line: line, Type: []TitledText{{form.ColDecide, ""}, {form.ColDecidedBy, ""}}},
	}
}

// MarkedSent is an errand that has been sent, or has not after all.
func MarkedSent(s filing.Sent, sent bool) []TypedLine {
	mark := ""
	switch {
	case sent && s.Day != 0:
		mark = s.Day.Chinese()
	case sent:
		mark = "√"
	}
	return []TypedLine{{Page: form.PageDesk, Line: []TitledText{{form.ColErrand, s.What}}, Type: []TitledText{{form.ColSent, mark}}, Add: sent}}
}

// Changed is a change of the plan with its basis and the day it was approved.
func Changed(c filing.Change) []TypedLine {
	return []TypedLine{{
		Page: form.PageChanges, Line: changeLine(c), Type: []TitledText{{form.ColBasis, c.Basis}, {form.ColApproved, c.Approved.Chinese()}}, Add: true,
	}}
}

// Unchanged takes a line of 项目变更 out again.
func Unchanged(c filing.Change) []TypedLine {
	blank := []TitledText{{form.ColBasis, ""}, {form.ColApproved, ""}}
	for _, cell := range changeLine(c) {
		blank = append(blank, TitledText{cell.Title, ""})
	}
	return []TypedLine{{Page: form.PageChanges, Line: append(changeLine(c), TitledText{form.ColBasis, c.Basis}), Type: blank}}
}

func changeLine(c filing.Change) []TitledText {
	return []TitledText{{form.ColKind, c.Kind}, {form.ColOld, c.Old}, {form.ColNew, c.New}, {form.ColBefore, c.Before}, {form.ColAfter, c.After}}
}

// LetPass is an exception that the office grants.
func LetPass(e plan.Exception) []TypedLine {
	expires := ""
	if e.Expires != 0 {
		expires = e.Expires.Chinese()
	}
	return []TypedLine{{Page: form.PageExceptions, Line: exceptionLine(e), Type: []TitledText{{form.ColExpires, expires}}, Add: true}}
}

// Withdraw takes an exception back.
func Withdraw(e plan.Exception) []TypedLine {
	blank := []TitledText{{form.ColExpires, ""}}
	for _, cell := range exceptionLine(e) {
		blank = append(blank, TitledText{cell.Title, ""})
	}
	return []TypedLine{{Page: form.PageExceptions, Line: exceptionLine(e), Type: blank}}
}

func exceptionLine(e plan.Exception) []TitledText {
	return []TitledText{{form.ColRule, e.Rule}, {form.ColUnit, e.Unit}, {form.ColProject, e.Project}, {form.ColPassedBy, e.ApprovedBy}, {form.ColWhy, e.Reason}}
}
