package quarter_test

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
)

// typed is what a unit typed about one project, counted again by the test.
type typed struct {
	status      string
	progress    float64
	total, paid float64
	pending     bool // the total is 待定
}

// filler fills in the forms that were rolled forward to a quarter, and keeps
// count of what it types.
type filler struct {
	desk  *quarterDesk
	cells map[string]typed // by project
}

// roll writes a quarter's forms from the results of the one before.
func roll(t *testing.T, name string, from *quarterDesk, units ...string) *filler {
	t.Helper()
	d := &quarterDesk{t: t, dir: filepath.Join(filepath.Dir(from.dir), name), opt: from.opt}
	f := &filler{desk: d, cells: map[string]typed{}}
	for _, u := range units {
		order := quarter.FormsOrder{Dir: d.path(quarter.DirSend), Units: []string{u}, From: from.path(quarter.DirResult, quarter.ResultBook)}
		_, err := quarter.Open(d.opt).Forms(t.Context(), order)
		require.NoError(t, err)
		data, err := os.ReadFile(d.path(quarter.DirSend, u+".xlsx"))
		require.NoError(t, err)
		d.put(filepath.Join(quarter.DirFiled, u+".xlsx"), data)
	}
	return f
}

// fill types one unit's quarter: what is under way advances by step points, a
// project in done is finished, one in left out is deleted from the form.
func (f *filler) fill(unit string, step float64, done, leftOut string) {
	t := f.desk.t
	t.Helper()
	sub := f.desk.checked(unit)
	path := f.desk.path(quarter.DirFiled, unit+".xlsx")
	book, err := excelize.OpenFile(path)
	require.NoError(t, err)
	defer book.Close()
	before := previousOf(book, sub)
	for _, r := range sub.Rows {
		p, row := r.Project, r.Project.Source.Row
		set := func(title string, value any) {
			require.NoError(t, book.SetCellValue("项目计划表", sub.CellOf("项目计划表", title, row), value))
		}
		now := typed{total: float64(p.Total.Value()) / float64(plan.Wan), pending: p.Total.Kind == plan.Pending}
		last := before[p.Title()]
		switch {
		case p.Title() == leftOut:
			for _, c := range plan.Builtin().Columns {
				if ref := sub.CellOf("项目计划表", c.Title(), row); ref != "" {
					require.NoError(t, book.SetCellFormula("项目计划表", ref, ""))
					require.NoError(t, book.SetCellValue("项目计划表", ref, nil))
				}
			}
			continue
		case p.Title() == done:
			now.status, now.progress = plan.StatusDone, 100
		case last.progress == 0:
			now.status = plan.StatusNotStarted
		case last.progress == 100:
			now.status, now.progress = plan.StatusDone, 100
		default:
			now.status, now.progress = plan.StatusUnderWay, last.progress+step
		}
		now.paid = float64(int(now.total*now.progress)) / 100
		set("项目状态", now.status)
		set("累计进度(%)", now.progress)
		set("累计完成投资(支出)(万元)", now.paid)
		set("本季度进展情况", p.Title()+"完成第"+strconv.Itoa(int(now.progress))+"个节点，按图施工。")
		set("存在问题及滞后原因", "天气多雨，工期顺延。")
		set("下季度计划", "继续施工")
		f.cells[p.Title()] = now
	}
	require.NoError(t, book.Save())
}

// previousOf reads the greyed progress of last quarter beside the cells to
// fill in.
func previousOf(book *excelize.File, sub *filing.Submission) map[string]typed {
	rows, _ := book.GetRows("项目计划表", excelize.Options{RawCellValue: true})
	col := -1
	for i, title := range rows[4] {
		if strings.Contains(title, "上季度") && strings.Contains(title, "进度") {
			col = i
		}
	}
	before := map[string]typed{}
	for _, r := range sub.Rows {
		if line := rows[r.Project.Source.Row-1]; col >= 0 && col < len(line) {
			v, _ := strconv.ParseFloat(line[col], 64)
			before[r.Project.Title()] = typed{progress: v}
		}
	}
	return before
}

// recount compares the report's figures with what was typed, added up here,
// and with the figures of last quarter for whatever was not: these stay in
// every total, and what was finished stays finished.
func (f *filler) recount(r, last *outcome) {
	t := f.desk.t
	t.Helper()
	var total, paid float64
	done, pending, settled := 0, 0, len(f.cells)
	for name, c := range f.cells {
		p := r.project(name)
		assert.Equal(t, portfolio.Reported, p.State, "%s: %s", name, p.Because)
		assert.Equal(t, c.status, p.Project.Status, name)
		paid += c.paid
		total += c.total
		if c.status == plan.StatusDone {
			done++
		}
		if c.pending {
			pending++
		}
	}
	var carriedTotal, carriedPaid plan.Money
	carried := 0
	for _, p := range last.Projects {
		name := p.Project.Title()
		if _, told := f.cells[name]; told {
			continue
		}
		assert.Equal(t, portfolio.Missing, r.project(name).State, name)
		carried++
		carriedTotal += p.Project.Total.Value()
		carriedPaid += p.Project.Paid.Value()
		if p.Project.Status == plan.StatusDone {
			done++
			settled++
		}
		if p.Project.Total.Kind == plan.Pending {
			pending++
		}
	}
	assert.Equal(t, carried, r.Overall.Carried)
	assert.Equal(t, carriedTotal, r.Overall.CarriedTotal)
	assert.Equal(t, carriedPaid, r.Overall.CarriedPaid)
	total += float64(carriedTotal) / float64(plan.Wan)
	paid += float64(carriedPaid) / float64(plan.Wan)
	assert.Equal(t, settled, r.Overall.Verified())
	assert.Equal(t, done, r.Overall.Done)
	assert.Equal(t, pending, r.Overall.Pending)
	assert.InDelta(t, total, float64(r.Overall.Total)/float64(plan.Wan), 0.0001)
	assert.InDelta(t, paid, float64(r.Overall.Paid)/float64(plan.Wan), 0.0001)
}

// numbersOf are the projects' numbers by name.
func numbersOf(r *outcome) map[string]string {
	numbers := map[string]string{}
	for _, p := range r.Projects {
		numbers[p.Project.Title()] = p.Number
	}
	return numbers
}

// Three quarters in a row, each from the one before: numbers stay, nothing
// vanishes, what is carried says so, and only approved changes let a project
// go.
func TestThreeQuarters(t *testing.T) {
	slowtest.Long(t)
	units := []string{"服务办", "管理办", "党建办"}
	q1 := newDesk(t, "2023Q1", units...)
	first := q1.report()
	require.Equal(t, len(first.Projects), first.Overall.Verified())

	second := roll(t, "2023Q2", q1, "管理办", "党建办")
	second.fill("管理办", 7, "", "装修垃圾一站式管理")
	second.fill("党建办", 0, "东中西三片街区党组织架构完善", "")
	r2 := second.desk.report()
	second.recount(r2, first)
	assert.Equal(t, numbersOf(first), numbersOf(r2))
	assert.Equal(t, first.Numbers, r2.Numbers)
	assert.Contains(t, r2.rules("装修垃圾一站式管理"), "H05")
	assert.NotContains(t, r2.rules("“美食崂山”特色道路打造"), "H01")
	for _, name := range []string{"养老院改造", "装修垃圾一站式管理"} {
		p, was := r2.project(name), first.project(name)
		assert.Equal(t, portfolio.Missing, p.State)
		assert.Equal(t, was.Project, p.Project, "last quarter's figures")
		assert.Contains(t, p.SourceRef, "2023年第一季度")
	}

	third := roll(t, "2023Q3", second.desk, units...)
	third.fill("管理办", 0, "", "")
	third.fill("党建办", 9, "", "")
	require.NoError(t, os.Remove(third.desk.path(quarter.DirFiled, "服务办.xlsx")))
	r3 := third.desk.report()
	third.recount(r3, r2)
	assert.Equal(t, numbersOf(first), numbersOf(r3))
	twice := r3.project("养老院改造")
	assert.Equal(t, first.project("养老院改造").Project, twice.Project, "still the first quarter's")
	assert.Contains(t, twice.SourceRef, "2023年第一季度", "carried twice, and told so")
	assert.Contains(t, twice.Because, "2023年第一季度")
	assert.Equal(t, portfolio.Reported, r3.project("装修垃圾一站式管理").State, "the unit has found it again")
	assert.NotContains(t, r3.rules("楼宇“五大共同体”项目"), "H09", "it stood still for one quarter only")

	third.desk.work(func(b *officeBook) {
		b.append(form.PageChanges, map[string]any{
			form.ColKind: filing.ChangeCancel, form.ColOld: twice.Number, form.ColBasis: "领导小组第5次会议", form.ColApproved: "2023-07-01",
		})
	})
	r3 = third.desk.report()
	assert.False(t, r3.has("养老院改造"))
	assert.Len(t, r3.Projects, len(first.Projects)-1)
	assert.Len(t, r3.Numbers, len(first.Numbers))
}
