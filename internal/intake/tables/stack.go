package tables

import (
	"cmp"
	"slices"

	"jingpin/internal/intake/values"
	"jingpin/internal/sheet"
)

// headerTexts stacks what the header rows say over each column, merged cells
// spread, equal neighbours in one.
func headerTexts(s *sheet.Sheet, merges merges, top, bottom int) []stack {
	rows := headerRows(s, merges, top, bottom)
	said := ownTexts(merges, rows, top)
	spreadMerges(merges, rows, top)
	spreadParents(rows)
	texts := make([]stack, len(rows[0]))
	levels := make([]string, 0, len(rows)*len(rows[0]))
	for col := range rows[0] {
		from := len(levels)
		for i := range rows {
			if text := rows[i][col]; text != "" && !slices.Contains(levels[from:], text) {
				levels = append(levels, text)
				texts[col].row = top + i
			}
		}
		texts[col].levels, texts[col].lent = slices.Clip(levels[from:]), !said[col]
	}
	return texts
}

// ownTexts tells of each column whether any header text begins in it: the
// further columns of a merged header without children are part of the first.
func ownTexts(merges merges, rows [][]string, top int) []bool {
	said := make([]bool, len(rows[0]))
	for i := range rows {
		for col, text := range rows[i] {
			said[col] = said[col] || text != "" && !merges.covers(top+i, col)
		}
	}
	return said
}

// headerRows are the texts of the rows by column, with room for what merged
// cells spread.
func headerRows(s *sheet.Sheet, merges merges, top, bottom int) [][]string {
	last := 0
	for n := top; n <= bottom; n++ {
		if cells := RowAt(s, n).Cells; len(cells) > 0 {
			last = max(last, int(cells[len(cells)-1].Col))
		}
	}
	for n := top; n <= bottom; n++ {
		for _, m := range merges[n] {
			if m.Left <= last {
				last = max(last, min(m.Right, m.Left+maxSpread))
			}
		}
	}
	rows := make([][]string, bottom-top+1)
	for i := range rows {
		rows[i] = make([]string, last+1)
		for _, c := range RowAt(s, top+i).Cells {
			rows[i][c.Col], _ = values.Clean(c.Text)
		}
	}
	return rows
}

// maxSpread is how many columns a merged header may span.
const maxSpread = 200

// RowAt is a sheet's row by its physical number, without cells if it has none.
func RowAt(s *sheet.Sheet, number int) sheet.Row {
	i, ok := slices.BinarySearchFunc(s.Rows, number, func(r sheet.Row, n int) int { return cmp.Compare(r.Number, n) })
	if !ok {
		return sheet.Row{Number: number}
	}
	return s.Rows[i]
}

// merges are a sheet's merged cells by their first row.
type merges map[int][]sheet.Range

func mergesOf(s *sheet.Sheet) merges {
	ms := merges{}
	for _, m := range s.Merges {
		ms[m.Top] = append(ms[m.Top], m)
	}
	return ms
}

// covers reports a cell that a merged one hides. Some programs leave its text
// there.
func (ms merges) covers(row, col int) bool {
	for _, m := range ms[row] {
		if m.Left < col && col <= m.Right {
			return true
		}
	}
	return false
}

// spreadMerges copies merged header texts over their range.
func spreadMerges(merges merges, rows [][]string, top int) {
	for i := range rows {
		for _, m := range merges[top+i] {
			if m.Left >= len(rows[0]) || rows[i][m.Left] == "" {
				continue
			}
			for n := i; n <= min(m.Bottom-top, len(rows)-1); n++ {
				for col := m.Left; col <= min(m.Right, len(rows[0])-1); col++ {
					rows[n][col] = rows[i][m.Left]
				}
			}
		}
	}
}

// spreadParents lets a parent that is not merged stand over the blank cells
// to its right, as long as those have children.
func spreadParents(rows [][]string) {
	for i := 0; i+1 < len(rows); i++ {
		for col := 2; col < len(rows[i]); col++ {
			left := rows[i][col-1]
			hasChild := rows[i+1][col] != "" && rows[i+1][col-1] != "" && rows[i+1][col-1] != left
			if rows[i][col] == "" && left != "" && hasChild {
				rows[i][col] = left
			}
		}
	}
}
