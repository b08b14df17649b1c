package check

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// judgedRow is one project row while it is judged.
type judgedRow struct {
	*judge
	*filing.Project
	row     *filing.Row
	of      int // its index
	from    origin
	columns *columns
	bad     []string // columns in error: rules that need them stay silent
	out     bool     // something keeps it from counting
}

// columns says where a plan sheet has the form's columns.
type columns struct {
	*filing.PlanSheet
	at     map[string]string // column key → letter
	inYuan map[string]bool   // of the amounts by key, those that are taken for 元: nothing more is said of them
	rows   []*judgedRow      // that stand in it
}

func columnsOf(p *plan.Plan, s *filing.PlanSheet) *columns {
	c := &columns{PlanSheet: s, at: make(map[string]string, len(s.Columns)), inYuan: map[string]bool{}}
	for i := range p.Columns {
		if letter := s.Columns[p.Columns[i].Title()]; letter != "" {
			c.at[p.Columns[i].Key] = letter
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

// columnsAt are the columns of the table that a row stands in, those of a sheet
// that is not known where there is none: a sheet may hold several tables, one below
// the other.
func (j *judge) columnsAt(src filing.Source) *columns {
	at := &j.nowhere
	for _, c := range j.tables {
		if c.Name == src.Sheet && (c.HeaderRow < src.Row || at == &j.nowhere) {
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
func (r *judgedRow) has(key string) bool { return r.columns.at[key] != "" }

// cell is the address of a column's cell in the row, the name's for a column
// the sheet does not have.
func (r *judgedRow) cell(key string) string {
	letter := cmp.Or(r.columns.at[key], r.columns.at["name"])
	if letter == "" {
		return ""
	}
	return letter + plan.Count(r.Source.Row)
}

// typedAs is what was typed into a column, as far as that is known to differ
// from what was read.
func (r *judgedRow) typedAs(key string) string {
	if t := r.typed(r.plan.Title(key)); t != nil {
		return strings.TrimSpace(t.Value)
	}
	return r.Value(key)
}

// typed is what is known to have been typed into a column, nil for nothing.
func (r *judgedRow) typed(title string) *filing.Typed {
	for i := range r.row.Typed {
		if t := &r.row.Typed[i]; t.Column == title {
			return t
		}
	}
	return nil
}

// allTyped is the row as typed: what is known to differ from what was read,
// and else what was read.
func (r *judgedRow) allTyped() []filing.Typed {
	var all []filing.Typed
	for _, c := range r.plan.Columns {
		if !r.has(c.Key) {
			continue
		}
		title := c.Title()
		t := filing.Typed{Column: title, Cell: r.cell(c.Key), Value: r.Value(c.Key)}
		if known := r.typed(title); known != nil {
			t = *known
		}
		if t.Value != "" {
			all = append(all, t)
		}
	}
	slices.SortStableFunc(all, func(a, b filing.Typed) int { return columnNumber(a.Cell) - columnNumber(b.Cell) })
	return all
}

// isBad reports a column in error.
func (r *judgedRow) isBad(key string) bool { return slices.Contains(r.bad, key) }

func (r *judgedRow) anyBad(keys []string) bool {
	return len(r.bad) > 0 && slices.ContainsFunc(keys, r.isBad)
}

// blank reports a column without anything to read, 无 included. A name is kept
// as it is typed, and a total of nothing is read as 0; so it is meant where the
// funding says that none is needed.
func (r *judgedRow) blank(key string) bool {
	if r.isBad(key) {
		return false
	}
	switch field := r.Field(key).(type) {
	case *plan.Date:
		return *field == 0
	case **plan.Percent:
		return *field == nil
	case *plan.Amount:
		nothing := key == "total" && *field == plan.Exactly(0) && r.Funding != plan.FundingNone
		return field.Kind == plan.Blank || nothing && r.plan.Blank(r.typedAs(key))
	case *string:
		return *field == "" || key == "name" && len(*field) <= longestBlank && r.plan.Blank(*field)
	}
	return r.Value(key) == ""
}

// longestBlank is how many bytes a name has at most that says there is none.
const longestBlank = 24

// fault tells what is wrong with a column, and marks it, so that rules that need
// it stay silent.
func (r *judgedRow) fault(f filing.Fact) { r.bad = append(r.bad, r.remark(f)) }

// remark tells something about a row without marking the column, which it names.
// Where the fact does not say otherwise it is told by the rule that is run, at the
// column that the plan points the rule at.
func (r *judgedRow) remark(f filing.Fact) (key string) {
	f.Rule = cmp.Or(f.Rule, r.rule)
	rule, _ := r.plan.Rule(f.Rule)
	f.Key, f.Sheet, f.Row = cmp.Or(f.Key, rule.Column), r.Source.Sheet, r.Source.Row
	f.Cell = r.cell(f.Key)
	f.Col = columnNumber(f.Cell)
	r.tell(&f)
	return f.Key
}

// tell words a finding about a row, and sees whether it keeps the row from
// counting.
func (r *judgedRow) tell(f *filing.Fact) {
	if r.add(r.from, f) == plan.Error {
		r.out = true
	}
}

func (j *judge) isOn(code string) bool {
	rule, ok := j.plan.Rule(code)
	return ok && rule.On
}
