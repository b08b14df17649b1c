package verified

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"
	"time"

	"jingpin/internal/sheet"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

// table writes a workbook of rows × 33 cells like a filled form: mostly text,
// with numbers, dates and percentages.
func table(tb testing.TB, rows int) []byte {
	tb.Helper()
	f := excelize.NewFile()
	sw, err := f.NewStreamWriter("Sheet1")
	require.NoError(tb, err)
	date, err := f.NewStyle(&excelize.Style{NumFmt: 31})
	require.NoError(tb, err)
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
	require.NoError(tb, err)
	words := []any{"形态改善行动", "提高小区环境品质", "城建中心(房管办)", "在建", "重点", "工程类", "已落实"}
	for row := 1; row <= rows; row++ {
		cells := make([]any, 33)
		for col := range cells {
			switch n := row*33 + col; {
			case col%5 == 0:
				cells[col] = fmt.Sprintf("第%d项:完成方案设计和居民征询,进入施工图审查,累计完成道路绿化恢复%d处。", n, n%17)
			case col%5 == 1:
				cells[col] = float64(n%100_000) / 100
			case col == 7:
				cells[col] = excelize.Cell{StyleID: date, Value: 45000 + n%900}
			case col == 8:
				cells[col] = excelize.Cell{StyleID: percent, Value: float64(n%101) / 100}
			default:
				cells[col] = words[n%len(words)]
			}
		}
		require.NoError(tb, sw.SetRow(sheet.Ref(row, 1), cells))
	}
	require.NoError(tb, sw.Flush())
	return bytesOf(tb, f)
}

// bytesOf saves a workbook to memory.
func bytesOf(tb testing.TB, f *excelize.File) []byte {
	tb.Helper()
	var buf bytes.Buffer
	require.NoError(tb, f.Write(&buf))
	require.NoError(tb, f.Close())
	return buf.Bytes()
}

// shared saves a workbook as Excel does, its texts in a string table.
func shared(tb testing.TB, data []byte) []byte {
	tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(tb, err)
	rows, err := f.GetRows("Sheet1", excelize.Options{RawCellValue: true})
	require.NoError(tb, err)
	out := excelize.NewFile()
	for i, row := range rows {
		for j, v := range row {
			require.NoError(tb, out.SetCellValue("Sheet1", sheet.Ref(i+1, j+1), v))
		}
	}
	return bytesOf(tb, out)
}

func BenchmarkOpen(b *testing.B) {
	inline := table(b, 60)
	for _, bb := range []struct {
		name string
		data []byte
	}{{"inline", inline}, {"shared", shared(b, inline)}} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(int64(len(bb.data)))
			for b.Loop() {
				_, err := Open(bb.data, sheet.DefaultLimits)
				require.NoError(b, err)
			}
		})
	}
}

// BenchmarkAgainstExcelize reports how long reading a form takes in proportion
// to excelize's opening it and reading its rows raw, in the same run.
func BenchmarkAgainstExcelize(b *testing.B) {
	data := shared(b, table(b, 60))
	var ours, theirs time.Duration
	for b.Loop() {
		start := time.Now()
		_, err := Open(data, sheet.DefaultLimits)
		require.NoError(b, err)
		ours += time.Since(start)

		start = time.Now()
		readByExcelize(b, data)
		theirs += time.Since(start)
	}
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "of-excelize")
}

func readByExcelize(tb testing.TB, data []byte) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true})
	require.NoError(tb, err)
	rows, err := f.Rows("Sheet1")
	require.NoError(tb, err)
	for rows.Next() {
		_, err := rows.Columns()
		require.NoError(tb, err)
	}
	require.NoError(tb, rows.Close())
	require.NoError(tb, f.Close())
}

func BenchmarkOpen100000Rows(b *testing.B) {
	data := table(b, 100_000)
	b.ReportAllocs()
	for b.Loop() {
		wb, err := Open(data, sheet.DefaultLimits)
		require.NoError(b, err)
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		b.ReportMetric(float64(m.HeapSys>>20), "heap-MB")
		runtime.KeepAlive(wb)
	}
}
