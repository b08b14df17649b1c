package forms

import (
	"bytes"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

// standings are a project under way and a finished one.
func standings() []filing.Standing {
	progress, full := plan.Percent(3550), plan.Full
	return []filing.Standing{
		{Number: "08-001", Quarter: plan.Quarter{Year: 2023, N: 1}, Deadline: plan.Day(2024, 6, 30), Project: filing.Project{
			Track: "形态改善行动", Task: "推进道路设施提升", TaskNo: 8, Name: "九六广场周边背街小巷改造", Content: "改造背街小巷5条，更新路面、排水和照明。",
			Kind: plan.KindWorks, Targets: map[int]string{2023: "改造3条", 2024: "改造2条"}, Start: plan.Day(2023, 3, 1), Deadline: plan.Day(2024, 9, 30),
			Lead: "管理办", Partners: []string{"城建中心(房管办)", "派出所"}, Total: plan.Exactly(1084*plan.Wan + 3500*plan.Yuan),
			District: plan.Exactly(1084*plan.Wan + 3500*plan.Yuan), Funding: "部分落实", Status: plan.StatusUnderWay, Progress: &progress,
			Paid: plan.Exactly(300 * plan.Wan), Done: "第一条巷路面翻新完成，第二条进场，开挖排水管道120米。",
		}},
		{Number: "07-002", Project: filing.Project{
			Track: "形态改善行动", Task: "改善街区景观环境", TaskNo: 7, Name: "“美食崂山”特色道路打造", Content: "打造特色道路。", Kind: plan.KindWorks,
			Targets: map[int]string{2022: "完成"}, Start: plan.Day(2022, 1, 1), Deadline: plan.Day(2023, 3, 31), Lead: "管理办",
			Total: plan.Exactly(50 * plan.Wan), Street: plan.Exactly(50 * plan.Wan), Funding: "已落实", Status: plan.StatusDone, Progress: &full,
			Paid: plan.Exactly(48 * plan.Wan), Done: "全部完工并通过验收。", Finished: plan.Day(2023, 3, 20),
		}},
	}
}

func rolledForm(t *testing.T) []byte {
	t.Helper()
	u, ok := plan.Builtin().Unit("管理办")
	require.True(t, ok)
	data, err := Write(plan.Builtin(), Form{Unit: u, Quarter: exceltest.FormQuarter, Standings: standings()})
	require.NoError(t, err)
	return data
}

// rolledCell is where a column, or last quarter's value of it, stands.
func rolledCell(t *testing.T, key string, last bool, row int) string {
	t.Helper()
	for i, s := range form.Slots(plan.Builtin(), true) {
		if s.Key == key && s.Last == last {
			return book.At(row, i+1)
		}
	}
	require.Fail(t, "no such column", key)
	return ""
}

func TestRolledFormKeepsThePlanAndAsksForNews(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(rolledForm(t)))
	require.NoError(t, err)
	defer f.Close()
	const under, done = form.FirstRow, form.FirstRow + 1
	for _, c := range []struct {
		key    string
		last   bool
		row    int
		want   string
		locked bool
	}{
		{"id", false, under, "08-001", true},
		{"name", false, under, "九六广场周边背街小巷改造", true},
		{"y2023", false, under, "改造3条", true},
		{"deadline", false, under, "2024-06-30", false}, // the last approved one
		{"lead", false, under, "管理办", false},
		{"partners", false, under, "城建中心(房管办)、派出所", false},
		{"total", false, under, "1084.35", false},
		{"status", true, under, "在建", true},
		{"status", false, under, "", false},
		{"progress", true, under, "35.5", true},
		{"progress", false, under, "", false},
		{"done", true, under, "第一条巷路面翻新完成，第二条进场，开挖排水管道120米。", true},
		{"done", false, under, "", false},
		{"paid", true, under, "300", true},
		{"paid", false, under, "", false},
		{"status", false, done, "已完成", true},
		{"progress", false, done, "100", true},
		{"paid", false, done, "48", true},
		{"finished", false, done, "2023-03-20", true},
	} {
		cell := rolledCell(t, c.key, c.last, c.row)
		value, err := f.GetCellValue(form.SheetForm, cell, excelize.Options{RawCellValue: true})
		require.NoError(t, err)
		assert.Equal(t, c.want, value, "%s %s", c.key, cell)
		assert.Equal(t, c.locked, locked(t, f, cell), "%s %s", c.key, cell)
	}
}

func TestRolledFormFoldsWhatStays(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(rolledForm(t)))
	require.NoError(t, err)
	defer f.Close()
	for _, s := range []struct {
		key  string
		want bool
	}{
		{"name", true}, {"content", false}, {"y2022", false}, {"y2023", true}, {"y2024", false}, {"start", false}, {"deadline", true},
		{"lead", true}, {"leader", false}, {"total", true}, {"street", false}, {"status", true}, {"done", true},
	} {
		cell := rolledCell(t, s.key, false, 1)
		shown, err := f.GetColVisible(form.SheetForm, cell[:len(cell)-1])
		require.NoError(t, err)
		assert.Equal(t, s.want, shown, s.key)
	}
}

func TestRolledFormReadsClean(t *testing.T) {
	slowtest.Long(t)
	news := map[string]any{
		"status": "在建", "progress": 52, "done": "第二、三条巷路面翻新完成，第四条进场施工。", "paid": 420, "next": "8月底前完成第四条巷改造。",
		"problem": "管线迁改推迟，已经协调好。", "street": nil, "deadline": "2025年12月",
	}
	data := exceltest.Worked(t, rolledForm(t), func(f *excelize.File) {
		for key, value := range news {
			require.NoError(t, f.SetCellValue(form.SheetForm, rolledCell(t, key, false, form.FirstRow), value))
		}
	})
	for name, data := range map[string]func(t *testing.T) []byte{
		"as written":        func(*testing.T) []byte { return data },
		"after LibreOffice": func(t *testing.T) []byte { return exceltest.SavedByLibreOffice(t, data) },
	} {
		t.Run(name, func(t *testing.T) {
			data := data(t)
			if name == "after LibreOffice" {
				due, err := exceltest.Opened(t, data).GetCellValue(form.SheetForm, rolledCell(t, plan.KeyDue, false, form.FirstRow))
				require.NoError(t, err)
				assert.Equal(t, plan.Elapsed(plan.Day(2023, 3, 1), plan.Day(2024, 6, 30), exceltest.FormQuarter.Last()).String(), due, "by the last approved deadline")
			}
			sub := exceltest.Checked("管理办.xlsx", data)
			assert.Empty(t, exceltest.Rules(sub))
			require.Len(t, sub.Rows, 2)
			assert.Equal(t, "第二、三条巷路面翻新完成，第四条进场施工。", sub.Rows[0].Project.Done)
			assert.Equal(t, plan.Exactly(420*plan.Wan), sub.Rows[0].Project.Paid)
			assert.Equal(t, plan.Exactly(48*plan.Wan), sub.Rows[1].Project.Paid)
		})
	}
}

// TestRolledFormLeavesFreeWhatTheSourceDidNotSay holds for a finished project
// too.
func TestRolledFormLeavesFreeWhatTheSourceDidNotSay(t *testing.T) {
	u, _ := plan.Builtin().Unit("管理办")
	standings := standings()
	for i := range standings {
		p := &standings[i].Project
		p.Task, p.Content, p.Kind, p.Total, p.Partners = "", "", "", plan.Amount{}, nil
	}
	data, err := Write(plan.Builtin(), Form{Unit: u, Quarter: exceltest.FormQuarter, Standings: standings})
	require.NoError(t, err)
	f := exceltest.Opened(t, data)
	for row := form.FirstRow; row < form.FirstRow+2; row++ {
		for _, key := range []string{"task", "content", "kind", "total", "partners"} {
			assert.False(t, locked(t, f, rolledCell(t, key, false, row)), "%s in row %d", key, row)
		}
		assert.True(t, locked(t, f, rolledCell(t, "name", false, row)))
	}
}

// TestRolledFormHoldsEveryProject brings along more projects than a fresh form
// has rows for.
func TestRolledFormHoldsEveryProject(t *testing.T) {
	u, _ := plan.Builtin().Unit("管理办")
	many := make([]filing.Standing, form.ReadyRows+30)
	for i := range many {
		many[i] = standings()[0]
		many[i].Number, many[i].Project.Name = "08-"+plan.Count(100+i), "第"+plan.Count(i+1)+"条背街小巷改造"
	}
	data, err := Write(plan.Builtin(), Form{Unit: u, Quarter: exceltest.FormQuarter, Standings: many})
	require.NoError(t, err)
	f := exceltest.Opened(t, data)
	last := form.FirstRow + len(many) - 1
	name, err := f.GetCellValue(form.SheetForm, rolledCell(t, "name", false, last))
	require.NoError(t, err)
	assert.Equal(t, many[len(many)-1].Project.Name, name)
	assert.False(t, locked(t, f, rolledCell(t, "name", false, last+1)), "a new project has a row too")
	checks, err := f.GetDataValidations(form.SheetForm)
	require.NoError(t, err)
	end := last + spareRows
	for _, dv := range checks[:len(checks)-1] { // the tick's is last
		assert.True(t, strings.HasSuffix(dv.Sqref, plan.Count(end)), "%s goes down to row %d", dv.Sqref, end)
	}
	total, err := f.GetCellValue(form.SheetForm, book.At(end+1, 1))
	require.NoError(t, err)
	assert.Equal(t, form.FootLine(form.FootOf(many)), total)
	formula, err := f.GetCellFormula(form.SheetForm, book.At(end+1, 1))
	require.NoError(t, err)
	assert.Equal(t, 3, strings.Count(formula, "$"+plan.Count(end)), "%s adds up all rows", formula)
	marks, err := f.GetConditionalFormats(form.SheetForm)
	require.NoError(t, err)
	for cells := range marks {
		for cells := range strings.FieldsSeq(cells) {
			if strings.Contains(cells, ":") { // the tick's is one cell
				assert.True(t, strings.HasSuffix(cells, plan.Count(end)), cells)
			}
		}
	}
	foot, err := f.GetCellFormula(form.SheetPrint, book.At(printRowHeader-1, 1))
	require.NoError(t, err)
	assert.Contains(t, foot, "$A$"+plan.Count(end+1))
	assert.Contains(t, foot, "$A$"+plan.Count(end+2))
	sums, err := f.GetCellFormula(form.SheetSums, book.At(end, sumKnown))
	require.NoError(t, err)
	assert.NotEmpty(t, sums)
	areas := map[string]string{}
	for _, n := range f.GetDefinedName() {
		if n.Scope == form.SheetForm {
			areas[n.Name] = n.RefersTo
		}
	}
	assert.True(t, strings.HasSuffix(areas["_xlnm.Print_Area"], "$"+plan.Count(end+footRows)), areas)
	assert.True(t, strings.HasSuffix(areas["_xlnm._FilterDatabase"], "$"+plan.Count(end)), areas)
	sub := exceltest.Checked("管理办.xlsx", data)
	assert.Len(t, sub.Rows, len(many))
}
