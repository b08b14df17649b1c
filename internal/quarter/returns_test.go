package quarter

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/system"
	"jingpin/internal/rehearse"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"github.com/xuri/excelize/v2"
)

func TestReturnNames(t *testing.T) {
	for _, c := range []struct {
		files []filing.Submission
		want  []string
	}{
		{[]filing.Submission{{Unit: "管理办"}, {Unit: "管理办"}, {Unit: "管理办"}}, []string{"管理办", "管理办(2)", "管理办(3)"}},
		{[]filing.Submission{{Path: "a/报表(2).xlsx"}, {Path: "a/报表.xlsx"}, {Path: "b/报表.xlsx"}}, []string{"报表(2)", "报表", "报表(3)"}},
		{[]filing.Submission{{Path: "Book1.xlsx"}, {Path: "x/book1.XLSX"}}, []string{"Book1", "book1(2)"}},
	} {
		var subs []*filing.Submission
		for _, s := range c.files {
			subs = append(subs, &s)
		}
		assert.Equal(t, c.want, returnNames(subs, make([]int, len(subs))))
	}
}

// Marks never stand on what they are not about: of a file that changed after it
// was checked, the list alone goes back, and the run says so.
func TestReturnOfAFileThatChangedMeanwhile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "演练")
	var warned []string
	d := Open(Options{Date: plan.Day(2023, 7, 5), Tell: func(e Event) {
		if e.Kind == Warning {
			warned = append(warned, e.Text)
		}
	}})
	require.NoError(t, d.Rehearse(t.Context(), dir, rehearse.Options{Units: 2, Rows: 3, Mess: 1, Seed: 1}))
	c, err := d.Check(t.Context(), []string{filepath.Join(dir, DirFiled)}, "")
	require.NoError(t, err)
	require.Len(t, c.back.faulty(), 2)
	changed, kept := c.Submissions[0], c.Submissions[1]
	require.NoError(t, os.WriteFile(filepath.Join(dir, DirFiled, changed.Path), read(t, filepath.Join(dir, DirFiled, kept.Path)), 0o644))

	back, err := c.GiveBack()
	require.NoError(t, err)
	assert.Equal(t, GivenBack{filepath.Join(dir, DirReturn), 2}, back)
	assert.Equal(t, []string{"“" + changed.Path + "”在检查以后又变了，退回的只有问题清单，没有在原表上标注。请再检查一次。"}, warned)
	for sub, marked := range map[*filing.Submission]bool{changed: false, kept: true} {
		data := read(t, filepath.Join(dir, DirReturn, sub.Unit+".xlsx"))
		wb, err := verified.Open(data, sheet.DefaultLimits)
		require.NoError(t, err)
		assert.Equal(t, marked, len(wb.Sheets) > 1, "%s: the list alone, or the department's own sheets too", sub.Path)
		letter := string(read(t, filepath.Join(dir, DirReturn, sub.Unit+returnLetter+system.LetterEnding)))
		assert.Equal(t, !marked, strings.Contains(letter, "检查以后文件又变了"))
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	require.NoError(t, err)
	return data
}

// TestStatusCountsWhatGoesBack holds the desk's counts to the letters of a run,
// with a workbook of two units among the files.
func TestStatusCountsWhatGoesBack(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "2023Q2")
	require.NoError(t, desk().Rehearse(t.Context(), dir, Campaign{Units: 6, Rows: 4, Mess: 1, Seed: 3}))
	for _, unit := range both {
		sent, err := filepath.Glob(filepath.Join(dir, DirFiled, unit+"*"))
		require.NoError(t, err)
		for _, file := range sent {
			require.NoError(t, os.Remove(file))
		}
	}
	put(t, filepath.Join(dir, DirFiled, "两个部门.xlsx"), ofTwoUnits(t))
	_, err := desk().Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	letters, err := filepath.Glob(filepath.Join(dir, DirReturn, "*"+returnLetter+system.LetterEnding))
	require.NoError(t, err)
	summary := regexp.MustCompile(`次检查：(?:请改正(\d+)处)?，?(?:请核实(\d+)处)?`)
	told := map[string][2]int{}
	for _, file := range letters {
		m := summary.FindStringSubmatch(string(read(t, file)))
		require.NotNil(t, m, file)
		errors, _ := strconv.Atoi(m[1])
		warnings, _ := strconv.Atoi(m[2])
		told[strings.TrimSuffix(filepath.Base(file), returnLetter+system.LetterEnding)] = [2]int{errors, warnings}
	}
	s, err := desk().Status(t.Context(), dir)
	require.NoError(t, err)
	counted := map[string][2]int{}
	for _, d := range s.Units {
		if d.Errors+d.Warnings > 0 && d.State != StateStray {
			counted[d.Unit] = [2]int{d.Errors, d.Warnings}
		}
	}
	assert.Contains(t, told, both[1])
	assert.Equal(t, told, counted)
	assert.Contains(t, strings.Join(s.NextSteps(), "\n"), "退回"+plan.Count(len(told))+"份：请")
}

// both are the units of one workbook.
var both = []string{"云川管理站", "云川服务站"}

// ofTwoUnits is a workbook with the sheets of two units, the second of which
// says that it is there.
func ofTwoUnits(t *testing.T) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, unit := range both {
		name := unit
		_, err := f.NewSheet(name)
		require.NoError(t, err)
		for row, cells := range [][]any{
			{unit + "2023年第二季度项目计划表"}, {"填报单位：" + unit},
			{"序号", "专项行动", "重点任务", "项目名称", "项目内容", "2023年", "完成时限", "牵头部门", "总投资", "项目状态", "累计进度", "本季度进展情况"},
			{1, "形态改善行动", "改善街区景观环境", plan.Count(i+1) + "号街角更新", "更新座椅。", "完工", "2023年12月", unit, 0, "在建", 60, "完成基础施工，主体过半。"},
		} {
			require.NoError(t, f.SetSheetRow(name, "A"+plan.Count(row+1), &cells))
		}
	}
	require.NoError(t, f.DeleteSheet("Sheet1"))
	data, err := f.WriteToBuffer()
	require.NoError(t, err)
	return data.Bytes()
}
