package rehearse

import (
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/form"
	"jingpin/internal/plan"
)

// filled is what one unit reports, before anyone lays it out.
type filled struct {
	unit    string // as the heading says it, "" for no heading
	quarter plan.Quarter
	asOf    plan.Date
	rows    []typedRow
}

// typedRow is a project and what is typed into its row instead of its own values.
type typedRow struct {
	project filing.Project
	typed   map[string]gridCell // column key → cell
	light   string              // the light's word a correct run gives, "" where nobody asks
}

// grouping is how a sheet tells the track and task of its rows.
type grouping int

const (
	repeated    grouping = iota // in every row
	merged                      // in cells merged over their rows
	typedOnce                   // in the first row only
	groupRows                   // in rows of their own, without columns
	groupBlank                  // in rows of their own, above blank columns
	trackSheets                 // one sheet per track, named after it; the task in every row
)

// totals is where a sheet sums up.
type totals int

const (
	noTotals totals = iota
	totalAbove
	totalBelow
	totalPerTrack // 小计 under each track and 合计 at the end
)

// unitPlace is where a sheet tells the unit of its amounts.
type unitPlace int

const (
	inHeading unitPlace = iota // 金额单位:元 above the table
	inHeaders                  // 总投资(千元)
	inCells                    // 480万
)

// extra is a column of the department's own.
type extra struct {
	header, value string
	before        string // key of the column it stands before
}

// sheetLayout is how one department lays its sheet out. The zero layout is the
// form's own.
type sheetLayout struct {
	name, about string
	columns     []string          // keys in order, nil for the form's
	headers     map[string]string // column key → header other than the form's
	oneLevel    bool              // one header row; needs headers for columns with a parent
	decorate    func(string) string
	titles      int  // further rows above the heading
	blanks      int  // blank rows between heading and header
	left        int  // blank columns to the left
	oneCell     bool // the heading stands in one cell
	sheet       string
	group       grouping
	codes       bool // a row 甲 乙 1 2 3 under the header
	again       int  // the header is repeated after so many projects, 0 never
	gap         bool // a blank row after every third project
	totals      totals
	formulas    bool // totals are formulas
	foot        []string
	extras      []extra
	unit        string // of amounts, "" for 万元
	unitIn      unitPlace
	hideRow     int // index of a project whose row is hidden, from 1; 0 none
	hideColumn  string
	date1904    bool
	spell       spelling
}

// laidRow is where a row came to stand.
type laidRow struct {
	sheet string
	row   int
}

// sheetPage is a laid-out submission.
type sheetPage struct {
	book    book
	at      []laidRow      // of filled.rows
	columns map[string]int // column key → physical column, the same on every sheet
	extras  []string       // cells of the extra columns' headers, on every sheet
	headers map[string]laidRow
	totals  []laidRow // of 合计 and 小计 rows
}

// cell is where a project's column stands.
func (g *sheetPage) cell(i int, key string) (at laidRow, name string) {
	at = g.at[i]
	return at, ref(at.row, g.columns[key])
}

// keys are the layout's columns in order. Track and task have none where rows
// or sheets of their own tell them.
func (l *sheetLayout) keys(p *plan.Plan) []string {
	var kept []string
	for _, k := range l.all(p) {
		told := k == "track" && (l.group == groupRows || l.group == trackSheets) || k == "task" && l.group == groupRows
		if !told {
			kept = append(kept, k)
		}
	}
	return kept
}

// all are the layout's columns and, where rows or sheets tell them, track and
// task.
func (l *sheetLayout) all(p *plan.Plan) []string {
	if l.columns != nil {
		return l.columns
	}
	var keys []string
	for _, c := range p.Columns {
		if c.Type != plan.TypeComputed {
			keys = append(keys, c.Key)
		}
	}
	return keys
}

// has reports a layout with a column for the key.
func (l *sheetLayout) has(p *plan.Plan, key string) bool { return slices.Contains(l.keys(p), key) }

// lay puts a submission into the layout. Rows are taken in the order given;
// rows of one track, and of one task, stand together.
func (l *sheetLayout) lay(p *plan.Plan, in filled) *sheetPage {
	out := &sheetPage{columns: map[string]int{}, headers: map[string]laidRow{}, at: make([]laidRow, len(in.rows))}
	out.book.date1904 = l.date1904
	if l.group != trackSheets {
		w := &sheetWriter{layout: l, plan: p, in: in, page: out, grid: &grid{name: l.sheetName()}}
		w.write(indexes(in.rows, func(typedRow) bool { return true }))
		return out
	}
	for _, t := range p.Tracks {
		of := indexes(in.rows, func(r typedRow) bool { return r.project.Track == t.Name })
		if len(of) > 0 {
			w := &sheetWriter{layout: l, plan: p, in: in, page: out, grid: &grid{name: t.Name}}
			w.write(of)
		}
	}
	return out
}

func (l *sheetLayout) sheetName() string {
	if l.sheet == "" {
		return form.SheetForm
	}
	return l.sheet
}

func indexes(rows []typedRow, keep func(typedRow) bool) []int {
	var is []int
	for i, r := range rows {
		if keep(r) {
			is = append(is, i)
		}
	}
	return is
}

// header is a column's header and its parent, as this layout prints them.
func (l *sheetLayout) header(p *plan.Plan, key string) (parent, child string) {
	c, _ := p.Column(key)
	child = c.Header
	if !l.oneLevel {
		parent = c.Parent
	}
	if h, ok := l.headers[key]; ok {
		child = h
	}
	parent, child = l.amountUnit(parent), l.amountUnit(child)
	if l.decorate != nil && child != "" {
		child = l.decorate(child)
	}
	return parent, child
}

// amountUnit says the layout's unit in a header that says the form's.
func (l *sheetLayout) amountUnit(header string) string {
	const wan = "(万元)"
	switch {
	case l.unit == "":
		return header
	case l.unitIn == inHeaders:
		return strings.Replace(header, wan, "("+l.unit+")", 1)
	}
	return strings.Replace(header, wan, "", 1)
}
