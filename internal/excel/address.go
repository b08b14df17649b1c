package excel

import (
	"github.com/xuri/excelize/v2"

	"jingpin/internal/plan"
)

// at is the A1 reference of a cell.
func at(row, col int) string { return letters(col) + plan.Count(row) }

// letters are a column's letters.
func letters(col int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		panic(err) // columns come from our own layouts, far from a sheet's edge
	}
	return name
}

// The paper sizes, as the file format counts them.
const (
	paperA3 = 8
	paperA4 = 9
)
