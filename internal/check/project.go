package check

import (
	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

const ruleNameless = "P01"

// isNameless reports a row without a name and without anything that would tell
// which project it is: it lacks a name, and not all that a project has.
func (r *judgedRow) isNameless() bool {
	for _, key := range []string{"name", "content", "deadline", "total", "done"} {
		if !r.blank(key) {
			return false
		}
	}
	return true
}

// projectRules are the P rules of one row. P04 and P06 are facts of its
// reading.
var projectRules = []rowRule{
	{ruleNameless, func(r *judgedRow) {
		if r.blank("name") {
			r.fault(filing.Fact{})
		}
	}},
	{"P02", func(r *judgedRow) {
		if r.has("content") && r.blank("content") {
			r.remark(filing.Fact{})
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
func (r *judgedRow) checkDouble() {
	rule, _ := r.plan.Rule(filing.DoubleRule)
	if !rule.On || r.anyBad(rule.Needs) || r.Name == "" {
		return
	}
	key := reported{r.others[r.Source.Sheet], r.from.key}
	first, twice := r.seen[key]
	if !twice {
		r.seen[key] = r.Source
		return
	}
	where := "第" + plan.Count(first.Row) + "行"
	if first.Sheet != r.Source.Sheet {
		where = "工作表“" + first.Sheet + "”" + where
	}
	also := r.sub.CellOf(first.Sheet, r.plan.Title("name"), first.Row)
	r.fault(filing.Fact{Rule: filing.DoubleRule, Value: r.Name, Other: where, Also: []string{also}})
}
