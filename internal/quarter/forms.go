package quarter

import (
	"cmp"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"jingpin/internal/excel/forms"
	"jingpin/internal/filename"
	"jingpin/internal/filing"
	"jingpin/internal/output"
	"jingpin/internal/plan"
	"jingpin/internal/quarter/runner"
	"jingpin/internal/quarter/system"
)

// FormsOrder is which forms to write, and where.
type FormsOrder struct {
	Dir   string   // "" is 下发
	Units []string // for these alone; none for all that report
	From  string   // rolled forward from this 汇总表 or project table; "" for blank forms
	Found bool     // the quarter's folder around Dir is made first, where it is not there
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
	if o.Found {
		if _, _, err := j.found(filepath.Dir(o.dir())); err != nil {
			return Forms{}, err
		}
	}
	list, err := j.formsList(o)
	if err != nil {
		return Forms{}, err
	}
	files := []output.File{{Path: filename.In(list.Dir, "下发通知"+system.LetterEnding), Data: system.Letter(forms.Notice(j.plan, list.Quarter, j.AsOf, list.rolled))}}
	for _, l := range list.Lines {
		data, err := canonical(forms.Write(j.plan, forms.Form{Unit: l.unit, Quarter: list.Quarter, AsOf: j.AsOf, Standings: l.standings}))
		if err != nil {
			return Forms{}, err
		}
		files = append(files, output.File{Path: filename.In(list.Dir, l.File), Data: data})
	}
	if err := sparesSource(files, o.From); err != nil {
		return Forms{}, err
	}
	if err := j.write(files...); err != nil {
		return Forms{}, err
	}
	j.warnUnplaced(list)
	return Forms{list.Dir, list.Quarter, len(list.Lines)}, nil
}

// dir is where the forms go.
func (o FormsOrder) dir() string { return cmp.Or(o.Dir, DirSend) }

// sparesSource refuses forms one of which would replace the table they are
// rolled forward from.
func sparesSource(forms []output.File, from string) error {
	if from == "" {
		return nil
	}
	source, err := os.Stat(from)
	if err != nil {
		return runner.OpenError(from, err)
	}
	for _, f := range forms {
		if target, err := os.Stat(f.Path); err == nil && os.SameFile(source, target) {
			return runner.Misused("填报表不能写到“%s”：会盖掉 --from 的“%s”。请用 -o 换一个文件夹。", filepath.Dir(f.Path), from)
		}
	}
	return nil
}

// warnUnplaced names the projects that are in no unit's form, because their
// lead is not one unit of the roster that fills one in.
func (j *job) warnUnplaced(list *FormsList) {
	if len(list.Unplaced) > 0 {
		j.warn("“%s”里有%d个项目的牵头部门空着、不在部门名单里或不止一个，没有列进任何一份填报表：%s。请改好牵头部门再做一次，或者请牵头部门自己添上。",
			list.From, len(list.Unplaced), strings.Join(titlesOf(list.Unplaced), "、"))
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
