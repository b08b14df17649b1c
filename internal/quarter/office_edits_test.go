package quarter_test

import (
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

// withPrevious has the first quarter's results as last quarter's.
func (d *quarterDesk) withPrevious() *quarterDesk {
	d.t.Helper()
	d.opt.Previous = firstQuarter(d.t)
	return d
}

// What the office corrects counts, is listed, and stays: in the report from
// the folder, in that from the workbook itself, and in the next.
func TestCorrectionsAreFollowed(t *testing.T) {
	slowtest.Long(t)
	d := newDesk(t, "2023Q1")
	first := d.merge()
	d.work(func(b *officeBook) {
		b.correct("王家宅小区成片区改造", "累计进度(%)", 66)
		b.correct("王家宅小区成片区改造", "完成时限", "2024年6月")
		b.correct("潍坊四村成片区改造", "累计完成投资(支出)(万元)", "1,200.5")
		b.correct("养老院改造", "项目状态", "暂停")
		b.correct("福康路道路改造", "牵头部门", "城建中心")
		b.correct("老旧小区改造情况梳理", "项目名称", "老旧小区情况梳理")
		b.correct("楼管家APP推广", "本季度进展情况", "已推广到全部小区，注册用户过半。")
	})
	want := []string{
		"name:老旧小区改造情况梳理→老旧小区情况梳理", "paid:1108.17→1200.5", "deadline:2023-12-31→2024-06-30", "progress:60→66",
		"lead:管理办→城建中心(房管办)", "status:在建→暂缓", "done:注册楼宇81幢。→已推广到全部小区，注册用户过半。",
	}
	again := d.merge()
	elsewhere := t.TempDir()
	for name, r := range map[string]*outcome{
		"again": again, "from the workbook": d.reportFrom(d.path(quarter.DirResult, quarter.ResultBook), elsewhere), "and again": d.merge(),
	} {
		t.Run(name, func(t *testing.T) {
			assert.Equal(t, want, r.edits())
			p := r.project("王家宅小区成片区改造")
			assert.Equal(t, 66*plan.Point, p.Project.KnownProgress())
			assert.Equal(t, plan.Day(2024, 6, 30), p.Project.Deadline)
			assert.Equal(t, p.Project.Deadline, p.Deadline)
			assert.Equal(t, first.project("老旧小区改造情况梳理").Number, r.project("老旧小区情况梳理").Number)
			assert.Equal(t, plan.StatusPaused, r.project("养老院改造").Project.Status)
			assert.Equal(t, first.Overall.Stopped+1, r.Overall.Stopped)
			more, err := plan.ParseWan("92.33")
			require.NoError(t, err)
			assert.Equal(t, first.Overall.Paid+more, r.Overall.Paid)
			assert.Len(t, r.Projects, len(first.Projects))
			assert.Equal(t, len(r.Projects), r.Overall.Projects-r.Overall.Unverified, "all still count")
			assert.Empty(t, r.Stale)
			for _, f := range r.Findings {
				assert.NotEqual(t, plan.Error, f.Severity, "%s %s", f.Rule, f.Project)
			}
		})
	}
	workIn(t, filepath.Join(elsewhere, quarter.ResultBook), func(b *officeBook) {
		var listed []string
		for _, line := range b.table(form.PageEdits, form.ColWas, form.ColIs) {
			listed = append(listed, line[form.ColColumn]+":"+line[form.ColWas]+"→"+line[form.ColIs])
		}
		assert.Contains(t, listed, "累计进度(%):60→66")
		assert.Len(t, listed, len(want))
	})
}

func TestCorrectionsOfOneCell(t *testing.T) {
	slowtest.Long(t)
	const name, column = "养老院改造", "累计进度(%)"
	d := newDesk(t, "2023Q1", "服务办")
	require.Equal(t, 34*plan.Point, d.merge().project(name).Project.KnownProgress())
	for _, step := range []struct {
		name  string
		do    func(b *officeBook)
		want  plan.Percent
		edits []string
	}{
		{"corrected", func(b *officeBook) { b.correct(name, column, 40) }, 40 * plan.Point, []string{"progress:34→40"}},
		{"corrected again", func(b *officeBook) { b.correct(name, column, 45) }, 45 * plan.Point, []string{"progress:34→40", "progress:40→45"}},
		{"back to the first", func(b *officeBook) { b.correct(name, column, 40) }, 40 * plan.Point,
			[]string{"progress:34→40", "progress:40→45", "progress:45→40"}},
		{"on as before", func(b *officeBook) { b.correct(name, column, 45) }, 45 * plan.Point,
			[]string{"progress:34→40", "progress:40→45", "progress:45→40", "progress:40→45"}},
		{"back to what the unit sent", func(b *officeBook) { b.correct(name, column, 34) }, 34 * plan.Point,
			[]string{"progress:34→40", "progress:40→45", "progress:45→40", "progress:40→45", "progress:45→34"}},
		{"taken back", func(b *officeBook) {
			for range 5 {
				b.drop(form.PageEdits, form.ColColumn, column)
			}
		}, 34 * plan.Point, nil},
		{"what cannot be read is not taken", func(b *officeBook) { b.correct(name, column, "过半") }, 34 * plan.Point, []string{"progress:34→过半"}},
		{"then it can", func(b *officeBook) { b.correct(name, column, "约40%") }, 40 * plan.Point, []string{"progress:34→过半", "progress:34→40"}},
	} {
		d.work(step.do)
		r := d.merge()
		assert.Equal(t, step.want, r.project(name).Project.KnownProgress(), step.name)
		assert.Equal(t, step.edits, r.edits(), step.name)
	}
	assert.Contains(t, d.merge().said, "“过半”不是0到100的数")
}

// A correction is checked as a report is: a wrong one keeps the row from
// counting until it is put right.
func TestWrongCorrectionIsFound(t *testing.T) {
	slowtest.Long(t)
	const name = "养老院改造"
	d := newDesk(t, "2023Q1", "服务办")
	d.merge()
	d.work(func(b *officeBook) { b.correct(name, "完成时限", "2027-06-30") })
	r := d.merge()
	assert.Equal(t, []string{"T03"}, r.rules(name))
	assert.Equal(t, portfolio.Unverified, r.project(name).State)
	assert.Positive(t, r.errors)
	for way, right := range map[string]func(b *officeBook){
		"in the table":      func(b *officeBook) { b.correct(name, "完成时限", "2025-06-30") },
		"at the finding":    func(b *officeBook) { b.set(form.PageFindings, form.ColRule, "T03", form.ColCorrection, "2025年6月") },
		"by taking it back": func(b *officeBook) { b.drop(form.PageEdits, form.ColIs, "2027-06-30") },
	} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			other := d.copied(t)
			other.work(right)
			r := other.merge()
			assert.Empty(t, r.rules(name))
			assert.Equal(t, portfolio.Reported, r.project(name).State)
			assert.NotEqual(t, "2027-06-30", r.project(name).Project.Deadline.String())
			assert.Equal(t, r.edits(), other.merge().edits())
		})
	}
}

// Errors that the office clears up with the unit by telephone: the row counts
// with what the unit sent and what the office put right.
func TestCorrectionsMendRows(t *testing.T) {
	slowtest.Long(t)
	faults := []struct{ rule, name, column, value, read string }{
		{"T03", "小区车库消防喷淋完善", "deadline", "2025年12月", "2025-12-31"},
		{"U05", "美丽街区门责管理", "lead", "城管中队", "综合行政执法队(城管中队)"},
		{"U06", "“三驾马车”议事协商提升", "lead", "自治办", "自治办"},
		{"S05", "“安全屋”建设", "task", "加快人防技防建设", "加快人防技防建设"},
		{"Q03", "老年人风险分级服务", "progress", "55%", "55"},
		{"M01", "博爱家园阵地优化", "total", "28万", "28"},
		{"Q02", "建筑工地和店铺装修隐患排查", "status", "推进中", "在建"},
	}
	for name, previous := range map[string]bool{"with last quarter": true, "without": false} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t, "2023Q2", "平安办", "服务办", "派出所", "综合行政执法队(城管中队)", "自治办")
			if previous {
				d.withPrevious()
			}
			first := d.merge()
			d.work(func(b *officeBook) {
				for _, f := range faults {
					for _, line := range b.table(form.PageFindings, form.ColCorrection) {
						if line[form.ColRule] == f.rule && line[form.ColName] == f.name {
							columns, _ := b.titled(form.PageFindings, form.ColCorrection)
							b.put(form.PageFindings, columns[form.ColCorrection], atoi(t, line["#"]), f.value)
						}
					}
				}
			})
			for range 2 {
				r := d.merge()
				for _, f := range faults {
					p := r.project(f.name)
					assert.Equal(t, portfolio.Reported, p.State, "%s %s %v", f.rule, f.name, p.Because)
					if f.read != "" {
						assert.Equal(t, f.read, p.Project.Value(f.column), f.name)
					}
					assert.NotContains(t, r.rules(f.name), f.rule)
				}
				assert.Equal(t, first.Overall.Unverified-len(faults), r.Overall.Unverified)
				assert.Len(t, r.Projects, len(first.Projects))
				assert.Len(t, r.Office.Edits, len(faults))
				for _, e := range r.Office.Edits {
					assert.NotEmpty(t, e.Unit)
					assert.True(t, !previous || e.Number != "", "%s has a number", e.Key)
				}
			}
		})
	}
}

// The second row of one project cannot be told from the first by its key: what
// is typed beside it is refused, and corrects neither.
func TestRepeatedRowIsNotMendedHere(t *testing.T) {
	d := newDesk(t, "2023Q2", "团工委")
	first := d.merge()
	d.work(func(b *officeBook) {
		b.set(form.PageFindings, form.ColRule, "P03", form.ColCorrection, "文明志愿团队培育二期")
	})
	r := d.merge()
	assert.Empty(t, r.Office.Edits)
	assert.Equal(t, first.project("文明志愿团队培育").Project, r.project("文明志愿团队培育").Project)
}
