package excel

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestRowIsNoHigherThanExcelAllows(t *testing.T) {
	for name, startBody := range map[string]bool{"streamed": false, "past excelize": true} {
		t.Run(name, func(t *testing.T) {
			b := newBook()
			defer b.close()
			p := b.newPage(setup{name: "表", widths: []float64{10}})
			if startBody {
				p.startBody()
			}
			p.write(rowOptions{}, words(strings.Repeat("很长的文字。", 900)))
			p.write(rowOptions{least: heightList}, words("短"))
			p.close()
			require.NoError(t, b.err)
			data, err := b.saved()
			require.NoError(t, err)
			f := opened(t, data)
			for row, want := range map[int]float64{1: heightMost, 2: heightList} {
				height, err := f.GetRowHeight("表", row)
				require.NoError(t, err)
				assert.Equal(t, want, height, "row %d", row)
			}
		})
	}
}
