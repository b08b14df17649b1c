package quarterly

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"jingpin/internal/pdf/layout"
	"jingpin/internal/report"
)

var (
	dataPath  = flag.String("data", "", "a 数据.json to draw, to be looked at")
	drawnPath = flag.String("drawn", "", "where to draw it")
	looksPath = flag.String("looks", "", "a folder for invented reports, to be looked at")
)

// TestDrawToLookAt draws the report of a 数据.json, and the invented ones.
func TestDrawToLookAt(t *testing.T) {
	if *dataPath != "" {
		data, err := os.ReadFile(*dataPath)
		require.NoError(t, err)
		r, err := report.Decode(data)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(*drawnPath, written(t, r, Options{}), 0o644))
	}
	if *looksPath != "" {
		for _, name := range samples {
			require.NoError(t, os.WriteFile(filepath.Join(*looksPath, name+".pdf"), written(t, sample(name), Options{}), 0o644))
		}
	}
}

// BenchmarkWrite draws reports, fonts unpacked anew each time: of sixty projects
// in under 0.8 s and 1 MB, of two thousand in under 3 s.
func BenchmarkWrite(b *testing.B) {
	for _, n := range []int{60, 2000} {
		now, last := invented(n, sentences)
		r := quarter{now: now, last: last}.report()
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				faces := layout.BuiltInFaces()
				Unsupported(r, Options{Faces: faces})
				b.ReportMetric(float64(len(written(b, r, Options{Faces: faces}))), "bytes")
			}
		})
	}
}
