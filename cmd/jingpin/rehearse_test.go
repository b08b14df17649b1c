package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/rehearse"
	"jingpin/internal/slowtest"
	"jingpin/internal/stream"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

var rehearsal = flag.Int("rehearsal", 12, "rows of each of the 80 workbooks whose findings are compared")

// rehearsed makes a campaign in a new folder.
func rehearsed(t testing.TB, units, rows int, mess string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "演练")
	var complaints bytes.Buffer
	args := []string{"rehearse", dir, "--quiet", "--units", strconv.Itoa(units), "--rows", strconv.Itoa(rows), "--mess", mess}
	require.Equal(t, exitDone, run(t.Context(), args, environment{stdout: &complaints, stderr: &complaints, now: fixedDay}), complaints.String())
	return dir
}

// Over a rehearsed collection the program finds what was put into it, and
// nothing else.
func TestRehearsalIsFoundExactly(t *testing.T) {
	slowtest.Long(t)
	dir := rehearsed(t, 80, *rehearsal, "0.75")
	raw, err := os.ReadFile(filepath.Join(dir, rehearse.ExpectedName))
	require.NoError(t, err)
	var want rehearse.Expected
	require.NoError(t, json.Unmarshal(raw, &want))

	out, code := runQuietly(t, "check", "--format", "ndjson", "--quarter", want.Quarter, dir)
	require.Equal(t, exitErrors, code)
	_, subs, err := stream.Read(bytes.NewReader(out))
	require.NoError(t, err)
	got := map[string]*filing.Submission{}
	for _, s := range subs {
		got[s.Path] = s
	}
	require.Len(t, got, len(want.Files))
	for _, w := range want.Files {
		s, ok := got[w.File]
		require.True(t, ok, w.File)
		if w.Unit != "" {
			assert.Equal(t, w.Unit, s.Unit, w.File)
		}
		assert.Len(t, s.Rows, w.Rows, w.File)
		assert.Equal(t, w.Accepted, s.CountRows(filing.Counted), w.File)
		compareFindings(t, w, s.Findings)
	}
}

// compareFindings takes each expected finding off those found; none may be
// missing or left.
func compareFindings(t *testing.T, want rehearse.ExpectedFile, found []filing.Finding) {
	t.Helper()
	left := slices.DeleteFunc(slices.Clone(found), func(f filing.Finding) bool { return f.Rule == filing.CoercionRule })
	for _, e := range want.Expect {
		i := slices.IndexFunc(left, func(f filing.Finding) bool {
			return f.Rule == e.Rule && (e.Sheet == "" || e.Sheet == f.Sheet) && (e.Cell == "" || e.Cell == f.Cell) && (e.Row == 0 || e.Row == f.Row)
		})
		if assert.GreaterOrEqual(t, i, 0, "%s: no %s at %s!%s", want.File, e.Rule, e.Sheet, e.Cell) {
			left = slices.Delete(left, i, i+1)
		}
	}
	for _, f := range left {
		t.Errorf("%s: unexpected %s at %s!%s: %s", want.File, f.Rule, f.Sheet, f.Cell, f.Message)
	}
}
