package portfolio

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// wholeRules leave out every row of the file; those that are true, of one sheet
// alone where their finding names it: last quarter's sheet may be left in the
// workbook. Whose file it is concerns all of it.
var wholeRules = map[string]bool{
	"F01": false, "F02": false, "F03": false, "F04": false, "U01": false,
	"L01": true, "L02": true, "L03": true, filing.QuarterRule: true, "L16": true,
}

func isWhole(rule string) bool {
	_, whole := wholeRules[rule]
	return whole
}

// Settle applies the exceptions to what was found in a submission and says of
// every row whether it counts: it sets the row's Cause and Rules from the
// findings. An exception that has expired by today, or is of a rule that
// allows none, lets nothing pass. Settling again, with the same exceptions or
// others, is the same as settling once with the last.
func Settle(sub *filing.Submission, p *plan.Plan, exceptions []plan.Exception, today plan.Date) {
	x := newPasses(p, exceptions, today)
	x.hear(sub)
	settle(sub, x)
}

func settle(sub *filing.Submission, x *passes) {
	x.applyAll(sub, func(i int) string { return sub.Rows[i].Project.ID })
	against := newAgainst(sub.Findings)
	for i := range sub.Rows {
		against.judge(&sub.Rows[i])
	}
}

// against are the rules that keep rows from counting, by what they leave out.
type against map[place][]string

func newAgainst(found []filing.Finding) against {
	a := against{}
	for i := range found {
		if at, some := leftOut(&found[i]); some {
			a[at] = append(a[at], found[i].Rule)
		}
	}
	return a
}

// leftOut is what a finding keeps from counting; some is false for nothing.
func leftOut(f *filing.Finding) (at place, some bool) {
	example := f.Rule == filing.ExampleRule && f.PassedBy == ""
	switch {
	case f.Severity != plan.Error && !example, f.Covered:
		return place{}, false
	case f.Rule == filing.MagnitudeRule && f.Key == "": // of a column's header
		return place{f.Sheet, 0}, true
	case !isWhole(f.Rule):
		return place{f.Sheet, f.Row}, f.Row > 0
	case wholeRules[f.Rule]:
		return place{f.Sheet, 0}, true
	}
	return place{}, true
}

// judge says whether a row counts: Rules are sorted, nil when it does.
func (a against) judge(r *filing.Row) {
	at := placeOf(&r.Project)
	rules := slices.Concat(a[place{}], a[place{at.sheet, 0}], a[at])
	slices.Sort(rules)
	r.Rules = slices.Compact(rules)
	r.Cause = causeOf(r.Rules)
}

// causeOf says under which cause rules.md counts a row that these rules are
// against: the worked example is no project whatever else is wrong with it,
// and a second row of one project is no second error.
func causeOf(rules []string) filing.Cause {
	switch {
	case len(rules) == 0:
		return filing.Counted
	case slices.Contains(rules, filing.ExampleRule):
		return filing.Example
	case slices.Contains(rules, filing.DoubleRule):
		return filing.Duplicate
	}
	return filing.Faulty
}

// passes are the exceptions in force, by rule, and what departments answered.
type passes struct {
	plan    *plan.Plan
	byRule  map[string][]plan.Exception
	applied map[plan.Exception]bool
	answers map[asked]string
	keys    map[string]filing.RowID // by number, of projects that have their number since this merge
}

// asked is what a department answers: the finding of a file, as long as the
// value is the same.
type asked struct {
	file    string
	finding filing.FindingID
	value   string
}

func newPasses(p *plan.Plan, exceptions []plan.Exception, today plan.Date) *passes {
	x := &passes{plan: p, byRule: map[string][]plan.Exception{}, applied: map[plan.Exception]bool{}, answers: map[asked]string{}}
	for _, e := range exceptions {
		rule, ok := p.Rule(e.Rule)
		if ok && rule.Open && (e.Expires == 0 || today <= e.Expires) {
			x.byRule[e.Rule] = append(x.byRule[e.Rule], e)
		}
	}
	return x
}

// hear takes up what a submission's department answered.
func (x *passes) hear(sub *filing.Submission) {
	for _, a := range sub.Answers {
		x.answers[asked{sub.Path, a.Finding, a.Value}] = a.Text
	}
}

// concerns reports a finding that some exception may let pass, or has, or that
// may have been answered.
func (x *passes) concerns(f *filing.Finding) bool {
	return f.Was != "" || f.Answer != "" || len(x.byRule[f.Rule]) > 0 || len(x.answers) > 0
}

// apply lets the finding pass where an exception says so, and takes back what
// an exception no longer in force has let pass. A warning that the department
// has answered passes, too. number is the project's.
func (x *passes) apply(f *filing.Finding, number string) {
	if f.Was != "" {
		f.Severity, f.PassedBy, f.Was = f.Was, "", ""
	}
	f.Answer = ""
	if len(x.answers) > 0 {
		f.Answer = x.answers[asked{f.File, f.ID(), f.Value}]
	}
	for _, e := range x.byRule[f.Rule] {
		if x.isUnit(e.Unit, f.Unit) && x.isProject(e.Project, f, number) {
			f.Was, f.Severity, f.PassedBy = f.Severity, plan.Note, e.ApprovedBy
			x.applied[e] = true
			return
		}
	}
	if f.Answer != "" && f.Severity == plan.Warning {
		f.Was, f.Severity = f.Severity, plan.Note
	}
}

// applyAll is apply for all findings of a submission; number is that of its
// i-th row's project.
func (x *passes) applyAll(sub *filing.Submission, number func(i int) string) {
	for i := range sub.Findings {
		if f := &sub.Findings[i]; x.concerns(f) {
			x.apply(f, numberAt(sub, f, number))
		}
	}
}

func numberAt(sub *filing.Submission, f *filing.Finding, number func(i int) string) string {
	for i := range sub.Rows {
		if f.Row > 0 && f.IsAt(sub.Rows[i].Project.Source) {
			return number(i)
		}
	}
	return ""
}

func (x *passes) isUnit(named, unit string) bool {
	if named == "" {
		return true
	}
	u, ok := x.plan.Unit(named)
	return ok && u.Name == unit
}

// isProject reports whether an exception that names a project, by its number,
// name or title, names that of the finding.
func (x *passes) isProject(named string, f *filing.Finding, number string) bool {
	key := plan.Key(named)
	if key == "" || named == number || filing.RowID(named) == f.Key || f.Key != "" && x.keys[named] == f.Key {
		return true
	}
	return key == plan.Key(f.Project) || key == f.Key.Name()
}

// titleOf is how a rule is named in a sentence.
func titleOf(p *plan.Plan, code string) string {
	rule, _ := p.Rule(code)
	return rule.Title + "（" + code + "）"
}

// place is a row of a submission, a whole sheet of it (row 0) or all of it (the
// zero place).
type place struct {
	sheet string
	row   int
}

func placeOf(p *filing.Project) place { return place{p.Source.Sheet, p.Source.Row} }
