package web

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// browser is a real one with so much of a window; the test skips where there is
// none. What it is asked must be done in two minutes.
func browser(t *testing.T, width, height int) context.Context {
	t.Helper()
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil {
			program = path
			break
		}
	}
	if program == "" {
		t.Skip("needs chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.WindowSize(width, height))
	alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(stop)
	tab, closeTab := chromedp.NewContext(alloc)
	t.Cleanup(closeTab)
	require.NoError(t, chromedp.Do(tab, chromedp.Navigate("about:blank")))
	ctx, end := context.WithTimeout(tab, 2*time.Minute)
	t.Cleanup(end)
	return ctx
}

// ask runs a script on the page.
func ask[T any](ctx context.Context, t *testing.T, script string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](script))
	require.NoError(t, err)
	return v
}

// says waits until the page's main part says something.
func says(ctx context.Context, t *testing.T, text string) {
	t.Helper()
	for until := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		v, err := chromedp.Run(ctx, chromedp.Evaluate[string](`(document.querySelector("main") || document.body).textContent`))
		if err == nil && strings.Contains(v, text) {
			return
		}
		require.True(t, time.Now().Before(until), "the page does not say %s", text)
	}
}

// picture keeps a picture of the page for who wants to look at it.
func picture(ctx context.Context, t *testing.T, name string) {
	t.Helper()
	dir := os.Getenv("JINGPIN_PICTURES")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	require.NoError(t, err)
	require.NoError(t, os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644))
}

const overhang = `document.documentElement.scrollWidth - document.documentElement.clientWidth`

// TestNewcomersDay goes from an empty folder to the PDF, in a browser.
func TestNewcomersDay(t *testing.T) {
	ctx := browser(t, 1366, 768)
	date, err := plan.ParseDate("2023-07-07")
	require.NoError(t, err)
	dir := t.TempDir()
	address := serveFolder(t, Options{Around: []string{dir}, Today: func() plan.Date { return date }})
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitVisible(`form[action="/do/demo"] button`)))
	picture(ctx, t, "choose")
	require.NoError(t, chromedp.Do(ctx, chromedp.Click(`form[action="/do/demo"] button`)))
	says(ctx, t, "要我定的")
	assert.Equal(t, "2023年第二季度", ask[string](ctx, t, "document.title"))
	picture(ctx, t, "desk-before")
	require.NoError(t, chromedp.Do(ctx, chromedp.Click(`form[action="/do/report"] button`)))
	says(ctx, t, "成果/季度报告.pdf")
	picture(ctx, t, "desk")
	assert.Less(t, ask[float64](ctx, t, `document.querySelector('.group').getBoundingClientRect().top`), 768.0, "what there is to decide begins on the first screen")
	assert.Zero(t, ask[float64](ctx, t, overhang), "nothing hangs over at the right")
	assert.FileExists(t, filepath.Join(dir, "演示", "2023Q2", quarter.DirResult, quarter.ResultReport))

	home := address[:strings.Index(address, "?")]
	for path, text := range map[string]string{"unit/0": "牵头的项目", "projects": "06-0", "errand/2": "请决定", "report": "季度报告"} {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(home+path)))
		says(ctx, t, text)
		picture(ctx, t, strings.ReplaceAll(path, "/", "-"))
	}
}

// TestKeyboardAlone reaches the first button by the keyboard and presses it, on
// a narrow screen.
func TestKeyboardAlone(t *testing.T) {
	ctx := browser(t, 360, 640)
	address, folder := serve(t)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitVisible("#errands")))
	picture(ctx, t, "narrow")
	assert.Zero(t, ask[float64](ctx, t, overhang), "nothing hangs over at the right")
	found := false
	for range 5 {
		require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)))
		if found = strings.TrimSpace(ask[string](ctx, t, `document.activeElement.textContent`)) == "出报告"; found {
			break
		}
	}
	require.True(t, found, "the button is reached by the tabulator")
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)))
	says(ctx, t, "成果/季度报告.pdf")
	assert.FileExists(t, filepath.Join(folder, quarter.DirResult, quarter.ResultReport))
}

// TestPageRenewsItself has a file land while the desk is shown.
func TestPageRenewsItself(t *testing.T) {
	ctx := browser(t, 1366, 768)
	address, folder := serve(t)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitVisible("#errands"), chromedp.Sleep(2*rescan)))
	require.NoError(t, os.WriteFile(filepath.Join(folder, quarter.DirFiled, "新来的文件.xlsx"), []byte("不是表格"), 0o644))
	says(ctx, t, "新来的文件.xlsx")
}
