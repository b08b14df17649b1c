package web

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"jingpin/internal/filing"
	"jingpin/internal/quarter"
)

// selfDesk are files that a department looks at by itself before it sends them:
// they were dropped on the program's icon. Nothing of them is kept, so that
// what has become of the findings is told since the page was opened.
type selfDesk struct {
	files []string
	desk  *quarter.Desk

	lock  sync.Mutex
	stamp string
	read  *quarter.SelfCheck
	err   error
	first []filing.Finding // of the reading before the last that differed
}

func newSelfDesk(opt Options) *selfDesk {
	o := opt.Desk
	o.Date = opt.Today()
	return &selfDesk{files: opt.Files, desk: quarter.Open(o)}
}

// stampNow tells two states of the files apart.
func (d *selfDesk) stampNow() string {
	var b strings.Builder
	for _, path := range d.files {
		if info, err := os.Stat(path); err == nil {
			b.WriteString(path + info.ModTime().String())
		}
	}
	return b.String()
}

// selfView is a file that is looked at.
type selfView struct {
	Name      string
	Files     []selfFile
	Corrected []filing.Finding // since the reading before
	Again     bool             // there was a reading before
	Left      int
	Fresh     int
	PlanName  string
}

// selfFile is how one file was read.
type selfFile struct {
	Unit, Quarter, Round string
	Findings             []selfFinding
	Rows                 []fileRows
}

// selfFinding is a finding, and whether it is new.
type selfFinding struct {
	filing.Finding
	Fresh bool
}

// showSelf shows the files, row by row.
func (s *Server) showSelf(w http.ResponseWriter, r *http.Request) error {
	if s.self == nil {
		return errGone
	}
	v, err := s.self.view(r)
	if err != nil {
		return err
	}
	s.page(w, r, http.StatusOK, "self.html", v)
	return nil
}

func (d *selfDesk) view(r *http.Request) (selfView, error) {
	d.lock.Lock()
	defer d.lock.Unlock()
	if now := d.stampNow(); now != d.stamp {
		before := d.read
		d.read, d.err = d.desk.LookAt(r.Context(), d.files)
		if r.Context().Err() != nil {
			return selfView{}, r.Context().Err() // not to be remembered
		}
		d.stamp = now
		if before != nil && d.read != nil {
			d.first = before.Findings()
		}
	}
	if d.err != nil {
		return selfView{}, d.err
	}
	v := selfView{PlanName: d.read.PlanName, Again: d.first != nil}
	for i, path := range d.files {
		if i > 0 {
			v.Name += "、"
		}
		v.Name += filepath.Base(path)
	}
	fresh := map[filing.FindingID]int{}
	if v.Again {
		c := quarter.Became(d.first, d.read.Findings())
		v.Corrected, v.Left, v.Fresh = c.Corrected, len(c.Left), len(c.Fresh)
		for _, f := range c.Fresh {
			fresh[f.ID()]++
		}
	}
	for i, sub := range d.read.Submissions {
		file := selfFile{Unit: sub.Unit, Round: d.read.Headway[i], Rows: []fileRows{{sub.Path, rowsOf(sub, d.read.Plan)}}}
		if sub.Quarter.N != 0 {
			file.Quarter = sub.Quarter.Chinese()
		}
		for _, f := range quarter.ToCorrect(sub.Findings) {
			file.Findings = append(file.Findings, selfFinding{f, fresh[f.ID()] > 0})
		}
		v.Files = append(v.Files, file)
	}
	return v, nil
}
