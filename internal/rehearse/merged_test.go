package rehearse

import (
	"encoding/json"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
)

// mergeSamples merges one sample quarter.
func mergeSamples(t *testing.T, files []SampleFile, q plan.Quarter, previous *filing.Library) (*portfolio.Portfolio, Expected) {
	t.Helper()
	p := plan.Builtin()
	in := portfolio.Input{Plan: p, Quarter: q, AsOf: q.Last(), Today: q.Last() + 10, Previous: previous}
	var want Expected
	for _, f := range files {
		switch dir, name := path.Split(f.Path); {
		case dir != q.String()+"/":
		case name == ExpectedName:
			require.NoError(t, json.Unmarshal(f.Data, &want))
		case strings.HasPrefix(path.Ext(name), ".xls"):
			in.Submissions = append(in.Submissions, read(SampleFile{name, f.Data}, p, q))
		}
	}
	return portfolio.Merge(in), want
}

func TestSamplesMerge(t *testing.T) {
	files, err := Samples()
	require.NoError(t, err)
	first, _ := mergeSamples(t, files, firstQuarter.quarter, nil)
	library := first.Library()
	second, want := mergeSamples(t, files, secondQuarter.quarter, &library)

	for _, f := range first.Findings {
		assert.Equal(t, plan.Note, f.Severity, "%s %s %s", f.File, f.Rule, f.Message)
	}
	for _, w := range want.Merged {
		assert.True(t, slices.ContainsFunc(second.Findings, func(f filing.Finding) bool {
			return f.Rule == w.Rule && within(w.Unit, f.Unit) && within(w.Project, f.Project)
		}), "no %s for %s %s", w.Rule, w.Unit, w.Project)
	}
	lights := map[plan.Light]int{}
	for _, e := range second.Entries {
		lights[e.Light]++
	}
	for l := plan.Done; l <= plan.Unverified; l++ {
		assert.NotZero(t, lights[l], l.String())
	}
}
