package intake

import (
	"slices"

	"jingpin/internal/plan"
)

// rowRule is a check of one project row. It runs only where its rule is on
// and neither the column it points at nor those it needs are in error.
type rowRule struct {
	code  string
	check func(*reading, *record)
}

// alone are rules that look at several columns one by one, or speak for
// several rules: they see to it themselves which columns are in error.
var alone = map[string]bool{"M02": true, "M07": true, "C04": true, "C05": true, "C06": true, ruleLate: true}

// rowRules are all checks of one row, in the order they run: a check that
// marks a column silences the later ones that need it.
func rowRules() []rowRule {
	var rules []rowRule
	for _, family := range [][]rowRule{unitRules, trackRules, projectRules, timeRules, moneyRules, progressRules, cellRules} {
		rules = append(rules, family...)
	}
	return rules
}

// activeRule is a row rule with the columns the plan says it needs.
type activeRule struct {
	rowRule
	needs []string
}

func activeRules(p *plan.Plan, rules []rowRule) []activeRule {
	var active []activeRule
	for _, rule := range rules {
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

// laterRules are those that need more than their row: whose file it is, or what
// the other rows say. They go by the projects alone.
var laterRules = []rowRule{{"U07", checkLead}, {"Q13", checkNext}}

// checkRows runs all rules over records made by hand.
func (r *reading) checkRows() {
	r.checkRecords()
	for _, rec := range r.records {
		r.checkDouble(rec)
	}
	r.checkFile()
}

// checkRecords runs the rules of single rows over records made by hand.
func (r *reading) checkRecords() {
	rules := activeRules(r.plan, rowRules())
	for _, rec := range r.records {
		r.checkRecord(rec, rules)
	}
	r.checkLater()
}

// checkRecord runs the rules of a single row.
func (r *reading) checkRecord(rec *record, rules []activeRule) {
	if r.checkExample(rec) {
		return
	}
	for _, rule := range rules {
		if !rec.anyBad(rule.needs) {
			rule.check(r, rec)
		}
	}
}

// checkLater runs the rules that need more than their row.
func (r *reading) checkLater() {
	r.countNext()
	rules := activeRules(r.plan, laterRules)
	for _, rec := range r.records {
		for _, rule := range rules {
			if !rec.spoilt && !rec.example && !rec.anyBad(rule.needs) {
				rule.check(r, rec)
			}
		}
	}
}

// checkFile tells a file that is read without projects.
func (r *reading) checkFile() {
	if len(r.records) == 0 && len(r.tables) > 0 && !r.hasLayoutError() {
		r.complain("L08", r.firstPlace(), saying{})
	}
}

// hasLayoutError reports a table that could not be read for want of a column.
func (r *reading) hasLayoutError() bool {
	for _, t := range r.tables {
		if len(t.missing)+len(t.doubles) > 0 {
			return true
		}
	}
	return false
}

func (rec *record) anyBad(keys []string) bool {
	if len(rec.bad) == 0 {
		return false
	}
	for _, key := range keys {
		if rec.bad[key] {
			return true
		}
	}
	return false
}

// blank reports a column without anything to read, 无 included.
func (r *reading) blank(rec *record, key string) bool {
	return !rec.bad[key] && r.lexicon().blank(rec.cells[key].raw)
}

// has reports a column the sheet has.
func (rec *record) has(key string) bool {
	_, ok := rec.t.columns[key]
	return ok
}
