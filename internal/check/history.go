package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// History finds a project of this quarter in last quarter's library and
// compares the two. It may be shared between goroutines.
type History struct {
	plan    *plan.Plan
	quarter plan.Quarter
	library *filing.Library // nil without a last quarter
	Ledger  Ledger

	numbers    map[string]*filing.Standing
	keys       map[filing.RowID]*filing.Standing // nil where several projects share one
	names      map[string]*filing.Standing       // likewise
	registered map[string]*filing.Registered
	led        map[string]bool // units that led projects last quarter
}

// NewHistory indexes the library of the quarter before and the office's
// changes; what has left the library with that quarter is not found again.
// previous is nil when there is none at hand.
func NewHistory(p *plan.Plan, quarter plan.Quarter, previous *filing.Library, changes []filing.Change) *History {
	h := &History{
		plan: p, quarter: quarter, library: previous, Ledger: NewLedger(p, Approved(previous, changes)),
		numbers: map[string]*filing.Standing{}, keys: map[filing.RowID]*filing.Standing{}, names: map[string]*filing.Standing{},
		registered: map[string]*filing.Registered{}, led: map[string]bool{},
	}
	if previous == nil {
		return h
	}
	for i := range previous.Standings {
		s := &previous.Standings[i]
		if s.Left {
			continue
		}
		h.numbers[s.Number] = s
		name := s.Project.NameKey()
		addUnique(h.keys, filing.RowOf(s.Project.TaskNo, name), s)
		addUnique(h.names, name, s)
		h.led[s.Project.Lead] = true
	}
	for i := range previous.Numbers {
		h.registered[previous.Numbers[i].Number] = &previous.Numbers[i]
	}
	return h
}

func addUnique[K comparable](m map[K]*filing.Standing, key K, s *filing.Standing) {
	if _, taken := m[key]; taken {
		s = nil
	}
	m[key] = s
}

// Match finds each row's project in last quarter's library, nil for none: by
// its number, else by task, name and sub-project where these are unique,
// whatever the unit. A row in error may be found by its name alone.
func (h *History) Match(sub *filing.Submission) ([]*filing.Standing, []filing.Finding) {
	lasts := make([]*filing.Standing, len(sub.Rows))
	if h.library == nil {
		return lasts, nil
	}
	var found []filing.Finding
	claims := h.claims(sub)
	for i := range sub.Rows {
		r := &sub.Rows[i]
		p := &r.Project
		if r.Cause == filing.Example {
			continue
		}
		if p.ID != "" {
			why := h.doubt(sub, i, claims)
			if why == "" {
				lasts[i] = h.numbers[p.ID]
				continue
			}
			moved := h.numbers[p.ID] != nil && saysTransfer(h.plan, p)
			if !moved && r.Cause != filing.Duplicate {
				found = append(found, h.find(sub, p, filing.Fact{Rule: "P05", Value: p.ID, Other: why})...)
			}
		}
		lasts[i] = h.ByName(p, r.Cause == filing.Faulty)
	}
	h.matchMoved(sub, lasts)
	return lasts, found
}

// matchMoved finds the projects of rows that no number or task leads to: what a lead
// reports under another task is the project of its that was called so, where no other
// row is. It would count twice otherwise.
func (h *History) matchMoved(sub *filing.Submission, lasts []*filing.Standing) {
	for i := range sub.Rows {
		r := &sub.Rows[i]
		if lasts[i] != nil || r.Cause != filing.Counted || r.Project.Name == "" {
			continue
		}
		s := h.names[r.Project.NameKey()]
		if s != nil && s.Project.Lead == r.Project.Lead && !slices.Contains(lasts, s) {
			lasts[i] = s
		}
	}
}

// ByName finds a project by what it is called, and by that alone, whatever its
// task, if that will do.
func (h *History) ByName(p *filing.Project, loosely bool) *filing.Standing {
	if p.Name == "" {
		return nil
	}
	if s := h.keys[p.Key()]; s != nil {
		return s
	}
	if number, ok := h.Ledger.renamed[plan.Key(p.Name)]; ok && h.numbers[number] != nil {
		return h.numbers[number]
	}
	if loosely {
		return h.names[p.NameKey()]
	}
	return nil
}

// claims gives each number typed more than once in a file to one row: the one
// that is called as the project was, else the first.
func (h *History) claims(sub *filing.Submission) map[string]int {
	claims := map[string]int{}
	for i := range sub.Rows {
		r := &sub.Rows[i]
		s := h.numbers[r.Project.ID]
		if s == nil || r.Cause == filing.Example || r.Cause == filing.Duplicate {
			continue
		}
		_, taken := claims[r.Project.ID]
		if !taken || s.Project.Key() == r.Project.Key() {
			claims[r.Project.ID] = i
		}
	}
	return claims
}

// doubt says why the number typed in a row cannot be believed, "" when it can.
func (h *History) doubt(sub *filing.Submission, i int, claims map[string]int) string {
	r := &sub.Rows[i]
	p := &r.Project
	s := h.numbers[p.ID]
	if s == nil {
		if reg := h.registered[p.ID]; reg != nil && reg.Closed != "" {
			return "已经停用（" + reg.Closed + "）"
		}
		return "没有登记过"
	}
	if j, ok := claims[p.ID]; ok && j != i && r.Cause != filing.Duplicate {
		return "在第" + plan.Count(sub.Rows[j].Project.Source.Row) + "行已经用过"
	}
	last := &s.Project
	switch {
	case h.isCalled(p, s):
	case last.Unit == sub.Unit, last.Lead == sub.Unit, last.Lead == p.Lead, last.Key() == p.Key(),
		h.Ledger.Allows(p.ID, filing.ChangeTransfer, p.Lead), sub.ByOffice:
		return ""
	}
	return "是" + last.Lead + "的" + plan.Quote(last.Title())
}

// isCalled reports a row that has one project's number and is called as another
// is: numbers were exchanged, or shifted by a row.
func (h *History) isCalled(p *filing.Project, numbered *filing.Standing) bool {
	named := h.keys[p.Key()]
	return named != nil && named != numbered && numbered.Project.Key() != p.Key() &&
		!h.Ledger.Allows(numbered.Number, filing.ChangeName, p.Title())
}

// Standing is the project of that number as last quarter left it, nil for
// none.
func (h *History) Standing(number string) *filing.Standing { return h.numbers[number] }

// Led reports a unit that led projects last quarter.
func (h *History) Led(unit string) bool { return h.led[unit] }

// EverGiven are the numbers of the register and of the standings.
func (h *History) EverGiven() map[string]bool {
	given := map[string]bool{}
	for n := range h.registered {
		given[n] = true
	}
	for n := range h.numbers {
		given[n] = true
	}
	return given
}

// Knows reports a number that was given before this quarter, or a quarter
// without a last one to know any by.
func (h *History) Knows(number string) bool {
	return h.library == nil || h.registered[number] != nil || h.numbers[number] != nil
}

// Registered reports a number of the 编号登记.
func (h *History) Registered(number string) bool { return h.registered[number] != nil }
