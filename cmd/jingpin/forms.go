package main

import (
	"jingpin/internal/quarter"

	"github.com/spf13/pflag"
)

var initCommand = command{
	name:    "init",
	usage:   "[文件夹]",
	short:   "建好一个季度的文件夹，写出可以修改的方案.xlsx",
	long:    "写出方案.xlsx（计划定义：专项行动、重点任务、部门、栏目、规则等，可以用Excel或WPS修改），建好下发、上报、退回、成果四个文件夹。\n已有的方案.xlsx从不覆盖。加 --plan 就照那一份写。",
	example: "jingpin init 2023Q3",
	shares:  []string{"plan"},
	run:     runInit,
}

var templateCommand = command{
	name:  "template",
	usage: "[--quarter 2023Q3] [--from 汇总表.xlsx] [-o 下发]",
	short: "给每个部门写一份填报表，放到“下发”",
	long: `给每个部门写一份项目计划表，连同下发通知.txt放到“下发”文件夹。
加 --from 上季度的汇总表.xlsx（或任何读得懂的项目表），表里就带着部门自己的项目：计划栏锁住，上季度的进展显示在旁边。`,
	example: "jingpin template --quarter 2023Q3 -o 下发",
	shares:  []string{"plan", "quarter", "as-of"},
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVar(&o.unit, "unit", "", "只写这个`部门`的")
		set.StringVar(&o.from, "from", "", "从上季度的`汇总表.xlsx`滚动，或从任何读得懂的项目表")
		set.StringVarP(&o.output, "output", "o", "", "写到这个`文件夹`（默认下发）")
	},
	run: runTemplate,
}

func runInit(j *job) (int, error) {
	if len(j.args) > 1 {
		return 0, usagef("只能写一个文件夹。")
	}
	dir := append(j.args, ".")[0]
	path, wrote, err := j.desk().Found(j.ctx, dir)
	switch {
	case err != nil:
		return 0, err
	case wrote:
		j.say("已写出%s，并建好文件夹：下发、上报、退回、成果。", path)
	default:
		j.say("已有%s，没有改动。文件夹已建好：下发、上报、退回、成果。", path)
	}
	return exitDone, nil
}

func runTemplate(j *job) (int, error) {
	if len(j.args) > 0 {
		return 0, usagef("template 不读文件；上季度的表用 --from 指定。")
	}
	f, err := j.desk().Forms(j.ctx, quarter.FormsOrder{Dir: j.output, Unit: j.unit, From: j.from})
	if err != nil {
		return 0, err
	}
	j.say("已写出%s的填报表%d份和下发通知.txt，在“%s”。", f.Quarter.Chinese(), f.Count, f.Dir)
	return exitDone, nil
}
