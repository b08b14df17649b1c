package intake

import (
	"jingpin/internal/filing"
	"jingpin/internal/intake/tables"
	"jingpin/internal/intake/values"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// saying is what a fact says.
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
	bad        bool          // the cell is in error
	witness    filing.Witness
}

// complain records a fact that a rule speaks of. What looks like a resident's
// number is never repeated. Nothing is said of rows that may not be judged.
func (r *reading) complain(code string, at tables.Place, s saying) {
	f := filing.Fact{
		Rule: code, Severity: s.severity, Sheet: at.Sheet, Row: at.Row, Col: at.Col, Key: at.Key, Title: masked(at.Title),
		Value: masked(s.value), Expected: masked(s.expected), Other: masked(s.other), Difference: s.difference,
		Suggest: masked(s.suggestion), Mend: masked(s.certain), Also: s.also, Bad: s.bad,
		Witness: s.witness,
	}
	if at.Row > 0 && at.Col > 0 {
		f.Cell = sheet.Ref(at.Row, at.Col)
	}
	switch {
	case s.rec == nil:
		r.facts.List = append(r.facts.List, f)
	case !s.rec.spoilt && s.rec.index >= 0:
		f.Of = s.rec.index + 1
		r.facts.Rows = append(r.facts.Rows, f)
	}
}

// in is the cell of a record's column. A column the sheet does not have is
// shown at the project's name.
func (rec *record) in(key string) tables.Place {
	c, ok := rec.t.Columns[key]
	if !ok {
		c = rec.t.Columns["name"]
	}
	return tables.Place{Sheet: rec.t.Sheet.Name, Row: rec.number, Col: c.Col, Key: key}
}

// faultAt records what is wrong with a column, and marks it, so that rules that
// need it stay silent.
func (r *reading) faultAt(rec *record, key, code string, s saying) {
	if rec.bad == nil {
		rec.bad = map[string]bool{}
	}
	rec.bad[key] = true
	s.bad = true
	r.remarkAt(rec, key, code, s)
}

// remarkAt records something about a column without marking it.
func (r *reading) remarkAt(rec *record, key, code string, s saying) {
	s.rec = rec
	r.complain(code, rec.in(key), s)
}

// unread records why a cell was not read: what was found in it, what was
// probably meant, and what would confirm that.
func (r *reading) unread(rec *record, key, code, expected string, refusal *values.Refusal) {
	s := saying{
		value: rec.cells.at(key).Raw, expected: expected, other: refusal.Quoted(), suggestion: refusal.Suggestion(), certain: refusal.Likely,
		witness: refusal.Witness,
	}
	c, _ := r.plan.Column(key)
	if c.Type == plan.TypeMoney && s.certain != "" && rec.t.MoneyUnit(key, rec.number) != plan.Wan {
		s.certain += "万元" // the cell is read in the column's unit
	}
	if c.Type == plan.TypePercent && s.certain != "" {
		s.certain += "%" // whatever the column's plain numbers are
	}
	r.faultAt(rec, key, code, s)
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
