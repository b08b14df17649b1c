package quarter_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/slowtest"
)

// Where the quarter before is not there, projects go on from the one before it,
// which is said and can be undone; what the workbook itself holds of a later one
// is better.
func TestAQuarterLeftOut(t *testing.T) {
	slowtest.Long(t)
	year := t.TempDir()
	third := filepath.Join(year, "2023Q3")
	require.NoError(t, os.MkdirAll(filepath.Join(third, quarter.DirFiled), 0o755))
	bring := func(name string) {
		require.NoError(t, os.CopyFS(filepath.Join(year, name, quarter.DirResult), os.DirFS(resultsOf(t, name))))
	}
	report := func(o quarter.Options) (before plan.Quarter, projects int, said string) {
		o.Date, o.Tell = plan.Day(2023, 10, 9), func(e quarter.Event) { said += e.Text }
		_, err := quarter.Open(o).Report(context.Background(), []string{third}, "")
		require.NoError(t, err)
		r := decoded(t, filepath.Join(third, quarter.DirResult))
		return r.Meta.Previous, r.Overall.Projects, said
	}
	bring("2023Q1")
	before, projects, said := report(quarter.Options{})
	assert.Equal(t, plan.Quarter{Year: 2023, N: 1}, before)
	assert.Positive(t, projects)
	assert.Contains(t, said, "没有找到2023年第二季度的汇总表，接着2023年第一季度的做")
	_, projects, _ = report(quarter.Options{First: true})
	assert.Zero(t, projects)

	bring("2023Q2")
	_, _, said = report(quarter.Options{})
	assert.NotContains(t, said, "没有找到")
	require.NoError(t, os.RemoveAll(filepath.Join(year, "2023Q2")))
	before, _, said = report(quarter.Options{})
	assert.Equal(t, plan.Quarter{Year: 2023, N: 2}, before, "as the quarter's own workbook remembers it")
	assert.NotContains(t, said, "没有找到")
}
