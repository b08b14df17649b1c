package main

import (
	"jingpin/internal/quarter"

	"github.com/spf13/pflag"
)

var rehearseCommand = command{
	name:  "rehearse",
	usage: "文件夹 [--units 个数] [--rows 行数] [--mess 比例] [--seed 数]",
	short: "写出一套虚构的报表供演练，并写明应当查出什么",
	long: `正式收表之前先演练一遍：写出方案.xlsx、“上报”里各部门的表（版式各不相同，一部分有差错），和expected.json（应当查出什么）。
部门、项目和数都是虚构的。同样的选项写出的文件完全一样。文件夹必须是新的或者空的。`,
	example: "jingpin rehearse 演练 --units 200 --rows 60 --mess 0.3\njingpin check 演练",
	shares:  []string{"quarter"},
	flags: func(set *pflag.FlagSet, o *options) {
		set.IntVar(&o.campaign.Units, "units", 20, "部门`个数`")
		set.IntVar(&o.campaign.Rows, "rows", 10, "每个部门的项目`行数`")
		set.Float64Var(&o.campaign.Mess, "mess", 0.3, "有差错的表占多大`比例`，0到1")
		set.Uint64Var(&o.campaign.Seed, "seed", 1, "换一个`数`，就换一套报表")
		set.StringVar(&o.samples, "samples", "", "重新写出示例两个季度的`文件夹`")
		set.Lookup("samples").Hidden = true // for go generate
	},
	run: runRehearse,
}

func runRehearse(j *job) (int, error) {
	if j.samples != "" {
		return exitDone, j.desk().Samples(j.ctx, j.samples)
	}
	if len(j.args) != 1 {
		return 0, usagef("请写一个新的文件夹，演练用的表写到那里。")
	}
	if err := j.desk().Rehearse(j.ctx, j.args[0], j.campaign); err != nil {
		return 0, err
	}
	j.say("已在“%s”写出方案.xlsx、%d个部门的表（各%d行）和%s。", j.args[0], j.campaign.Units, j.campaign.Rows, quarter.ExpectedName)
	return exitDone, nil
}
