package quarter

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/system"
	"jingpin/internal/rehearse"
	"jingpin/internal/sheet"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
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
	assert.Equal(t, Returned{filepath.Join(dir, DirReturn), 2}, back)
	assert.Equal(t, []string{"“" + changed.Path + "”在检查以后又变了，退回的只有问题清单，没有在原表上标注。请再检查一次。"}, warned)
	for sub, marked := range map[*filing.Submission]bool{changed: false, kept: true} {
		data := read(t, filepath.Join(dir, DirReturn, sub.Unit+".xlsx"))
		wb, err := sheet.Open(data, sheet.DefaultLimits)
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
