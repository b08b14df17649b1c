package web

import (
	"context"
	"os"
	"path/filepath"
	"time"

	"jingpin/internal/quarter"

	"github.com/fsnotify/fsnotify"
)

// How often the folder is looked at where no notice comes, as on network
// shares, and how long a file that is being written is waited for.
const (
	rescan = 3 * time.Second
	settle = 100 * time.Millisecond
)

// watch tells the pages when something in the folder at hand has changed.
func (s *Server) watch(ctx context.Context) {
	notices := make(chan fsnotify.Event)
	var watcher *fsnotify.Watcher
	if w, err := fsnotify.NewWatcher(); err == nil { // without notices there is still the rescan
		watcher = w
		defer w.Close()
		go func() {
			for {
				select {
				case e, open := <-w.Events:
					if !open {
						return
					}
					select {
					case notices <- e:
					case <-ctx.Done():
						return
					}
				case <-w.Errors:
				case <-ctx.Done():
					return
				}
			}
		}()
	}
	watched := map[string]bool{}
	var folder, stamp string
	look := func() {
		if s.self != nil {
			if now := s.self.stampNow(); now != stamp {
				s.hub.send("changed", "")
				stamp = now
			}
			return
		}
		d := s.at()
		if d == nil {
			return
		}
		if watcher != nil {
			follow(watcher, watched, d.folder)
		}
		now, err := stampOf(d.folder)
		if err != nil {
			now = err.Error()
		}
		if folder == d.folder && now != stamp && stamp != "" {
			s.hub.send("changed", "")
		}
		folder, stamp = d.folder, now
	}
	ticks, beats := time.NewTicker(rescan), time.NewTicker(beat)
	defer ticks.Stop()
	defer beats.Stop()
	pause := time.NewTimer(0)
	defer pause.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-notices:
			pause.Reset(settle)
		case <-ticks.C:
			look()
		case <-pause.C:
			look()
		case <-beats.C:
			if d := s.at(); d != nil {
				d.beat()
				d.tidy()
			}
		}
	}
}

// follow watches the folders of a quarter that are there now.
func follow(w *fsnotify.Watcher, watched map[string]bool, folder string) {
	wanted := map[string]bool{folder: true}
	for _, sub := range []string{quarter.DirFiled, quarter.DirResult, quarter.DirReturn} {
		_ = filepath.WalkDir(filepath.Join(folder, sub), func(path string, e os.DirEntry, err error) error {
			if err == nil && e.IsDir() {
				wanted[path] = true
			}
			return nil
		})
	}
	for path := range watched {
		if !wanted[path] {
			_ = w.Remove(path) // gone already, or soon
			delete(watched, path)
		}
	}
	for path := range wanted {
		if !watched[path] && w.Add(path) == nil {
			watched[path] = true
		}
	}
}
