package intake_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

// largeSheet writes n rows with all the columns of the form, their tracks and
// tasks in cells merged over so many rows, or in every row when that is 1.
// wrong changes what is typed in a row.
func largeSheet(tb testing.TB, n, merged int, wrong func(i int, r cells)) []byte {
	tb.Helper()
	f := excelize.NewFile()
	w, err := f.NewStreamWriter("Sheet1")
	require.NoError(tb, err)
	columns := plan.Builtin().Columns
	var header []any
	for _, c := range columns {
		title := c.Header
		if c.Parent != "" {
			title = c.Parent + c.Header
		}
		header = append(header, title)
	}
	require.NoError(tb, w.SetRow("A1", []any{"填报单位：管理办", nil, "填报季度：2023年第二季度"}))
	require.NoError(tb, w.SetRow("A2", header))
	model := sound()
	for i := range n {
		r := cells{}
		for k, v := range model.rows[i/max(merged, 1)%4] {
			r[k] = v
		}
		r["no"], r["name"] = i+1, fmt.Sprint(r["name"], "第", i+1, "号")
		if merged > 1 && i%merged != 0 {
			r["track"], r["task"] = nil, nil
		}
		if wrong != nil {
			wrong(i, r)
		}
		row := make([]any, len(columns))
		for j, c := range columns {
			row[j] = r[c.Key]
		}
		require.NoError(tb, w.SetRow(address(1, i+3), row))
	}
	for i := 0; merged > 1 && i < n; i += merged {
		last := min(i+merged, n) + 2
		require.NoError(tb, w.MergeCell(address(3, i+3), address(3, last)))
		require.NoError(tb, w.MergeCell(address(4, i+3), address(4, last)))
	}
	require.NoError(tb, w.Flush())
	var out bytes.Buffer
	require.NoError(tb, f.Write(&out))
	require.NoError(tb, f.Close())
	return out.Bytes()
}

// tooLong is no time that reading takes, but one that only work growing with
// the square of the rows would need.
const tooLong = 30 * time.Second

// Ten thousand rows under merged tasks are read without trouble, and every
// fault stands in its cell.
func TestTenThousandRows(t *testing.T) {
	slowtest.Long(t)
	book := largeSheet(t, 10_000, 40, func(i int, r cells) {
		switch {
		case i%100 == 7:
			r["deadline"] = "年底前"
		case i%100 == 13:
			r["status"] = "差不多了"
		case i == 9999:
			r["name"] = "东园路小区整新第1号"
		}
	})
	start := time.Now()
	sub := judged("管理办.xlsx", book, plan.Builtin(), intake.Options{Quarter: quarter})
	assert.Less(t, time.Since(start), tooLong)
	require.Len(t, sub.Rows, 10_000)
	want := []string{"P03 E10002 error"}
	for i := range 10_000 {
		switch {
		case i%100 == 7:
			want = append(want, fmt.Sprint("T02 ", address(15, i+3), " error"))
		case i%100 == 13:
			want = append(want, fmt.Sprint("Q02 ", address(26, i+3), " error"))
		}
	}
	assert.ElementsMatch(t, want, findings(t, sub))
	assert.Equal(t, 7, sub.Rows[9_900].Project.TaskNo)
}

// BenchmarkRead reads one workbook of a department, whole and from its cells
// on.
func BenchmarkRead(b *testing.B) {
	for _, n := range []int{60, 10_000, 100_000} {
		book := largeSheet(b, n, 1, nil)
		b.Run(fmt.Sprint(n, " rows"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				judged("管理办.xlsx", book, plan.Builtin(), intake.Options{Quarter: quarter})
			}
		})
		b.Run(fmt.Sprint(n, " rows, cells alone"), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				_, err := verified.Open(book, sheet.DefaultLimits)
				require.NoError(b, err)
			}
		})
	}
}
