package quarter_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
)

func TestTermsAreWrittenAndRead(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "2023Q2")
	require.NoError(t, os.Mkdir(dir, 0o755))
	path := filepath.Join(dir, quarter.TermsFile)
	desk := quarter.Open(quarter.Options{})
	last := filepath.Join(filepath.Dir(dir), "2023Q1", quarter.DirResult, quarter.ResultBook)
	for _, g := range []quarter.Terms{
		{AsOf: plan.Day(2023, 6, 25), Previous: last, Plan: filepath.Join(dir, quarter.PlanFile), Summary: true},
		{First: true, Full: true},
		{},
	} {
		require.NoError(t, desk.Follow(t.Context(), dir, g))
		got, err := quarter.TermsOf(dir)
		require.NoError(t, err)
		assert.Equal(t, g, got)
	}
	assert.NoFileExists(t, path, "nothing is chosen, and nothing said")
	for _, c := range []struct {
		text, says string
		want       quarter.Terms
	}{
		{"\ufeff# 说明\r\n数据截至: 2023年6月25日\r\n\r\n上季度的汇总表：../2023Q1/成果/汇总表.xlsx\r\n", "", quarter.Terms{AsOf: plan.Day(2023, 6, 25), Previous: last}},
		{"\xca\xfd\xbe\xdd\xbd\xd8\xd6\xc1\xa3\xba2023\xc4\xea6\xd4\xc225\xc8\xd5\r\n", "", quarter.Terms{AsOf: plan.Day(2023, 6, 25)}}, // an old Notepad's
		{"数据截至：前天\n", "第1行看不懂：“数据截至：前天”", quarter.Terms{}},
		{"没有上季度\n日期：2023-06-25\n", "第2行看不懂", quarter.Terms{}},
		{"方案：\n", "第1行看不懂", quarter.Terms{}},
	} {
		require.NoError(t, os.WriteFile(path, []byte(c.text), 0o644))
		got, err := quarter.TermsOf(dir)
		assert.Equal(t, c.want, got, c.text)
		if c.says == "" {
			assert.NoError(t, err, c.text)
		} else {
			assert.ErrorContains(t, err, c.says, c.text)
		}
	}
}

// TestTermsAreFollowed has every piece of work in a folder go by what the office
// has chosen for it, and what is asked for come first.
func TestTermsAreFollowed(t *testing.T) {
	t.Parallel()
	d := newDesk(t, "2023Q1", "管理办")
	chosen := plan.Day(2023, 3, 25)
	require.NoError(t, quarter.Open(d.opt).Follow(t.Context(), d.dir, quarter.Terms{AsOf: chosen, First: true}))
	asOf := func(o quarter.Options) plan.Date {
		o.Date = today
		s, err := quarter.Open(o).Status(t.Context(), d.dir)
		require.NoError(t, err)
		return s.AsOf
	}
	assert.Equal(t, chosen, asOf(quarter.Options{}))
	assert.Equal(t, plan.Day(2023, 3, 20), asOf(quarter.Options{AsOf: plan.Day(2023, 3, 20)}), "what is asked for comes first")
	d.opt.Memory = quarter.Memory{Dir: t.TempDir(), Program: "test"}
	var said []string
	d.opt.Tell = func(e quarter.Event) { said = append(said, e.Text) }
	rep := d.merge()
	assert.Equal(t, chosen, rep.Meta.AsOf)
	assert.Contains(t, said, "这个季度照“照什么算.txt”：数据截至：2023-03-25，没有上季度。")
	view, err := quarter.Open(d.opt).Overview(t.Context(), d.dir)
	require.NoError(t, err)
	assert.Equal(t, chosen, view.AsOf)
	checked, err := quarter.Open(d.opt).Check(t.Context(), []string{d.path(quarter.DirFiled)}, "")
	require.NoError(t, err)
	assert.Equal(t, chosen, checked.AsOf)

	// It is taken back, and the report is made anew for it.
	require.NoError(t, os.Remove(d.path(quarter.TermsFile)))
	assert.Equal(t, plan.Day(2023, 3, 31), d.merge().Meta.AsOf)

	// One that cannot be read stops the work and leaves all as it is.
	d.put(quarter.TermsFile, []byte("数据截至：哪天\n"))
	_, err = quarter.Open(d.opt).Report(t.Context(), []string{d.dir}, "")
	assert.ErrorContains(t, err, "照什么算.txt")
	var misuse quarter.Misuse
	assert.ErrorAs(t, err, &misuse)
}
