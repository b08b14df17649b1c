package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// TestNoRouteAnswersStrangers asks for everything that can be asked for as
// somebody who is not the page: without its cookie, by another name, from
// another origin. Nothing is answered, and nothing is done.
func TestNoRouteAnswersStrangers(t *testing.T) {
	t.Parallel()
	address, folder := serve(t)
	v := visit(t, address)
	v.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	own := strings.TrimSuffix(v.home, "/")
	port := own[strings.LastIndex(own, ":"):]
	before := tree(t, folder)
	type stranger struct {
		name   string
		client *http.Client
		change func(*http.Request)
	}
	from := func(origin string) stranger {
		return stranger{"from " + origin, v.Client, func(r *http.Request) {
			if r.Header.Set("Origin", origin); origin == "" {
				r.Header.Del("Origin")
			}
		}}
	}
	called := func(host string) stranger {
		return stranger{"as " + host, v.Client, func(r *http.Request) {
			r.Host = host
			r.Header.Set("Origin", "http://"+host) // as a page that has our address under a name of its own
		}}
	}
	anywhere := []stranger{
		{"without the cookie", http.DefaultClient, func(*http.Request) {}},
		{"with another's cookie", http.DefaultClient, func(r *http.Request) {
			r.AddCookie(&http.Cookie{Name: "jingpin-" + port[1:], Value: strings.Repeat("0", 32)})
		}},
		called("evil.example" + port), called("127.0.0.1.evil.example" + port), called("127.0.0.1"), called("127.0.0.1:1"), called("192.168.1.2" + port),
	}
	changing := []stranger{
		from("http://evil.example"), from("http://evil.example" + port), from("http://127.0.0.1:1"), from("https://127.0.0.1" + port), from("http://localhost" + port),
		from("null"), from(""), from("file://"),
	}
	s, err := New(optionsFor(folder))
	require.NoError(t, err)
	for route := range s.routes() {
		method, path, _ := strings.Cut(route, " ")
		path = strings.NewReplacer("{$}", "", "{n}", "0", "{which}", "next", "{code}", "T03").Replace(path)
		strangers := anywhere
		if method == http.MethodPost {
			strangers = append(strangers[:len(strangers):len(strangers)], changing...)
		}
		for _, c := range strangers {
			r, err := http.NewRequest(method, own+path, strings.NewReader(url.Values{"n": {"0"}, "quarter": {"2024Q1"}, "folder": {"上报"}}.Encode()))
			require.NoError(t, err)
			r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
			r.Header.Set("Origin", own)
			c.change(r)
			answer, err := c.client.Do(r)
			require.NoError(t, err, route)
			answer.Body.Close()
			assert.Equal(t, http.StatusForbidden, answer.StatusCode, "%s %s", route, c.name)
		}
		if method == http.MethodPost { // an address alone does nothing
			answer, err := v.Get(own + path)
			require.NoError(t, err, route)
			answer.Body.Close()
			assert.Equal(t, http.StatusMethodNotAllowed, answer.StatusCode, route)
		}
	}
	assert.Equal(t, before, tree(t, folder))
	holds(t, v.get(t, ""), "待办")
}
