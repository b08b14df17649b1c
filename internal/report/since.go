package report

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// A pair is one thing in two reports of a quarter, nil in the one that does not
// have it.
type pair[T any] struct{ before, now *T }

// pairs sets the things of two reports side by side by what they are known by, in
// the order of the one now, those that are gone last.
func pairs[T any](before, now []T, known func(*T) string) []pair[T] {
	then := map[string]*T{}
	for i := range before {
		then[known(&before[i])] = &before[i]
	}
	var all []pair[T]
	for i := range now {
		key := known(&now[i])
		all = append(all, pair[T]{then[key], &now[i]})
		delete(then, key)
	}
	for i := range before {
		if old := &before[i]; then[known(old)] == old {
			all = append(all, pair[T]{before: old})
		}
	}
	return all
}

// filesSince are the departments' files that came, were replaced or are gone.
func (r *Report) filesSince(before *Report) []SealChange {
	var all []SealChange
	for _, p := range pairs(before.Inputs, r.Inputs, func(f *InputFile) string { return f.Path }) {
		f, kind := p.now, ""
		switch {
		case p.now == nil:
			f, kind = p.before, sealFileGone
		case p.before == nil:
			kind = sealFileCame
		case p.before.SHA256 != p.now.SHA256:
			kind = sealFileChanged
		}
		if kind != "" && f.SHA256 != "" { // others are the office's own
			all = append(all, SealChange{Kind: kind, Unit: f.Unit, Name: f.Path})
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

// projectsSince are the projects that came, left, or differ as asked for.
func (r *Report) projectsSince(before *Report, differ func(before, now *ProjectRow) []SealChange) []SealChange {
	var all []SealChange
	for _, p := range pairs(before.Projects, r.Projects, func(p *ProjectRow) string { return cmp.Or(p.Number, string(p.Key)) }) {
		switch {
		case p.before == nil:
			all = append(all, p.now.sealChange(sealNew, "", "", ""))
		case p.now == nil:
			all = append(all, p.before.sealChange(sealGone, "", "", ""))
		default:
			all = append(all, differ(p.before, p.now)...)
		}
	}
	return all
}

// sinceMost is how many files or projects a sentence of Since names.
const sinceMost = 8

// Since says what is otherwise than in an earlier report of the same quarter, a
// sentence a line: what came in, how the figures moved, which projects came,
// left or changed their light. It says nothing where all that is the same.
func (r *Report) Since(before *Report) []string {
	files := r.filesSince(before)
	lines := slices.Concat(told(files, sealFileCame, "新收到", "份"), told(files, sealFileChanged, "内容有变的文件", "份"),
		told(files, sealFileGone, "不在了的文件", "份"))
	for _, f := range r.figuresSince(before) {
		lines = append(lines, f.What+"从"+f.Before+"变为"+f.After+"。")
	}
	projects := r.projectsSince(before, func(before, now *ProjectRow) []SealChange {
		if before.Bucket() == now.Bucket() {
			return nil
		}
		return []SealChange{now.sealChange(sealValue, "", before.Bucket(), now.Bucket())}
	})
	var turned []string
	for _, p := range projects {
		if p.Kind == sealValue {
			turned = append(turned, p.subject()+"由"+p.Before+"变为"+p.After+"。")
		}
	}
	if rest := len(turned) - sinceMost; rest > 0 {
		turned = append(turned[:sinceMost], "另有"+plan.Count(rest)+"个项目的情况也有变化。")
	}
	return slices.Concat(lines, told(projects, sealNew, "新列入的项目", "个"), told(projects, sealGone, "不再列入的项目", "个"), turned)
}

// told names what there is of a kind of changes in a sentence, none where there
// is nothing.
func told(changes []SealChange, kind, what, counter string) []string {
	var names []string
	for _, c := range changes {
		if c.Kind == kind {
			names = append(names, c.subject())
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{what + plan.Count(len(names)) + counter + "：" + some(names, sinceMost, "") + "。"}
}

// subject is the project or the file that a change is of.
func (c SealChange) subject() string { return strings.TrimSpace(c.Number + " " + c.Name) }

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
	before := sealed.Report
	changes := slices.Concat(r.filesSince(before), r.figuresSince(before), r.projectsSince(before, func(before, now *ProjectRow) []SealChange {
		return valuesSince(p, before, now)
	}))
	if len(changes) == 0 {
		return nil
	}
	return &AfterSeal{sealed.Date, sealed.Code, changes}
}

// valuesSince are the values of a project that differ.
func valuesSince(p *plan.Plan, before, now *ProjectRow) []SealChange {
	var all []SealChange
	differ := func(what, before, after string) {
		if before != after {
			all = append(all, now.sealChange(sealValue, what, before, after))
		}
	}
	differ("本季数据", string(before.State), string(now.State))
	for _, c := range p.Columns {
		if c.Type != plan.TypeComputed {
			differ(c.Title(), before.Project.Value(c.Key), now.Project.Value(c.Key))
		}
	}
	differ("亮灯", before.Light.String(), now.Light.String())
	return all
}

func (pr *ProjectRow) sealChange(kind, what, before, after string) SealChange {
	return SealChange{Kind: kind, Unit: pr.InUnit, Number: pr.Number, Name: pr.Project.Title(), What: what, Before: before, After: after}
}
