package tables

import (
	"testing"

	"jingpin/internal/sheet"

	"github.com/stretchr/testify/assert"
)

// TestValuesHeadNothing tells rows of values typed as text from rows of headers.
func TestValuesHeadNothing(t *testing.T) {
	for text, want := range map[string]bool{
		"约135.81万元": true, "３０万": true, "1.2亿元": true, "45%": true, "2023.6.1": true, "2023-06-30": true, "2023/6/1": true,
		"2023年": false, "2023.6": false, "1-6月": false, "市级": false, "3个": false, "30以上": false, "（万元）": false, "": false,
	} {
		assert.Equal(t, want, isValue(text), text)
	}
	row := func(texts ...string) (r sheet.Row) {
		for i, text := range texts {
			r.Cells = append(r.Cells, sheet.Cell{Col: int16(i + 1), Kind: sheet.Text, Text: text})
		}
		return r
	}
	assert.True(t, hasFigures(row("道路", "约30万元", "45%")))
	assert.False(t, hasFigures(row("道路", "约30万元", "2023年")), "one is not several")
}
