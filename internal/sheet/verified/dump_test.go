package verified

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"jingpin/internal/sheet"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var update = flag.Bool("update", false, "rewrite the expected dumps in testdata")

// TestDumps reads workbooks that other programs saved and compares everything
// read with a dump that was checked by hand.
func TestDumps(t *testing.T) {
	files, err := filepath.Glob("testdata/workbooks/*.[xo]*s*")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, name := range files {
		if strings.HasSuffix(name, ".txt") {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			require.NoError(t, err)
			wb, err := Open(data, sheet.DefaultLimits)
			require.NoError(t, err)
			got := dump(wb)
			golden := name + ".txt"
			if excel, ok := strings.CutSuffix(name, ".xlsx"); ok {
				golden = excel + ".txt"
			}
			if *update {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o644))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			assert.Equal(t, string(want), got)
			if filepath.Ext(name) == ".xlsx" {
				assertAsExcelize(t, data, wb)
			}
		})
	}
}

var kindNames = map[sheet.Kind]string{
	sheet.Text: "text", sheet.Number: "number", sheet.Bool: "bool", sheet.Error: "error", sheet.ISODate: "iso date", sheet.Missing: "missing",
}

// dump writes a workbook as text, all of it, one thing a line.
func dump(wb *sheet.Workbook) string {
	var b strings.Builder
	fmt.Fprintf(&b, "date1904 %t, macros %t, embedded %t, links %q\n", wb.Date1904, wb.Macros, wb.Embedded, wb.Links)
	for _, name := range slices.Sorted(maps.Keys(wb.Custom)) {
		fmt.Fprintf(&b, "custom %s = %q\n", name, wb.Custom[name])
	}
	if !wb.Saved.IsZero() {
		fmt.Fprintf(&b, "saved %s\n", wb.Saved.Format(time.RFC3339))
	}
	for _, sh := range wb.Sheets {
		fmt.Fprintf(&b, "sheet %q, hidden %t, %d cells\n", sh.Name, sh.Hidden, sh.Count)
		for _, m := range sh.Merges {
			fmt.Fprintf(&b, "  merge %s:%s\n", sheet.Ref(m.Top, m.Left), sheet.Ref(m.Bottom, m.Right))
		}
		for _, c := range sh.HiddenCols {
			fmt.Fprintf(&b, "  hidden columns %s:%s, grouped %t\n", sheet.Column(c.First), sheet.Column(c.Last), c.Grouped)
		}
		for _, n := range sh.Notes {
			fmt.Fprintf(&b, "  note %s by %q: %q\n", sheet.Ref(n.Row, n.Col), n.Author, n.Text)
		}
		for _, k := range sh.Struck {
			fmt.Fprintf(&b, "  struck %s %q of %q, left %q\n", k.Ref(), k.Struck, k.Text, k.Left)
		}
		for _, row := range sh.Rows {
			if row.Hidden || row.Grouped {
				fmt.Fprintf(&b, "  row %d hidden %t, grouped %t\n", row.Number, row.Hidden, row.Grouped)
			}
			for _, c := range row.Cells {
				b.WriteString("  " + dumpCell(c, wb.Date1904) + "\n")
			}
		}
	}
	return b.String()
}

func dumpCell(c sheet.Cell, date1904 bool) string {
	line := fmt.Sprintf("%s %s %q", c.Ref(), kindNames[c.Kind], c.Text)
	if c.Formula {
		line += " formula"
	}
	if c.Format != "" {
		line += fmt.Sprintf(" as %q", c.Format)
	}
	if y, m, d, ok := c.Date(date1904); ok {
		line += fmt.Sprintf(" = %d-%02d-%02d", y, m, d)
	}
	if sheet.IsPercent(c.Format) {
		line += " = percent"
	}
	return line
}
