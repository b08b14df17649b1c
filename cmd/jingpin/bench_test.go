package main

import (
	"flag"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"jingpin/internal/quarter"

	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
	"golang.org/x/sync/errgroup"
)

// The quarter BenchmarkQuarter works on: how many workbooks of 60 rows, and the
// share of them with faults.
var (
	campaignUnits = flag.Int("units", 20, "workbooks of a benchmarked quarter")
	campaignMess  = flag.String("mess", "0.3", "share of them with faults")
)

// BenchmarkQuarter does a whole quarter's work on rehearsed workbooks of 60
// rows and says how long checking and reporting take in proportion to merely
// opening the same files and reading their rows raw with excelize, in the same
// run and with as many goroutines.
func BenchmarkQuarter(b *testing.B) {
	dir := rehearsed(b, *campaignUnits, 60, *campaignMess)
	files, err := filepath.Glob(filepath.Join(dir, quarter.DirFiled, "*.xls*"))
	require.NoError(b, err)
	require.Len(b, files, *campaignUnits)
	results := b.TempDir()
	var bare, check, report time.Duration
	for b.Loop() {
		asBegun() // as a program that does nothing but read has it
		bare += timed(func() { readBare(b, files) })
		check += timed(func() {
			_, code := runQuietly(b, "check", "--quarter", "2023Q2", "--format", "ndjson", "--quiet", filepath.Join(dir, quarter.DirFiled))
			require.LessOrEqual(b, code, exitErrors)
		})
		require.NoError(b, os.RemoveAll(results)) // what stands there would be replayed
		report += timed(func() {
			_, code := runQuietly(b, "report", "--quarter", "2023Q2", "--quiet", dir, "-o", results)
			require.LessOrEqual(b, code, exitErrors)
		})
	}
	b.ReportMetric(check.Seconds()/float64(b.N), "check-s")
	b.ReportMetric(report.Seconds()/float64(b.N), "report-s")
	b.ReportMetric(check.Seconds()/bare.Seconds(), "check/bare")
	b.ReportMetric(report.Seconds()/bare.Seconds(), "report/bare")
}

// asBegun undoes what a run asks of the collector, and collects what it left.
func asBegun() {
	debug.SetGCPercent(100)
	debug.SetMemoryLimit(math.MaxInt64)
	runtime.GC()
}

func timed(work func()) time.Duration {
	start := time.Now()
	work()
	return time.Since(start)
}

// readBare opens each workbook with excelize and reads the rows of all its
// sheets raw. Those it refuses cost what they cost.
func readBare(b *testing.B, files []string) {
	var g errgroup.Group
	g.SetLimit(runtime.GOMAXPROCS(0))
	for _, path := range files {
		g.Go(func() error {
			f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
			if err != nil {
				return nil // damaged on purpose
			}
			defer f.Close()
			for _, name := range f.GetSheetList() {
				if _, err := f.GetRows(name); err != nil {
					return nil
				}
			}
			return nil
		})
	}
	require.NoError(b, g.Wait())
}
