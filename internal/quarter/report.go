package quarter

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/filename"
	"jingpin/internal/form"
	"jingpin/internal/opc"
	"jingpin/internal/output"
	"jingpin/internal/pdf/layout"
	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/portfolio"
	"jingpin/internal/quarter/folders"
	"jingpin/internal/quarter/mail"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
	"jingpin/internal/report"
	"jingpin/internal/sheet/verified"
	"jingpin/internal/stream"
)

// publish writes the results of a quarter and the marked workbooks, side by
// side.
func (j *job) publish(c *collection, pf *portfolio.Portfolio, results, returned string) (*Outcome, error) {
	opt, err := j.pdfOptions()
	if err != nil {
		return nil, err
	}
	draft, err := j.takeDraft(pf, results, opt)
	if err != nil {
		return nil, err
	}
	o := outcomeOf(pf)
	o.Draft = draft
	j.warnNotCarried(c)
	if j.Final {
		pf.Settle()
	}
	stored := j.toStore(c, pf)
	sealed := j.sealed(results)
	comparedTo := sealed
	if j.Final {
		comparedTo = nil // what is sealed now is the new measure
	}
	rep := j.build(c, pf, comparedTo)
	back, err := newReturns(returned, c.Inputs, withFindings(pf.Submissions, pf.Findings), j.plan)
	if err != nil {
		return nil, err
	}
	back.merged = true
	editions, err := j.forLeaders(rep)
	if err != nil {
		return nil, err
	}
	rep.AddUnsupported(j.plan, quarterly.Unsupported(rep, opt))
	batch := j.work.Batch()
	defer batch.Discard()
	var g errgroup.Group
	bar := j.begin(2+len(back.faulty()), "写出")
	defer bar.end()
	// The workbook takes longest, on one processor.
	g.Go(runner.Guarded(func() error {
		defer bar.step()
		return j.stageWorkbook(batch, filepath.Join(results, ResultBook), rep, stored)
	}))
	g.Go(runner.Guarded(func() error {
		code, err := stageReport(batch, results, rep, opt)
		if err != nil {
			return err
		}
		if err := stageLeaders(batch, results, editions, opt, code); err != nil {
			return err
		}
		bar.step()
		return back.stage(j, batch, bar)
	}))
	if err := g.Wait(); err != nil {
		return nil, err
	}
	at, err := j.place(batch)
	if err != nil {
		return nil, err
	}
	o.Unchanged = true
	for _, name := range []string{ResultBook, ResultReport, ResultData} {
		o.Unchanged = o.Unchanged && batch.Unchanged(filepath.Join(results, name))
	}
	for _, e := range editions {
		o.Leaders = append(o.Leaders, at[leaderPath(results, e)+".pdf"])
	}
	o.Word = at[filepath.Join(results, ResultDraft)]
	o.Report, o.Book, o.Data = at[filepath.Join(results, ResultReport)], at[filepath.Join(results, ResultBook)], at[filepath.Join(results, ResultData)]
	o.Desk = rep.ErrandLine()
	o.ToDecide, o.AfterSeal = rep.ToDecide(), rep.After(j.plan, sealed)
	if o.Returned, err = back.settle(); err != nil {
		return o, err
	}
	j.footprint.remember(j, o, batch)
	if !j.Final {
		return o, nil
	}
	o.Seal, err = j.seal(results, pf.Quarter, at)
	return o, err
}

// warnNotCarried tells what of the office's own is not in the workbook to be
// written, and keeps it for 待办.
func (j *job) warnNotCarried(c *collection) {
	for _, what := range consolidated.NotCarried(c.own) {
		c.refused = append(c.refused, what)
		j.warn("%s。", strings.Replace(what, ":", "的", 1))
	}
}

// toStore is what the consolidated workbook remembers of how it came about,
// being packed.
func (j *job) toStore(c *collection, pf *portfolio.Portfolio) form.Stored {
	stored := form.Stored{
		Head: stream.Head{Plan: j.plan.Digest(), Quarter: pf.Quarter, AsOf: pf.AsOf, AsOfGiven: c.dateAsked},
		Line: c.line, Own: c.own, Shares: c.shares,
	}
	if len(c.shares) > 0 {
		for _, s := range c.shares {
			stored.Submissions = append(stored.Submissions, s.Submissions...)
		}
	} else {
		stored.Street, stored.Plan, stored.Head.Attachments = j.plan.Info.Street, j.plan.OwnTables(), pf.Attachments
		stored.Submissions, stored.Previous, stored.Office = pf.Submissions, pf.Previous, pf.Office
	}
	stored.Pack()
	return stored
}

// stageWorkbook adds the consolidated workbook, and the one it replaces to the
// archive beside it.
func (j *job) stageWorkbook(batch *output.Batch, target string, rep *report.Report, stored form.Stored) error {
	book, err := consolidated.Write(rep, j.plan, stored)
	switch {
	case errors.Is(err, form.ErrTooMuch):
		return tooMuch(errors.New("存档太大"))
	case err != nil:
		return err
	}
	if err := readable(book); err != nil {
		return err
	}
	if err := batch.AddFrom(target, func(w io.Writer) error { return opc.WriteCanonical(w, book) }); err != nil {
		return unwritable(target, err)
	}
	if batch.Unchanged(target) {
		return nil
	}
	if err := batch.Archive(target, filepath.Join(filepath.Dir(target), folders.Kept)); err != nil {
		return fmt.Errorf("原来的%s存不了档：%s。没有改动任何文件", target, system.Reason(err))
	}
	return nil
}

// tooMuch says why a workbook is not written, and what can be done.
func tooMuch(why error) error {
	return fmt.Errorf("%w（%w），所以没有写。请按专项行动分成几份合并，或者用 check --format ndjson 存下检查结果再合并", form.ErrTooMuch, why)
}

// readable refuses a workbook that could not be read back, which would be the
// end of all that is stored in it. Only one that comes near a limit is tried.
func readable(book []byte) error {
	limits := mail.BookLimits()
	near := len(book) > limits.FileBytes/2
	if z, err := zip.NewReader(bytes.NewReader(book), int64(len(book))); err == nil && !near {
		unpacked := uint64(0)
		for _, part := range z.File {
			unpacked += part.UncompressedSize64
		}
		near = unpacked > uint64(limits.UnpackedBytes/2)
	}
	if !near {
		return nil
	}
	if _, err := verified.Open(book, limits); err != nil {
		return tooMuch(err)
	}
	return nil
}

// stageReport adds the report's data, the PDF that carries their code, and the
// drafts in Word.
func stageReport(batch *output.Batch, results string, rep *report.Report, opt quarterly.Options) (code string, err error) {
	target := filepath.Join(results, ResultData)
	if err := batch.AddFrom(target, func(w io.Writer) (err error) {
		opt.Code, err = report.Write(w, rep)
		return err
	}); err != nil {
		return "", unwritable(target, err)
	}
	document, err := draw(rep, opt)
	if err != nil {
		return "", err
	}
	if err := stage(batch, output.File{Path: filepath.Join(results, ResultReport), Data: document}); err != nil {
		return "", err
	}
	return opt.Code, stageDrafts(batch, results, rep, opt)
}

// build makes the report of a portfolio.
func (j *job) build(c *collection, pf *portfolio.Portfolio, sealed *report.Sealed) *report.Report {
	opt := report.Options{Date: j.Date, Sealed: sealed}
	for _, s := range c.sources {
		opt.Sources = append(opt.Sources, report.InputFile{Path: s})
	}
	for _, refused := range c.refused {
		where, why, _ := strings.Cut(refused, ":")
		pf.Stale = append(pf.Stale, portfolio.Stale{What: "在" + where + "里的修改", Why: why})
	}
	return report.Build(pf, opt)
}

func (j *job) pdfOptions() (quarterly.Options, error) {
	opt := quarterly.Options{Summary: j.Print.Summary, FullList: j.Print.Full}
	if j.Print.Fonts == "" {
		opt.Faces = layout.BuiltInFaces()
		return opt, nil
	}
	faces, err := layout.OfficeFaces(os.DirFS(j.Print.Fonts))
	if err != nil {
		return opt, runner.Misused("--fonts：%s", err)
	}
	opt.Faces = faces
	j.note("字体：%s；其余用内置的。", strings.Join(faces.Origins(), "，"))
	return opt, nil
}

// Redraw draws the report of an older 数据.json again, into the folder results,
// and returns where it stands.
func (d *Desk) Redraw(ctx context.Context, path, results string) (string, error) {
	if results == "" {
		return "", errNoResults
	}
	j := d.job(ctx)
	return attend(j, func() (string, error) { return j.redraw(path, results) })
}

func (j *job) redraw(path, results string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", runner.OpenError(path, err)
	}
	rep, err := report.Decode(data)
	if err != nil {
		return "", runner.Misused("“%s”不是报告的数据.json：%s", path, err)
	}
	opt, err := j.pdfOptions()
	if err != nil {
		return "", err
	}
	opt.Code = report.Code(data)
	document, err := draw(rep, opt)
	if err != nil {
		return "", fmt.Errorf("“%s”：%w", path, err)
	}
	target := filepath.Join(results, ResultReport)
	return target, j.write(output.File{Path: target, Data: document})
}

// draw draws a report. Data that was edited by hand may be out of joint in ways
// nobody has thought of: then there is no PDF, and no crash either.
func draw(rep *report.Report, opt quarterly.Options) (document []byte, err error) {
	defer func() {
		if recover() != nil {
			document, err = nil, errors.New("季度报告画不出来：数据前后对不上。请用原来的表重新出报告")
		}
	}()
	return quarterly.Write(rep, opt)
}

// dirLeaders is where the leaders' editions stand beside the results, and
// AllLeaders is what asks for everybody's.
const (
	dirLeaders = "分管领导"
	AllLeaders = "全部"
)

// forLeaders are the report's editions for the leaders asked for, in the report's
// order.
func (j *job) forLeaders(rep *report.Report) ([]*report.Report, error) {
	if len(j.Print.Leaders) == 0 {
		return nil, nil
	}
	wanted := map[string]bool{}
	for _, name := range j.Print.Leaders {
		found := leadersCalled(name, rep.LeaderNames())
		switch {
		case len(found) == 0:
			return nil, runner.Misused("--leader 的“%s”没有分管的项目。有项目的：%s；要全部的写“%s”。", name, strings.Join(rep.LeaderNames(), "、"), AllLeaders)
		case len(found) > 1 && name != AllLeaders:
			return nil, runner.Misused("--leader 的“%s”可以是%s，请写全。", name, strings.Join(found, "，也可以是"))
		}
		for _, f := range found {
			wanted[f] = true
		}
	}
	var all []*report.Report
	for _, name := range rep.LeaderNames() {
		if wanted[name] {
			all = append(all, rep.Edition(name))
		}
	}
	return all, nil
}

// leadersCalled are the leaders that a name may mean: the one of that name, else
// those whose names have it in them.
func leadersCalled(name string, leaders []string) []string {
	var like []string
	for _, l := range leaders {
		switch {
		case l == name:
			return []string{l}
		case name == AllLeaders, name != "" && strings.Contains(l, name):
			like = append(like, l)
		}
	}
	return like
}

// leaderPath is where an edition stands, without its ending.
func leaderPath(results string, edition *report.Report) string {
	return filename.In(filepath.Join(results, dirLeaders), "季度报告（"+filename.Of(edition.Meta.Leader)+"）")
}

// stageLeaders adds editions, which carry the report's code.
func stageLeaders(batch *output.Batch, results string, editions []*report.Report, opt quarterly.Options, code string) error {
	for _, e := range editions {
		opt.Code = code
		document, err := draw(e, opt)
		if err != nil {
			return err
		}
		drafts, err := writeDrafts(e, opt)
		if err != nil {
			return err
		}
		at := leaderPath(results, e)
		files := []output.File{{Path: at + ".pdf", Data: document}, {Path: at + ".docx", Data: drafts.Text}}
		if drafts.Annexes != nil {
			files = append(files, output.File{Path: at + "附件.docx", Data: drafts.Annexes})
		}
		if err := stage(batch, files...); err != nil {
			return err
		}
	}
	return nil
}
