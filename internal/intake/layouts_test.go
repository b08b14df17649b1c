package intake

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"testing"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// wantedReading is testdata/layouts/want.json: the projects every layout
// holds, and where its rows stand.
type wantedReading struct {
	Quarter  plan.Quarter     `json:"quarter"`
	AsOf     plan.Date        `json:"as_of"`
	Unit     string           `json:"unit"`
	Projects []filing.Project `json:"projects"`
	Files    []struct {
		File   string          `json:"file"`
		About  string          `json:"about"`
		Rows   []filing.Source `json:"rows"`
		Expect []struct {
			Rule  string `json:"rule"`
			Sheet string `json:"sheet"`
			Cell  string `json:"cell"`
			Row   int    `json:"row"`
		} `json:"expect"`
	} `json:"files"`
}

// Departments do not care about our form: the same projects in every layout
// we have seen read to the same values, from the right rows.
func TestLayoutsReadToTheSameProjects(t *testing.T) {
	dir := filepath.Join("testdata", "layouts")
	raw, err := os.ReadFile(filepath.Join(dir, "want.json"))
	require.NoError(t, err)
	var want wantedReading
	require.NoError(t, json.Unmarshal(raw, &want))
	require.NotEmpty(t, want.Files)
	for _, f := range want.Files {
		t.Run(f.File, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.File)))
			require.NoError(t, err)
			sub := Read(Received{Path: path.Base(f.File), Data: data}, plan.Builtin(), Options{Quarter: want.Quarter, AsOf: want.AsOf})[0]
			check.Judge(sub, plan.Builtin(), check.Options{Quarter: want.Quarter, AsOf: want.AsOf})
			assert.Equal(t, want.Unit, sub.Unit)
			require.Len(t, sub.Rows, len(want.Projects), f.About)
			for i, p := range want.Projects {
				got := sub.Rows[i].Project
				assert.Equal(t, f.Rows[i].Sheet, got.Source.Sheet)
				assert.Equal(t, f.Rows[i].Row, got.Source.Row)
				got.Source, got.ID, p.Source = filing.Source{}, p.ID, filing.Source{}
				assert.Equal(t, p, got)
			}
			for _, x := range sub.Findings {
				if x.Severity == plan.Note {
					continue
				}
				expected := false
				for _, e := range f.Expect {
					expected = expected || e.Rule == x.Rule && (e.Row == 0 || e.Row == x.Row)
				}
				assert.True(t, expected, "%s %s!%s %s", x.Rule, x.Sheet, x.Cell, x.Message)
			}
			for _, e := range f.Expect {
				assert.True(t, hasFinding(sub, e.Rule, e.Row), "%s in row %d", e.Rule, e.Row)
			}
		})
	}
}

func hasFinding(sub *filing.Submission, rule string, row int) bool {
	for _, f := range sub.Findings {
		if f.Rule == rule && (row == 0 || f.Row == row) {
			return true
		}
	}
	return false
}
