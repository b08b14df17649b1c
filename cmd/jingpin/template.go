package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/excel/forms"
	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/plan"

	"github.com/spf13/pflag"
)

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

func runTemplate(j *job) (int, error) {
	if len(j.args) > 0 {
		return 0, usagef("template 不读文件；上季度的表用 --from 指定。")
	}
	dir := cmp.Or(j.output, dirSend)
	if err := j.loadPlan(append(planFolders([]string{dir}), ".")...); err != nil {
		return 0, err
	}
	quarter := cmp.Or(j.quarter, folderQuarter([]string{dir}), folderQuarter([]string{"."}))
	var standings []filing.Standing
	if j.from != "" {
		pf, err := j.portfolioFrom(j.from)
		if err != nil {
			return 0, err
		}
		library := pf.Library()
		stays := slices.DeleteFunc(library.Standings, func(s filing.Standing) bool { return s.Left })
		standings = slices.Concat(stays, pf.Unnumbered())
		if quarter.N == 0 && library.Quarter.N != 0 {
			quarter = library.Quarter.Add(1)
		}
	}
	if quarter.N == 0 {
		return 0, usagef("请用 --quarter 写明是哪个季度的表，如 --quarter 2023Q3。")
	}
	units, err := j.chosenUnits()
	if err != nil {
		return 0, err
	}
	files := []output.File{{Path: filepath.Join(dir, "下发通知.txt"), Data: []byte(forms.Notice(j.plan, quarter, j.asOf, len(standings) > 0))}}
	for _, u := range units {
		data, err := canonical(forms.Write(j.plan, forms.Form{Unit: u, Quarter: quarter, AsOf: j.asOf, Standings: j.ledBy(standings, u)}))
		if err != nil {
			return 0, err
		}
		files = append(files, output.File{Path: filepath.Join(dir, u.Name+".xlsx"), Data: data})
	}
	if err := j.sparesSource(files); err != nil {
		return 0, err
	}
	if err := j.write(files...); err != nil {
		return 0, err
	}
	j.tellUnplaced(standings)
	j.say("已写出%s的填报表%d份和下发通知.txt，在“%s”。", quarter.Chinese(), len(units), dir)
	return exitDone, nil
}

// sparesSource refuses forms one of which would replace the table they are
// rolled forward from.
func (j *job) sparesSource(forms []output.File) error {
	if j.from == "" {
		return nil
	}
	source, err := os.Stat(j.from)
	if err != nil {
		return openError(j.from, err)
	}
	for _, f := range forms {
		if target, err := os.Stat(f.Path); err == nil && os.SameFile(source, target) {
			return usagef("填报表不能写到“%s”：会盖掉 --from 的“%s”。请用 -o 换一个文件夹。", filepath.Dir(f.Path), j.from)
		}
	}
	return nil
}

// chosenUnits are the units that get a form: the one asked for, or all that
// report for themselves.
func (j *job) chosenUnits() ([]plan.Unit, error) {
	if j.unit != "" {
		u, ok := j.plan.Unit(j.unit)
		if !ok {
			near := j.plan.NearestUnit(j.unit)
			if near != "" {
				near = "最接近的是“" + near + "”。"
			}
			return nil, usagef("部门名单里没有“%s”。%s", j.unit, near)
		}
		return []plan.Unit{u}, nil
	}
	return j.reporting(), nil
}

// reporting are the units that fill in a form of their own.
func (j *job) reporting() []plan.Unit {
	var units []plan.Unit
	for _, u := range j.plan.Units {
		if u.Reporting == plan.ReportsItself || u.Reporting == plan.ReportsIfLead {
			units = append(units, u)
		}
	}
	return units
}

// ledBy are the standings of the projects a unit leads, or reports for.
func (j *job) ledBy(all []filing.Standing, u plan.Unit) []filing.Standing {
	var own []filing.Standing
	for _, s := range all {
		if r, ok := j.plan.Reporter(s.Project.Lead); ok && r.Name == u.Name {
			own = append(own, s)
		}
	}
	return own
}

// tellUnplaced names the projects that are in no unit's form, because their
// lead is not one unit of the roster that fills one in.
func (j *job) tellUnplaced(all []filing.Standing) {
	var names []string
	for _, s := range all {
		if slices.ContainsFunc(j.reporting(), func(u plan.Unit) bool { return len(j.ledBy([]filing.Standing{s}, u)) > 0 }) {
			continue
		}
		names = append(names, s.Project.Title())
	}
	if len(names) > 0 {
		fmt.Fprintf(j.stderr, "“%s”里有%d个项目的牵头部门空着、不在部门名单里或不止一个，没有列进任何一份填报表：%s。请改好牵头部门再做一次，或者请牵头部门自己添上。\n",
			j.from, len(names), strings.Join(names, "、"))
	}
}
