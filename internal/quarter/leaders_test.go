package quarter

import (
	"path/filepath"
	"testing"

	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/plan"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// A leader's edition stands beside the report, in PDF and Word, under the
// report's code.
func TestLeadersEditions(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	dir := folder(t)
	o, err := desk().Report(t.Context(), []string{dir}, "")
	require.NoError(t, err)
	rep, err := report.Decode(read(t, o.Data))
	require.NoError(t, err)
	names := rep.LeaderNames()
	require.NotEmpty(t, names)

	edition := func(who ...string) (*Outcome, error) {
		return Open(Options{Date: plan.Day(2023, 7, 5), Print: Print{Leaders: who}}).Report(t.Context(), []string{dir}, "")
	}
	_, err = edition("查无此人")
	require.ErrorAs(t, err, new(Misuse))
	o, err = edition(names[0])
	require.NoError(t, err)
	require.Len(t, o.Leaders, 1)
	assert.Equal(t, filepath.Join(dir, DirResult, "分管领导", "季度报告（"+names[0]+"）.pdf"), o.Leaders[0])
	assert.Equal(t, quarterly.CodeOf(read(t, o.Report)), quarterly.CodeOf(read(t, o.Leaders[0])))
	assert.FileExists(t, filepath.Join(dir, DirResult, "分管领导", "季度报告（"+names[0]+"）.docx"))
	o, err = edition(AllLeaders)
	require.NoError(t, err)
	assert.Len(t, o.Leaders, len(names))
	assert.Equal(t, []string{"分管党建的副组长"}, leadersCalled("党建", []string{"分管党建的副组长", "分管平安的副组长"}))
}
