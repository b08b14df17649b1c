package report

import "jingpin/internal/plan"

// Sealed is a report that the office has settled as the quarter's: 定稿.
type Sealed struct {
	Report *Report
	Date   plan.Date // when
	Code   string    // of its data
}

// AfterSeal is 定稿后变化: what has come to differ from the sealed report. It
// counts in the next quarter, unless the office seals again.
type AfterSeal struct {
	Date    plan.Date    `json:"date"`
	Code    string       `json:"code"`
	Changes []SealChange `json:"changes"`
}

// Changed are 定稿后变化, none without a seal.
func (r *Report) Changed() []SealChange {
	if r.AfterSeal == nil {
		return nil
	}
	return r.AfterSeal.Changes
}

// SealChange is one difference, in the words of a list.
type SealChange struct {
	Kind   string `json:"kind"`
	Unit   string `json:"unit,omitempty"`
	Number string `json:"number,omitempty"`
	Name   string `json:"name,omitempty"`   // of the project, or the file
	What   string `json:"what,omitempty"`   // the column or the figure
	Before string `json:"before,omitempty"` // when it was sealed
	After  string `json:"after,omitempty"`
}

// The kinds of changes, in the order of the list.
const (
	sealFileCame    = "新到文件"
	sealFileChanged = "文件已换"
	sealFileGone    = "文件已移走"
	sealFigure      = "总体数字"
	sealNew         = "新增项目"
	sealGone        = "项目已移出"
	sealValue       = "项目数据"
)

// afterSeal tells what differs from the sealed report.
func (b *builder) afterSeal(sealed *Sealed) {
	if b.AfterSeal = b.After(b.plan, sealed); b.AfterSeal != nil {
		b.Errands = append(b.Errands, Errand{
			Group: ToKnow, What: sealed.Date.Chinese() + "定稿以后有变化" + plan.Count(len(b.AfterSeal.Changes)) + "处", Now: "不影响已定稿的报告，计入下一季度",
			Do: "在“定稿后变化”里可以查看；要计入这一季度的，再定稿一次",
		})
	}
}

// After is how the report differs from a sealed one, nil where it does not or
// there is none.
func (r *Report) After(p *plan.Plan, sealed *Sealed) *AfterSeal {
	if sealed == nil {
		return nil
	}
	changes := r.changesSince(p, sealed.Report)
	if len(changes) == 0 {
		return nil
	}
	return &AfterSeal{sealed.Date, sealed.Code, changes}
}

// changesSince lists what differs from an earlier report of the same quarter:
// files, then figures, then projects, those gone last.
func (r *Report) changesSince(p *plan.Plan, earlier *Report) []SealChange {
	var all []SealChange
	for _, f := range r.filesSince(earlier) {
		switch {
		case f.before == nil:
			all = append(all, SealChange{Kind: sealFileCame, Unit: f.now.Unit, Name: f.now.Path})
		case f.now == nil:
			all = append(all, SealChange{Kind: sealFileGone, Unit: f.before.Unit, Name: f.before.Path})
		default:
			all = append(all, SealChange{Kind: sealFileChanged, Unit: f.now.Unit, Name: f.now.Path})
		}
	}
	for _, f := range r.figuresSince(earlier) {
		all = append(all, SealChange{Kind: sealFigure, What: f.what, Before: f.before, After: f.now})
	}
	for _, pair := range r.projectsSince(earlier) {
		switch {
		case pair.before == nil:
			all = append(all, pair.now.sealChange(sealNew, "", "", ""))
		case pair.now == nil:
			all = append(all, pair.before.sealChange(sealGone, "", "", ""))
		default:
			all = append(all, pair.now.valuesSince(p, pair.before)...)
		}
	}
	return all
}

func (pr *ProjectRow) valuesSince(p *plan.Plan, old *ProjectRow) []SealChange {
	var all []SealChange
	differ := func(what, before, after string) {
		if before != after {
			all = append(all, pr.sealChange(sealValue, what, before, after))
		}
	}
	differ("本季数据", string(old.State), string(pr.State))
	for _, c := range p.Columns {
		if c.Type != plan.TypeComputed {
			differ(c.Title(), old.Project.Value(c.Key), pr.Project.Value(c.Key))
		}
	}
	differ("亮灯", old.Light.String(), pr.Light.String())
	return all
}

func (pr *ProjectRow) sealChange(kind, what, before, after string) SealChange {
	return SealChange{Kind: kind, Unit: pr.InUnit, Number: pr.Number, Name: pr.Project.Title(), What: what, Before: before, After: after}
}
