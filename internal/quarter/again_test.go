package quarter_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
)

// TestUnchangedRunIsNotMadeAnew changes one thing after another that a report is
// made of, or writes: only a run of which nothing changed is recalled, and says
// what it would say.
func TestUnchangedRunIsNotMadeAnew(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	first := newDesk(t, "2023Q1", "服务办")
	first.report()
	d := newDesk(t, "2023Q2", "服务办", "社区党群服务中心")
	dir := filepath.Join(filepath.Dir(first.dir), "2023Q2")
	require.NoError(t, os.Rename(d.dir, dir))
	d.dir = dir
	var said []string
	d.opt.Tell = func(e quarter.Event) {
		if e.Kind != quarter.Progress {
			said = append(said, e.Text)
		}
	}
	d.opt.Memory = quarter.Memory{Dir: filepath.Join(t.TempDir(), "cache"), Program: "one"}
	recalled := func() bool {
		made := false
		opt := d.opt
		tell := opt.Tell
		opt.Tell = func(e quarter.Event) {
			made = made || e.Kind == quarter.Progress
			tell(e)
		}
		said = nil
		o, err := quarter.Open(opt).Report(t.Context(), []string{d.dir}, d.path(quarter.DirResult))
		require.NoError(t, err)
		said = append(said, o.Lines()...)
		said = append(said, o.Written()...)
		assert.True(t, made || o.Unchanged)
		return !made
	}
	again := func(what string) {
		t.Helper()
		require.False(t, recalled(), what)
		made := strings.Join(said, "\n")
		require.True(t, recalled(), what)
		assert.Equal(t, strings.Replace(made, "已写出：", "和上次的一样，没有改写：", 1), strings.Join(said, "\n"), what)
	}
	again("the first")
	change := func(path string) {
		t.Helper()
		data, err := os.ReadFile(path)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(path, append(data, 0), 0o644))
	}
	book := d.path(quarter.DirResult, quarter.ResultBook)
	d.work(func(b *officeBook) { b.correct("养老院改造", "累计进度(%)", 61) })
	again("the office has worked")
	change(d.path(quarter.DirResult, quarter.ResultReport))
	again("a result was changed")
	require.DirExists(t, d.path(quarter.DirResult, quarter.DirReturn))
	require.NoError(t, os.RemoveAll(d.path(quarter.DirResult, quarter.DirReturn)))
	again("returns are gone")
	d.put(filepath.Join(quarter.DirFiled, "会议记录.pdf"), []byte("x"))
	again("something has arrived")
	change(d.path(quarter.DirFiled, "会议记录.pdf"))
	again("it arrived anew")
	first.work(func(b *officeBook) { b.correct("养老院改造", "累计进度(%)", 12) })
	again("last quarter's workbook was worked in")
	d.opt.Memory.Program = "two"
	again("another program")
	d.opt.Date++
	again("another day")
	require.NoError(t, os.WriteFile(d.path(quarter.DirResult, "汇总表(新1).xlsx"), nil, 0o644))
	require.NoError(t, os.Remove(d.path(quarter.DirResult, "汇总表(新1).xlsx")))
	require.True(t, recalled())
	require.NoError(t, os.Remove(book))
	again("the workbook is gone")
	d.opt.Memory.Dir = ""
	require.False(t, recalled(), "nothing is remembered")
}
