// Package tables finds the plan tables of a workbook: cells flow in, and tables with
// their columns and lines known flow out. It goes by what headers say, by what
// stands under them where that alone does not tell, and by the shape of rows; it
// reads no value and words no finding.
package tables

import (
	"cmp"
	"slices"
	"strings"

	"jingpin/internal/filing"
	"jingpin/internal/plan"
	"jingpin/internal/sheet"
)

// PlanTable is one plan table with its header found. Most sheets hold one.
type PlanTable struct {
	finder  *Finder // that found it
	Sheet   *sheet.Sheet
	index   int // the sheet's place in the workbook
	from    int // the first row above the header that belongs to the table
	Top     int // first header row
	Bottom  int // last header row
	end     int // last row that belongs to the table, 0 for the sheet's last
	Columns map[string]FormColumn
	order   []FormColumn // the columns from the left, see inOrder
	Doubles []Double     // columns found twice, equally well
	Extra   []FormColumn // columns that are not the form's
	Unclear []Children   // columns under one parent of which none clearly is its column
	passed  []int        // columns that another child of their parent was preferred to
	others  []Children   // columns under a parent that are all other figures than its column
	Marked  []int        // columns headed with words of a status, one of which each row marks
	Missing []string     // keys of required columns that are not there
	unit    plan.Money
	Track   string                // track the sheet's name or a title gives, "" if none
	Task    int                   // likewise, 0 if none
	merges  map[int][]sheet.Range // by left column and top row, those that reach below the header
	KeyAt   map[int]string        // form column by physical column
	traits  []trait               // of the columns, by their places
	NameCol int                   // where the name stands
	Counted bool                  // the projects are counted before their names: 1.甲项目, 2.乙项目
	texts   []stack               // header texts by physical column, see head
	again   map[int]bool          // rows that repeat the header, or state a unit over it
	turns   []unitTurn            // repeated headers, from the top down
	titles  map[string]bool       // what the lines above the header say
	wide    map[int]bool          // rows with a cell merged over several columns
	Begins  map[int]bool          // rows in which a cell merged downwards begins
	Foot    *filing.Foot          // of a form of ours, nil where there is none
	first   []sheet.Row           // those that tell what the columns hold, see sample
	Lines   []Line
	Parcels []Parcel
	Struck  []struckLine
	Pairs   int // projects with a row for the plan and one for what came of it
}

// FormColumn is a form column where a sheet has it.
type FormColumn struct {
	Key   string
	Col   int
	Row   int    // where its header stands
	Title string // as the sheet heads it
	unit  plan.Money
	Found match // how well it does
	// Recalled says that only last quarter tells that it is the column.
	Recalled bool
}

// Double is a form column that two sheet columns name equally well.
type Double struct {
	Key  string
	A, B FormColumn
}

// stack is what the header rows say over one column, from the top down, and
// the row the last of it stands in.
type stack struct {
	levels []string
	row    int
	lent   bool // all of it is a header's that is merged over from the left
}

// head is what the header says over a column, nothing where it says nothing.
func (t *PlanTable) head(col int) stack {
	if col >= len(t.texts) {
		return stack{}
	}
	return t.texts[col]
}

// finish works out what needs the whole sheet.
func (t *PlanTable) finish(f *Finder) {
	f.dropAmounts(t)
	t.dropBlankDoubles()
	t.takeLent()
	t.findHeadless()
	t.readTitles()
	t.placeHeaders(f)
	t.sortMerges()
	t.Unclear = slices.DeleteFunc(t.Unclear, func(u Children) bool {
		_, has := t.Columns[u.Key]
		return has || !slices.ContainsFunc(u.Cols, t.HasData)
	})
	for _, u := range t.Unclear {
		t.Extra = slices.DeleteFunc(t.Extra, func(c FormColumn) bool { return slices.Contains(u.Cols, c.Col) })
	}
	for _, key := range Required(f.plan) {
		if _, ok := t.Columns[key]; !ok && !t.isUnclear(key) {
			t.Missing = append(t.Missing, key)
		}
	}
}

// isUnclear reports a form column that one of several children may be.
func (t *PlanTable) isUnclear(key string) bool {
	return slices.ContainsFunc(t.Unclear, func(u Children) bool { return u.Key == key })
}

// IsComplete reports a table without a column too few or too many.
func (t *PlanTable) IsComplete() bool { return len(t.Missing)+len(t.Doubles)+len(t.Unclear) == 0 }

// readTitles notes what the lines above the header say, the unit of amounts
// among it.
func (t *PlanTable) readTitles() {
	t.unit, t.titles = plan.Wan, map[string]bool{}
	for _, row := range t.titleRows() {
		t.titles[lineText(row)] = true
		if u, ok := unitOfLine(RowTexts(row)); ok {
			t.unit = u
		}
	}
}

// placeHeaders notes where each column stands, and where people see its
// header: a merged one in the first of its cells.
func (t *PlanTable) placeHeaders(f *Finder) {
	var over []sheet.Range
	for _, m := range t.Sheet.Merges {
		if m.Top <= t.Bottom && m.Bottom > m.Top {
			over = append(over, m)
		}
	}
	show := func(c *FormColumn) {
		for _, m := range over {
			if m.Contains(c.Row, c.Col) {
				c.Row = m.Top
			}
		}
	}
	t.KeyAt = map[int]string{}
	for key, c := range t.Columns {
		show(&c)
		if column, _ := f.plan.Column(key); column.Type == plan.TypeMoney {
			c.unit, _ = unitOf(t.head(c.Col).levels)
		}
		t.Columns[key] = c
		t.KeyAt[c.Col] = key
	}
	t.NameCol = t.Columns["name"].Col
	t.findTraits(f.plan)
	for i := range t.Extra {
		show(&t.Extra[i])
	}
	for i := range t.Doubles {
		show(&t.Doubles[i].A)
		show(&t.Doubles[i].B)
	}
}

// sortMerges notes the merged cells below the header.
func (t *PlanTable) sortMerges() {
	t.merges, t.wide, t.Begins = map[int][]sheet.Range{}, map[int]bool{}, map[int]bool{}
	for _, m := range t.Sheet.Merges {
		if m.Top > t.Bottom && m.Bottom == m.Top && m.Right-m.Left >= wideMerge {
			t.wide[m.Top] = true
		}
		if m.Bottom > t.Bottom && m.Bottom > m.Top {
			t.merges[m.Left] = append(t.merges[m.Left], m)
			t.Begins[m.Top] = true
		}
	}
	for _, ms := range t.merges {
		slices.SortFunc(ms, func(a, b sheet.Range) int { return cmp.Compare(a.Top, b.Top) })
	}
}

// wideMerge is over how many further columns a heading or a note is merged.
const wideMerge = 2

// lineText is what a whole row says.
func lineText(row sheet.Row) string { return strings.Join(RowTexts(row), "\x1f") }

// titleRows are the rows above the table that belong to it.
func (t *PlanTable) titleRows() []sheet.Row { return t.span(t.from, t.Top-1) }

// body are the rows below the header that belong to the table.
func (t *PlanTable) body() []sheet.Row {
	if t.end == 0 {
		return t.span(t.Bottom+1, maxRow)
	}
	return t.span(t.Bottom+1, t.end)
}

// maxRow is below any sheet's last row.
const maxRow = 1 << 21

// span are the sheet's rows from one row to another.
func (t *PlanTable) span(from, to int) []sheet.Row {
	find := func(row sheet.Row, n int) int { return cmp.Compare(row.Number, n) }
	i, _ := slices.BinarySearchFunc(t.Sheet.Rows, from, find)
	j, _ := slices.BinarySearchFunc(t.Sheet.Rows, to+1, find)
	return t.Sheet.Rows[i:max(i, j)]
}

// MergeAt is the merged range over a cell of a column where merges begin.
func (t *PlanTable) MergeAt(row, col int) (sheet.Range, bool) {
	ms := t.merges[col]
	i, exact := slices.BinarySearchFunc(ms, row, func(m sheet.Range, n int) int { return cmp.Compare(m.Top, n) })
	if !exact {
		i--
	}
	if i < 0 || ms[i].Bottom < row {
		return sheet.Range{}, false
	}
	return ms[i], true
}

// Letter is the column's letters in its sheet.
func (c FormColumn) Letter() string { return sheet.Column(c.Col) }
