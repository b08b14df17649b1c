package returns

import (
	"bytes"
	"slices"
	"strconv"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"

	"jingpin/internal/excel/exceltest"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
	"jingpin/internal/slowtest"
)

// disturbance is what a department does to a return in which it has accepted a
// suggestion, and what must come of it.
type disturbance struct {
	name  string
	do    func(t *testing.T, f *excelize.File)
	save  func(t *testing.T, data []byte) []byte // into another workbook or format
	taken bool
	why   string // in C07's message, "" for no such finding
}

// TestReturnsAreDisturbed holds a return that has been worked in to what was
// accepted: taken where it was meant, never for another project, never over what
// was retyped, and told truly where it cannot be.
func TestReturnsAreDisturbed(t *testing.T) {
	marked, _ := returned(t, "管理办.xlsx", ownTable(t))
	const wrong, right = "社区管里办", "管理办"
	bad := ownFirst + 3
	at := func(key string, row int) string { return ownCell(key, row) }
	letter := func(key string) string { name, _, _ := excelize.SplitCellName(at(key, 1)); return name }
	for _, c := range []disturbance{
		{name: "rows above the header", do: func(t *testing.T, f *excelize.File) { require.NoError(t, f.InsertRows(ownSheet, 1, 3)) }, taken: true},
		{name: "a note above the table", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.InsertRows(ownSheet, 1, 1))
			require.NoError(t, f.SetCellStr(ownSheet, "A1", "已按退回说明修改"))
		}, taken: true},
		{name: "a column inserted", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.InsertCols(ownSheet, letter(plan.KeyName), 1))
		}, taken: true},
		{name: "the column moved", do: func(t *testing.T, f *excelize.File) { moveColumn(t, f, plan.KeyLead, len(ownColumns)+8) }, taken: true},
		{name: "the column hidden", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetColVisible(ownSheet, letter(plan.KeyLead), false))
		}, taken: true},
		{name: "the row hidden by a filter", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.AutoFilter(ownSheet, at(plan.KeyNo, ownFirst-1)+":"+at(plan.KeyNext, ownFirst+4), nil))
			require.NoError(t, f.SetRowVisible(ownSheet, bad, false))
		}, taken: true},
		{name: "the header said otherwise", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, at(plan.KeyLead, ownFirst-1), "责任部门"))
		}, taken: true},
		{name: "the name set otherwise", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, at(plan.KeyName, bad), " 浦电路　改造"))
		}, taken: true},
		{name: "the name changed", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, at(plan.KeyName, bad), "浦电路低碳改造"))
		}, why: "表里找不到项目“浦电路改造”"},
		{name: "names exchanged", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, at(plan.KeyName, bad), "崂山路改造"))
			require.NoError(t, f.SetCellStr(ownSheet, at(plan.KeyName, ownFirst+4), "浦电路改造"))
		}, taken: true}, // the other row's lead is right already
		{name: "the wrong value set otherwise", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, at(plan.KeyLead, bad), wrong+" "))
		}, taken: true},
		{name: "the wrong value by a formula", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellFormula(ownSheet, at(plan.KeyLead, bad), `"社区"&"管里办"`))
			require.NoError(t, f.SetCellStr(ownSheet, at(plan.KeyLead, bad), wrong))
		}, taken: true},
		{name: "more typed behind it", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, at(plan.KeyLead, bad), wrong+"、营商办"))
		}, why: "这一格后来改过"},
		{name: "emptied", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellValue(ownSheet, at(plan.KeyLead, bad), nil))
		},
			why: "这一格后来清空了"},
		{name: "half of the rows deleted", do: func(t *testing.T, f *excelize.File) {
			for range 2 {
				require.NoError(t, f.RemoveRow(ownSheet, bad))
			}
		}, why: "表里找不到项目“浦电路改造”"},
		{name: "the row copied to a second sheet", do: func(t *testing.T, f *excelize.File) {
			i, err := f.NewSheet("补充")
			require.NoError(t, err)
			from, err := f.GetSheetIndex(ownSheet)
			require.NoError(t, err)
			require.NoError(t, f.CopySheet(from, i))
			for range 3 {
				require.NoError(t, f.RemoveRow("补充", ownFirst))
			}
			require.NoError(t, f.RemoveRow(ownSheet, bad))
			require.NoError(t, f.RemoveRow("补充", ownFirst+1))
		}, taken: true},
		{name: "the sheet copied", do: func(t *testing.T, f *excelize.File) {
			i, err := f.NewSheet(ownSheet + " (2)")
			require.NoError(t, err)
			from, err := f.GetSheetIndex(ownSheet)
			require.NoError(t, err)
			require.NoError(t, f.CopySheet(from, i))
		}, taken: true},
		{name: "the sheet protected", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.ProtectSheet(ownSheet, &excelize.SheetProtectionOptions{Password: "1"}))
		}, taken: true},
		{name: "the list deleted", do: func(t *testing.T, f *excelize.File) { require.NoError(t, f.DeleteSheet(form.SheetProblems)) }},
		{name: "the list emptied of what was hidden", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.RemoveCol(form.SheetProblems, columnName(t, form.ProblemID)))
		}},
		{name: "the list last", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.MoveSheet(form.SheetProblems, ownSheet))
			require.NoError(t, f.MoveSheet(ownSheet, form.SheetProblems))
		}, taken: true},
		{name: "the list's columns moved", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.InsertCols(form.SheetProblems, "A", 2))
			require.NoError(t, f.InsertCols(form.SheetProblems, "K", 1))
		}, taken: true},
		{name: "a space in 采纳", do: typeInstead(" ")},
		{name: "no", do: typeInstead("no")},
		{name: "YES", do: typeInstead("YES"), taken: true},
		{name: "暂不采纳", do: typeInstead("暂不采纳，等机构改革后再定")},
		{name: "采纳建议", do: typeInstead("采纳建议"), taken: true},
		{name: "another unit's return", do: func(t *testing.T, f *excelize.File) {
			require.NoError(t, f.SetCellStr(ownSheet, "A1", "服务办2023年第二季度项目计划表（单位：万元）"))
		}, taken: true},
		{name: "two returns in one", do: func(t *testing.T, f *excelize.File) { addReturn(t, f, marked) }, taken: true},
		{name: "copied into another workbook", save: copiedInto(ownSheet, form.SheetProblems), taken: true},
		{name: "only its table copied into another workbook", save: copiedInto(ownSheet)},
		{name: "saved as .xls", save: savedAs("xls"), taken: true},
		{name: "saved as .ods", save: savedAs("ods"), taken: true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if c.save != nil {
				slowtest.Long(t)
			}
			sent := exceltest.Worked(t, marked, func(f *excelize.File) {
				accept(t, f, form.SheetProblems, "U05")
				if c.do != nil {
					c.do(t, f)
				}
			})
			if c.save != nil {
				sent = c.save(t, sent)
			}
			sub := exceltest.Checked("管理办.xlsx", sent)
			require.NotEmpty(t, sub.Rows, "%v", codes(sub))
			taken := false
			for _, r := range sub.Rows {
				meant := r.Project.NameKey() == "浦电路改造"
				taken = taken || meant && r.Project.Lead == right
				if !meant {
					assert.Contains(t, []string{"管理办", ""}, r.Project.Lead, r.Project.Name)
				}
			}
			told := ""
			for _, f := range sub.Findings {
				if f.Rule == "C07" {
					told += f.Message
				}
				assert.NotEqual(t, form.ResultHeader, f.Value, f.Message)
			}
			assert.Equal(t, c.taken, taken, "%v", codes(sub))
			if c.why == "" {
				assert.Empty(t, told)
			} else {
				assert.Contains(t, told, c.why)
			}
			again, _, err := Write(sent, plan.Builtin(), sub, false)
			require.NoError(t, err)
			assertOneOfEach(t, again, sub)
			after := exceltest.Checked("管理办.xlsx", again)
			assert.NotContains(t, codes(after), "C07", "said once")
			assert.Equal(t, slices.Contains(codes(sub), "U05"), slices.Contains(codes(after), "U05"), "what was taken stays taken")
		})
	}
}

// assertOneOfEach holds a file that was returned again to one list, and to
// marks of what was found alone.
func assertOneOfEach(t *testing.T, data []byte, sub *filing.Submission) {
	t.Helper()
	f := exceltest.Opened(t, data)
	lists := 0
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		require.NoError(t, err)
		if form.IsProblems(rows) {
			lists++
		}
	}
	assert.Equal(t, 1, lists)
	fills, _ := marksOf(t, data)
	cells := map[string]bool{}
	for _, f := range form.Returned(sub.Findings) {
		if f.Cell != "" {
			cells[f.Sheet+"!"+f.Cell] = true
		}
	}
	assert.Len(t, fills, len(cells), "%v %v", fills, cells)
}

func columnName(t *testing.T, col int) string {
	t.Helper()
	name, err := excelize.ColumnNumberToName(col)
	require.NoError(t, err)
	return name
}

// moveColumn cuts a column out and puts it further right.
func moveColumn(t *testing.T, f *excelize.File, key string, to int) {
	t.Helper()
	for row := ownFirst - 1; row < ownFirst+5; row++ {
		value, err := f.GetCellValue(ownSheet, ownCell(key, row))
		require.NoError(t, err)
		require.NoError(t, f.SetCellStr(ownSheet, columnName(t, to)+strconv.Itoa(row), value))
		require.NoError(t, f.SetCellValue(ownSheet, ownCell(key, row), nil))
	}
}

// addReturn puts the sheets of another return, of which nothing was accepted,
// beside those of one.
func addReturn(t *testing.T, f *excelize.File, other []byte) {
	t.Helper()
	second := exceltest.Opened(t, other)
	for _, name := range []string{form.SheetProblems, ownSheet} {
		copySheet(t, f, name+"(1)", second, name)
	}
	for row := ownFirst; row < ownFirst+5; row++ {
		value, err := f.GetCellValue(ownSheet+"(1)", ownCell(plan.KeyName, row))
		require.NoError(t, err)
		require.NoError(t, f.SetCellStr(ownSheet+"(1)", ownCell(plan.KeyName, row), "二期"+value))
		require.NoError(t, f.SetCellStr(ownSheet+"(1)", ownCell(plan.KeyLead, row), "管理办"))
	}
}

// copySheet copies what is seen of a sheet: values alone.
func copySheet(t *testing.T, to *excelize.File, as string, from *excelize.File, name string) {
	t.Helper()
	_, err := to.NewSheet(as)
	require.NoError(t, err)
	rows, err := from.GetRows(name, excelize.Options{RawCellValue: true})
	require.NoError(t, err)
	for i, row := range rows {
		for j, value := range row {
			if value != "" {
				require.NoError(t, to.SetCellStr(as, columnName(t, j+1)+strconv.Itoa(i+1), value))
			}
		}
	}
}

func copiedInto(sheets ...string) func(t *testing.T, data []byte) []byte {
	return func(t *testing.T, data []byte) []byte {
		from, to := exceltest.Opened(t, data), excelize.NewFile()
		defer to.Close()
		for _, name := range sheets {
			copySheet(t, to, name, from, name)
		}
		require.NoError(t, to.DeleteSheet("Sheet1"))
		var out bytes.Buffer
		require.NoError(t, to.Write(&out))
		return out.Bytes()
	}
}

func savedAs(ending string) func(t *testing.T, data []byte) []byte {
	return func(t *testing.T, data []byte) []byte {
		return exceltest.AllSavedAs(t, ending, map[string][]byte{"return": data})["return"]
	}
}
