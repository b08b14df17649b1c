package check

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// unitRules are the U rules of a row. U05 and U06 are facts of its reading.
var unitRules = []rowRule{
	{"U04", func(j *judge, r *record) {
		if j.blank(r, "lead") {
			j.fault(r, "U04", filing.Fact{Value: j.typedAs(r, "lead")})
		}
	}},
	{"U07", func(j *judge, r *record) {
		if lead := r.project.Lead; j.sub.Unit != "" && lead != j.sub.Unit && lead != j.oneLead && !j.plan.Collects(j.sub.Unit, lead) {
			j.remark(r, "U07", filing.Fact{Value: lead, Expected: j.sub.Unit})
		}
	}},
	{"U08", func(j *judge, r *record) {
		if p := r.project; slices.Contains(p.Partners, p.Lead) {
			j.remark(r, "U08", filing.Fact{Value: p.Lead})
		}
	}},
	{"U09", func(j *judge, r *record) {
		var outsiders []string
		for _, name := range r.project.Partners {
			if !j.isBody(name) {
				outsiders = append(outsiders, name)
			}
		}
		if len(outsiders) > 0 {
			j.remark(r, "U09", filing.Fact{Value: strings.Join(outsiders, "、")})
		}
	}},
}

// leadOfAll is the one lead of all rows, where there are several: that it is not
// the submitting unit is said once of the file (U03).
func leadOfAll(rows []filing.Row) string {
	one, n := "", 0
	for i := range rows {
		switch lead := rows[i].Project.Lead; {
		case lead == "":
		case one != "" && lead != one:
			return ""
		default:
			one = lead
			n++
		}
	}
	if n < 2 {
		return ""
	}
	return one
}

// isBody reports a unit of the roster or a neighbourhood. The street's own
// office is none of its units though one of them may be written like it.
func (j *judge) isBody(name string) bool {
	body, known := j.bodies[name]
	if !known {
		key := plan.Key(name)
		_, listed := j.plan.Unit(name)
		body = key != "" && (listed && !strings.HasSuffix(key, "街道办") && !strings.HasSuffix(key, "街道办事处") || plan.Neighbourhood(name))
		j.bodies[name] = body
	}
	return body
}
