package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	"jingpin/internal/intake"
	"jingpin/internal/plan"
	"jingpin/internal/rehearse"
	"jingpin/internal/sheet"

	"github.com/spf13/pflag"
)

// options are all flags; a command uses those it declares.
type options struct {
	planPath, quarterText, asOfText, dateText string
	previousPath, fontsDir                    string
	jobs                                      int
	quiet, version, help                      bool

	output    string // -o
	format    string // check --format
	returns   string // check --returns
	filesFrom string // check --files-from
	unit      string // template --unit
	from      string // template --from
	decisions string // merge, report --decisions
	pages     string // report --pages
	full      bool   // report --full
	strict    bool   // report, merge, status --strict
	chase     string // status --chase
	samples   string // rehearse --samples
	campaign  rehearse.Options

	plan    *plan.Plan
	quarter plan.Quarter // as told by --quarter, zero without
	asOf    plan.Date    // as told by --as-of, none without
	date    plan.Date    // the report's own
}

// The flags that several commands take.
var (
	readingFlags = []string{"plan", "quarter", "as-of", "date", "previous", "jobs"}
	anywhere     = []string{"quiet", "version", "help"}
)

// shared declares those of the shared flags that a command uses.
func (o *options) shared(set *pflag.FlagSet, names ...string) {
	var all pflag.FlagSet
	all.StringVar(&o.planPath, "plan", "", "照这份`方案.xlsx`，不写时用资料旁边的，没有就用内置的")
	all.StringVar(&o.quarterText, "quarter", "", "哪个`季度`，如2023Q2；不写时看文件夹名，再看各部门填的")
	all.StringVar(&o.asOfText, "as-of", "", "数据截至`日期`，如2023-06-30；不写时按各部门填的，再按季度最后一天")
	all.StringVar(&o.dateText, "date", "", "报告的落款`日期`，核准例外是否过期也看它；不写时用今天")
	all.StringVar(&o.previousPath, "previous", "", "上季度的`汇总表.xlsx`，不写时找旁边上季度文件夹里的")
	all.StringVar(&o.fontsDir, "fonts", "", "本单位字体（仿宋、楷体、黑体、小标宋）所在的`文件夹`")
	all.IntVar(&o.jobs, "jobs", runtime.GOMAXPROCS(0), "同时读的文件`个数`")
	all.BoolVar(&o.strict, "strict", false, "有必须改的问题时，退出码是1（给脚本用）")
	all.BoolVar(&o.quiet, "quiet", false, "只写结果，不显示过程")
	all.BoolVar(&o.version, "version", false, "显示版本号")
	all.BoolVarP(&o.help, "help", "h", false, "显示这份说明")
	for _, name := range names {
		set.AddFlag(all.Lookup(name))
	}
}

// prepare checks the flags before any input is opened.
func (j *job) prepare() error {
	var err error
	if j.quarterText != "" {
		if j.quarter, err = plan.ParseQuarter(j.quarterText); err != nil {
			return usagef("--quarter 的“%s”不是季度，要写成2023Q2的样子。", j.quarterText)
		}
	}
	if j.asOf, err = dateFlag("--as-of", j.asOfText); err != nil {
		return err
	}
	if j.date, err = dateFlag("--date", j.dateText); err != nil {
		return err
	}
	if j.date == 0 {
		j.date = plan.DayOf(j.now())
	}
	if j.jobs < 1 {
		return usagef("--jobs 至少是1。")
	}
	return nil
}

func dateFlag(name, text string) (plan.Date, error) {
	if text == "" {
		return 0, nil
	}
	d, err := plan.ParseDate(text)
	if err != nil {
		return 0, usagef("%s 的“%s”不是日期，要写成2023-06-30的样子。", name, text)
	}
	return d, nil
}

// planFile is what the plan definition is called beside the inputs.
const planFile = "方案.xlsx"

// loadPlan settles which plan definition applies: the one named, the one
// beside the inputs, or the built-in one.
func (j *job) loadPlan(besides ...string) error {
	path := j.planPath
	for _, dir := range besides {
		if path != "" {
			break
		}
		if candidate := filepath.Join(dir, planFile); exists(candidate) {
			path = candidate
		}
	}
	if path == "" {
		j.plan = plan.Builtin()
		return nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return openError(path, err)
	}
	wb, err := sheet.Open(data, sheet.DefaultLimits)
	if err != nil {
		return usagef("方案“%s”读不出来：%s", path, err)
	}
	j.plan, err = plan.Parse(intake.PlanTables(wb, filepath.Base(path)))
	if err != nil {
		return usagef("方案“%s”有问题，请改好再用：\n%s", path, err)
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// openError says why an input cannot be opened: not found is wrong usage.
func openError(path string, err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return usagef("找不到“%s”。", path)
	}
	return fmt.Errorf("打不开“%s”：%s", path, reason(err))
}

// reason is an operating system's error without the path, in Chinese where it
// is a common one.
func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	case errors.Is(err, fs.ErrNotExist):
		return "不存在"
	case errors.Is(err, fs.ErrExist):
		return "已经存在"
	case errors.Is(err, syscall.ENOTDIR):
		return "路径里有一段是文件，不是文件夹"
	case errors.Is(err, syscall.EISDIR):
		return "是文件夹，不是文件"
	case diskFull(err):
		return "磁盘满了"
	}
	var path *fs.PathError
	var link *os.LinkError
	switch {
	case errors.As(err, &path):
		return systemSays(path.Err)
	case errors.As(err, &link):
		return systemSays(link.Err)
	}
	return err.Error()
}

// systemSays quotes the system, in whatever language it speaks.
func systemSays(err error) string { return "系统提示“" + err.Error() + "”" }
