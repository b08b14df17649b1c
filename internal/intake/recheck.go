package intake

import (
	"slices"

	"jingpin/internal/check"
	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// Recheck runs the rules of single rows again on a submission whose projects
// the office has corrected, and replaces what they found. Rows about which
// the rules say the same as before keep their findings as they are, with the
// values as typed.
func Recheck(sub *filing.Submission, p *plan.Plan, opt Options) {
	fresh := &filing.Submission{Path: sub.Path, Unit: sub.Unit, Quarter: sub.Quarter, AsOf: sub.AsOf}
	r := &reading{plan: p, opt: opt, sub: fresh, wb: &sheet.Workbook{}, own: true}
	r.quarter = opt.Quarter
	r.tellAsOf(sub.Quarter)
	tables := r.reviveTables(sub)
	for i := range sub.Rows {
		if t := tables[sub.Rows[i].Project.Source.Sheet]; t != nil {
			r.records = append(r.records, r.revive(t, &sub.Rows[i], len(r.records)))
		}
	}
	r.checkRecords()
	r.store()
	check.Judge(r.told(), p, check.Options{Quarter: opt.Quarter, AsOf: opt.AsOf})
	fresh.Findings = slices.DeleteFunc(fresh.Findings, func(f filing.Finding) bool { return f.Rule == filing.CoercionRule })
	for i := range sub.Rows {
		replaceFindings(sub, fresh.Findings, &sub.Rows[i].Project, p)
	}
	filing.SortFindings(sub.Findings)
}

// reviveTables are the submission's plan sheets as far as their columns are
// known.
func (r *reading) reviveTables(sub *filing.Submission) map[string]*table {
	tables := map[string]*table{}
	for i, s := range sub.Sheets {
		t := &table{sheet: &sheet.Sheet{Name: s.Name}, index: i, bottom: s.HeaderRow, columns: map[string]column{}, unit: plan.Wan}
		for _, c := range r.plan.Columns {
			if letter := s.Columns[c.Title()]; letter != "" {
				t.columns[c.Key] = column{key: c.Key, col: columnNumber(letter), title: c.Header}
			}
		}
		tables[s.Name] = t
	}
	return tables
}

// columnNumber is the place of a column's letters: N is 14.
func columnNumber(letters string) int {
	n := 0
	for _, l := range letters {
		n = n*26 + int(l-'A') + 1
	}
	return n
}

// revive makes a record of a project as it is now. A column whose value could
// never be read is as typed; one the sheet does not have may still have a
// value, as the track and task of a group row.
func (r *reading) revive(t *table, row *filing.Row, index int) *record {
	rec := &record{t: t, index: index, number: row.Project.Source.Row, cells: map[string]field{}, bad: map[string]bool{}}
	typed := map[string]string{}
	for _, c := range row.Typed {
		typed[c.Column] = c.Value
	}
	for _, c := range r.plan.Columns {
		value := row.Project.Value(c.Key)
		if value == "" {
			value, _ = clean(typed[c.Title()])
		}
		if value != "" {
			cell := sheet.Cell{Kind: sheet.Text, Text: value}
			rec.cells[c.Key] = field{cell: cell, raw: value, exact: value, row: rec.number}
		}
	}
	r.interpret(rec, false, false)
	return rec
}

// replaceFindings puts what the rules say of a row now in place of what they
// said, unless that is the same.
func replaceFindings(sub *filing.Submission, fresh []filing.Finding, project *filing.Project, p *plan.Plan) {
	here := func(f filing.Finding) bool {
		return f.Sheet == project.Source.Sheet && f.Row == project.Source.Row && !f.Across
	}
	stale := func(f filing.Finding) bool {
		if f.Rule != filing.CoercionRule {
			return f.Rule != "P03" && f.Rule != "L09"
		}
		for _, c := range p.Columns {
			if c.Title() == f.Column {
				return project.Value(c.Key) != "" && f.Expected != project.Value(c.Key)
			}
		}
		return false
	}
	var was, is []string
	for _, f := range sub.Findings {
		if here(f) && stale(f) {
			was = append(was, f.Rule+"|"+f.Column)
		}
	}
	var now []filing.Finding
	for _, f := range fresh {
		if here(f) {
			f.Unit = sub.Unit
			now = append(now, f)
			is = append(is, f.Rule+"|"+f.Column)
		}
	}
	slices.Sort(was)
	slices.Sort(is)
	if slices.Equal(was, is) {
		return
	}
	sub.Findings = slices.DeleteFunc(sub.Findings, func(f filing.Finding) bool { return here(f) && stale(f) })
	sub.Findings = append(sub.Findings, now...)
}
