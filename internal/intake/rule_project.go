package intake

import (
	"regexp"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// ruleExample leaves out the form's worked example.
const ruleExample = "P04"

// projectRules are the P rules of one row.
var projectRules = []rowRule{
	{"P01", func(r *reading, rec *record) {
		if r.blank(rec, "name") {
			r.fault(rec, "P01", saying{expected: "项目的名称"})
		}
	}},
	{"P02", func(r *reading, rec *record) {
		if rec.has("content") && r.blank(rec, "content") {
			r.remark(rec, "P02", saying{expected: "做什么、做到什么程度"})
		}
	}},
	{"L09", func(r *reading, rec *record) {
		if rows := rec.mergedRows(); rows != nil && rows[0] == rec {
			last := rows[len(rows)-1]
			span := "第" + plan.Count(rec.number) + "—" + plan.Count(last.number) + "行"
			r.remark(rec, "L09", saying{value: rec.project.Name, other: span})
		}
	}},
}

// checkExample tells the form's worked example, left in (P04). Nothing else is
// said about it.
func (r *reading) checkExample(rec *record) bool {
	rule, ok := r.plan.Rule(ruleExample)
	if !ok || !rule.On || !r.isExample(rec) {
		return false
	}
	rec.example = true
	r.unsay(rec)
	r.remark(rec, ruleExample, saying{value: rec.project.Name})
	return true
}

// exampleForm is how a name says that it is one.
var exampleForm = regexp.MustCompile(`^[(\[]?(?:示例|样例|范例)(?:[)\]:、,.]|$)|^例[:、]`)

func (r *reading) isExample(rec *record) bool {
	c, _ := r.plan.Column("name")
	name := rec.project.Name
	return name == c.Example && name != "" || saysExample(rec.cells["no"].raw) || saysExample(name) ||
		exampleSheet.MatchString(rec.t.sheet.Name)
}

// exampleSheet is the name of a sheet that shows how to fill in another.
var exampleSheet = regexp.MustCompile(`示例|样例|样表|范例`)

func saysExample(text string) bool {
	return strings.Contains(text, "例") && exampleForm.MatchString(narrow(text))
}

// checkDouble tells a project that stands twice in one file (P03); the first
// is kept.
func (r *reading) checkDouble(rec *record) {
	rule, ok := r.plan.Rule("P03")
	if !ok || !rule.On || rec.example || rec.anyBad(rule.Needs) || rec.project.Name == "" {
		return
	}
	if r.seen == nil {
		r.seen = map[filing.RowID]*record{}
	}
	key := rec.project.Key()
	first, twice := r.seen[key]
	if !twice {
		r.seen[key] = rec
		return
	}
	where := "第" + plan.Count(first.number) + "行"
	if first.t.sheet != rec.t.sheet {
		where = "工作表“" + first.t.sheet.Name + "”" + where
	}
	r.fault(rec, "P03", saying{
		value: rec.project.Name, other: where, also: []string{sheet.Ref(first.number, first.t.columns["name"].col)},
	})
}
