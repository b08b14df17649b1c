package main

import (
	"os"
	"path/filepath"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/intake"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/portfolio"

	"github.com/spf13/pflag"
)

var checkCommand = command{
	name:  "check",
	usage: "文件或文件夹…",
	short: "逐格检查各部门报来的表，说清哪一格不对、怎么改",
	long: `读取每个工作簿，按计划和规则逐格检查。每个问题说清在哪一格、填的是什么、应当怎样、怎么改。
检查“上报”文件夹时，有问题的文件会另存一份带标记的到“退回”，发还部门改；也可以用 --returns 指定放在哪里。
原来的文件从不改动。`,
	example: "jingpin check samples/2023Q2\njingpin check 上报/管理办.xlsx --quarter 2023Q2 --format json",
	shares:  readingFlags,
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVar(&o.format, "format", "text", "输出的`格式`：text、json 或 ndjson")
		set.StringVar(&o.returns, "returns", "", "带标记的退回表放到这个`文件夹`")
		set.StringVar(&o.filesFrom, "files-from", "", "从这个`文件`读要检查的文件名，一行一个；- 是标准输入")
	},
	run: runCheck,
}

func runCheck(j *job) (int, error) {
	if err := j.checkFlags(); err != nil {
		return 0, err
	}
	m, err := j.checkable()
	if err != nil {
		return 0, err
	}
	if err := j.loadPlan(planFolders(m.roots)...); err != nil {
		return 0, err
	}
	c := j.collection(m)
	history, err := j.history(m.roots, c.opt.Quarter)
	if err != nil {
		return 0, err
	}
	if j.format == "ndjson" && c.opt.Quarter.N != 0 {
		return j.stream(m, c.opt, history)
	}
	if err := j.take(c); err != nil {
		return 0, err
	}
	if history == nil { // the quarter may be known only now
		if history, err = j.history(m.roots, c.opt.Quarter); err != nil {
			return 0, err
		}
	}
	seen := copies{}
	for i, s := range c.subs {
		seen.mark(s, j.plan)
		c.subs[i] = j.finish(s, history, j.dataDate(c.opt))
	}
	return exitCode(c.subs), j.answer(c)
}

// checkFlags refuses flags that do not go together.
func (j *job) checkFlags() error {
	switch {
	case !slices.Contains([]string{"text", "json", "ndjson"}, j.format):
		return usagef("--format 只能是 text、json 或 ndjson。")
	case j.format == "ndjson" && j.returns != "":
		return usagef("--format ndjson 只给程序用，不写退回表，不能和 --returns 一起用。")
	case len(j.args) == 0 && j.filesFrom == "":
		return usagef("请写要检查的文件或文件夹。")
	}
	return nil
}

// checkable are the files to check. A stream that lies among them has been
// checked already.
func (j *job) checkable() (material, error) {
	if j.filesFrom != "" {
		listed, err := j.listed(j.filesFrom)
		if err != nil {
			return material{}, err
		}
		j.args = append(j.args, listed...)
	}
	m, err := j.gather(j.args)
	if err != nil {
		return m, err
	}
	for _, in := range m.inputs {
		if isStream(in) && slices.Contains(j.args, in.path) {
			return m, usagef("“%s”是检查以后写出的数据，不用再检查。要合并，请用 jingpin merge。", in.path)
		}
	}
	m.inputs = slices.DeleteFunc(m.inputs, isStream)
	return m, nil
}

// answer prints what was found and gives back what is to be corrected.
func (j *job) answer(c *collection) error {
	back, err := newReturns(j.returnsOf(c.material), c.inputs, c.subs, j.plan)
	if err != nil {
		return err
	}
	if err := j.printCheck(c.material, c.subs, c.opt); err != nil {
		return err
	}
	var batch output.Batch
	defer batch.Discard()
	if err := back.stage(j, &batch); err != nil {
		return err
	}
	if err := j.place(&batch); err != nil {
		return err
	}
	if n := back.count(); n > 0 {
		j.note("已写出带标记的退回表%d份，在“%s”。", n, back.dir)
	}
	return back.settle()
}

// finish settles a submission and compares it with last quarter.
func (j *job) finish(s *filing.Submission, history *portfolio.History, asOf plan.Date) *filing.Submission {
	portfolio.Settle(s, j.plan, j.plan.Exceptions, j.date)
	if history != nil {
		history.Compare(s, asOf)
		portfolio.Settle(s, j.plan, j.plan.Exceptions, j.date)
	}
	filing.SortFindings(s.Findings)
	return s
}

// dataDate is the date the data is told to be of.
func (j *job) dataDate(opt intake.Options) plan.Date {
	if opt.AsOf != 0 {
		return opt.AsOf
	}
	return opt.Quarter.Last()
}

// exitCode is 1 when any submission has an error-level finding.
func exitCode(subs []*filing.Submission) int {
	for _, s := range subs {
		if filing.CountSeverity(s.Findings, plan.Error) > 0 {
			return exitErrors
		}
	}
	return exitDone
}

// planFolders are where a 方案.xlsx beside the inputs may stand.
func planFolders(roots []string) []string {
	var dirs []string
	for _, r := range roots {
		dirs = append(dirs, r, above(r))
	}
	return dirs
}

// above is the folder around a folder, as short as that was written: of “.” it
// is “..”.
func above(dir string) string { return filepath.Join(dir, "..") }

// history is last quarter's library, nil when there is none at hand.
func (j *job) history(roots []string, quarter plan.Quarter) (*portfolio.History, error) {
	if quarter.N == 0 {
		return nil, nil
	}
	library, _, err := j.previousLibrary(roots, quarter)
	if err != nil || library == nil {
		return nil, err
	}
	return portfolio.NewHistory(j.plan, quarter, library, nil), nil
}

// previousFile is the workbook of the quarter before: the one named, or that
// of a sibling folder.
func (j *job) previousFile(roots []string, quarter plan.Quarter) string {
	if j.previousPath != "" {
		return j.previousPath
	}
	for _, root := range roots {
		abs, err := filepath.Abs(root)
		if err != nil {
			continue
		}
		for _, dir := range []string{abs, filepath.Dir(abs)} {
			for _, name := range []string{quarter.Add(-1).String(), quarter.Add(-1).Chinese()} {
				candidate := filepath.Join(filepath.Dir(dir), name, dirResult, resultBook)
				if _, err := os.Stat(candidate); err == nil {
					return candidate
				}
			}
		}
	}
	return ""
}

// The names of results.
const (
	resultBook   = "汇总表.xlsx"
	resultReport = "季度报告.pdf"
	resultData   = "数据.json"
)

// printCheck writes the findings in the format asked for.
func (j *job) printCheck(m material, subs []*filing.Submission, opt intake.Options) error {
	switch j.format {
	case "json":
		return writeJSON(j.stdout, j.plan.Digest(), opt.Quarter, j.dataDate(opt), subs)
	case "ndjson":
		return j.writeStream(m, subs, opt)
	}
	printer{w: j.stdout, colour: j.colour, plan: j.plan}.check(subs)
	return nil
}
