package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// Rejudge runs the rules of single rows again over rows that the office has
// corrected, and replaces what they found. sent has what the unit sent of such
// a row, nil of any other. What the reading of a cell showed stays until that
// cell is corrected; a row of which the rules say the same as before keeps its
// findings as they are, with the values as typed.
func Rejudge(sub *filing.Submission, sent []*filing.Project, p *plan.Plan, opt Options) {
	fresh := *sub
	fresh.Findings = nil
	j := newJudge(&fresh, p, opt)
	for i := range sub.Rows {
		if sent[i] == nil {
			continue
		}
		r := &j.records[i]
		r.row.Typed = nil
		corrected := correctedColumns(p, r.Project, sent[i])
		stays := func(f *filing.Finding) bool {
			return !f.IsAt(r.Source) || (f.Across || f.Covered || isRead(j.plan, f)) && (!corrected[f.Column] || ofMore[f.Rule])
		}
		var was []filing.Finding
		for k := range sub.Findings {
			f := &sub.Findings[k]
			switch {
			case !f.IsAt(r.Source):
			case stays(f):
				r.markBad(f)
			case !f.Across:
				was = append(was, *f)
			}
		}
		fresh.Findings = nil
		r.runRules()
		if !sameFaults(was, fresh.Findings) || slices.ContainsFunc(sub.Findings, func(f filing.Finding) bool { return f.Across && !stays(&f) }) {
			sub.Findings = slices.DeleteFunc(sub.Findings, func(f filing.Finding) bool { return !stays(&f) })
			sub.Findings = append(sub.Findings, fresh.Findings...)
		}
	}
	filing.SortFindings(sub.Findings)
}

// correctedColumns are the titles of the columns in which a project is not as
// it was sent.
func correctedColumns(p *plan.Plan, now, sent *filing.Project) map[string]bool {
	corrected := map[string]bool{}
	for i := range p.Columns {
		if key := p.Columns[i].Key; now.Value(key) != sent.Value(key) {
			corrected[p.Columns[i].Title()] = true
		}
	}
	return corrected
}

// ofMore are the rules that take more than the row and its columns: no
// correction of a cell takes back what they found.
var ofMore = map[string]bool{filing.DoubleRule: true, filing.ExampleRule: true, "L09": true}

// readRules are those, and those whose findings come from the reading of a
// cell; true for those that mark their column as one that could not be read.
var readRules = map[string]bool{
	"U05": true, "U06": true, "S02": true, "S04": true, filing.DoubleRule: false, filing.ExampleRule: false, "P06": true, "T02": true, "M01": true,
	"Q02": true, "Q03": true, "L09": false, "C01": true, "C02": true, filing.CoercionRule: false, "C04": false, "C05": false,
	"C06": false, "C07": false,
}

// isRead reports a finding that comes from the reading. What is only missing
// does not, be it typed as 无.
func isRead(p *plan.Plan, f *filing.Finding) bool {
	_, read := readRules[f.Rule]
	return read && (!p.Blank(f.Value) || f.Rule != "M01" && f.Rule != "Q03")
}

// markBad marks the column of a finding that says it could not be read.
func (r *judgedRow) markBad(f *filing.Finding) {
	if !readRules[f.Rule] && !f.Covered {
		return
	}
	if key := r.plan.KeyTitled(f.Column); key != "" {
		r.bad = append(r.bad, key)
	}
}

// sameFaults reports findings of the same rules at the same columns.
func sameFaults(a, b []filing.Finding) bool {
	faults := func(fs []filing.Finding) []string {
		var all []string
		for _, f := range fs {
			all = append(all, f.Rule+"|"+f.Column)
		}
		slices.Sort(all)
		return all
	}
	return slices.Equal(faults(a), faults(b))
}
