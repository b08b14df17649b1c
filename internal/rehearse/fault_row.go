package rehearse

import (
	"maps"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// mishap is a row about to get something wrong.
type mishap struct {
	plan *plan.Plan
	sub  *submission
	i    int // index of the row
}

func (m *mishap) row() *typedRow { return &m.sub.in.rows[m.i] }

func (m *mishap) project() *filing.Project { return &m.row().project }

func (m *mishap) asOf() plan.Date { return m.sub.in.asOf }

// typeIn puts something else into a cell than the project's value.
func (m *mishap) typeIn(key string, c gridCell) {
	r := m.row()
	r.typed = maps.Clone(r.typed)
	if r.typed == nil {
		r.typed = map[string]gridCell{}
	}
	r.typed[key] = c
}

// otherUnit is a unit of the roster that is not the submitting one.
func (m *mishap) otherUnit() string {
	for _, u := range m.plan.Units {
		if u.Name != m.sub.unit {
			return u.Name
		}
	}
	return ""
}

// rowFault is one thing to get wrong in one row. It gives exactly one finding
// of this rule in this column, and none besides, whatever the layout.
type rowFault struct {
	rule, column string
	at           func(*mishap) string // the column, where it depends on the row
	fits         func(*mishap) bool   // nil fits every row that is fit for faults
	apply        func(*mishap)
	also         want // a second finding the same fault has to give
	typesMoney   bool // types over an amount, so that no total may stand there
	plainMoney   bool // wants amounts typed as numbers of 万元
	everyRow     bool // wants track and task in every row
	apart        bool // the row is left out by a finding that is no error
	lenient      bool // a milder case: the row counts
}

// fitsLayout reports a layout the fault shows in.
func (f *rowFault) fitsLayout(p *plan.Plan, l *sheetLayout) bool {
	if f.everyRow && l.group != repeated || f.typesMoney && l.totals != noTotals {
		return false
	}
	if f.plainMoney && (l.unit != "" || l.spell.money != nil) {
		return false
	}
	return f.column == "" || f.at != nil || l.has(p, f.column)
}

// strike gets the row wrong and asks for what must be found.
func (f *rowFault) strike(m *mishap) {
	f.apply(m)
	column := f.column
	if f.at != nil {
		column = f.at(m)
	}
	m.sub.wants = append(m.sub.wants, want{m.i, f.rule, column, f.lenient})
	if f.also.rule != "" {
		m.sub.fail(m.i, f.also.rule, f.also.key)
	}
	if f.apart {
		m.sub.leaveOut(m.i)
	}
}

// fit reports a row that a fault can strike and still be alone: under way,
// with nothing to be recorded about it, and untouched so far.
func (m *mishap) fit() bool {
	r := m.row()
	return r.project.Status == plan.StatusUnderWay && len(r.typed) == 0 && !noted(m.plan, r.project) && !m.sub.struck(m.i)
}

// struck reports a row that something is already wrong with, or that a fault
// elsewhere needs as it is.
func (s *submission) struck(i int) bool {
	for _, w := range s.wants {
		if w.row == i {
			return true
		}
	}
	return s.leftOut[i] || s.leaned[i]
}

func (s *submission) leaveOut(i int) { s.leftOut = mark(s.leftOut, i) }

// leanOn keeps later faults from the row.
func (m *mishap) leanOn(i int) { m.sub.leaned = mark(m.sub.leaned, i) }

func mark(set map[int]bool, i int) map[int]bool {
	if set == nil {
		set = map[int]bool{}
	}
	set[i] = true
	return set
}

// typing is a fault that is nothing but another value in the cell.
func typing(key string, c gridCell) func(*mishap) {
	return func(m *mishap) { m.typeIn(key, c) }
}

// change is a fault in the project itself, typed in the layout's own way.
func change(f func(*filing.Project)) func(*mishap) {
	return func(m *mishap) { f(m.project()) }
}
