package quarter

import (
	"path/filepath"
	"strings"

	"jingpin/internal/output"
	"jingpin/internal/pdf/quarterly"
	"jingpin/internal/report"
)

// dirLeaders is where the leaders' editions stand beside the results, and
// AllLeaders is what asks for everybody's.
const (
	dirLeaders = "分管领导"
	AllLeaders = "全部"
)

// forLeaders are the report's editions for the leaders asked for, in the report's
// order.
func (j *job) forLeaders(rep *report.Report) ([]*report.Report, error) {
	if len(j.Print.Leaders) == 0 {
		return nil, nil
	}
	wanted := map[string]bool{}
	for _, name := range j.Print.Leaders {
		found := leadersCalled(name, rep.LeaderNames())
		switch {
		case len(found) == 0:
			return nil, misused("--leader 的“%s”没有分管的项目。有项目的：%s；要全部的写“%s”。", name, strings.Join(rep.LeaderNames(), "、"), AllLeaders)
		case len(found) > 1 && name != AllLeaders:
			return nil, misused("--leader 的“%s”可以是%s，请写全。", name, strings.Join(found, "，也可以是"))
		}
		for _, f := range found {
			wanted[f] = true
		}
	}
	var all []*report.Report
	for _, name := range rep.LeaderNames() {
		if wanted[name] {
			all = append(all, rep.Edition(name))
		}
	}
	return all, nil
}

// leadersCalled are the leaders that a name may mean: the one of that name, else
// those whose names have it in them.
func leadersCalled(name string, leaders []string) []string {
	var like []string
	for _, l := range leaders {
		switch {
		case l == name:
			return []string{l}
		case name == AllLeaders, name != "" && strings.Contains(l, name):
			like = append(like, l)
		}
	}
	return like
}

// leaderPath is where an edition stands, without its ending.
func leaderPath(results string, edition *report.Report) string {
	return output.In(filepath.Join(results, dirLeaders), "季度报告（"+output.Name(edition.Meta.Leader)+"）")
}

// stageLeaders adds editions, which carry the report's code.
func stageLeaders(batch *output.Batch, results string, editions []*report.Report, opt quarterly.Options, code string) error {
	for _, e := range editions {
		opt.Code = code
		document, err := draw(e, opt)
		if err != nil {
			return err
		}
		drafts, err := writeDrafts(e, opt)
		if err != nil {
			return err
		}
		at := leaderPath(results, e)
		files := []output.File{{Path: at + ".pdf", Data: document}, {Path: at + ".docx", Data: drafts.Text}}
		if drafts.Annexes != nil {
			files = append(files, output.File{Path: at + "附件.docx", Data: drafts.Annexes})
		}
		if err := stage(batch, files...); err != nil {
			return err
		}
	}
	return nil
}
