package quarter

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/excel/forms"
	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/system"
)

// FormsOrder is which forms to write, and where.
type FormsOrder struct {
	Dir  string // "" is 下发
	Unit string // for this unit alone; "" for all that report
	From string // rolled forward from this 汇总表 or project table; "" for blank forms
}

// Forms are what was written.
type Forms struct {
	Dir     string
	Quarter plan.Quarter
	Count   int
}

// Forms writes one form a unit, and the notice that goes with them.
func (d *Desk) Forms(ctx context.Context, o FormsOrder) (Forms, error) {
	j := d.job(ctx)
	return attend(j, func() (Forms, error) { return j.forms(o) })
}

func (j *job) forms(o FormsOrder) (Forms, error) {
	dir := cmp.Or(o.Dir, DirSend)
	if err := j.loadPlan(append(quarterFolders([]string{dir}), ".")...); err != nil {
		return Forms{}, err
	}
	quarter := cmp.Or(j.Quarter, folderQuarter([]string{dir}), folderQuarter([]string{"."}))
	var standings []filing.Standing
	if o.From != "" {
		pf, err := j.portfolioFrom(o.From)
		if err != nil {
			return Forms{}, err
		}
		if len(pf.Plan.Streets) > 0 {
			return Forms{}, misused("“%s”是几个街道合并的。填报表由各街道办公室照自己的汇总表发。", o.From)
		}
		library := pf.Library()
		stays := slices.DeleteFunc(library.Standings, func(s filing.Standing) bool { return s.Left })
		standings = slices.Concat(stays, pf.Unnumbered())
		for i := range standings {
			j.fillIn(&standings[i])
		}
		if quarter.N == 0 && library.Quarter.N != 0 {
			quarter = library.Quarter.Add(1)
		}
	}
	if quarter.N == 0 {
		return Forms{}, misused("请用 --quarter 写明是哪个季度的表，如 --quarter 2023Q3。")
	}
	if info := j.plan.Info; quarter.Last() < info.First() || quarter.First() > info.Last() {
		return Forms{}, misused("%s不在行动计划期内（%s至%s），不发填报表。", quarter.Chinese(), info.First().Chinese(), info.Last().Chinese())
	}
	units, err := j.chosenUnits(o.Unit)
	if err != nil {
		return Forms{}, err
	}
	files := []output.File{{Path: output.In(dir, "下发通知"+system.LetterEnding), Data: system.Letter(forms.Notice(j.plan, quarter, j.AsOf, len(standings) > 0))}}
	used := names{}
	for _, u := range units {
		data, err := canonical(forms.Write(j.plan, forms.Form{Unit: u, Quarter: quarter, AsOf: j.AsOf, Standings: j.ledBy(standings, u)}))
		if err != nil {
			return Forms{}, err
		}
		files = append(files, output.File{Path: output.In(dir, used.of(u.Name)+".xlsx"), Data: data})
	}
	if err := sparesSource(files, o.From); err != nil {
		return Forms{}, err
	}
	if err := j.write(files...); err != nil {
		return Forms{}, err
	}
	j.warnUnplaced(o.From, standings)
	return Forms{dir, quarter, len(units)}, nil
}

// sparesSource refuses forms one of which would replace the table they are
// rolled forward from.
func sparesSource(forms []output.File, from string) error {
	if from == "" {
		return nil
	}
	source, err := os.Stat(from)
	if err != nil {
		return OpenError(from, err)
	}
	for _, f := range forms {
		if target, err := os.Stat(f.Path); err == nil && os.SameFile(source, target) {
			return misused("填报表不能写到“%s”：会盖掉 --from 的“%s”。请用 -o 换一个文件夹。", filepath.Dir(f.Path), from)
		}
	}
	return nil
}

// chosenUnits are the units that get a form: the one asked for, or all that
// report for themselves.
func (j *job) chosenUnits(name string) ([]plan.Unit, error) {
	if name != "" {
		u, ok := j.plan.Unit(name)
		if !ok {
			near := j.plan.NearestUnit(name)
			if near != "" {
				near = "最接近的是“" + near + "”。"
			}
			return nil, misused("部门名单里没有“%s”。%s", name, near)
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

// warnUnplaced names the projects that are in no unit's form, because their
// lead is not one unit of the roster that fills one in.
func (j *job) warnUnplaced(from string, all []filing.Standing) {
	var names []string
	for _, s := range all {
		if slices.ContainsFunc(j.reporting(), func(u plan.Unit) bool { return len(j.ledBy([]filing.Standing{s}, u)) > 0 }) {
			continue
		}
		names = append(names, s.Project.Title())
	}
	if len(names) > 0 {
		j.warn("“%s”里有%d个项目的牵头部门空着、不在部门名单里或不止一个，没有列进任何一份填报表：%s。请改好牵头部门再做一次，或者请牵头部门自己添上。",
			from, len(names), strings.Join(names, "、"))
	}
}

// fillIn completes a project's plan by what its row said that did not count: the
// unit need not type again what was right in it.
func (j *job) fillIn(s *filing.Standing) {
	if s.Sent == nil {
		return
	}
	for _, c := range j.plan.Columns {
		people := slices.Contains([]string{plan.KeyPartners, plan.KeyLeader, plan.KeyPerson}, c.Key)
		if value := s.Sent.Value(c.Key); value != "" && c.Has(plan.TraitPlan) && (people || s.Project.Value(c.Key) == "") {
			_ = s.Project.Set(j.plan, c.Key, value) // as it was read
		}
	}
}
