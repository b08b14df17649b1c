package check

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// record is one project row while it is judged.
type record struct {
	*filing.Row
	of      int // its index plus one
	project *filing.Project
	columns *columns
	bad     []string // columns in error: rules that need them stay silent
	out     bool     // something keeps it from counting
}

// columns says where a plan sheet has the form's columns.
type columns struct {
	*filing.PlanSheet
	at     map[string]column // by key
	inYuan map[string]bool   // of the amounts by key, those that are taken for 元: nothing more is said of them
}

type column struct {
	letter string
	number int
}

func columnsOf(p *plan.Plan, s *filing.PlanSheet) columns {
	c := columns{PlanSheet: s, at: make(map[string]column, len(s.Columns)), inYuan: map[string]bool{}}
	for i := range p.Columns {
		if letter := s.Columns[p.Columns[i].Title()]; letter != "" {
			c.at[p.Columns[i].Key] = column{letter, columnNumber(letter)}
		}
	}
	return c
}

// columnNumber is the number of the column a cell stands in, 0 for no cell.
func columnNumber(cell string) int {
	n := 0
	for i := 0; i < len(cell) && cell[i] >= 'A' && cell[i] <= 'Z'; i++ {
		n = n*26 + int(cell[i]-'A') + 1
	}
	return n
}

// open is the submission's i-th row, to be judged.
func (j *judge) open(i int) *record {
	row := &j.sub.Rows[i]
	return &record{Row: row, of: i + 1, project: &row.Project, columns: j.columnsAt(row.Project.Source)}
}

// none are the columns of a sheet that is not known.
var none = columns{PlanSheet: &filing.PlanSheet{}}

// columnsAt are the columns of the table that a row stands in: a sheet may
// hold several, one below the other.
func (j *judge) columnsAt(src filing.Source) *columns {
	at := &none
	for _, c := range j.tables[src.Sheet] {
		if c.HeaderRow < src.Row || at == &none {
			at = c
		}
	}
	return at
}

// anyInYuan reports one of the columns as taken for amounts in 元.
func (c *columns) anyInYuan(keys ...string) bool {
	return slices.ContainsFunc(keys, func(key string) bool { return c.inYuan[key] })
}

// has reports a column the sheet has.
func (c *columns) has(key string) bool {
	_, ok := c.at[key]
	return ok
}

func (r *record) has(key string) bool { return r.columns.has(key) }

// cell is the address of a column's cell in the row, the name's for a column
// the sheet does not have, and the number of its column.
func (r *record) cell(key string) (string, int) {
	c, ok := r.columns.at[key]
	if !ok {
		c = r.columns.at["name"]
	}
	if c.letter == "" {
		return "", 0
	}
	return c.letter + plan.Count(r.project.Source.Row), c.number
}

// typedAs is what was typed into a column, as far as that is known to differ
// from what was read.
func (j *judge) typedAs(r *record, key string) string {
	if len(r.Typed) > 0 {
		title := j.plan.Title(key)
		if i := slices.IndexFunc(r.Typed, func(t filing.Typed) bool { return t.Column == title }); i >= 0 {
			return strings.TrimSpace(r.Typed[i].Value)
		}
	}
	return r.project.Value(key)
}

// allTyped is the row as typed: what is known to differ from what was read,
// and else what was read.
func (j *judge) allTyped(r *record) []filing.Typed {
	var all []filing.Typed
	for _, c := range j.plan.Columns {
		if !r.has(c.Key) {
			continue
		}
		title := c.Title()
		cell, _ := r.cell(c.Key)
		t := filing.Typed{Column: title, Cell: cell, Value: r.project.Value(c.Key)}
		if i := slices.IndexFunc(r.Typed, func(t filing.Typed) bool { return t.Column == title }); i >= 0 {
			t = r.Typed[i]
		}
		if t.Value != "" {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b filing.Typed) int { return columnNumber(a.Cell) - columnNumber(b.Cell) })
	return all
}

// isBad reports a column in error.
func (r *record) isBad(key string) bool { return slices.Contains(r.bad, key) }

func (r *record) anyBad(keys []string) bool {
	return len(r.bad) > 0 && slices.ContainsFunc(keys, r.isBad)
}

// blank reports a column without anything to read, 无 included. A name is kept
// as it is typed, and a total of nothing is read as 0; so it is meant where the
// funding says that none is needed.
func (j *judge) blank(r *record, key string) bool {
	if r.isBad(key) {
		return false
	}
	switch field := r.project.Field(key).(type) {
	case *plan.Date:
		return *field == 0
	case **plan.Percent:
		return *field == nil
	case *plan.Amount:
		nothing := key == "total" && *field == plan.Exactly(0) && r.project.Funding != plan.FundingNone
		return field.Kind == plan.Blank || nothing && j.plan.Blank(j.typedAs(r, key))
	case *string:
		return *field == "" || key == "name" && len(*field) <= longestBlank && j.plan.Blank(*field)
	}
	return r.project.Value(key) == ""
}

// longestBlank is how many bytes a name has at most that says there is none.
const longestBlank = 24

// fault tells what is wrong with the column that the plan points the rule at,
// and marks it, so that rules that need it stay silent.
func (j *judge) fault(r *record, code string, f filing.Fact) { j.faultAt(r, j.column(code), code, f) }

// faultAt is fault for one of several columns.
func (j *judge) faultAt(r *record, key, code string, f filing.Fact) {
	r.bad = append(r.bad, key)
	j.remarkAt(r, key, code, f)
}

// remark tells something about a row, at the column that the plan points the
// rule at, without marking it.
func (j *judge) remark(r *record, code string, f filing.Fact) {
	j.remarkAt(r, j.column(code), code, f)
}

// remarkAt is remark for one of several columns.
func (j *judge) remarkAt(r *record, key, code string, f filing.Fact) {
	src := r.project.Source
	f.Rule, f.Key, f.Of, f.Sheet, f.Row = code, key, r.of, src.Sheet, src.Row
	f.Cell, f.Col = r.cell(key)
	j.addOf(r, &f)
}

// minor is a fault too small to leave the row out: it is told as a warning at
// most.
func (j *judge) minor(r *record, code string, f filing.Fact) {
	rule, _ := j.plan.Rule(code)
	f.Severity = plan.Milder(plan.Warning, rule.Severity)
	j.remark(r, code, f)
}

// addOf words a finding about a row, and sees whether it keeps the row from
// counting.
func (j *judge) addOf(r *record, f *filing.Fact) {
	if j.add(f) == plan.Error {
		r.out = true
	}
}

// column is the key of the column that the plan points a rule at.
func (j *judge) column(code string) string {
	rule, _ := j.plan.Rule(code)
	return rule.Column
}

func (j *judge) isOn(code string) bool {
	rule, ok := j.plan.Rule(code)
	return ok && rule.On
}
