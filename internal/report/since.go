package report

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// A difference is a file, a figure or a project that two reports of one quarter
// have otherwise: what it was and what it is. One side is nil, or "", where the
// other report has it alone.
type (
	fileDifference    struct{ before, now *File }
	figureDifference  struct{ what, before, now string }
	projectDifference struct{ before, now *ProjectRow }
)

// filesSince are the departments' files that came, were replaced or are gone, in
// the order of the inputs, those gone last.
func (r *Report) filesSince(before *Report) []fileDifference {
	then := map[string]*File{}
	for i := range before.Inputs {
		then[before.Inputs[i].Path] = &before.Inputs[i]
	}
	var all []fileDifference
	for i := range r.Inputs {
		now := &r.Inputs[i]
		old := then[now.Path]
		delete(then, now.Path)
		if now.SHA256 != "" && (old == nil || old.SHA256 != now.SHA256) {
			all = append(all, fileDifference{old, now})
		}
	}
	for i := range before.Inputs {
		if old := &before.Inputs[i]; then[old.Path] == old && old.SHA256 != "" {
			all = append(all, fileDifference{before: old})
		}
	}
	return all
}

// figuresSince are the first figures that differ.
func (r *Report) figuresSince(before *Report) []figureDifference {
	was, is := before.figures(), r.figures()
	var all []figureDifference
	for i := range is {
		if is[i].now != was[i].now {
			all = append(all, figureDifference{is[i].what, was[i].now, is[i].now})
		}
	}
	return all
}

// figures are the figures that are compared, to the last digit.
func (r *Report) figures() []figureDifference {
	all := []figureDifference{
		{what: "必须改的", now: plan.Count(r.Balance.Errors) + "处"}, {what: "请核实的", now: plan.Count(r.Balance.Warnings) + "处"},
		{what: "要我定的", now: items(r.ToDecide())}, {what: "项目总数", now: pieces(r.Overall.Projects)},
	}
	for _, b := range Buckets {
		all = append(all, figureDifference{what: b.Word, now: pieces(b.Count(r.Overall))})
	}
	return append(all, figureDifference{what: "滞后待核实", now: pieces(r.Overall.StillLate)},
		figureDifference{what: "总投资", now: r.Overall.Total.Short() + "万元"}, figureDifference{what: "累计完成投资", now: r.Overall.Paid.Short() + "万元"})
}

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
	var lines, came, changed, gone []string
	for _, f := range r.filesSince(before) {
		switch {
		case f.before == nil:
			came = append(came, f.now.Path)
		case f.now == nil:
			gone = append(gone, f.before.Path)
		default:
			changed = append(changed, f.now.Path)
		}
	}
	lines = append(lines, namesOf("新收到", "份", came)...)
	lines = append(lines, namesOf("内容有变的文件", "份", changed)...)
	lines = append(lines, namesOf("不在了的文件", "份", gone)...)
	for _, f := range r.figuresSince(before) {
		lines = append(lines, f.what+"从"+f.before+"变为"+f.now+"。")
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
func (p ProjectRow) Bucket() string {
	var t Tally
	t.add(standingOf(p.Entry), &p.Project)
	i := slices.IndexFunc(Buckets, func(b Bucket) bool { return b.Count(t) == 1 })
	return Buckets[i].Word
}

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
