package verified

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"jingpin/internal/sheet"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// TestInputs reads the sample inputs, where they are at hand, and compares
// every cell with what excelize reads of them.
func TestInputs(t *testing.T) {
	files, err := filepath.Glob("../../../../shared/inputs/*/*.xlsx")
	require.NoError(t, err)
	if len(files) == 0 {
		t.Skip("needs ../shared")
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			wb, err := Open(data, sheet.DefaultLimits)
			if err != nil {
				_, openErr := excelize.OpenReader(bytes.NewReader(data))
				assert.Error(t, openErr, "refused here only: %v", err)
				return
			}
			assertAsExcelize(t, data, wb)
		})
	}
}

// assertAsExcelize asserts that excelize reads the same cells of data.
func assertAsExcelize(t *testing.T, data []byte, wb *sheet.Workbook) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	defer func() { assert.NoError(t, f.Close()) }()
	for _, sh := range wb.Sheets {
		rows, err := f.GetRows(sh.Name)
		require.NoError(t, err)
		want := make(map[string]string)
		for i, row := range rows {
			for j, value := range row {
				if value != "" {
					want[sheet.Ref(i+1, j+1)] = value
				}
			}
		}
		got := make(map[string]string)
		for _, row := range sh.Rows {
			for _, c := range row.Cells {
				if c.Kind != sheet.Missing {
					got[c.Ref()] = c.Text
				}
			}
		}
		assert.Equal(t, want, got, sh.Name)
	}
}
