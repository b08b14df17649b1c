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

// A correction outlives the unit's later reports; where the unit then says
// something else, the two are put before the office.
func TestCorrectionsOutliveLaterReports(t *testing.T) {
	slowtest.Long(t)
	const name, column = "养老院改造", "累计进度(%)"
	d := newDesk(t, "2023Q1", "服务办")
	d.merge()
	d.work(func(b *officeBook) { b.correct(name, column, 40) })
	require.Equal(t, 40*plan.Point, d.merge().project(name).Project.KnownProgress())

	d.resend("服务办", "服务办(2)", name, "本季度进展情况", "主体结构加固完成，开始室内适老化改造。")
	r := d.merge()
	assert.Equal(t, 40*plan.Point, r.project(name).Project.KnownProgress(), "the same value as before")
	assert.Equal(t, "主体结构加固完成，开始室内适老化改造。", r.project(name).Project.Done)
	assert.NotContains(t, r.rules(name), "X09")

	d.resend("服务办", "服务办(3)", name, column, 37)
	r = d.merge()
	assert.Equal(t, 40*plan.Point, r.project(name).Project.KnownProgress(), "until the office decides")
	assert.Contains(t, r.rules(name), "X09")
	c := r.conflict("X09", name)
	assert.Equal(t, []string{"采用甲", "采用乙"}, c.Choices)

	d.work(func(b *officeBook) { b.decide(c, "采用乙") })
	for range 2 {
		r = d.merge()
		assert.Equal(t, 37*plan.Point, r.project(name).Project.KnownProgress())
		assert.Equal(t, "采用乙", r.conflict("X09", name).Choice)
		assert.Empty(t, r.Stale)
	}

	d.resend("服务办", "服务办(4)", name, column, 39)
	r = d.merge()
	assert.Empty(t, r.conflict("X09", name).Choice, "another value is another question")
	assert.Len(t, r.Stale, 1)
	assert.Contains(t, r.said, "采用乙")
}

// What a unit has not sent stands with last quarter's figures, which the
// office may correct.
func TestCorrectionsOfCarriedRows(t *testing.T) {
	slowtest.Long(t)
	const name = "社区康复区建设"
	d := newDesk(t, "2023Q2", "服务办").withPrevious()
	first := d.merge()
	require.Equal(t, portfolio.Missing, first.project(name).State)
	d.work(func(b *officeBook) { b.correct(name, "累计进度(%)", 8) })
	for range 2 {
		r := d.merge()
		assert.Equal(t, 8*plan.Point, r.project(name).Project.KnownProgress())
		assert.Equal(t, portfolio.Missing, r.project(name).State)
		assert.Equal(t, []string{"progress:3→8"}, r.edits())
		assert.Empty(t, r.Stale)
	}
}

func TestRowsAddedAndDeleted(t *testing.T) {
	slowtest.Long(t)
	d := newDesk(t, "2023Q1", "服务办", "管理办")
	first := d.merge()
	fill := func(b *officeBook, row int, values map[string]any) {
		columns, _ := b.titled(form.PageProjects, form.ColName, form.ColFinal)
		require.NoError(t, b.file.InsertRows(form.PageProjects, row, 1))
		for title, v := range values {
			b.put(form.PageProjects, columns[title], row, v)
		}
	}
	d.work(func(b *officeBook) {
		fill(b, 8, map[string]any{
			"项目名称": "口袋公园建设", "专项行动": "形态改善行动", "重点任务": "改善街区景观环境", "牵头部门": "管理办", "完成时限": "2024-12-31",
			"总投资(总经费)": 120, "街道": 120, "项目状态": "在建", "累计进度(%)": 20, "2023年": "完成设计", "本季度进展情况": "完成方案比选，开始施工图设计。",
			"资金落实": "已落实", "项目类别": "工程类", "项目内容": "建设口袋公园两处", "下季度计划": "开工",
		})
		b.drop(form.PageProjects, form.ColName, "“社会餐桌”布点")
	})
	for range 2 {
		r := d.merge()
		assert.Len(t, r.Projects, len(first.Projects))
		p := r.project("口袋公园建设")
		assert.Equal(t, portfolio.Reported, p.State, p.Because)
		assert.Equal(t, "120", p.Project.Value("total"))
		for _, q := range r.Projects {
			assert.NotEqual(t, "“社会餐桌”布点", q.Project.Name)
		}
		require.Len(t, r.Office.Removed, 1)
		assert.Equal(t, "“社会餐桌”布点", r.Office.Removed[0].Name)
		assert.Equal(t, 1, r.Balance.Rows.Overruled)
		assert.Empty(t, r.Stale)
	}
	d.work(func(b *officeBook) { b.correct("口袋公园建设", "累计进度(%)", 25) })
	assert.Equal(t, 25*plan.Point, d.merge().project("口袋公园建设").Project.KnownProgress())

	d.work(func(b *officeBook) { b.drop(form.PageEdits, form.ColColumn, form.WholeRow) })
	r := d.merge()
	assert.Equal(t, first.project("“社会餐桌”布点").Project, r.project("“社会餐桌”布点").Project, "brought back")
	assert.Empty(t, r.Office.Removed)

	d.work(func(b *officeBook) { b.drop(form.PageProjects, form.ColName, "口袋公园建设") })
	r = d.merge()
	assert.Len(t, r.Projects, len(first.Projects), "a row added is deleted like any other")
}

// A workbook whose office's work cannot be read is not replaced in silence.
func TestDamagedWorkbookIsNotReplaced(t *testing.T) {
	d := newDesk(t, "2023Q1", "服务办")
	d.merge()
	book := d.path(quarter.DirResult, quarter.ResultBook)
	whole, err := os.ReadFile(book)
	require.NoError(t, err)
	for name, data := range map[string][]byte{"cut short": whole[:len(whole)/2], "no workbook": []byte("会议纪要")} {
		t.Run(name, func(t *testing.T) {
			require.NoError(t, os.WriteFile(book, data, 0o644))
			_, err := quarter.Open(d.opt).Report(t.Context(), []string{d.dir}, "")
			require.ErrorContains(t, err, "读不出来")
			kept, err := os.ReadFile(book)
			require.NoError(t, err)
			assert.Equal(t, data, kept)
		})
	}
}

// The office may work in a copy of the quarter's workbook and report from it
// into the same place, again and again: what it takes back there stays taken
// back, and what was done meanwhile in the quarter's own workbook counts too.
func TestWorkingInACopy(t *testing.T) {
	slowtest.Long(t)
	const name, column = "养老院改造", "累计进度(%)"
	d := newDesk(t, "2023Q1", "服务办")
	d.merge()
	copied := filepath.Join(t.TempDir(), "核对.xlsx")
	data, err := os.ReadFile(d.path(quarter.DirResult, quarter.ResultBook))
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(copied, data, 0o644))
	step := func(do func(b *officeBook)) *outcome {
		t.Helper()
		workIn(t, copied, do)
		return d.reportFrom(copied, d.path(quarter.DirResult))
	}
	r := step(func(b *officeBook) { b.correct(name, column, 40) })
	assert.Equal(t, []string{"progress:34→40"}, r.edits())
	r = step(func(b *officeBook) { b.correct(name, column, 41) })
	assert.Equal(t, []string{"progress:34→41"}, r.edits())
	assert.Equal(t, 41*plan.Point, r.project(name).Project.KnownProgress())
	d.work(func(b *officeBook) { b.correct("“社会餐桌”布点", column, 35) })
	r = step(func(b *officeBook) { b.correct(name, column, 34) })
	assert.Equal(t, []string{"progress:31→35"}, r.edits())
	assert.Equal(t, 34*plan.Point, r.project(name).Project.KnownProgress(), "taken back")
	assert.Equal(t, []string{"progress:31→35"}, d.reportFrom(copied, d.path(quarter.DirResult)).edits())
}
