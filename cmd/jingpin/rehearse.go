package main

import (
	"os"
	"path/filepath"

	"jingpin/internal/excel/consolidated"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/rehearse"

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

// rehearsedQuarter is the quarter of a rehearsal that names none.
var rehearsedQuarter = plan.Quarter{Year: 2023, N: 2}

func runRehearse(j *job) (int, error) {
	if j.samples != "" {
		return j.writeSamples()
	}
	if len(j.args) != 1 {
		return 0, usagef("请写一个新的文件夹，演练用的表写到那里。")
	}
	dir := j.args[0]
	if entries, err := os.ReadDir(dir); err == nil && len(entries) > 0 {
		return 0, usagef("“%s”里已经有文件。演练不能和真的报表混在一起，请换一个新的文件夹。", dir)
	}
	j.campaign.Quarter = j.rehearsed(dir)
	c, err := rehearse.NewCampaign(j.campaign)
	if err != nil {
		return 0, usagef("%s。", err)
	}
	if err := j.writeCampaign(c, dir); err != nil {
		return 0, err
	}
	j.say("已在“%s”写出方案.xlsx、%d个部门的表（各%d行）和%s。", dir, j.campaign.Units, j.campaign.Rows, rehearse.ExpectedName)
	return exitDone, nil
}

// rehearsed is the quarter to rehearse: the one asked for, the folder's own,
// or any.
func (j *job) rehearsed(dir string) plan.Quarter {
	for _, q := range []plan.Quarter{j.quarter, folderQuarter([]string{dir})} {
		if q.N != 0 {
			return q
		}
	}
	return rehearsedQuarter
}

// writeCampaign writes a campaign file by file, so that its size does not
// matter.
func (j *job) writeCampaign(c *rehearse.Campaign, dir string) error {
	data, err := canonical(consolidated.WritePlan(c.Plan))
	if err != nil {
		return err
	}
	if err := j.write(output.File{Path: filepath.Join(dir, planFile), Data: data}); err != nil {
		return err
	}
	bar := j.bar(j.campaign.Units, "写出")
	for f, err := range c.Files() {
		if err != nil {
			return err
		}
		if err := j.write(output.File{Path: filepath.Join(dir, filepath.FromSlash(f.Path)), Data: f.Data}); err != nil {
			return err
		}
		_ = bar.Add(1)
	}
	_ = bar.Finish()
	return nil
}

// writeSamples writes the sample quarters again.
func (j *job) writeSamples() (int, error) {
	files, err := rehearse.Samples()
	if err != nil {
		return 0, err
	}
	var out []output.File
	for _, f := range files {
		out = append(out, output.File{Path: filepath.Join(j.samples, filepath.FromSlash(f.Path)), Data: f.Data})
	}
	return exitDone, j.write(out...)
}
