package ooxml

import "jingpin/internal/sheet/grid"

// parseRef reads an A1 reference without dollar signs.
func parseRef(ref []byte) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		letter := ref[i] &^ 0x20
		if letter < 'A' || letter > 'Z' {
			break
		}
		col = col*26 + int(letter-'A') + 1
	}
	row, ok = parseIndex(ref[i:])
	return row, col, ok && 0 < col && col <= grid.MaxCol && 0 < row && row <= grid.MaxRow
}

// parseRange reads "A1:C5", or "A1" as a range of one cell.
func parseRange(ref []byte) (grid.Range, bool) {
	first, last := ref, ref
	for i, b := range ref {
		if b == ':' {
			first, last = ref[:i], ref[i+1:]
			break
		}
	}
	top, left, ok1 := parseRef(first)
	bottom, right, ok2 := parseRef(last)
	return grid.Range{Top: top, Left: left, Bottom: bottom, Right: right}, ok1 && ok2 && top <= bottom && left <= right
}

// parseIndex reads a plain decimal number of at most nine digits.
func parseIndex(digits []byte) (int, bool) {
	if len(digits) == 0 || len(digits) > 9 {
		return 0, false
	}
	n := 0
	for _, d := range digits {
		if d < '0' || d > '9' {
			return 0, false
		}
		n = n*10 + int(d-'0')
	}
	return n, true
}
