package web

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/quarter/folders"
)

// Which forms are written: those of the quarter that is looked at, or of the
// one after.
const (
	formsThis = "this"
	formsNext = "next"
)

// formsView is the list of forms that would be written, to be checked first.
type formsView struct {
	viewFrame
	Which string
	List  *quarter.FormsList
	Made  bool // the quarter's folder is there already
}

func (s *Server) showForms(w http.ResponseWriter, r *http.Request) error {
	f, ok, err := s.frame(w, r)
	if !ok {
		return err
	}
	v := formsView{viewFrame: f, Which: r.PathValue("which")}
	of, order, err := f.formsOf(v.Which)
	if err != nil {
		return err
	}
	if v.List, err = s.at().listForms(r.Context(), of, order); err != nil {
		return err
	}
	v.Made = folders.IsFolder(filepath.Dir(order.Dir))
	s.page(w, r, http.StatusOK, "forms.html", v)
	return nil
}

// formsOf is the order of the forms that a page or a form asks for.
func (f viewFrame) formsOf(which string) (plan.Quarter, quarter.FormsOrder, error) {
	switch which {
	case formsThis:
		of, order := f.OwnForms(f.Folder)
		return of, order, nil
	case formsNext:
		of, order := f.NextForms(f.Folder)
		return of, order, nil
	}
	return plan.Quarter{}, quarter.FormsOrder{}, errGone
}

// listForms lists the forms of a quarter.
func (d *desk) listForms(ctx context.Context, of plan.Quarter, order quarter.FormsOrder) (*quarter.FormsList, error) {
	o := d.options(nil)
	o.Quarter = of
	return quarter.Open(o).ListForms(ctx, order)
}

// doForms writes the forms that were left checked in the list, if that is still
// the list.
func (s *Server) doForms(w http.ResponseWriter, r *http.Request) error {
	d, f, err := s.filled(w, r)
	if err != nil {
		return err
	}
	of, order, err := f.formsOf(r.PostForm.Get("which"))
	if err != nil {
		return err
	}
	list, err := d.listForms(r.Context(), of, order)
	switch {
	case err != nil:
		return err
	case list.Digest() != r.PostForm.Get("list"):
		return quarter.Misuse{Message: "名单刚刚变了，还没有写。请回去再看一遍。"}
	}
	if order.Units = r.PostForm["unit"]; len(order.Units) == 0 {
		return quarter.Misuse{Message: "一个部门也没有选，没有写。"}
	}
	err = d.begin("写"+of.Chinese()+"的填报表", func(o *quarter.Options) { o.Quarter = of }, func(ctx context.Context, desk *quarter.Desk) ([]string, error) {
		f, err := desk.Forms(ctx, order)
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
