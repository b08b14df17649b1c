package rehearse

import (
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/slowtest"
)

var sampleDir = filepath.Join("..", "..", "samples")

func TestSamplesAreTheCommittedOnes(t *testing.T) {
	slowtest.Long(t)
	files, err := Samples()
	require.NoError(t, err)
	offices, err := OfficeSamples()
	require.NoError(t, err)
	files = append(files, offices...)
	if *update {
		writeAll(t, sampleDir, files)
	}
	for _, f := range files {
		committed, err := os.ReadFile(filepath.Join(sampleDir, filepath.FromSlash(f.Path)))
		require.NoError(t, err, "run go generate ./internal/rehearse")
		if path.Base(f.Path) == "方案.xlsx" { // what is not its own is the program's, as it was then
			assert.Equal(t, ownPart(t, f.Data), ownPart(t, committed), f.Path)
			continue
		}
		assert.True(t, string(committed) == string(f.Data), "%s is not what the code makes: run go generate ./internal/rehearse", f.Path)
	}
}

// ownPart is what an office's definition says of itself.
func ownPart(t *testing.T, data []byte) plan.Plan {
	t.Helper()
	wb, err := verified.Open(data, sheet.DefaultLimits)
	require.NoError(t, err)
	p, err := intake.ReadPlan(wb, "方案.xlsx")
	require.NoError(t, err)
	return plan.Plan{Info: p.Info, Tracks: p.Tracks, Tasks: p.Tasks, Commitments: p.Commitments, Units: p.Units}
}

func TestSamplesAreReadAsExpected(t *testing.T) {
	files, err := Samples()
	require.NoError(t, err)
	p := plan.Builtin()
	byPath := map[string]SampleFile{}
	for _, f := range files {
		byPath[f.Path] = f
	}
	for _, q := range []plan.Quarter{firstQuarter.quarter, secondQuarter.quarter} {
		var want Expected
		require.NoError(t, json.Unmarshal(byPath[path.Join(q.String(), ExpectedName)].Data, &want))
		for _, w := range want.Files {
			f, ok := byPath[path.Join(q.String(), w.File)]
			require.True(t, ok, w.File)
			for _, d := range disagreements(w, read(f, p, q)) {
				t.Error(q, d)
			}
		}
	}
}

// The lights in the CSV files are worked out by hand.
func TestSampleLights(t *testing.T) {
	p := plan.Builtin()
	projects, err := sampleProjects(p)
	require.NoError(t, err)
	shown := map[string]int{}
	for _, q := range []quarterSamples{firstQuarter, secondQuarter} {
		reports, err := q.report(projects)
		require.NoError(t, err)
		for i, r := range reports {
			for _, n := range projects {
				if n.no == r.no { // a moved deadline is not approved
					reports[i].project.Deadline = n.project.Deadline
				}
			}
			got := p.Judge(caseOf(p, reports[i].project), q.quarter.Last()).Light
			assert.Equal(t, r.light, got.String(), "%s %s %s", q.quarter, r.no, r.project.Name)
			shown[r.light]++
		}
	}
	for _, l := range []plan.Light{plan.Done, plan.Green, plan.Yellow, plan.Red, plan.NotDue, plan.Paused, plan.Cancelled} {
		assert.NotZero(t, shown[l.String()], l.String())
	}
}

func caseOf(p *plan.Plan, pr filing.Project) plan.Case {
	return plan.Case{
		Kind: pr.Kind, Status: pr.Status, Self: pr.Self, Start: pr.Start, Deadline: pr.Deadline, FirstTarget: pr.FirstTarget(),
		OpenEnded: pr.OpenEnded, Progress: pr.KnownProgress(), YearRate: pr.Rate, Concrete: p.Concrete(pr.Done),
	}
}

func TestSamplesAreEnough(t *testing.T) {
	p := plan.Builtin()
	projects, err := sampleProjects(p)
	require.NoError(t, err)
	units, tasks := map[string]bool{}, map[int]bool{}
	for _, n := range projects {
		units[n.unit] = true
		tasks[n.project.TaskNo] = true
		_, known := p.Unit(n.unit)
		assert.True(t, known, n.unit)
	}
	assert.GreaterOrEqual(t, len(projects), 60)
	assert.GreaterOrEqual(t, len(units), 16)
	assert.Len(t, tasks, len(p.Tasks))
}
