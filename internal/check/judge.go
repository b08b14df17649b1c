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
	plan    *plan.Plan
	sub     *filing.Submission
	asOf    plan.Date
	from    origin            // of what concerns all of the submission
	words   map[string]string // see word
	rules   []activeRule
	rule    string // that is run
	tables  []*columns
	nowhere columns // of rows in none of the tables
	records []judgedRow
	others  map[string]string          // sheets of another quarter, and of which
	seen    map[reported]filing.Source // projects met
	dragged []dragged
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
		f := &facts.List[i]
		j.add(j.from, f)
		if f.Rule == filing.QuarterRule {
			j.others[f.Sheet] = f.Value
		}
	}
	j.checkUnits()
	j.findDragged()
	j.judgeRows(facts.Rows)
	j.sayOnce()
	j.checkTotals(facts.Totals)
	j.checkEmpty()
	filing.SortFindings(sub.Findings)
}

func newJudge(sub *filing.Submission, p *plan.Plan, opt Options) *judge {
	j := &judge{
		plan: p, sub: sub, asOf: cmp.Or(opt.AsOf, sub.AsOf), from: origin{file: sub.Path, unit: sub.Unit}, words: map[string]string{},
		rules: activeRules(p), nowhere: columns{PlanSheet: &filing.PlanSheet{}},
		others: map[string]string{}, seen: map[reported]filing.Source{},
	}
	if q := cmp.Or(opt.Quarter, sub.Quarter); j.asOf == 0 && q.N != 0 {
		j.asOf = q.Last()
	}
	j.oneLead = leadOfAll(sub.Rows)
	for i := range sub.Sheets {
		j.tables = append(j.tables, columnsOf(p, &sub.Sheets[i]))
	}
	j.records = make([]judgedRow, len(sub.Rows))
	for i := range j.records {
		row := &sub.Rows[i]
		table := j.columnsAt(row.Project.Source)
		from := origin{sub.Path, sub.Unit, row.Project.Title(), row.Project.Key()}
		j.records[i] = judgedRow{judge: j, Project: &row.Project, row: row, of: i, from: from, columns: table}
		table.rows = append(table.rows, &j.records[i])
	}
	j.countNext()
	return j
}

// judgeRows judges every row.
func (j *judge) judgeRows(facts []filing.Fact) {
	for i := range j.records {
		r := &j.records[i]
		n := 0
		for n < len(facts) && facts[n].Of == i+1 {
			n++
		}
		_, other := j.others[r.Source.Sheet]
		if before := len(j.sub.Findings); !r.columns.Broken {
			r.apply(facts[:n])
			if other {
				onRecord(j.sub.Findings[before:])
			}
		}
		facts = facts[n:]
		if r.out || r.columns.Broken || j.sub.Unit == "" || other {
			r.row.Typed = r.allTyped()
		} else {
			r.row.Typed = nil
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

// apply judges the row, of which its reading has shown these facts.
func (r *judgedRow) apply(facts []filing.Fact) {
	if i := slices.IndexFunc(facts, func(f filing.Fact) bool { return slices.Contains(lonely, f.Rule) && r.isOn(f.Rule) }); i >= 0 {
		r.tell(&facts[i])
		r.out = true
		return
	}
	for i := range facts {
		f := &facts[i]
		if f.Bad {
			r.bad = append(r.bad, f.Key)
		}
		r.tell(f)
	}
	switch {
	case r.isOn(ruleCause) && r.isEmpty():
		r.tellEmpty()
	case r.isOn(ruleNameless) && r.isNameless():
		r.fault(filing.Fact{Rule: ruleNameless})
	default:
		r.runRules()
		r.checkDouble()
		r.tellDragged()
	}
}

// runRules runs the rules of single rows.
func (r *judgedRow) runRules() {
	for i := range r.rules {
		if rule := &r.rules[i]; !r.anyBad(rule.needs) {
			r.judge.rule = rule.code
			rule.check(r)
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
