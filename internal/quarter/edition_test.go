package quarter

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jingpin/internal/plan"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/sheet"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A workbook that the office saves while a run is under way is read again
// before it is replaced.
func TestWhatIsSavedMeanwhileIsReadAgain(t *testing.T) {
	dir := folder(t)
	first, err := desk().Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	other, err := Open(Options{Date: plan.Day(2023, 7, 5), AsOf: plan.Day(2023, 6, 20)}).Merge(t.Context(), []string{dir}, filepath.Join(t.TempDir(), ResultBook))
	require.NoError(t, err)
	saved := read(t, other.Book)
	require.False(t, bytes.Equal(read(t, first.Book), saved))

	var warned []string
	versions := [][]byte{saved}
	d := desk(func(e Event) {
		switch {
		case e.Kind == Warning:
			warned = append(warned, e.Text)
		case e.Kind == Note && strings.HasPrefix(e.Text, "照") && len(versions) > 0: // all has been read
			put(t, first.Book, versions[0])
			versions = versions[1:]
		}
	})
	_, err = d.Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	assert.Equal(t, []string{"“" + first.Book + "”在这次运行的时候又保存过，重新读一遍。"}, warned)
	archived := filepath.Join(filepath.Dir(first.Book), folders.Kept, "汇总表-01.xlsx")
	assert.True(t, bytes.Equal(saved, read(t, archived)))

	now := read(t, first.Book)
	versions = [][]byte{saved, now, saved, now}
	_, err = d.Report(t.Context(), []string{dir}, "")
	assert.ErrorContains(t, err, "一直在改")
	assert.True(t, bytes.Equal(saved, read(t, first.Book)), "it is left as it was saved")
}

// Of a result and those written beside it because it was open, the youngest
// has the office's last work.
func TestTheYoungestEditionIsRead(t *testing.T) {
	dir := t.TempDir()
	target := filepath.Join(dir, ResultBook)
	assert.Empty(t, folders.Newest(target))
	day := time.Date(2023, 7, 5, 9, 0, 0, 0, time.UTC)
	for i, name := range []string{"汇总表(新2).xlsx", ResultBook, "汇总表(新1).xlsx", "汇总表-01.xlsx", "汇总表(新)稿.xlsx", "汇总表(新9).pdf"} {
		put(t, filepath.Join(dir, name), []byte(name))
		require.NoError(t, os.Chtimes(filepath.Join(dir, name), day, day.Add(time.Duration(i)*time.Hour)))
	}
	assert.Equal(t, filepath.Join(dir, "汇总表(新1).xlsx"), folders.Newest(target))
	require.NoError(t, os.Chtimes(target, day, day.Add(2*time.Hour)))
	assert.Equal(t, target, folders.Newest(target), "of two as young, the result itself")
}

// What could not be read back is not written.
func TestUnreadableResultIsRefused(t *testing.T) {
	o, err := desk().Report(t.Context(), []string{folder(t)}, "")
	require.NoError(t, err)
	book := read(t, o.Book)
	require.NoError(t, readable(book))
	defer func(l sheet.Limits) { sheet.DefaultLimits = l }(sheet.DefaultLimits)
	sheet.DefaultLimits.UnpackedBytes = 64 << 10
	assert.ErrorContains(t, readable(book), "读不回来")
}
