package portfolio

import "jingpin/internal/plan"

// roster answers questions about units by their names.
type roster struct {
	units map[string]plan.Unit
	last  int
}

func newRoster(p *plan.Plan) roster {
	r := roster{units: map[string]plan.Unit{}, last: len(p.Units) + 1}
	for _, u := range p.Units {
		r.units[u.Name] = u
	}
	return r
}

// rank is the unit's place in the roster; bodies outside it come last.
func (r roster) rank(unit string) int {
	if u, ok := r.units[unit]; ok {
		return u.No
	}
	return r.last
}

// reporter is who reports for a unit: itself, or its collector.
func (r roster) reporter(unit string) string {
	if u := r.units[unit]; u.Collector != "" {
		return u.Collector
	}
	return unit
}

// has reports a unit of the roster.
func (r roster) has(unit string) bool {
	_, ok := r.units[unit]
	return ok
}
