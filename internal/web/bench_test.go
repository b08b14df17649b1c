package web

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"

	"github.com/stretchr/testify/require"
)

// rehearsed is a quarter of invented reports of twenty rows each, after one of
// the same departments that was reported; it is reported too, so that there is
// all that an office has on its desk.
func rehearsed(b testing.TB, units int) (folder string) {
	b.Helper()
	dir := b.TempDir()
	for n := range 2 {
		q := plan.Quarter{Year: 2023, N: n + 1}
		folder = filepath.Join(dir, q.String())
		desk := quarter.Open(quarter.Options{Date: sampleDay, Quarter: q, First: n == 0})
		require.NoError(b, desk.Rehearse(context.Background(), folder, quarter.Campaign{Units: units, Rows: 20, Mess: 0.3, Seed: 7}))
		_, err := desk.Report(context.Background(), []string{folder}, "")
		require.NoError(b, err)
	}
	return folder
}

// served is a page over a folder, and who visits it.
func served(b *testing.B, folder string) visitor {
	b.Helper()
	s, err := New(optionsFor(folder))
	require.NoError(b, err)
	l, err := Listen("127.0.0.1:0")
	require.NoError(b, err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	b.Cleanup(func() { stop(); <-ended })
	return arrive(b, s.Address(l))
}

// BenchmarkFirstView is the time from a server that stands to the whole of the
// desk.
func BenchmarkFirstView(b *testing.B) {
	for _, units := range []int{100, 300} {
		b.Run(strconv.Itoa(units), func(b *testing.B) {
			folder := rehearsed(b, units)
			for b.Loop() {
				v := served(b, folder)
				r, err := v.Get(v.home)
				require.NoError(b, err)
				require.Equal(b, http.StatusOK, r.StatusCode)
				r.Body.Close()
			}
		})
	}
}

// BenchmarkViews is the time of a view of a folder that has not changed.
func BenchmarkViews(b *testing.B) {
	v := served(b, rehearsed(b, 300))
	for _, path := range []string{"", "unit/0", "projects", "project/0", "changes"} {
		b.Run("desk/"+path, func(b *testing.B) {
			for b.Loop() {
				r, err := v.Get(v.home + path)
				require.NoError(b, err)
				r.Body.Close()
			}
		})
	}
}

// BenchmarkChangedFile is the time from a file that is closed until the page has
// been told and shows it.
func BenchmarkChangedFile(b *testing.B) {
	for _, units := range []int{100, 300} {
		b.Run(strconv.Itoa(units), func(b *testing.B) {
			folder := rehearsed(b, units)
			v := served(b, folder)
			v.get(b, "")
			told := v.listen(b)
			n := 0
			for b.Loop() {
				n++
				require.NoError(b, os.WriteFile(filepath.Join(folder, quarter.DirFiled, "新"+strconv.Itoa(n)+".xlsx"), []byte("不是表格"), 0o644))
				<-told
				v.get(b, "")
			}
		})
	}
}

// listen is told whatever the page is told, once the folder has been looked at.
func (v visitor) listen(b *testing.B) chan bool {
	b.Helper()
	events, err := v.Get(v.home + "events")
	require.NoError(b, err)
	b.Cleanup(func() { events.Body.Close() })
	told := make(chan bool, 100)
	go func() {
		buf := make([]byte, 4096)
		for {
			if _, err := events.Body.Read(buf); err != nil {
				return
			}
			told <- true
		}
	}()
	time.Sleep(2 * rescan)
	for len(told) > 0 {
		<-told
	}
	return told
}

// BenchmarkIdle is what a page takes that is open on a hundred units and left
// alone: processor time a second, and memory in use.
func BenchmarkIdle(b *testing.B) {
	v := served(b, rehearsed(b, 100))
	r, err := v.Get(v.home)
	require.NoError(b, err)
	r.Body.Close()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.HeapAlloc)/(1<<20), "MB")
	for b.Loop() {
		time.Sleep(time.Second)
	}
}
