package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/intake"
	"jingpin/internal/output"
	"jingpin/internal/pdf/layout"
	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"
	"jingpin/internal/report"

	"github.com/spf13/pflag"
	"golang.org/x/sync/errgroup"
)

var mergeCommand = command{
	name:    "merge",
	usage:   "文件或文件夹… -o 汇总表.xlsx",
	short:   "检查并合并成一份汇总表",
	long:    "检查各部门的表，合并成一份汇总表.xlsx。汇总表和检查时写出的.ndjson也可以作为资料再合并，先后、分几批都一样。",
	example: "jingpin merge samples/2023Q2 -o 汇总表.xlsx",
	shares:  append([]string{"strict"}, readingFlags...),
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVarP(&o.output, "output", "o", "", "汇总表写到这个`文件`")
		set.StringVar(&o.decisions, "decisions", "", "办公室核定过的`汇总表.xlsx`，照它的核定意见办")
	},
	run: runMerge,
}

var reportCommand = command{
	name:  "report",
	usage: "文件夹、文件或数据.json [-o 文件夹]",
	short: "检查、汇总、分析，写出汇总表.xlsx、季度报告.pdf和数据.json",
	long: `读取一个季度的文件夹（有“上报”就读“上报”），检查、合并、分析，写出三份结果：
汇总表.xlsx 给办公室核对和修改，季度报告.pdf 给领导小组，数据.json 留底。
办公室在汇总表里改过、核定过的，再运行一次就照办；也可以直接用汇总表.xlsx作资料。
给数据.json就照它重新画一份同样的报告。`,
	example: "jingpin report samples/2023Q2 -o 成果",
	shares:  append([]string{"fonts", "strict"}, readingFlags...),
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVarP(&o.output, "output", "o", "", "结果写到这个`文件夹`（给文件夹时默认写到它的“成果”）")
		set.StringVar(&o.decisions, "decisions", "", "办公室核定过的`汇总表.xlsx`（默认用“成果”里已有的）")
		set.StringVar(&o.pages, "pages", "", "报告的`范围`：summary 只要前三页，不写就全部要")
		set.BoolVar(&o.full, "full", false, "项目超过2000个时，也印全部项目一览表")
	},
	run: runReport,
}

func runMerge(j *job) (int, error) {
	if len(j.args) == 0 || j.output == "" {
		return 0, usagef("请写要合并的文件或文件夹，并用 -o 写明汇总表写到哪里。")
	}
	c, pf, err := j.portfolio(j.args, j.output)
	if err != nil {
		return 0, err
	}
	var batch output.Batch
	defer batch.Discard()
	end := j.endingOf(pf)
	stored := j.toStore(c, pf)
	if err := j.stageWorkbook(&batch, j.output, j.build(c, pf), stored); err != nil {
		return 0, err
	}
	if err := j.place(&batch); err != nil {
		return 0, err
	}
	j.tell(end)
	j.say("已写出%s。", j.output)
	return end.code, nil
}

func runReport(j *job) (int, error) {
	if len(j.args) == 0 {
		return 0, usagef("请写一个季度的文件夹，或者要汇总的文件。")
	}
	if j.pages != "" && j.pages != "summary" {
		return 0, usagef("--pages 只能是 summary。")
	}
	paths, results, err := j.places()
	if err != nil {
		return 0, err
	}
	if len(j.args) == 1 && strings.EqualFold(filepath.Ext(j.args[0]), ".json") {
		return j.redraw(j.args[0], results)
	}
	c, pf, err := j.portfolio(paths, filepath.Join(results, resultBook))
	if err != nil {
		return 0, err
	}
	end := j.endingOf(pf)
	marked, err := j.publish(c, pf, results)
	if err != nil {
		return 0, err
	}
	j.say("已写出：\n  %s\n  %s\n  %s", filepath.Join(results, resultReport), filepath.Join(results, resultBook), filepath.Join(results, resultData))
	if marked > 0 {
		j.say("  %s（带标记的退回表%d份，发还部门改）", j.returnsFolder(results), marked)
	}
	j.say("先看%s的第一页，再在%s里核对“%s”和“%s”。", resultReport, resultBook, form.PageFindings, form.PageConflicts)
	j.tell(end)
	return end.code, nil
}

// portfolio reads and merges all PATHs, with what the office did in the
// workbook about to be replaced.
func (j *job) portfolio(paths []string, replaced string) (*collection, *portfolio.Portfolio, error) {
	c, err := j.collect(paths)
	if err != nil {
		return nil, nil, err
	}
	if err := j.replay(c, replaced); err != nil {
		return nil, nil, err
	}
	pf, err := j.merge(c)
	return c, pf, err
}

// publish writes the results of a quarter and the marked workbooks, side by
// side, and returns how many of these there are.
func (j *job) publish(c *collection, pf *portfolio.Portfolio, results string) (marked int, err error) {
	stored := j.toStore(c, pf)
	rep := j.build(c, pf)
	back, err := newReturns(j.returnsFolder(results), c.inputs, withFindings(pf.Submissions, pf.Findings), j.plan)
	if err != nil {
		return 0, err
	}
	opt, err := j.pdfOptions()
	if err != nil {
		return 0, err
	}
	rep.AddUnsupported(j.plan, quarterly.Unsupported(rep, opt))
	var batch output.Batch
	defer batch.Discard()
	var g errgroup.Group
	// The workbook takes longest, on one processor.
	g.Go(func() error { return j.stageWorkbook(&batch, filepath.Join(results, resultBook), rep, stored) })
	g.Go(func() error {
		if err := stageReport(&batch, results, rep, opt); err != nil {
			return err
		}
		return back.stage(j, &batch)
	})
	if err := g.Wait(); err != nil {
		return 0, err
	}
	if err := j.place(&batch); err != nil {
		return 0, err
	}
	return back.count(), back.settle()
}

// toStore is what the consolidated workbook remembers of how it came about,
// being packed.
func (j *job) toStore(c *collection, pf *portfolio.Portfolio) form.Stored {
	stored := form.Stored{
		Head:        filing.Head{Plan: j.plan.Digest(), Quarter: pf.Quarter, AsOf: pf.AsOf, Told: c.told, Attachments: pf.Attachments},
		Submissions: pf.Submissions, Previous: pf.Previous, Office: pf.Office, Line: c.line,
	}
	stored.Pack()
	return stored
}

// stageWorkbook adds the consolidated workbook, and the one it replaces to the
// archive beside it.
func (j *job) stageWorkbook(batch *output.Batch, target string, rep *report.Report, stored form.Stored) error {
	book, err := consolidated.Write(rep, j.plan, stored)
	if err != nil {
		return err
	}
	if err := batch.Archive(target, filepath.Join(filepath.Dir(target), dirKept)); err != nil {
		return fmt.Errorf("原来的%s存不了档：%s。没有改动任何文件", target, reason(err))
	}
	if err := batch.AddFrom(target, func(w io.Writer) error { return output.WriteCanonical(w, book) }); err != nil {
		return unwritable(target, err)
	}
	return nil
}

// stageReport adds the report's data and the PDF that carries their code.
func stageReport(batch *output.Batch, results string, rep *report.Report, opt quarterly.Options) error {
	target := filepath.Join(results, resultData)
	if err := batch.AddFrom(target, func(w io.Writer) (err error) {
		opt.Code, err = report.Write(w, rep)
		return err
	}); err != nil {
		return unwritable(target, err)
	}
	document, err := draw(rep, opt)
	if err != nil {
		return err
	}
	return stage(batch, output.File{Path: filepath.Join(results, resultReport), Data: document})
}

// places settles what is read and where results go: a folder's 上报 if it has
// one, and its 成果.
func (j *job) places() (paths []string, results string, err error) {
	if paths, results, err = j.quarterFolder(); err == nil && results == "" {
		err = usagef("请用 -o 写明结果放到哪个文件夹。")
	}
	return paths, results, err
}

// quarterFolder is places for a command that writes no results: for files
// without a folder they are "".
func (j *job) quarterFolder() (paths []string, results string, err error) {
	paths, results = j.args, j.output
	info, err := os.Stat(j.args[0])
	if err != nil {
		return nil, "", openError(j.args[0], err)
	}
	if len(j.args) == 1 && info.IsDir() {
		if results == "" {
			results = filepath.Join(j.args[0], dirResult)
		}
		if filed := filepath.Join(j.args[0], dirFiled); exists(filed) {
			paths = []string{filed}
		}
	}
	return paths, results, nil
}

// returnsFolder is where marked workbooks go beside the results.
func (j *job) returnsFolder(results string) string {
	if j.output != "" {
		return filepath.Join(results, dirReturn)
	}
	return filepath.Join(filepath.Dir(results), dirReturn)
}

// replay takes over what the office did in the workbook about to be replaced,
// or the one named by --decisions.
func (j *job) replay(c *collection, target string) error {
	path := j.decisions
	if path == "" {
		path = target
		if !exists(path) {
			return nil
		}
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return openError(path, err)
	}
	taken := j.taken(intake.File{Path: filepath.Base(path), Data: data}, c.opt)
	switch whole := taken.Consolidated; {
	case taken.Err != nil:
		return j.unreadableWork(path, taken.Err.Error())
	case whole == nil:
		return j.unreadableWork(path, whyNoWhole(taken.Submission))
	case whole.Head.Quarter != c.opt.Quarter:
		j.note("“%s”是%s的，其中办公室核定的内容这次不用。", path, whole.Head.Quarter.Chinese())
		return nil
	default:
		c.takeOver(whole)
		j.warn(input{name: path}, whole.Problems)
		return nil
	}
}

// whyNoWhole says why a file is not read as a consolidated workbook.
func whyNoWhole(s *filing.Submission) string {
	for _, f := range s.Findings {
		if f.Rule == "F04" {
			return strings.TrimSuffix(f.Message, "。")
		}
	}
	return "文件已损坏，或者不是汇总表"
}

// unreadableWork refuses to replace a workbook whose office's work would be
// lost with it, and to go on without decisions that were asked for.
func (j *job) unreadableWork(path, why string) error {
	if j.decisions != "" {
		return fmt.Errorf("--decisions 的“%s”里办公室核定的内容读不出来（%s）。请换一份汇总表，或者不写 --decisions", path, why)
	}
	return fmt.Errorf("“%s”里办公室核定的内容读不出来（%s）。请先把它移到别处，再运行", path, why)
}

// build makes the report of a portfolio.
func (j *job) build(c *collection, pf *portfolio.Portfolio) *report.Report {
	opt := report.Options{Date: j.date}
	for _, s := range c.sources {
		opt.Sources = append(opt.Sources, report.File{Path: s})
	}
	return report.Build(pf, opt)
}

func (j *job) pdfOptions() (quarterly.Options, error) {
	opt := quarterly.Options{Summary: j.pages == "summary", FullList: j.full}
	if j.fontsDir == "" {
		opt.Faces = layout.BuiltInFaces()
		return opt, nil
	}
	faces, err := layout.OfficeFaces(os.DirFS(j.fontsDir))
	if err != nil {
		return opt, usagef("--fonts：%s", err)
	}
	opt.Faces = faces
	return opt, nil
}

// redraw draws the report of an older 数据.json again.
func (j *job) redraw(path, results string) (int, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return 0, openError(path, err)
	}
	rep, err := report.Decode(data)
	if err != nil {
		return 0, usagef("“%s”不是报告的数据.json：%s", path, err)
	}
	opt, err := j.pdfOptions()
	if err != nil {
		return 0, err
	}
	opt.Code = report.Code(data)
	document, err := draw(rep, opt)
	if err != nil {
		return 0, fmt.Errorf("“%s”：%w", path, err)
	}
	target := filepath.Join(results, resultReport)
	if err := j.write(output.File{Path: target, Data: document}); err != nil {
		return 0, err
	}
	j.say("已照%s重新写出%s。", path, target)
	return exitDone, nil
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

// ending is what a run says of a portfolio in the end, when a large one is no
// longer held.
type ending struct {
	lines []string
	code  int
}

// endingOf says what was found, in a few lines.
func (j *job) endingOf(pf *portfolio.Portfolio) ending {
	o := ending{code: j.portfolioCode(pf)}
	line := func(format string, args ...any) { o.lines = append(o.lines, fmt.Sprintf(format, args...)) }
	counts := map[portfolio.State]int{}
	for _, e := range pf.Entries {
		counts[e.State]++
	}
	line("%s：共有项目%d个，其中已报%d个、待核实%d个、未报%d个。", pf.Quarter.Chinese(), len(pf.Entries),
		counts[portfolio.Reported], counts[portfolio.Unverified], counts[portfolio.Missing])
	line("还要办的：必须改%d处，请核实%d处。", filing.CountSeverity(pf.Findings, plan.Error), filing.CountSeverity(pf.Findings, plan.Warning))
	var missing []string
	for _, u := range pf.Units {
		if u.Owes && !u.Sent {
			missing = append(missing, u.Unit.Name)
		}
	}
	if len(missing) > 0 {
		line("还有%d个部门没有报送：%s。", len(missing), joinNames(missing))
	}
	for _, s := range pf.Stale {
		line("办公室的%s没有用上：%s。", s.What, s.Why)
	}
	return o
}

func (j *job) tell(o ending) {
	for _, line := range o.lines {
		j.say("%s", line)
	}
}

// portfolioCode is the exit code of work that is done, whatever was found.
func (j *job) portfolioCode(pf *portfolio.Portfolio) int {
	if j.strict && filing.CountSeverity(pf.Findings, plan.Error) > 0 {
		return exitErrors
	}
	return exitDone
}
