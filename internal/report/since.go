package report

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// filesSince are the departments' files that came, were replaced or are gone, in
// the order of the inputs, those gone last.
func (r *Report) filesSince(before *Report) []SealChange {
	then := map[string]*File{}
	for i := range before.Inputs {
		then[before.Inputs[i].Path] = &before.Inputs[i]
	}
	var all []SealChange
	for _, now := range r.Inputs {
		old := then[now.Path]
		delete(then, now.Path)
		switch {
		case now.SHA256 == "" || old != nil && old.SHA256 == now.SHA256:
		case old == nil:
			all = append(all, SealChange{Kind: sealFileCame, Unit: now.Unit, Name: now.Path})
		default:
			all = append(all, SealChange{Kind: sealFileChanged, Unit: now.Unit, Name: now.Path})
		}
	}
	for i := range before.Inputs {
		if old := &before.Inputs[i]; then[old.Path] == old && old.SHA256 != "" {
			all = append(all, SealChange{Kind: sealFileGone, Unit: old.Unit, Name: old.Path})
		}
	}
	return all
}

// figuresSince are the first figures that differ.
func (r *Report) figuresSince(before *Report) []SealChange {
	was, is := before.firstFigures(), r.firstFigures()
	var all []SealChange
	for i := range is {
		if is[i].After != was[i].After {
			is[i].Before = was[i].After
			all = append(all, is[i])
		}
	}
	return all
}

// firstFigures are the figures that are compared, to the last digit.
func (r *Report) firstFigures() []SealChange {
	var all []SealChange
	add := func(what, figure string) { all = append(all, SealChange{Kind: sealFigure, What: what, After: figure}) }
	add("必须改的", plan.Count(r.Balance.Errors)+"处")
	add("请核实的", plan.Count(r.Balance.Warnings)+"处")
	add("要我定的", items(r.ToDecide()))
	add("项目总数", pieces(r.Overall.Projects))
	for _, b := range Buckets {
		add(b.Word, pieces(b.Count(r.Overall)))
	}
	add("滞后待核实", pieces(r.Overall.StillLate))
	add("总投资", r.Overall.Total.Short()+"万元")
	add("累计完成投资", r.Overall.Paid.Short()+"万元")
	return all
}

// A projectDifference is a project in two reports of one quarter, nil in the one
// that does not have it.
type projectDifference struct{ before, now *ProjectRow }

// projectsSince pairs all projects of two reports, in this one's order, those
// that are gone last.
func (r *Report) projectsSince(before *Report) []projectDifference {
	then := map[string]*ProjectRow{}
	for i := range before.Projects {
		then[before.Projects[i].known()] = &before.Projects[i]
	}
	var all []projectDifference
	for i := range r.Projects {
		now := &r.Projects[i]
		all = append(all, projectDifference{then[now.known()], now})
		delete(then, now.known())
	}
	for i := range before.Projects {
		if old := &before.Projects[i]; then[old.known()] == old {
			all = append(all, projectDifference{before: old})
		}
	}
	return all
}

// known is what a project is known by in two reports of one quarter.
func (p *ProjectRow) known() string { return cmp.Or(p.Number, string(p.Key)) }

// sinceMost is how many files or projects a sentence of Since names.
const sinceMost = 8

// Since says what is otherwise than in an earlier report of the same quarter, a
// sentence a line: what came in, how the figures moved, which projects came,
// left or changed their light. It says nothing where all that is the same.
func (r *Report) Since(before *Report) []string {
	files := map[string][]string{} // by what became of them
	for _, f := range r.filesSince(before) {
		files[f.Kind] = append(files[f.Kind], f.Name)
	}
	lines := slices.Concat(namesOf("新收到", "份", files[sealFileCame]), namesOf("内容有变的文件", "份", files[sealFileChanged]),
		namesOf("不在了的文件", "份", files[sealFileGone]))
	for _, f := range r.figuresSince(before) {
		lines = append(lines, f.What+"从"+f.Before+"变为"+f.After+"。")
	}
	return append(lines, r.projectLines(before)...)
}

// namesOf names some things in a sentence, none where there are none.
func namesOf(what, counter string, names []string) []string {
	if len(names) == 0 {
		return nil
	}
	text := strings.Join(names[:min(len(names), sinceMost)], "、")
	if len(names) > sinceMost {
		text += "等"
	}
	return []string{what + plan.Count(len(names)) + counter + "：" + text + "。"}
}

// projectLines tells projects that came, left, or stand otherwise.
func (r *Report) projectLines(before *Report) []string {
	var came, left, otherwise []string
	for _, p := range r.projectsSince(before) {
		switch {
		case p.before == nil:
			came = append(came, numberedTitle(p.now))
		case p.now == nil:
			left = append(left, numberedTitle(p.before))
		case p.before.Bucket() != p.now.Bucket():
			otherwise = append(otherwise, numberedTitle(p.now)+"由"+p.before.Bucket()+"变为"+p.now.Bucket()+"。")
		}
	}
	if rest := len(otherwise) - sinceMost; rest > 0 {
		otherwise = append(otherwise[:sinceMost], "另有"+plan.Count(rest)+"个项目的情况也有变化。")
	}
	return slices.Concat(namesOf("新列入的项目", "个", came), namesOf("不再列入的项目", "个", left), otherwise)
}

func numberedTitle(p *ProjectRow) string {
	return strings.TrimSpace(p.Number + " " + p.Project.Title())
}

// Bucket is the word of the bucket that the project is counted in.
func (p ProjectRow) Bucket() string { return bucketOf(p.Light).Word }

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
	all := slices.Concat(r.filesSince(earlier), r.figuresSince(earlier))
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
