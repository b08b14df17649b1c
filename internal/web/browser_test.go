package web

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/report"
	"jingpin/internal/slowtest"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// chromium is the one browser of all these tests; each has a tab of its own.
var chromium = sync.OnceValues(func() (context.Context, error) {
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		path, err := exec.LookPath(name)
		if err != nil {
			continue
		}
		options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox)
		alloc, stop := chromedp.NewExecAllocator(context.Background(), options...)
		first, closeFirst := chromedp.NewContext(alloc)
		atEnd = append(atEnd, closeFirst, stop)
		return first, chromedp.Do(first, chromedp.Navigate("about:blank"))
	}
	return nil, errNoBrowser
})

var errNoBrowser = errors.New("needs chromium")

// browser is a tab with so much of a window; the test skips where there is no
// browser. What it is asked must be done in five minutes, on a busy machine too.
func browser(t *testing.T, width, height int) context.Context {
	t.Helper()
	first, err := chromium()
	if errors.Is(err, errNoBrowser) {
		t.Skip(err)
	}
	require.NoError(t, err)
	tab, closeTab := chromedp.NewContext(first)
	t.Cleanup(closeTab)
	require.NoError(t, chromedp.Do(tab, chromedp.EmulateViewport(int64(width), int64(height))))
	ctx, end := context.WithTimeout(tab, 5*time.Minute)
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

// script runs a script whose result does not matter.
func script(text string) chromedp.Action[chromedp.Void] {
	return func(ctx context.Context, t *chromedp.Target) (chromedp.Void, error) {
		_, err := chromedp.Evaluate[any](text)(ctx, t)
		return chromedp.Void{}, err
	}
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

// arrives waits until the page that was asked for has come: the one before may
// say the same.
func arrives(ctx context.Context, t *testing.T, address string) {
	t.Helper()
	require.Eventually(t, func() bool {
		v, err := chromedp.Run(ctx, chromedp.Evaluate[bool](fmt.Sprintf(`document.readyState === "complete" && location.href.includes(%q)`, address)))
		return err == nil && v
	}, time.Minute, 50*time.Millisecond, "the page %s does not come", address)
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
	slowtest.Long(t)
	ctx := browser(t, 1366, 768)
	dir := t.TempDir()
	t.Chdir(dir)
	o := optionsFor("")
	o.Folder, o.Around = "", []string{dir}
	address := serveFolder(t, o)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitVisible(`form[action="/do/demo"] button`)))
	require.NoError(t, chromedp.Do(ctx, chromedp.Click(`form[action="/do/demo"] button`)))
	says(ctx, t, "要我定的")
	assert.Equal(t, "2023年第二季度", ask[string](ctx, t, "document.title"))
	assert.Less(t, ask[float64](ctx, t, `[...document.querySelectorAll('.group')].pop().getBoundingClientRect().bottom`), 768.0, "the first screen is whole")
	picture(ctx, t, "first")
	require.NoError(t, chromedp.Do(ctx, chromedp.Click(`form[action="/do/report"] button`)))
	says(ctx, t, "成果/季度报告.pdf")
	picture(ctx, t, "newcomer")
	assert.FileExists(t, filepath.Join(dir, "演示", "2023Q2", quarter.DirResult, quarter.ResultReport))
}

// views are the pages of a quarter, each with something that it says.
var views = []seen{
	{"", "要我定的"}, {"choose", "已有的季度"}, {"folders", "从哪里找起"}, {"folders/0", "上一层"}, {"ground", "数据截至"}, {"unit/0", "牵头的项目"},
	{"unit/2", "必须改"}, {"letter/2", "退回说明"}, {"projects", "06-0"}, {"project/0", "各季度"},
	{"forms/next", "写出这些表"}, {"forms/this", "写出这些表"}, {"changes", "登记一条"}, {"passes", "新的例外"}, {"noted", "知道就行的"}, {"rule/T03", "T03"}, {"since", "没有变化"}, {"verify", "核对"}, {"report", "季度报告"},
}

// seen is a page and something that it says.
type seen struct{ path, says string }

// TestEveryView looks at every view in three sizes: nothing hangs over at the
// right, nothing is wrong on the page's console, and axe finds nothing serious.
func TestEveryView(t *testing.T) {
	slowtest.Long(t)
	axe := axeCore()
	folder := laid(t, "reported")
	address := serveFolder(t, optionsFor(folder))
	home := address[:strings.Index(address, "?")]
	view, err := quarter.Open(quarter.Options{Date: sampleDay}).Overview(context.Background(), folder)
	require.NoError(t, err)
	card := "errand/" + plan.Count(slices.IndexFunc(view.Report.Errands, func(e report.Errand) bool { return len(e.Choices) > 1 }))
	views := append(slices.Clip(views), seen{card, "请决定"}, seen{card + "?suppose=1", "以后再定"})
	for _, size := range []struct {
		name          string
		width, height int64
		scale         float64
	}{{"1366", 1366, 768, 1}, {"360", 360, 640, 2}, {"zoom", 683, 384, 2}} {
		t.Run(size.name, func(t *testing.T) {
			ctx := browser(t, int(size.width), int(size.height))
			require.NoError(t, chromedp.Do(ctx, chromedp.EmulateViewport(size.width, size.height, chromedp.EmulateScale(size.scale)), chromedp.Navigate(address)))
			for _, view := range views {
				require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(home+view.path)), view.path)
				says(ctx, t, view.says)
				if view.path == "" {
					picture(ctx, t, size.name+"-desk")
				}
				require.NoError(t, chromedp.Do(ctx, script(`document.querySelectorAll("details").forEach(d => d.open = true)`)))
				assert.Zero(t, ask[float64](ctx, t, overhang), "%s: nothing hangs over at the right", view.path)
				picture(ctx, t, size.name+"-"+strings.NewReplacer("/", "-", "?", "-", "=", "").Replace(view.path))
				if axe != "" {
					assert.Empty(t, serious(ctx, t, axe), view.path)
				}
			}
		})
	}
}

// axeCore is node's module that looks at a page for people who see or hear
// little, "" where it is not installed.
func axeCore() string {
	for _, dir := range filepath.SplitList(os.Getenv("NODE_PATH")) {
		if text, err := os.ReadFile(filepath.Join(dir, "axe-core", "axe.min.js")); err == nil {
			return string(text)
		}
	}
	return ""
}

// TestAxeFindsFaults shows that TestEveryView would hear of a fault, and says by
// its name where it did not look for any.
func TestAxeFindsFaults(t *testing.T) {
	axe := axeCore()
	if axe == "" {
		t.Skip("node's axe-core is not installed")
	}
	ctx := browser(t, 1366, 768)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(`data:text/html,<img src="data:,"><input>`)))
	assert.NotEmpty(t, serious(ctx, t, axe))
}

// serious is what axe finds wrong with the page that is serious or critical.
func serious(ctx context.Context, t *testing.T, axe string) []string {
	t.Helper()
	require.NoError(t, chromedp.Do(ctx, script(axe)))
	require.NoError(t, chromedp.Do(ctx, script(`window.found = null; axe.run(document, {resultTypes: ["violations"], iframes: false}).then(r => window.found =
		r.violations.filter(v => v.impact === "serious" || v.impact === "critical").map(v => v.id + ": " + v.nodes.slice(0, 3).map(n => n.html.slice(0, 120) + " " + n.failureSummary).join(" | ")))`)))
	for until := time.Now().Add(time.Minute); ; time.Sleep(tenth) {
		if ask[bool](ctx, t, "window.found !== null") {
			return ask[[]string](ctx, t, "window.found")
		}
		require.True(t, time.Now().Before(until), "axe does not end")
	}
}

// TestKeyboardAlone reaches the first button by the keyboard and presses it, on
// a narrow screen.
func TestKeyboardAlone(t *testing.T) {
	slowtest.Long(t)
	ctx := browser(t, 360, 640)
	address, folder := serve(t)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitVisible("#errands")))
	assert.Equal(t, 360.0, ask[float64](ctx, t, "window.innerWidth"))
	found := false
	for range 5 {
		require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Tab)))
		if found = strings.TrimSpace(ask[string](ctx, t, `document.activeElement.textContent`)) == "出报告"; found {
			break
		}
	}
	require.True(t, found, "the button is reached by the tabulator")
	assert.NotEqual(t, "none", ask[string](ctx, t, `getComputedStyle(document.activeElement).outlineStyle`), "one sees where one is")
	require.NoError(t, chromedp.Do(ctx, chromedp.KeyEvent(kb.Enter)))
	says(ctx, t, "成果/季度报告.pdf")
	assert.FileExists(t, filepath.Join(folder, quarter.DirResult, quarter.ResultReport))
}

// TestThreeHundredUnits works at a desk of three hundred units of twenty rows: it
// is seen, searched, filtered and opened, and shows by itself what has changed.
func TestThreeHundredUnits(t *testing.T) {
	slowtest.Long(t)
	ctx := browser(t, 1366, 768)
	folder := filepath.Join(t.TempDir(), "2023Q2")
	campaign := quarter.Campaign{Units: 300, Rows: 20, Mess: 0.3, Seed: 7}
	require.NoError(t, quarter.Open(quarter.Options{Date: sampleDay}).Rehearse(context.Background(), folder, campaign))
	address := serveFolder(t, optionsFor(folder))
	home := address[:strings.Index(address, "?")]
	took := func(what string, do func()) {
		began := time.Now()
		do()
		t.Logf("%s: %v", what, time.Since(began).Round(10*time.Millisecond))
	}
	took("first view", func() {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitVisible("#errands")))
	})
	assert.Less(t, ask[float64](ctx, t, `[...document.querySelectorAll('.group')].pop().getBoundingClientRect().bottom`), 1000.0, "long lists are folded")
	assert.Zero(t, ask[float64](ctx, t, overhang))
	took("all that is folded", func() {
		require.NoError(t, chromedp.Do(ctx, script(`document.querySelectorAll("details").forEach(d => d.open = true)`)))
		assert.GreaterOrEqual(t, ask[float64](ctx, t, `document.querySelectorAll('th[scope=row] a[href^="/unit/"]').length`), 300.0)
	})
	took("a list of projects", func() {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(home+"projects")))
		says(ctx, t, "下一页")
	})
	title := ask[string](ctx, t, `document.querySelectorAll('main a[href^="/project/"]')[199].textContent`)
	took("a search", func() {
		require.NoError(t, chromedp.Do(ctx, script(fmt.Sprintf(`document.querySelector("[name=q]").value = %q`, title)), chromedp.Click(`.filters button`)))
		arrives(ctx, t, "q=")
		says(ctx, t, title)
	})
	assert.Less(t, ask[float64](ctx, t, `document.querySelectorAll('main a[href^="/project/"]').length`), 20.0)
	took("a filter", func() {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(home+"projects"), script(`document.querySelector("[name=light]").value = "数据待核实"`), chromedp.Click(`.filters button`)))
		arrives(ctx, t, "light=")
		says(ctx, t, "数据待核实")
	})
	took("a unit", func() {
		require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(home+"unit/150")))
		says(ctx, t, "牵头的项目（20）")
	})
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(home), chromedp.WaitVisible("#errands")))
	took("a file that lands", func() {
		require.NoError(t, os.WriteFile(filepath.Join(folder, quarter.DirFiled, "新来的文件.xlsx"), []byte("不是表格"), 0o644))
		says(ctx, t, "新来的文件.xlsx")
	})
}

// TestPageRenewsItself has a file land while the desk is shown, keeps what is
// being typed, and says when the program is gone.
func TestPageRenewsItself(t *testing.T) {
	ctx := browser(t, 1366, 768)
	folder := laid(t, "new")
	address := serveFolder(t, optionsFor(folder))
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address), chromedp.WaitVisible("#errands"), chromedp.Sleep(2*rescan)))
	require.NoError(t, os.WriteFile(filepath.Join(folder, quarter.DirFiled, "新来的文件.xlsx"), []byte("不是表格"), 0o644))
	says(ctx, t, "新来的文件.xlsx")

	// Who is somewhere on the page stays there, who types is not disturbed.
	require.NoError(t, chromedp.Do(ctx, script(`[...document.querySelectorAll("summary")].find(s => s.textContent.startsWith("情况")).focus()`)))
	require.NoError(t, os.Remove(filepath.Join(folder, quarter.DirFiled, "新来的文件.xlsx")))
	require.Eventually(t, func() bool {
		return !ask[bool](ctx, t, `document.querySelector("main").textContent.includes("新来的文件.xlsx")`)
	}, time.Minute, tenth)
	assert.True(t, ask[bool](ctx, t, `document.activeElement.textContent.startsWith("情况") && document.activeElement.isConnected`))
	require.NoError(t, chromedp.Do(ctx, script(`document.querySelector("[name=q]").closest("details").open = true`), chromedp.Click(`[name=q]`), chromedp.KeyEvent("道路")))
	require.NoError(t, os.WriteFile(filepath.Join(folder, quarter.DirFiled, "又来的文件.xlsx"), []byte("不是表格"), 0o644))
	require.NoError(t, chromedp.Do(ctx, chromedp.WaitVisible("#news")))
	assert.Equal(t, "道路", ask[string](ctx, t, `document.querySelector("[name=q]").value`))
	require.NoError(t, chromedp.Do(ctx, chromedp.Click("#news a")))
	says(ctx, t, "又来的文件.xlsx")

	require.NoError(t, chromedp.Do(ctx, script(`fetch("/do/quit", {method: "POST"})`), chromedp.WaitVisible("#gone")))
	assert.Contains(t, ask[string](ctx, t, `document.getElementById("gone").textContent`), "请再双击图标")
}
