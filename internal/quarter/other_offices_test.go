package quarter_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
)

// A bureau's tasks, a town's list and a school district's plan go the same way
// as a street's: nothing but their own 方案.xlsx says what they are about.
func TestOtherOffices(t *testing.T) {
	for name, want := range map[string]struct {
		projects, tracks int
		late             string // the worst
		title            string
	}{
		"区城管局": {30, 5, "立体绿化", "云溪区城市管理局重点任务2024年第三季度推进情况报告"},
		"清源镇":  {12, 3, "高龄老人家庭适老化改造", "清源镇民生实事项目2024年第三季度推进情况报告"},
		"望溪学区": {9, 3, "托幼一体化", "望溪学区办学条件改善2024年第三季度推进情况报告"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			samples := filepath.Join("..", "..", "samples", name)
			results := t.TempDir()
			desk := quarter.Open(quarter.Options{PlanPath: filepath.Join(samples, quarter.PlanFile), Date: plan.Day(2024, 10, 8)})
			_, err := desk.Report(t.Context(), []string{filepath.Join(samples, "2024Q3")}, results)
			require.NoError(t, err)
			data, err := os.ReadFile(filepath.Join(results, quarter.ResultData))
			require.NoError(t, err)
			r, err := report.Decode(data)
			require.NoError(t, err)
			assert.Equal(t, want.title, r.Meta.Title)
			assert.Equal(t, []int{want.projects, 0}, []int{r.Overall.Projects, r.Overall.Unverified})
			assert.Len(t, r.Tracks, want.tracks)
			require.NotEmpty(t, r.Late)
			assert.Equal(t, want.late, r.Late[0].Name)
			assertOtherStreet(t, quarter.ResultData, string(data))
			assertOtherStreet(t, quarter.ResultBook, cellsOf(t, filepath.Join(results, quarter.ResultBook)))
			t.Run("PDF", func(t *testing.T) {
				tool, err := exec.LookPath("pdftotext")
				if err != nil {
					t.Skip("pdftotext is not installed")
				}
				text, err := exec.Command(tool, filepath.Join(results, quarter.ResultReport), "-").Output()
				require.NoError(t, err)
				assertOtherStreet(t, quarter.ResultReport, string(text))
			})
		})
	}
}
