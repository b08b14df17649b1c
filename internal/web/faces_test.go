package web

import (
	"bytes"
	"context"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// tree is what lies in a folder, by name.
func tree(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	require.NoError(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		require.NoError(t, err)
		files[filepath.ToSlash(name)], err = os.ReadFile(path)
		return err
	}))
	return files
}

// TestTwoFacesOneWork does a whole quarter by forms of the page, and the same
// work by what the commands call; then the folders hold the same bytes.
func TestTwoFacesOneWork(t *testing.T) {
	if testing.Short() {
		t.Skip("makes a quarter's reports six times")
	}
	t.Parallel()
	byPage, byCommand := laid(t, "new"), laid(t, "new")
	ctx := context.Background()

	// Two folders of a like content have the same errands.
	desk := quarter.Open(quarter.Options{Date: sampleDay})
	final := quarter.Open(quarter.Options{Date: sampleDay, Final: true, Print: quarter.Print{Leaders: []string{quarter.AllLeaders}}})
	look := func() *quarter.Overview {
		view, err := desk.Overview(ctx, byCommand)
		require.NoError(t, err)
		return view
	}
	v := visit(t, serveFolder(t, optionsFor(byPage)))
	post := func(path string, form url.Values, until string) {
		code, body := v.post(t, path, form)
		require.Equal(t, 200, code, body)
		if until != "" {
			v.eventually(t, "", until)
		}
	}

	_, err := desk.Report(ctx, []string{byCommand}, "")
	require.NoError(t, err)
	post("do/report", nil, "还要办的")

	view := look()
	at := slices.IndexFunc(view.Report.Conflicts, func(c report.ConflictRow) bool { return c.Choice == "" && len(c.Choices) > 1 })
	c := view.Report.Conflicts[at]
	require.NoError(t, desk.Decide(ctx, byCommand, filing.Decision{Rule: c.Rule, Key: c.Key, Choice: c.Choices[1], Basis: "主任办公会"}))
	post("do/decide", url.Values{"rule": {c.Rule}, "key": {c.Key}, "choice": {"1"}, "basis": {"主任办公会"}}, "")
	e := view.Report.Errands[slices.IndexFunc(view.Report.Errands, func(e report.Errand) bool { return e.Group == report.ToSend })]
	require.NoError(t, desk.MarkSent(ctx, byCommand, filing.Sent{What: e.What, Day: sampleDay}, true))
	post("do/sent", url.Values{"what": {e.What}}, "")
	pass := plan.Exception{Rule: "H04", Unit: "管理办", ApprovedBy: "主任", Reason: "已批", Expires: plan.Day(2023, 12, 31)}
	require.NoError(t, desk.LetPass(ctx, byCommand, pass))
	post("do/pass", url.Values{"rule": {"H04"}, "unit": {"管理办"}, "by": {"主任"}, "why": {"已批"}, "expires": {"2023-12-31"}}, "")
	change := filing.Change{Kind: filing.ChangePause, Old: view.Report.Projects[0].Number, Basis: "第3次会议", Approved: plan.Day(2023, 7, 1)}
	require.NoError(t, desk.Approve(ctx, byCommand, change))
	post("do/change", url.Values{"kind": {change.Kind}, "old": {change.Old}, "basis": {change.Basis}, "day": {"2023-07-01"}}, "")

	_, err = final.Report(ctx, []string{byCommand}, "")
	require.NoError(t, err)
	post("do/report", url.Values{"final": {"on"}, "leader": {quarter.AllLeaders}}, "已定稿")
	_, _, err = desk.Found(ctx, filepath.Join(filepath.Dir(byCommand), "2023Q3"))
	require.NoError(t, err)
	_, err = desk.Forms(ctx, quarter.FormsOrder{Dir: filepath.Join(filepath.Dir(byCommand), "2023Q3", quarter.DirSend), From: filepath.Join(byCommand, quarter.DirResult, quarter.ResultBook)})
	require.NoError(t, err)
	v.formsOf(t, "next", func(string) bool { return true })
	v.eventually(t, "", "已写出2023年第三季度的填报表")
	post("do/quit", nil, "")
	assert.Eventually(t, func() bool { return len(tree(t, filepath.Dir(byPage))) == len(tree(t, filepath.Dir(byCommand))) }, longest, tenth)

	page, command := tree(t, filepath.Dir(byPage)), tree(t, filepath.Dir(byCommand))
	for name, data := range command {
		assert.True(t, bytes.Equal(data, page[name]), "%s is not the same", name)
	}
	assert.Len(t, page, len(command))
	assert.Contains(t, page, "2023Q2/成果/存档/汇总表-01.xlsx")
	assert.Contains(t, page, "2023Q2/成果/定稿-2023-07-07/定稿清单.json")
}
