package intake

import (
	"cmp"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// place is where a finding points: a cell, a row, a sheet, or the file when
// it is zero.
type place struct {
	sheet    string
	row, col int
	key      string // form column
	title    string // the sheet's own name of a column that is not the form's
}

// saying fills in a rule's wording.
type saying struct {
	value      string // as typed
	expected   string
	other      string // another cell, row or figure, in words
	difference string
	suggestion string
	certain    string        // a value that would certainly mend the cell
	severity   plan.Severity // instead of the rule's own
	rec        *record       // the row concerned
	also       []string      // further cells of the same fault
}

// complain records a finding, unless the office has switched its rule off.
// What looks like a resident's number is never repeated.
func (r *reading) complain(code string, at place, s saying) {
	rule, ok := r.plan.Rule(code)
	if !ok || !rule.On {
		return
	}
	f := filing.Finding{
		File: r.sub.Path, Sheet: at.sheet, Row: at.row, Col: at.col, Rule: code, Severity: rule.Severity,
		Unit: r.sub.Unit, Value: masked(s.value), Expected: masked(s.expected), Suggest: masked(s.certain), Also: s.also,
	}
	if s.severity != "" {
		f.Severity = s.severity
	}
	if at.row > 0 && at.col > 0 {
		f.Cell = sheet.Ref(at.row, at.col)
	}
	f.Column = masked(at.title)
	if at.key != "" {
		f.Column = r.plan.Title(at.key)
	}
	words := r.words(f, s)
	f.Message = plan.Fill(rule.Message, words)
	f.Hint = plan.FillHint(rule.Hint, words)
	if s.rec != nil && (f.Severity == plan.Error || code == ruleExample) {
		s.rec.wrong = true
	}
	r.sub.Findings = append(r.sub.Findings, f)
	r.owners = append(r.owners, s.rec)
}

// words are what placeholders stand for. The map is used over and over.
func (r *reading) words(f filing.Finding, s saying) map[string]string {
	if r.wording == nil {
		r.wording = map[string]string{}
	}
	w := r.wording
	w["值"], w["应为"], w["栏目"], w["单位"] = cmp.Or(f.Value, "空白"), f.Expected, f.Column, r.sub.Unit
	w["另"], w["差"], w["建议"], w["项目"] = masked(s.other), s.difference, masked(s.suggestion), ""
	if s.rec != nil {
		w["项目"] = masked(s.rec.project.Title())
	}
	return w
}

// forget takes back all findings but the first so many.
func (r *reading) forget(kept int) {
	r.sub.Findings, r.owners = r.sub.Findings[:kept], r.owners[:kept]
}

// unsay takes back all findings about a record.
func (r *reading) unsay(rec *record) {
	kept := 0
	for i, owner := range r.owners {
		if owner != rec {
			r.sub.Findings[kept], r.owners[kept] = r.sub.Findings[i], owner
			kept++
		}
	}
	r.forget(kept)
}

// in is the cell of a record's column. A column the sheet does not have is
// shown at the project's name.
func (rec *record) in(key string) place {
	c, ok := rec.t.columns[key]
	if !ok {
		c = rec.t.columns["name"]
	}
	return place{sheet: rec.t.sheet.Name, row: rec.number, col: c.col, key: key}
}

// fault records what is wrong with the column that the plan points the rule at,
// and marks it, so that rules that need it stay silent.
func (r *reading) fault(rec *record, code string, s saying) { r.faultAt(rec, r.column(code), code, s) }

// faultAt is fault for one of several columns.
func (r *reading) faultAt(rec *record, key, code string, s saying) {
	if rec.bad == nil {
		rec.bad = map[string]bool{}
	}
	rec.bad[key] = true
	r.remarkAt(rec, key, code, s)
}

// remark records something about a record, at the column that the plan points
// the rule at, without marking it.
func (r *reading) remark(rec *record, code string, s saying) {
	r.remarkAt(rec, r.column(code), code, s)
}

// remarkAt is remark for one of several columns.
func (r *reading) remarkAt(rec *record, key, code string, s saying) {
	s.rec = rec
	r.complain(code, rec.in(key), s)
}

// column is the key of the column that the plan points a rule at.
func (r *reading) column(code string) string {
	rule, _ := r.plan.Rule(code)
	return rule.Column
}

// coerce records a value that is read otherwise than typed.
func (r *reading) coerce(rec *record, key, raw, read string) {
	if raw == "" {
		raw = "（空白）"
	}
	if read == "" {
		read = "（没有内容）"
	}
	r.remarkAt(rec, key, filing.CoercionRule, saying{value: raw, expected: read})
}

// doubt is a reading the department should look at: it is told as a warning at
// least.
func (r *reading) doubt(rec *record, key, raw, read string) {
	rule, _ := r.plan.Rule(filing.CoercionRule)
	r.remarkAt(rec, key, filing.CoercionRule, saying{value: raw, expected: read, severity: plan.Graver(plan.Warning, rule.Severity)})
}

// minor is a fault too small to leave the row out: it is told as a warning at
// most.
func (r *reading) minor(rec *record, code string, s saying) {
	rule, _ := r.plan.Rule(code)
	s.severity = plan.Milder(plan.Warning, rule.Severity)
	r.remark(rec, code, s)
}
