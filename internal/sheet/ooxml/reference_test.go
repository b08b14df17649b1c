package ooxml

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/sheet/grid"
)

func TestReferences(t *testing.T) {
	for col := 1; col <= grid.MaxCol; col++ {
		want, err := excelize.ColumnNumberToName(col)
		require.NoError(t, err)
		require.Equal(t, want, grid.Column(col))
		row, got, ok := parseRef([]byte(grid.Ref(9, col)))
		require.True(t, ok)
		require.Equal(t, [2]int{9, col}, [2]int{row, got})
	}
	assert.Empty(t, grid.Column(0))
	assert.Empty(t, grid.Column(grid.MaxCol+1))
	assert.Equal(t, "N9", grid.Ref(9, 14))
}

func TestParseRef(t *testing.T) {
	for _, tt := range []struct {
		ref      string
		row, col int // 0 for what is no reference
	}{
		{"A1", 1, 1}, {"XFD1048576", grid.MaxRow, grid.MaxCol}, {"b2", 2, 2}, {"A01", 1, 1},
		{"", 0, 0}, {"A", 0, 0}, {"1", 0, 0}, {"A0", 0, 0}, {"XFE1", 0, 0}, {"A1048577", 0, 0}, {"$A$1", 0, 0}, {"A1 ", 0, 0}, {"A-1", 0, 0}, {"AAAA1", 0, 0}, {"A99999999999999999999", 0, 0}, {"中1", 0, 0},
	} {
		row, col, ok := parseRef([]byte(tt.ref))
		assert.Equal(t, tt.row > 0, ok, tt.ref)
		if ok {
			assert.Equal(t, [2]int{tt.row, tt.col}, [2]int{row, col}, tt.ref)
		}
	}
}

func TestParseRange(t *testing.T) {
	for _, tt := range []struct {
		ref  string
		want grid.Range // zero for none
	}{
		{"A1:C5", grid.Range{Top: 1, Left: 1, Bottom: 5, Right: 3}}, {"B2", grid.Range{Top: 2, Left: 2, Bottom: 2, Right: 2}}, {"A1:A1", grid.Range{Top: 1, Left: 1, Bottom: 1, Right: 1}},
		{"A1:", grid.Range{}}, {":A1", grid.Range{}}, {"B3:A1", grid.Range{Top: 1, Left: 1, Bottom: 3, Right: 2}}, {"B1:A3", grid.Range{Top: 1, Left: 1, Bottom: 3, Right: 2}}, {"$A$1:$C$5", grid.Range{Top: 1, Left: 1, Bottom: 5, Right: 3}},
		{"A:C", grid.Range{Top: 1, Left: 1, Bottom: grid.MaxRow, Right: 3}}, {"$2:$3", grid.Range{Top: 2, Left: 1, Bottom: 3, Right: grid.MaxCol}},
		{"A1:B2:C3", grid.Range{}}, {"A", grid.Range{}}, {"3", grid.Range{}}, {"A:3", grid.Range{}}, {"A1:C", grid.Range{}}, {"XFE:XFE", grid.Range{}}, {"0:3", grid.Range{}}, {"", grid.Range{}}, {":", grid.Range{}},
	} {
		got, ok := parseRange([]byte(tt.ref))
		assert.Equal(t, tt.want != grid.Range{}, ok, tt.ref)
		if ok {
			assert.Equal(t, tt.want, got, tt.ref)
		}
	}
}
