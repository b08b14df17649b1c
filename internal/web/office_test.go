package web

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// reported is a page over the samples, reported once, and what there is to see.
func reported(t *testing.T) (visitor, string, func() *quarter.Overview) {
	t.Helper()
	folder := laid(t, "reported")
	v := visit(t, serveFolder(t, optionsFor(folder)))
	desk := quarter.Open(quarter.Options{Date: sampleDay})
	return v, folder, func() *quarter.Overview {
		view, err := desk.Overview(context.Background(), folder)
		require.NoError(t, err)
		return view
	}
}

// TestOfficeWorksOnThePage does on one quarter what the office does in 汇总表,
// and takes it back.
func TestOfficeWorksOnThePage(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	v, folder, look := reported(t)
	ok := func(path string, form url.Values) string {
		code, body := v.post(t, path, form)
		require.Equal(t, http.StatusOK, code, "%s: %s", path, body)
		return body
	}

	// A return is marked as sent, and not sent after all.
	toSend := func(e report.Errand) bool { return e.Group == report.ToSend }
	view := look()
	first := view.Report.Errands[slices.IndexFunc(view.Report.Errands, toSend)]
	ok("do/sent", url.Values{"what": {first.What}, "to": {"/evil.example"}}) // leads nowhere but to our own pages
	assert.Equal(t, []filing.Sent{{What: first.What, Day: sampleDay}}, look().Report.Office.Sent)
	holds(t, v.get(t, ""), "2023年7月7日已发")
	ok("do/sent", url.Values{"what": {first.What}})
	assert.Empty(t, look().Report.Office.Sent)

	// A finding is let pass for a reason, and is found again.
	i := slices.IndexFunc(view.Report.Findings, func(f filing.Finding) bool {
		rule, _ := view.Plan.Rule(f.Rule)
		return f.Severity == plan.Error && f.IsAsked() && rule.Open
	})
	require.GreaterOrEqual(t, i, 0)
	f := view.Report.Findings[i]
	n := slices.IndexFunc(view.Units, func(u quarter.UnitLine) bool { return slices.Contains(u.Files, f.File) })
	unit := view.Units[n]
	page := "unit/" + plan.Count(n)
	holds(t, v.get(t, page), "核准放行")
	pass := url.Values{"rule": {f.Rule}, "unit": {unit.Unit}, "project": {f.Project}, "by": {"主任"}, "why": {"补充了材料<b>"}, "expires": {"2023-12-31"}, "to": {page}}
	body := ok("do/pass", pass)
	holds(t, body, "核准：主任")
	assert.Equal(t, []plan.Exception{{Rule: f.Rule, Unit: unit.Unit, Project: f.Project, ApprovedBy: "主任", Reason: "补充了材料<b>", Expires: plan.Day(2023, 12, 31)}}, look().Report.Office.Exceptions)
	body = v.get(t, "passes")
	holds(t, body, "补充了材料&lt;b&gt;")
	assert.NotContains(t, body, "<b>，到")
	without := url.Values{"rule": {f.Rule}, "unit": {unit.Unit}, "by": {""}, "why": {"x"}}
	code, _ := v.post(t, "do/pass", without)
	assert.Equal(t, http.StatusUnprocessableEntity, code, "nobody has let it pass")
	ok("do/unpass", url.Values{"n": {"0"}, "key": {f.Rule + unit.Unit + f.Project}})
	assert.Empty(t, look().Report.Office.Exceptions)

	// A change is registered, and taken out again.
	p := view.Report.Projects[0]
	change := url.Values{"kind": {filing.ChangePause}, "old": {p.Number}, "basis": {"领导小组第3次会议"}, "day": {"2023-07-01"}, "to": {"changes"}}
	holds(t, ok("do/change", change), "领导小组第3次会议，2023年7月1日")
	approved := func() []filing.Change {
		return slices.DeleteFunc(slices.Clone(look().Report.Approved), filing.Change.Earlier)
	}
	assert.Equal(t, []filing.Change{{Kind: filing.ChangePause, Old: p.Number, Basis: "领导小组第3次会议", Approved: plan.Day(2023, 7, 1)}}, approved())
	keys := regexp.MustCompile(`name="key" value="([^"]*)"`).FindAllStringSubmatch(v.get(t, "changes"), -1)
	ok("do/unchange", url.Values{"key": {html.UnescapeString(keys[len(keys)-1][1])}})
	assert.Empty(t, approved())

	// One that waits is approved where it stands.
	if waiting := look().Report.Unapproved; assert.NotEmpty(t, waiting, "the samples have a change that waits") {
		ok("do/change", url.Values{"key": {changeKey(waiting[0])}, "basis": {"批复"}, "day": {"2023-07-02"}})
		got := look().Report
		assert.NotContains(t, got.Unapproved, waiting[0])
		want := waiting[0]
		want.Basis, want.Approved = "批复", plan.Day(2023, 7, 2)
		assert.Contains(t, got.Approved, want)
	}

	// A decision can be taken back.
	at := slices.IndexFunc(look().Report.Conflicts, func(c report.ConflictRow) bool { return c.Choice == "" && len(c.Choices) > 1 })
	c := look().Report.Conflicts[at]
	ok("do/decide", url.Values{"rule": {c.Rule}, "key": {c.Key}, "choice": {"0"}, "basis": {"主任办公会"}})
	assert.Equal(t, []filing.Decision{{Rule: c.Rule, Key: c.Key, Choice: c.Choices[0], Basis: "主任办公会"}}, look().Report.Office.Decisions)
	desk := v.get(t, "")
	holds(t, desk, "已经定的（1）")
	card := v.get(t, "decided/"+plan.Count(at))
	holds(t, card, "主任办公会")
	holds(t, card, " checked")
	holds(t, v.get(t, "decided/"+plan.Count(at)+"?suppose=1"), "各数不变")
	ok("do/decide", url.Values{"rule": {c.Rule}, "key": {c.Key}, "choice": {plan.Count(len(c.Options()) - 1)}})
	assert.Empty(t, look().Report.Office.Decisions)

	// The next report takes all of it.
	v.post(t, "do/report", nil)
	v.eventually(t, "", "成果/存档/汇总表-01.xlsx")
	assert.NotEmpty(t, quarter.Last(folder).Approved)
}

// TestViewsOfAQuarter looks at what a quarter shows beside its desk.
func TestViewsOfAQuarter(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	v, _, look := reported(t)
	view := look()
	n := slices.IndexFunc(view.Units, func(u quarter.UnitLine) bool { return u.Errors > 0 && u.LeftOut > 0 })
	unit := v.get(t, "unit/"+plan.Count(n))
	for _, text := range []string{"填的是", "读作", "打开退回表", "建议", "没有计入："} {
		holds(t, unit, text)
	}
	letter := v.get(t, "letter/"+plan.Count(n))
	holds(t, letter, "<textarea readonly")
	holds(t, letter, "已检查")
	holds(t, v.get(t, "letter/all"), "各部门：")
	at := slices.IndexFunc(view.Report.Projects, func(p report.ProjectRow) bool { return p.Last != nil && !p.Carried })
	project := v.get(t, "project/"+plan.Count(at))
	for _, text := range []string{"2023年第二季度", "2023年第一季度", view.Report.Projects[at].SourceRef} {
		holds(t, project, html.EscapeString(text))
	}
	holds(t, v.get(t, "since"), "没有变化")
	holds(t, v.get(t, "rule/T03"), "T03")
	listed := v.get(t, "projects?light="+url.QueryEscape("进度滞后"))
	holds(t, listed, "项目（"+plan.Count(view.Report.Overall.Red)+"）")
	assert.Equal(t, view.Report.Overall.Red, strings.Count(listed, `href="/project/`), "a figure opens the projects it is made of")

	for path, kind := range map[string]string{"zip/0": "application/zip", "letters": "application/zip", "file/0": "application/pdf"} {
		r, err := v.Get(v.home + path)
		require.NoError(t, err)
		r.Body.Close()
		assert.Equal(t, kind, r.Header.Get("Content-Type"), path)
		if kind == "application/pdf" {
			assert.Contains(t, r.Header.Get("Content-Security-Policy"), "frame-ancestors 'self'")
			assert.Contains(t, r.Header.Get("Content-Disposition"), "inline")
		}
	}
	holds(t, v.get(t, "report"), `target="_blank"`)
}

// TestFoldersAreFoundByTheProgramsList goes up and down the folders, and opens
// none that is no quarter's.
func TestFoldersAreFoundByTheProgramsList(t *testing.T) {
	slowtest.Long(t)
	t.Parallel()
	address, folder := serve(t)
	v := visit(t, address)
	number := func(body, path string) string {
		m := regexp.MustCompile(`href="/folders/(\d+)">` + regexp.QuoteMeta(path) + `<`).FindStringSubmatch(body)
		require.NotNil(t, m, "%s is listed", path)
		return m[1]
	}
	above := filepath.Dir(folder)
	n := number(v.get(t, "folders"), above)
	body := v.get(t, "folders/"+n)
	inside := number(body, filepath.Base(folder))
	code, _ := v.post(t, "do/choose", url.Values{"n": {n}})
	assert.Equal(t, http.StatusUnprocessableEntity, code, "it holds quarters and is none")
	code, body = v.post(t, "do/choose", url.Values{"n": {inside}})
	assert.Equal(t, http.StatusOK, code)
	holds(t, body, "待办")
	for _, path := range []string{"/etc", "../..", "99999", "-1"} {
		r, err := v.Get(v.home + "folders/" + url.PathEscape(path))
		require.NoError(t, err)
		r.Body.Close()
		assert.NotEqual(t, http.StatusOK, r.StatusCode, path)
		code, _ = v.post(t, "do/found", url.Values{"n": {path}, "quarter": {"2023Q4"}})
		assert.NotEqual(t, http.StatusOK, code, path)
	}
	code, body = v.post(t, "do/found", url.Values{"n": {n}, "quarter": {"2023Q4"}})
	assert.Equal(t, http.StatusOK, code)
	holds(t, body, "2023年第四季度")
	assert.DirExists(t, filepath.Join(above, "2023Q4", quarter.DirFiled))
}

// TestWhatTheWorkGoesByIsChanged sets another day, which another start of the
// program finds again, and takes it back.
func TestWhatTheWorkGoesByIsChanged(t *testing.T) {
	t.Parallel()
	address, folder := serve(t)
	v := visit(t, address)
	holds(t, v.get(t, "ground"), quarter.ResultBook)
	_, body := v.post(t, "do/ground", url.Values{"as_of": {"2023-06-25"}})
	holds(t, body, "数据截至2023年6月25日")
	holds(t, visit(t, serveFolder(t, optionsFor(folder))).get(t, ""), "数据截至2023年6月25日")
	_, body = v.post(t, "do/ground", nil)
	holds(t, body, "数据截至2023年6月30日")
	assert.NoFileExists(t, filepath.Join(folder, quarter.TermsFile))
	code, _ := v.post(t, "do/ground", url.Values{"as_of": {"昨天"}})
	assert.Equal(t, http.StatusUnprocessableEntity, code)

	// What was written there by hand and means nothing is said, and put right.
	require.NoError(t, os.WriteFile(filepath.Join(folder, quarter.TermsFile), []byte("数据截至：昨天"), 0o644))
	holds(t, v.get(t, ""), "第1行看不懂")
	holds(t, v.get(t, "ground"), "第1行看不懂")
	_, body = v.post(t, "do/ground", url.Values{"previous": {"first"}})
	holds(t, body, "数据截至2023年6月30日")
}
