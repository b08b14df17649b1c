package web

import (
	"context"
	"net/http"

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

// doReport makes the quarter's report, as 定稿 or with leaders' editions if the
// form says so.
func (s *Server) doReport(w http.ResponseWriter, r *http.Request) error {
	if err := form(w, r); err != nil {
		return err
	}
	return s.report(w, r, func(o *quarter.Options) {
		o.Final = r.PostForm.Has("final")
		if name := r.PostForm.Get("leader"); name != "" {
			o.Print.Leaders = []string{name}
		}
	}, func() {})
}

// report makes the quarter's report as with sets it, and then does after.
func (s *Server) report(w http.ResponseWriter, r *http.Request, with func(*quarter.Options), after func()) error {
	d := s.at()
	if d == nil {
		after()
		return errNoFolder
	}
	err := d.begin("出报告", with, func(ctx context.Context, desk *quarter.Desk) ([]string, error) {
		defer after()
		before := quarter.Last(d.folder)
		o, err := desk.Report(ctx, []string{d.folder}, "")
		if err != nil {
			return nil, err
		}
		lines := o.Lines()
		if before == nil {
			return lines, nil
		}
		if now := quarter.Last(d.folder); now != nil {
			lines = append(lines, sinceLines(now.Since(before))...)
		}
		return lines, nil
	})
	if err != nil {
		after()
		return err
	}
	return done(w, r, "/")
}

// sinceLines say what a new report has otherwise than the one before.
func sinceLines(lines []string) []string {
	if len(lines) == 0 {
		return []string{"和上次出的报告相比，没有变化。"}
	}
	return append([]string{"和上次出的报告相比："}, lines...)
}

// doCheck checks what has come and writes the marked copies alone.
func (s *Server) doCheck(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	err := d.begin("检查、写退回表", nil, func(ctx context.Context, desk *quarter.Desk) ([]string, error) {
		c, err := desk.Check(ctx, []string{d.folder}, "")
		if err != nil {
			return nil, err
		}
		back, err := c.GiveBack()
		if err != nil {
			return nil, err
		}
		return []string{back.Line()}, nil
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

// doTakeOver takes the folder over from a page that is not heard of any more.
func (s *Server) doTakeOver(w http.ResponseWriter, r *http.Request) error {
	d := s.at()
	if d == nil {
		return errNoFolder
	}
	if err := d.takeOver(); err != nil {
		return err
	}
	return done(w, r, "/")
}
