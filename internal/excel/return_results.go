package excel

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// headerDepth is how many rows above its last a header may have.
const headerDepth = 2

// resultWidth is the width of the column of check results, in characters.
const resultWidth = 46

// removeResults blanks the column of check results of an earlier round. What
// the department wrote in it stays, under its header.
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
			ours, theirs := resultRows(rows, row, i)
			if len(ours) == 0 {
				continue
			}
			if theirs == 0 {
				ours = append(ours, row)
			}
			for _, r := range ours {
				rows[r-1][i] = ""
				if err := m.blank(place{s.Name, i + 1, r}); err != nil {
					return err
				}
			}
			if err := m.untouch(s.Name, i+1); err != nil {
				return err
			}
		}
	}
	return nil
}

// untouch gives a sheet back the width of the column and the panes it had.
func (m *marking) untouch(sheet string, col int) error {
	i := slices.IndexFunc(m.last.Touched, func(t form.Touched) bool { return t.Sheet == sheet })
	if i < 0 {
		return nil
	}
	if err := m.file.SetColWidth(sheet, letters(col), letters(col), m.last.Touched[i].Width); err != nil {
		return err
	}
	if !m.last.Touched[i].Frozen {
		return nil
	}
	return m.file.SetPanes(sheet, &excelize.Panes{})
}

// resultRows are the rows below a header that have a text of ours in a column,
// and how many have another's.
func resultRows(rows [][]string, header, i int) (ours []int, theirs int) {
	for r := header + 1; r <= len(rows); r++ {
		switch {
		case i >= len(rows[r-1]) || rows[r-1][i] == "":
		case form.IsResult(rows[r-1][i]):
			ours = append(ours, r)
		default:
			theirs++
		}
	}
	return ours, theirs
}

func (m *marking) blank(p place) error {
	m.changed[p] = ""
	cell := at(p.row, p.col)
	if err := m.file.SetCellValue(p.sheet, cell, nil); err != nil {
		return err
	}
	return m.file.SetCellStyle(p.sheet, cell, cell, 0)
}

// rows are a sheet's cells as stored, made once.
func (m *marking) rows(name string) ([][]string, error) {
	if rows, ok := m.read[name]; ok {
		return rows, nil
	}
	i := slices.IndexFunc(m.clean.Sheets, func(tab *sheet.Sheet) bool { return tab.Name == name })
	if i < 0 {
		return nil, fmt.Errorf("there is no sheet %s", name)
	}
	var rows [][]string
	for _, row := range m.clean.Sheets[i].Rows {
		for len(rows) < row.Number {
			rows = append(rows, nil)
		}
		cells := make([]string, row.Cells[len(row.Cells)-1].Col)
		for _, c := range row.Cells {
			cells[c.Col-1] = c.Text
		}
		rows[row.Number-1] = cells
	}
	m.read[name] = rows
	return rows, nil
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
			lines = append(lines, form.ResultText(f))
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
	width, err := m.file.GetColWidth(s.Name, letters(col))
	if err != nil {
		return err
	}
	if err := m.file.SetColWidth(s.Name, letters(col), letters(col), resultWidth); err != nil {
		return err
	}
	frozen, err := m.freeze(s)
	m.touched = append(m.touched, form.Touched{Sheet: s.Name, Width: width, Frozen: frozen})
	return err
}

// freeze keeps the header in view, unless the sheet has panes of its own.
func (m *marking) freeze(s filing.Sheet) (bool, error) {
	panes, err := m.file.GetPanes(s.Name)
	if err != nil || panes.Freeze || panes.Split {
		return false, err
	}
	return true, m.file.SetPanes(s.Name, &excelize.Panes{
		Freeze: true, YSplit: s.HeaderRow, TopLeftCell: at(s.HeaderRow+1, 1), ActivePane: "bottomLeft",
	})
}
