package excel

import (
	"strconv"

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

// ordinal is a small number in hanzi; beyond ten, digits.
func ordinal(n int) string {
	digits := []rune("一二三四五六七八九十")
	if n < 1 || n > len(digits) {
		return strconv.Itoa(n)
	}
	return string(digits[n-1])
}

// The lists of tasks that drop-downs of every workbook offer.
const (
	listTasks      = "重点任务"
	listTaskTracks = "任务所属行动" // beside listTasks, line by line
)
