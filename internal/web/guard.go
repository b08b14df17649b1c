package web

import (
	"crypto/subtle"
	"net"
	"net/http"
	"net/url"
	"strings"
)

// cookieName is what the page's cookie is called. Cookies do not tell ports
// apart, and the program may show several pages at once.
func (s *Server) cookieName() string {
	_, port, _ := net.SplitHostPort(s.host)
	return "jingpin-" + port
}

// policy lets nothing in that is not the page's own.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; " +
	"frame-src 'self'; object-src 'self'; base-uri 'none'; frame-ancestors "

// guard lets through what comes from the page itself: from this machine, to a
// name of this machine, with the cookie, and for what changes anything from our
// own origin. The first address trades its token for the cookie.
func (s *Server) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Cache-Control", "no-store")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin") // with none, browsers would not name the origin of a form
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Content-Security-Policy", policy+"'none'")
		switch {
		case !s.ours(r.Host):
			http.Error(w, "地址不对。", http.StatusForbidden)
		case r.Method == http.MethodGet && r.URL.Path == "/" && s.hasToken(r):
			http.SetCookie(w, &http.Cookie{Name: s.cookieName(), Value: s.cookie, Path: "/", HttpOnly: true, SameSite: http.SameSiteStrictMode})
			http.Redirect(w, r, "/", http.StatusSeeOther)
		case !s.hasCookie(r):
			http.Error(w, "请从程序打开的页面进来：再双击一次图标。", http.StatusForbidden)
		case r.Method != http.MethodGet && r.Method != http.MethodHead && !s.sameOrigin(r):
			http.Error(w, "这个请求不是从本页面来的。", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// ours reports a Host of this machine with our port: a name that somebody else
// made lead here is none.
func (s *Server) ours(host string) bool {
	_, want, err := net.SplitHostPort(s.host)
	if err != nil {
		return false
	}
	name, port, err := net.SplitHostPort(host)
	return err == nil && port == want && (name == "127.0.0.1" || name == "::1" || strings.EqualFold(name, "localhost"))
}

func (s *Server) hasToken(r *http.Request) bool { return same(r.URL.Query().Get("t"), s.token) }

func (s *Server) hasCookie(r *http.Request) bool {
	c, err := r.Cookie(s.cookieName())
	return err == nil && same(c.Value, s.cookie)
}

func same(a, b string) bool { return subtle.ConstantTimeCompare([]byte(a), []byte(b)) == 1 }

// sameOrigin reports a request that a page of ours sent. Browsers name the
// origin of every form; what does not is none of ours.
func (s *Server) sameOrigin(r *http.Request) bool {
	origin, err := url.Parse(r.Header.Get("Origin"))
	return err == nil && origin.Scheme == "http" && origin.Host == r.Host
}
