package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// rowRule is a check of one project row. It runs only where its rule is on
// and neither the column it points at nor those it needs are in error.
type rowRule struct {
	code  string
	check func(*judgedRow)
}

// alone are rules that look at several columns one by one, or speak for
// several rules: they see to it themselves which columns are in error.
var alone = map[string]bool{"M02": true, "M07": true, ruleLate: true}

// missing tells of a column without anything in it.
func missing(key string) func(*judgedRow) {
	return func(r *judgedRow) {
		if r.blank(key) {
			r.fault(filing.Fact{Value: r.typedAs(key)})
		}
	}
}

// rowRules are all checks of one row, in the order they run: a check that
// marks a column silences the later ones that need it.
func rowRules() []rowRule {
	return slices.Concat(unitRules, trackRules, projectRules, timeRules, moneyRules, progressRules)
}

// activeRule is a row rule with the columns the plan says it needs.
type activeRule struct {
	rowRule
	needs []string
}

func activeRules(p *plan.Plan) []activeRule {
	var active []activeRule
	for _, rule := range rowRules() {
		def, ok := p.Rule(rule.code)
		switch {
		case alone[rule.code]:
			active = append(active, activeRule{rowRule: rule})
		case ok && def.On:
			active = append(active, activeRule{rule, expandYears(p, append(slices.Clone(def.Needs), def.Column))})
		}
	}
	return active
}

// expandYears puts the plan's year columns for the word year.
func expandYears(p *plan.Plan, keys []string) []string {
	var out []string
	for _, key := range keys {
		if key != plan.YearColumn {
			out = append(out, key)
			continue
		}
		for _, y := range p.Years() {
			out = append(out, plan.YearKey(y))
		}
	}
	return out
}
