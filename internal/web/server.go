package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/quarter/runner"
	"jingpin/templates"
)

// Options are what the page is started with.
type Options struct {
	Folder  string   // the quarter's folder to begin with, "" to choose one
	Files   []string // files to look at (自查) in place of a folder
	Trouble string   // why what was asked for is not shown, "" where it is
	Around  []string // folders in and beside which quarters are looked for
	Desk    quarter.Options
	Today   func() plan.Date
	Open    func(path string) error // shows a file or folder in the desktop; nil where there is none
	Faults  func(error)             // hears of faults of ours; may be nil
	Memory  string                  // where it is remembered what was open lately and where the page is, "" for nowhere
}

// Server is the page of one person.
type Server struct {
	opt    Options
	token  string // in the first address
	cookie string // what it is traded for
	host   string // with the port
	pages  *template.Template
	hub    hub
	quit   chan struct{}
	once   sync.Once
	memory memory
	self   *selfDesk // nil for a page on a folder

	lock  sync.Mutex
	desk  *desk // nil while no folder is chosen
	named catalogue
	alive string // the first address, once others may be told
}

// New is a server that is not listening yet. A folder that is not there is
// wrong usage.
func New(opt Options) (*Server, error) {
	s := &Server{opt: opt, token: secret(), cookie: secret(), memory: memory{opt.Memory}, quit: make(chan struct{})}
	var err error
	if s.pages, err = template.New("").Funcs(words).ParseFS(templates.Page, "page/*.html"); err != nil {
		return nil, err
	}
	switch {
	case len(opt.Files) > 0:
		s.self = newSelfDesk(opt)
	case opt.Folder != "":
		if info, err := os.Stat(opt.Folder); err != nil {
			return nil, runner.OpenError(opt.Folder, err)
		} else if !info.IsDir() {
			return nil, quarter.Misuse{Message: "“" + opt.Folder + "”不是文件夹。"}
		}
		s.choose(opt.Folder)
	}
	return s, nil
}

// secret is a random word that nobody guesses.
func secret() string {
	b := make([]byte, 16)
	_, _ = rand.Read(b) // never fails
	return hex.EncodeToString(b)
}

// Listen listens at an address of this machine's, and at no other.
func Listen(addr string) (net.Listener, error) {
	host, _, err := net.SplitHostPort(addr)
	if ip := net.ParseIP(host); err != nil || ip == nil || !ip.IsLoopback() {
		return nil, quarter.Misuse{Message: "--addr 的“" + addr + "”不是本机的地址，要写成127.0.0.1:8080的样子。"}
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("打不开“%s”：端口已经被别的程序用着", addr)
	}
	return l, nil
}

// Serve answers until ctx ends or somebody closes the program on the page.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	s.host = l.Addr().String()
	server := &http.Server{Handler: s.Handler(), ReadHeaderTimeout: 10 * time.Second}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	go s.watch(ctx)
	done := make(chan error, 1)
	go func() { done <- server.Serve(l) }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
	case <-s.quit:
	}
	s.hub.close()
	if d := s.at(); d != nil {
		d.leave()
	}
	last, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	if err := server.Shutdown(last); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return nil
}

// Address is the first address, with the token.
func (s *Server) Address(l net.Listener) string {
	return fmt.Sprintf("http://%s/?t=%s", l.Addr(), s.token)
}

// routes are all that may be asked for, but for the page's own files.
func (s *Server) routes() map[string]func(http.ResponseWriter, *http.Request) error {
	return map[string]func(http.ResponseWriter, *http.Request) error{
		"GET /{$}":           s.showDesk,
		"GET /self":          s.showSelf,
		"GET /choose":        s.showChoice,
		"GET /folders":       s.showFolders,
		"GET /folders/{n}":   s.showFolders,
		"GET /ground":        s.showGround,
		"GET /unit/{n}":      s.showUnit,
		"GET /letter/{n}":    s.showLetter,
		"GET /letters":       s.sendLetters,
		"GET /projects":      s.showProjects,
		"GET /project/{n}":   s.showProject,
		"GET /errand/{n}":    s.showErrand,
		"GET /decided/{n}":   s.showDecided,
		"GET /changes":       s.showChanges,
		"GET /passes":        s.showPasses,
		"GET /noted":         s.showNoted,
		"GET /rule/{code}":   s.showRule,
		"GET /forms/{which}": s.showForms,
		"GET /since":         s.showSince,
		"GET /report":        s.showReport,
		"GET /verify":        s.showVerify,
		"GET /file/{n}":      s.sendFile,
		"GET /zip/{n}":       s.sendShelf,
		"GET /events":        s.events,
		"POST /do/choose":    s.doChoose,
		"POST /do/found":     s.doFound,
		"POST /do/demo":      s.doDemo,
		"POST /do/ground":    s.doGround,
		"POST /do/report":    s.doReport,
		"POST /do/check":     s.doCheck,
		"POST /do/stop":      s.doStop,
		"POST /do/forms":     s.doForms,
		"POST /do/decide":    s.doDecide,
		"POST /do/sent":      s.doSent,
		"POST /do/change":    s.doChange,
		"POST /do/unchange":  s.doUnchange,
		"POST /do/pass":      s.doPass,
		"POST /do/unpass":    s.doUnpass,
		"POST /do/upload":    s.doUpload,
		"POST /do/draft":     s.doDraft,
		"POST /do/open":      s.doOpen,
		"POST /do/takeover":  s.doTakeOver,
		"POST /do/quit":      s.doQuit,
	}
}

// Handler answers requests that have passed the guard.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, answer := range s.routes() {
		mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
			err := runner.Guard(func() error { return answer(w, r) })
			if err != nil {
				s.fail(w, r, err)
			}
		})
	}
	mux.HandleFunc("GET /static/{name}", s.static)
	return s.guard(mux)
}

// static sends the page's own files.
func (s *Server) static(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-cache")
	http.ServeFileFS(w, r, templates.Page, "page/"+filepath.Base(r.PathValue("name")))
}

// at is the desk at hand, nil for none.
func (s *Server) at() *desk {
	s.lock.Lock()
	defer s.lock.Unlock()
	return s.desk
}

// choose turns to another quarter's folder.
func (s *Server) choose(folder string) {
	d := newDesk(folder, s.opt, &s.hub)
	s.lock.Lock()
	old := s.desk
	s.desk = d
	s.lock.Unlock()
	if old != nil {
		old.leave()
	}
	d.occupy()
	s.memory.opened(folder)
	s.live("")
	go d.readAhead() // before the browser asks
	s.hub.send("changed", "")
}

// live tells later starts of the program where the page is, and of which folder.
func (s *Server) live(address string) {
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.alive = cmp.Or(address, s.alive); s.alive == "" {
		return
	}
	folder := ""
	if s.desk != nil {
		folder, _ = filepath.Abs(s.desk.folder)
	}
	s.memory.runs(s.alive, folder)
}

// fail shows an error as a sentence.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, err error) {
	code := http.StatusInternalServerError
	var misuse quarter.Misuse
	var fault runner.Crash
	switch {
	case errors.As(err, &misuse):
		code = http.StatusUnprocessableEntity
	case errors.As(err, &fault) && s.opt.Faults != nil:
		s.opt.Faults(err)
	}
	s.page(w, r, code, "message.html", message{Text: err.Error(), Bad: true})
}

// message is a page of one sentence.
type message struct {
	Text string
	Bad  bool
}

// page sends a page.
func (s *Server) page(w http.ResponseWriter, _ *http.Request, code int, name string, data any) {
	var text bytes.Buffer
	if err := s.pages.ExecuteTemplate(&text, name, data); err != nil {
		if s.opt.Faults != nil {
			s.opt.Faults(err)
		}
		http.Error(w, "程序自己出了错，这一页显示不出来，文件没有改动。", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = w.Write(text.Bytes()) // who asked may be gone
}

// done goes back to where a form was sent from.
func done(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

func (s *Server) doQuit(w http.ResponseWriter, r *http.Request) error {
	s.page(w, r, http.StatusOK, "message.html", message{Text: "程序已关闭。要再用，请再双击图标，数据都在。"})
	s.once.Do(func() { time.AfterFunc(200*time.Millisecond, func() { close(s.quit) }) })
	return nil
}

// errGone says that what was asked for is not there any more.
var errGone = quarter.Misuse{Message: "这一项已经变了，请回到首页再看。"}

// maxForm is how large a form without files may be: one that names thousands of
// units.
const maxForm = 1 << 20
