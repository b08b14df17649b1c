package web

import (
	"io"
	"net/http"
	"testing"
	"time"

	"jingpin/internal/quarter"

	"github.com/chromedp/chromedp"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// held is a page on a folder that nobody can read before it is let go of: of a
// hundred files, it says, nine have been read.
func held(t *testing.T) (address string, let func()) {
	t.Helper()
	o := optionsFor(laid(t, "reported"))
	folder := o.Folder
	o.Folder = ""
	s, err := New(o)
	require.NoError(t, err)
	d := newDesk(folder, o, &s.hub)
	d.reading.Lock()
	d.look(quarter.Event{Kind: quarter.Progress, Text: "读取", Done: 9, Of: 100})
	d.look(quarter.Event{Kind: quarter.Progress, Text: "汇总", Of: 1})
	s.desk = d
	return serveServer(t, s), d.reading.Unlock
}

// navigate asks as a browser does that goes to a page.
func (v visitor) navigate(t *testing.T, path string) string {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, v.home+path, nil)
	require.NoError(t, err)
	r.Header.Set("Sec-Fetch-Mode", "navigate")
	answer, err := v.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	return string(text)
}

// TestLargeFolderIsSeenAtOnce opens a folder whose reading takes long: a browser
// shows how far it is, without any figure; who asks for the page itself is
// answered when all is read.
func TestLargeFolderIsSeenAtOnce(t *testing.T) {
	t.Parallel()
	address, let := held(t)
	v := arrive(t, address)
	for _, path := range []string{"", "projects", "unit/0"} {
		page := v.navigate(t, path)
		holds(t, page, "正在读取这个季度的表，共100份")
		holds(t, page, `value="9"`)
		holds(t, page, `http-equiv="refresh"`)
		assert.NotContains(t, page, "待办")
	}
	answered := make(chan string, 1)
	go func() { answered <- v.get(t, "") }()
	select {
	case page := <-answered:
		assert.Fail(t, "figures before all is read", page)
	case <-time.After(2 * patience):
	}
	let()
	holds(t, <-answered, "待办")
	holds(t, v.navigate(t, "projects"), "福康路道路改造")
}

// TestPageComesWhenAllIsRead waits in the browser, which shows the desk by
// itself.
func TestPageComesWhenAllIsRead(t *testing.T) {
	ctx := browser(t, 1366, 768)
	address, let := held(t)
	require.NoError(t, chromedp.Do(ctx, chromedp.Navigate(address)))
	says(ctx, t, "正在读取这个季度的表")
	picture(ctx, t, "reading")
	let()
	says(ctx, t, "要我定的")
	assert.True(t, ask[bool](ctx, t, `document.querySelector("header").textContent.includes("出报告")`))
	assert.Equal(t, "2023年第二季度", ask[string](ctx, t, "document.title"))
}
