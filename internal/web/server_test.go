package web

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// sampleDay is today for the samples.
var sampleDay = plan.Day(2023, 7, 7)

// How long something is waited for, and how often it is looked at.
const (
	longest = time.Minute
	tenth   = 100 * time.Millisecond
)

// samples are the sample quarters as an office has them, and the same with the
// second quarter reported too: made once, and copied for each test.
var samples = sync.OnceValues(func() (dir string, err error) {
	if dir, err = os.MkdirTemp("", "jingpin-web-"); err != nil {
		return "", err
	}
	samplesDir = dir
	desk := quarter.Open(quarter.Options{Date: sampleDay})
	folder, err := desk.Demo(context.Background(), filepath.Join(dir, "new"))
	if err != nil {
		return dir, err
	}
	if err := os.CopyFS(filepath.Join(dir, "reported"), os.DirFS(filepath.Dir(folder))); err != nil {
		return dir, err
	}
	_, err = desk.Report(context.Background(), []string{filepath.Join(dir, "reported", filepath.Base(folder))}, "")
	return dir, err
})

var (
	samplesDir string // "" until they are made
	atEnd      []func()
)

// servedFolder names the folder that this program serves in place of testing, so
// that a test can kill it.
const servedFolder = "JINGPIN_TEST_SERVES"

func TestMain(m *testing.M) {
	if folder := os.Getenv(servedFolder); folder != "" {
		st := Start{Options: optionsFor(folder), Say: func(address string) { fmt.Println(address) }}
		if err := st.Run(context.Background()); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		return
	}
	code := m.Run()
	for _, end := range atEnd {
		end()
	}
	if samplesDir != "" {
		_ = os.RemoveAll(samplesDir)
	}
	os.Exit(code)
}

// laid is the second of the sample quarters in a folder of the test's own: new
// or reported.
func laid(t *testing.T, state string) (folder string) {
	t.Helper()
	from, err := samples()
	require.NoError(t, err)
	dir := t.TempDir()
	require.NoError(t, os.CopyFS(dir, os.DirFS(filepath.Join(from, state))))
	return filepath.Join(dir, "2023Q2")
}

// serve serves a page over the samples, laid out in a folder of the test's own.
func serve(t *testing.T) (address, folder string) {
	t.Helper()
	folder = laid(t, "new")
	return serveFolder(t, optionsFor(folder)), folder
}

func optionsFor(folder string) Options {
	return Options{Folder: folder, Around: []string{filepath.Dir(folder)}, Today: func() plan.Date { return sampleDay }}
}

func serveFolder(t *testing.T, o Options) (address string) {
	t.Helper()
	o.Faults = func(err error) { assert.NoError(t, err, "a fault of the page's own") }
	s, err := New(o)
	require.NoError(t, err)
	return serveServer(t, s)
}

func serveServer(t *testing.T, s *Server) (address string) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(ctx, l) }()
	t.Cleanup(func() {
		stop()
		assert.NoError(t, <-ended)
	})
	return s.Address(l)
}

// visitor is a browser that has come by the first address.
type visitor struct {
	*http.Client
	home string // with a slash at its end
}

// visit comes to a page that shows a quarter's folder.
func visit(t *testing.T, address string) visitor {
	t.Helper()
	v := arrive(t, address)
	holds(t, v.get(t, ""), "待办")
	return v
}

// arrive comes by the first address.
func arrive(t testing.TB, address string) visitor {
	t.Helper()
	jar, err := cookiejar.New(nil)
	require.NoError(t, err)
	home, token, _ := strings.Cut(address, "?")
	v := visitor{&http.Client{Jar: jar, Timeout: time.Minute}, home}
	stay := *v.Client
	stay.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	r, err := stay.Get(home + "?" + token)
	require.NoError(t, err)
	r.Body.Close()
	return v
}

func (v visitor) get(t testing.TB, path string) string {
	t.Helper()
	r, err := v.Get(v.home + path)
	require.NoError(t, err)
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	return string(b)
}

// holds reports a page that does not say something, without all else it says.
func holds(t *testing.T, page, text string) {
	t.Helper()
	assert.True(t, strings.Contains(page, text), "the page does not say %s", text)
}

// post sends a form as a page of ours would, and returns the code and the page
// it leads to.
func (v visitor) post(t *testing.T, path string, form url.Values) (int, string) {
	t.Helper()
	q, err := http.NewRequest(http.MethodPost, v.home+path, strings.NewReader(form.Encode()))
	require.NoError(t, err)
	q.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	q.Header.Set("Origin", strings.TrimSuffix(v.home, "/"))
	r, err := v.Do(q)
	require.NoError(t, err)
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	require.NoError(t, err)
	return r.StatusCode, string(b)
}

// eventually waits for a page to say something.
func (v visitor) eventually(t *testing.T, path, text string) string {
	t.Helper()
	for until := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		if body := v.get(t, path); strings.Contains(body, text) {
			return body
		}
		require.True(t, time.Now().Before(until), "%s does not say %s", path, text)
	}
}

func TestGuard(t *testing.T) {
	t.Parallel()
	address, _ := serve(t)
	v := visit(t, address)
	for _, c := range []struct {
		name   string
		change func(*http.Request)
		client *http.Client
		want   int
	}{
		{"as the page does", func(*http.Request) {}, v.Client, http.StatusOK},
		{"without the cookie", func(*http.Request) {}, http.DefaultClient, http.StatusForbidden},
		{"to another name", func(r *http.Request) { r.Host = "evil.example" + r.Host[strings.LastIndex(r.Host, ":"):] }, v.Client, http.StatusForbidden},
		{"to another port", func(r *http.Request) { r.Host = "127.0.0.1:1" }, v.Client, http.StatusForbidden},
		{"by localhost, where the cookie is not", func(r *http.Request) { r.Host = "localhost" + r.Host[strings.LastIndex(r.Host, ":"):] }, v.Client, http.StatusForbidden},
		{"from another origin", func(r *http.Request) {
			r.Method = http.MethodPost
			r.URL.Path = "/do/stop"
			r.Header.Set("Origin", "http://evil.example")
		}, v.Client, http.StatusForbidden},
		{"from no origin", func(r *http.Request) { r.Method = http.MethodPost; r.URL.Path = "/do/stop" }, v.Client, http.StatusForbidden},
		{"with a wrong token", func(r *http.Request) { r.URL.RawQuery = "t=0123" }, http.DefaultClient, http.StatusForbidden},
	} {
		q, err := http.NewRequest(http.MethodGet, v.home, nil)
		require.NoError(t, err)
		c.change(q)
		r, err := c.client.Do(q)
		require.NoError(t, err, c.name)
		r.Body.Close()
		assert.Equal(t, c.want, r.StatusCode, c.name)
		assert.Equal(t, "nosniff", r.Header.Get("X-Content-Type-Options"), c.name)
		assert.Contains(t, r.Header.Get("Content-Security-Policy"), "frame-ancestors 'none'", c.name)
		assert.Equal(t, "no-store", r.Header.Get("Cache-Control"), c.name)
	}
}

// TestNoPathOpensAFile tries to name files by their paths.
func TestNoPathOpensAFile(t *testing.T) {
	t.Parallel()
	address, _ := serve(t)
	v := visit(t, address)
	for _, path := range []string{"file/..%2F..%2Fetc%2Fpasswd", "file/99999", "file/-1", "static/..%2Fdoc.go", "static/%2e%2e%2fpage.go", "unit/-1", "unit/99999", "errand/x"} {
		r, err := v.Get(v.home + path)
		require.NoError(t, err)
		body, err := io.ReadAll(r.Body)
		require.NoError(t, err)
		r.Body.Close()
		assert.NotEqual(t, http.StatusOK, r.StatusCode, path)
		assert.NotContains(t, string(body), "package ", path)
	}
	code, _ := v.post(t, "do/open", url.Values{"n": {"../../etc/passwd"}})
	assert.Equal(t, http.StatusUnprocessableEntity, code)
	code, _ = v.post(t, "do/choose", url.Values{"n": {"/etc"}})
	assert.Equal(t, http.StatusUnprocessableEntity, code)
}

// TestQuarterOnThePage does a quarter's work by forms alone, as a browser
// without scripts does.
func TestQuarterOnThePage(t *testing.T) {
	t.Parallel()
	address, folder := serve(t)
	v := visit(t, address)
	code, _ := v.post(t, "do/report", nil)
	assert.Equal(t, http.StatusOK, code)
	desk := v.eventually(t, "", "还要办的")
	for _, text := range []string{"应报", "要我定的", "部门", "还要办的"} {
		holds(t, desk, text)
	}
	holds(t, v.get(t, "projects?light="+url.QueryEscape("进度滞后")), "进度滞后")
	holds(t, v.get(t, "projects?q="+url.QueryEscape("没有这样的名字")), "没有这样的项目")
	holds(t, v.get(t, "unit/0"), "要改和要核实的")
	for _, name := range []string{quarter.ResultBook, quarter.ResultReport, quarter.ResultData, quarter.ResultDraft} {
		assert.FileExists(t, filepath.Join(folder, quarter.DirResult, name))
	}
	v.formsOf(t, "next", func(unit string) bool { return unit == "管理办" })
	v.eventually(t, "", "已写出2023年第三季度的填报表")
	forms, err := filepath.Glob(filepath.Join(filepath.Dir(folder), "2023Q3", quarter.DirSend, "*.xlsx"))
	require.NoError(t, err)
	assert.Len(t, forms, 1)
}

// TestFileLands has a file land in 上报, whose name and text are hostile.
func TestFileLands(t *testing.T) {
	t.Parallel()
	address, folder := serve(t)
	v := visit(t, address)
	stream, err := v.Get(v.home + "events")
	require.NoError(t, err)
	defer stream.Body.Close()
	told := make(chan string, 100)
	go func() {
		buf := make([]byte, 4096)
		for {
			n, err := stream.Body.Read(buf)
			if err != nil {
				close(told)
				return
			}
			told <- string(buf[:n])
		}
	}()
	name := `<img src=x onerror=alert(1)>.xlsx`
	changed := func() bool {
		for late := time.After(2 * time.Second); ; {
			select {
			case text := <-told:
				if strings.Contains(text, "event: changed") {
					return true
				}
			case <-late:
				return false
			}
		}
	}
	// What lies there when the folder is first looked at is no news: then it
	// lands once more.
	for n, until := 0, time.Now().Add(longest); ; n++ {
		require.True(t, time.Now().Before(until), "nothing was told of the new file")
		text := "<script>alert(2)</script>" + strings.Repeat(" ", n)
		require.NoError(t, os.WriteFile(filepath.Join(folder, quarter.DirFiled, name), []byte(text), 0o644))
		if changed() {
			break
		}
	}
	desk := v.get(t, "")
	holds(t, desk, "&lt;img src=x")
	assert.NotContains(t, desk, "<img")
	assert.NotContains(t, desk, "<script>alert")
}

func TestDecisionOnThePage(t *testing.T) {
	t.Parallel()
	v, folder, _ := reported(t)
	book := filepath.Join(folder, quarter.DirResult, quarter.ResultBook)
	before, err := os.ReadFile(book)
	require.NoError(t, err)
	date, err := plan.ParseDate("2023-07-07")
	require.NoError(t, err)
	desk := quarter.Open(quarter.Options{Date: date})
	view, err := desk.Overview(context.Background(), folder)
	require.NoError(t, err)
	n := -1
	for i, e := range view.Report.Errands {
		if len(e.Choices) > 1 && n < 0 {
			n = i
		}
	}
	require.GreaterOrEqual(t, n, 0, "the samples have something to decide")
	e := view.Report.Errands[n]
	place := plan.Count(n)
	holds(t, v.get(t, "errand/"+place), "随时改回")

	code, _ := v.post(t, "do/decide", url.Values{"rule": {e.Rule}, "key": {"another"}, "choice": {"0"}})
	assert.Equal(t, http.StatusUnprocessableEntity, code, "the list has changed")
	lock := filepath.Join(folder, quarter.DirResult, "~$"+quarter.ResultBook)
	require.NoError(t, os.WriteFile(lock, nil, 0o644))
	code, body := v.post(t, "do/decide", url.Values{"rule": {e.Rule}, "key": {e.Key}, "choice": {"0"}, "basis": {"主任办公会"}})
	assert.Equal(t, http.StatusUnprocessableEntity, code)
	holds(t, body, "打开着")
	require.NoError(t, os.Remove(lock))
	same, err := os.ReadFile(book)
	require.NoError(t, err)
	assert.Equal(t, before, same, "nothing was written")

	code, _ = v.post(t, "do/decide", url.Values{"rule": {e.Rule}, "key": {e.Key}, "choice": {"0"}, "basis": {"主任办公会"}})
	require.Equal(t, http.StatusOK, code)
	view, err = desk.Overview(context.Background(), folder)
	require.NoError(t, err)
	taken := false
	for _, d := range view.Report.Office.Decisions {
		taken = taken || d.Rule == e.Rule && d.Key == e.Key && d.Choice == e.Choices[0].Choice
	}
	assert.True(t, taken, "the next report takes it")
}

func TestUpload(t *testing.T) {
	dir := t.TempDir()
	desk := quarter.Open(quarter.Options{})
	for range 2 {
		require.NoError(t, desk.TakeIn(dir, `..\..\管理办.xlsx`, strings.NewReader("x")))
	}
	entries, err := os.ReadDir(filepath.Join(dir, quarter.DirFiled))
	require.NoError(t, err)
	assert.Len(t, entries, 2, "a file of that name is kept")
	outside, err := os.ReadDir(dir)
	require.NoError(t, err)
	assert.Len(t, outside, 1)
}

func TestPageIsSmall(t *testing.T) {
	size := int64(0)
	require.NoError(t, filepath.WalkDir("../../templates/page", func(path string, e os.DirEntry, err error) error {
		if err == nil && !e.IsDir() {
			info, err := e.Info()
			require.NoError(t, err)
			size += info.Size()
		}
		return err
	}))
	assert.Less(t, size, int64(150<<10))
}
