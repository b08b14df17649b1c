package quarter_test

import (
	"os"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/form"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"
)

// TestWorkbookThatIsOpenIsLeftAlone lays LibreOffice's lock beside 汇总表: the
// new one is written beside it, once, kept in 存档 once, and read back.
func TestWorkbookThatIsOpenIsLeftAlone(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	d := newDesk(t, "2023Q2", "服务办")
	d.report()
	open := d.path(quarter.DirResult, quarter.ResultBook)
	d.work(func(b *officeBook) { b.correct("养老院改造", "累计进度(%)", 61) })
	before, err := os.ReadFile(open)
	require.NoError(t, err)
	lock := d.path(quarter.DirResult, ".~lock."+quarter.ResultBook+"#")
	require.NoError(t, os.WriteFile(lock, nil, 0o644))
	for range 3 {
		o := d.report()
		assert.Equal(t, "61", o.project("养老院改造").Project.Value("progress"))
		assert.FileExists(t, d.path(quarter.DirResult, "汇总表(新1).xlsx"))
		assert.NoFileExists(t, d.path(quarter.DirResult, "汇总表(新2).xlsx"), "an unchanged one is not written again")
		after, err := os.ReadFile(open)
		require.NoError(t, err)
		assert.Equal(t, before, after)
	}
	kept, err := os.ReadDir(d.path(quarter.DirResult, "存档"))
	require.NoError(t, err)
	assert.Len(t, kept, 1)

	workIn(t, d.path(quarter.DirResult, "汇总表(新1).xlsx"), func(b *officeBook) { b.correct("养老院改造", "累计进度(%)", 62) })
	require.NoError(t, os.Remove(lock))
	assert.Equal(t, "62", d.report().project("养老院改造").Project.Value("progress"), "the younger is read")
}

// TestAllFacesCountTheSameErrands compares what the run, status, the page and
// the sheet count.
func TestAllFacesCountTheSameErrands(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	d := newDesk(t, "2023Q2")
	o := d.report()
	counts := map[string]int{}
	for _, e := range o.Errands {
		counts[string(e.Group)]++
	}
	require.NotZero(t, counts[string(report.ToDecide)])
	require.NotZero(t, counts[string(report.ToSend)])
	line := "待办：要我定的" + itoa(counts[string(report.ToDecide)]) + "项、要我发的" + itoa(counts[string(report.ToSend)]) + "项。"
	assert.Equal(t, line, o.ErrandLine())
	assert.Contains(t, strings.Split(o.said, "\n"), line)
	status, err := quarter.Open(d.opt).Status(t.Context(), d.dir)
	require.NoError(t, err)
	assert.Contains(t, status.NextSteps(), "  · "+line)
	page, err := quarter.Open(d.opt).Overview(t.Context(), d.dir)
	require.NoError(t, err)
	assert.Equal(t, o.Errands, page.Report.Errands)
	d.work(func(b *officeBook) {
		listed := map[string]int{}
		for _, row := range b.table(form.PageDesk, form.ColErrand) {
			listed[row["分组"]]++
		}
		assert.Equal(t, counts, listed)
	})
}
