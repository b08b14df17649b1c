package rehearse_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
)

// seeds is how many worlds are simulated: go test ./internal/rehearse -run
// SimulatedOffice -seeds 100
var seeds = flag.Int("seeds", 1, "worlds to simulate")

// redShare is the share of what is due below which a late project is 进度滞后.
const redShare = 60

// TestSimulatedOffice runs an office of twelve units through eight quarters of
// advances, renames, transfers, mergers, splits, cancellations, silence, files
// that are broken, late or sent twice, and of the office's own corrections and
// decisions, and compares every figure with a model that adds up by itself.
func TestSimulatedOffice(t *testing.T) {
	worlds, quarters := *seeds, simulatedQuarters
	if testing.Short() {
		worlds, quarters = 1, 4
	}
	for seed := range worlds {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			t.Parallel()
			w := newWorld(uint64(seed))
			root := t.TempDir()
			for q, i := (plan.Quarter{Year: 2022, N: 1}), 0; i < quarters; q, i = q.Add(1), i+1 {
				w.next(q)
				o := &simulated{t: t, w: w, dir: filepath.Join(root, q.String())}
				o.send()
				o.run()
				o.work()
				for range 1 + i%2 { // every other quarter again: nothing is done twice
					o.run()
					o.compare()
				}
				if t.Failed() {
					t.Logf("seed %d, %s: %s", seed, q, w.script.told())
					return
				}
			}
		})
	}
}

// told is the script of the quarter in words.
func (s quarterScript) told() string {
	var b strings.Builder
	for unit, how := range s.how {
		if how != plainly {
			fmt.Fprintf(&b, "%s:%d ", unit, how)
		}
	}
	for _, c := range s.ledger {
		fmt.Fprintf(&b, "\n%+v", c)
	}
	for p, rule := range s.rule {
		fmt.Fprintf(&b, "\n核定 %s %s", p.name, rule)
	}
	for p := range s.bad {
		fmt.Fprintf(&b, "\nbad %s", p.name)
	}
	return b.String()
}

// simulated is one quarter's folder.
type simulated struct {
	t   *testing.T
	w   *world
	dir string
	rep *report.Report
}

func (o *simulated) book() string { return filepath.Join(o.dir, quarter.DirResult, quarter.ResultBook) }

// desk is the program on the day after the reporting day.
func (o *simulated) desk() *quarter.Desk {
	return quarter.Open(quarter.Options{Date: o.w.script.quarter.Last() + 20, First: o.w.script.quarter.N == 1 && o.w.script.quarter.Year == 2022})
}

// run merges what has come, and reads the report off.
func (o *simulated) run() {
	_, err := o.desk().Merge(o.t.Context(), []string{filepath.Join(o.dir, quarter.DirFiled)}, o.book())
	require.NoError(o.t, err)
	view, err := o.desk().Overview(o.t.Context(), o.dir)
	require.NoError(o.t, err)
	o.rep = view.Report
}

// send writes the units' files.
func (o *simulated) send() {
	for _, u := range o.w.units {
		how := o.w.script.how[u.Name]
		path := filepath.Join(o.dir, quarter.DirFiled, u.Name+".xlsx")
		require.NoError(o.t, os.MkdirAll(filepath.Dir(path), 0o755))
		switch how {
		case never:
		case broken:
			require.NoError(o.t, os.WriteFile(path, []byte("PK\x03\x04 no workbook"), 0o644))
		case twice:
			o.write(path, u.Name, how, true)
			o.write(strings.TrimSuffix(path, ".xlsx")+"-补报.xlsx", u.Name, tardy, false)
		default:
			o.write(path, u.Name, how, false)
		}
	}
}

// write writes one file: a table of the unit's own. An early version says that
// all has come half as far.
func (o *simulated) write(path, unit string, how files, early bool) {
	f := excelize.NewFile()
	defer f.Close()
	const sheet = "Sheet1"
	q := o.w.script.quarter
	set := func(col, row int, v any) {
		at, err := excelize.CoordinatesToCellName(col, row)
		require.NoError(o.t, err)
		require.NoError(o.t, f.SetCellValue(sheet, at, v))
	}
	set(1, 1, "潍坊新村街道打造精品城区项目计划表")
	set(1, 2, "填报单位："+unit)
	set(4, 2, "填报季度："+q.Chinese())
	set(8, 2, "截至日期："+q.Last().Chinese())
	set(12, 2, "金额单位：万元")
	titles := []string{
		"项目编号", "专项行动", "重点任务", "项目名称", "项目内容", "项目类别", "2022年", "2023年", "2024年", "2025年", "计划启动(开工)时间", "完成时限", "牵头部门",
		"总投资", "街道", "资金落实", "项目状态", "累计进度(%)", "实际完成时间", "本季度进展情况", "累计完成投资(支出)(万元)", "存在问题及滞后原因", "下季度计划",
	}
	for i, title := range titles {
		set(i+1, 3, title)
	}
	p := plan.Builtin()
	for i, x := range o.w.sentBy(unit) {
		n, task := x.sent(o.w), p.Tasks[x.task-1]
		if early {
			n.paid, n.progress, n.status = n.paid/2, n.progress/2+1, plan.StatusUnderWay
		}
		progress, finished := any(n.progress), any(nil)
		if o.w.script.bad[x] {
			progress = "约摸一半多"
		}
		if n.status == plan.StatusDone {
			finished = q.Last().String()
		}
		for j, v := range []any{
			x.number, p.TrackNo(task.Track).Name, task.Name, x.name, x.name + "，更新设施、改善环境", "工程类", "完成一部分", "完成一部分", "完成一部分", "全部完成", n.start.String(), n.deadline.String(), unit,
			n.total, n.total, "已落实", n.status, progress, finished, x.name + "完成主体施工的" + strconv.Itoa(n.progress) + "个节点，材料已进场", n.paid, "居民意见不一，征询延后", "完成验收并交付使用",
		} {
			if v != nil && v != "" {
				set(j+1, i+4, v)
			}
		}
	}
	stamp := o.w.savedAt(how).Format("2006-01-02T15:04:05Z")
	require.NoError(o.t, f.SetDocProps(&excelize.DocProperties{Modified: stamp, Created: stamp}))
	require.NoError(o.t, os.WriteFile(path, exceltest.Saved(o.t, f), 0o644))
}

// sent are the figures that the unit sends, before the office's corrections.
func (x *work) sent(w *world) figures {
	n := x.now
	if before, ok := w.sentBefore[x]; ok {
		n = before
	}
	return n
}

// The office's own sheet, and its own column of 项目汇总表.
const (
	ownSheet  = "领导批示"
	ownColumn = "分管意见"
)

// work does in the workbook what the script has the office do.
func (o *simulated) work() {
	data, err := os.ReadFile(o.book())
	require.NoError(o.t, err)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(o.t, err)
	defer f.Close()
	numbers := map[string]string{}
	for _, p := range o.rep.Projects {
		numbers[title(p.Project.Title())] = p.Number
	}
	rows, columns := o.table(f)
	rowOf := func(x *work) int { return rows[cmp.Or(x.number, numbers[title(x.name)])] }
	set := func(x *work, column string, v any) {
		require.NotZero(o.t, rowOf(x), "%s: %s", x.name, o.w.script.told())
		at, err := excelize.CoordinatesToCellName(columns[column], rowOf(x))
		require.NoError(o.t, err)
		require.NoError(o.t, f.SetCellValue(form.PageProjects, at, v))
	}
	own, err := excelize.CoordinatesToCellName(len(columns)+1, form.ProjectHeaderRow)
	require.NoError(o.t, err)
	require.NoError(o.t, f.SetCellStr(form.PageProjects, own, ownColumn))
	columns[ownColumn] = len(columns) + 1
	for _, x := range o.w.works {
		if rowOf(x) != 0 {
			set(x, ownColumn, "盯办"+x.name)
		}
	}
	for x, v := range o.w.script.correct {
		set(x, "累计进度(%)", v)
	}
	for x, word := range o.w.script.rule {
		set(x, form.ColRuling, word)
	}
	for x, light := range o.w.script.light {
		set(x, form.ColOverride, light.String())
		set(x, form.ColReason, "现场查看")
	}
	page := form.PageNamed(form.PageChanges)
	first := form.ListHeaderRow + 1 + len(o.rep.Approved) + len(o.rep.Noted) + len(o.rep.Unapproved)
	for i, c := range o.w.script.ledger {
		for title, v := range map[string]string{
			form.ColKind: c.Kind, form.ColOld: c.Old, form.ColBefore: c.Before, form.ColAfter: c.After, form.ColBasis: c.Basis, form.ColApproved: c.Approved.Chinese(),
		} {
			at, err := excelize.CoordinatesToCellName(page.Place(title), first+i)
			require.NoError(o.t, err)
			require.NoError(o.t, f.SetCellStr(form.PageChanges, at, v))
		}
	}
	_, err = f.NewSheet(ownSheet)
	require.NoError(o.t, err)
	require.NoError(o.t, f.SetCellStr(ownSheet, "A1", o.w.script.quarter.Chinese()))
	require.NoError(o.t, os.WriteFile(o.book(), exceltest.Saved(o.t, f), 0o644))
}

// table is where the projects stand in 项目汇总表, by number, and its columns by
// title.
func (o *simulated) table(f *excelize.File) (rows, columns map[string]int) {
	all, err := f.GetRows(form.PageProjects)
	require.NoError(o.t, err)
	rows, columns = map[string]int{}, map[string]int{}
	for j, text := range all[form.ProjectHeaderRow-1] {
		columns[text] = j + 1
	}
	for i, row := range all[form.ProjectHeaderRow:] {
		if at := columns[form.ColNumber]; at <= len(row) && len(row) > at {
			rows[row[at-1]] = form.ProjectHeaderRow + 1 + i
		}
	}
	return rows, columns
}

// compare compares all figures with the model's.
func (o *simulated) compare() {
	t, w, r := o.t, o.w, o.rep
	assert.Empty(t, r.Stale, "all of the office's work is of use")
	listed, called := map[string]report.ProjectRow{}, map[string]string{}
	for _, p := range r.Projects {
		listed[p.Number], called[title(p.Project.Title())] = p, p.Number
	}
	require.Len(t, listed, len(r.Projects), "a number each")
	type sums struct{ projects, done, unverified, stopped, total, paid, carried int }
	var all sums
	tracks, units, lights := map[int]*sums{}, map[string]int{}, map[string]int{}
	p := plan.Builtin()
	for _, x := range w.works {
		if x.number == "" {
			x.number = called[title(x.name)]
		}
		row, ok := listed[x.number]
		if !ok {
			assert.Fail(t, "lost", "%s of %s", x.name, x.now.unit)
			continue
		}
		delete(listed, x.number)
		if x.state == "已报" {
			assert.Equal(t, title(x.name), title(row.Project.Title()), "%s is another's number now", x.number)
		}
		assert.Equal(t, x.state, string(row.State), "%s (%s)", x.name, row.Because)
		assert.Equal(t, w.lightOf(x), row.Light.String(), "%s: %+v", x.name, x.said)
		if x.known {
			assert.Equal(t, []string{strconv.Itoa(x.said.total), strconv.Itoa(x.said.paid), strconv.Itoa(x.said.progress), x.said.status},
				[]string{row.Project.Value("total"), row.Project.Value("paid"), row.Project.Value("progress"), row.Project.Status}, x.name)
		}
		task := p.Tasks[x.task-1]
		if tracks[task.Track] == nil {
			tracks[task.Track] = &sums{}
		}
		units[x.unit()]++
		lights[row.Light.String()]++
		for _, s := range []*sums{&all, tracks[task.Track]} {
			s.projects++
			s.total += x.said.total
			s.paid += x.said.paid
			switch light := w.lightOf(x); {
			case light == "已完成":
				s.done++
			case light == "数据待核实":
				s.unverified++
			case light == "取消":
				s.stopped++
			}
			if x.state != "已报" && x.known {
				s.carried++
			}
		}
	}
	assert.Empty(t, listed, "nothing is there that nobody sent")
	tally := func(t report.Tally) sums {
		return sums{t.Projects, t.Done, t.Unverified, t.Stopped, int(t.Total / plan.Wan), int(t.Paid / plan.Wan), t.Carried}
	}
	assert.Equal(t, all, tally(r.Overall))
	for _, row := range r.Tracks {
		if tracks[row.No] == nil {
			tracks[row.No] = &sums{}
		}
		assert.Equal(t, *tracks[row.No], tally(row.Tally), row.Name)
	}
	for _, row := range r.Units {
		assert.Equal(t, units[row.Unit], row.Tally.Projects, row.Unit)
	}
	assert.True(t, r.Balance.Rows.Adds())
	o.compareMovement()
	o.compareOwn()
}

// compareMovement compares what was paid since last quarter, and who is new.
func (o *simulated) compareMovement() {
	m, w := o.rep.Movement, o.w
	if m == nil {
		return
	}
	before, gone, first, since, fresh := 0, 0, 0, 0, 0
	goesOn := map[string]bool{}
	for _, paid := range w.last {
		before += paid
	}
	for _, x := range w.works {
		_, was := w.last[x.number]
		for _, old := range x.from {
			goesOn[old.number] = true
		}
		goesOn[x.number] = true
		switch {
		case was:
			since += x.said.paid
		case len(x.from) > 0 && x.state == "已报":
			since += x.said.paid
		case x.state == "已报":
			first += x.said.paid
			fresh++
		}
	}
	for number, paid := range w.last {
		if goesOn[number] {
			since -= paid
		} else {
			gone += paid
		}
	}
	assert.Equal(o.t, []int{since, first, gone, fresh}, []int{int(m.Paid / plan.Wan), int(m.FirstPaid / plan.Wan), int(m.LeftPaid / plan.Wan), m.New},
		"paid since, by new ones, by those that left, new ones")
}

// compareOwn looks for what is the office's own.
func (o *simulated) compareOwn() {
	f, err := excelize.OpenFile(o.book())
	require.NoError(o.t, err)
	defer f.Close()
	said, err := f.GetCellValue(ownSheet, "A1")
	require.NoError(o.t, err)
	assert.Equal(o.t, o.w.script.quarter.Chinese(), said)
	rows, columns := o.table(f)
	for _, x := range o.w.works {
		at, err := excelize.CoordinatesToCellName(columns[ownColumn], rows[x.number])
		require.NoError(o.t, err)
		said, err := f.GetCellValue(form.PageProjects, at)
		require.NoError(o.t, err)
		assert.Equal(o.t, "盯办"+x.name, said)
	}
}

// unit is whose project it is in the report.
func (x *work) unit() string {
	if x.state == "已报" || !x.known {
		return x.now.unit
	}
	return x.said.unit
}
