package ooxml

import (
	"bytes"

	"jingpin/internal/sheet"
)

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
	return row, col, ok && 0 < col && col <= sheet.MaxCol && 0 < row && row <= sheet.MaxRow
}

// parseRange reads "A1:C5", or "A1" as a range of one cell, with or without
// dollar signs; "A:C" and "1:3" are whole columns and rows. Its corners may come
// in any order.
func parseRange(ref []byte) (sheet.Range, bool) {
	first, last, pair := bytes.Cut(bytes.ReplaceAll(ref, []byte{'$'}, nil), []byte{':'})
	if !pair {
		last = first
	}
	top, left, ok1 := parseCorner(first, 1, 1)
	bottom, right, ok2 := parseCorner(last, sheet.MaxRow, sheet.MaxCol)
	if ok1 != ok2 || ok1 == noCorner || !pair && ok1 != cellCorner {
		return sheet.Range{}, false
	}
	return sheet.Range{Top: min(top, bottom), Left: min(left, right), Bottom: max(top, bottom), Right: max(left, right)}, true
}

// corner says what a corner of a range names.
type corner uint8

const (
	noCorner corner = iota
	cellCorner
	rowCorner
	columnCorner
)

// parseCorner reads a corner of a range, given the row or the column that it
// has when it does not name one.
func parseCorner(ref []byte, anyRow, anyCol int) (row, col int, kind corner) {
	if row, col, ok := parseRef(ref); ok {
		return row, col, cellCorner
	}
	if row, ok := parseIndex(ref); ok && 0 < row && row <= sheet.MaxRow {
		return row, anyCol, rowCorner
	}
	if _, col, ok := parseRef(append(bytes.Clone(ref), '1')); ok && !bytes.ContainsAny(ref, "0123456789") {
		return anyRow, col, columnCorner
	}
	return 0, 0, noCorner
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
