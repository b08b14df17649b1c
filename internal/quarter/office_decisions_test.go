package quarter_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
)

// has reports whether the library holds a project of that name.
func (r *outcome) has(name string) bool {
	for _, p := range r.Projects {
		if p.Project.Title() == name {
			return true
		}
	}
	return false
}

// Two units claim a project: what the office chooses counts, and stays chosen.
// Last quarter's lead, which goes on until then, is the first of the choices.
func TestDecidingTheLead(t *testing.T) {
	slowtest.Long(t)
	const name = "沿街商铺店招安全整治"
	undecided := newDesk(t, "2023Q2", "管理办", "综合行政执法队(城管中队)").withPrevious()
	first := undecided.merge()
	c := first.conflict("X02", name)
	assert.Equal(t, "综合行政执法队(城管中队)", first.project(name).Project.Lead, "it goes on")
	require.Equal(t, []string{"采用甲", "采用乙", "都不计"}, c.Choices)
	for choice, lead := range map[string]string{"采用甲": "综合行政执法队(城管中队)", "采用乙": "管理办", "都不计": ""} {
		t.Run(choice, func(t *testing.T) {
			t.Parallel()
			d := undecided.copied(t)
			d.work(func(b *officeBook) { b.decide(c, choice) })
			for range 2 {
				r := d.merge()
				assert.Equal(t, choice, r.conflict("X02", name).Choice)
				p := r.project(name)
				assert.Equal(t, lead == "", p.State == portfolio.Unverified, p.Because)
				if lead != "" {
					assert.Equal(t, lead, p.Project.Lead)
				}
				assert.Equal(t, map[bool]int{true: 2, false: 1}[lead == ""], r.Balance.Rows.Overruled)
				for _, f := range r.Findings {
					assert.False(t, f.Rule == "X02" && f.Severity == plan.Error, "decided: no longer to correct")
				}
				assert.Empty(t, r.Stale)
			}
		})
	}
}

// A partner reports the lead's project too.
func TestDecidingBetweenPartners(t *testing.T) {
	slowtest.Long(t)
	const name = "养老院改造"
	d := newDesk(t, "2023Q1", "服务办", "管理办")
	for _, c := range []struct {
		column string
		value  any
	}{
		{"专项行动", "民生服务行动"}, {"重点任务", "健全养老服务体系"}, {"牵头部门", "服务办"}, {"累计进度(%)", 36},
		{"项目名称", name}, // last: the row is found by it
	} {
		d.resend("管理办", "管理办", "老旧小区改造情况梳理", c.column, c.value)
	}
	lead := d.project9()
	d.resend("管理办", "管理办", name, "重点任务", lead.Task)
	d.resend("管理办", "管理办", name, "专项行动", lead.Track)
	r := d.merge()
	assert.Equal(t, 34*plan.Point, r.project(name).Project.KnownProgress(), "the lead's row counts")
	require.Len(t, r.project(name).Partners, 1)
	assert.Equal(t, "管理办", r.project(name).Partners[0].Unit)
	assert.Equal(t, 1, r.Balance.Rows.Duplicate)
	c := r.conflict("X01", name)
	d.work(func(b *officeBook) { b.decide(c, "采用乙") })
	for range 2 {
		r = d.merge()
		assert.Equal(t, 36*plan.Point, r.project(name).Project.KnownProgress())
		assert.Equal(t, 1, r.Balance.Rows.Duplicate)
	}
}

// project9 is 养老院改造 as its lead sent it.
func (d *quarterDesk) project9() filing.Project {
	d.t.Helper()
	for _, p := range d.checked("服务办").Accepted() {
		if p.Name == "养老院改造" {
			return p
		}
	}
	require.Fail(d.t, "no project")
	return filing.Project{}
}

func TestDecidingAboutNearNamesAndNewerFiles(t *testing.T) {
	slowtest.Long(t)
	d := newDesk(t, "2023Q2", "管理办", "城建中心(房管办)", "城运中心(应急管理中心)", "城运中心(应急管理中心)-补报").withPrevious()
	first := d.merge()
	near := first.conflict("X03", "竹园商贸区内部道路综合改造")
	again := first.conflict("X07", "城运中心")
	for i, choice := range near.Choices {
		t.Run(choice, func(t *testing.T) {
			d.work(func(b *officeBook) {
				b.decide(near, choice)
				b.decide(again, again.Choices[i%2])
			})
			for range 2 {
				r := d.merge()
				assert.Equal(t, choice, r.conflict("X03", "竹园").Choice)
				assert.Equal(t, again.Choices[i%2], r.conflict("X07", "城运").Choice)
				assert.Empty(t, r.Stale)
				for _, f := range r.Findings {
					assert.False(t, (f.Rule == "X03" || f.Rule == "X07") && f.Severity != plan.Note, f.Message)
				}
				replaced := again.Choices[i%2] == "替换"
				assert.Equal(t, replaced, r.Balance.Rows.Superseded > first.Balance.Rows.Superseded)
				assert.Equal(t, choice != "采用乙", r.has("竹园商贸区内部道路综合改造"))
				assert.Equal(t, choice != "采用甲", r.has("竹园商贸区内部道路综合改造项目"))
			}
		})
	}
}

// The light that the office sets counts everywhere until it is taken away.
func TestSettingALight(t *testing.T) {
	slowtest.Long(t)
	const name = "潍坊四村成片区改造"
	d := newDesk(t, "2023Q1", "城建中心(房管办)")
	first := d.merge()
	d.work(func(b *officeBook) {
		b.correct(name, form.ColOverride, "红")
		b.correct(name, form.ColReason, "现场核实，实际停工")
	})
	for range 2 {
		r := d.merge()
		p := r.project(name)
		assert.Equal(t, plan.Red, p.Light)
		assert.Equal(t, plan.Green, p.Verdict.Light)
		assert.Equal(t, first.Overall.Red+1, r.Overall.Red)
		assert.Equal(t, "现场核实，实际停工", r.Late[0].Overridden)
	}
	d.work(func(b *officeBook) {
		b.correct(name, form.ColOverride, "")
		b.correct(name, form.ColReason, "")
	})
	assert.Equal(t, plan.Green, d.merge().project(name).Light)
}

// An exception lets a row or a whole file in until its date.
func TestExceptions(t *testing.T) {
	slowtest.Long(t)
	d := newDesk(t, "2023Q2", "平安办", "司法所").withPrevious()
	d.merge()
	d.work(func(b *officeBook) {
		b.append(form.PageExceptions, map[string]any{
			form.ColRule: "T03", form.ColUnit: "平安办", form.ColPassedBy: "组长", form.ColWhy: "经批准跨期", form.ColExpires: "2023-07-10",
		})
		b.append(form.PageExceptions, map[string]any{
			form.ColRule: "U10", form.ColUnit: "司法所", form.ColPassedBy: "办公室主任", form.ColWhy: "这就是本季度数据",
		})
		b.append(form.PageExceptions, map[string]any{form.ColRule: "M01", form.ColUnit: "司法所", form.ColPassedBy: "办公室主任"})
	})
	for _, day := range []struct {
		date plan.Date
		in   portfolio.State
	}{{plan.Day(2023, 7, 10), portfolio.Reported}, {plan.Day(2023, 7, 11), portfolio.Unverified}} {
		d.opt.Date = day.date
		r := d.merge()
		assert.Equal(t, day.in, r.project("小区车库消防喷淋完善").State, day.date)
		assert.Equal(t, portfolio.Reported, r.project("人民调解进楼组").State)
		assert.Contains(t, r.said, "核准例外 M01")
		assert.Equal(t, day.in == portfolio.Unverified, strings.Contains(r.said, "已经过了有效期"))
	}
}

// The ledger of approved changes: the numbers and lights that follow from it.
func TestApprovedChanges(t *testing.T) {
	slowtest.Long(t)
	d := newDesk(t, "2023Q2", "宣统文化办", "派出所", "管理办").withPrevious()
	first := d.merge()
	number := func(name string) string { return first.project(name).Number }
	line := func(kind, old, next, after string) map[string]any {
		return map[string]any{
			form.ColKind: kind, form.ColOld: old, form.ColNew: next, form.ColAfter: after, form.ColBasis: "领导小组第3次会议", form.ColApproved: "2023-06-20",
		}
	}
	require.Equal(t, plan.Red, first.project("双鸽大厦文明实践点打造").Light)
	d.work(func(b *officeBook) {
		b.append(form.PageChanges, line(filing.ChangeDeadline, number("双鸽大厦文明实践点打造"), "", "2023年12月"))
		b.append(form.PageChanges, line(filing.ChangeMerge, number("群租整治"), number("实有人口底册做实"), ""))
		b.append(form.PageChanges, line(filing.ChangeTransfer, number("福康路道路改造"), "", "城建中心"))
		b.append(form.PageChanges, line(filing.ChangeCancel, number("社区康复区建设"), "", ""))
		b.append(form.PageChanges, line("改名", number("养老院改造"), "", ""))
		b.append(form.PageChanges, line(filing.ChangeName, "99-001", "", "甲"))
	})
	for range 2 {
		r := d.merge()
		assert.Equal(t, plan.Day(2023, 12, 31), r.project("双鸽大厦文明实践点打造").Deadline)
		assert.NotEqual(t, plan.Red, r.project("双鸽大厦文明实践点打造").Light)
		assert.NotContains(t, r.rules("双鸽大厦文明实践点打造"), "H08", "the unit has moved nothing")
		assert.False(t, r.has("群租整治"))
		assert.False(t, r.has("社区康复区建设"))
		assert.Equal(t, number("福康路道路改造"), r.project("福康路道路改造").Number)
		assert.Len(t, r.Projects, len(first.Projects)-2)
		for _, n := range r.Numbers {
			switch n.Number {
			case number("群租整治"):
				assert.Equal(t, []string{number("实有人口底册做实")}, n.Next)
				assert.Contains(t, n.Closed, "合并")
			case number("社区康复区建设"):
				assert.Contains(t, n.Closed, "取消")
			default:
				assert.Empty(t, n.Closed)
			}
		}
		assert.Contains(t, r.said, "99-001")
		assert.Len(t, r.Numbers, len(first.Numbers), "numbers are never dropped")
	}
}

// What the office wrote is printed, and doubted once its figures are old.
func TestRewrittenParagraphs(t *testing.T) {
	slowtest.Long(t)
	d := newDesk(t, "2023Q1", "服务办", "管理办")
	r := d.report()
	total := plan.Count(r.Overall.Projects)
	mine := "本季度共有项目" + total + "个，总体平稳有序。"
	d.work(func(b *officeBook) {
		lines := b.table(form.PageDrafts, form.ColGenerated, form.ColRevised)
		b.set(form.PageDrafts, form.ColKey, lines[0][form.ColKey], form.ColRevised, mine)
	})
	r = d.report()
	assert.Empty(t, slices.DeleteFunc(r.Findings, func(f filing.Finding) bool { return f.Rule != "X08" }))
	t.Run("as printed", func(t *testing.T) {
		reader, err := exec.LookPath("pdftotext")
		if err != nil {
			t.Skip("pdftotext is not installed")
		}
		text, err := exec.Command(reader, d.path(quarter.DirResult, quarter.ResultReport), "-").Output()
		require.NoError(t, err)
		assert.Contains(t, strings.Join(strings.Fields(string(text)), ""), mine)
	})
	require.NoError(t, os.Remove(d.path(quarter.DirFiled, "管理办.xlsx")))
	r = d.report()
	doubts := slices.DeleteFunc(r.Findings, func(f filing.Finding) bool { return f.Rule != "X08" })
	require.Len(t, doubts, 1)
	assert.Contains(t, doubts[0].Message, total)

	kept, err := filepath.Glob(d.path(quarter.DirResult, "存档", "*"))
	require.NoError(t, err)
	assert.Len(t, kept, 2, "every workbook replaced is kept")
}
