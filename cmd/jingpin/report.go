package main

import (
	"path/filepath"
	"strings"

	"jingpin/internal/quarter"

	"github.com/spf13/pflag"
)

var mergeCommand = command{
	name:    "merge",
	usage:   "文件或文件夹… -o 汇总表.xlsx",
	short:   "检查并合并成一份汇总表",
	long:    "检查各部门的表，合并成一份汇总表.xlsx。汇总表和检查时写出的.ndjson也可以作为资料再合并，先后、分几批都一样。",
	example: "jingpin merge samples/2023Q2 -o 汇总表.xlsx",
	shares:  append([]string{"first", "strict"}, readingFlags...),
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
	shares:  append([]string{"fonts", "first", "strict"}, readingFlags...),
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVarP(&o.output, "output", "o", "", "结果写到这个`文件夹`（给文件夹时默认写到它的“成果”）")
		set.StringVar(&o.decisions, "decisions", "", "办公室核定过的`汇总表.xlsx`（默认用“成果”里已有的）")
		set.StringVar(&o.pages, "pages", "", "报告的`范围`：summary 只要前三页，不写就全部要")
		set.StringVar(&o.draft, "draft", "", "改过的`送审稿.docx`：核对改了什么，改稿写进汇总表的“报告文稿”")
		set.StringArrayVar(&o.leaders, "leader", nil, "另外给这位`分管领导`出一份：第一页和他分管的项目；可以写几次，“全部”是每位一份")
		set.BoolVar(&o.final, "final", false, "定稿：把这次的结果另存一份，以后不再改动；再有变化，列为定稿后变化")
		set.BoolVar(&o.full, "full", false, "项目超过2000个时，也印全部项目一览表")
	},
	run: runReport,
}

func runMerge(j *invocation) (int, error) {
	if len(j.args) == 0 || j.output == "" {
		return 0, usagef("请写要合并的文件或文件夹，并用 -o 写明汇总表写到哪里。")
	}
	return j.ended(j.desk().Merge(j.ctx, j.args, j.output))
}

func runReport(j *invocation) (int, error) {
	if len(j.args) == 0 {
		return 0, usagef("请写一个季度的文件夹，或者要汇总的文件。")
	}
	if j.pages != "" && j.pages != "summary" {
		return 0, usagef("--pages 只能是 summary。")
	}
	if j.final && j.pages != "" {
		return 0, usagef("定稿要整份报告，--final 不能和 --pages 一起用。")
	}
	if len(j.args) == 1 && strings.EqualFold(filepath.Ext(j.args[0]), ".json") {
		if j.final || len(j.leaders) > 0 {
			return 0, usagef("--final 和 --leader 要从季度的文件夹出报告，不能只照数据.json。")
		}
		target, err := j.desk().Redraw(j.ctx, j.args[0], j.output)
		if err != nil {
			return 0, err
		}
		j.say("已照%s重新写出%s。", j.args[0], target)
		return exitDone, nil
	}
	return j.ended(j.desk().Report(j.ctx, j.args, j.output))
}

// ended says what was written, what merging came to, and which exit code that is.
func (j *invocation) ended(o *quarter.Outcome, err error) (int, error) {
	if err != nil {
		return 0, err
	}
	j.sayAll(o.Written())
	j.sayAll(o.Lines())
	return j.strictly(o.Errors > 0), nil
}

// strictly is the exit code of work that is done, whatever was found.
func (j *invocation) strictly(faulty bool) int { return found(j.strict && faulty) }
