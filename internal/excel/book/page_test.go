package book

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/excel/exceltest"
)

func TestRowIsNoHigherThanExcelAllows(t *testing.T) {
	for name, startBody := range map[string]bool{"streamed": false, "past excelize": true} {
		t.Run(name, func(t *testing.T) {
			b := New()
			defer b.Close()
			p := b.NewPage(Setup{Name: "表", Widths: []float64{10}})
			if startBody {
				p.StartBody()
			}
			p.Write(RowOptions{}, Words(strings.Repeat("很长的文字。", 900)))
			p.Write(RowOptions{Least: HeightList}, Words("短"))
			p.Close()
			require.NoError(t, b.Err)
			data, err := b.Saved()
			require.NoError(t, err)
			f := exceltest.Opened(t, data)
			for row, want := range map[int]float64{1: HeightMost, 2: HeightList} {
				height, err := f.GetRowHeight("表", row)
				require.NoError(t, err)
				assert.Equal(t, want, height, "row %d", row)
			}
		})
	}
}
