package returns

import (
	"fmt"
	"slices"

	"jingpin/internal/excel/book"
	"jingpin/internal/form"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
)

// compare makes sure that marking lost nothing: every cell the department sent
// is still there, as it was, in a workbook that our own reader finds whole.
func (m *marking) compare(marked []byte) error {
	after, err := verified.Open(marked, sheet.DefaultLimits)
	if err != nil {
		return err
	}
	left := map[string]*sheet.Sheet{}
	for _, tab := range after.Sheets {
		left[tab.Name] = tab
	}
	for _, tab := range m.clean.Sheets {
		if slices.Contains(m.old, tab.Name) || tab.Name == form.SheetIdentity {
			continue
		}
		if err := m.sameCells(tab, left[tab.Name]); err != nil {
			return err
		}
	}
	return nil
}

// sameCells compares a sheet of two workbooks, but for what we changed.
func (m *marking) sameCells(was, is *sheet.Sheet) error {
	if is == nil {
		return fmt.Errorf("%s was lost in marking", was.Name)
	}
	for _, row := range was.Rows {
		for _, c := range row.Cells {
			value, formula := c.Text, c.Formula
			if now, changed := m.changed[book.CellRef{Sheet: was.Name, Col: int(c.Col), Row: row.Number}]; changed {
				value, formula = now, false
			}
			if value == "" && !formula { // ours, and taken off
				continue
			}
			found, _ := is.At(row.Number, int(c.Col))
			if found.Text != value || found.Formula != formula {
				return fmt.Errorf("%s!%s was lost in marking", was.Name, c.Ref())
			}
		}
	}
	return nil
}
