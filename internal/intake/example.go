package intake

import (
	"regexp"
	"strings"

	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
)

// tellExample tells the form's worked example, left in (P04).
func (r *reading) tellExample(rec *record) {
	if r.isExample(rec) {
		r.remarkAt(rec, "name", "P04", saying{value: rec.project.Name})
	}
}

// tellMerged tells of a name merged over several rows (L09), at the first.
func (r *reading) tellMerged(rec *record) {
	if rows := rec.mergedRows(); rows != nil && rows[0] == rec && !rec.bad["name"] {
		last := rows[len(rows)-1]
		span := "第" + plan.Count(rec.number) + "—" + plan.Count(last.number) + "行"
		r.remarkAt(rec, "name", "L09", saying{value: rec.project.Name, other: span})
	}
}

// exampleForm is how a name says that it is one.
var exampleForm = regexp.MustCompile(`^[(\[]?(?:示例|样例|范例)(?:[)\]:、,.]|$)|^例[:、]`)

func (r *reading) isExample(rec *record) bool {
	c, _ := r.plan.Column("name")
	name := rec.project.Name
	return name == c.Example && name != "" || saysExample(rec.cells["no"].Raw) || saysExample(name) ||
		exampleSheet.MatchString(rec.t.Sheet.Name)
}

// exampleSheet is the name of a sheet that shows how to fill in another.
var exampleSheet = regexp.MustCompile(`示例|样例|样表|范例`)

func saysExample(text string) bool {
	return strings.Contains(text, "例") && exampleForm.MatchString(values.Narrow(text))
}
