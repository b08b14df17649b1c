package returns

import (
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/book"
	"jingpin/internal/excel/exceltest"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// The department accepts the suggestion for 浦电路改造 and does something to the
// file besides.
func TestAcceptedSuggestionFollowsItsProject(t *testing.T) {
	marked, _ := returned(t, "管理办.xlsx", ownTable(t))
	const wrong, right = "社区管里办", "管理办"
	bad := ownFirst + 3
	lead := func(row int) string { return ownCell(plan.KeyLead, row) }
	name := func(row int) string { return ownCell(plan.KeyName, row) }
	for _, c := range []struct {
		name    string
		disturb func(t *testing.T, f *excelize.File)
		taken   bool
		why     string // in C07's message
	}{
		{name: "nothing", taken: true},
		{name: "sorted", disturb: func(t *testing.T, f *excelize.File) { exchange(t, f, ownFirst, bad) }, taken: true},
		{name: "rows inserted", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.InsertRows(ownSheet, ownFirst, 2))
		}, taken: true},
		{name: "a row above deleted", disturb: func(t *testing.T, f *excelize.File) { require.NoError(t, f.RemoveRow(ownSheet, ownFirst)) }, taken: true},
		{name: "the sheet renamed", disturb: func(t *testing.T, f *excelize.File) { require.NoError(t, f.SetSheetName(ownSheet, "二季度")) }, taken: true},
		{name: "the sheet moved", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.MoveSheet(ownSheet, form.SheetProblems))
		}, taken: true},
		{name: "the list renamed", disturb: func(t *testing.T, f *excelize.File) { require.NoError(t, f.SetSheetName(form.SheetProblems, "退回")) }, taken: true},
		{name: "the list sorted", disturb: func(t *testing.T, f *excelize.File) {
			rows, err := f.GetRows(form.SheetProblems)
			require.NoError(t, err)
			require.NoError(t, f.DuplicateRowTo(form.SheetProblems, len(rows), form.ProblemHeader+1))
			require.NoError(t, f.RemoveRow(form.SheetProblems, len(rows)+1))
		}, taken: true},
		{name: "a column in the list", disturb: func(t *testing.T, f *excelize.File) { require.NoError(t, f.InsertCols(form.SheetProblems, "C", 1)) }, taken: true},
		{name: "a row over the list", disturb: func(t *testing.T, f *excelize.File) { require.NoError(t, f.InsertRows(form.SheetProblems, 1, 1)) }, taken: true},
		{name: "rows and columns told wrong", disturb: func(t *testing.T, f *excelize.File) {
			for _, cell := range acceptedCells(t, f, form.ProblemRow, form.ProblemCol) {
				require.NoError(t, f.SetCellValue(form.SheetProblems, cell, 3))
			}
		}, taken: true},
		{name: "results lost", disturb: func(t *testing.T, f *excelize.File) {
			for _, cell := range acceptedCells(t, f, form.ProblemRow, form.ProblemCol) {
				require.NoError(t, f.SetCellValue(form.SheetProblems, cell, nil))
			}
		}, taken: true},
		{name: "√", disturb: typeInstead("√"), taken: true},
		{name: "是", disturb: typeInstead(" 是"), taken: true},
		{name: "同意。", disturb: typeInstead("同意。"), taken: true},
		{name: "采用", disturb: typeInstead("采用"), taken: true},
		{name: "不采纳", disturb: typeInstead("不采纳")},
		{name: "×", disturb: typeInstead("×")},
		{name: "否", disturb: typeInstead("否")},
		{name: "retyped", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, lead(bad), "营商办"))
		}, why: "这一格后来改过"},
		{name: "typed by hand", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, lead(bad), right))
		}, taken: true},
		{name: "another project in its place", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, name(bad), "崂山西路改造"))
		}, why: "表里找不到项目“浦电路改造”"},
		{name: "the project deleted, another as wrong", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.RemoveRow(ownSheet, bad))
			require.NoError(t, f.SetCellStr(ownSheet, lead(bad), wrong))
		}, why: "表里找不到项目“浦电路改造”"},
		{name: "of another task", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, ownCell(plan.KeyTask, bad), "提高小区环境品质"))
		}, why: "表里找不到项目“浦电路改造”"},
		{name: "twice, as wrong", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.DuplicateRow(ownSheet, bad))
			require.NoError(t, f.InsertRows(ownSheet, ownFirst, 3)) // neither stands where it stood
			for _, cell := range acceptedCells(t, f, form.ProblemRow) {
				require.NoError(t, f.SetCellValue(form.SheetProblems, cell, 3))
			}
		}, why: "表里有2行都是这个项目"},
		{name: "the column gone", disturb: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.RemoveCol(ownSheet, strings.TrimRight(lead(bad), "0123456789")))
		}, why: "表里没有“牵头部门”这一栏"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			sent := exceltest.Worked(t, marked, func(f *excelize.File) {
				accept(t, f, form.SheetProblems, "U05")
				if c.disturb != nil {
					c.disturb(t, f)
				}
			})
			sub := exceltest.Checked("管理办.xlsx", sent)
			taken, told := false, ""
			for _, r := range sub.Rows {
				taken = taken || r.Project.Name == "浦电路改造" && r.Project.Lead == right
				if r.Project.Name != "浦电路改造" && r.Project.Name != "崂山路改造" {
					assert.NotContains(t, r.Rules, "C07")
				}
			}
			for _, f := range sub.Findings {
				if f.Rule == "C07" {
					told += f.Message
				}
			}
			assert.Equal(t, c.taken, taken, "%v", codes(sub))
			if c.why == "" {
				assert.Empty(t, told)
			} else {
				assert.Contains(t, told, c.why)
			}
			if c.taken && slices.Contains(codes(sub), "U05") {
				assert.Fail(t, "still wrong")
			}
		})
	}
}

// Amounts in 元, of whole columns or of one row: one acceptance mends them all,
// and what it mended stays mended in the next round.
func TestOneAcceptanceMendsAllAmounts(t *testing.T) {
	money := []string{plan.KeyTotal, plan.KeyDistrict, plan.KeyPaid}
	for name, rows := range map[string]int{"columns": 5, "a row": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sent := exceltest.Worked(t, ownTable(t), func(f *excelize.File) {
				for i := range rows {
					for j, key := range money {
						require.NoError(t, f.SetCellInt(ownSheet, ownCell(key, ownFirst+i), []int64{2_000_000, 2_000_000, 500_000}[j]))
					}
				}
			})
			marked, _ := returned(t, "管理办.xlsx", sent)
			again := exceltest.Worked(t, marked, func(f *excelize.File) {
				accept(t, f, form.SheetProblems, "M04")
				require.NoError(t, f.InsertCols(ownSheet, "B", 1))
			})
			second, _ := returned(t, "管理办.xlsx", again)
			for _, data := range [][]byte{again, second} {
				sub := exceltest.Checked("管理办.xlsx", data)
				assert.NotContains(t, codes(sub), "M04")
				assert.NotContains(t, codes(sub), "C07")
				for i := range rows {
					p := &sub.Rows[i].Project
					assert.Equal(t, []string{"200", "200", "50"}, []string{p.Value(money[0]), p.Value(money[1]), p.Value(money[2])})
				}
			}
		})
	}
}

// A table of a department's own, with the faults of the faulty form in the same
// rows.
const (
	ownSheet = "二季度项目"
	ownFirst = 3
)

var ownColumns = []string{
	plan.KeyNo, plan.KeyTrack, plan.KeyTask, plan.KeyName, plan.KeyContent, plan.KeyKind, plan.KeyStart, plan.KeyDeadline, plan.KeyLead, plan.KeyTotal,
	plan.KeyDistrict, plan.KeyStreet, plan.KeyStatus, plan.KeyProgress, plan.KeyDone, plan.KeyPaid, plan.KeyNext,
}

// ownCell is where a column stands in it.
func ownCell(key string, row int) string { return book.At(row, slices.Index(ownColumns, key)+1) }

func ownTable(t testing.TB) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	require.NoError(t, f.SetSheetName("Sheet1", ownSheet))
	require.NoError(t, f.SetCellStr(ownSheet, "A1", "2023年第二季度项目计划表（单位：万元）"))
	for i, project := range faultyProjects() {
		project[plan.KeyNo] = i + 1
		project[plan.KeyDistrict], project[plan.KeyStreet] = project[plan.KeyTotal], 0
		for _, key := range ownColumns {
			c, _ := plan.Builtin().Column(key)
			require.NoError(t, f.SetCellStr(ownSheet, ownCell(key, ownFirst-1), c.Header))
			require.NoError(t, f.SetCellValue(ownSheet, ownCell(key, ownFirst+i), project[key]))
		}
	}
	data, err := f.WriteToBuffer()
	require.NoError(t, err)
	return data.Bytes()
}

// exchange exchanges what two rows of the form hold.
func exchange(t *testing.T, f *excelize.File, a, b int) {
	t.Helper()
	for col := range len(ownColumns) {
		from, to := book.At(a, col+1), book.At(b, col+1)
		first, err := f.GetCellValue(ownSheet, from)
		require.NoError(t, err)
		second, err := f.GetCellValue(ownSheet, to)
		require.NoError(t, err)
		require.NoError(t, f.SetCellDefault(ownSheet, from, second))
		require.NoError(t, f.SetCellDefault(ownSheet, to, first))
	}
}

// acceptedCells are cells of the list beside what has been accepted.
func acceptedCells(t *testing.T, f *excelize.File, columns ...int) []string {
	t.Helper()
	rows, err := f.GetRows(form.SheetProblems)
	require.NoError(t, err)
	var cells []string
	for i, row := range rows {
		if i >= form.ProblemHeader && len(row) >= form.ProblemAccept && row[form.ProblemAccept-1] == form.AcceptWord {
			for _, col := range columns {
				cells = append(cells, book.At(i+1, col))
			}
		}
	}
	require.NotEmpty(t, cells)
	return cells
}

// typeInstead types something else than the drop-down offers.
func typeInstead(word string) func(*testing.T, *excelize.File) {
	return func(t *testing.T, f *excelize.File) {
		for _, cell := range acceptedCells(t, f, form.ProblemAccept) {
			require.NoError(t, f.SetCellStr(form.SheetProblems, cell, word))
		}
	}
}
