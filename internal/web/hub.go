package web

import (
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// hub sends what happens to every page that is open.
type hub struct {
	lock   sync.Mutex
	pages  map[chan string]bool
	closed bool
}

// send sends an event; a page that does not keep up misses it, and looks anew
// at the next.
func (h *hub) send(kind, data string) {
	text := "event: " + kind + "\n"
	for _, line := range strings.Split(data, "\n") {
		text += "data: " + line + "\n"
	}
	h.lock.Lock()
	defer h.lock.Unlock()
	for page := range h.pages {
		select {
		case page <- text + "\n":
		default:
		}
	}
}

func (h *hub) join() chan string {
	h.lock.Lock()
	defer h.lock.Unlock()
	page := make(chan string, 16)
	if h.closed {
		close(page)
		return page
	}
	if h.pages == nil {
		h.pages = map[chan string]bool{}
	}
	h.pages[page] = true
	return page
}

func (h *hub) leave(page chan string) {
	h.lock.Lock()
	defer h.lock.Unlock()
	delete(h.pages, page)
}

// close ends all streams.
func (h *hub) close() {
	h.lock.Lock()
	defer h.lock.Unlock()
	h.closed = true
	for page := range h.pages {
		close(page)
		delete(h.pages, page)
	}
}

// beat is how often a silent stream says that it is alive.
const beat = 20 * time.Second

// events is the stream of what happens.
func (s *Server) events(w http.ResponseWriter, r *http.Request) error {
	w.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(w)
	page := s.hub.join()
	defer s.hub.leave(page)
	fmt.Fprint(w, ": ok\n\n")
	_ = out.Flush()
	ticks := time.NewTicker(beat)
	defer ticks.Stop()
	for {
		select {
		case <-r.Context().Done():
			return nil
		case <-ticks.C:
			fmt.Fprint(w, ": \n\n")
		case text, open := <-page:
			if !open {
				return nil
			}
			fmt.Fprint(w, text)
		}
		if out.Flush() != nil {
			return nil // the page is gone
		}
	}
}
