package web

import (
	"context"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jingpin/internal/quarter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestTwoPagesOnOneFolder has the second look and not write, until the first is
// closed.
func TestTwoPagesOnOneFolder(t *testing.T) {
	t.Parallel()
	folder := laid(t, "reported")
	first := visit(t, serveFolder(t, optionsFor(folder)))
	second := visit(t, serveFolder(t, optionsFor(folder)))
	assert.NotContains(t, first.get(t, ""), "只能看，不能写")
	desk := second.get(t, "")
	holds(t, desk, "只能看，不能写")
	holds(t, desk, `<button class="main" disabled>出报告`)
	for path, form := range map[string]url.Values{"do/report": nil, "do/forms": second.formsAsked(t, "next", func(string) bool { return true }), "do/check": nil, "do/sent": {"what": {"x"}}, "do/takeover": nil} {
		code, body := second.post(t, path, form)
		assert.Equal(t, http.StatusUnprocessableEntity, code, "%s: %s", path, body)
	}

	// A command of one's own goes on while the page only stands open, and waits
	// while that writes; another's does not.
	o := quarter.Options{Date: sampleDay}
	_, err := quarter.Open(o).Report(context.Background(), []string{folder}, "")
	assert.NoError(t, err)
	lock := filepath.Join(folder, quarter.ClaimFile)
	claim, err := os.ReadFile(lock)
	require.NoError(t, err)
	for _, change := range []string{`"busy":true`, `"busy":false,"machine":"另一台"`} {
		require.NoError(t, os.WriteFile(lock, []byte(strings.Replace(string(claim), `"busy":false`, change, 1)), 0o644))
		_, err = quarter.Open(o).Report(context.Background(), []string{folder}, "")
		assert.ErrorContains(t, err, "现在只能看，不能写", change)
	}
	long := time.Now().Add(-time.Hour)
	require.NoError(t, os.Chtimes(lock, long, long))
	holds(t, second.get(t, ""), "接管")
	code, _ := second.post(t, "do/takeover", nil)
	assert.Equal(t, http.StatusOK, code)
	assert.NotContains(t, second.get(t, ""), "只能看，不能写")
	holds(t, first.get(t, ""), "只能看，不能写")

	second.post(t, "do/quit", nil)
	require.Eventually(t, func() bool { return !strings.Contains(first.get(t, ""), "只能看，不能写") }, longest, tenth)
}

// TestSelfCheck looks at a file that was dropped on the icon, with the office's
// plan beside it, and again after it was corrected.
func TestSelfCheck(t *testing.T) {
	t.Parallel()
	folder := laid(t, "reported")
	dir := t.TempDir()
	copyFile := func(from, to string) {
		data, err := os.ReadFile(filepath.Join(folder, from))
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(dir, to), data, 0o644))
	}
	copyFile(quarter.PlanFile, quarter.PlanFile)
	copyFile("上报/服务办.xlsx", "我的表.xlsx")
	o := optionsFor("")
	o.Folder, o.Around, o.Files = "", nil, []string{filepath.Join(dir, "我的表.xlsx")}
	v := arrive(t, serveFolder(t, o))
	body := v.get(t, "")
	for _, text := range []string{"自查：我的表.xlsx", quarter.PlanFile, "必须改", "填的是", "读作"} {
		holds(t, body, text)
	}
	assert.NotContains(t, body, "已改正")
	copyFile("上报/管理办.xlsx", "我的表.xlsx")
	body = v.get(t, "self")
	holds(t, body, "已改正")
	holds(t, body, "新增")
	copyFile("退回/服务办.xlsx", "我的表.xlsx")
	holds(t, v.get(t, "self"), "和退回的那次比：")
	entries, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, entries, 2, "nothing is written")
	assert.Equal(t, http.StatusOK, func() int { code, _ := v.post(t, "do/quit", nil); return code }())
}

// TestSecondStartBringsUpTheFirstsPage starts the program twice.
func TestSecondStartBringsUpTheFirstsPage(t *testing.T) {
	t.Parallel()
	folder := laid(t, "new")
	memory := t.TempDir()
	shown := make(chan string, 3)
	start := func(named ...string) (Start, chan error) {
		o := optionsFor("")
		o.Folder, o.Around, o.Memory = "", []string{filepath.Dir(folder)}, memory
		o.Open = func(what string) error { shown <- what; return nil }
		return Start{Options: o, Named: named, Browser: true, Say: func(string) {}, Warn: func(string) {}}, make(chan error, 1)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	first, ended := start(folder)
	go func() { ended <- first.Run(ctx) }()
	address := <-shown
	second, _ := start()
	require.NoError(t, second.Run(ctx))
	assert.Equal(t, address, <-shown, "the second shows the first's page and ends")
	third, _ := start(folder)
	require.NoError(t, third.Run(ctx))
	assert.Equal(t, address, <-shown)
	v := arrive(t, address)
	holds(t, v.get(t, ""), "待办")
	stop()
	require.NoError(t, <-ended)
	entries, err := os.ReadDir(memory)
	require.NoError(t, err)
	require.Len(t, entries, 1, "what was open lately is remembered, not where the page was")
	assert.NoFileExists(t, filepath.Join(folder, quarter.ClaimFile))
	info, err := entries[0].Info()
	require.NoError(t, err)
	assert.Zero(t, info.Mode().Perm()&0o077, "nobody else reads it")

	// Where the first was killed, the next does not wait for it.
	require.NoError(t, os.WriteFile(filepath.Join(memory, runningFile), []byte("http://127.0.0.1:1/?t=0\n"+folder+"\n"), 0o600))
	again, cancel := context.WithCancel(context.Background())
	fourth, ended := start(folder)
	go func() { ended <- fourth.Run(again) }()
	assert.NotEqual(t, "http://127.0.0.1:1/?t=0", <-shown)
	cancel()
	require.NoError(t, <-ended)
}

// TestAddressIsLeftWhereNoBrowserOpens leaves a small file for who started the
// program without a terminal.
func TestAddressIsLeftWhereNoBrowserOpens(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	ctx, stop := context.WithCancel(context.Background())
	o := optionsFor("")
	o.Folder, o.Around = "", []string{dir}
	warned := make(chan string, 1)
	st := Start{Options: o, Browser: true, Say: func(string) {}, Warn: func(what string) { warned <- what }}
	ended := make(chan error, 1)
	go func() { ended <- st.Run(ctx) }()
	assert.Contains(t, <-warned, "页面地址.txt")
	text, err := os.ReadFile(filepath.Join(dir, "页面地址.txt"))
	require.NoError(t, err)
	assert.Contains(t, string(text), "http://127.0.0.1:")
	stop()
	require.NoError(t, <-ended)
	assert.NoFileExists(t, filepath.Join(dir, "页面地址.txt"))
}

// TestWhatCannotBeShownIsSaidOnThePage drops on the icon what no page shows:
// nobody would see what is printed.
func TestWhatCannotBeShownIsSaidOnThePage(t *testing.T) {
	t.Parallel()
	gone := filepath.Join(t.TempDir(), "带 空格的表.xlsx")
	ctx, stop := context.WithCancel(context.Background())
	o := optionsFor("")
	o.Folder, o.Memory = "", t.TempDir()
	shown := make(chan string, 1)
	o.Open = func(what string) error { shown <- what; return nil }
	st := Start{Options: o, Named: []string{gone}, Browser: true, Alone: true, Say: func(string) {}, Warn: func(string) {}}
	ended := make(chan error, 1)
	go func() { ended <- st.Run(ctx) }()
	v := arrive(t, <-shown)
	holds(t, v.get(t, ""), "找不到“"+gone+"”。")
	stop()
	require.NoError(t, <-ended)
}

func TestStartRefusesWhatItCannotShow(t *testing.T) {
	folder := t.TempDir()
	file := filepath.Join(folder, "a.xlsx")
	require.NoError(t, os.WriteFile(file, nil, 0o644))
	for _, named := range [][]string{{folder, folder}, {folder, file}, {filepath.Join(folder, "gone")}} {
		var misuse quarter.Misuse
		assert.ErrorAs(t, (Start{Named: named}).Run(context.Background()), &misuse, named)
	}
	var misuse quarter.Misuse
	assert.ErrorAs(t, (Start{Addr: "0.0.0.0:0"}).Run(context.Background()), &misuse)
}
