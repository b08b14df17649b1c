package portfolio

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// number gives every new project its number. Numbers are given over the whole
// union in a fixed order, each task going on from the highest serial ever given;
// until they stand in the register of a previous quarter they are provisional.
func (m *merger) number() {
	highest := map[int]int{}
	frozen := map[string]bool{}
	for n := range m.history.EverGiven() {
		frozen[n] = true
		raise(highest, n)
	}
	fresh := picked(m.library, func(e *member) bool { return e.Number == "" && e.Project.TaskNo > 0 })
	slices.SortFunc(fresh, compareFresh)
	m.keepSettled(fresh, highest, frozen)
	m.honour(fresh, highest)
	for _, e := range fresh {
		if e.Number == "" {
			highest[e.Project.TaskNo]++
			e.Number = fmt.Sprintf("%02d-%03d", e.Project.TaskNo, highest[e.Project.TaskNo])
		}
	}
	for _, e := range m.library {
		e.task, e.serial, _ = splitNumber(e.Number)
		e.Provisional = e.Number != "" && !frozen[e.Number]
	}
	m.register(fresh)
	m.link()
}

// Settle makes the quarter's new numbers final, as its sealed report prints
// them: whatever comes later in the quarter keeps them.
func (pf *Portfolio) Settle() {
	var given []filing.Given
	for _, r := range pf.Numbers {
		if r.Quarter == pf.Quarter && r.Number != "" {
			given = append(given, filing.Given{Number: r.Number, Key: r.Key})
		}
	}
	pf.Office = pf.Office.With(filing.Office{Settled: given})
	for i := range pf.Entries {
		pf.Entries[i].Provisional = false
	}
}

// link notes which of last quarter's projects go on in others. One that keeps
// its number while others split off it goes on in those that are new.
func (m *merger) link() {
	if m.pf.Previous == nil {
		return
	}
	at, called := make(map[string]*member, len(m.library)), make(map[string]*member, len(m.library))
	for _, e := range m.library {
		at[e.Number], called[plan.Key(e.name)] = e, e
	}
	for i := range m.pf.Previous.Standings {
		s := &m.pf.Previous.Standings[i]
		if s.Left {
			continue
		}
		goOn := func(e *member) {
			if e != nil && e.Number != s.Number && (at[s.Number] == nil || e.Last == nil) && !slices.Contains(e.From, s.Number) {
				e.From, e.New = append(e.From, s.Number), false
			}
		}
		goOn(m.follows[s.Number])
		for _, next := range m.history.Ledger.Successors(s.Number) {
			goOn(at[next])
		}
		for _, next := range m.history.Ledger.SuccessorNames(s.Number) {
			goOn(called[next])
		}
	}
}

// passedByNumber are the keys of the new projects that exceptions without use
// name by their number.
func (m *merger) passedByNumber() map[string]filing.RowID {
	named := map[string]bool{}
	for _, es := range m.passes.byRule {
		for _, e := range es {
			named[e.Project] = named[e.Project] || !m.passes.applied[e]
		}
	}
	keys := map[string]filing.RowID{}
	for _, e := range m.library {
		switch {
		case !named[e.Number] || !e.Provisional:
		case e.row != nil:
			keys[e.Number] = e.row.key
		default:
			keys[e.Number] = e.key
		}
	}
	return keys
}

// keepSettled keeps the numbers that leaders have read in the sealed report of the
// quarter; nothing else is ever given one of them.
func (m *merger) keepSettled(fresh []*member, highest map[int]int, frozen map[string]bool) {
	given := map[filing.RowID]string{}
	for _, g := range m.pf.Office.Settled {
		given[g.Key] = g.Number
		frozen[g.Number] = true
		raise(highest, g.Number)
	}
	for _, e := range fresh {
		e.Number = given[e.key]
		delete(given, e.key)
	}
}

// honour keeps the numbers that stand in the rows themselves where no last
// quarter is at hand to know them by: the office gave them some time.
func (m *merger) honour(fresh []*member, highest map[int]int) {
	if m.pf.Previous != nil {
		return
	}
	used := map[string]int{}
	for _, e := range fresh {
		used[cmp.Or(e.Number, e.Project.ID)]++
	}
	for _, e := range fresh {
		id := e.Project.ID
		if e.Number == "" && used[id] == 1 && isNumber(id) {
			e.Number = id
			raise(highest, id)
		}
	}
}

// raise notes that a number was given.
func raise(highest map[int]int, number string) {
	task, serial, ok := splitNumber(number)
	if ok {
		highest[task] = max(highest[task], serial)
	}
}

// splitNumber takes 06-003 apart.
func splitNumber(number string) (task, serial int, ok bool) {
	before, after, found := strings.Cut(number, "-")
	task, errTask := strconv.Atoi(before)
	serial, errSerial := strconv.Atoi(after)
	return task, serial, found && errTask == nil && errSerial == nil
}

// compareFresh is the order in which new projects are numbered.
func compareFresh(a, b *member) int {
	return cmp.Or(cmp.Compare(a.Project.TaskNo, b.Project.TaskNo), cmp.Compare(a.rank, b.rank), cmp.Compare(a.name, b.name),
		compareSources(a.Project.Source, b.Project.Source))
}

func compareSources(a, b filing.Source) int {
	return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Sheet, b.Sheet), cmp.Compare(a.Row, b.Row))
}

// compareMembers is by number, task by task; what has no task yet comes last.
func compareMembers(a, b *member) int {
	return cmp.Or(compareBools(a.serial > 0, b.serial > 0), cmp.Compare(a.task, b.task), cmp.Compare(a.serial, b.serial),
		cmp.Compare(a.name, b.name), compareSources(a.Project.Source, b.Project.Source))
}

// register is the 编号登记: every number ever given, this quarter's last.
func (m *merger) register(fresh []*member) {
	var all []filing.Registered
	if m.pf.Previous != nil {
		all = slices.Clone(m.pf.Previous.Numbers)
		for i := range m.pf.Previous.Standings {
			s := &m.pf.Previous.Standings[i]
			if s.Number != "" && !m.history.Registered(s.Number) {
				all = append(all, registered(s.Number, s.Project.Key(), &s.Project, s.Quarter))
			}
		}
	}
	for _, e := range fresh {
		all = append(all, registered(e.Number, e.key, &e.Project, m.pf.Quarter))
	}
	for i := range all {
		m.closeNumber(&all[i])
	}
	slices.SortStableFunc(all, func(a, b filing.Registered) int {
		x, s, _ := splitNumber(a.Number)
		y, t, _ := splitNumber(b.Number)
		return cmp.Or(cmp.Compare(x, y), cmp.Compare(s, t), cmp.Compare(a.Number, b.Number))
	})
	m.pf.Numbers = all
}

func registered(number string, key filing.RowID, p *filing.Project, q plan.Quarter) filing.Registered {
	return filing.Registered{Number: number, Key: key, Name: p.Title(), Unit: p.Lead, Quarter: q}
}

// closeNumber notes an approved change by which a number goes out of use, or
// why the office took its project out.
func (m *merger) closeNumber(r *filing.Registered) {
	if c, leaves := m.history.Ledger.Exits(r.Number); leaves {
		r.Closed = c.Kind + "，" + c.Basis
		r.Next = m.history.Ledger.Successors(r.Number)
	} else if why := m.office.closed[r.Number]; why != "" {
		r.Closed = why
		if next := m.follows[r.Number]; next != nil && next.Number != "" {
			r.Next = []string{next.Number}
		}
	}
}

// isNumber reports a text that is a project number and nothing else.
func isNumber(text string) bool {
	numbers := filing.Numbers(text)
	return len(numbers) == 1 && numbers[0] == text
}
