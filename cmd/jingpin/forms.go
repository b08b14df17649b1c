package main

import (
	"jingpin/internal/quarter"
	"jingpin/internal/text"

	"github.com/spf13/pflag"
)

var initCommand = command{
	name:  "init",
	usage: "[文件夹] [--like 方案.xlsx] [--from 旧台账.xlsx]",
	short: "建好一个季度的文件夹，写出可以修改的方案.xlsx",
	long: `写出方案.xlsx（计划定义：专项行动、重点任务、部门、栏目、规则等，可以用Excel或WPS修改），建好下发、上报、退回、成果四个文件夹。
方案.xlsx的第一张表写着换成自己街道要改的七步。已有的方案.xlsx从不覆盖。加 --like 就照那一份方案写。
手头只有自己做的台账的，加 --from 旧台账.xlsx：台账里的部门、任务、项目和编号都带进来，成果里写出汇总表，下季度从它接着做；没有看懂的列在接收说明里。`,
	example: "jingpin init 2023Q3",
	shares:  []string{"plan", "quarter"},
	flags: func(set *pflag.FlagSet, o *options) {
		set.StringVar(&o.planPath, "like", "", "照这份`方案.xlsx`写（和--plan一样）")
		set.StringVar(&o.from, "from", "", "从自己做的`台账`开始第一个季度")
	},
	run: runInit,
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
		set.BoolVar(&o.dryRun, "dry-run", false, "只列出会写哪些表、各带着什么项目，不写")
	},
	run: runTemplate,
}

func runInit(j *invocation) (int, error) {
	if len(j.args) > 1 {
		return 0, usagef("只能写一个文件夹。")
	}
	dir := append(j.args, ".")[0]
	if j.from != "" {
		b, err := j.desk().Begin(j.ctx, dir, j.from)
		if err == nil {
			j.sayAll(b.Lines(j.from))
		}
		return exitDone, err
	}
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

func runTemplate(j *invocation) (int, error) {
	if len(j.args) > 0 {
		return 0, usagef("template 不读文件；上季度的表用 --from 指定。")
	}
	order := quarter.FormsOrder{Dir: j.output, From: j.from}
	if j.unit != "" {
		order.Units = []string{j.unit}
	}
	if j.dryRun {
		list, err := j.desk().ListForms(j.ctx, order)
		if err != nil {
			return 0, err
		}
		text.Table(j.stdout, list.Table())
		return exitDone, nil
	}
	f, err := j.desk().Forms(j.ctx, order)
	if err != nil {
		return 0, err
	}
	j.say("已写出%s的填报表%d份和下发通知.txt，在“%s”。", f.Quarter.Chinese(), f.Count, f.Dir)
	return exitDone, nil
}

var rehearseCommand = command{
	name:  "rehearse",
	usage: "文件夹 [--units 个数] [--rows 行数] [--mess 比例] [--seed 数]",
	short: "写出一套虚构的报表供演练，并写明应当查出什么",
	long: `正式收表之前先演练一遍：写出方案.xlsx、“上报”里各部门的表（版式各不相同，一部分有差错），和expected.json（应当查出什么）。
部门、项目和数都是虚构的。同样的选项写出的文件完全一样。文件夹必须是新的或者空的。`,
	example: "jingpin rehearse 演练 --units 20 --rows 60 --mess 0.3\njingpin check 演练",
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

func runRehearse(j *invocation) (int, error) {
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
