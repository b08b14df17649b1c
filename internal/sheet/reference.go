package sheet

import "strconv"

// The bounds of every worksheet.
const (
	MaxRow = 1 << 20
	MaxCol = 1 << 14
)

// Column returns the letters of a column: 1 is "A", 14 is "N". It returns ""
// for a column that no worksheet has.
func Column(n int) string {
	if n < 1 || n > MaxCol {
		return ""
	}
	var letters [3]byte
	i := len(letters)
	for ; n > 0; n = (n - 1) / 26 {
		i--
		letters[i] = byte('A' + (n-1)%26)
	}
	return string(letters[i:])
}

// Ref returns the A1 reference of a cell: row 9, column 14 is "N9".
func Ref(row, col int) string {
	return Column(col) + strconv.Itoa(row)
}
