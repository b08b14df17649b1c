package ooxml

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/sheet"
)

func TestReferences(t *testing.T) {
	for col := 1; col <= sheet.MaxCol; col++ {
		want, err := excelize.ColumnNumberToName(col)
		require.NoError(t, err)
		require.Equal(t, want, sheet.Column(col))
		row, got, ok := parseRef([]byte(sheet.Ref(9, col)))
		require.True(t, ok)
		require.Equal(t, [2]int{9, col}, [2]int{row, got})
	}
	assert.Empty(t, sheet.Column(0))
	assert.Empty(t, sheet.Column(sheet.MaxCol+1))
	assert.Equal(t, "N9", sheet.Ref(9, 14))
}

func TestParseRef(t *testing.T) {
	for _, tt := range []struct {
		ref      string
		row, col int // 0 for what is no reference
	}{
		{"A1", 1, 1}, {"XFD1048576", sheet.MaxRow, sheet.MaxCol}, {"b2", 2, 2}, {"A01", 1, 1},
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
		want sheet.Range // zero for none
	}{
		{"A1:C5", sheet.Range{Top: 1, Left: 1, Bottom: 5, Right: 3}}, {"B2", sheet.Range{Top: 2, Left: 2, Bottom: 2, Right: 2}}, {"A1:A1", sheet.Range{Top: 1, Left: 1, Bottom: 1, Right: 1}},
		{"A1:", sheet.Range{}}, {":A1", sheet.Range{}}, {"B3:A1", sheet.Range{Top: 1, Left: 1, Bottom: 3, Right: 2}}, {"B1:A3", sheet.Range{Top: 1, Left: 1, Bottom: 3, Right: 2}}, {"$A$1:$C$5", sheet.Range{Top: 1, Left: 1, Bottom: 5, Right: 3}},
		{"A:C", sheet.Range{Top: 1, Left: 1, Bottom: sheet.MaxRow, Right: 3}}, {"$2:$3", sheet.Range{Top: 2, Left: 1, Bottom: 3, Right: sheet.MaxCol}},
		{"A1:B2:C3", sheet.Range{}}, {"A", sheet.Range{}}, {"3", sheet.Range{}}, {"A:3", sheet.Range{}}, {"A1:C", sheet.Range{}}, {"XFE:XFE", sheet.Range{}}, {"0:3", sheet.Range{}}, {"", sheet.Range{}}, {":", sheet.Range{}},
	} {
		got, ok := parseRange([]byte(tt.ref))
		assert.Equal(t, tt.want != sheet.Range{}, ok, tt.ref)
		if ok {
			assert.Equal(t, tt.want, got, tt.ref)
		}
	}
}
