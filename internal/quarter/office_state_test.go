package quarter_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
)

// What the office let pass holds in the next quarter too, until it expires or
// the office takes it back; last quarter is found by what its workbook holds,
// whatever the folders are called; and check says what report says.
func TestExceptionsCarryOver(t *testing.T) {
	slowtest.Long(t)
	const name = "养老院改造"
	first := newDesk(t, "2023Q1", "服务办")
	first.report()
	first.work(func(b *officeBook) { b.correct(name, "完成时限", "2027-06-30") })
	first.report()
	first.work(func(b *officeBook) {
		b.append(form.PageExceptions, map[string]any{
			form.ColRule: "T03", form.ColUnit: "服务办", form.ColPassedBy: "组长", form.ColWhy: "跨期项目", form.ColExpires: "2023-09-30",
		})
		b.append(form.PageExceptions, map[string]any{
			form.ColRule: "P02", form.ColUnit: "服务办", form.ColPassedBy: "组长", form.ColWhy: "补办手续", form.ColExpires: "2023-04-30",
		})
	})
	assert.Equal(t, portfolio.Reported, first.report().project(name).State)

	// Another folder, in a folder of the year, that no name tells the quarter of.
	year := filepath.Join(filepath.Dir(first.dir), "二〇二三年")
	require.NoError(t, os.Mkdir(year, 0o755))
	require.NoError(t, os.Rename(first.dir, filepath.Join(year, "一季度")))
	second := newDesk(t, "2023Q2", "服务办")
	dir := filepath.Join(year, "2023Q2")
	require.NoError(t, os.Rename(second.dir, dir))
	second.dir = dir

	exceptions := func() (rules []string) {
		for _, e := range second.report().Office.Exceptions {
			rules = append(rules, e.Rule)
		}
		return rules
	}
	assert.Equal(t, []string{"T03"}, exceptions(), "the other has expired")
	assert.Equal(t, []string{"T03"}, exceptions(), "once, however often")
	second.work(func(b *officeBook) { b.drop(form.PageExceptions, form.ColRule, "T03") })
	assert.Empty(t, exceptions(), "taken back")
	assert.Empty(t, exceptions())
}

// What the office has corrected in its own workbook is not asked of the unit
// again, by check no more than by report.
func TestCheckSeesWhatTheOfficeSettled(t *testing.T) {
	d := newDesk(t, "2023Q2", "平安办")
	found := func() (rules []string) {
		c, err := quarter.Open(d.opt).Check(t.Context(), []string{d.path(quarter.DirFiled)}, "")
		require.NoError(t, err)
		_, err = c.GiveBack()
		require.NoError(t, err)
		for _, f := range c.Submissions[0].Findings {
			if f.Severity == plan.Error {
				rules = append(rules, f.Rule)
			}
		}
		return rules
	}
	assert.Equal(t, []string{"T03", "Q02"}, found())
	d.merge()
	assert.Equal(t, []string{"T03", "Q02"}, found(), "nothing is settled yet")
	d.work(func(b *officeBook) { b.correct("小区车库消防喷淋完善", "完成时限", "2025-06-30") })
	assert.Equal(t, []string{"Q02"}, found())
	letter, err := os.ReadFile(d.path(quarter.DirReturn, "平安办-退回说明.txt"))
	require.NoError(t, err)
	assert.NotContains(t, string(letter), "小区车库消防喷淋完善")
	d.work(func(b *officeBook) { b.correct("小区车库消防喷淋完善", "完成时限", "2027-06-30") })
	assert.Equal(t, []string{"T03", "Q02"}, found(), "the correction is as wrong")
}
