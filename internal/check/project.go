package check

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

const ruleNameless = "P01"

// isNameless reports a row without a name and without anything that would tell
// which project it is: it lacks a name, and not all that a project has.
func (j *judge) isNameless(r *record) bool {
	for _, key := range []string{"name", "content", "deadline", "total", "done"} {
		if !j.blank(r, key) {
			return false
		}
	}
	return true
}

func (j *judge) tellNameless(r *record) {
	j.fault(r, ruleNameless, filing.Fact{})
}

// projectRules are the P rules of one row. P04 and P06 are facts of its
// reading.
var projectRules = []rowRule{
	{ruleNameless, func(j *judge, r *record) {
		if j.blank(r, "name") {
			j.tellNameless(r)
		}
	}},
	{"P02", func(j *judge, r *record) {
		if r.has("content") && j.blank(r, "content") {
			j.remark(r, "P02", filing.Fact{})
		}
	}},
}

// reported is a project as reported for a quarter, "" for the file's own.
type reported struct {
	quarter string
	id      filing.RowID
}

// checkDouble tells a project that stands twice in one file (P03); the first
// is kept. In a sheet left over from another quarter the same projects stand
// again.
func (j *judge) checkDouble(r *record) {
	rule, ok := j.plan.Rule(filing.DoubleRule)
	if !ok || !rule.On || r.anyBad(rule.Needs) || r.project.Name == "" {
		return
	}
	src := r.project.Source
	key := reported{j.others[src.Sheet], r.project.Key()}
	first, twice := j.seen[key]
	if !twice {
		j.seen[key] = r.Row
		return
	}
	at := first.Project.Source
	where := "第" + plan.Count(at.Row) + "行"
	if at.Sheet != src.Sheet {
		where = "工作表“" + at.Sheet + "”" + where
	}
	name := j.plan.Title("name")
	j.fault(r, filing.DoubleRule, filing.Fact{Value: r.project.Name, Other: where, Also: []string{j.sub.CellOf(at.Sheet, name, at.Row)}})
}
