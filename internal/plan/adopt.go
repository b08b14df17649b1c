package plan

import (
	"cmp"
	"slices"
	"strings"
)

// Ledger is what a table that an office has kept by hand names: its projects'
// tracks, tasks and leads, as typed, each where it first stands.
type Ledger struct {
	Units  []string
	Leader string // 分管领导 of units that are none of the definition's, "" for none
	Tasks  []LedgerTask
}

// LedgerTask is a task of a ledger. No is what the numbers of its projects begin
// with, 0 where they say none or several.
type LedgerTask struct {
	Track, Name string
	No          int
}

// Adopt is a definition in which a ledger's projects have their places: base's,
// with the units of the ledger. Where most of the ledger's tasks are none of
// base's, its tracks and tasks are the ledger's too, and nothing is named to be
// covered. The error is a Fault, in Chinese.
func Adopt(base *Plan, l Ledger) (*Plan, error) { return base.adopt(slices.Clone(base.tables), l) }

// AdoptTables is Adopt for tables that are no definition by themselves yet.
func AdoptTables(tables []Table, l Ledger) (*Plan, error) {
	return Builtin().adopt(slices.Clone(tables), l)
}

func (base *Plan) adopt(tables []Table, l Ledger) (*Plan, error) {
	table := func(name string) *Table {
		return &tables[slices.IndexFunc(tables, func(t Table) bool { return t.Name == name })]
	}
	units := table(ListUnits)
	var rows [][]string
	taken := map[string]bool{}
	for _, name := range l.Units {
		row := []string{name, "", "", ReportsItself, "", l.Leader}
		if u, known := base.Unit(name); known && !base.builtin { // the built-in units are one street's
			row = []string{u.Name, u.Full, strings.Join(u.Aliases, "、"), ReportsItself, "", u.Leader}
		}
		if key := Key(row[0]); key != "" && !taken[key] {
			taken[key] = true
			rows = append(rows, row)
		}
	}
	if len(rows) > 0 {
		units.fill(rows)
	}
	table("核准例外").Rows = nil
	if tracks, tasks := l.strange(base); tasks != nil {
		table(ListTracks).fill(tracks)
		table(ListTasks).fill(tasks)
		table("计划明确事项").Rows = nil
	}
	p := &Plan{rows: map[string][]int{}}
	var faults []Fault
	for _, t := range tables {
		if slices.Contains([]string{ListTracks, ListTasks, ListUnits}, t.Name) {
			p.read(t, &faults)
		}
	}
	if len(faults) > 0 {
		return nil, joinFaults(faults)
	}
	table("栏目").exampleOf(p)
	return Parse(tables)
}

// strange are the rows of the ledger's own tracks and tasks, nil where most of
// its tasks are base's.
func (l Ledger) strange(base *Plan) (tracks, tasks [][]string) {
	unknown := 0
	for _, t := range l.Tasks {
		if _, ok := base.Task(t.Name); !ok {
			unknown++
		}
	}
	if 2*unknown <= len(l.Tasks) {
		return nil, nil
	}
	used := map[int]bool{}
	for _, t := range l.Tasks {
		used[t.No] = true
	}
	next := 0
	for _, t := range l.Tasks {
		track := cmp.Or(t.Track, "重点工作")
		if !slices.ContainsFunc(tracks, func(row []string) bool { return Key(row[1]) == Key(track) }) {
			tracks = append(tracks, []string{Count(len(tracks) + 1), track, ""})
		}
		no := t.No
		if no == 0 || slices.ContainsFunc(tasks, func(row []string) bool { return row[0] == Count(no) }) {
			for next++; used[next]; next++ {
			}
			no = next
		}
		tasks = append(tasks, []string{Count(no), t.Name, track, ""})
	}
	slices.SortStableFunc(tasks, func(a, b []string) int { return cmp.Or(cmp.Compare(len(a[0]), len(b[0])), cmp.Compare(a[0], b[0])) })
	return tracks, tasks
}

// fill puts rows in the place of the table's, cells in the order of the
// built-in header.
func (t *Table) fill(rows [][]string) {
	header := Builtin().table(t.Name).Header
	t.Rows = nil
	for i, cells := range rows {
		row := TableRow{Number: i + 2, Cells: make([]string, len(t.Header))}
		for k, title := range header[:len(cells)] {
			if at := slices.Index(t.Header, title); at >= 0 {
				row.Cells[at] = cells[k]
			}
		}
		t.Rows = append(t.Rows, row)
	}
}

// exampleOf makes the form's example one of p's tracks, tasks and units.
func (t *Table) exampleOf(p *Plan) {
	code, example := slices.Index(t.Header, "代号"), slices.Index(t.Header, "样例")
	if code < 0 || example < 0 || len(p.Tasks) == 0 || len(p.Units) == 0 {
		return
	}
	values := map[string]string{
		KeyTrack: p.TrackNo(p.Tasks[0].Track).Name, KeyTask: p.Tasks[0].Name, KeyLead: p.Units[0].Name, KeyPartners: p.Units[len(p.Units)-1].Name,
	}
	t.Rows = slices.Clone(t.Rows)
	for i, row := range t.Rows {
		value, ours := values[row.Cells[min(code, len(row.Cells)-1)]]
		if !ours || example >= len(row.Cells) {
			continue
		}
		t.Rows[i].Cells = slices.Clone(row.Cells)
		t.Rows[i].Cells[example] = value
	}
}
