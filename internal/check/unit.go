package check

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// unitRules are the U rules of a row. U05 and U06 are facts of its reading.
var unitRules = []rowRule{
	{"U04", missing("lead")},
	{"U07", func(r *judgedRow) {
		if lead := r.Lead; r.sub.Unit != "" && lead != r.sub.Unit && lead != r.oneLead && !r.plan.Collects(r.sub.Unit, lead) {
			r.remark(filing.Fact{Value: lead, Expected: r.sub.Unit})
		}
	}},
	{"U08", func(r *judgedRow) {
		if slices.Contains(r.Partners, r.Lead) {
			r.remark(filing.Fact{Value: r.Lead})
		}
	}},
	{"U09", func(r *judgedRow) {
		var outsiders []string
		for _, name := range r.Partners {
			if !isBody(r.plan, name) {
				outsiders = append(outsiders, name)
			}
		}
		if len(outsiders) > 0 {
			r.remark(filing.Fact{Value: strings.Join(outsiders, "、")})
		}
	}},
}

// leadOfAll is the one lead of all rows, where there are several: that it is not
// the submitting unit is said once of the file (U03).
func leadOfAll(rows []filing.Row) string {
	leads := map[string]int{}
	for i := range rows {
		leads[rows[i].Project.Lead]++
	}
	delete(leads, "")
	for lead, n := range leads {
		if len(leads) == 1 && n > 1 {
			return lead
		}
	}
	return ""
}

// isBody reports a unit of the roster or a neighbourhood. The street's own
// office is none of its units though one of them may be written like it.
func isBody(p *plan.Plan, name string) bool {
	key := plan.Key(name)
	_, listed := p.Unit(name)
	return key != "" && (listed && !strings.HasSuffix(key, "街道办") && !strings.HasSuffix(key, "街道办事处") || plan.Neighbourhood(name))
}
