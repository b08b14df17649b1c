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
