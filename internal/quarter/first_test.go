package quarter

import (
	"os"
	"path/filepath"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// Numbers of a last quarter that is not at hand would all be given anew: that
// is refused, with two ways out.
func TestNumberedRowsWantTheirLastQuarter(t *testing.T) {
	numbered := []*filing.Submission{{Rows: []filing.Row{{Project: filing.Project{ID: "08-001"}}, {}}}}
	err := refuseNumbered(numbered)
	require.ErrorAs(t, err, new(Misuse))
	assert.ErrorContains(t, err, "1个项目带着以前的编号")
	assert.ErrorContains(t, err, "--previous")
	assert.ErrorContains(t, err, "--first")
	assert.NoError(t, refuseNumbered([]*filing.Submission{{Rows: []filing.Row{{}}}}))

	merge := func(o Options) error {
		o.Date, o.Quarter = plan.Day(2023, 7, 5), plan.Quarter{Year: 2023, N: 2}
		j := Open(o).job(t.Context())
		require.NoError(t, j.loadPlan())
		c := j.collection(mail.Material{})
		c.subs, j.replaced = numbered, ResultBook
		_, err := j.merge(c)
		return err
	}
	assert.ErrorAs(t, merge(Options{}), new(Misuse))
	assert.NoError(t, merge(Options{First: true}))
}

// A new quarter's plan is that of the youngest quarter beside it, as the office
// has changed it.
func TestFoundCarriesThePlanOn(t *testing.T) {
	slowtest.Long(t)
	year := t.TempDir()
	for _, name := range []string{"2022Q4", "2023Q1"} {
		_, wrote, err := desk().Found(t.Context(), filepath.Join(year, name))
		require.NoError(t, err)
		require.True(t, wrote)
	}
	own := filepath.Join(t.TempDir(), "演练")
	require.NoError(t, desk().Rehearse(t.Context(), own, Campaign{Units: 3, Rows: 1, Seed: 1}))
	put(t, filepath.Join(year, "2023Q1", PlanFile), read(t, filepath.Join(own, PlanFile)))
	units := func() int {
		p, err := desk().Plan(filepath.Join(year, "2023Q2"))
		require.NoError(t, err)
		return len(p.Units)
	}
	path, _, err := desk().Found(t.Context(), filepath.Join(year, "2023Q2"))
	require.NoError(t, err)
	assert.Equal(t, 3, units())

	require.NoError(t, os.Remove(path))
	_, wrote, err := Open(Options{PlanPath: filepath.Join(year, "2022Q4", PlanFile)}).Found(t.Context(), filepath.Join(year, "2023Q2"))
	require.NoError(t, err)
	assert.True(t, wrote)
	assert.Len(t, plan.Builtin().Units, units(), "the one named comes first")
}
