// Package adopt makes a plan definition of a table that an office has kept by
// hand. What flows in are the names in the table and a definition to begin with,
// what flows out is a definition in which the table's projects have their places.
package adopt

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/plan"
	"jingpin/internal/tabular"
)

// Listing are what such a table names: its projects' tracks, tasks and leads, as
// typed, each where it first stands.
type Listing struct {
	Units  []string
	Leader string // 分管领导 of units that are none of the definition's, "" for none
	Tasks  []ListedTask
}

// ListedTask is a task of the table. No is what the numbers of its projects begin
// with, 0 where they say none or several.
type ListedTask struct {
	Track, Name string
	No          int
}

// Plan is base with the units of the table. Where most of the table's tasks are
// none of base's, its tracks and tasks are the table's too, and nothing is named
// to be covered. The error joins Faults, in Chinese.
func Plan(base *plan.Plan, n Listing) (*plan.Plan, error) { return adopted(base, base.Tables(), n) }

// Tables is Plan for tables that are no definition by themselves yet.
func Tables(tables []tabular.Table, n Listing) (*plan.Plan, error) {
	return adopted(plan.Builtin(), tables, n)
}

func adopted(base *plan.Plan, tables []tabular.Table, n Listing) (*plan.Plan, error) {
	tables = slices.Clone(tables)
	table := func(name string) *tabular.Table {
		return &tables[slices.IndexFunc(tables, func(t tabular.Table) bool { return t.Name == name })]
	}
	units := table(plan.ListUnits)
	var rows [][]string
	taken := map[string]bool{}
	for _, name := range n.Units {
		row := []string{name, "", "", plan.ReportsItself, "", n.Leader}
		if u, known := base.Unit(name); known && base != plan.Builtin() { // the built-in units are one street's
			row = []string{u.Name, u.Full, strings.Join(u.Aliases, "、"), plan.ReportsItself, "", u.Leader}
		}
		if key := plan.Key(row[0]); key != "" && !taken[key] {
			taken[key] = true
			rows = append(rows, row)
		}
	}
	if len(rows) > 0 {
		fill(units, rows)
	}
	table("核准例外").Rows = nil
	if tracks, tasks := n.strange(base); tasks != nil {
		fill(table(plan.ListTracks), tracks)
		fill(table(plan.ListTasks), tasks)
		table("计划明确事项").Rows = nil
	}
	giveExample(table("栏目"), table(plan.ListTasks), table(plan.ListUnits))
	return plan.Parse(tables)
}

// strange are the rows of the table's own tracks and tasks, nil where most of
// its tasks are base's.
func (n Listing) strange(base *plan.Plan) (tracks, tasks [][]string) {
	unknown := 0
	for _, t := range n.Tasks {
		if _, ok := base.Task(t.Name); !ok {
			unknown++
		}
	}
	if 2*unknown <= len(n.Tasks) {
		return nil, nil
	}
	used := map[int]bool{}
	for _, t := range n.Tasks {
		used[t.No] = true
	}
	next := 0
	for _, t := range n.Tasks {
		track := cmp.Or(t.Track, "重点工作")
		if !slices.ContainsFunc(tracks, func(row []string) bool { return plan.Key(row[1]) == plan.Key(track) }) {
			tracks = append(tracks, []string{plan.Count(len(tracks) + 1), track, ""})
		}
		no := t.No
		if no == 0 || slices.ContainsFunc(tasks, func(row []string) bool { return row[0] == plan.Count(no) }) {
			for next++; used[next]; next++ {
			}
			no = next
		}
		tasks = append(tasks, []string{plan.Count(no), t.Name, track, ""})
	}
	slices.SortStableFunc(tasks, func(a, b []string) int { return cmp.Or(cmp.Compare(len(a[0]), len(b[0])), cmp.Compare(a[0], b[0])) })
	return tracks, tasks
}

// fill puts rows in the place of the table's, cells in the order of the
// built-in header.
func fill(t *tabular.Table, rows [][]string) {
	builtin := plan.Builtin().Tables()
	header := builtin[slices.IndexFunc(builtin, func(b tabular.Table) bool { return b.Name == t.Name })].Header
	t.Rows = nil
	for i, values := range rows {
		row := tabular.Row{Number: i + 2, Cells: make([]string, len(t.Header))}
		for k, title := range header[:len(values)] {
			if at := slices.Index(t.Header, title); at >= 0 {
				row.Cells[at] = values[k]
			}
		}
		t.Rows = append(t.Rows, row)
	}
}

// giveExample makes the form's example one of the first task, its track and the
// units.
func giveExample(columns, tasks, units *tabular.Table) {
	code, example := slices.Index(columns.Header, "代号"), slices.Index(columns.Header, "样例")
	track, task, unit := under(tasks, "专项行动"), under(tasks, "名称"), under(units, "名称")
	if code < 0 || example < 0 || len(track) == 0 || len(task) == 0 || len(unit) == 0 {
		return
	}
	values := map[string]string{plan.KeyTrack: track[0], plan.KeyTask: task[0], plan.KeyLead: unit[0], plan.KeyPartners: unit[len(unit)-1]}
	columns.Rows = slices.Clone(columns.Rows)
	for i, row := range columns.Rows {
		value, ours := values[row.Cells[min(code, len(row.Cells)-1)]]
		if !ours || example >= len(row.Cells) {
			continue
		}
		columns.Rows[i].Cells = slices.Clone(row.Cells)
		columns.Rows[i].Cells[example] = value
	}
}

// under is what stands under a title, blank cells left out.
func under(t *tabular.Table, title string) []string {
	at := slices.IndexFunc(t.Header, func(h string) bool { return strings.TrimSpace(h) == title })
	var all []string
	for _, row := range t.Rows {
		if at < 0 || at >= len(row.Cells) {
			continue
		}
		if text := strings.TrimSpace(row.Cells[at]); text != "" {
			all = append(all, text)
		}
	}
	return all
}
