package main

import (
	"runtime"

	"jingpin/internal/plan"
	"jingpin/internal/quarter"
	"jingpin/internal/quarter/system"

	"github.com/spf13/pflag"
)

// options are all flags; a command uses those it declares.
type options struct {
	planPath, quarterText, asOfText, dateText string
	previousPath, fontsDir                    string
	jobs                                      int
	quiet, version, help                      bool

	// Of the flags that few commands take, under their names.
	output, format, returns, filesFrom, unit, from string
	decisions, pages, draft, chase, addr, samples  string
	leaders                                        []string
	full, final, first, strict, noBrowser, dryRun  bool
	campaign                                       quarter.Campaign

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
	all.BoolVar(&o.first, "first", false, "这是第一个季度，没有上季度的汇总表")
	all.BoolVar(&o.strict, "strict", false, "有必须改的问题时，退出码是1（给脚本用）")
	all.BoolVar(&o.quiet, "quiet", false, "只写结果，不显示过程")
	all.BoolVar(&o.version, "version", false, "显示版本号")
	all.BoolVarP(&o.help, "help", "h", false, "显示这份说明")
	for _, name := range names {
		set.AddFlag(all.Lookup(name))
	}
}

// prepare checks the flags before any input is opened.
func (j *invocation) prepare() error {
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

// desk is where the work is done as the flags say.
func (j *invocation) desk() *quarter.Desk {
	return quarter.Open(quarter.Options{
		PlanPath: j.planPath, Quarter: j.quarter, AsOf: j.asOf, Date: j.date, Previous: j.previousPath, Decisions: j.decisions, First: j.first, Draft: j.draft, Final: j.final,
		Print: quarter.Print{Summary: j.pages == "summary", Full: j.full, Leaders: j.leaders, Fonts: j.fontsDir}, Jobs: j.jobs, Tell: j.hear, Memory: quarter.Memory{Dir: system.Cache(), Program: version() + " " + system.Build()},
	})
}
