package intake

import (
	"slices"
	"strings"

	"jingpin/internal/plan"
)

// unitRules are the U rules of a row.
var unitRules = []rowRule{
	{"U04", func(r *reading, rec *record) {
		if r.blank(rec, "lead") {
			r.fault(rec, "U04", saying{expected: "一个部门的名称"})
		}
	}},
	{"U06", func(r *reading, rec *record) {
		raw := rec.cells["lead"].raw
		if rec.project.Lead != "" {
			return
		}
		names := splitNames(r.plan, raw)
		if len(names) == 1 {
			names = r.partsOf(names[0])
		}
		if len(names) > 1 {
			r.fault(rec, "U06", saying{value: raw, expected: "一个部门", suggestion: names[0]})
		}
	}},
	{"U05", func(r *reading, rec *record) {
		if rec.project.Lead != "" {
			return
		}
		raw := rec.cells["lead"].raw
		near := r.nearestLead(raw)
		r.fault(rec, "U05", saying{value: raw, expected: "部门名单里的名称", suggestion: near, certain: near})
	}},
	{"U08", func(r *reading, rec *record) {
		if p := rec.project; slices.Contains(p.Partners, p.Lead) {
			r.remark(rec, "U08", saying{value: p.Lead})
		}
	}},
	{"U09", func(r *reading, rec *record) {
		var outsiders []string
		for _, name := range rec.project.Partners {
			if !r.lexicon().body(name) {
				outsiders = append(outsiders, name)
			}
		}
		if len(outsiders) > 0 {
			r.remark(rec, "U09", saying{value: strings.Join(outsiders, "、")})
		}
	}},
}

// partsOf takes apart a name that joins a unit of the roster and an outside body,
// the unit first. As part of a list such a name is left whole, for 和 also
// stands in names.
func (r *reading) partsOf(name string) []string {
	for _, word := range conjunctions {
		left, right, joined := strings.Cut(name, word)
		if !joined || left == "" || right == "" {
			continue
		}
		if _, ok := r.plan.Unit(left); ok {
			return []string{left, right}
		}
		if _, ok := r.plan.Unit(right); ok {
			return []string{right, left}
		}
	}
	return []string{name}
}

// checkLead is U07.
func checkLead(r *reading, rec *record) {
	if lead := rec.project.Lead; r.sub.Unit != "" && lead != r.sub.Unit && !r.collects(lead) {
		r.remark(rec, "U07", saying{value: lead, expected: r.sub.Unit})
	}
}

// nearestLead is the unit that a lead outside the list may mean, "" for none:
// one neighbourhood stands for all of them.
func (r *reading) nearestLead(raw string) string {
	if near := r.plan.NearestUnit(raw); near != "" || !plan.Neighbourhood(raw) {
		return near
	}
	all, _ := r.plan.Neighbourhoods()
	return all.Name
}

// collects reports a unit that the submitting one reports for.
func (r *reading) collects(lead string) bool {
	u, ok := r.plan.Unit(lead)
	return ok && u.Collector != "" && u.Collector == r.sub.Unit
}
