package returns

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// headerDepth is how many rows above its last a header may have.
const headerDepth = 2

// resultWidth is the width of the column of check results, in characters.
const resultWidth = 46

// removeResults takes the columns of check results of an earlier round off.
func (m *marking) removeResults() error {
	m.takeLast()
	for _, s := range m.sub.Sheets {
		part, ok := m.sheets[s.Name]
		if !ok {
			return errUnmarkable
		}
		data, err := m.without(s, m.parts.Data[part])
		if err != nil {
			return err
		}
		m.parts.Put(part, data)
	}
	return nil
}

// without is a sheet's part without check results of an earlier round. What the
// department wrote in their column stays, under its header.
func (m *marking) without(s filing.PlanSheet, part []byte) ([]byte, error) {
	rows, err := m.rows(s.Name)
	if err != nil {
		return nil, err
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
			off := map[int][]byte{}
			for _, r := range ours {
				off[r] = nil
				rows[r-1][i] = ""
				m.changed[book.CellRef{Sheet: s.Name, Col: i + 1, Row: r}] = ""
			}
			if part, err = setColumn(part, i+1, off); err != nil {
				return nil, err
			}
			if part, err = m.untouched(s.Name, i+1, part); err != nil {
				return nil, err
			}
		}
	}
	return part, nil
}

// untouched gives a sheet's part back the width of the column and the panes it
// had.
func (m *marking) untouched(sheet string, col int, part []byte) ([]byte, error) {
	i := slices.IndexFunc(m.last.Touched, func(t form.Touched) bool { return t.Sheet == sheet })
	if i < 0 {
		return part, nil
	}
	part, err := setWidth(part, col, m.last.Touched[i].Width)
	if err != nil || !m.last.Touched[i].Frozen {
		return part, err
	}
	return setPanes(part, 0)
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

// results is a column of check results: its cells' XML by row, and the row that
// is to stay in view, 0 for a sheet that has panes of its own.
type results struct {
	sheet  string
	col    int
	cells  map[int][]byte
	frozen int
}

// put puts the column into its sheet's part.
func (r results) put(part []byte) ([]byte, error) {
	part, err := setColumn(part, r.col, r.cells)
	if err != nil {
		return nil, err
	}
	if part, err = setWidth(part, r.col, resultWidth); err != nil || r.frozen == 0 {
		return part, err
	}
	return setPanes(part, r.frozen)
}

// findResults settles each plan sheet's column of check results, right of its
// header, in the rows that have findings.
func (m *marking) findResults() error {
	for _, s := range m.sub.Sheets {
		byRow := m.resultsOf(s)
		if len(byRow) == 0 {
			continue
		}
		rows, err := m.rows(s.Name)
		if err != nil {
			return err
		}
		r := results{sheet: s.Name, col: m.passable(s, m.freeColumn(rows, s))}
		if r.cells, err = m.resultCells(s.HeaderRow, r.col, byRow); err != nil {
			return err
		}
		part := m.parts.Data[m.sheets[s.Name]]
		width, err := widthOf(part, r.col)
		if err != nil {
			return err
		}
		own, err := hasPanes(part)
		if err != nil {
			return err
		}
		if !own {
			r.frozen = s.HeaderRow
		}
		m.results = append(m.results, r)
		m.touched = append(m.touched, form.Touched{Sheet: s.Name, Width: width, Frozen: !own})
	}
	return nil
}

// resultsOf are the findings of a sheet's project rows, by row.
func (m *marking) resultsOf(s filing.PlanSheet) map[int][]filing.Finding {
	byRow := map[int][]filing.Finding{}
	for _, f := range m.findings {
		if f.Sheet == s.Name && f.Row > s.HeaderRow {
			byRow[f.Row] = append(byRow[f.Row], f)
		}
	}
	return byRow
}

// farOff is how many columns apart from the table something is none of it.
const farOff = 16

// freeColumn is the first column right of the header with nothing in it from
// the header down, nor in those behind it as far as the table goes: results are
// blank at times, so formulas count too.
func (m *marking) freeColumn(rows [][]string, s filing.PlanSheet) int {
	col, used := 1, map[int]bool{}
	for _, letter := range s.Columns {
		if n, err := excelize.ColumnNameToNumber(letter); err == nil {
			col = max(col, n+1)
		}
	}
	for row := max(1, s.HeaderRow-headerDepth); row <= len(rows); row++ {
		for i, value := range rows[row-1] {
			if value != "" {
				used[i+1] = true
			}
		}
	}
	for _, row := range m.tab(s).Rows {
		for _, c := range row.Cells {
			if c.Formula && row.Number >= s.HeaderRow-headerDepth {
				used[int(c.Col)] = true
			}
		}
	}
	for _, c := range slices.Sorted(maps.Keys(used)) {
		if c >= col+farOff {
			break
		}
		col = max(col, c+1)
	}
	return col
}

// tab is a sheet as our own reader read it.
func (m *marking) tab(s filing.PlanSheet) *sheet.Sheet {
	return m.clean.Sheets[slices.IndexFunc(m.clean.Sheets, func(tab *sheet.Sheet) bool { return tab.Name == s.Name })]
}

// passable is the first column from one on that is not hidden. Where all columns
// to the right are hidden, as people do to end a sheet, one is shown.
func (m *marking) passable(s filing.PlanSheet, col int) int {
	for _, hidden := range m.tab(s).HiddenCols {
		if hidden.First <= col && col <= hidden.Last && hidden.Last < sheet.DefaultLimits.Columns {
			col = hidden.Last + 1
		}
	}
	return col
}

// resultCells are the findings a row to a line: nothing stands to their right,
// so a line shows whole without the row growing.
func (m *marking) resultCells(header, col int, byRow map[int][]filing.Finding) (map[int][]byte, error) {
	looks := book.NewStyles(m.file)
	cells := map[int][]byte{}
	put := func(row int, text string, l book.Look) error {
		style, err := looks.ID(l)
		var b book.Body
		c := book.Text(text, l)
		b.Cell(row, col-1, &c, style)
		cells[row] = b.Rows
		return err
	}
	if err := put(header, form.ResultHeader, book.LookHead.Muted()); err != nil {
		return nil, err
	}
	for _, row := range slices.Sorted(maps.Keys(byRow)) { // styles are numbered as they come
		var lines []string
		l := book.Look{Middle: true, Ink: book.InkYellow}
		for _, f := range byRow[row] {
			lines = append(lines, form.ResultText(f))
			if f.Severity == plan.Error {
				l.Ink = book.InkRed
			}
		}
		if err := put(row, strings.Join(lines, "　"), l); err != nil {
			return nil, err
		}
	}
	return cells, nil
}
