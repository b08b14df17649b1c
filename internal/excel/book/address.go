package book

import (
	"github.com/xuri/excelize/v2"

	"jingpin/internal/plan"
)

// At is the A1 reference of a cell.
func At(row, col int) string { return Letters(col) + plan.Count(row) }

// Letters are a column's letters.
func Letters(col int) string {
	name, err := excelize.ColumnNumberToName(col)
	if err != nil {
		panic(err) // columns come from our own layouts, far from a sheet's edge
	}
	return name
}

// The paper sizes, as the file format counts them.
const (
	PaperA3 = 8
	PaperA4 = 9
)

// The lists of tasks that drop-downs of every workbook offer.
const (
	ListTasks      = "重点任务"
	ListTaskTracks = "任务所属行动" // beside listTasks, line by line
)
