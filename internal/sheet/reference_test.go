package sheet

import (
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func TestReferences(t *testing.T) {
	for col := 1; col <= maxCol; col++ {
		want, err := excelize.ColumnNumberToName(col)
		require.NoError(t, err)
		require.Equal(t, want, Column(col))
		row, got, ok := parseRef([]byte(Ref(9, col)))
		require.True(t, ok)
		require.Equal(t, [2]int{9, col}, [2]int{row, got})
	}
	assert.Empty(t, Column(0))
	assert.Empty(t, Column(maxCol+1))
	assert.Equal(t, "N9", Ref(9, 14))
}

func TestParseRef(t *testing.T) {
	for _, tt := range []struct {
		ref      string
		row, col int // 0 for what is no reference
	}{
		{"A1", 1, 1}, {"XFD1048576", maxRow, maxCol}, {"b2", 2, 2}, {"A01", 1, 1},
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
		want Range // zero for none
	}{
		{"A1:C5", Range{1, 1, 5, 3}}, {"B2", Range{2, 2, 2, 2}}, {"A1:A1", Range{1, 1, 1, 1}},
		{"A1:", Range{}}, {":A1", Range{}}, {"B1:A1", Range{}}, {"A2:A1", Range{}}, {"A1:B2:C3", Range{}}, {"A:A", Range{}},
	} {
		got, ok := parseRange([]byte(tt.ref))
		assert.Equal(t, tt.want != Range{}, ok, tt.ref)
		if ok {
			assert.Equal(t, tt.want, got, tt.ref)
		}
	}
}

func TestRangeContains(t *testing.T) {
	r := Range{Top: 2, Left: 2, Bottom: 3, Right: 4}
	assert.True(t, r.Contains(2, 2))
	assert.True(t, r.Contains(3, 4))
	for _, outside := range [][2]int{{1, 2}, {4, 2}, {2, 1}, {2, 5}} {
		assert.False(t, r.Contains(outside[0], outside[1]), outside)
	}
}
