package check

import (
	"cmp"
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Options are what judging depends on beside the submission and the plan.
type Options struct {
	Quarter plan.Quarter // asked for; zero: whatever the file says
	AsOf    plan.Date    // data date; zero: what the file states, else its quarter's last day
}

// judge is the state of judging one submission.
type judge struct {
	wording
	asOf    plan.Date
	rules   []activeRule
	sheets  []columns
	tables  map[string][]*columns    // of each sheet, from the top
	others  map[string]string        // sheets of another quarter, and of which
	seen    map[reported]*filing.Row // projects met
	dragged []dragged
	unread  map[cellOf]bool            // in error, as far as totals need it
	bodies  map[string]bool            // partners met, and whether they are known
	oneLead string                     // see leadOfAll
	next    struct{ filled, open int } // projects under way, and those of them with a next step
}

// Judge makes the findings of a submission out of the facts of its reading
// and the rules about its rows, and lets go of the facts. Of a row that will
// not count, or may not, all that was typed is kept; of the others nothing. A
// submission that is judged already stays as it is.
func Judge(sub *filing.Submission, p *plan.Plan, opt Options) {
	if sub.Facts == nil {
		return
	}
	facts := sub.Facts
	sub.Facts = nil
	j := newJudge(sub, p, opt)
	sub.Findings = make([]filing.Finding, 0, len(facts.List)+len(facts.Rows)+len(sub.Rows))
	for i := range facts.List {
		j.add(&facts.List[i])
		if f := &facts.List[i]; f.Rule == filing.QuarterRule {
			j.others[f.Sheet] = f.Value
		}
	}
	j.checkUnits()
	j.findDragged()
	j.judgeRows(facts)
	j.sayOnce()
	j.checkTotals(facts.Totals)
	j.checkEmpty()
	filing.SortFindings(sub.Findings)
}

func newJudge(sub *filing.Submission, p *plan.Plan, opt Options) *judge {
	j := &judge{
		wording: wording{plan: p, sub: sub, words: map[string]string{}}, asOf: cmp.Or(opt.AsOf, sub.AsOf), rules: activeRules(p),
		others: map[string]string{}, seen: map[reported]*filing.Row{}, bodies: map[string]bool{},
		unread: map[cellOf]bool{}, tables: map[string][]*columns{},
	}
	if q := cmp.Or(opt.Quarter, sub.Quarter); j.asOf == 0 && q.N != 0 {
		j.asOf = q.Last()
	}
	j.oneLead = leadOfAll(sub.Rows)
	for i := range sub.Sheets {
		j.sheets = append(j.sheets, columnsOf(p, &sub.Sheets[i]))
	}
	for i := range j.sheets {
		c := &j.sheets[i]
		j.tables[c.Name] = append(j.tables[c.Name], c)
	}
	j.countNext()
	return j
}

// judgeRows judges every row.
func (j *judge) judgeRows(all *filing.Facts) {
	facts := all.Rows
	for i := range j.sub.Rows {
		n := 0
		for n < len(facts) && facts[n].Of == i+1 {
			n++
		}
		r := j.open(i)
		_, other := j.others[r.project.Source.Sheet]
		if before := len(j.sub.Findings); !r.columns.Broken {
			j.judgeRow(r, facts[:n])
			if other {
				onRecord(j.sub.Findings[before:])
			}
		}
		facts = facts[n:]
		if len(all.Totals) > 0 {
			for _, key := range r.bad {
				j.unread[cellOf{i, key}] = true
			}
		}
		if r.out || r.columns.Broken || j.sub.Unit == "" || other {
			r.Typed = j.allTyped(r)
		} else {
			r.Typed = nil
		}
	}
}

// onRecord makes records of warnings about rows of another quarter: that they are
// explains all of it. What is an error stays one, for the office may let them
// count.
func onRecord(found []filing.Finding) {
	for i := range found {
		if found[i].Severity == plan.Warning {
			found[i].Severity = plan.Note
		}
	}
}

// lonely are the rules that explain all that is wrong with a row: nothing else
// is said of the form's worked example, and of a name without a project.
var lonely = []string{filing.ExampleRule, ruleCause}

// judgeRow judges one row.
func (j *judge) judgeRow(r *record, facts []filing.Fact) {
	if i := slices.IndexFunc(facts, func(f filing.Fact) bool { return slices.Contains(lonely, f.Rule) && j.isOn(f.Rule) }); i >= 0 {
		j.addOf(r, &facts[i])
		r.out = true
		return
	}
	for i := range facts {
		f := &facts[i]
		if f.Bad {
			r.bad = append(r.bad, f.Key)
		}
		j.addOf(r, f)
	}
	if j.isOn(ruleCause) && j.isEmpty(r) {
		j.tellEmpty(r)
		return
	}
	if j.isOn(ruleNameless) && j.isNameless(r) {
		j.tellNameless(r)
		return
	}
	j.runRules(r)
	j.checkDouble(r)
	j.tellDragged(r)
}

// runRules runs the rules of single rows.
func (j *judge) runRules(r *record) {
	for i := range j.rules {
		if rule := &j.rules[i]; !r.anyBad(rule.needs) {
			rule.check(j, r)
		}
	}
}

// MarkCopy turns a submission into that of a file which is byte for byte the
// same as an earlier one (F06): it is read once.
func MarkCopy(sub *filing.Submission, p *plan.Plan, earlier string) {
	*sub = filing.Submission{
		Path: sub.Path, SHA256: sub.SHA256, Unit: sub.Unit, Quarter: sub.Quarter, AsOf: sub.AsOf, Saved: sub.Saved,
		Facts: &filing.Facts{List: []filing.Fact{{Rule: filing.CopyRule, Other: earlier}}},
	}
	Judge(sub, p, Options{})
}
