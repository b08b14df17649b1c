// Package sheettest asserts of a workbook what everybody relies on who reads one,
// whatever file it came from.
package sheettest

import (
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"jingpin/internal/sheet"
)

// Sound asserts that rows and cells ascend and are counted, and that merges lie
// within a sheet.
func Sound(t *testing.T, wb *sheet.Workbook) {
	t.Helper()
	for _, sh := range wb.Sheets {
		row, count := 0, 0
		for _, r := range sh.Rows {
			require.Greater(t, r.Number, row)
			require.LessOrEqual(t, r.Number, sheet.MaxRow)
			require.NotEmpty(t, r.Cells)
			row = r.Number
			count += len(r.Cells)
			soundRow(t, sh, r)
		}
		require.Equal(t, count, sh.Count)
		for _, m := range sh.Merges {
			require.True(t, 0 < m.Top && m.Top <= m.Bottom && m.Bottom <= sheet.MaxRow && 0 < m.Left && m.Left <= m.Right && m.Right <= sheet.MaxCol)
		}
		at := 0
		for _, k := range sh.Struck {
			now := int(k.Row)<<16 + int(k.Col)
			require.Greater(t, now, at)
			at = now
		}
	}
}

func soundRow(t *testing.T, sh *sheet.Sheet, r sheet.Row) {
	t.Helper()
	col := 0
	for _, c := range r.Cells {
		require.Equal(t, r.Number, int(c.Row))
		require.Greater(t, int(c.Col), col)
		col = int(c.Col)
		require.Equal(t, c.Kind == sheet.Missing, c.Text == "")
		require.True(t, utf8.ValidString(c.Text))
		found, ok := sh.At(r.Number, col)
		require.True(t, ok)
		require.Equal(t, c, found)
		c.Date(true)
		sheet.IsPercent(c.Format)
		sheet.ShownParts(c.Format)
		sheet.Scale(c.Format, 1)
	}
}
