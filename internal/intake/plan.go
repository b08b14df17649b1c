package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/tabular"
)

// ReadPlan reads a 方案.xlsx. where is the file's name for messages; the error
// joins a tabular.Fault for every cell that cannot be used.
func ReadPlan(wb *sheet.Workbook, where string) (*plan.Plan, error) {
	var sheets []string
	for _, s := range wb.Sheets {
		sheets = append(sheets, s.Name)
	}
	return plan.ParseWorkbook(where, sheets, PlanTables(wb, where))
}

// PlanTables are the tables of a 方案.xlsx, for plan.Parse: one for each sheet
// that is named after a table. Rows and columns keep their physical places, so
// that a fault names the cell as the office sees it. where is the file's name
// for messages.
func PlanTables(wb *sheet.Workbook, where string) []tabular.Table {
	var tables []tabular.Table
	for _, t := range plan.Builtin().Tables() {
		i := slices.IndexFunc(wb.Sheets, func(s *sheet.Sheet) bool { return strings.TrimSpace(s.Name) == t.Name })
		if i >= 0 {
			tables = append(tables, planTable(wb.Sheets[i], t, where, wb.Date1904))
		}
	}
	return tables
}

// isPlanDefinition reports a workbook that holds tables of a plan definition
// and no plan sheet: a unit's form may have a roster beside it.
func isPlanDefinition(wb *sheet.Workbook) bool {
	const sure = 3 // one of which may look like a plan sheet
	tables := slices.DeleteFunc(PlanTables(wb, ""), func(t tabular.Table) bool { return t.Header == nil })
	return len(tables) >= sure || len(tables) > 0 && len(wb.Sheets) == len(tables)
}

// planTable reads one sheet. The header is the first row that looks like the
// built-in table's, whatever title the office has put above it.
func planTable(s *sheet.Sheet, builtin tabular.Table, where string, date1904 bool) tabular.Table {
	t := tabular.Table{Name: builtin.Name, Where: where}
	for _, r := range s.Rows {
		texts := planCells(r, date1904)
		switch {
		case t.Header == nil && isPlanHeader(texts, builtin.Header):
			t.Header = texts
		case t.Header != nil && strings.TrimSpace(strings.Join(texts, "")) != "":
			t.Rows = append(t.Rows, tabular.Row{Number: r.Number, Cells: texts})
		}
	}
	return t
}

// isPlanHeader reports a row that holds at least two of the titles.
func isPlanHeader(cells, titles []string) bool {
	found := 0
	for _, title := range titles {
		if slices.ContainsFunc(cells, func(c string) bool { return strings.TrimSpace(c) == title }) {
			found++
		}
	}
	return found >= 2
}

// planCells are a row's values from column A on.
func planCells(r sheet.Row, date1904 bool) []string {
	var cells []string
	for _, c := range r.Cells {
		for len(cells) < int(c.Col) {
			cells = append(cells, "")
		}
		cells[c.Col-1] = planValue(c, date1904)
	}
	return cells
}

// planValue is a cell as the plan's CSV files write it: dates as 2023-12-31,
// numbers in their shortest form.
func planValue(c sheet.Cell, date1904 bool) string {
	if y, m, d, ok := c.Date(date1904); ok {
		return fmt.Sprintf("%04d-%02d-%02d", y, m, d)
	}
	if c.Kind != sheet.Number {
		return c.Text
	}
	v, err := strconv.ParseFloat(c.Text, 64)
	if err != nil {
		return c.Text
	}
	return strconv.FormatFloat(v, 'f', -1, 64)
}
