package report

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// sinceMost is how many files or projects a sentence of Since names.
const sinceMost = 8

// Since says what is otherwise than in an earlier report of the same quarter, a
// sentence a line: what came in, how the figures moved, which projects came,
// left or changed their light. It says nothing where all that is the same.
func (r *Report) Since(before *Report) []string {
	var lines []string
	say := func(line string) {
		if line != "" {
			lines = append(lines, line)
		}
	}
	say(namesOf("新收到", "份", newFiles(r.Inputs, before.Inputs)))
	say(namesOf("内容有变的文件", "份", changedFiles(r.Inputs, before.Inputs)))
	say(namesOf("不在了的文件", "份", newFiles(before.Inputs, r.Inputs)))
	say(moved("必须改的", "处", before.Balance.Errors, r.Balance.Errors))
	say(moved("请核实的", "处", before.Balance.Warnings, r.Balance.Warnings))
	say(moved("要我定的", "项", before.ToDecide(), r.ToDecide()))
	say(moved("项目总数", "个", before.Overall.Projects, r.Overall.Projects))
	for _, b := range Buckets {
		say(moved(b.Word, "个", b.Count(before.Overall), b.Count(r.Overall)))
	}
	say(paidMoved("总投资", before.Overall.Total, r.Overall.Total))
	say(paidMoved("累计完成投资", before.Overall.Paid, r.Overall.Paid))
	return append(lines, projectsSince(r.Projects, before.Projects)...)
}

// newFiles are those of the inputs that the others lack.
func newFiles(inputs, others []File) []string {
	var names []string
	for _, f := range inputs {
		if f.SHA256 != "" && !slices.ContainsFunc(others, func(o File) bool { return o.Path == f.Path }) {
			names = append(names, f.Path)
		}
	}
	return names
}

// changedFiles are those that have another content than before.
func changedFiles(inputs, before []File) []string {
	var names []string
	for _, f := range inputs {
		if slices.ContainsFunc(before, func(o File) bool { return o.Path == f.Path && o.SHA256 != f.SHA256 }) {
			names = append(names, f.Path)
		}
	}
	return names
}

func namesOf(what, counter string, names []string) string {
	switch {
	case len(names) == 0:
		return ""
	case len(names) > sinceMost:
		return what + plan.Count(len(names)) + counter + "：" + strings.Join(names[:sinceMost], "、") + "等。"
	}
	return what + plan.Count(len(names)) + counter + "：" + strings.Join(names, "、") + "。"
}

func moved(what, counter string, before, now int) string {
	if before == now {
		return ""
	}
	return what + "从" + plan.Count(before) + counter + "变为" + plan.Count(now) + counter + "。"
}

func paidMoved(what string, before, now plan.Money) string {
	if before == now {
		return ""
	}
	return what + "从" + before.Short() + "万元变为" + now.Short() + "万元。"
}

// projectsSince tells projects that came, left, or stand otherwise.
func projectsSince(now, before []ProjectRow) []string {
	then := map[string]*ProjectRow{}
	for i := range before {
		then[before[i].Number] = &before[i]
	}
	var came, left, otherwise []string
	for i := range now {
		p := &now[i]
		old := then[p.Number]
		delete(then, p.Number)
		switch {
		case old == nil:
			came = append(came, numberedTitle(p))
		case old.Bucket() != p.Bucket():
			otherwise = append(otherwise, numberedTitle(p)+"由"+old.Bucket()+"变为"+p.Bucket())
		}
	}
	for i := range before {
		if then[before[i].Number] != nil {
			left = append(left, numberedTitle(&before[i]))
		}
	}
	lines := slices.DeleteFunc([]string{namesOf("新列入的项目", "个", came), namesOf("不再列入的项目", "个", left)}, func(s string) bool { return s == "" })
	if rest := len(otherwise) - sinceMost; rest > 0 {
		otherwise = append(otherwise[:sinceMost], "另有"+plan.Count(rest)+"个项目的情况也有变化")
	}
	for _, o := range otherwise {
		lines = append(lines, o+"。")
	}
	return lines
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
