package web

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/quarter"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
)

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
	return s.report(w, r, func(o *quarter.Options) { o.Draft = draft }, func() { _ = os.RemoveAll(dir) })
}

// result is the result that an address or a form names by its place and name.
func (d *desk) result(ctx context.Context, n, name string) (quarter.Result, error) {
	view, _, err := d.overview(ctx)
	if err != nil {
		return quarter.Result{}, err
	}
	i, err := at(n, len(view.Results))
	if err != nil || name != "" && view.Results[i].Name != name {
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
		return runner.OpenError(res.Path, err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return runner.OpenError(res.Path, err)
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

// sendShelf sends all results of a folder as one file.
func (s *Server) sendShelf(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	shelves := f.Shelves()
	n, err := at(r.PathValue("n"), len(shelves))
	if err != nil {
		return err
	}
	var files []zipped
	for _, p := range shelves[n].Files {
		files = append(files, zipped{p.Name, func() (io.ReadCloser, error) { return os.Open(p.Path) }})
	}
	return sendZip(w, f.Quarter.Chinese()+strings.ReplaceAll(shelves[n].Dir, "/", "-")+".zip", files)
}

// sendLetters sends the reminders as one file.
func (s *Server) sendLetters(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	var files []zipped
	for _, l := range f.Letters() {
		files = append(files, zipped{l.Name + system.LetterEnding, func() (io.ReadCloser, error) {
			return io.NopCloser(bytes.NewReader(system.Letter(l.Text))), nil
		}})
	}
	return sendZip(w, f.Quarter.Chinese()+"提醒报送.zip", files)
}

// zipped is a file to be sent with others.
type zipped struct {
	name string
	open func() (io.ReadCloser, error)
}

func sendZip(w http.ResponseWriter, name string, files []zipped) error {
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	z := zip.NewWriter(w)
	for _, f := range files {
		if addTo(z, f) != nil {
			return nil // who asked has gone, or sees that the file is not whole
		}
	}
	_ = z.Close()
	return nil
}

func addTo(z *zip.Writer, f zipped) error {
	from, err := f.open()
	if err != nil {
		return nil // it is gone meanwhile; the rest is sent
	}
	defer from.Close()
	to, err := z.Create(f.name)
	if err != nil {
		return err
	}
	_, err = io.Copy(to, from)
	return err
}

// toShow are the quarter's own folders that the desktop can be asked to show.
var toShow = []string{quarter.DirFiled, quarter.DirReturn, quarter.DirResult, quarter.DirSend}

// doOpen shows a result, the quarter's folder or one in it, in the desktop.
func (s *Server) doOpen(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	if err := form(w, r); err != nil {
		return err
	}
	path := d.folder
	if name := r.PostForm.Get("folder"); slices.Contains(toShow, name) {
		path = filepath.Join(path, name)
	}
	if n := r.PostForm.Get("n"); n != "" {
		res, err := d.result(r.Context(), n, r.PostForm.Get("name"))
		if err != nil {
			return err
		}
		path = res.Path
	}
	return s.show(w, r, path)
}

// show shows a file or folder in the desktop.
func (s *Server) show(w http.ResponseWriter, r *http.Request, path string) error {
	if s.opt.Open == nil {
		return quarter.Misuse{Message: "这台机器上打不开，请自己打开：" + path}
	}
	if err := s.opt.Open(path); err != nil {
		return quarter.Misuse{Message: "没有打开，请自己打开：" + path}
	}
	return done(w, r, "/")
}
