package consolidated

import (
	"bytes"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/check"
	"jingpin/internal/excel/book"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

// readBack opens a workbook as the program does.
func readBack(t testing.TB, data []byte) *intake.Consolidated {
	t.Helper()
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	require.True(t, intake.IsConsolidated(wb))
	c, err := intake.ReadConsolidated(wb, plan.Builtin())
	require.NoError(t, err)
	for _, s := range c.Submissions {
		check.Judge(s, plan.Builtin(), check.Options{})
	}
	return c
}

// office changes a written workbook as the office would.
func office(t *testing.T, data []byte, work func(f *excelize.File)) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	require.NoError(t, err)
	defer f.Close()
	work(f)
	var out bytes.Buffer
	require.NoError(t, f.Write(&out))
	return out.Bytes()
}

// cellAt is the cell of a project in a column of 项目汇总表.
func cellAt(p *plan.Plan, row int, column string) string {
	for i, c := range form.ProjectTable(p) {
		if c.ID() == column {
			return book.At(row, i+1)
		}
	}
	panic("no column " + column)
}

func TestUntouchedWorkbookReadsBackAsWritten(t *testing.T) {
	pf, stored := campaign(t, 62)
	data, _ := written(t, 62)
	c := readBack(t, data)
	assert.Empty(t, c.Problems)
	assert.Equal(t, stored.Head.Quarter, c.Head.Quarter)
	require.Len(t, c.Submissions, len(stored.Submissions))
	assert.Equal(t, stored.Submissions[0].Rows[0].Project, c.Submissions[0].Rows[0].Project)
	require.NotNil(t, c.Previous)
	assert.Equal(t, stored.Previous.Standings, c.Previous.Standings)
	assert.Equal(t, pf.Office.Edits, c.Office.Edits)
	assert.Equal(t, pf.Office.Exceptions, c.Office.Exceptions)
	assert.Equal(t, pf.Office.Changes, c.Office.Changes)
	assert.Empty(t, c.Office.Removed)
	assert.Empty(t, c.Office.Decisions)
	var lights []filing.Override
	for _, e := range pf.Entries {
		if e.Override != nil {
			lights = append(lights, *e.Override)
		}
	}
	assert.Equal(t, lights, c.Office.Overrides)
}

func TestOfficeWorkIsRead(t *testing.T) {
	slowtest.Long(t)
	p := plan.Builtin()
	data, r := written(t, 62)
	first := form.ProjectHeaderRow + 2
	one, two := r.Projects[0], r.Projects[1]
	data = office(t, data, func(f *excelize.File) {
		set := func(sheet, cell string, value any) { require.NoError(t, f.SetCellValue(sheet, cell, value)) }
		set(form.PageProjects, cellAt(p, first, "total"), "120万")
		set(form.PageProjects, cellAt(p, first, "deadline"), "2024年6月底前")
		set(form.PageProjects, cellAt(p, first, "status"), "已完工")
		set(form.PageProjects, cellAt(p, first+1, "progress"), 12.5)
		set(form.PageProjects, cellAt(p, first+1, form.ColOverride), "红灯")
		set(form.PageProjects, cellAt(p, first+1, form.ColReason), "现场核实")
		set(form.PageConflicts, "I4", "采用乙")
		set(form.PageChanges, "I5", "会议纪要第3期")
		set(form.PageChanges, "J5", "2023-06-20")
		set(form.PageDrafts, "C4", "改写的第一段。")
		require.NoError(t, f.RemoveRow(form.PageProjects, first+2))
	})
	c := readBack(t, data)
	assert.Empty(t, c.Problems)
	assert.Subset(t, c.Office.Edits, []filing.Edit{
		{Number: one.Number, Key: one.Key, Column: "total", Before: "100", After: "120"},
		{Number: one.Number, Key: one.Key, Column: "deadline", Before: "2023-12-31", After: "2024-06-30"},
		{Number: one.Number, Key: one.Key, Column: "status", Before: plan.StatusUnderWay, After: plan.StatusDone},
		{Number: two.Number, Key: two.Key, Column: "progress", Before: two.Project.Value("progress"), After: "12.5", Seq: 1},
	})
	assert.Len(t, c.Office.Edits, 5, "and the one from before")
	assert.Contains(t, c.Office.Overrides, filing.Override{Key: two.Key, Light: plan.Red, Reason: "现场核实"})
	assert.Equal(t, []filing.Decision{{Rule: "X02", Key: "X02|1|街区党建", Choice: "采用乙"}}, c.Office.Decisions)
	assert.Equal(t, []filing.Removal{{Key: r.Projects[2].Key, Name: r.Projects[2].Project.Title()}}, c.Office.Removed)
	require.Len(t, c.Office.Changes, 2)
	assert.Equal(t, filing.Change{
		Kind: filing.ChangeMoney, Old: "01-002", Before: "150", After: "180", Basis: "会议纪要第3期", Approved: plan.Day(2023, 6, 20),
	}, c.Office.Changes[1])
	require.Len(t, c.Office.Drafts, 1)
	assert.Equal(t, "改写的第一段。", c.Office.Drafts[0].Revised)
}

func TestLedgerOfChangesIsRead(t *testing.T) {
	pf, stored := campaign(t, 20)
	handed := filing.Change{Kind: filing.ChangeCancel, Old: "01-003", Basis: "去年的纪要", Approved: plan.Day(2023, 2, 1), Quarter: plan.Quarter{Year: 2023, N: 1}}
	noted := filing.Change{Kind: filing.ChangePause, Old: "01-004"}
	pf.Approved = append([]filing.Change{handed}, pf.Approved...)
	pf.Noted = []filing.Change{noted}
	pf.Office.Changes = append(pf.Office.Changes, noted)
	stored.Office = pf.Office
	data, err := Write(report.Build(pf, report.Options{}), plan.Builtin(), stored)
	require.NoError(t, err)
	assert.Equal(t, stored.Office.Changes, readBack(t, data).Office.Changes, "what the program lists by itself is none of the office's")

	day := plan.Day(2023, 6, 20)
	data = office(t, data, func(f *excelize.File) {
		for i, c := range [][]string{
			{filing.ChangeDeadline, "2023年底", "2023年三季度", "2023-06-20"},
			{filing.ChangeDeadline, "", "20240930", "2023年6月20日"},
			{filing.ChangeDeadline, "", "某天", "2023-06-20"},
			{"改名", "", "", "2023-06-20"},
			{filing.ChangeCancel, "", "", "上周"},
		} {
			for column, v := range map[string]string{"C": c[0], "G": c[1], "H": c[2], "I": "纪要", "J": c[3]} {
				require.NoError(t, f.SetCellValue(form.PageChanges, column+plan.Count(8+i), v))
			}
		}
	})
	c := readBack(t, data)
	assert.Equal(t, []filing.Change{
		{Kind: filing.ChangeDeadline, Before: "2023-12-31", After: "2023-09-30", Basis: "纪要", Approved: day},
		{Kind: filing.ChangeDeadline, After: "2024-09-30", Basis: "纪要", Approved: day},
		{Kind: filing.ChangeDeadline, After: "某天", Basis: "纪要", Approved: day},
		{Kind: "改名", Basis: "纪要", Approved: day},
		{Kind: filing.ChangeCancel, Basis: "纪要", Dated: "上周"},
	}, c.Office.Changes[2:])
	require.Len(t, c.Problems, 3)
	assert.Contains(t, c.Problems[0], "项目变更!H10")
}

func TestRowsTheOfficeAdds(t *testing.T) {
	p := plan.Builtin()
	data, r := written(t, 62)
	last := form.ProjectHeaderRow + len(r.Projects) + len(p.Tracks)
	data = office(t, data, func(f *excelize.File) {
		require.NoError(t, f.InsertRows(form.PageProjects, last+1, 1))
		for column, value := range map[string]any{
			"track": "文化润心行动", "task": "凝聚人心共识", "name": "办公室补充的项目", "lead": "宣统文化办", "deadline": "2024年12月",
			"total": 30, "status": "在建", "progress": 40, "done": "已完成方案并开始实施,进展正常。",
		} {
			require.NoError(t, f.SetCellValue(form.PageProjects, cellAt(p, last+1, column), value))
		}
	})
	c := readBack(t, data)
	assert.Empty(t, c.Office.Removed)
	assert.Len(t, c.Office.Edits, 1)
	require.Len(t, c.Submissions, 25)
	added := c.Submissions[24]
	assert.True(t, added.ByOffice)
	require.Len(t, added.Rows, 1)
	project := added.Rows[0].Project
	assert.Equal(t, "办公室补充的项目", project.Name)
	assert.Equal(t, 16, project.TaskNo)
	assert.Equal(t, plan.Exactly(30*plan.Wan), project.Total)
	assert.Equal(t, plan.Day(2024, 12, 31), project.Deadline)
	assert.NotEmpty(t, added.SHA256)
	for _, f := range added.Findings {
		assert.NotEqual(t, plan.Error, f.Severity, f.Message)
	}
}

func TestTableWithoutItsRecordIsPlainRows(t *testing.T) {
	data, r := written(t, 62)
	data = office(t, data, func(f *excelize.File) { require.NoError(t, f.DeleteSheet(form.PageData)) })
	c := readBack(t, data)
	require.Len(t, c.Submissions, 1)
	assert.Len(t, c.Submissions[0].Rows, len(r.Projects))
	assert.Equal(t, plan.Quarter{Year: 2023, N: 2}, c.Submissions[0].Quarter)
	assert.Equal(t, r.Projects[5].Project.Name, c.Submissions[0].Rows[5].Project.Name)
	assert.Empty(t, c.Office.Removed)
}

func TestWithdrawnCorrection(t *testing.T) {
	data, _ := written(t, 62)
	data = office(t, data, func(f *excelize.File) { require.NoError(t, f.RemoveRow(form.PageEdits, form.ListHeaderRow+1)) })
	assert.Empty(t, readBack(t, data).Office.Edits)
}

func TestDamagedRecordIsAnError(t *testing.T) {
	data, _ := written(t, 30)
	data = office(t, data, func(f *excelize.File) { require.NoError(t, f.SetCellValue(form.PageData, "A2", "AAAA")) })
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	_, err = intake.ReadConsolidated(wb, plan.Builtin())
	assert.ErrorIs(t, err, form.ErrStored)
}

// A row in error may name another task than its project: the finding and the
// project still lead to one another.
func TestFindingsOfARowCalledOtherwiseLeadToItsProject(t *testing.T) {
	pf, _ := campaign(t, 20)
	left := pf.LeftOut[0]
	src := left.Row.Project.Source
	pf.Findings = []filing.Finding{{File: src.File, Sheet: src.Sheet, Row: src.Row, Rule: "S05", Severity: plan.Error, Key: "9|别的"}}
	l := newLayout(report.Build(pf, report.Options{}), plan.Builtin())
	row := l.byNumber[left.Number]
	require.Positive(t, row)
	assert.Equal(t, []int{row}, l.about)
	assert.Equal(t, issue{0, 1}, l.issues[row])
}
