package intake

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// ReadPlan reads a 方案.xlsx. where is the file's name for messages; the error
// joins a plan.Fault for every cell that cannot be used.
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
func PlanTables(wb *sheet.Workbook, where string) []plan.Table {
	var tables []plan.Table
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
	tables := slices.DeleteFunc(PlanTables(wb, ""), func(t plan.Table) bool { return t.Header == nil })
	return len(tables) >= sure || len(tables) > 0 && len(wb.Sheets) == len(tables)
}

// planTable reads one sheet. The header is the first row that looks like the
// built-in table's, whatever title the office has put above it.
func planTable(s *sheet.Sheet, builtin plan.Table, where string, date1904 bool) plan.Table {
	t := plan.Table{Name: builtin.Name, Where: where}
	for _, r := range s.Rows {
		cells := planCells(r, date1904)
		switch {
		case t.Header == nil && isPlanHeader(cells, builtin.Header):
			t.Header = cells
		case t.Header != nil && strings.TrimSpace(strings.Join(cells, "")) != "":
			t.Rows = append(t.Rows, plan.TableRow{Number: r.Number, Cells: cells})
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
