package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"strconv"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/quarter"
)

// errNoFolder is work without a quarter's folder.
var errNoFolder = quarter.Misuse{Message: "请先选一个季度的文件夹。"}

// form is a form without files; what is too large is refused.
func form(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	if err := r.ParseForm(); err != nil {
		return quarter.Misuse{Message: "这个表单读不出来。"}
	}
	return nil
}

func (s *Server) doReport(w http.ResponseWriter, r *http.Request) error {
	return s.report(w, r, "")
}

// report makes the quarter's report; draft is an edited 送审稿 to take, "" for
// none.
func (s *Server) report(w http.ResponseWriter, r *http.Request, draft string) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	err := d.begin("出报告", draft, func(ctx context.Context, desk *quarter.Desk) ([]string, error) {
		if draft != "" {
			defer os.RemoveAll(filepath.Dir(draft))
		}
		o, err := desk.Report(ctx, []string{d.folder}, "")
		if err != nil {
			return nil, err
		}
		return o.Lines(), nil
	})
	if err != nil {
		return err
	}
	return done(w, r, "/")
}

func (s *Server) doStop(w http.ResponseWriter, r *http.Request) error {
	if d := s.at(); d != nil {
		d.stop()
	}
	return done(w, r, "/")
}

// doForms writes the next quarter's folder and forms, or this quarter's.
func (s *Server) doForms(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	view, _, err := d.overview(r.Context())
	if err != nil {
		return err
	}
	next := view.Quarter.Add(1)
	folder := filepath.Join(filepath.Dir(d.folder), next.String())
	from := filepath.Join(d.folder, quarter.DirResult, quarter.ResultBook)
	err = d.begin("写"+next.Chinese()+"的填报表", "", func(ctx context.Context, desk *quarter.Desk) ([]string, error) {
		if _, _, err := desk.Found(ctx, folder); err != nil {
			return nil, err
		}
		f, err := desk.Forms(ctx, quarter.FormsOrder{Dir: filepath.Join(folder, quarter.DirSend), From: from})
		if err != nil {
			return nil, err
		}
		return []string{fmt.Sprintf("已写出%s的填报表%d份和下发通知，在“%s”。", f.Quarter.Chinese(), f.Count, f.Dir)}, nil
	})
	if err != nil {
		return err
	}
	return done(w, r, "/")
}

// doDecide takes a decision of the office, or takes it back.
func (s *Server) doDecide(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	if err := form(w, r); err != nil {
		return err
	}
	view, _, err := d.overview(r.Context())
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PostForm.Get("n"))
	if err != nil || n < 0 || n >= len(view.Report.Errands) || view.Report.Errands[n].Key != r.PostForm.Get("key") {
		return errGone // the list has changed since the page was shown
	}
	e := view.Report.Errands[n]
	i, err := strconv.Atoi(r.PostForm.Get("choice"))
	if err != nil || i < 0 || i >= len(e.Choices) {
		return quarter.Misuse{Message: "请选一项。"}
	}
	desk := quarter.Open(d.options(nil))
	if err := desk.Decide(r.Context(), d.folder, filing.Decision{Rule: e.Rule, Key: e.Key, Choice: e.Choices[i].Choice}); err != nil {
		return err
	}
	s.hub.send("changed", "")
	return done(w, r, "/")
}

// maxUpload is how large a file that is dropped on the page may be: a file that
// may be read, and the form around it.
const maxUpload = 64 << 20

// doUpload copies files that were dropped on the page into 上报.
func (s *Server) doUpload(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	parts, err := r.MultipartReader()
	if err != nil {
		return quarter.Misuse{Message: "没有收到文件。"}
	}
	desk := quarter.Open(d.options(nil))
	for n := 0; ; {
		part, err := parts.NextPart()
		switch {
		case errors.Is(err, io.EOF) && n == 0:
			return quarter.Misuse{Message: "没有收到文件。"}
		case errors.Is(err, io.EOF):
			return done(w, r, "/")
		case err != nil:
			return quarter.Misuse{Message: "文件太大，或者没有传完整。请直接放进“上报”文件夹。"}
		case part.FileName() == "":
			continue
		}
		if err := desk.TakeIn(d.folder, part.FileName(), part); err != nil {
			return err
		}
		n++
	}
}

// doDraft reads an edited 送审稿 back while the report is made.
func (s *Server) doDraft(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxUpload)
	file, _, err := r.FormFile("draft")
	if err != nil {
		return quarter.Misuse{Message: "请选一份改过的送审稿（.docx）。"}
	}
	defer file.Close()
	dir, err := os.MkdirTemp("", "jingpin-")
	if err != nil {
		return err
	}
	draft := filepath.Join(dir, "送审稿.docx")
	to, err := os.Create(draft)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, file)
	if err = errors.Join(err, to.Close()); err != nil {
		return quarter.Misuse{Message: "文件太大，或者没有传完整。"}
	}
	return s.report(w, r, draft)
}

// result is the result that an address or a form names by its place and name.
func (d *desk) result(ctx context.Context, n, name string) (quarter.Result, error) {
	view, _, err := d.overview(ctx)
	if err != nil {
		return quarter.Result{}, err
	}
	i, err := strconv.Atoi(n)
	if err != nil || i < 0 || i >= len(view.Results) || name != "" && view.Results[i].Name != name {
		return quarter.Result{}, errGone
	}
	return view.Results[i], nil
}

// sendFile sends a result: the report into the page, all else to keep.
func (s *Server) sendFile(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	res, err := d.result(r.Context(), r.PathValue("n"), "")
	if err != nil {
		return err
	}
	file, err := os.Open(res.Path)
	if err != nil {
		return quarter.OpenError(res.Path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return quarter.OpenError(res.Path, err)
	}
	disposition := "attachment"
	if filepath.Ext(res.Name) == ".pdf" {
		disposition = "inline"
		w.Header().Set("Content-Type", "application/pdf")
		w.Header().Set("Content-Security-Policy", policy+"'self'")
	}
	w.Header().Set("Content-Disposition", mime.FormatMediaType(disposition, map[string]string{"filename": res.Name}))
	http.ServeContent(w, r, res.Name, info.ModTime(), file)
	return nil
}

// doOpen shows a result, or the quarter's folder, in the desktop.
func (s *Server) doOpen(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	if err := form(w, r); err != nil {
		return err
	}
	path := d.folder
	if n := r.PostForm.Get("n"); n != "" {
		res, err := d.result(r.Context(), n, r.PostForm.Get("name"))
		if err != nil {
			return err
		}
		path = res.Path
	}
	if s.opt.Open == nil {
		return quarter.Misuse{Message: "这台机器上打不开，请自己打开：" + path}
	}
	if err := s.opt.Open(path); err != nil {
		return quarter.Misuse{Message: "没有打开，请自己打开：" + path}
	}
	return done(w, r, "/")
}

// choice is the choice of a quarter's folder.
type choice struct {
	Found []quarterFolder
	Next  []plan.Quarter // that a new folder may be of
	Here  string         // where a new folder is made
	Now   string         // the folder at hand, "" for none
}

// quarterFolder is a folder that is a quarter's.
type quarterFolder struct {
	N       int
	Path    string
	Quarter string
}

func (s *Server) showChoice(w http.ResponseWriter, r *http.Request) error {
	c := choice{}
	if d := s.at(); d != nil {
		c.Now = d.folder
	}
	found := quarter.Folders(s.opt.Around...)
	s.lock.Lock()
	s.found = found
	s.lock.Unlock()
	for i, path := range found {
		c.Found = append(c.Found, quarterFolder{i, path, quarter.NameOf(path)})
	}
	if len(s.opt.Around) > 0 {
		c.Here = s.opt.Around[0]
	}
	today := plan.QuarterOf(s.opt.Today())
	c.Next = []plan.Quarter{today, today.Add(-1), today.Add(1)}
	s.page(w, r, http.StatusOK, "choose.html", c)
	return nil
}

func (s *Server) doChoose(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	s.lock.Lock()
	found := s.found
	s.lock.Unlock()
	i, err := strconv.Atoi(r.PostForm.Get("n"))
	if err != nil || i < 0 || i >= len(found) {
		return errGone
	}
	s.choose(found[i])
	return done(w, r, "/")
}

// doFound makes the folder of a new quarter.
func (s *Server) doFound(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	q, err := plan.ParseQuarter(r.PostForm.Get("quarter"))
	if err != nil || len(s.opt.Around) == 0 {
		return quarter.Misuse{Message: "季度写成2023Q3这样。"}
	}
	folder := filepath.Join(s.opt.Around[0], q.String())
	o := s.opt.Desk
	o.Date = s.opt.Today()
	if _, _, err := quarter.Open(o).Found(r.Context(), folder); err != nil {
		return err
	}
	s.choose(folder)
	return done(w, r, "/")
}

// doDemo lays out the samples in a folder of their own.
func (s *Server) doDemo(w http.ResponseWriter, r *http.Request) error {
	if len(s.opt.Around) == 0 {
		return errNoFolder
	}
	o := s.opt.Desk
	o.Date = s.opt.Today()
	folder, err := quarter.Open(o).Demo(r.Context(), filepath.Join(s.opt.Around[0], "演示"))
	if err != nil {
		return err
	}
	s.choose(folder)
	return done(w, r, "/")
}
