package consolidated

import (
	"bytes"
	"slices"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/report"
)

// deskCell is where a column of 待办 stands in the line of an errand.
func deskCell(r *report.Report, title string, of func(e report.Errand) bool) string {
	i := slices.IndexFunc(r.Errands, of)
	return book.At(form.ListHeaderRow+1+i, form.PageNamed(form.PageDesk).Place(title))
}

func isLead(e report.Errand) bool { return e.Rule == "X02" }

func TestWhatIsDecidedOnTheDeskIsTheSameDecision(t *testing.T) {
	data, r := written(t, 62)
	type cells = map[string]string
	for _, c := range []struct {
		name  string
		typed cells  // by title, in the line of the lead
		other string // chosen in 重复与冲突核定
		want  []filing.Decision
		wrong string
	}{
		{name: "nothing"},
		{name: "by the unit's name", typed: cells{form.ColDecide: "党建办", form.ColDecidedBy: "主任办公会"},
			want: []filing.Decision{{Rule: "X02", Key: "X02|1|街区党建", Choice: "采用甲", Basis: "主任办公会"}}},
		{name: "by the choice's own name", typed: cells{form.ColDecide: "都不计"}, want: []filing.Decision{{Rule: "X02", Key: "X02|1|街区党建", Choice: "都不计"}}},
		{name: "later", typed: cells{form.ColDecide: "以后再定"}},
		{name: "unknown", typed: cells{form.ColDecide: "妇联"}, wrong: "“妇联”不是这一行可以选的，没有采用"},
		{name: "in both, alike", typed: cells{form.ColDecide: "党建办"}, other: "采用甲", want: []filing.Decision{{Rule: "X02", Key: "X02|1|街区党建", Choice: "采用甲"}}},
		{name: "in both, otherwise", typed: cells{form.ColDecide: "党建办"}, other: "都不计",
			want: []filing.Decision{{Rule: "X02", Key: "X02|1|街区党建", Choice: "采用甲"}}, wrong: "“重复与冲突核定”里另选了“都不计”，按这里的算"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readBack(t, office(t, data, func(f *excelize.File) {
				for title, text := range c.typed {
					require.NoError(t, f.SetCellStr(form.PageDesk, deskCell(r, title, isLead), text))
				}
				if c.other != "" {
					require.NoError(t, f.SetCellStr(form.PageConflicts, book.At(form.ListHeaderRow+1, form.PageNamed(form.PageConflicts).Place(form.ColChoice)), c.other))
				}
			}))
			assert.Equal(t, c.want, got.Office.Decisions)
			if c.wrong == "" {
				assert.Empty(t, got.Problems)
			} else {
				require.Len(t, got.Problems, 1)
				assert.Contains(t, got.Problems[0], c.wrong)
			}
		})
	}
}

// TestSentErrandIsAwaited marks a return as sent, and sends it anew once there
// is something else to say.
func TestSentErrandIsAwaited(t *testing.T) {
	pf, stored := campaign(t, 62)
	build := func() *report.Report { return report.Build(pf, report.Options{Date: plan.Day(2023, 7, 5)}) }
	r := build()
	data, err := Write(r, pf.Plan, stored)
	require.NoError(t, err)
	toSend := func(e report.Errand) bool { return e.Group == report.ToSend }
	first := r.Errands[slices.IndexFunc(r.Errands, toSend)]
	c := readBack(t, office(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetCellStr(form.PageDesk, deskCell(r, form.ColSent, toSend), "2023年7月6日"))
	}))
	require.Empty(t, c.Problems)
	assert.Equal(t, []filing.Sent{{What: first.What, Day: plan.Day(2023, 7, 6)}}, c.Office.Sent)

	pf.Office.Sent = c.Office.Sent
	r = build()
	i := slices.IndexFunc(r.Errands, func(e report.Errand) bool { return e.What == first.What })
	assert.Equal(t, report.Awaited, r.Errands[i].Group)
	assert.Equal(t, "2023年7月6日已发", r.Errands[i].Now)
	data, err = Write(r, pf.Plan, stored)
	require.NoError(t, err)
	assert.Equal(t, c.Office.Sent, readBack(t, data).Office.Sent, "run after run")
	unticked := readBack(t, office(t, data, func(f *excelize.File) {
		require.NoError(t, f.SetCellValue(form.PageDesk, deskCell(r, form.ColSent, func(e report.Errand) bool { return e.Sent }), nil))
	}))
	assert.Empty(t, unticked.Office.Sent)

	for i := range pf.Units {
		if pf.Units[i].Unit.Name == first.Units[0] {
			pf.Units[i] = portfolio.UnitState{Unit: pf.Units[i].Unit, Owes: true}
		}
	}
	r = build()
	i = slices.IndexFunc(r.Errands, func(e report.Errand) bool {
		return slices.Contains(e.Units, first.Units[0]) && e.Group == report.ToSend
	})
	assert.GreaterOrEqual(t, i, 0, "something else is to be sent")
}

func TestSheetsStandInGroupsOfOneColour(t *testing.T) {
	data, _ := written(t, 10)
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	assert.Equal(t, form.PageDesk, f.GetSheetName(0))
	assert.Zero(t, f.GetActiveSheetIndex())
	last := form.ToWorkOn
	for _, p := range form.Pages() {
		assert.GreaterOrEqual(t, p.Group, last, p.Name)
		last = p.Group
		props, err := f.GetSheetProps(p.Name)
		require.NoError(t, err)
		require.NotNil(t, props.TabColorRGB, p.Name)
		assert.Equal(t, "FF"+groupTabs[p.Group], *props.TabColorRGB, p.Name)
	}
}

func TestProjectsOpenNarrow(t *testing.T) {
	data, _ := written(t, 10)
	f := exceltest.Opened(t, data)
	seen, width := []string{}, 0.0
	columns := form.ProjectTable(plan.Builtin())
	for i, c := range columns {
		shown, err := f.GetColVisible(form.PageProjects, book.Letters(i+1))
		require.NoError(t, err)
		level, err := f.GetColOutlineLevel(form.PageProjects, book.Letters(i+1))
		require.NoError(t, err)
		if shown {
			w, err := f.GetColWidth(form.PageProjects, book.Letters(i+1))
			require.NoError(t, err)
			seen, width = append(seen, c.ID()), width+w
		}
		assert.Equal(t, !shown && !c.Hidden, level == 1, "%s is opened by the outline", c.ID())
	}
	assert.Equal(t, slices.DeleteFunc(slices.Clone(narrow), func(id string) bool { return id == form.ColStreet }), seen)
	assert.Less(t, width, 190.0, "is read on A4")
	layout, err := f.GetPageLayout(form.PageProjects)
	require.NoError(t, err)
	assert.Equal(t, book.PaperA4, *layout.Size)
	assert.Equal(t, "landscape", *layout.Orientation)
	assert.Equal(t, 1, *layout.FitToWidth)
}

// TestEachLineOffersItsOwnChoices holds for rows that share a drop-down with
// their neighbours and for those that do not.
func TestEachLineOffersItsOwnChoices(t *testing.T) {
	offered := []string{"甲", "甲", "乙", "", "甲"}
	b := newWorkbook()
	defer b.Close()
	p := b.newTab(book.Setup{Name: "表", Widths: []float64{10}})
	p.chooseEach(1, 4, 8, func(row int) string {
		if offered[row-4] == "" {
			return ""
		}
		return "选项!$" + map[string]string{"甲": "A", "乙": "B"}[offered[row-4]] + "$2:$A$3"
	})
	p.Close()
	require.NoError(t, b.Err)
	data, err := b.Saved()
	require.NoError(t, err)
	checks, err := exceltest.Opened(t, data).GetDataValidations("表")
	require.NoError(t, err)
	var got []string
	for _, dv := range checks {
		got = append(got, dv.Sqref+" "+dv.Formula1)
	}
	assert.Equal(t, []string{"A4:A5 选项!$A$2:$A$3", "A6:A6 选项!$B$2:$A$3", "A8:A8 选项!$A$2:$A$3"}, got)
}

// The pages that 计划明确事项 runs over repeat its own titles.
func TestLowerTableOfTasksRepeatsItsTitles(t *testing.T) {
	t.Parallel()
	data, r := written(t, 10)
	f := exceltest.Opened(t, data)
	titles := ""
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Titles" && n.Scope == form.PageTasks {
			titles = n.RefersTo
		}
	}
	row := 8 + len(r.Tasks)
	assert.Contains(t, titles, "$"+plan.Count(row)+":$"+plan.Count(row))
	first, err := f.GetCellValue(form.PageTasks, book.At(row, 1))
	require.NoError(t, err)
	assert.Equal(t, "任务序号", first)
	assert.Contains(t, taskTitles(tasksOnPage+1), "$3:$3", "where the upper one runs over pages itself")
}
