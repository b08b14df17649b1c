package check

import (
	"slices"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
)

// ruleCause says once what explains many cells: a row with nothing but a name,
// a column dragged down.
const ruleCause = "L13"

// essentials are the columns in which every project says something.
var essentials = []string{"status", "progress", "deadline", "total"}

// isEmpty reports a row that says nothing in any of the essential columns the
// sheet has: it lacks not four values but all.
func (r *judgedRow) isEmpty() bool {
	has := 0
	for _, key := range essentials {
		if r.isBad(key) || !r.blank(key) {
			return false
		}
		if r.has(key) {
			has++
		}
	}
	return has > 1 && r.Done == "" && r.Paid.Kind == plan.Blank
}

// tellEmpty is L13 for such a row.
func (r *judgedRow) tellEmpty() {
	r.fault(filing.Fact{Rule: ruleCause, Value: r.Name, Other: "这一行除了名称、内容和部门，必填的栏目都没有填"})
}

// fewestDragged is how many cells that run up by one tell a column that was
// dragged down.
const fewestDragged = 5

// draggable are the columns of dates and shares that people fill downwards.
var draggable = []string{"start", "deadline", "finished", "progress"}

// dragged is a run of rows in which a column runs up by one.
type dragged struct {
	filing.RowRun
	key string
}

// findDragged looks for columns that run up by one day, or one point, from row to
// row: twenty deadlines on twenty days were dragged, not set.
func (j *judge) findDragged() {
	for _, key := range draggable {
		from := 0
		for i := 1; i <= len(j.records); i++ {
			if i < len(j.records) && j.records[i].stepsUp(&j.records[i-1], key) {
				continue
			}
			if i-from >= fewestDragged {
				j.dragged = append(j.dragged, dragged{filing.RowRun{From: from, To: i}, key})
			}
			from = i
		}
	}
}

// stepsUp reports a row that has the next day, or the next point, of the one above
// it in its table.
func (r *judgedRow) stepsUp(above *judgedRow, key string) bool {
	if r.columns != above.columns {
		return false
	}
	if key == "progress" {
		return above.Progress != nil && r.Progress != nil && *r.Progress-*above.Progress == plan.Point
	}
	if key == "deadline" && (above.OpenEnded || r.OpenEnded) {
		return false
	}
	x, y := *above.Field(key).(*plan.Date), *r.Field(key).(*plan.Date)
	return x != 0 && y-x == 1
}

// isDragged reports a cell of such a run.
func (r *judgedRow) isDragged(key string) bool {
	return slices.ContainsFunc(r.dragged, func(d dragged) bool { return d.key == key && d.From <= r.of && r.of < d.To })
}

// tellDragged is L13 at the first cell of each run, with the others.
func (r *judgedRow) tellDragged() {
	for _, d := range r.dragged {
		if d.From != r.of {
			continue
		}
		step := "一天"
		if d.key == "progress" {
			step = "1"
		}
		f := filing.Fact{
			Rule: ruleCause, Key: d.key, Value: r.typedAs(d.key), Severity: plan.Warning,
			Other:    "从这一格起" + plan.Count(d.To-d.From) + "行，一行比一行多" + step + "，像是拖动填充出来的",
			Expected: "逐行核对，填各个项目自己的" + r.plan.Title(d.key),
		}
		for i := d.From + 1; i < d.To; i++ {
			f.Also = append(f.Also, r.records[i].cell(d.key))
		}
		r.remark(f)
	}
}

// wide are the rules about what a department leaves out as a rule: where every
// row of a table has the same to be said of it, it is said at the first, and
// only recorded of the others.
var wide = []string{"P02", "T05", "M06", "M08", "Q06", "Q13"}

// fewestAlike is how many rows show that it is done as a rule.
const fewestAlike = 3

// sayOnce does that for the findings of all rows.
func (j *judge) sayOnce() {
	type cause struct {
		table *columns
		rule  string
	}
	found := map[cause][]int{}
	for i := range j.sub.Findings {
		if f := &j.sub.Findings[i]; f.Severity == plan.Warning && f.Key != "" && slices.Contains(wide, f.Rule) {
			at := cause{j.columnsAt(filing.Source{Sheet: f.Sheet, Row: f.Row}), f.Rule}
			found[at] = append(found[at], i)
		}
	}
	for at, alike := range found {
		if len(alike) < fewestAlike || len(alike) < len(at.table.rows) {
			continue
		}
		first := &j.sub.Findings[alike[0]]
		first.Message += "本表其余" + plan.Count(len(alike)-1) + "行也是这样。"
		for _, i := range alike[1:] {
			other := &j.sub.Findings[i]
			other.Severity = plan.Note
			first.Also = append(first.Also, other.Cell)
		}
	}
}
