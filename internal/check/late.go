package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// lateRules are the rules about lateness, of which a project is told the first
// that applies, by the terms it is judged under.
var lateRules = []string{"Q08", "Q09", "Q10"}

// ruleLate stands for them.
const ruleLate = "Q08–Q10"

// lateness is the fact of the first rule about lateness that applies to a
// project under its terms; ok is false when none does, or the project says why.
// able reports a rule that is on and has what it needs.
func lateness(p *plan.Plan, project *filing.Project, terms LightTerms, asOf plan.Date, able func(code string) bool) (f filing.Fact, ok bool) {
	if asOf == 0 || terms.Deadline == 0 || !live(project.Status) {
		return f, false
	}
	over, waited := int(asOf-terms.Deadline), int(asOf-terms.Start)
	switch {
	case over > 0 && able("Q08"):
		f = filing.Fact{Rule: "Q08", Value: terms.Deadline.Chinese(), Difference: plan.Count(over)}
	case project.Status == plan.StatusNotStarted && terms.Start != 0 && waited > p.Info.StartGrace && able("Q09"):
		f = filing.Fact{Rule: "Q09", Value: terms.Start.Chinese(), Difference: plan.Count(waited)}
	default:
		light := p.Judge(CaseOf(p, project, terms), asOf).Light
		if !light.Late() || !able("Q10") {
			return f, false
		}
		f = filing.Fact{Rule: "Q10", Other: light.Lamp()}
	}
	return f, !givesReason(p, project) // last: few projects are late, and all have remarks
}

// checkLate judges a row as the department would see it: by its own deadline,
// unless that was dragged down.
func checkLate(r *judgedRow) {
	if r.isDragged(plan.KeyDeadline) {
		return
	}
	able := func(code string) bool {
		rule, _ := r.plan.Rule(code)
		return rule.On && !r.isBad(rule.Column) && !r.isDragged(rule.Column) && !r.anyBad(rule.Needs)
	}
	f, ok := lateness(r.plan, r.Project, TermsOf(r.Project), r.asOf, able)
	if !ok {
		return
	}
	switch f.Rule {
	case "Q08":
		f.Value = r.typedAs("deadline")
	case "Q09":
		f.Value = r.typedAs("start")
	}
	r.remark(f)
}

// checkLate judges a project by the last approved terms where those are not
// its own: what was told of it by its own is moot, unless it is the same. That a
// moved deadline is over is not told beside H08, but asked for a reason.
func (c *Comparison) checkLate() {
	approved := c.Terms(c.now, c.last)
	if approved == TermsOf(c.now) {
		return
	}
	able := func(code string) bool {
		rule, _ := c.plan.Rule(code)
		return rule.On && (code == "Q10" || c.said(code))
	}
	f, late := lateness(c.plan, c.now, approved, c.asOf, able)
	for _, code := range lateRules {
		if c.said(code) && (!late || code != f.Rule) {
			c.Moot = append(c.Moot, code)
		}
	}
	if late && !c.said(f.Rule) {
		c.add(f)
	}
}

// IsMoot reports a finding of the file's own that the comparison has shown not
// to hold.
func (c *Comparison) IsMoot(f *filing.Finding) bool {
	return !f.Across && f.IsAt(c.now.Source) && slices.Contains(c.Moot, f.Rule)
}
