package excel

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// headerDepth is how many rows above its last a header may have.
const headerDepth = 2

// resultWidth is the width of the column of check results, in characters.
const resultWidth = 46

// removeResults blanks the column of check results of an earlier round.
func (m *marking) removeResults(s filing.Sheet) error {
	rows, err := m.rows(s.Name)
	if err != nil {
		return err
	}
	for row := max(1, s.HeaderRow-headerDepth); row <= min(s.HeaderRow, len(rows)); row++ {
		for i, value := range rows[row-1] {
			if plan.Key(value) != plan.Key(form.ResultHeader) {
				continue
			}
			for r := row; r <= len(rows); r++ {
				if i >= len(rows[r-1]) {
					continue
				}
				rows[r-1][i] = ""
				if err := m.blank(s.Name, at(r, i+1)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (m *marking) blank(sheet, cell string) error {
	if err := m.file.SetCellValue(sheet, cell, nil); err != nil {
		return err
	}
	return m.file.SetCellStyle(sheet, cell, cell, 0)
}

// rows are a sheet's cells as stored, read once.
func (m *marking) rows(sheet string) ([][]string, error) {
	if rows, ok := m.read[sheet]; ok {
		return rows, nil
	}
	rows, err := m.file.GetRows(sheet, excelize.Options{RawCellValue: true})
	m.read[sheet] = rows
	return rows, err
}

// writeResults writes each plan sheet's column of check results right of its
// header, in the rows that have findings.
func (m *marking) writeResults() error {
	for _, s := range m.sub.Sheets {
		byRow := m.resultsOf(s)
		if len(byRow) == 0 {
			continue
		}
		rows, err := m.rows(s.Name)
		if err != nil {
			return err
		}
		col := freeColumn(rows, s)
		m.results[s.Name] = col
		if err := m.writeColumn(s, col, byRow); err != nil {
			return err
		}
	}
	return nil
}

// resultsOf are the findings of a sheet's project rows, by row.
func (m *marking) resultsOf(s filing.Sheet) map[int][]filing.Finding {
	byRow := map[int][]filing.Finding{}
	for _, f := range m.findings {
		if f.Sheet == s.Name && f.Row > s.HeaderRow {
			byRow[f.Row] = append(byRow[f.Row], f)
		}
	}
	return byRow
}

// freeColumn is the first column right of the header with nothing in it from
// the header down.
func freeColumn(rows [][]string, s filing.Sheet) int {
	col := 1
	for _, letter := range s.Columns {
		if n, err := excelize.ColumnNameToNumber(letter); err == nil {
			col = max(col, n+1)
		}
	}
	for row := max(1, s.HeaderRow-headerDepth); row <= len(rows); row++ {
		for i, value := range rows[row-1] {
			if value != "" {
				col = max(col, i+2)
			}
		}
	}
	return col
}

// writeColumn writes the findings a row to a line: nothing stands to their
// right, so a line shows whole without the row growing.
func (m *marking) writeColumn(s filing.Sheet, col int, byRow map[int][]filing.Finding) error {
	looks := newStyles(m.file)
	head, err := looks.id(lookHead.muted())
	if err != nil {
		return err
	}
	top := at(s.HeaderRow, col)
	if err := m.file.SetCellStr(s.Name, top, form.ResultHeader); err != nil {
		return err
	}
	if err := m.file.SetCellStyle(s.Name, top, top, head); err != nil {
		return err
	}
	for _, row := range slices.Sorted(maps.Keys(byRow)) {
		findings := byRow[row]
		var lines []string
		l := look{middle: true, ink: inkYellow}
		for _, f := range findings {
			lines = append(lines, f.Severity.Word()+"："+f.Message)
			if f.Severity == plan.Error {
				l.ink = inkRed
			}
		}
		style, err := looks.id(l)
		if err != nil {
			return err
		}
		cell := at(row, col)
		if err := m.file.SetCellStr(s.Name, cell, form.CellText(strings.Join(lines, "　"))); err != nil {
			return err
		}
		if err := m.file.SetCellStyle(s.Name, cell, cell, style); err != nil {
			return err
		}
	}
	if err := m.file.SetColWidth(s.Name, letters(col), letters(col), resultWidth); err != nil {
		return err
	}
	return m.freeze(s)
}

// freeze keeps the header in view, unless the sheet has panes of its own.
func (m *marking) freeze(s filing.Sheet) error {
	panes, err := m.file.GetPanes(s.Name)
	if err != nil || panes.Freeze || panes.Split {
		return err
	}
	return m.file.SetPanes(s.Name, &excelize.Panes{
		Freeze: true, YSplit: s.HeaderRow, TopLeftCell: at(s.HeaderRow+1, 1), ActivePane: "bottomLeft",
	})
}

// compare makes sure that marking lost nothing: every cell the department sent
// is still there, as it was.
func (m *marking) compare(clean, marked []byte) error {
	before, err := excelize.OpenReader(bytes.NewReader(clean))
	if err != nil {
		return err
	}
	defer before.Close()
	after, err := excelize.OpenReader(bytes.NewReader(marked))
	if err != nil {
		return err
	}
	defer after.Close()
	for _, sheet := range before.GetSheetList() {
		if sheet == form.SheetProblems || sheet == form.SheetIdentity {
			continue
		}
		if err := sameCells(before, after, sheet, m.results[sheet]); err != nil {
			return err
		}
	}
	return nil
}

// sameCells compares a sheet of two workbooks, but for our column.
func sameCells(before, after *excelize.File, sheet string, ours int) error {
	was, err := before.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	is, err := after.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		return err
	}
	for r, row := range was {
		for c, value := range row {
			if value == "" || c+1 == ours || plan.Key(row[c]) == plan.Key(form.ResultHeader) {
				continue
			}
			if r >= len(is) || c >= len(is[r]) || is[r][c] != value {
				return fmt.Errorf("%s!%s was lost in marking", sheet, at(r+1, c+1))
			}
		}
	}
	return nil
}
